//! A small folder in which each way of narrowing has something to do: worlds, sources, speakers, both clocks.

use std::collections::BTreeSet;
use std::fs;

/// Writes the folder; the ids of its claims begin with `ids`, so that they can be told from other words.
pub fn folder(ids: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let table = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    table(
        "relations.csv",
        &format!(
            "id,subject,relation,object,about,date,status,speaker,source\n\
             {ids}a1,north,blames,south,raid,2025-11-27,,,wire\n\
             {ids}a2,north,blames,south,raid,2025-11-27,,,paper\n\
             {ids}a3,north,blames,south,raid,2025-11-28,,,daily\n\
             {ids}a4,north,blames,south,raid,,alleged,envoy,daily\n\
             {ids}b1,north,meets,south,summit,2025-11,,,daily\n\
             {ids}b2,south,meets,north,summit,2025-11-20/2025-11-27,,,wire\n\
             {ids}b3,south,meets,north,summit,,denied,,weekly\n\
             {ids}c1,east,supports,north,,../2024,,,weekly\n\
             {ids}c2,east,aids,north,,[2023..2025],,,weekly\n\
             {ids}c3,south,denies,{ids}c2,,2025-12-01,,,weekly\n\
             {ids}d1,east,leads,union,,2020/..,,leak,daily\n\
             {ids}d2,east,leads,union,,2020/..,,leak,wire\n\
             {ids}e1,west,member-of,union,,2020/2022,,,nowhere\n\
             {ids}e2,west,member-of,union,,2024/..,,,wire\n\
             {ids}e3,west,member-of,union,,,,,\n\
             {ids}f1,west,fights,south,,,,,\n"
        ),
    );
    table(
        "actors.csv",
        "id,type\nnorth,state\nsouth,state\neast,state\nwest,state\nunion,organisation\nenvoy,person\n\
         leak,unnamed-group\nagency,medium\n",
    );
    table("events.csv", "id,type\nraid,attack\nsummit,meeting\n");
    table(
        "sources.csv",
        "id,title,publisher,published,copy_of\nwire,The wire,Agency,2025-11-28,\npaper,The paper,,2025-11-29,wire\n\
         daily,The daily,House,2025-11,\nweekly,The weekly,House,2025-12,\nnowhere,No date,,,\n",
    );
    folder
}

/// Gives the ids that a line lists.
pub fn named(ids: &str) -> BTreeSet<String> {
    ids.split_whitespace().map(str::to_owned).collect()
}
