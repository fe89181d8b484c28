//! The rule `bad-coordinate`: degrees that are nowhere on Earth.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::rules::{of_entity, push_rows};
use crate::model::{Dataset, Entity, Extra, Kind};

const HINT: &str = "write degrees with a point, as in `38.56`, south and west with a minus";

/// Warns of every place with coordinates that are no numbers, too large, or only one of the two.
pub(super) fn check(dataset: &Dataset, _: &Report, report: &mut Report) {
    push_rows(dataset, Kind::Place, Code::BAD_COORDINATE, |place| one(dataset, place), report);
}

fn one(dataset: &Dataset, place: &Entity) -> Option<Diagnostic> {
    let cell = |wanted: Extra| {
        let found = place.extras.iter().find(|(extra, _)| *extra == wanted);
        found.map(|(_, text)| dataset.texts.get(*text))
    };
    let (latitude, longitude) = (cell(Extra::Latitude), cell(Extra::Longitude));
    let problem = |column: &str, message: String, hint: &str| {
        of_entity(dataset, place, column, Code::BAD_COORDINATE, message).with_hint(hint)
    };
    for (column, written, most) in [("lat", latitude, 90.0), ("lon", longitude, 180.0)] {
        let Some(written) = written else { continue };
        let point = written.replace(',', ".");
        return Some(
            match degrees(written) {
                Some(number) if number.abs() <= most => continue,
                Some(number) => {
                    let other = if column == "lat" { longitude.and_then(degrees) } else { None };
                    let turned = other.is_some_and(|other| other.abs() <= 90.0) && number.abs() <= 180.0;
                    let hint = if turned { "latitude and longitude were probably exchanged" } else { HINT };
                    problem(column, format!("`{written}` is not from -{most} to {most} degrees"), hint)
                }
                None if degrees(&point).is_some() => {
                    let message = format!("`{written}` is written with a comma");
                    problem(column, message, &format!("write `{point}`")).with_repair(point)
                }
                None => problem(column, format!("`{written}` is no number of degrees"), HINT),
            }
            .with_cell(written),
        );
    }
    let (missing, given) = match (latitude, longitude) {
        (Some(_), None) => ("lon", "lat"),
        (None, Some(_)) => ("lat", "lon"),
        _ => return None,
    };
    let message = format!("`{given}` is given and `{missing}` is not");
    Some(problem(missing, message, "write both, or neither"))
}

fn degrees(cell: &str) -> Option<f64> {
    cell.parse::<f64>().ok().filter(|number| number.is_finite())
}
