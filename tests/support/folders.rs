//! Random small folders: claims of every kind, about claims too, with dates, speakers and sources that do not agree.

use std::fs;
use std::path::Path;

use proptest::prelude::{prop, prop_oneof};
use proptest::strategy::{Just, Strategy};

const RELATIONS: [(&str, End, End); 18] = [
    ("blames", End::Actor, End::Actor),
    ("condemns", End::Actor, End::Event),
    ("condemns", End::Actor, End::Actor),
    ("accuses", End::Actor, End::Actor),
    ("denies", End::Actor, End::Claim),
    ("denies-involvement-in", End::Actor, End::Event),
    ("member-of", End::Actor, End::Actor),
    ("negotiates-with", End::Actor, End::Actor),
    ("kills", End::Event, End::Actor),
    ("injures", End::Event, End::Actor),
    ("attacks", End::Actor, End::Event),
    ("own-relation", End::Actor, End::Actor),
    ("scolds", End::Actor, End::Actor),
    ("warns", End::Actor, End::Claim),
    ("part-of", End::Actor, End::Actor),
    ("part-of", End::Actor, End::Actor),
    ("belongs-to", End::Actor, End::Actor),
    ("child-of", End::Actor, End::Actor),
];

#[derive(Debug, Clone, Copy)]
enum End {
    Actor,
    Event,
    Claim,
}

/// One row: relation, subject, object, about, date, status, speaker, source, the rest.
pub type Claim =
    (usize, u8, u8, Option<u8>, &'static str, &'static str, Option<u8>, Option<u8>, (bool, Option<u8>));

pub fn claim() -> impl Strategy<Value = Claim> {
    let date = prop_oneof![
        4 => Just(""),
        1 => Just("2025-11-26"), 1 => Just("2025-11"), 1 => Just("2005/.."), 1 => Just("XXXX-11-26"),
        1 => Just("2025-11-20/2025-11-27"), 1 => Just("[2025-11-17..2025-11-23]"),
    ];
    let status = prop_oneof![
        5 => Just(""), 1 => Just("asserted"), 1 => Just("alleged"), 1 => Just("possible"), 1 => Just("predicted"),
        1 => Just("denied"),
    ];
    (
        0..RELATIONS.len(),
        0..6_u8,
        0..6_u8,
        prop::option::of(0..3_u8),
        date,
        status,
        prop::option::weighted(0.3, 0..6_u8),
        prop::option::weighted(0.7, 0..3_u8),
        (prop::bool::ANY, prop::option::of(0..9_u8)),
    )
}

/// Writes a folder of the claims. Actors 0 and 1 are unnamed groups; ids need escaping, labels quoting.
pub fn write(folder: &Path, claims: &[Claim], declared: bool) {
    let actor = |number: u8| ["a", "b c", "d%e", "żółw", "e", "f"][number as usize % 6].to_owned();
    let event = |number: u8| format!("ev{}", number % 3);
    let own = |number: Option<u8>, name: fn(u8) -> String| number.map(name).unwrap_or_default();
    let mut rows =
        String::from("id,subject,relation,object,about,date,status,speaker,source,locator,quote,count\n");
    for (index, claim) in claims.iter().enumerate() {
        let (relation, subject, object, about, date, status, speaker, source, (quoted, count)) = *claim;
        let (relation, from, to) = RELATIONS[relation];
        let end = |end, number: u8| match end {
            End::Actor => actor(number),
            End::Event => event(number),
            End::Claim => format!("k{}", number as usize % claims.len()),
        };
        rows.push_str(&format!(
            "k{index},{},{relation},{},{},{date},{status},{},{},{},{},{}\n",
            end(from, subject),
            end(to, object),
            own(about, |number| format!("ev{}", number % 3)),
            speaker.map(actor).unwrap_or_default(),
            own(source, |number| format!("s{number}")),
            if quoted { "para 3" } else { "" },
            if quoted { "\"of \"\"words\"\", and more\"" } else { "" },
            count.map(|count| count.to_string()).unwrap_or_default(),
        ));
    }
    let table =
        |name: &str, text: String| fs::write(folder.join(name), text).expect("the folder can be written");
    table("relations.csv", rows);
    let types = "id,label,broader,symmetric,transitive,inverse\nscolds,scolds,blames,,,\n\
        own-relation,own relation,,yes,,\nbelongs-to,belongs to,part-of,,,\nparent-of,parent of,,,,child of\n\
        child-of,child of,,,,\n";
    table("relation_types.csv", types.to_owned());
    // Always declared: a name that is implied is an actor, and no actor may stand where an event must.
    table(
        "events.csv",
        "id,label,type,date,place\nev0,Attack,attack,XXXX-11-26,p0\nev1,Attack,attack,,\nev2,,meeting,2025-11-01,p0\n"
            .to_owned(),
    );
    if declared {
        let mut actors = String::from("id,label,type,aliases,country\n");
        for number in 0..6 {
            let class =
                ["unnamed-group", "unnamed-group", "state", "person", "armed-group", ""][number as usize];
            let country = if number > 2 { actor(2) } else { String::new() };
            actors.push_str(&format!(
                "{},\"Actor, {number}\",{class},alias {number},{country}\n",
                actor(number)
            ));
        }
        table("actors.csv", actors);
        table("places.csv", "id,label,country,lat,lon\np0,Mine,d%e,38.5,68.7\n".to_owned());
        table("sources.csv", "id,title,published,language,publisher,copy_of\ns0,A,2025,en,e,\ns1,B,2025-11-20,,,s0\ns2,,,,Actor 3,\n".to_owned());
    }
}
