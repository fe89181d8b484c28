//! A request as HTTP brings it becomes parameters: what stands behind the question mark, and what a form or a body
//! holds.

use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::Method;
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::http::request::Parts;
use tokio::time::timeout;

use crate::server::media::essence;
use crate::server::problem::Problem;
use crate::server::route::Route;

/// The longest query, in bytes; the guard of queries has the same limit.
const LONGEST_QUERY: usize = 64 << 10;
/// The longest body: a query in which every byte is written with a percent sign, and a little more.
const LONGEST_BODY: usize = 256 << 10;
/// How much of a body that is too long is read and thrown away, so that its sender hears why.
const LONGEST_DISCARDED: usize = 8 << 20;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads the parameters of a request for a route.
pub(super) async fn parameters(
    parts: &Parts,
    body: Incoming,
    route: &Route,
) -> Result<Vec<(String, String)>, Problem> {
    let mut parameters = pairs(parts.uri.query().unwrap_or_default().as_bytes())?;
    if parts.method == Method::POST {
        post(parts, body, &mut parameters).await?;
    }
    if *route == Route::Sparql {
        check_protocol(&parts.method, &parameters)?;
    }
    Ok(parameters)
}

async fn post(parts: &Parts, body: Incoming, parameters: &mut Vec<(String, String)>) -> Result<(), Problem> {
    let declared = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let bytes = match timeout(PATIENCE, read(body)).await {
        Ok(bytes) => bytes?,
        Err(_) => return Err(Problem::new(408, "too slow", "the body did not arrive in time")),
    };
    match essence(declared).to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => parameters.extend(pairs(&bytes)?),
        "application/sparql-query" => {
            if parameters.iter().any(|(name, _)| name == "query") {
                return Err(Problem::bad("the query stands in the address and in the body"));
            }
            let text = String::from_utf8(bytes).map_err(|_| Problem::bad("the query is not UTF-8"))?;
            parameters.push(("query".to_owned(), text));
        }
        "application/sparql-update" => return Err(read_only()),
        _ => {
            return Err(Problem::new(415, "wrong media type", "a query is sent as a form or as it is")
                .with_hint("send `application/x-www-form-urlencoded` or `application/sparql-query`"));
        }
    }
    Ok(())
}

async fn read(mut body: Incoming) -> Result<Vec<u8>, Problem> {
    let too_long = || {
        Problem::new(413, "too long", format!("the body is longer than {LONGEST_BODY} bytes"))
            .with_hint("ask for less at a time: long lists belong into a table of the folder")
    };
    let mut bytes = Vec::new();
    let mut length = 0;
    let mut limited = Limited::new(&mut body, LONGEST_DISCARDED);
    while let Some(frame) = limited.frame().await {
        let Ok(frame) = frame else {
            return Err(if length > LONGEST_BODY {
                too_long()
            } else {
                Problem::bad("the body ends too early")
            });
        };
        if let Some(data) = frame.data_ref() {
            length += data.len();
            if length <= LONGEST_BODY {
                bytes.extend_from_slice(data);
            }
        }
    }
    if length > LONGEST_BODY { Err(too_long()) } else { Ok(bytes) }
}

/// Holds a request against the SPARQL 1.1 Protocol, section 2.
fn check_protocol(method: &Method, parameters: &[(String, String)]) -> Result<(), Problem> {
    let count = |wanted: &str| parameters.iter().filter(|(name, _)| name == wanted).count();
    if count("update") > 0 {
        // An update in an address is no update, whoever might carry one out.
        return Err(if *method == Method::POST {
            read_only()
        } else {
            Problem::bad("an update cannot be sent by GET")
        });
    }
    if count("query") > 1 {
        return Err(Problem::bad("there is more than one query"));
    }
    if count("query") == 0 && *method == Method::POST {
        return Err(Problem::bad("there is no query").with_hint("send it as the parameter `query`"));
    }
    if parameters.iter().any(|(name, value)| name == "query" && value.len() > LONGEST_QUERY) {
        let detail = format!("the query is longer than {LONGEST_QUERY} bytes");
        return Err(Problem::new(413, "too long", detail));
    }
    Ok(())
}

fn read_only() -> Problem {
    Problem::new(405, "read only", "this endpoint reads the graph and changes nothing")
        .with_hint("change the row of the table; the graph follows by itself")
}

/// Reads `a=b&c=d`; what is not UTF-8 is refused and not guessed at.
fn pairs(text: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(text).into_owned().collect();
    let lossy = |text: &str| text.contains('\u{fffd}');
    let said = text.windows(9).any(|part| part.eq_ignore_ascii_case(b"%EF%BF%BD"));
    if !said && pairs.iter().any(|(name, value)| lossy(name) || lossy(value)) {
        return Err(Problem::bad("what was sent is not UTF-8"));
    }
    Ok(pairs)
}
