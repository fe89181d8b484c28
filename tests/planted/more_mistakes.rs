//! Mistakes in the tables that declare actors, events, places, sources and relation types.

use crate::clean::{column, ids};
use crate::mistakes::{ACTORS, EVENTS, Mistake, PLACES, SOURCES, at, mistake, row, write};
use crate::random::Random;
use crate::sheet::Folder;

const TYPES: &str = "relation_types.csv";

/// Writes into a row of the relation types, where the folder has some.
fn of_type(
    folder: &mut Folder,
    id: &str,
    name: &'static str,
    text: &str,
) -> Option<crate::mistakes::Planted> {
    if !folder.has(TYPES) {
        return None;
    }
    let row = *folder.sheet(TYPES).find(|cell| cell("id") == id).first()?;
    write(folder, TYPES, row, name, text)
}

fn idle(folder: &mut Folder, file: &'static str, cells: &[(&str, &str)]) -> Option<crate::mistakes::Planted> {
    let row = folder.sheet(file).push(cells);
    at(folder, file, row, "id")
}

fn any(folder: &mut Folder, random: &mut Random, file: &'static str) -> Option<usize> {
    row(folder, random, file, |_| true)
}

pub fn all() -> Vec<Mistake> {
    vec![
        mistake("unused-actor", |folder, _| {
            idle(folder, ACTORS, &[("id", "hermit"), ("label", "Hermit"), ("type", "person")])
        }),
        mistake("unused-event", |folder, _| {
            idle(folder, EVENTS, &[("id", "eclipse"), ("label", "Eclipse"), ("date", "2023-04-20")])
        }),
        mistake("unused-place", |folder, _| {
            idle(folder, PLACES, &[("id", "far-island"), ("label", "Far island")])
        }),
        mistake("unused-source", |folder, _| {
            idle(folder, SOURCES, &[("id", "unread"), ("title", "Not read yet")])
        }),
        mistake("part-of-cycle", |folder, random| {
            let file = *random.choose(&[PLACES, EVENTS]);
            let sheet = folder.sheet(file);
            sheet.push(&[("id", "one-part"), ("label", "One part"), ("part_of", "its-whole")]);
            let row = sheet.push(&[("id", "its-whole"), ("label", "Its whole"), ("part_of", "one-part")]);
            at(folder, file, row, "part_of")
        }),
        mistake("part-outside-whole", |folder, random| {
            let sheet = folder.sheet(EVENTS);
            sheet.push(&[("id", "the-whole"), ("label", "The whole"), ("date", "2023-05/2023-06")]);
            let date = random.word(&["2023-04-30", "2023-07", "2022", "2023-07-01/.."]);
            let row = sheet.push(&[
                ("id", "the-part"),
                ("label", "The part"),
                ("date", date),
                ("part_of", "the-whole"),
            ]);
            at(folder, EVENTS, row, "date")
        }),
        mistake("bad-wikidata", |folder, random| {
            let row = any(folder, random, ACTORS)?;
            write(
                folder,
                ACTORS,
                row,
                "wikidata",
                random.word(&["https://www.wikidata.org/wiki/Q863", "863", "P31", "Q0"]),
            )
        }),
        mistake("duplicate-wikidata", |folder, random| {
            let given = row(folder, random, ACTORS, |cell| !cell("wikidata").is_empty())?;
            let other = row(folder, random, ACTORS, |cell| cell("wikidata").is_empty())?;
            let item = folder.sheet(ACTORS).get(given, "wikidata").to_owned();
            folder.sheet(ACTORS).set(other, "wikidata", item);
            at(folder, ACTORS, given.max(other), "wikidata")
        }),
        mistake("bad-url", |folder, random| {
            let row = any(folder, random, SOURCES)?;
            write(
                folder,
                SOURCES,
                row,
                "url",
                random.word(&["www.example.org/x", "the archive", "https:/a.b/c"]),
            )
        }),
        mistake("duplicate-source", |folder, random| {
            let given = row(folder, random, SOURCES, |cell| cell("url").starts_with("https"))?;
            let other = row(folder, random, SOURCES, |cell| cell("url").is_empty())?;
            let url = folder.sheet(SOURCES).get(given, "url").to_owned();
            let url = if random.once_in(2) { url.replace("https://www.", "http://") } else { url };
            folder.sheet(SOURCES).set(other, "url", url);
            at(folder, SOURCES, given.max(other), "url")
        }),
        mistake("bad-language", |folder, random| {
            let row = any(folder, random, SOURCES)?;
            write(folder, SOURCES, row, "language", random.word(&["English", "en_US", "русский", "e"]))
        }),
        mistake("bad-coordinate", |folder, random| {
            let row = row(folder, random, PLACES, |cell| !cell("lat").is_empty())?;
            let (name, text) = *random.choose(&[
                ("lat", "91"),
                ("lon", "-180.5"),
                ("lat", "38,5"),
                ("lon", "east"),
                ("lat", ""),
            ]);
            write(folder, PLACES, row, name, text)
        }),
        mistake("country-not-state", |folder, random| {
            let group = ids(folder, &["armed-group", "organisation"]).remove(0);
            let file = *random.choose(&[PLACES, ACTORS]);
            let row = any(folder, random, file)?;
            write(folder, file, row, "country", &group)
        }),
        mistake("alias-separator", |folder, random| {
            // Nothing may use the alias that is written over.
            let row = row(folder, random, ACTORS, |cell| cell("aliases").is_empty())?;
            write(folder, ACTORS, row, "aliases", "First other name; second other name")
        }),
        mistake("near-type", |folder, random| {
            let slips = ["organistion", "goverment-body", "armed-groups", "persn", "populaton"];
            let row = row(folder, random, ACTORS, |cell| cell("type") == "medium")?;
            write(folder, ACTORS, row, "type", random.word(&slips))
        }),
        mistake("bad-cameo", |folder, random| {
            of_type(folder, "chides", "cameo", random.word(&["1", "46", "112.0", "2500"]))
        }),
        mistake("bad-plover", |folder, random| {
            of_type(folder, "chides", "plover", random.word(&["ACUSE", "accuse", "SHOUT.loud"]))
        }),
        mistake("quad-mismatch", |folder, random| {
            of_type(folder, "parleys-with", "cameo", random.word(&["061", "112", "190"]))?;
            let row = *folder.sheet(TYPES).find(|cell| cell("id") == "parleys-with").first()?;
            at(folder, TYPES, row, "quad")
        }),
        mistake("intensity-sign", |folder, random| {
            let (id, text) = *random.choose(&[("chides", "1.5"), ("parleys-with", "-4")]);
            of_type(folder, id, "intensity", text)
        }),
        mistake("bad-value", |folder, random| {
            let (name, text) =
                *random.choose(&[("quad", "verbal"), ("symmetric", "sometimes"), ("intensity", "-11")]);
            of_type(folder, "chides", name, text)
        }),
        mistake("symmetric-domain", |folder, random| {
            of_type(folder, "parleys-with", "range", random.word(&["state", "actor|event"]))
        }),
        mistake("symmetric-inverse", |folder, _| of_type(folder, "parleys-with", "inverse", "parley of")),
        mistake("transitive-domain", |folder, _| {
            of_type(folder, "commands", "range", "armed-group|event")?;
            let row = *folder.sheet(TYPES).find(|cell| cell("id") == "commands").first()?;
            at(folder, TYPES, row, "transitive")
        }),
        mistake("unknown-domain", |folder, random| {
            of_type(folder, "commands", "domain", random.word(&["persons", "person|wizard"]))
        }),
        mistake("broader-cycle", |folder, _| {
            if !folder.has(TYPES) {
                return None;
            }
            let sheet = folder.sheet(TYPES);
            sheet.push(&[("id", "narrow-word"), ("label", "narrow word"), ("broader", "wide-word")]);
            let row = sheet.push(&[("id", "wide-word"), ("label", "wide word"), ("broader", "narrow-word")]);
            at(folder, TYPES, row, "broader")
        }),
        Mistake {
            code: "copy-cycle",
            // One of the two was published first.
            beside: &["copy-before-original"],
            plant: |folder, _| {
                let sheet = folder.sheet(SOURCES);
                sheet.header.push("copy_of");
                sheet.rows.iter_mut().for_each(|row| row.push(String::new()));
                let ids = column(folder, SOURCES, "id");
                folder.sheet(SOURCES).set(0, "copy_of", ids[1].clone());
                write(folder, SOURCES, 1, "copy_of", &ids[0])
            },
        },
        mistake("copy-before-original", |folder, _| {
            let sheet = folder.sheet(SOURCES);
            sheet.header.push("copy_of");
            sheet.rows.iter_mut().for_each(|row| row.push(String::new()));
            let id = sheet.get(0, "id").to_owned();
            sheet.set(0, "published", "2024-05-02");
            sheet.set(1, "published", "2024-05-01");
            sheet.set(1, "copy_of", id);
            at(folder, SOURCES, 1, "published")
        }),
    ]
}
