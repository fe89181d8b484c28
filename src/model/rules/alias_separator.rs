//! The rule `alias-separator`: several aliases that are read as one.

use crate::diagnostic::{Code, Report};
use crate::model::rules::{of_entity, push_rows};
use crate::model::{Dataset, Kind};

/// Warns of every alias with a semicolon in it.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    push_rows(
        dataset,
        Kind::Actor,
        Code::ALIAS_SEPARATOR,
        |actor| {
            let alias = actor.aliases.iter().map(|alias| dataset.texts.get(*alias));
            let alias = alias.into_iter().find(|alias| alias.contains(';'))?;
            let parts: Vec<&str> = alias.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
            let message = format!("`{alias}` is one alias, with a semicolon in it");
            Some(
                of_entity(dataset, actor, "aliases", Code::ALIAS_SEPARATOR, message)
                    .with_cell(alias)
                    .with_hint(format!("aliases are separated by `|`: write `{}`", parts.join("|"))),
            )
        },
        report,
    );
}
