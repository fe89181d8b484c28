//! What a folder says of itself: `actant.toml`. The only owner of the `toml` crate.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::check_settings::read_check;
use crate::ingest::choices::Choices;
use crate::ingest::columns::ColumnNames;
use crate::ingest::quoting::position;
use crate::model::Settings;
use crate::spelling::is_near;

/// The name of the file.
pub(super) const FILE: &str = "actant.toml";

const KEYS: [&str; 7] = ["title", "base", "licence", "check", "columns", "limits", "read"];

/// Reads the settings, and into `choices` what they say about reading; what is wrong keeps its default.
pub(super) fn read_settings(
    bytes: &[u8],
    path: &str,
    choices: &mut Choices,
    report: &mut Report,
) -> Settings {
    let mut settings = Settings::default();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{FEFF}').unwrap_or(text),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
            let (line, character) = position(&before, before.len());
            let location = Location::cell(path, line + 1, character, "");
            report.push(
                Diagnostic::new(Code::NOT_UTF8, location, "the settings are not UTF-8")
                    .with_hint("save the file as UTF-8"),
            );
            return settings;
        }
    };
    let at = |span: Range<usize>, key: &str| {
        let (line, character) = position(text, span.start.min(text.len()));
        Location::cell(path, line + 1, character, key)
    };
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let location = at(error.span().unwrap_or(0..0), "");
            let message = format!("the settings cannot be read: {}", error.message().replace('\n', " "));
            report.push(Diagnostic::new(Code::BAD_SETTING, location, message));
            return settings;
        }
    };
    for (key, value) in table.get_ref() {
        let (name, span) = (key.get_ref().as_ref(), key.span());
        if !KEYS.contains(&name) {
            let message = format!("there is no setting `{name}`");
            let hint = match KEYS.iter().find(|known| is_near(name, known)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "the settings are `title`, `base` and `licence`, and the tables `[check]`, `[columns]`, `[limits]` and `[read]`".to_owned(),
            };
            report.push(
                Diagnostic::new(Code::BAD_SETTING, at(span, name), message).with_cell(name).with_hint(hint),
            );
            continue;
        }
        let location = at(value.span(), name);
        if name == "columns" {
            match value.get_ref() {
                DeValue::Table(table) => read_columns(table, "", &at, &mut choices.columns, report),
                _ => report.push(
                    Diagnostic::new(Code::BAD_SETTING, location, "`columns` must be a table").with_hint(
                        "write `[columns]` on a line of its own, and below it `subject = \"Sender\"`",
                    ),
                ),
            }
            continue;
        }
        if matches!(name, "read" | "limits") {
            match value.get_ref() {
                DeValue::Table(table) => choices.read_section(name, table, &at, report),
                _ => report.push(
                    Diagnostic::new(Code::BAD_SETTING, location, format!("`{name}` must be a table"))
                        .with_hint(format!("write `[{name}]` on a line of its own")),
                ),
            }
            continue;
        }
        if name == "check" {
            match value.get_ref() {
                DeValue::Table(table) => settings.check = read_check(table, at, report),
                _ => report.push(
                    Diagnostic::new(Code::BAD_SETTING, location, "`check` must be a table").with_hint(
                        "write `[check]` on a line of its own, and below it `no-source = \"deny\"`",
                    ),
                ),
            }
            continue;
        }
        let DeValue::String(written) = value.get_ref() else {
            let message = format!("`{name}` must be text in quotes");
            report.push(Diagnostic::new(Code::BAD_SETTING, location, message));
            continue;
        };
        match name {
            "title" => settings.title = written.to_string(),
            "licence" => settings.licence = written.to_string(),
            _ if is_base(written) => settings.base = written.to_string(),
            _ => report.push(
                Diagnostic::new(Code::BAD_SETTING, location, format!("`{written}` is not a base for names"))
                    .with_cell(written.as_ref())
                    .with_hint(
                        "write an absolute IRI that ends in `/` or `#`, as in `https://example.org/data/`",
                    ),
            ),
        }
    }
    settings
}

/// Reads which column means what; `prefix` is that of a table inside the table, as `actors.`.
fn read_columns(
    table: &DeTable<'_>,
    prefix: &str,
    at: &impl Fn(Range<usize>, &str) -> Location,
    columns: &mut ColumnNames,
    report: &mut Report,
) {
    for (key, value) in table {
        let word = format!("{prefix}{}", key.get_ref());
        let refused = match value.get_ref() {
            DeValue::String(column) => {
                let said = format!("{word} = \"{column}\" in actant.toml");
                columns.set(&word, column, said).err().map(|error| (error.to_string(), error.hint()))
            }
            DeValue::Table(inner) if prefix.is_empty() => {
                read_columns(inner, &format!("{word}."), at, columns, report);
                None
            }
            _ => Some((
                format!("`{word}` must be the name of a column in quotes"),
                format!("write it as `{word} = \"Sender\"`"),
            )),
        };
        if let Some((message, hint)) = refused {
            let location = at(key.span(), &word);
            report.push(Diagnostic::new(Code::BAD_SETTING, location, message).with_hint(hint));
        }
    }
}

/// Tells whether a text is an absolute IRI (RFC 3987) that ends so that a name can follow.
fn is_base(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let named = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'));
    let clean = !rest
        .chars()
        .any(|letter| letter.is_whitespace() || letter.is_control() || "<>\"{}|\\^`".contains(letter));
    let hosted = !matches!(scheme, "http" | "https")
        || rest.strip_prefix("//").is_some_and(|rest| !rest.starts_with(['/', '#', '?']));
    let once = rest.matches('#').count() <= usize::from(rest.ends_with('#'));
    named && clean && hosted && once && rest.len() > 1 && text.ends_with(['/', '#'])
}

#[cfg(test)]
mod tests {
    use super::is_base;

    #[test]
    fn bases_are_absolute_and_end_open() {
        for good in ["https://example.org/data/", "http://example.org/x#", "urn:actant:x/"] {
            assert!(is_base(good), "{good}");
        }
        for bad in [
            "",
            "data/",
            "https://example.org/data",
            "https:///",
            "https://a b/",
            "example.org/",
            "https://a/#b#",
        ] {
            assert!(!is_base(bad), "{bad}");
        }
    }
}
