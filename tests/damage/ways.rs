//! The ways in which a clean folder is damaged, and what must be said of each.

use crate::clean::RELATIONS;
use crate::corpus::{self, Folder};

/// Says where a problem must be.
#[derive(Debug, Clone, Copy)]
pub enum At {
    /// At a byte: the first of a text in the damaged file and so many bytes on, under a column.
    Cell(&'static str, usize, &'static str),
    /// At the byte behind a text.
    Behind(&'static str, &'static str),
    /// On a line, which is all that can be said.
    Line(u32),
    /// On whichever line it comes to light.
    SomeLine,
}

/// Says what must be said.
#[derive(Debug, Clone, Copy)]
pub enum Expected {
    /// Nothing is lost: the graph is that of the clean folder, and no more is said than notes of these codes.
    Same(&'static [&'static str]),
    /// These problems and no others, but for what follows of them.
    Problems(&'static [(&'static str, &'static str, At)], &'static [&'static str]),
}

/// Holds one way.
pub struct Way {
    pub name: &'static str,
    pub damage: fn(&mut Folder),
    pub expected: Expected,
}

const R: &str = "relations.csv";
const A: &str = "actors.csv";

/// What a row that is not read leaves behind: nobody names what only it named.
const UNNAMED: &[&str] = &["unused-actor", "unused-event", "unused-place", "unused-source", "unknown-actor"];

fn bytes<'f>(folder: &'f mut Folder, file: &str) -> &'f mut Vec<u8> {
    &mut folder.iter_mut().find(|(name, _)| name == file).expect("a file of the folder").1
}

fn text(folder: &mut Folder, file: &str) -> String {
    String::from_utf8(bytes(folder, file).clone()).expect("clean files are UTF-8")
}

fn write(folder: &mut Folder, file: &str, text: impl Into<Vec<u8>>) {
    *bytes(folder, file) = text.into();
}

/// Puts one text in the place of another, which must be there.
fn swap(folder: &mut Folder, file: &str, from: &str, to: &[u8]) {
    let old = bytes(folder, file);
    let at = old.windows(from.len()).position(|window| window == from.as_bytes()).expect("the text is there");
    old.splice(at..at + from.len(), to.iter().copied());
}

fn cut(folder: &mut Folder, file: &str, behind: &str) {
    let at = text(folder, file).find(behind).expect("the text is there") + behind.len();
    bytes(folder, file).truncate(at);
}

fn rename(folder: &mut Folder, from: &str, to: &str, bytes: Vec<u8>) {
    let file = folder.iter_mut().find(|(name, _)| name == from).expect("a file of the folder");
    *file = (to.to_owned(), bytes);
}

/// Writes every table with other line ends.
fn line_ends(folder: &mut Folder, end: impl Fn(usize) -> &'static str) {
    for (_, bytes) in folder.iter_mut() {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        let lines = text.split_inclusive('\n').enumerate();
        *bytes = lines.map(|(number, line)| line.replace('\n', end(number))).collect::<String>().into_bytes();
    }
}

/// Writes every table with another separator; the quotes are kept.
fn separate(folder: &mut Folder, separator: char) {
    for (_, bytes) in folder.iter_mut() {
        let mut quoted = false;
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        let other = |letter: char| {
            quoted ^= letter == '"';
            if letter == ',' && !quoted { separator } else { letter }
        };
        *bytes = text.chars().map(other).collect::<String>().into_bytes();
    }
}

/// Encodes a table as Windows-1252 does, in which all its letters below U+0100 are one byte.
fn western(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
}

fn way(name: &'static str, expected: Expected, damage: fn(&mut Folder)) -> Way {
    Way { name, damage, expected }
}

