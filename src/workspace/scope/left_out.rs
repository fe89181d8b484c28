//! Why a claim is not in an answer, in words about the record, and what shows it all the same.

use std::collections::BTreeMap;

/// Says why a claim is left out. Where several reasons apply, the first of this list counts.
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

/// Counts the claims that one reason leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: Reason,
    /// How many.
    pub claims: usize,
}

impl LeftOut {
    /// Counts reasons; those that one remedy shows stand together, the most frequent first.
    pub(in crate::workspace) fn count(reasons: impl IntoIterator<Item = Reason>) -> Vec<Self> {
        let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
        for reason in reasons {
            *counts.entry(reason).or_default() += 1;
        }
        let mut remedies: Vec<&str> = Vec::new();
        for reason in counts.keys().map(|reason| reason.remedy()) {
            if !remedies.contains(&reason) {
                remedies.push(reason);
            }
        }
        let place = |reason: Reason| remedies.iter().position(|known| *known == reason.remedy());
        let mut counts: Vec<Self> =
            counts.into_iter().map(|(reason, claims)| Self { reason, claims }).collect();
        counts.sort_by(|left, right| {
            let order = place(left.reason).cmp(&place(right.reason));
            order.then(right.claims.cmp(&left.claims)).then(left.reason.cmp(&right.reason))
        });
        counts
    }

    /// Writes a line for each remedy: `2 more are alleged, 1 possible: --world all`.
    pub fn lines(all: &[Self]) -> Vec<String> {
        let same = all.chunk_by(|left, right| left.reason.remedy() == right.reason.remedy());
        same.map(|same| {
            let mut line = String::new();
            for Self { reason, claims } in same {
                let verb = if *claims == 1 { "is" } else { "are" };
                match line.is_empty() {
                    true => line = format!("{claims} more {verb} {}", reason.words()),
                    false => line.push_str(&format!(", {claims} {}", reason.words())),
                }
            }
            format!("{line}: {}", same[0].reason.remedy())
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{LeftOut, Reason};

    #[test]
    fn reasons_that_one_remedy_shows_stand_on_one_line() {
        use Reason::{Alleged, Disputed, Possible, Undated};
        let counted = LeftOut::count([Undated, Possible, Alleged, Disputed, Possible]);
        assert_eq!(
            LeftOut::lines(&counted),
            [
                "2 more are possible, 1 alleged: --world all",
                "1 more is about a disputed event: --world accepted",
                "1 more is without a date: leave out --as-of",
            ]
        );
        assert!(LeftOut::lines(&[]).is_empty());
    }
}
