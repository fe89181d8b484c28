//! Folders without a mistake, as different from each other as careful people's are: actors with aliases, places in
//! places, dated events, sources, and claims of many kinds between them.

use std::collections::BTreeSet;

use crate::random::Random;
use crate::sheet::{Folder, Sheet};

const STATES: [(&str, &str, &str); 10] = [
    ("tajikistan", "Tajikistan", "Dushanbe"),
    ("pakistan", "Pakistan", "Islamabad"),
    ("afghanistan", "Afghanistan", "Kabul"),
    ("china", "China", "Beijing"),
    ("russia", "Russia", "Moscow"),
    ("uzbekistan", "Uzbekistan", "Tashkent"),
    ("france", "France", "Paris"),
    ("brazil", "Brazil", "Brasília"),
    ("kenya", "Kenya", "Nairobi"),
    ("japan", "Japan", "東京"),
];
const ORGANISATIONS: [(&str, &str, &str); 5] = [
    ("csto", "Collective Security Treaty Organization", "CSTO"),
    ("un", "United Nations", "UN"),
    ("border-alliance", "Border Alliance", "the Alliance"),
    ("red-crescent", "Red Crescent Movement", "Crescent"),
    ("river-commission", "River Commission, Central Basin", "Basin commission"),
];
const GROUPS: [(&str, &str, &str); 6] = [
    ("northern-front", "Northern Front", "Front of the North"),
    ("valley-militants", "Militants of the valley", "Valley fighters"),
    ("smugglers", "Smugglers", "Traffickers"),
    ("falcon-brigade", "Falcon Brigade", "Brigade Falcon"),
    ("lions-of-herat", "Lions of Herat", "شیران هرات"),
    ("unknown-gunmen", "Unknown gunmen", "Gunmen"),
];
const BODIES: [(&str, &str, &str); 4] = [
    ("interior-ministry", "Ministry of the Interior", "Interior ministry"),
    ("security-committee", "State Committee for Security", "SCS"),
    ("border-guards", "Border guards", "Frontier troops"),
    ("foreign-office", "Foreign Office", "Diplomats"),
];
const PEOPLE: [(&str, &str, &str); 6] = [
    ("rahmon", "Emomali Rahmon", "Эмомалӣ Раҳмон"),
    ("karimova", "Nodira Karimova", "N. Karimova"),
    ("obrien", "Seán O’Brien", "O'Brien"),
    ("li-wei", "Li Wei", "李伟"),
    ("al-masri", "Yusuf al-Masri", "يوسف المصري"),
    ("garcia", "José García", "Garcia"),
];
const MEDIA: [(&str, &str, &str); 3] = [
    ("daily-courier", "Daily Courier", "Courier"),
    ("asia-wire", "Asia Wire", "AW"),
    ("radio-pamir", "Radio Pamir", "Pamir FM"),
];
const PLACES: [(&str, &str, &str, &str); 8] = [
    ("khatlon", "Khatlon province", "37.91", "69.78"),
    ("gold-mine", "Gold mine", "38.5", "70.1"),
    ("frontier", "Frontier", "", ""),
    ("harbour-town", "Harbour town", "-4.05", "39.67"),
    ("old-bridge", "Old bridge", "", ""),
    ("airfield", "Airfield", "34.9461", "69.2650"),
    ("market-square", "Market square, old town", "", ""),
    ("pamir-road", "Pamir road", "38", "72"),
];
/// Ids, labels, types.
const EVENTS: [(&str, &str, &str); 9] = [
    ("mine-attack", "Attack on the mine", "attack"),
    ("bridge-bombing", "Bombing of the bridge", "attack"),
    ("market-shooting", "Shooting at the market", "shooting"),
    ("spring-talks", "Talks in spring", "negotiation"),
    ("autumn-summit", "Summit in autumn", "summit"),
    ("harbour-strike", "Strike in the harbour", "strike"),
    ("flood", "Flood of the lower river", "disaster"),
    ("border-closure", "Closing of the border", "decision"),
    ("convoy-ambush", "Ambush of a convoy", "attack"),
];
const WORDS: [&str; 14] = [
    "according to two officials",
    "AMBIGUOUS: the text names no party",
    "said in passing",
    "repeated in the evening",
    "50% sure",
    "see also the annex",
    "\"off the record\"",
    "first report\nsecond line",
    "über Funk",
    "据新华社",
    "translated, not checked",
    "the figure is the ministry's",
    "date from the caption",
    "née Petrova",
];

