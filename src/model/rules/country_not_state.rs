//! The rule `country-not-state`: a country that is an organisation, a person or a group.

use crate::diagnostic::{Code, Report};
use crate::model::rules::domain_range::is_actor_type;
use crate::model::rules::{label, of_entity, push_rows};
use crate::model::{Dataset, Kind};
use crate::spelling::fold;

/// Warns of every cell under `country` that names an actor of a known type that is not a state.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    for kind in [Kind::Actor, Kind::Place] {
        push_rows(
            dataset,
            kind,
            Code::COUNTRY_NOT_STATE,
            |entity| {
                let country = entity.country.some()?;
                let class = dataset.texts.get(dataset.entities.get(country).class);
                let folded = fold(class);
                if folded == "state" || !is_actor_type(&folded) {
                    return None;
                }
                let name = label(dataset, country);
                let message = format!("`{name}` is no country: its type is `{class}`");
                Some(
                    of_entity(dataset, entity, "country", Code::COUNTRY_NOT_STATE, message)
                        .with_cell(name)
                        .with_hint("name the state; who controls it is said with a claim"),
                )
            },
            report,
        );
    }
}
