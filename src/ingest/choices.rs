//! What is chosen about reading one folder: by whoever calls, by the folder's own settings, and by what was recognised
//! on the way.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::ingest::columns::ColumnNames;
use crate::ingest::encoding::Encoding;
use crate::ingest::limits::{self, Limits, parse_size};
use crate::ingest::options::ReadOptions;
use crate::spelling::is_near;

/// Holds the choices.
#[derive(Debug, Clone, Default)]
pub(super) struct Choices {
    /// The encoding of tables that are not UTF-8.
    pub encoding: Option<Encoding>,
    /// Whether control characters become U+FFFD.
    pub replace_control: bool,
    /// Which column means what, where the header does not say it.
    pub columns: ColumnNames,
    /// How much a table may hold.
    pub limits: Limits,
    /// Encodings that were recognised, by the name of the file; an error each.
    pub assumed: BTreeMap<String, Encoding>,
}

/// The names of the settings under `[read]`.
const READ: [&str; 2] = ["encoding", "replace-control"];

impl Choices {
    /// Takes what a caller chose, which goes before what the folder says.
    pub(super) fn choose(&mut self, options: &ReadOptions) {
        self.encoding = options.encoding.or(self.encoding);
        self.replace_control |= options.replace_control;
        let said = std::mem::replace(&mut self.columns, options.columns.clone());
        self.columns.extend(said);
    }

    /// Reads the table `[read]` or `[limits]` of the settings.
    pub(super) fn read_section(
        &mut self,
        section: &str,
        table: &DeTable<'_>,
        at: &impl Fn(Range<usize>, &str) -> Location,
        report: &mut Report,
    ) {
        let keys: &[&str] = if section == "read" { &READ } else { &limits::KEYS };
        for (key, value) in table {
            let (name, location) = (key.get_ref().as_ref(), at(value.span(), key.get_ref()));
            if !keys.contains(&name) {
                let message = format!("there is no setting `{name}` under `[{section}]`");
                let hint = match keys.iter().find(|known| is_near(name, known)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the settings there are `{}`", keys.join("`, `")),
                };
                let location = at(key.span(), name);
                report.push(Diagnostic::new(Code::BAD_SETTING, location, message).with_hint(hint));
            } else if let Err(problem) = self.set(section, name, value, &location) {
                report.push(*problem);
            }
        }
    }

    fn set(
        &mut self,
        section: &str,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        location: &Location,
    ) -> Result<(), Box<Diagnostic>> {
        let bad = |message: String, hint: &str| {
            Box::new(Diagnostic::new(Code::BAD_SETTING, location.clone(), message).with_hint(hint))
        };
        match (section, name, value.get_ref()) {
            ("read", "encoding", DeValue::String(written)) => {
                let encoding = Encoding::find(written)
                    .map_err(|error| bad(error, "write a name such as `windows-1252`"))?;
                self.encoding = Some(encoding);
            }
            ("read", "replace-control", DeValue::Boolean(yes)) => self.replace_control = *yes,
            ("read", "encoding", _) => {
                return Err(bad(
                    "`encoding` must be text in quotes".to_owned(),
                    "write `encoding = \"windows-1252\"`",
                ));
            }
            ("read", ..) => {
                return Err(bad(format!("`{name}` must be true or false"), "write `replace-control = true`"));
            }
            (_, _, value) => {
                let number = match value {
                    DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
                    DeValue::String(text) if !matches!(name, "columns" | "expansion") => parse_size(text),
                    _ => None,
                };
                let most = match name {
                    "columns" | "expansion" => "write a whole number above zero",
                    "file" => "write a size such as `\"32 GiB\"`",
                    _ => "write a size such as `\"4 MiB\"`, at most 1 GiB",
                };
                if !number.is_some_and(|number| self.limits.set(name, number)) {
                    return Err(bad(format!("`{name}` is not a limit that can be kept"), most));
                }
            }
        }
        Ok(())
    }
}
