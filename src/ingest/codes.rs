//! The event codes of relation types: a cell may say `112` instead of `accuses`. Codes are strings, so `010` is not
//! `10`; where only the wider code is known, the narrower is read as it.

use std::collections::BTreeMap;

use crate::model::{Dataset, EntityId, TextId, fold};

/// Holds the relation types of every code, of CAMEO and of PLOVER.
#[derive(Debug, Default)]
pub(super) struct Codes {
    types: BTreeMap<String, Vec<Coded>>,
}

/// Holds a relation type with a code.
#[derive(Debug, Clone, Copy)]
struct Coded {
    id: EntityId,
    /// Whether it may stand between any two actors.
    between_actors: bool,
}

/// Says what a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// No relation type has it.
    Nothing,
    /// One has it, or is wider than all that have it.
    One(EntityId),
    /// One has the wider code.
    Wider(EntityId),
    /// Two have it, and neither is the wider.
    Two(EntityId, EntityId),
}

impl Codes {
    /// Gathers the codes of all relation types. Those of the folder come before those that ship.
    pub(super) fn new(dataset: &Dataset) -> Self {
        let mut found: BTreeMap<String, (bool, Vec<Coded>)> = BTreeMap::new();
        for (id, entity) in dataset.entities.iter() {
            let Some(relation) = &entity.relation else { continue };
            let actors = |words: &[TextId]| {
                words.is_empty() || words.iter().any(|word| fold(dataset.texts.get(*word)) == "actor")
            };
            let between_actors = actors(&relation.domain) && actors(&relation.range);
            for code in [relation.cameo, relation.plover].into_iter().filter_map(TextId::some) {
                let code = dataset.texts.get(code).to_owned();
                let (shipped, types) = found.entry(code).or_insert((relation.shipped, Vec::new()));
                if *shipped && !relation.shipped {
                    (*shipped, *types) = (false, Vec::new());
                }
                if *shipped == relation.shipped {
                    types.push(Coded { id, between_actors });
                }
            }
        }
        let types = found.into_iter().map(|(code, (_, types))| (code, widest(types, dataset))).collect();
        Self { types }
    }

    /// Finds what a code means; `between_actors` leaves out relation types that cannot stand between two actors.
    pub(super) fn find(&self, code: &str, between_actors: bool) -> Meant {
        match self.exact(code, between_actors) {
            Meant::Nothing => match wider(code).map(|code| self.find(code, between_actors)) {
                Some(Meant::One(id) | Meant::Wider(id)) => Meant::Wider(id),
                _ => Meant::Nothing,
            },
            meant => meant,
        }
    }

    fn exact(&self, code: &str, between_actors: bool) -> Meant {
        let types = self.types.get(code).into_iter().flatten();
        let mut types = types.filter(|coded| coded.between_actors || !between_actors);
        match (types.next(), types.next()) {
            (None, _) => Meant::Nothing,
            (Some(only), None) => Meant::One(only.id),
            (Some(first), Some(second)) => Meant::Two(first.id, second.id),
        }
    }
}

/// Leaves only the type that is wider than all others, when there is one.
fn widest(types: Vec<Coded>, dataset: &Dataset) -> Vec<Coded> {
    let covers = |wide: &Coded| {
        types.iter().all(|narrow| {
            let broader = |id: &EntityId| {
                dataset.entities.get(*id).relation.as_ref().and_then(|relation| relation.broader.some())
            };
            let mut chain = std::iter::successors(Some(narrow.id), broader).take(dataset.entities.len());
            chain.any(|id| id == wide.id)
        })
    };
    match types.iter().find(|wide| covers(wide)) {
        Some(widest) => vec![*widest],
        None => types,
    }
}

/// Gives the next wider code: `1121` is a kind of `112`, which is a kind of `11`; `ACCUSE.allege` is a kind of `ACCUSE`.
fn wider(code: &str) -> Option<&str> {
    match code.split_once('.') {
        Some((wider, _)) => Some(wider),
        None if code.len() > 2 && code.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(&code[..code.len() - 1])
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, Meant, wider};
    use crate::ingest::{ReadOptions, read_tables};
    use crate::model::{Dataset, EntityId, Kind};

    fn dataset(types: &str) -> Dataset {
        let tables = [
            ("relations.csv", b"subject,relation,object\na,blames,b\n".as_slice()),
            ("relation_types.csv", types.as_bytes()),
        ];
        read_tables(&tables, &ReadOptions::default()).expect("memory can be read").0
    }

    fn name(dataset: &Dataset, id: EntityId) -> &str {
        dataset.texts.get(dataset.entities.get(id).name)
    }

    #[test]
    fn codes_are_strings_and_the_widest_type_has_them() {
        let dataset = dataset("id\nmoans\n");
        let codes = Codes::new(&dataset);
        let find = |code: &str, actors: bool| match codes.find(code, actors) {
            Meant::One(id) => name(&dataset, id).to_owned(),
            Meant::Wider(id) => format!("wider {}", name(&dataset, id)),
            Meant::Two(first, second) => format!("{} or {}", name(&dataset, first), name(&dataset, second)),
            Meant::Nothing => String::new(),
        };
        // Of `accuses` and `blames`, which share the code, the first is the wider.
        assert_eq!(find("112", true), "accuses");
        assert_eq!(find("1121", true), "wider accuses");
        assert_eq!(find("111", true), "criticises");
        assert_eq!(find("016", false), "denies");
        assert_eq!(find("10", true), "");
        assert_eq!(find("100", true), "demands");
        assert_eq!(find("010", true), "");
        assert_eq!((find("014", true), find("014", false)), (String::new(), "considers".to_owned()));
        assert!(find("180", true).contains(" or "));
        assert_eq!(find("ACCUSE.allege", true), "accuses");
        assert_eq!(find("SANCTION.discontinue", true), "wider sanctions");
    }

    #[test]
    fn the_folder_s_own_types_come_first() {
        let dataset = dataset("id,cameo\npoints-at,112\nmoans,11\n");
        let codes = Codes::new(&dataset);
        let Meant::One(id) = codes.find("112", true) else { panic!("one type has the code") };
        assert_eq!(name(&dataset, id), "points-at");
        let Meant::Wider(id) = codes.find("113", true) else { panic!("the wider code is known") };
        assert_eq!(name(&dataset, id), "moans");
        assert_eq!(dataset.entities.of(Kind::RelationType).filter(|(_, entity)| entity.line > 0).count(), 2);
    }

    #[test]
    fn wider_codes_are_beginnings() {
        assert_eq!((wider("1121"), wider("112"), wider("11")), (Some("112"), Some("11"), None));
        assert_eq!((wider("ACCUSE.allege"), wider("ACCUSE"), wider("blames")), (Some("ACCUSE"), None, None));
    }
}
