//! Why a claim is not in an answer, in words about the record, and what shows it all the same.

use std::collections::BTreeMap;

/// Says why a claim is left out. Where several reasons apply, the first of this list is the one that is named first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// One party says it of another.
    Alleged,
    /// It is under discussion.
    Possible,
    /// Somebody expects it.
    Predicted,
    /// Its source says that it is not so.
    Denied,
    /// It is asserted, and another claim denies it.
    DeniedElsewhere,
    /// It is asserted, and about an event for which different parties are named, or an accusation is denied.
    Disputed,
    /// Somebody else says it.
    OtherVoice,
    /// It is written elsewhere.
    OtherSource,
    /// An unnamed group says it.
    Anonymous,
    /// It has no day, while a day was asked for.
    Undated,
    /// It holds before or after the day that was asked for.
    OtherTime,
    /// Nobody knows when its source was published.
    Unpublished,
    /// Its source was published later, or may have been.
    Later,
    /// Too few independent sources stand behind it.
    FewSources,
}

impl Reason {
    /// Every reason, in the order in which they are named.
    const ALL: [Self; 14] = [
        Self::Alleged,
        Self::Possible,
        Self::Predicted,
        Self::Denied,
        Self::DeniedElsewhere,
        Self::Disputed,
        Self::OtherVoice,
        Self::OtherSource,
        Self::Anonymous,
        Self::Undated,
        Self::OtherTime,
        Self::Unpublished,
        Self::Later,
        Self::FewSources,
    ];

    /// Says what such claims are: what stands behind `3 more are`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Alleged => "alleged",
            Self::Possible => "possible",
            Self::Predicted => "predicted",
            Self::Denied => "denied",
            Self::DeniedElsewhere => "denied by another claim",
            Self::Disputed => "about a disputed event",
            Self::OtherVoice => "attributed to others",
            Self::OtherSource => "from another source",
            Self::Anonymous => "said by an anonymous speaker",
            Self::Undated => "without a date",
            Self::OtherTime => "of another time",
            Self::Unpublished => "from a source without a date",
            Self::Later => "from a source published later",
            Self::FewSources => "on too few independent sources",
        }
    }

    /// Says what to type to see them.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Alleged | Self::Possible | Self::Predicted | Self::Denied | Self::OtherVoice => {
                "--world all"
            }
            Self::DeniedElsewhere | Self::Disputed => "--world accepted",
            Self::OtherSource => "leave out --source",
            Self::Anonymous => "leave out --exclude-anonymous",
            Self::Undated | Self::OtherTime => "leave out --as-of",
            Self::Unpublished | Self::Later => "leave out --known-by",
            Self::FewSources => "leave out --min-sources",
        }
    }

    /// Reads the status of a claim that no accepted world holds.
    pub(in crate::workspace) fn of_status(word: &str) -> Option<Self> {
        match word {
            "alleged" => Some(Self::Alleged),
            "possible" => Some(Self::Possible),
            "predicted" => Some(Self::Predicted),
            "denied" => Some(Self::Denied),
            _ => None,
        }
    }
}

/// Holds the reasons that leave one claim out; none when it is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::workspace) struct Reasons(u16);

impl Reasons {
    /// Tells whether the claim is in.
    pub(in crate::workspace) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(in crate::workspace) fn insert(&mut self, reason: Reason) {
        self.0 |= 1 << reason as u16;
    }

    fn iter(self) -> impl Iterator<Item = Reason> {
        Reason::ALL.into_iter().filter(move |reason| self.0 & (1 << *reason as u16) != 0)
    }
}

/// Counts the claims that the same reasons leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Why: nearly always one reason. Where there are several, each has to go before the claims are seen.
    pub reasons: Vec<Reason>,
    /// How many.
    pub claims: usize,
}

impl LeftOut {
    /// Makes the count of claims that one reason leaves out.
    pub fn new(reason: Reason, claims: usize) -> Self {
        Self { reasons: vec![reason], claims }
    }

    /// Counts the claims that are out; those that the same remedies show stand together, the most frequent first.
    pub(in crate::workspace) fn count(all: impl IntoIterator<Item = Reasons>) -> Vec<Self> {
        let mut counts: BTreeMap<Vec<Reason>, usize> = BTreeMap::new();
        for reasons in all.into_iter().filter(|reasons| !reasons.is_empty()) {
            *counts.entry(reasons.iter().collect()).or_default() += 1;
        }
        let mut counts: Vec<Self> =
            counts.into_iter().map(|(reasons, claims)| Self { reasons, claims }).collect();
        let mut places: Vec<Vec<&str>> = counts.iter().map(Self::remedies).collect();
        // One remedy before two, and else the order of the reasons.
        places.sort_by_key(Vec::len);
        let place = |left_out: &Self| places.iter().position(|known| *known == left_out.remedies());
        counts.sort_by(|left, right| {
            let order = place(left).cmp(&place(right));
            order.then(right.claims.cmp(&left.claims)).then_with(|| left.reasons.cmp(&right.reasons))
        });
        counts
    }

    /// Gives all that must be typed or left out to see these claims.
    fn remedies(&self) -> Vec<&'static str> {
        let mut remedies: Vec<&str> = Vec::new();
        for remedy in self.reasons.iter().map(|reason| reason.remedy()) {
            if !remedies.contains(&remedy) {
                remedies.push(remedy);
            }
        }
        remedies
    }

    /// Writes a line for each remedy: `2 more are alleged, 1 possible: --world all`.
    pub fn lines(all: &[Self]) -> Vec<String> {
        let same = all.chunk_by(|left, right| left.remedies() == right.remedies());
        same.map(|same| {
            let mut line = String::new();
            for left_out in same {
                let claims = left_out.claims;
                let verb = if claims == 1 { "is" } else { "are" };
                let words: Vec<&str> = left_out.reasons.iter().map(|reason| reason.words()).collect();
                let words = words.join(" and ");
                match line.is_empty() {
                    true => line = format!("{claims} more {verb} {words}"),
                    false => line.push_str(&format!(", {claims} {words}")),
                }
            }
            format!("{line}: {}", same[0].remedies().join(" and "))
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{LeftOut, Reason, Reasons};

    fn reasons(all: &[Reason]) -> Reasons {
        let mut reasons = Reasons::default();
        all.iter().for_each(|reason| reasons.insert(*reason));
        reasons
    }

    #[test]
    fn reasons_that_one_remedy_shows_stand_on_one_line() {
        use Reason::{Alleged, Anonymous, Disputed, OtherSource, Possible, Undated};
        let counted = LeftOut::count([
            reasons(&[Undated]),
            reasons(&[Possible]),
            reasons(&[OtherSource, Alleged]),
            reasons(&[Alleged]),
            reasons(&[]),
            reasons(&[Disputed]),
            reasons(&[Possible]),
            reasons(&[OtherSource, Anonymous, Undated]),
        ]);
        assert_eq!(
            LeftOut::lines(&counted),
            [
                "2 more are possible, 1 alleged: --world all",
                "1 more is about a disputed event: --world accepted",
                "1 more is without a date: leave out --as-of",
                "1 more is alleged and from another source: --world all and leave out --source",
                "1 more is from another source and said by an anonymous speaker and without a date: \
                 leave out --source and leave out --exclude-anonymous and leave out --as-of",
            ]
        );
        assert!(LeftOut::lines(&[]).is_empty());
    }

    #[test]
    fn every_reason_has_a_bit_of_its_own() {
        for (place, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, place);
            assert_eq!(reasons(&[reason]).iter().collect::<Vec<_>>(), [reason]);
        }
    }
}
