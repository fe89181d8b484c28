//! An edge: one relation between two nodes, with every claim that stands behind it.

use crate::graph::Day;
use crate::query::NamedNode;

/// Holds one edge of a network: all claims that say the same of the same two nodes in the same way.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The IRI of the relation type.
    pub relation: NamedNode,
    /// What people call the relation: `blames`.
    pub label: String,
    /// Whether it brings together or sets apart.
    pub tone: Tone,
    /// How the sources put it: `asserted`, `alleged`, `possible`, `predicted`, `denied`.
    pub status: String,
    /// What a measure says that it weighs; none where its sources are its weight.
    pub strength: Option<f64>,
    /// The claims, in the order of the answer; never empty.
    pub claims: Vec<ClaimRef>,
}

impl Edge {
    /// Counts the distinct sources of the claims; claims that name no source add none.
    pub fn sources(&self) -> usize {
        let mut sources: Vec<&NamedNode> =
            self.claims.iter().filter_map(|claim| claim.source.as_ref()).collect();
        sources.sort_unstable();
        sources.dedup();
        sources.len()
    }

    /// Gives the weight as a picture shows it: the number of distinct sources, or the strength without its sign, in whole
    /// numbers; at least 1.
    pub fn weight(&self) -> usize {
        match self.strength {
            Some(strength) => strength.abs().round() as usize,
            None => self.sources(),
        }
        .max(1)
    }

    /// Writes the weight as it is for other programs: the strength, or else the number of distinct sources.
    pub fn exact_weight(&self) -> String {
        self.strength.map_or_else(|| self.weight().to_string(), |strength| strength.to_string())
    }

    /// Tells whether the sources state it flatly.
    pub fn is_asserted(&self) -> bool {
        self.status == "asserted"
    }
}

/// Points at a claim behind an edge. Texts that the claim does not have are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRef {
    /// The IRI of the claim.
    pub claim: NamedNode,
    /// The event it is about.
    pub about: Option<NamedNode>,
    /// What people call that event.
    pub about_label: String,
    /// When that event was, EDTF as written; a claim without a date of its own is shown by it.
    pub about_date: String,
    /// The first and the last day of that event, where they are known.
    pub about_days: [Option<Day>; 2],
    /// The date as written, EDTF.
    pub date: String,
    /// The first day it may mean; none when it is open or unknown.
    pub earliest: Option<Day>,
    /// The last day it may mean; none when it is open or unknown.
    pub latest: Option<Day>,
    /// The document that reports it.
    pub source: Option<NamedNode>,
    /// The title of that document.
    pub source_label: String,
    /// The place in the document: `para 3`.
    pub locator: String,
    /// The few words quoted.
    pub quote: String,
    /// What people call whoever the source attributes it to; empty is the source's own voice.
    pub speaker: String,
    /// Where the claim is written: `relations.csv:14`.
    pub row: String,
    /// Whether its row, or that of its source, is marked `private`.
    pub private: bool,
}

impl ClaimRef {
    /// Gives the first and the last day: its own, or else those of the event that it is about.
    pub fn days(&self) -> [Option<Day>; 2] {
        match [self.earliest, self.latest] {
            [None, None] if self.date.is_empty() => self.about_days,
            own => own,
        }
    }

    /// Says when, as written: `2025-11-27`, or `event 2025-11-26`; empty when nobody says.
    pub fn when(&self) -> String {
        match (self.date.is_empty(), self.about_date.is_empty()) {
            (true, false) => format!("event {}", self.about_date),
            _ => self.date.clone(),
        }
    }
}

/// Sorts relations into the four classes of event data, or none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Words that bring together: negotiates, supports.
    VerbalCooperation,
    /// Deeds that bring together: aids, guards.
    MaterialCooperation,
    /// Words that set apart: blames, condemns.
    VerbalConflict,
    /// Deeds that set apart: attacks, sanctions.
    MaterialConflict,
    /// What merely is so: member of, located in.
    Structural,
}

impl Tone {
    /// Every tone, in the order of a legend.
    pub const ALL: [Self; 5] = [
        Self::VerbalConflict,
        Self::MaterialConflict,
        Self::VerbalCooperation,
        Self::MaterialCooperation,
        Self::Structural,
    ];

    /// Reads `VerbalConflict`, `verbal-conflict` or `verbal conflict`; any other word is structural.
    pub fn parse(word: &str) -> Self {
        let folded: String =
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match folded.as_str() {
            "verbalcooperation" => Self::VerbalCooperation,
            "materialcooperation" => Self::MaterialCooperation,
            "verbalconflict" => Self::VerbalConflict,
            "materialconflict" => Self::MaterialConflict,
            _ => Self::Structural,
        }
    }

    /// Gives the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "verbal-cooperation",
            Self::MaterialCooperation => "material-cooperation",
            Self::VerbalConflict => "verbal-conflict",
            Self::MaterialConflict => "material-conflict",
            Self::Structural => "structural",
        }
    }
}
