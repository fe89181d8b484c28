//! The table `[check]` of the settings: what the folder makes of each kind of problem, and its limits.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Level, Location, Report};
use crate::model::CheckSettings;
use crate::spelling::is_near;

/// The limit for quotes.
const QUOTE_LENGTH: &str = "quote-length";

/// Reads the table; what is wrong keeps its default.
pub(super) fn read_check(
    table: &DeTable<'_>,
    at: impl Fn(Range<usize>, &str) -> Location,
    report: &mut Report,
) -> CheckSettings {
    let mut settings = CheckSettings::default();
    for (key, value) in table {
        let (name, place) = (key.get_ref().as_ref(), at(value.span(), key.get_ref()));
        let problem = if name == QUOTE_LENGTH {
            set_quote_length(value, place, &mut settings)
        } else if let Some(code) = Code::find(name) {
            set_level(code, value, place, &mut settings)
        } else {
            Some(unknown(name, at(key.span(), name)))
        };
        problem.into_iter().for_each(|problem| report.push(problem));
    }
    settings
}

fn set_quote_length(
    value: &Spanned<DeValue<'_>>,
    place: Location,
    settings: &mut CheckSettings,
) -> Option<Diagnostic> {
    let number = match value.get_ref() {
        DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    if let Some(number) = number.filter(|number| *number > 0) {
        settings.quote_length = number;
        return None;
    }
    let message = format!("`{QUOTE_LENGTH}` must be a whole number of characters from 1");
    let hint = format!("write it without quotes, as in `{QUOTE_LENGTH} = 300`");
    Some(Diagnostic::new(Code::BAD_SETTING, place, message).with_hint(hint))
}

fn set_level(
    code: Code,
    value: &Spanned<DeValue<'_>>,
    place: Location,
    settings: &mut CheckSettings,
) -> Option<Diagnostic> {
    let written = match value.get_ref() {
        DeValue::String(word) => word.as_ref(),
        _ => "",
    };
    let Some(level) = Level::parse(written) else {
        let words = Level::ALL.map(|level| format!("`\"{level}\"`")).join(", ");
        let message = format!("the level of `{code}` must be one of {words}");
        let problem = Diagnostic::new(Code::BAD_SETTING, place, message);
        return Some(if written.is_empty() { problem } else { problem.with_cell(written) });
    };
    if settings.levels.set(code, level) {
        return None;
    }
    let message = format!(
        "`{code}` cannot be set to `{level}`: what it is about cannot be read in one way, so there would be nothing \
         to load"
    );
    Some(Diagnostic::new(Code::BAD_SETTING, place, message).with_cell(written).with_hint(
        "delete the line and correct the rows; warnings, notes and errors about sense can be lowered",
    ))
}

fn unknown(name: &str, place: Location) -> Diagnostic {
    let problem = Diagnostic::new(Code::BAD_SETTING, place, format!("there is no code or limit `{name}`"))
        .with_cell(name);
    let hint = if let Some(level) = Level::parse(name) {
        format!("write the code first, as in `no-source = \"{level}\"`")
    } else if is_near(name, QUOTE_LENGTH) {
        format!("did you mean `{QUOTE_LENGTH}`?")
    } else {
        match Code::nearest(&name.replace('_', "-").to_lowercase()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`actant explain` lists all codes".to_owned(),
        }
    };
    problem.with_hint(hint)
}
