//! Things of a folder by a part of a name, as somebody types who does not know how it is written here.

use std::cmp::Reverse;

use crate::model::fold;
use crate::question::Name;
use crate::workspace::{Workspace, WorkspaceError};

impl Workspace {
    /// Finds actors, events, places and sources by their ids, labels and aliases, the best first: what is called just so,
    /// what begins so, what has a word that begins so, what holds it anywhere; among equals the shorter name. Letter
    /// case and diacritics do not matter. Where nothing is found, gives the names most like it.
    ///
    /// # Errors
    /// When the graph is damaged.
    ///
    /// Cost: linear in the letters of the names.
    pub fn search(&self, text: &str, limit: usize) -> Result<(Vec<Name>, Vec<String>), WorkspaceError> {
        let names = self.names()?;
        let wanted = fold(text.trim());
        let mut found: Vec<(u8, Reverse<usize>, &Name)> = Vec::new();
        if wanted.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        for name in names.iter().filter(|name| KINDS.contains(&name.kind.as_str())) {
            let spellings = [&name.id, &name.label].into_iter().chain(&name.aliases);
            let best = spellings.filter_map(|spelling| rank(&fold(spelling), &wanted)).max();
            if let Some(best) = best {
                found.push((best, Reverse(name.label.len()), name));
            }
        }
        found.sort_by(|left, right| {
            (right.0, right.1, &left.2.label, &left.2.iri).cmp(&(
                left.0,
                left.1,
                &right.2.label,
                &right.2.iri,
            ))
        });
        let nearest = if found.is_empty() { names.nearest(text, &KINDS) } else { Vec::new() };
        Ok((found.into_iter().take(limit).map(|(.., name)| name.clone()).collect(), nearest))
    }
}

/// What is looked for.
const KINDS: [&str; 4] = ["actor", "event", "place", "source"];

fn rank(spelling: &str, wanted: &str) -> Option<u8> {
    if spelling == wanted {
        return Some(4);
    }
    let at = spelling.find(wanted)?;
    let before = spelling[..at].chars().next_back();
    let begins_word = spelling
        .match_indices(wanted)
        .any(|(at, _)| spelling[..at].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric()));
    Some(if before.is_none() {
        3
    } else if begins_word {
        2
    } else {
        1
    })
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn what_is_called_just_so_comes_first() {
        let ranks =
            ["csto", "csto summit", "the csto", "acsto", "nato"].map(|spelling| rank(spelling, "csto"));
        assert_eq!(ranks, [Some(4), Some(3), Some(2), Some(1), None]);
    }
}
