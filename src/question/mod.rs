//! Plain questions become queries; it never guesses.
