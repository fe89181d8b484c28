//! The types of Table Schema: what a cell of each must look like.

use serde_json::Value;

/// Names the type of a field with what its format says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Anything; also a type whose cells are not looked into.
    Any,
    /// Text of a format.
    Text(Format),
    /// A number, with the letters of its writing.
    Number {
        /// Whether it must be whole.
        whole: bool,
        /// What stands before the fraction.
        point: char,
        /// What stands between thousands.
        group: Option<char>,
        /// Whether nothing may stand around it.
        bare: bool,
    },
    /// One of the words for yes, or one of those for no.
    Boolean(Vec<String>, Vec<String>),
    /// A moment, in the directives of `strptime`.
    Moment(&'static str, String),
    /// An array or an object in JSON.
    Json(&'static str),
    /// Two numbers: east, then north.
    Point,
}

/// Names what a text must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Any text.
    Any,
    /// An address of electronic mail.
    Email,
    /// An address with a scheme.
    Uri,
    /// A UUID.
    Uuid,
}

/// The default writing of each moment.
const MOMENTS: [(&str, &str); 5] = [
    ("date", "%Y-%m-%d"),
    ("datetime", "%Y-%m-%dT%H:%M:%S"),
    ("time", "%H:%M:%S"),
    ("year", "%Y"),
    ("yearmonth", "%Y-%m"),
];

impl Kind {
    /// Reads the type of a field.
    pub(super) fn read(field: &Value) -> Result<Self, String> {
        let format = field["format"].as_str().unwrap_or("default");
        let letter = |key: &str| field[key].as_str().and_then(|text| text.chars().next());
        let words = |key: &str, default: &[&str]| match field[key].as_array() {
            Some(words) => words.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            None => default.iter().map(|word| (*word).to_owned()).collect(),
        };
        let name = field["type"].as_str().unwrap_or("string");
        Ok(match name {
            "string" => Self::Text(match format {
                "email" => Format::Email,
                "uri" => Format::Uri,
                "uuid" => Format::Uuid,
                _ => Format::Any,
            }),
            "integer" | "number" => Self::Number {
                whole: name == "integer",
                point: letter("decimalChar").unwrap_or('.'),
                group: letter("groupChar"),
                bare: field["bareNumber"].as_bool().unwrap_or(true),
            },
            "boolean" => Self::Boolean(
                words("trueValues", &["true", "True", "TRUE", "1"]),
                words("falseValues", &["false", "False", "FALSE", "0"]),
            ),
            "object" => Self::Json("object"),
            "array" => Self::Json("array"),
            "geopoint" if format == "default" => Self::Point,
            "any" | "geopoint" | "geojson" | "duration" | "list" => Self::Any,
            other => match MOMENTS.iter().find(|(moment, _)| *moment == other) {
                Some(_) if format == "any" => Self::Any,
                Some((moment, default)) if format == "default" => Self::Moment(moment, (*default).to_owned()),
                Some((moment, _)) => Self::Moment(moment, format.to_owned()),
                None => return Err(format!("there is no type `{other}`")),
            },
        })
    }

    /// Tells whether a cell is of the type.
    pub(super) fn allows(&self, cell: &str) -> bool {
        match self {
            Self::Any | Self::Text(Format::Any) => true,
            Self::Text(Format::Email) => cell.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && host.contains('.') && !cell.contains(char::is_whitespace)
            }),
            Self::Text(Format::Uri) => cell.split_once(':').is_some_and(|(scheme, rest)| {
                let letters =
                    scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
                let begins = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic());
                begins && letters && !rest.is_empty() && !cell.contains(char::is_whitespace)
            }),
            Self::Text(Format::Uuid) => {
                let lengths = cell.split('-').map(str::len);
                lengths.eq([8, 4, 4, 4, 12])
                    && cell.chars().all(|letter| letter == '-' || letter.is_ascii_hexdigit())
            }
            Self::Number { .. } => self.number(cell).is_some(),
            Self::Boolean(yes, no) => yes.iter().chain(no).any(|word| word == cell),
            Self::Moment(moment, format) => is_moment(cell, format, *moment == "datetime"),
            Self::Json(kind) => serde_json::from_str(cell).is_ok_and(|value: Value| match *kind {
                "object" => value.is_object(),
                _ => value.is_array(),
            }),
            Self::Point => cell.split_once(',').is_some_and(|(east, north)| {
                let within = |text: &str, most: f64| {
                    text.trim().parse::<f64>().is_ok_and(|number| number.abs() <= most)
                };
                within(east, 180.0) && within(north, 90.0)
            }),
        }
    }

    /// Reads a number as the field writes it.
    pub(super) fn number(&self, cell: &str) -> Option<f64> {
        let Self::Number { whole, point, group, bare } = self else { return cell.parse().ok() };
        let mut text: String = cell.chars().filter(|letter| Some(*letter) != *group).collect();
        if *point != '.' {
            if text.contains('.') {
                return None;
            }
            text = text.replace(*point, ".");
        }
        if !bare {
            let inside = |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '.');
            text = text.trim_matches(|letter: char| !inside(letter)).to_owned();
        }
        let digits = text.trim_start_matches(['+', '-']);
        if *whole && (digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit())) {
            return None;
        }
        // Rust takes `inf` and `nan` in any case; the standard writes them `INF` and `NaN`.
        let special = matches!(digits, "INF" | "NaN");
        if !special && !digits.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.') {
            return None;
        }
        text.parse().ok()
    }

    /// Says what a cell must be.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Any | Self::Text(Format::Any) => "a text".to_owned(),
            Self::Text(Format::Email) => "an address of electronic mail".to_owned(),
            Self::Text(Format::Uri) => "an address with a scheme, as `https://example.org/`".to_owned(),
            Self::Text(Format::Uuid) => "a UUID".to_owned(),
            Self::Number { whole: true, .. } => "a whole number".to_owned(),
            Self::Number { .. } => "a number".to_owned(),
            Self::Boolean(yes, no) => {
                format!("one of {}", list(yes.iter().chain(no).map(String::as_str)))
            }
            Self::Moment(moment, format) => format!("a {moment} written as `{}`", shape_of(format)),
            Self::Json("object") => "an object in JSON".to_owned(),
            Self::Json(_) => "an array in JSON".to_owned(),
            Self::Point => "a point as `longitude, latitude`".to_owned(),
        }
    }
}

