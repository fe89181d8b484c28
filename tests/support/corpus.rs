//! Clean tables of every kind that can be read, as bytes in memory, for tests that damage them.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Is a folder in memory: names of files with their bytes.
pub type Folder = Vec<(String, Vec<u8>)>;

/// Gives the tables as a reader in memory takes them.
pub fn borrowed(folder: &Folder) -> Vec<(&str, &[u8])> {
    folder.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

const ACTORS: &str = "\
id,label,type,aliases,part_of,country,wikidata,note
pak,Pakistan,state,PAK|Islamabad,,,Q843,
afg,Afghanistan,state,Kābul,,,Q889,
ttp,\"Tehrik, the\",armed-group,TTP,,pak,,\"two
lines\"
rahmon,Emomali Rahmon,person,Эмомали Раҳмон,,taj,,
taj,Tajikistan,state,Тоҷикистон,,,Q863,
";

const EVENTS: &str = "\
id,label,type,date,place,note
mine,Mine attack,attack,2025-11-26,khatlon,
talks,\"Talks, second round\",meeting,2025-11,,
";

const PLACES: &str = "\
id,label,part_of,country,lat,lon
khatlon,Хатлон,,taj,37.91,69.00
";

const SOURCES: &str = "\
id,title,url,publisher,published,language
s1,Three killed,https://example.org/1,Dawn,2025-11-27,en
s2,\"\"\"No\"\", says spokesman\",https://example.org/2,Pajhwok,2025-11-28,en
";

const RELATION_TYPES: &str = "\
id,label,forms,symmetric,cameo
mourns,mourns,\"mourn, mourned\",no,
shells,shells,shelled,no,194
";

const RELATIONS: &str = "\
id,subject,relation,object,about,date,status,speaker,source,locator,quote,count,note,mood
k1,pak,blames,ttp,mine,2025-11-27,asserted,,s1,para 3,\"they, again\",3,,calm
k2,Afghanistan,denies,k1,mine,2025-11-28,,rahmon,s2,para 1,\"he said \"\"no\"\"\",,,
k3,taj,condemns,mine,,2025-11-27,,,s1,,,,\"a
note\",
k4,Тоҷикистон,negotiates-with,afg,talks,2025-11,alleged,,s2,,,,ünïcödé,
k5,taj,mourns,mine,,2005/..,,,s2,,,,,
";

const SETTINGS: &str = "\
title = \"Clean\"
base = \"https://example.org/data/\"
licence = \"CC-BY-4.0\"

[check]
unused-actor = \"allow\"

[limits]
row = \"64 KiB\"
";

/// Gives a folder with every table of the program's own.
pub fn native() -> Folder {
    [
        ("actant.toml", SETTINGS),
        ("actors.csv", ACTORS),
        ("events.csv", EVENTS),
        ("places.csv", PLACES),
        ("relation_types.csv", RELATION_TYPES),
        ("relations.csv", RELATIONS),
        ("sources.csv", SOURCES),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .to_vec()
}

/// Gives folders as other programs write them, each under what people call it.
pub fn foreign() -> Vec<(&'static str, Folder)> {
    let gdelt = |number: u32, first: &str, second: &str| {
        let mut cells = vec![String::new(); 61];
        for (column, cell) in [
            (0, number.to_string()),
            (1, "20251126".to_owned()),
            (5, first[..3].to_uppercase()),
            (6, first.to_uppercase()),
            (15, second[..3].to_uppercase()),
            (16, second.to_uppercase()),
            (25, "1".to_owned()),
            (26, "112".to_owned()),
            (27, "112".to_owned()),
            (28, "11".to_owned()),
            (29, "3".to_owned()),
            (30, "-2.0".to_owned()),
            (31, "4".to_owned()),
            (32, "1".to_owned()),
            (33, "4".to_owned()),
            (34, "-3.5".to_owned()),
            (59, "20251127".to_owned()),
            (60, "https://example.org/gdelt".to_owned()),
        ] {
            cells[column] = cell;
        }
        cells.join("\t")
    };
    let one = |name: &str, text: &str| vec![(name.to_owned(), text.as_bytes().to_vec())];
    vec![
        ("a sheet", one("relations.csv", "From,Relation,To,Source\nPakistan,blames,militants,Dawn\n\"Kabul, the city\",denies,it,Pajhwok\n")),
        ("Gephi", vec![
            ("nodes.csv".to_owned(), b"Id,Label\npak,Pakistan\nafg,Afghanistan\n".to_vec()),
            ("edges.csv".to_owned(), b"Source,Target,Type,Id,Label,Weight\npak,afg,Directed,0,blames,1\nafg,pak,Directed,1,denies,2\n".to_vec()),
        ]),
        ("Kumu", vec![
            ("connections.csv".to_owned(), b"From,To,Label,Type,Description\nPakistan,Afghanistan,blames,blames,x\n".to_vec()),
            ("elements.csv".to_owned(), b"Label,Type,Description\nPakistan,state,y\nAfghanistan,state,\n".to_vec()),
        ]),
        ("KGTK", one("edges.tsv", "id\tnode1\tlabel\tnode2\ne1\tQ843\tP530\tQ889\ne2\tQ843\tlabel\t'Pakistan'@en\n")),
        ("Neo4j", vec![
            ("nodes.csv".to_owned(), b":ID,name,:LABEL\n1,Pakistan,State\n2,Afghanistan,State\n".to_vec()),
            ("rels.csv".to_owned(), b":START_ID,:END_ID,:TYPE,since:int\n1,2,BLAMES,2001\n2,1,DENIES,2002\n".to_vec()),
        ]),
        ("ICEWS", one("events.tab", "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n1\t2018-06-01\tPakistan\tNA\tPakistan\tAccuse\t112\t-2.0\tAfghanistan\tNA\tAfghanistan\t7\t3\tDawn\tKabul\tNA\tKabul\tAfghanistan\t34.5\t69.1\n2\t2018-06-02\tAfghanistan\tNA\tAfghanistan\tMake statement\t010\t0.0\tPakistan\tNA\tPakistan\t8\t1\tPajhwok\tKabul\tNA\tKabul\tAfghanistan\t34.5\t69.1\n")),
        ("ACLED", one("acled.csv", "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,location,source,notes\nAFG1,05 March 2021,Battles,Armed clash,Taliban,\"Military Forces, the\",Kunduz,Pajhwok,\"Two, named\"\n")),
        ("GDELT", one("20251126.export.csv", &format!("{}\n{}\n", gdelt(1, "pakistan", "afghanistan"), gdelt(2, "iran", "pakistan")))),
    ]
}

/// Packs bytes with gzip.
pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory can be written")
}

/// Makes a workbook of tables with commas; every cell is text.
#[cfg(feature = "xlsx")]
pub fn workbook(sheets: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Cursor;

    use zip::write::{SimpleFileOptions, ZipWriter};

    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: String| {
        zip.start_file(name, SimpleFileOptions::default()).expect("memory can be written");
        zip.write_all(text.as_bytes()).expect("memory can be written");
    };
    put(
        "_rels/.rels",
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let (mut names, mut links) = (String::new(), String::new());
    for (number, (name, _)) in sheets.iter().enumerate() {
        let id = number + 1;
        names.push_str(&format!("<sheet name=\"{}\" sheetId=\"{id}\" r:id=\"r{id}\"/>", escape(name)));
        links.push_str(&format!(
            "<Relationship Id=\"r{id}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"
        ));
    }
    put(
        "xl/workbook.xml",
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"),
    );
    put("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{PACKAGE}\">{links}</Relationships>"));
    for (number, (_, table)) in sheets.iter().enumerate() {
        let mut rows = String::new();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(*table);
        for (row, record) in reader.records().enumerate() {
            rows.push_str(&format!("<row r=\"{}\">", row + 1));
            for (column, cell) in record.expect("a clean table").iter().enumerate() {
                assert!(column < 26, "a clean table is narrow");
                if !cell.is_empty() {
                    let place = format!("{}{}", char::from(b'A' + column as u8), row + 1);
                    let text = escape(cell);
                    rows.push_str(&format!(
                        "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                    ));
                }
            }
            rows.push_str("</row>");
        }
        put(
            &format!("xl/worksheets/sheet{}.xml", number + 1),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    zip.finish().expect("memory can be written").into_inner()
}

/// Gives numbers that look random and are the same for the same seed (splitmix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Gives a number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}
