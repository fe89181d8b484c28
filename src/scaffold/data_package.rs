//! The data package of a new folder: its tables, columns, types and keys for programs that know Frictionless Data
//! (Data Package and Table Schema, version 1).

use serde_json::{Map, Value, json};

use crate::ingest::{Column, Holds, Table, dictionary};
use crate::spelling::slug;

/// Writes the `datapackage.json` of a folder called `name`.
///
/// What such a package cannot say is left open: a name may be a label or an alias, a date is one of the Extended
/// Date/Time Format, and an object may be in any of four tables. So only columns that name rows of one table, and
/// mostly by id, are foreign keys.
pub fn data_package(name: &str) -> String {
    let name = slug(name);
    let is_good = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let name: String = name.chars().filter(|letter| is_good(*letter)).collect();
    let resources: Vec<Value> = dictionary().iter().map(resource).collect();
    let package = json!({
        "profile": "tabular-data-package",
        "name": if name.is_empty() { "data".to_owned() } else { name },
        "resources": resources,
    });
    format!("{package:#}\n")
}

fn resource(table: &Table) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(|column| field(table, column)).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    // An id of a claim may be missing, so it is no primary key.
    if table.columns.iter().any(|column| column.name == "id" && column.required) {
        schema["primaryKey"] = json!("id");
    }
    let keys: Vec<Value> = table.columns.iter().filter_map(|column| foreign_key(table, column)).collect();
    if !keys.is_empty() {
        schema["foreignKeys"] = Value::from(keys);
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name(),
        "path": table.file,
        "description": table.about,
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn field(table: &Table, column: &Column) -> Value {
    let mut field = Map::new();
    let mut constraints = Map::new();
    field.insert("name".to_owned(), json!(column.name));
    let kind = match column.holds {
        Holds::Count => {
            constraints.insert("minimum".to_owned(), json!(0));
            "integer"
        }
        Holds::Number(least, most) => {
            constraints.insert("minimum".to_owned(), json!(least));
            constraints.insert("maximum".to_owned(), json!(most));
            "number"
        }
        Holds::Flag => {
            field.insert("trueValues".to_owned(), json!(["yes", "true", "y", "1", "x"]));
            field.insert("falseValues".to_owned(), json!(["no", "false", "n", "0"]));
            "boolean"
        }
        Holds::Word(words) => {
            constraints.insert("enum".to_owned(), json!(words));
            "string"
        }
        Holds::Address => {
            field.insert("format".to_owned(), json!("uri"));
            "string"
        }
        Holds::Text | Holds::Id | Holds::Name(_) | Holds::List(_) | Holds::Date => "string",
    };
    field.insert("type".to_owned(), json!(kind));
    let date = if column.holds == Holds::Date { " A date of the Extended Date/Time Format." } else { "" };
    field.insert("description".to_owned(), json!(format!("{}{date}", column.meaning)));
    field.insert("example".to_owned(), json!(column.example));
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if column.holds == Holds::Id && table.file == "relations.csv" {
        constraints.insert("unique".to_owned(), json!(true));
    }
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), Value::Object(constraints));
    }
    Value::Object(field)
}

/// Gives the key of a column that names rows of one table; relation types ship with the program, so no table holds all.
fn foreign_key(table: &Table, column: &Column) -> Option<Value> {
    let Holds::Name([target]) = column.holds else { return None };
    if *target == "relation_types" {
        return None;
    }
    let resource = if *target == table.name() { "" } else { target };
    Some(json!({ "fields": column.name, "reference": { "resource": resource, "fields": "id" } }))
}