/// Makes a folder.
pub fn folder(random: &mut Random) -> Folder {
    let mut folder = Folder::default();
    actors(&mut folder, random);
    places(&mut folder, random);
    events(&mut folder, random);
    sources(&mut folder, random);
    if random.once_in(2) {
        relation_types(&mut folder, random);
    }
    claims(&mut folder, random);
    for sheet in folder.0.values_mut() {
        for row in 0..sheet.rows.len() {
            let column = random.below(sheet.header.len());
            if random.once_in(6) && !sheet.rows[row][column].is_empty() {
                sheet.quoted.insert((row, column));
            }
        }
    }
    folder
}

fn actors(folder: &mut Folder, random: &mut Random) {
    let mut sheet =
        Sheet::new(&["id", "label", "type", "aliases", "part_of", "country", "wikidata", "note"], random);
    let mut numbers: Vec<usize> = (0..60).map(|number| 100 + 17 * number).collect();
    random.shuffle(&mut numbers);
    let mut add = |rows: &[(&str, &str, &str)], class: &str, most: usize, random: &mut Random| {
        let count = random.between(2.min(rows.len()), most.min(rows.len()));
        for (id, label, alias) in random.take(rows, count) {
            let aliases = if random.once_in(3) { String::new() } else { alias.to_owned() };
            let item = if random.once_in(2) {
                format!("Q{}", numbers.pop().expect("enough"))
            } else {
                String::new()
            };
            let note = if random.once_in(4) { *random.choose(&WORDS) } else { "" };
            let cells =
                [("id", id), ("label", label), ("type", class), ("aliases", &aliases), ("wikidata", &item)];
            let row = sheet.push(&cells);
            sheet.set(row, "note", note);
        }
    };
    add(&STATES, "state", 6, random);
    add(&ORGANISATIONS, "organisation", 3, random);
    add(&GROUPS, "armed-group", 4, random);
    add(&BODIES, "government-body", 3, random);
    add(&PEOPLE, "person", 4, random);
    add(&MEDIA, "medium", 3, random);
    let states = sheet.find(|cell| cell("type") == "state");
    for row in sheet.find(|cell| cell("type") == "government-body") {
        let state = sheet.get(*random.choose(&states), "id").to_owned();
        sheet.set(row, random.word(&["part_of", "country"]), state);
    }
    random.shuffle(&mut sheet.rows);
    folder.0.insert("actors.csv", sheet);
}

fn places(folder: &mut Folder, random: &mut Random) {
    let states = ids(folder, &["state"]);
    let mut sheet = Sheet::new(&["id", "label", "part_of", "country", "lat", "lon", "note"], random);
    let count = random.between(3, PLACES.len());
    for (id, label, lat, lon) in random.take(&PLACES, count) {
        let (whole, country) = (random.once_in(3), random.once_in(2));
        let rows = sheet.rows.len();
        let whole =
            if whole && rows > 0 { sheet.get(random.below(rows), "id").to_owned() } else { String::new() };
        let country = if country { random.choose(&states).clone() } else { String::new() };
        sheet.push(&[
            ("id", id),
            ("label", label),
            ("lat", lat),
            ("lon", lon),
            ("part_of", &whole),
            ("country", &country),
        ]);
    }
    random.shuffle(&mut sheet.rows);
    folder.0.insert("places.csv", sheet);
}

