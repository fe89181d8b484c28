//! A clean folder of which `check` says nothing at all, with quoted cells, letters beyond ASCII and a cell of two lines.

use crate::corpus::Folder;

pub const ACTORS: &str = "\
id,label,type,aliases,part_of,country,wikidata,note
pak,Pakistan,state,Islamabad|PAK,,,,
afg,Afghanistan,state,Kābul,,,,
taj,Tajikistan,state,Тоҷикистон,,,,
raiders,\"Masked raiders, unnamed\",unnamed-group,,,,,\"two
lines\"
";

pub const EVENTS: &str = "\
id,label,type,date,place,part_of,note
raid,Raid on the mine,attack,2025-11-26,khatlon,,
";

pub const PLACES: &str = "\
id,label,part_of,country,lat,lon,note
khatlon,Хатлон,,taj,37.91,69.00,
";

pub const SOURCES: &str = "\
id,title,url,publisher,author,published,language,copy_of,note
s1,\"Three killed, say officials\",https://example.org/1,Dawn,,2025-11-28,en,,
s2,Kabul rejects it,https://example.org/2,Pajhwok,,2025-11-29,en,,
";

pub const RELATIONS: &str = "\
id,subject,relation,object,about,date,status,speaker,source,locator,quote,count,note
k1,pak,blames,raiders,raid,2025-11-27,,,s1,para 3,\"they, again\",,first
k2,Kābul,denies,k1,raid,2025-11-28,,,s2,para 1,\"he said \"\"no\"\"\",,
k3,taj,condemns,raid,,2025-11-27,,,s1,para 4,,,
k4,afg,condemns,raid,,2025-11-28,alleged,pak,s2,para 2,naïve,,
";

/// Gives the folder.
pub fn folder() -> Folder {
    [
        ("actors.csv", ACTORS),
        ("events.csv", EVENTS),
        ("places.csv", PLACES),
        ("relations.csv", RELATIONS),
        ("sources.csv", SOURCES),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .to_vec()
}
