//! Who is let in: the name by which the endpoint is called, the page that calls it, and the token. Closed unless it was
//! opened.
//!
//! A page of another site can make a browser send requests to this machine, and a name of another site can be made to
//! point at it (DNS rebinding). Both show in the headers, and both are refused.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::Method;
use hyper::header::{AUTHORIZATION, HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::http::request::Parts;

use crate::server::Options;
use crate::server::problem::Problem;

/// Holds who is let in.
#[derive(Debug)]
pub(super) struct Gate {
    hosts: Vec<String>,
    origins: Vec<String>,
    token: Option<String>,
}

/// What is known of a request that was let in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guest {
    /// The name and port by which it called.
    pub(super) host: String,
    /// The foreign page that may read the answer.
    pub(super) origin: Option<String>,
}

impl Gate {
    pub(super) fn new(options: &Options) -> Self {
        let mut hosts: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).to_vec();
        if !options.address.ip().is_unspecified() {
            hosts.push(match options.address.ip() {
                std::net::IpAddr::V4(address) => address.to_string(),
                std::net::IpAddr::V6(address) => format!("[{address}]"),
            });
        }
        hosts.extend(options.hosts.iter().map(|host| host.to_ascii_lowercase()));
        Self { hosts, origins: options.origins.clone(), token: options.token.clone() }
    }

    /// Lets a request in, or says why not. Paths that are `open` need no token.
    pub(super) fn check(&self, parts: &Parts, open: bool) -> Result<Guest, Problem> {
        let host = self.host(parts)?;
        let origin = self.origin(parts, &host)?;
        // A browser asks for permission without the token; what it may then send has one.
        let asks_permission = parts.method == Method::OPTIONS;
        if !open && !asks_permission {
            self.knows_token(&parts.headers)?;
        }
        Ok(Guest { host, origin })
    }

    fn host(&self, parts: &Parts) -> Result<String, Problem> {
        let mut given = parts.headers.get_all(HOST).iter();
        let refused = |detail: String| Err(Problem::new(421, "wrong host", detail));
        let (Some(host), None) = (given.next().and_then(|host| host.to_str().ok()), given.next()) else {
            return refused("a request names the host it is for, once".to_owned());
        };
        let host = host.to_ascii_lowercase();
        let called = parts.uri.authority().map(|authority| authority.as_str().to_ascii_lowercase());
        for name in [Some(&host), called.as_ref()].into_iter().flatten() {
            if !self.hosts.iter().any(|known| known == without_port(name)) {
                return refused(
                    "this endpoint does not go by that name; start it with --allow-host".to_owned(),
                );
            }
        }
        Ok(host)
    }

    /// Gives the foreign origin that may read the answer; none for a program, and for a page of this endpoint.
    fn origin(&self, parts: &Parts, host: &str) -> Result<Option<String>, Problem> {
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let refused =
            || Problem::new(403, "foreign page", "pages of other sites are not answered; see --allow-origin");
        if let Some(value) = parts.headers.get(ORIGIN) {
            let origin = value.to_str().map_err(|_| refused())?;
            let own = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            if own.is_some_and(|own| own.eq_ignore_ascii_case(host)) {
                return Ok(None);
            }
            let known = self.origins.iter().any(|known| known == "*" || known == origin);
            return if known { Ok(Some(origin.to_owned())) } else { Err(refused()) };
        }
        match text("sec-fetch-site") {
            None | Some("same-origin" | "none") => Ok(None),
            // Somebody followed a link; no page reads what comes.
            Some(_) if is_link(parts) => Ok(None),
            Some(_) if self.origins.iter().any(|known| known == "*") => Ok(None),
            Some(_) => Err(refused()),
        }
    }

    fn knows_token(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let Some(token) = &self.token else { return Ok(()) };
        let given = headers.get(AUTHORIZATION).and_then(given_token);
        match given {
            Some(given) if is_same(given.as_bytes(), token.as_bytes()) => Ok(()),
            _ => Err(Problem::new(401, "token wanted", "this endpoint answers those who know its token")
                .with_hint("send `Authorization: Bearer TOKEN`; in a browser, the token is the password")),
        }
    }
}

fn is_link(parts: &Parts) -> bool {
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    parts.method == Method::GET
        && text("sec-fetch-mode") == Some("navigate")
        && text("sec-fetch-dest") == Some("document")
}

/// Takes the port off a host.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

fn given_token(value: &HeaderValue) -> Option<String> {
    let (scheme, rest) = value.to_str().ok()?.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    let decoded = STANDARD.decode(rest.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (_, password) = String::from_utf8(decoded)
        .ok()?
        .split_once(':')
        .map(|(user, password)| (user.len(), password.to_owned()))?;
    Some(password)
}

/// Compares in a time that tells nothing about where two texts differ.
fn is_same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len()
        && left.iter().zip(right).fold(0, |differs, (left, right)| differs | (left ^ right)) == 0
}