/// Events lie in 2023; those that are wholes of others span months around them.
fn events(folder: &mut Folder, random: &mut Random) {
    let places = column(folder, "places.csv", "id");
    let mut sheet = Sheet::new(&["id", "label", "type", "date", "place", "part_of", "note"], random);
    let count = random.between(4, EVENTS.len());
    let chosen = random.take(&EVENTS, count);
    for (id, label, class) in chosen {
        let (month, day) = (random.between(3, 10), random.between(1, 28));
        let exact = format!("2023-{month:02}-{day:02}");
        let date = match random.below(8) {
            0 => format!("2023-{month:02}"),
            1 => format!("XXXX-{month:02}-{day:02}"),
            2 => format!("{exact}~"),
            3 => String::new(),
            _ => exact,
        };
        let place = if random.once_in(2) { random.choose(&places).clone() } else { String::new() };
        sheet.push(&[("id", id), ("label", label), ("type", class), ("date", &date), ("place", &place)]);
    }
    if random.once_in(2) {
        let date = random.word(&["2023", "2023-01/2023-12", "2023-02/..", "2022~"]);
        sheet.push(&[("id", "campaign"), ("label", "Campaign"), ("type", "situation"), ("date", date)]);
        let part = random.below(sheet.rows.len() - 1);
        sheet.set(part, "part_of", "campaign");
    }
    random.shuffle(&mut sheet.rows);
    folder.0.insert("events.csv", sheet);
}

fn sources(folder: &mut Folder, random: &mut Random) {
    let header = ["id", "title", "url", "publisher", "author", "published", "language", "note"];
    let mut sheet = Sheet::new(&header, random);
    let publishers = ["Daily Courier", "Asia Wire", "Radio Pamir", "The Gazette", "Institute for Peace", ""];
    for number in 1..=random.between(3, 9) {
        let id = format!("report-{number}");
        let title = format!("Report number {number}{}", random.word(&["", ", revised", ": the border"]));
        let url = match random.below(4) {
            0 => String::new(),
            1 => format!("https://www.example.org/{number}"),
            2 => format!("http://example.com/a/b?id={number}#top"),
            _ => format!("https://example.org/news/{number}/"),
        };
        let published = match random.below(4) {
            0 => String::new(),
            1 => "2024".to_owned(),
            _ => format!("2024-{:02}-{:02}", random.between(1, 12), random.between(1, 28)),
        };
        let publisher = *random.choose(&publishers);
        let language = random.word(&["en", "ru", "fa-AF", "tg", ""]);
        sheet.push(&[
            ("id", &id),
            ("title", &title),
            ("url", &url),
            ("publisher", publisher),
            ("published", &published),
            ("language", language),
        ]);
    }
    folder.0.insert("sources.csv", sheet);
}

fn relation_types(folder: &mut Folder, random: &mut Random) {
    let header = [
        "id",
        "label",
        "forms",
        "inverse",
        "broader",
        "symmetric",
        "transitive",
        "domain",
        "range",
        "cameo",
        "plover",
        "quad",
        "intensity",
    ];
    let mut sheet = Sheet::new(&header, random);
    let chides = [
        ("id", "chides"),
        ("label", "chides"),
        ("forms", "chide, chides, chided, chiding"),
        ("inverse", "chided by"),
        ("broader", "criticises"),
        ("domain", "actor"),
        ("range", "actor|event"),
        ("cameo", "111"),
        ("plover", "ACCUSE.disapprove"),
        ("quad", "verbal-conflict"),
        ("intensity", "-1.5"),
    ];
    sheet.push(&chides);
    sheet.push(&[
        ("id", "parleys-with"),
        ("label", "parleys with"),
        ("symmetric", "yes"),
        ("domain", "actor"),
        ("range", "actor"),
        ("cameo", "036"),
        ("quad", "verbal-cooperation"),
        ("intensity", "4"),
    ]);
    sheet.push(&[
        ("id", "commands"),
        ("label", "commands"),
        ("transitive", "yes"),
        ("domain", "person|government-body"),
        ("range", "person|government-body|armed-group"),
    ]);
    folder.0.insert("relation_types.csv", sheet);
}

/// Gives the ids of the actors of some types.
pub fn ids(folder: &mut Folder, types: &[&str]) -> Vec<String> {
    let sheet = folder.sheet("actors.csv");
    let rows = sheet.find(|cell| types.contains(&cell("type").as_str()));
    rows.into_iter().map(|row| sheet.get(row, "id").to_owned()).collect()
}