/// Quotes words in a row.
pub(super) fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn shape_of(format: &str) -> String {
    let names =
        [("%Y", "year"), ("%m", "month"), ("%d", "day"), ("%H", "hour"), ("%M", "minute"), ("%S", "second")];
    names.iter().fold(format.to_owned(), |text, (directive, name)| text.replace(directive, name))
}

/// Tells whether a text is a moment in a format of `strptime`. After a datetime may stand a fraction and a zone.
fn is_moment(cell: &str, format: &str, zoned: bool) -> bool {
    let mut rest = cell;
    let mut letters = format.chars();
    let (mut year, mut month, mut day) = (2000, 1, 1);
    while let Some(letter) = letters.next() {
        if letter != '%' {
            let Some(after) = rest.strip_prefix(letter) else { return false };
            rest = after;
            continue;
        }
        let directive = letters.next().unwrap_or('%');
        let (most, range) = match directive {
            'Y' => (4, 0..=9999),
            'y' => (2, 0..=99),
            'm' => (2, 1..=12),
            'd' => (2, 1..=31),
            'H' => (2, 0..=23),
            'M' | 'S' => (2, 0..=59),
            'j' => (3, 1..=366),
            'b' | 'B' => match month_name(rest) {
                Some((number, after)) => {
                    (month, rest) = (number, after);
                    continue;
                }
                None => return false,
            },
            _ => return true,
        };
        let length = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let Ok(number) = rest[..length].parse::<u32>() else { return false };
        if !range.contains(&number) || (directive == 'Y' && length != 4) {
            return false;
        }
        match directive {
            'Y' => year = number,
            'm' => month = number,
            'd' => day = number,
            _ => {}
        }
        rest = &rest[length..];
    }
    let zone = |rest: &str| {
        let fraction = rest
            .strip_prefix('.')
            .map_or(rest, |rest| rest.trim_start_matches(|letter: char| letter.is_ascii_digit()));
        matches!(fraction, "" | "Z") || (fraction.len() == 6 && fraction.starts_with(['+', '-']))
    };
    day <= days_of(year, month) && (rest.is_empty() || (zoned && zone(rest)))
}

fn days_of(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads the English name of a month, whole or its first three letters.
fn month_name(text: &str) -> Option<(u32, &str)> {
    let folded = text.to_ascii_lowercase();
    let found = MONTHS.iter().zip(1..).find(|(name, _)| folded.starts_with(&name[..3]))?;
    let length = if folded.starts_with(found.0) { found.0.len() } else { 3 };
    Some((found.1, text.get(length..)?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Kind;

    #[test]
    fn cells_are_of_their_types() {
        for (field, good, bad) in [
            (json!({"type": "integer"}), vec!["0", "-7", "+3"], vec!["1.5", "x", "", "1e3"]),
            (json!({"type": "number"}), vec!["1.5", "-2e3", ".5", "INF"], vec!["inf", "1,5", "x"]),
            (json!({"type": "number", "decimalChar": ",", "groupChar": "."}), vec!["1.000,5"], vec!["1,0,0"]),
            (json!({"type": "integer", "bareNumber": false}), vec!["95%", "€7"], vec!["%"]),
            (json!({"type": "boolean"}), vec!["true", "0"], vec!["yes", ""]),
            (
                json!({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}),
                vec!["yes"],
                vec!["1"],
            ),
            (json!({"type": "date"}), vec!["2024-02-29"], vec!["2023-02-29", "2024-1-1x", "26/11/2025"]),
            (json!({"type": "date", "format": "%d/%m/%Y"}), vec!["26/11/2025"], vec!["2025-11-26"]),
            (
                json!({"type": "date", "format": "%d %B %Y"}),
                vec!["5 June 2018", "05 Jun 2018"],
                vec!["5 Juno"],
            ),
            (
                json!({"type": "datetime"}),
                vec!["2024-01-01T10:00:00Z", "2024-01-01T10:00:00.5+01:00"],
                vec!["2024-01-01"],
            ),
            (json!({"type": "year"}), vec!["2024"], vec!["24"]),
            (json!({"type": "yearmonth"}), vec!["2024-05"], vec!["2024-13"]),
            (json!({"type": "string", "format": "email"}), vec!["a@b.org"], vec!["a@b", "a b@c.d"]),
            (
                json!({"type": "string", "format": "uri"}),
                vec!["https://a.b/"],
                vec!["www.a.b", "https://a b"],
            ),
            (json!({"type": "geopoint"}), vec!["71.5, 37.4"], vec!["200,1", "x"]),
            (json!({"type": "array"}), vec!["[1]"], vec!["{}", "1"]),
            (json!({"type": "any"}), vec!["x"], vec![]),
        ] {
            let kind = Kind::read(&field).expect("a type");
            for cell in good {
                assert!(kind.allows(cell), "{field}: {cell}");
            }
            for cell in bad {
                assert!(!kind.allows(cell), "{field}: {cell}");
            }
        }
        assert!(Kind::read(&json!({"type": "colour"})).is_err());
    }
}
