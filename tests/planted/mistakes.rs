//! Mistakes in cells and rows, and in claims: each spoils a clean folder in one way and says where.

use crate::clean::{column, ids};
use crate::random::Random;
use crate::sheet::Folder;

/// Says which cell was spoilt.
#[derive(Debug, Clone, Copy)]
pub struct Planted {
    pub file: &'static str,
    pub row: usize,
    pub column: usize,
    /// How many characters into the cell the problem begins.
    pub offset: u32,
}

/// Holds one kind of mistake.
pub struct Mistake {
    /// What must be reported.
    pub code: &'static str,
    /// What else may be reported because of it.
    pub beside: &'static [&'static str],
    /// Spoils a folder; nothing when it has no room for the mistake.
    pub plant: fn(&mut Folder, &mut Random) -> Option<Planted>,
}

/// Makes a kind of mistake that nothing else follows from.
pub fn mistake(code: &'static str, plant: fn(&mut Folder, &mut Random) -> Option<Planted>) -> Mistake {
    Mistake { code, beside: &[], plant }
}

pub const CLAIMS: &str = "relations.csv";
pub const ACTORS: &str = "actors.csv";
pub const EVENTS: &str = "events.csv";
pub const PLACES: &str = "places.csv";
pub const SOURCES: &str = "sources.csv";

/// Points at a cell.
pub fn at(folder: &mut Folder, file: &'static str, row: usize, name: &str) -> Option<Planted> {
    let column = folder.sheet(file).column(name);
    Some(Planted { file, row, column, offset: 0 })
}

/// Writes a text into a cell and points at it.
pub fn write(folder: &mut Folder, file: &'static str, row: usize, name: &str, text: &str) -> Option<Planted> {
    folder.sheet(file).set(row, name, text);
    at(folder, file, row, name)
}

/// Chooses a row of a table for which something holds.
pub fn row(
    folder: &mut Folder,
    random: &mut Random,
    file: &'static str,
    is: impl Fn(&dyn Fn(&str) -> String) -> bool,
) -> Option<usize> {
    let rows = folder.sheet(file).find(is);
    if rows.is_empty() { None } else { Some(*random.choose(&rows)) }
}

/// Adds a claim and gives its row.
pub fn claim(folder: &mut Folder, cells: &[(&str, &str)]) -> usize {
    let source = folder.sheet(CLAIMS).get(0, "source").to_owned();
    let sheet = folder.sheet(CLAIMS);
    let row = sheet.push(&[("id", "planted"), ("source", &source)]);
    for (column, text) in cells {
        sheet.set(row, column, *text);
    }
    row
}

/// Changes a letter in the middle of a word, so that it is no other word.
fn slip(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    letters[..middle].iter().chain(&['q', 'z']).chain(&letters[middle..]).collect()
}

fn misspelt(
    folder: &mut Folder,
    random: &mut Random,
    file: &'static str,
    name: &'static str,
) -> Option<Planted> {
    let row = row(folder, random, file, |cell| !cell(name).is_empty() && !cell(name).contains('"'))?;
    let text = slip(folder.sheet(file).get(row, name));
    write(folder, file, row, name, &text)
}