/// Gives the cells of a column.
pub fn column(folder: &mut Folder, file: &'static str, name: &str) -> Vec<String> {
    let sheet = folder.sheet(file);
    (0..sheet.rows.len()).map(|row| sheet.get(row, name).to_owned()).collect()
}

/// Gives another name of an actor: its label or its alias.
fn another(folder: &mut Folder, id: &str, random: &mut Random) -> String {
    let sheet = folder.sheet("actors.csv");
    let row = sheet.find(|cell| cell("id") == id)[0];
    let name = match random.below(5) {
        0 => sheet.get(row, "label").to_owned(),
        1 => sheet.get(row, "aliases").to_owned(),
        2 => sheet.get(row, "label").to_uppercase(),
        _ => String::new(),
    };
    if name.is_empty() { id.to_owned() } else { name }
}

/// The columns of `relations.csv`.
pub const CLAIM: [&str; 13] = [
    "id", "subject", "relation", "object", "about", "date", "status", "speaker", "source", "locator",
    "quote", "count", "note",
];

fn claims(folder: &mut Folder, random: &mut Random) {
    folder.0.insert("relations.csv", Sheet::new(&CLAIM, random));
    let (states, organisations) = (ids(folder, &["state"]), ids(folder, &["organisation"]));
    let (groups, people) = (ids(folder, &["armed-group"]), ids(folder, &["person"]));
    let bodies = ids(folder, &["government-body"]);
    let (events, places) = (column(folder, "events.csv", "id"), column(folder, "places.csv", "id"));
    let parties: Vec<String> = states.iter().chain(&organisations).chain(&bodies).cloned().collect();
    let mut seen = BTreeSet::new();
    let mut writer = Writer { seen: &mut seen, sources: column(folder, "sources.csv", "id") };
    // What a quarrel is made of.
    for _ in 0..random.between(10, 30) {
        let (state, group) = (random.choose(&states).clone(), random.choose(&groups).clone());
        let (event, place) = (random.choose(&events).clone(), random.choose(&places).clone());
        let party = random.choose(&parties).clone();
        match random.below(12) {
            0 => writer.claim(folder, random, &state, "condemns", &event, &event),
            1 => writer.claim(folder, random, &state, "blames", &group, &event),
            2 => writer.claim(folder, random, &group, "attacks", &place, &event),
            3 => writer.claim(folder, random, &group, "denies-involvement-in", &event, &event),
            4 => writer.claim(folder, random, &group, "operates-in", &place, ""),
            5 => writer.claim(folder, random, &party, "warns", &state, &event),
            6 => writer.claim(folder, random, &party, "aids", &state, ""),
            7 => writer.claim(folder, random, &event, "kills", &party, &event),
            8 => writer.claim(folder, random, &state, "accused", &group, &event),
            9 => writer.claim(folder, random, &party, "supports", &state, &event),
            10 => writer.claim(folder, random, &event, "prompts", &event_after(&events, &event), &event),
            _ => writer.claim(folder, random, &state, "threatens", &group, ""),
        }
    }
    // What has no direction is written once, and what leads somewhere never leads back.
    for pair in states.windows(2).take(3) {
        let event = random.choose(&events).clone();
        writer.claim(folder, random, &pair[0], "negotiates-with", &pair[1], &event);
        writer.claim(folder, random, &pair[1], "borders", &pair[0], "");
    }
    for state in &states {
        let organisation = random.choose(&organisations).clone();
        writer.claim(folder, random, state, "member-of", &organisation, "");
    }
    for (person, body) in people.iter().zip(&bodies) {
        writer.claim(folder, random, person, "leads", body, "");
    }
    for (group, place) in groups.iter().zip(&places) {
        writer.claim(folder, random, group, "located-in", place, "");
    }
    if folder.has("relation_types.csv") {
        writer.claim(folder, random, &states[0], "chides", &groups[0], &events[0]);
        writer.claim(folder, random, &states[0], "parleys-with", &states[1], "");
    }
    // Nothing is left that nobody names.
    for id in column(folder, "actors.csv", "id") {
        writer.claim(folder, random, &id, "cites", &events[0].clone(), "");
    }
    for event in &events {
        writer.claim(folder, random, &states[0], "responds-to", event, event);
    }
    for place in &places {
        writer.claim(folder, random, &groups[0], "uses", place, "");
    }
    for source in writer.sources.clone() {
        writer.sources = vec![source];
        writer.claim(folder, random, &states[1], "portrays", &states[0], "");
    }
    // A claim about a claim.
    let sheet = folder.sheet("relations.csv");
    let (group, source) = (groups[0].clone(), sheet.get(0, "source").to_owned());
    let denial = [
        ("id", "denial"),
        ("subject", &group),
        ("relation", "denies"),
        ("object", "k1"),
        ("source", &source),
    ];
    sheet.push(&denial);
    if random.once_in(2) {
        let mut rows = std::mem::take(&mut sheet.rows);
        random.shuffle(&mut rows);
        sheet.rows = rows;
    }
}

