//! One request, from its head to the head of its answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response, StatusCode};

use crate::server::asset;
use crate::server::body::Body;
use crate::server::gate::{Gate, Guest};
use crate::server::media::{HTML, PROBLEM, TEXT, is_for_people};
use crate::server::metrics::Metrics;
use crate::server::page;
use crate::server::pool::Pool;
use crate::server::problem::Problem;
use crate::server::request::parameters;
use crate::server::route::Route;
use crate::server::task::Task;

/// Holds what every request needs.
#[derive(Debug)]
pub(super) struct Endpoint {
    pub(super) gate: Gate,
    pub(super) pool: Arc<Pool>,
    pub(super) metrics: Arc<Metrics>,
}

/// The headers of every answer: nothing is loaded from elsewhere, nothing is guessed, nothing is framed.
const SAFE: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("vary", "accept, origin, authorization"),
];

/// Answers a request; there is always an answer.
pub(super) async fn handle(endpoint: Arc<Endpoint>, request: Request<Incoming>) -> Response<Body> {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let route = Route::find(parts.uri.path());
    let word = route.as_ref().map_or("other", Route::word);
    let guest = endpoint.gate.check(&parts, parts.uri.path() == "/healthz");
    let origin = guest.as_ref().ok().and_then(|guest| guest.origin.clone());
    let answered = match guest {
        Ok(guest) => respond(&endpoint, &parts, body, route, guest).await,
        Err(problem) => Err(problem),
    };
    let mut response = answered.unwrap_or_else(|problem| refusal(&problem, &parts));
    let headers = response.headers_mut();
    for (name, value) in SAFE {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    // A picture has its style in itself; nothing in it may run or load anything.
    if headers.get("content-type").is_some_and(|media| media.as_bytes().starts_with(b"image/svg+xml;")) {
        set(
            headers,
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        );
    }
    let readers = if origin.is_some() { "cross-origin" } else { "same-origin" };
    set(headers, "cross-origin-resource-policy", readers);
    if let Some(origin) = origin {
        set(headers, "access-control-allow-origin", &origin);
        set(headers, "access-control-expose-headers", "x-actant-version");
    }
    endpoint.metrics.answered(word, response.status().as_u16(), started.elapsed());
    response
}

async fn respond(
    endpoint: &Endpoint,
    parts: &Parts,
    body: Incoming,
    route: Option<Route>,
    guest: Guest,
) -> Result<Response<Body>, Problem> {
    let methods = match &route {
        Some(Route::Sparql) => "GET, HEAD, POST, OPTIONS",
        _ => "GET, HEAD, OPTIONS",
    };
    let is_allowed = match parts.method {
        Method::GET | Method::HEAD => true,
        Method::POST => route == Some(Route::Sparql),
        Method::OPTIONS => return Ok(permission(guest.origin.is_some(), methods)),
        _ => false,
    };
    let path = parts.uri.path();
    let own = own(endpoint, path);
    if own.is_none() && route.is_none() {
        return Err(Problem::not_found("there is nothing at this address").with_hint("begin at `/`"));
    }
    if !is_allowed {
        let detail = format!("{} is not for this address", parts.method);
        let mut response = refusal(&Problem::new(405, "method not allowed", detail), parts);
        set(response.headers_mut(), "allow", methods);
        return Ok(response);
    }
    let Some(route) = route else {
        return Ok(own.unwrap_or_else(|| Response::new(Body::of(""))));
    };
    let parameters = match parameters(parts, body, &route).await {
        Err(problem) if problem.status == 405 => {
            let mut response = refusal(&problem, parts);
            set(response.headers_mut(), "allow", methods);
            return Ok(response);
        }
        other => other?,
    };
    let mut task = Task {
        route,
        parameters,
        accept: accept(&parts.headers),
        origin: format!("http://{}", guest.host),
        time: Duration::ZERO,
        memory: 0,
        is_stale: false,
    };
    let (head, body, version) = endpoint.pool.ask(&mut task).await?;
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(head.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    set(headers, "content-type", &head.media);
    set(headers, "cache-control", "no-cache");
    set(headers, "x-actant-version", &version);
    if let Some(file) = head.file {
        set(headers, "content-disposition", &format!("attachment; filename=\"{file}\""));
    }
    if head.status == 503 {
        set(headers, "retry-after", "1");
    }
    Ok(response)
}

/// Answers what needs no worker.
fn own(endpoint: &Endpoint, path: &str) -> Option<Response<Body>> {
    let plain = |text: String| {
        let mut response = Response::new(Body::of(text));
        set(response.headers_mut(), "content-type", TEXT);
        set(response.headers_mut(), "cache-control", "no-store");
        response
    };
    match path {
        "/healthz" => {
            let mut response = plain("ok\n".to_owned());
            set(response.headers_mut(), "x-actant-version", &endpoint.pool.published().version);
            Some(response)
        }
        "/metrics" => {
            let (metrics, pool) = (&endpoint.metrics, &endpoint.pool);
            let mut response = plain(metrics.text(&pool.published().version, pool.is_stale()));
            set(response.headers_mut(), "content-type", "text/plain; version=0.0.4; charset=utf-8");
            Some(response)
        }
        _ => {
            let (media, bytes) = asset::find(path)?;
            let mut response = Response::new(Body::of(bytes));
            set(response.headers_mut(), "content-type", media);
            set(response.headers_mut(), "cache-control", "max-age=3600");
            Some(response)
        }
    }
}

/// Answers a browser that asks whether a page may send something.
fn permission(is_granted: bool, methods: &str) -> Response<Body> {
    let mut response = Response::new(Body::of(""));
    *response.status_mut() = StatusCode::NO_CONTENT;
    set(response.headers_mut(), "allow", methods);
    if is_granted {
        set(response.headers_mut(), "access-control-allow-methods", methods);
        set(response.headers_mut(), "access-control-allow-headers", "accept, authorization, content-type");
        set(response.headers_mut(), "access-control-max-age", "600");
    }
    response
}

/// Says why there is no answer, to a program or to a person.
fn refusal(problem: &Problem, parts: &Parts) -> Response<Body> {
    let (media, body) = match is_for_people(&accept(&parts.headers)) {
        true => (HTML, page::problem(problem).into_string().into_bytes()),
        false => (PROBLEM, problem.json()),
    };
    let mut response = Response::new(Body::of(body));
    *response.status_mut() =
        StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    set(response.headers_mut(), "content-type", media);
    set(response.headers_mut(), "cache-control", "no-store");
    match problem.status {
        401 => set(response.headers_mut(), "www-authenticate", "Basic realm=\"actant\", charset=\"UTF-8\""),
        503 => set(response.headers_mut(), "retry-after", "1"),
        _ => {}
    }
    response
}

fn accept(headers: &HeaderMap) -> String {
    let all = headers.get_all("accept").iter().filter_map(|value| value.to_str().ok());
    all.collect::<Vec<_>>().join(",")
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    // A value that no header can carry says nothing.
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// Counts a connection for as long as it is open.
#[derive(Debug)]
pub(super) struct Open(Arc<Metrics>);

impl Open {
    pub(super) fn new(metrics: &Arc<Metrics>) -> Self {
        metrics.connections.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(metrics))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}
