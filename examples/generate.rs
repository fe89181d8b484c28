//! Writes a folder of made-up claims for benchmarks: `cargo run --release --example generate -- ROWS FOLDER`.
//! With `calm` behind it the claims are about no event, so that none is disputed and as much as can follows from them; with
//! `clean` nothing is dated too early and no type is misspelt, so that `check` has nothing to say.
//!
//! The same arguments give the same bytes. Popularity follows a power law, as in real event data; the headers are
//! partly not actant's own, as in folders of people's own making.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

const RELATIONS: [(&str, u64); 12] = [
    ("condemns", 12),
    ("blames", 14),
    ("accuses", 9),
    ("denies", 8),
    ("supports", 12),
    ("member-of", 4),
    ("negotiates-with", 8),
    ("threatens", 7),
    ("aids", 6),
    ("attacks", 7),
    ("sanctions", 4),
    ("meets", 9),
];
const TYPES: [&str; 6] = ["Person", "State", "Organization", "Party", "ArmedGroup", "NGO"];
const CLEAN_TYPES: [&str; 6] = ["person", "state", "organisation", "party", "armed-group", "ngo"];
const WORDS: [&str; 36] = [
    "north", "south", "river", "iron", "red", "green", "united", "free", "people", "front", "council",
    "league", "union", "party", "movement", "guard", "ministry", "house", "assembly", "congress", "border",
    "valley", "coast", "port", "summit", "accord", "talks", "strike", "raid", "vote", "market", "bridge",
    "night", "spring", "winter", "dawn",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(rows), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: generate ROWS FOLDER [calm|clean]".into());
    };
    let kind = arguments.next().unwrap_or_default();
    generate(rows.parse()?, Path::new(&folder), kind == "calm", kind == "clean")
}

fn generate(rows: usize, folder: &Path, calm: bool, clean: bool) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let table = |name: &str, header: &str| -> std::io::Result<BufWriter<File>> {
        let mut out = BufWriter::new(File::create(folder.join(name))?);
        writeln!(out, "{header}")?;
        Ok(out)
    };
    let mut random = Random(42);
    let (actors, events, sources) = ((rows / 100).max(50), (rows / 50).max(20), (rows / 200).max(10));

    let mut out = table("actors.csv", "id,label,type,aliases")?;
    for actor in 0..actors {
        let label = format!("{} {actor}", title(&random.words(2)));
        let aliases: Vec<String> = ["a", "b", "c"][..[0, 0, 1, 2][random.below(4)]]
            .iter()
            .map(|letter| format!("{} {actor}{letter}", title(&random.words(2))))
            .collect();
        let label = match random.below(33) {
            0 => format!("\"{label}, \"\"the {}\"\"\"", random.words(1)),
            _ => label,
        };
        let types = if clean { CLEAN_TYPES } else { TYPES };
        writeln!(out, "a{actor},{label},{},{}", types[random.below(6)], aliases.join("|"))?;
    }

    let mut out = table("events.csv", "id,label,date,place")?;
    let mut dates = Vec::with_capacity(events);
    for event in 0..events {
        let (label, date) = (random.words(3), random.date());
        let place = format!("{}ville {}", title(&random.words(1)), random.below((events / 20).max(5)));
        writeln!(out, "e{event},{label} {event},{date},{place}")?;
        dates.push(date);
    }

    let mut out = table("sources.csv", "id,title,publisher,date,url")?;
    for source in 0..sources {
        let (words, press, mut date) = (random.words(5), title(&random.words(2)), random.date());
        if clean {
            date.replace_range(..4, "2026");
        }
        let url = format!("https://example.org/src/{source}");
        writeln!(out, "s{source},{words} no. {source},{press} Press {},{date},{url}", source % 97)?;
    }

    let mut out = table("relation_types.csv", "relation")?;
    for (relation, _) in RELATIONS {
        writeln!(out, "{relation}")?;
    }

    let header = "subject,relation,object,event,date,source,locator,reported_by,note";
    let mut out = table("relations.csv", header)?;
    let popular = (Popular::new(actors, 0.9), Popular::new(events, 0.7), Popular::new(sources, 0.8));
    let (actor_order, event_order) = (random.shuffled(actors), random.shuffled(events));
    for _ in 0..rows {
        let mut subject = actor_order[popular.0.pick(&mut random)];
        let mut object = actor_order[popular.0.pick(&mut random)];
        if subject == object {
            object = (subject + 1) % actors;
        }
        let relation = random.relation();
        if relation == "member-of" && subject < object {
            // Members belong to actors of a lower number, so that membership has no cycle.
            std::mem::swap(&mut subject, &mut object);
        }
        let event = event_order[popular.1.pick(&mut random)];
        let speaker = match random.below(5) {
            0 => format!("a{}", actor_order[popular.0.pick(&mut random)]),
            _ => String::new(),
        };
        let note = match random.below(4) {
            0 => {
                let length = 3 + random.below(6);
                random.words(length)
            }
            _ => String::new(),
        };
        let mut date = if random.below(2) == 0 { dates[event].clone() } else { random.date() };
        if clean && date < dates[event] {
            date.clone_from(&dates[event]);
        }
        let (source, page) = (popular.2.pick(&mut random), 1 + random.below(399));
        let event = if calm { String::new() } else { format!("e{event}") };
        writeln!(out, "a{subject},{relation},a{object},{event},{date},s{source},p. {page},{speaker},{note}")?;
    }
    Ok(())
}

/// The generator of Vigna's SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }

    fn date(&mut self) -> String {
        format!("20{:02}-{:02}-{:02}", 10 + self.below(16), 1 + self.below(12), 1 + self.below(28))
    }

    fn relation(&mut self) -> &'static str {
        let mut at = self.below(RELATIONS.iter().map(|(_, weight)| *weight as usize).sum());
        for (relation, weight) in RELATIONS {
            match at.checked_sub(weight as usize) {
                Some(rest) => at = rest,
                None => return relation,
            }
        }
        RELATIONS[0].0
    }

    fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for index in (1..count).rev() {
            order.swap(index, self.below(index + 1));
        }
        order
    }
}

/// A power law over ranks.
struct Popular(Vec<f64>);

impl Popular {
    fn new(count: usize, exponent: f64) -> Self {
        let mut sum = 0.0;
        let weight = |rank: usize| ((rank + 1) as f64).powf(-exponent);
        Self(
            (0..count)
                .map(|rank| {
                    sum += weight(rank);
                    sum
                })
                .collect(),
        )
    }

    fn pick(&self, random: &mut Random) -> usize {
        let total = self.0[self.0.len() - 1];
        let at = (random.next() >> 11) as f64 / (1_u64 << 53) as f64 * total;
        self.0.partition_point(|sum| *sum < at).min(self.0.len() - 1)
    }
}

fn title(words: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    words.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}