fn event_after(events: &[String], event: &str) -> String {
    let place = events.iter().position(|known| known == event).unwrap_or(0);
    events[(place + 1) % events.len()].clone()
}

struct Writer<'a> {
    seen: &'a mut BTreeSet<String>,
    sources: Vec<String>,
}

impl Writer<'_> {
    /// Writes a claim unless it is written already, in any direction.
    fn claim(
        &mut self,
        folder: &mut Folder,
        random: &mut Random,
        subject: &str,
        relation: &str,
        object: &str,
        about: &str,
    ) {
        let (low, high) = if subject < object { (subject, object) } else { (object, subject) };
        let source = random.choose(&self.sources).clone();
        let key = format!("{low} {high} {relation} {}", if self.sources.len() == 1 { &source } else { "" });
        if subject == object || !self.seen.insert(key) {
            return;
        }
        let date = if about.is_empty() { String::new() } else { date_after(folder, about, random) };
        let is_actor =
            |folder: &mut Folder, id: &str| column(folder, "actors.csv", "id").contains(&id.to_owned());
        let name = |folder: &mut Folder, id: &str, random: &mut Random| {
            if is_actor(folder, id) { another(folder, id, random) } else { id.to_owned() }
        };
        let (subject_cell, object_cell) = (name(folder, subject, random), name(folder, object, random));
        let mut states = ids(folder, &["state"]);
        states.retain(|state| state != subject);
        let (status, speaker) = match random.below(8) {
            0 if relation != "denies-involvement-in" => ("alleged", random.choose(&states).clone()),
            1 => ("possible", String::new()),
            2 => ("asserted", random.choose(&states).clone()),
            3 => ("Predicted", String::new()),
            _ => ("", String::new()),
        };
        let quote = if random.once_in(5) {
            random.word(&["a cowardly act", "\"hidden hands\", he said", "暴行"])
        } else {
            ""
        };
        let count = if relation == "kills" { random.below(40).to_string() } else { String::new() };
        let note = if random.once_in(4) { *random.choose(&WORDS) } else { "" };
        let locator = format!("para {}", random.between(1, 30));
        let sheet = folder.sheet("relations.csv");
        let id = format!("k{}", sheet.rows.len() + 1);
        sheet.push(&[
            ("id", &id),
            ("subject", &subject_cell),
            ("relation", relation),
            ("object", &object_cell),
            ("about", about),
            ("date", &date),
            ("status", status),
            ("speaker", &speaker),
            ("source", &source),
            ("locator", &locator),
            ("quote", quote),
            ("count", &count),
            ("note", note),
        ]);
    }
}

/// Gives a day on which one may speak of an event, or less than a day.
fn date_after(folder: &mut Folder, event: &str, random: &mut Random) -> String {
    let sheet = folder.sheet("events.csv");
    let Some(row) = sheet.find(|cell| cell("id") == event).first().copied() else { return String::new() };
    let date = sheet.get(row, "date").to_owned();
    match random.below(6) {
        0 => String::new(),
        1 => date,
        2 if date.len() == 10 && date.starts_with("2023") => date[..7].to_owned(),
        3 => "2023".to_owned(),
        4 => "2023-01~".to_owned(),
        _ => format!("2023-11-{:02}", random.between(1, 30)),
    }
}
