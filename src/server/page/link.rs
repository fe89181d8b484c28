//! Addresses of pages, and what a term looks like as a link.

use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::server::answer::Folder;
use crate::server::route::Kind;
use crate::workspace::Term;

const RELATIONS: &str = "https://w3id.org/actant/relation/";
/// What stays as it is in a part of an address.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Encodes a text for a part of a path or for a value behind the question mark.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Writes an address with parameters.
pub(super) fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for (number, (name, value)) in parameters.iter().enumerate() {
        address.push(if number == 0 { '?' } else { '&' });
        address.push_str(&format!("{}={}", encoded(name), encoded(value)));
    }
    address
}

/// Gives the address of the page of a thing by its id.
pub(super) fn page_of(kind: Kind, id: &str) -> String {
    format!("/{}/{}", kind.word(), encoded(id))
}

/// Gives the kind and the id of a thing of the folder by its IRI.
pub(super) fn thing(folder: &Folder, iri: &str) -> Option<(Kind, String)> {
    let kind = match iri.starts_with(RELATIONS) {
        true => Kind::Relation,
        false => Kind::parse(iri.strip_prefix(&folder.workspace.summary().base)?.split_once('/')?.0)?,
    };
    let id = folder.names.short(iri);
    (id != iri).then(|| (kind, id.into_owned()))
}

/// Shows a term: a thing of the folder as a link to its page, an address of the web as a link, all else as text.
pub(super) fn term(folder: &Folder, term: &Term, label: Option<&Term>) -> Markup {
    let label = label.map(|label| folder.names.text(label).into_owned()).filter(|label| !label.is_empty());
    match term {
        Term::NamedNode(node) => {
            let text = label.unwrap_or_else(|| folder.names.short(node.as_str()).into_owned());
            match thing(folder, node.as_str()) {
                Some((kind, id)) => html! { a href=(page_of(kind, &id)) { (text) } },
                None => web(node.as_str(), &text),
            }
        }
        other => html! { (label.unwrap_or_else(|| folder.names.text(other).into_owned())) },
    }
}

/// Shows an address of the web as a link, when it is one that a browser may follow.
pub(super) fn web(address: &str, text: &str) -> Markup {
    let is_safe = address.starts_with("https://") || address.starts_with("http://");
    html! {
        @if is_safe { a href=(address) rel="noopener noreferrer nofollow" { (text) } } @else { (text) }
    }
}
