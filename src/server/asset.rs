//! The files that every page loads, inside the program.

/// The files by their addresses, with their media types.
const FILES: [(&str, &str, &str); 3] = [
    ("/assets/style.css", "text/css; charset=utf-8", include_str!("asset/style.css")),
    ("/assets/script.js", "text/javascript; charset=utf-8", include_str!("asset/script.js")),
    ("/assets/icon.svg", "image/svg+xml", include_str!("asset/icon.svg")),
];

/// Finds a file by the path of its address.
pub(super) fn find(path: &str) -> Option<(&'static str, &'static str)> {
    FILES.iter().find(|(known, ..)| *known == path).map(|(_, media, text)| (*media, *text))
}