pub fn all() -> Vec<Mistake> {
    vec![
        mistake("unknown-actor", |folder, random| {
            let name = random.word(&["subject", "speaker"]);
            misspelt(folder, random, CLAIMS, name)
        }),
        mistake("unknown-event", |folder, random| misspelt(folder, random, CLAIMS, "about")),
        mistake("unknown-place", |folder, random| misspelt(folder, random, EVENTS, "place")),
        mistake("unknown-source", |folder, random| misspelt(folder, random, CLAIMS, "source")),
        mistake("unknown-relation", |folder, random| {
            // Without the table any word is a relation type.
            folder.has("relation_types.csv").then(|| misspelt(folder, random, CLAIMS, "relation"))?
        }),
        mistake("bad-date", |folder, random| {
            let row = row(folder, random, CLAIMS, |_| true)?;
            let text = random.word(&["26/11/2023", "Nov 26, 2023", "2023-02-30", "2023-13", "soon"]);
            write(folder, CLAIMS, row, "date", text)
        }),
        mistake("relative-date", |folder, random| {
            let file = *random.choose(&[CLAIMS, EVENTS]);
            let row = row(folder, random, file, |_| true)?;
            write(folder, file, row, "date", random.word(&["last week", "yesterday", "two days ago"]))
        }),
        mistake("reversed-dates", |folder, random| {
            let row = row(folder, random, CLAIMS, |_| true)?;
            write(folder, CLAIMS, row, "date", random.word(&["2012/2006", "2023-11-26/2023-11-20"]))
        }),
        mistake("bad-status", |folder, random| {
            let row = row(folder, random, CLAIMS, |_| true)?;
            write(folder, CLAIMS, row, "status", random.word(&["alledged", "true", "?"]))
        }),
        mistake("bad-count", |folder, random| {
            let row = row(folder, random, CLAIMS, |_| true)?;
            write(folder, CLAIMS, row, "count", random.word(&["about ten", "1,200", "-3", "3.5"]))
        }),
        mistake("empty-cell", |folder, random| {
            let row = row(folder, random, CLAIMS, |_| true)?;
            write(folder, CLAIMS, row, random.word(&["subject", "relation", "object"]), "")
        }),
        Mistake {
            code: "duplicate-id",
            // Claims that name the id may mean either row.
            beside: &[
                "self-relation",
                "domain-range",
                "duplicate-claim",
                "unknown-actor",
                "mirrored-claim",
                "transitive-domain",
                "claim-cycle",
            ],
            plant: |folder, random| {
                let file = *random.choose(&[CLAIMS, SOURCES, PLACES]);
                let rows = folder.sheet(file).rows.len();
                let (first, second) = (random.below(rows - 1), rows - 1);
                let id = folder.sheet(file).get(first, "id").to_owned();
                // The row that loses its id must be one that nothing names.
                let row = folder.sheet(file).copy(second);
                if file == SOURCES {
                    folder.sheet(file).set(row, "url", "");
                }
                if file == CLAIMS {
                    folder.sheet(file).set(row, "locator", "another page");
                }
                write(folder, file, row, "id", &id)
            },
        },
        mistake("ambiguous-alias", |folder, random| {
            let aliased = row(folder, random, ACTORS, |cell| !cell("aliases").is_empty())?;
            let alias = folder.sheet(ACTORS).get(aliased, "aliases").to_owned();
            let used = ["subject", "object", "speaker"].map(|name| column(folder, CLAIMS, name)).concat();
            let other = row(folder, random, ACTORS, |cell| cell("aliases").is_empty())?;
            if used.contains(&alias) {
                return None;
            }
            folder.sheet(ACTORS).set(other, "aliases", alias);
            // The later of the two is reported.
            at(folder, ACTORS, aliased.max(other), "aliases")
        }),
        mistake("ragged-row", |folder, random| {
            let row = row(folder, random, CLAIMS, |_| true)?;
            let sheet = folder.sheet(CLAIMS);
            let width = sheet.header.len();
            if random.once_in(2) {
                sheet.rows[row].push("one too many".to_owned());
                return Some(Planted { file: CLAIMS, row, column: width, offset: 0 });
            }
            let kept = random.between(1, width - 1);
            if sheet.rows[row][..kept].iter().all(String::is_empty) {
                return None;
            }
            sheet.rows[row].truncate(kept);
            // What is missing would begin at the end of the row.
            Some(Planted { file: CLAIMS, row, column: kept, offset: 0 })
        }),
        mistake("stray-quote", |folder, random| {
            let row = row(folder, random, CLAIMS, |_| true)?;
            let sheet = folder.sheet(CLAIMS);
            let column = sheet.column("locator");
            let before = random.word(&["para ", "第", ""]);
            let (raw, offset) = match before {
                "" => ("\"para\" 3".to_owned(), 5),
                before => (format!("{before}\"3\""), before.chars().count() as u32),
            };
            sheet.raw.insert((row, column), raw);
            Some(Planted { file: CLAIMS, row, column, offset })
        }),
        mistake("control-character", |folder, random| {
            let file = *random.choose(&[CLAIMS, ACTORS, EVENTS]);
            let row = row(folder, random, file, |_| true)?;
            let planted = write(folder, file, row, "note", "a\u{7}b")?;
            folder.sheet(file).quoted.remove(&(row, planted.column));
            Some(Planted { offset: 1, ..planted })
        }),
        mistake("domain-range", |folder, random| {
            let row = row(folder, random, CLAIMS, |cell| cell("relation") == "member-of")?;
            let place = column(folder, PLACES, "id").swap_remove(0);
            write(folder, CLAIMS, row, "object", &place)
        }),
        mistake("self-relation", |folder, random| {
            let row = row(folder, random, CLAIMS, |cell| {
                ["blames", "aids", "supports"].contains(&cell("relation").as_str())
            })?;
            let subject = folder.sheet(CLAIMS).get(row, "subject").to_owned();
            write(folder, CLAIMS, row, "object", &subject)
        }),
        mistake("duplicate-claim", |folder, random| {
            let row = row(folder, random, CLAIMS, |cell| cell("id") != "denial")?;
            let copy = folder.sheet(CLAIMS).copy(row);
            folder.sheet(CLAIMS).set(copy, "id", "planted");
            folder.sheet(CLAIMS).set(copy, "note", "the same again");
            at(folder, CLAIMS, copy, "subject")
        }),
        mistake("mirrored-claim", |folder, random| {
            let row = row(folder, random, CLAIMS, |cell| {
                // Turned round, an alleged claim may become one that its speaker alleges of itself.
                ["negotiates-with", "borders"].contains(&cell("relation").as_str())
                    && cell("status") != "alleged"
            })?;
            let sheet = folder.sheet(CLAIMS);
            let copy = sheet.copy(row);
            let (subject, object) =
                (sheet.get(row, "object").to_owned(), sheet.get(row, "subject").to_owned());
            sheet.set(copy, "id", "planted");
            sheet.set(copy, "subject", subject);
            sheet.set(copy, "object", object);
            at(folder, CLAIMS, copy, "subject")
        }),
        mistake("both-ways", |folder, random| {
            let row = row(folder, random, CLAIMS, |cell| {
                ["member-of", "leads"].contains(&cell("relation").as_str())
                    && ["", "asserted"].contains(&cell("status").as_str())
            })?;
            let sheet = folder.sheet(CLAIMS);
            let (subject, relation, object) = (
                sheet.get(row, "object").to_owned(),
                sheet.get(row, "relation").to_owned(),
                sheet.get(row, "subject").to_owned(),
            );
            let copy = claim(folder, &[("subject", &subject), ("relation", &relation), ("object", &object)]);
            at(folder, CLAIMS, copy, "subject")
        }),
        mistake("contradiction", |folder, random| {
            let asserted = |cell: &dyn Fn(&str) -> String| {
                ["", "asserted"].contains(&cell("status").as_str())
                    && !["denies", "denies-involvement-in"].contains(&cell("relation").as_str())
                    && cell("id") != "denial"
            };
            let row = row(folder, random, CLAIMS, asserted)?;
            let copy = folder.sheet(CLAIMS).copy(row);
            folder.sheet(CLAIMS).set(copy, "id", "planted");
            write(folder, CLAIMS, copy, "status", "denied")
        }),
        mistake("disputed-membership", |folder, random| {
            let row = row(folder, random, CLAIMS, |cell| {
                cell("relation") == "member-of" && ["", "asserted"].contains(&cell("status").as_str())
            })?;
            let sheet = folder.sheet(CLAIMS);
            let source = sheet.get(row, "source").to_owned();
            let copy = sheet.copy(row);
            sheet.set(copy, "id", "planted");
            sheet.set(copy, "status", "denied");
            let other = column(folder, SOURCES, "id").into_iter().find(|id| *id != source)?;
            folder.sheet(CLAIMS).set(copy, "source", other);
            at(folder, CLAIMS, copy, "status")
        }),
        mistake("claim-before-event", |folder, random| {
            let attacks = folder.sheet(EVENTS).find(|cell| {
                ["attack", "shooting"].contains(&cell("type").as_str())
                    && cell("date").len() >= 7
                    && cell("date").starts_with("2023")
                    && !cell("date").contains('~')
            });
            let attack = folder.sheet(EVENTS).get(*attacks.first()?, "id").to_owned();
            let (state, group) = (ids(folder, &["state"]).remove(0), ids(folder, &["armed-group"]).remove(0));
            let (subject, relation, object) = *random.choose(&[
                (&state, "blames", &group),
                (&state, "condemns", &attack),
                (&group, "attacks", &state),
                (&attack, "kills", &state),
                (&group, "denies-involvement-in", &attack),
            ]);
            let row = claim(
                folder,
                &[("subject", subject), ("relation", relation), ("object", object), ("about", &attack)],
            );
            write(folder, CLAIMS, row, "date", random.word(&["2022-12-31", "2022", "2023-02", "2021/2022"]))
        }),
        mistake("source-before-claim", |folder, random| {
            folder.sheet(SOURCES).push(&[
                ("id", "early-report"),
                ("title", "An early report"),
                ("published", "2022-06-01"),
            ]);
            let dated = |cell: &dyn Fn(&str) -> String| {
                cell("date").starts_with("2023")
                    && !cell("date").contains('~')
                    && ["", "asserted", "alleged"].contains(&cell("status").as_str())
            };
            let row = row(folder, random, CLAIMS, dated)?;
            folder.sheet(CLAIMS).set(row, "source", "early-report");
            at(folder, CLAIMS, row, "date")
        }),
        mistake("source-before-event", |folder, random| {
            folder.sheet(SOURCES).push(&[
                ("id", "early-report"),
                ("title", "An early report"),
                ("published", "2022-06-01"),
            ]);
            let attacks = folder.sheet(EVENTS).find(|cell| {
                cell("type") == "attack" && cell("date").starts_with("2023") && !cell("date").contains('~')
            });
            let attack = folder.sheet(EVENTS).get(*attacks.first()?, "id").to_owned();
            let (state, group) = (ids(folder, &["state"]).remove(0), ids(folder, &["armed-group"]).remove(0));
            let relation = random.word(&["blames", "accuses"]);
            let row = claim(
                folder,
                &[("subject", &state), ("relation", relation), ("object", &group), ("about", &attack)],
            );
            write(folder, CLAIMS, row, "source", "early-report")
        }),
        mistake("order-of-events", |folder, _| {
            let sheet = folder.sheet(EVENTS);
            sheet.push(&[("id", "prelude"), ("label", "Prelude"), ("date", "2023-01-15")]);
            sheet.push(&[("id", "aftermath"), ("label", "Aftermath"), ("date", "2023-02")]);
            let row =
                claim(folder, &[("subject", "prelude"), ("relation", "follows"), ("object", "aftermath")]);
            at(folder, CLAIMS, row, "object")
        }),
        mistake("transitive-cycle", |folder, random| {
            let places = column(folder, PLACES, "id");
            let length = random.between(2, places.len());
            let mut last = 0;
            for place in 0..length {
                let (here, there) = (places[place].clone(), places[(place + 1) % length].clone());
                last = claim(
                    folder,
                    &[
                        ("id", &format!("planted-{place}")),
                        ("subject", &here),
                        ("relation", "located-in"),
                        ("object", &there),
                    ],
                );
            }
            // A part of these claims would be a matter of domain: the subject of `located-in` may be a place.
            at(folder, CLAIMS, last, "object")
        }),
        mistake("claim-cycle", |folder, _| {
            let group = ids(folder, &["armed-group"]).remove(0);
            for (id, other) in [("one", "two"), ("two", "three")] {
                claim(folder, &[("id", id), ("subject", &group), ("relation", "denies"), ("object", other)]);
            }
            let row = claim(
                folder,
                &[("id", "three"), ("subject", &group), ("relation", "denies"), ("object", "one")],
            );
            at(folder, CLAIMS, row, "object")
        }),
        mistake("long-quote", |folder, random| {
            let row = row(folder, random, CLAIMS, |_| true)?;
            let words = random.word(&["many words ", "много слов ", "viele,\nviele Worte "]).repeat(40);
            write(folder, CLAIMS, row, "quote", words.trim())
        }),
        mistake("quote-without-source", |folder, random| {
            let row = row(folder, random, CLAIMS, |cell| !cell("quote").is_empty())?;
            folder.sheet(CLAIMS).set(row, "source", "");
            at(folder, CLAIMS, row, "quote")
        }),
        mistake("locator-without-source", |folder, random| {
            let row =
                row(folder, random, CLAIMS, |cell| cell("quote").is_empty() && !cell("locator").is_empty())?;
            folder.sheet(CLAIMS).set(row, "source", "");
            at(folder, CLAIMS, row, "locator")
        }),
        mistake("no-source", |folder, random| {
            let row = row(folder, random, CLAIMS, |cell| cell("quote").is_empty())?;
            folder.sheet(CLAIMS).set(row, "locator", "");
            write(folder, CLAIMS, row, "source", "")
        }),
        mistake("speaker-is-publisher", |folder, random| {
            let medium = row(folder, random, ACTORS, |cell| cell("type") == "medium")?;
            let (id, label) = (
                folder.sheet(ACTORS).get(medium, "id").to_owned(),
                folder.sheet(ACTORS).get(medium, "label").to_owned(),
            );
            let source = row(folder, random, SOURCES, |cell| cell("publisher") == label)?;
            let source = folder.sheet(SOURCES).get(source, "id").to_owned();
            let row = row(folder, random, CLAIMS, |cell| cell("source") == source)?;
            write(folder, CLAIMS, row, "speaker", &id)
        }),
        mistake("double-denial", |folder, random| {
            let row = row(folder, random, CLAIMS, |cell| cell("relation").starts_with("denies"))?;
            write(folder, CLAIMS, row, "status", "denied")
        }),
        mistake("speech-alleged", |folder, random| {
            let verbal = ["blames", "condemns", "threatens", "supports"];
            let row = row(folder, random, CLAIMS, |cell| verbal.contains(&cell("relation").as_str()))?;
            let subject = folder.sheet(CLAIMS).get(row, "subject").to_owned();
            folder.sheet(CLAIMS).set(row, "speaker", subject);
            write(folder, CLAIMS, row, "status", "alleged")
        }),
        mistake("unattributed", |folder, random| {
            if folder.sheet(CLAIMS).find(|cell| cell("status") == "alleged").len() < 2 {
                return None;
            }
            let row = row(folder, random, CLAIMS, |cell| cell("status") == "alleged")?;
            write(folder, CLAIMS, row, "speaker", "")
        }),
    ]
}