/// Gives all ways.
#[rustfmt::skip]
pub fn ways() -> Vec<Way> {
    use At::{Behind, Cell, Line, SomeLine};
    use Expected::{Problems, Same};
    let mut ways = vec![
        // Quotes.
        way("a quote that is never closed", Problems(&[("unterminated-quote", R, Cell("\"they", 0, "quote"))], UNNAMED),
            |folder| swap(folder, R, "again\"", b"again")),
        way("a quote that is never closed in the last row", Problems(&[("unterminated-quote", R, Cell("\"naïve", 0, "quote"))], UNNAMED),
            |folder| swap(folder, R, "naïve", "\"naïve".as_bytes())),
        way("a stray quote in a cell", Problems(&[("stray-quote", R, Cell("pa\"ra 4", 2, "locator"))], UNNAMED),
            |folder| swap(folder, R, "para 4", b"pa\"ra 4")),
        way("letters behind a closing quote", Problems(&[("stray-quote", R, Cell("\"they, again\"x", 12, "quote"))], UNNAMED),
            |folder| swap(folder, R, "again\"", b"again\"x")),
        way("a quote inside that is not written twice", Problems(&[("stray-quote", R, Cell("\"he said \"no", 9, "quote"))], UNNAMED),
            |folder| swap(folder, R, "\"he said \"\"no\"\"\"", b"\"he said \"no\"\"")),
        way("curly quotes around a comma", Problems(&[("ragged-row", R, Cell("first", 0, "note"))], UNNAMED),
            |folder| swap(folder, R, "\"they, again\"", "“they, again”".as_bytes())),
        way("quotes lost around a comma", Problems(&[("ragged-row", R, Cell("first", 0, "note"))], UNNAMED),
            |folder| swap(folder, R, "\"they, again\"", b"they, again")),
        way("every cell in quotes", Same(&[]), |folder| {
            let places = "\"id\",\"label\",\"part_of\",\"country\",\"lat\",\"lon\",\"note\"\n\"khatlon\",\"Хатлон\",\"\",\"taj\",\"37.91\",\"69.00\",\"\"\n";
            write(folder, "places.csv", places);
        }),
        // Bytes.
        way("a NUL", Problems(&[("control-character", R, Cell("na\0", 2, "quote"))], UNNAMED),
            |folder| swap(folder, R, "naïve", b"na\0ve")),
        way("a bell", Problems(&[("control-character", R, Cell("\x07first", 0, "note"))], UNNAMED),
            |folder| swap(folder, R, "first", b"\x07first")),
        way("a character that XML cannot carry", Problems(&[("control-character", R, Cell("\u{FFFE}first", 0, "note"))], UNNAMED),
            |folder| swap(folder, R, "first", "\u{FFFE}first".as_bytes())),
        way("one byte that is not UTF-8", Problems(&[("not-utf8", A, Behind("Тоҷикистон", "aliases"))], UNNAMED),
            |folder| swap(folder, A, "Тоҷикистон,", b"\xD0\xA2\xD0\xBE\xD2\xB7\xD0\xB8\xD0\xBA\xD0\xB8\xD1\x81\xD1\x82\xD0\xBE\xD0\xBD\xE9,")),
        way("a letter cut in half", Problems(&[("not-utf8", A, Cell("Тоҷикисто", 18, "aliases"))], UNNAMED),
            |folder| swap(folder, A, "н,", b"\xD0,")),
        way("Windows-1252", Problems(&[("other-encoding", R, Behind("k2,K", "subject"))], UNNAMED), |folder| {
            let text = text(folder, R).replace('ā', "é");
            write(folder, A, crate::clean::ACTORS.replace("Kābul", "Kébul"));
            write(folder, R, western(&text));
        }),
        way("UTF-16 with a byte order mark", Problems(&[("other-encoding", R, Line(1))], UNNAMED), |folder| {
            let text = text(folder, R);
            let wide = std::iter::once(0xFEFF).chain(text.encode_utf16());
            write(folder, R, wide.flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
        }),
        way("UTF-32", Problems(&[("wrong-format", R, Line(0))], UNNAMED), |folder| {
            let text = text(folder, R);
            let wide = std::iter::once(0xFEFF).chain(text.chars().map(u32::from));
            write(folder, R, wide.flat_map(u32::to_le_bytes).collect::<Vec<u8>>());
        }),
        way("a byte order mark at the beginning", Same(&[]),
            |folder| swap(folder, R, "id,", b"\xEF\xBB\xBFid,")),
        way("a byte order mark in the middle", Problems(&[("unknown-actor", R, Cell("\u{FEFF}taj", 0, "subject"))], &["unused-actor"]),
            |folder| swap(folder, R, "k3,taj", b"k3,\xEF\xBB\xBFtaj")),
        way("an invisible space in a name", Problems(&[("unknown-actor", R, Cell("ta\u{200B}j", 0, "subject"))], &["unused-actor"]),
            |folder| swap(folder, R, "k3,taj", "k3,ta\u{200B}j".as_bytes())),
        way("a letter of another script", Problems(&[("unknown-actor", R, Cell("p\u{430}k", 0, "subject"))], UNNAMED),
            |folder| swap(folder, R, "k1,pak", "k1,p\u{430}k".as_bytes())),
        way("a character that was lost before", Problems(&[("lost-character", R, Cell("na\u{FFFD}", 2, "quote"))], &[]),
            |folder| swap(folder, R, "naïve", "na\u{FFFD}ve".as_bytes())),
        way("letters written as two", Same(&[]),
            |folder| swap(folder, R, "Kābul", "Ka\u{304}bul".as_bytes())),
        way("white space around a name", Same(&[]),
            |folder| swap(folder, R, "k3,taj,", "k3, taj\u{A0}\t,".as_bytes())),
        way("letter case changed", Same(&[]), |folder| swap(folder, R, "k3,taj,condemns", b"k3,TAJ,Condemns")),
        // Line ends.
        way("CR LF line ends", Same(&[]), |folder| line_ends(folder, |_| "\r\n")),
        way("CR line ends", Same(&[]), |folder| line_ends(folder, |_| "\r")),
        way("mixed line ends", Same(&[]), |folder| line_ends(folder, |line| ["\r\n", "\n", "\r"][line % 3])),
        way("no line end at the end", Same(&[]), |folder| bytes(folder, R).truncate(RELATIONS.len() - 1)),
        way("blank lines at the end", Same(&[]), |folder| bytes(folder, R).extend_from_slice(b"\n\r\n,,,,,,,,,,,,\n")),
        way("blank lines between rows", Same(&["moved"]), |folder| swap(folder, R, "\nk3", b"\n\n\nk3")),
        way("a line end in the middle of a row", Problems(&[
            ("ragged-row", R, Behind("k3,taj", "relation")),
            ("ragged-row", R, Behind("condemns,raid,,2025-11-27,,,s1,para 4,,,", "count")),
        ], UNNAMED), |folder| swap(folder, R, "k3,taj,", b"k3,taj\n")),
        way("a line end lost", Problems(&[("ragged-row", R, Cell("afg,condemns", 0, "note"))], UNNAMED),
            |folder| swap(folder, R, "\nk4", b"k4")),
        // Rows.
        way("a cell lost", Problems(&[("ragged-row", R, Behind("s1,para 4,,", "note"))], UNNAMED),
            |folder| swap(folder, R, "para 4,,,\n", b"para 4,,\n")),
        way("a cell too many", Problems(&[("ragged-row", R, Cell("extra", 0, "note"))], UNNAMED),
            |folder| swap(folder, R, "para 4,,,\n", b"para 4,,,,extra\n")),
        way("a row doubled", Problems(&[("duplicate-id", R, Cell("para 4,,,\nk3", 10, "id"))], &["duplicate-claim"]),
            |folder| swap(folder, R, "\nk4", b"\nk3,taj,condemns,raid,,2025-11-27,,,s1,para 4,,,\nk4")),
        way("the header doubled", Problems(&[("repeated-header", R, Cell("\nid,", 1, "id"))], &[]), |folder| {
            let text = text(folder, R);
            let (header, rows) = text.split_once('\n').expect("a header");
            write(folder, R, format!("{header}\n{header}\n{rows}"));
        }),
        way("two files joined, with both headers", Problems(&[("repeated-header", A, Cell("\nid,", 1, "id"))], &[]), |folder| {
            let text = text(folder, A);
            let more = text.replace("pak", "ind").replace("Pakistan", "India").replace("Islamabad|PAK", "").split('\n').take(2).collect::<Vec<&str>>().join("\n");
            write(folder, A, format!("{text}{more}\n"));
            swap(folder, R, "k3,taj", b"k3,ind");
            swap(folder, R, "alleged,pak", b"alleged,taj");
        }),
        way("marks of a merge that failed", Problems(&[
            ("ragged-row", R, Behind("<<<<<<< HEAD", "subject")),
            ("ragged-row", R, Behind("=======", "subject")),
            ("ragged-row", R, Behind(">>>>>>> theirs", "subject")),
        ], &[]), |folder| {
            swap(folder, R, "\nk3", b"\n<<<<<<< HEAD\nk3");
            swap(folder, R, "\nk4", b"\n=======\n>>>>>>> theirs\nk4");
        }),
        way("cut in the middle of a row", Problems(&[("ragged-row", R, Behind("k4,afg,condemns", "object"))], UNNAMED),
            |folder| cut(folder, R, "k4,afg,condemns")),
        way("cut in the middle of a quoted cell", Problems(&[("unterminated-quote", R, Cell("\"he sa", 0, "quote"))], UNNAMED),
            |folder| cut(folder, R, "\"he sa")),
        way("cut in the middle of a letter", Problems(&[("ragged-row", R, Cell(",na", 4, "count")), ("not-utf8", R, Behind(",na", "quote"))], UNNAMED), |folder| {
            cut(folder, R, "na");
            bytes(folder, R).push(0xC3);
        }),
        way("cut down to nothing", Problems(&[("missing-column", R, Line(1))], UNNAMED), |folder| write(folder, R, "")),
        way("cut down to its header", Problems(&[("empty-table", R, Line(0))], UNNAMED),
            |folder| cut(folder, R, "count,note\n")),
        // Columns.
        way("the header lost", Problems(&[
            ("missing-column", R, Line(1)), ("missing-column", R, Line(1)), ("missing-column", R, Line(1)),
        ], &["unused-actor", "unused-event", "unused-place", "unused-source", "unknown-column"]), |folder| {
            let text = text(folder, R);
            write(folder, R, text.split_once('\n').expect("a header").1);
        }),
        way("a column named twice", Problems(&[("duplicate-column", R, Cell("quote,subject", 6, "subject"))], UNNAMED),
            |folder| swap(folder, R, "quote,count", b"quote,subject")),
        way("the name of a column misspelt", Problems(&[("missing-column", R, Line(1))], &["unused-actor", "unused-event", "unused-place", "unused-source", "unknown-column"]),
            |folder| swap(folder, R, "id,subject", b"id,subjct")),
        way("the name of a column lost", Problems(&[("missing-column", R, Line(1))], &["unused-actor", "unused-event", "unused-place", "unused-source", "unknown-column"]),
            |folder| swap(folder, R, "id,subject", b"id,")),
        way("columns in another order", Same(&[]), |folder| {
            write(folder, "places.csv", "lon,lat,country,label,note,part_of,id\n69.00,37.91,taj,Хатлон,,,khatlon\n");
        }),
        way("the names of two columns swapped", Problems(&[
            ("bad-status", R, Cell("2025-11-27", 0, "status")), ("bad-status", R, Cell("raid,2025-11-28", 5, "status")),
            ("bad-status", R, Cell("raid,,2025-11-27", 6, "status")), ("bad-status", R, Cell("raid,,2025-11-28", 6, "status")),
            ("bad-date", R, Cell("alleged", 0, "date")),
        ], UNNAMED), |folder| swap(folder, R, "date,status", b"status,date")),
        // Separators.
        way("semicolons", Same(&["separator"]), |folder| separate(folder, ';')),
        way("tabs", Same(&["separator"]), |folder| separate(folder, '\t')),
        way("mixed separators", Problems(&[("ragged-row", R, Behind("k3;taj;condemns;raid;;2025-11-27;;;s1;para 4;;;", "subject"))], UNNAMED),
            |folder| swap(folder, R, "k3,taj,condemns,raid,,2025-11-27,,,s1,para 4,,,", b"k3;taj;condemns;raid;;2025-11-27;;;s1;para 4;;;")),
        way("Excel's line that names the separator", Same(&["separator", "moved"]), |folder| {
            separate(folder, ';');
            let text = text(folder, R);
            write(folder, R, format!("sep=;\n{text}"));
        }),
        // What spreadsheets do to cells.
        way("dates in the form of a country", Problems(&[("bad-date", R, Cell("26/11/2025", 0, "date"))], &[]),
            |folder| swap(folder, R, "raid,2025-11-27", b"raid,26/11/2025")),
        way("a date as the number of a day", Problems(&[("bad-date", R, Cell("45988", 0, "date"))], &[]),
            |folder| swap(folder, R, "raid,2025-11-27", b"raid,45988")),
        way("an error of a formula", Problems(&[("cell-error", R, Cell("#REF!", 0, "subject"))], UNNAMED),
            |folder| swap(folder, R, "k3,taj", b"k3,#REF!")),
        way("an error of a formula in a text", Problems(&[("cell-error", R, Cell("#NAME?", 0, "note"))], &[]),
            |folder| swap(folder, R, "first", b"#NAME?")),
        way("letters read in the wrong encoding", Problems(&[("garbled-text", R, Cell("naÃ¯ve", 0, "quote"))], &[]),
            |folder| swap(folder, R, "naïve", "naÃ¯ve".as_bytes())),
        way("a cell without end", Problems(&[("too-large", R, Cell("k1,", 1 << 20, "note"))], UNNAMED),
            |folder| swap(folder, R, "first", &b"x".repeat(1_200_000))),
        // Files.
        way("a web page in place of the table", Problems(&[("wrong-format", A, Line(0))], UNNAMED),
            |folder| write(folder, A, "<!DOCTYPE html>\n<html><body>Please sign in, or register</body></html>\n")),
        way("a packed file under another name", Problems(&[("wrong-format", R, Line(0))], UNNAMED), |folder| {
            let packed = corpus::gz(text(folder, R).as_bytes());
            write(folder, R, packed);
        }),
        way("a packed file", Same(&["packed"]), |folder| {
            let packed = corpus::gz(text(folder, R).as_bytes());
            rename(folder, R, "relations.csv.gz", packed);
        }),
        way("a packed file cut in the middle", Problems(&[("damaged-file", "relations.csv.gz", SomeLine)], UNNAMED), |folder| {
            let mut packed = corpus::gz(text(folder, R).as_bytes());
            packed.truncate(packed.len() / 2);
            rename(folder, R, "relations.csv.gz", packed);
        }),
        way("a packed file with a wrong check sum", Problems(&[("damaged-file", "relations.csv.gz", SomeLine)], UNNAMED), |folder| {
            let mut packed = corpus::gz(text(folder, R).as_bytes());
            let end = packed.len();
            packed[end - 6] ^= 1;
            rename(folder, R, "relations.csv.gz", packed);
        }),
        way("the same table twice", Problems(&[("duplicate-table", "relations.tsv", Line(0))], &[]), |folder| {
            let copy = text(folder, R).replace(',', "\t").into_bytes();
            folder.push(("relations.tsv".to_owned(), copy));
        }),
    ];
    #[cfg(feature = "xlsx")]
    ways.push(way("a workbook cut in the middle", Problems(&[("damaged-file", "relations.xlsx", Line(0))], UNNAMED), |folder| {
        let mut book = corpus::workbook(&[("relations", text(folder, R).as_bytes())]);
        book.truncate(book.len() / 2);
        rename(folder, R, "relations.xlsx", book);
    }));
    ways.shrink_to_fit();
    ways
}
