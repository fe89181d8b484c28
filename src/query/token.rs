//! The parts of a query text that can be told without a grammar: brackets, bare words and prefixes. It stands
//! where the parser must not go yet, or could not say what was wrong, and accepts any text.

/// One part of the text. Variables, literals, IRIs and comments are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'text> {
    /// `{`, `(` or `[`
    Open(char),
    /// `}`, `)` or `]`
    Close(char),
    /// A keyword, `a`, a number.
    Word(&'text str),
    /// What stands before the colon of a prefixed name.
    Prefix(&'text str),
    /// `.`, `;` or `,`, which part one triple pattern from the next where they stand in braces; not that of `1.5`.
    Separator,
    /// The quotation mark of a string that never ends.
    Unclosed,
}

/// Walks the parts of a text, each with the byte at which it begins.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let at = text.len() - rest.len();
            let first = rest.chars().next()?;
            let (length, token) = match first {
                '#' => (rest.find(['\n', '\r']).unwrap_or(rest.len()), None),
                '"' | '\'' => match string(rest, first) {
                    Some(length) => (length, None),
                    None => (rest.len(), Some(Token::Unclosed)),
                },
                '<' => (iri(rest).unwrap_or(1), None),
                '{' | '(' | '[' => (1, Some(Token::Open(first))),
                '}' | ')' | ']' => (1, Some(Token::Close(first))),
                '?' | '$' | '@' => (1 + name(&rest[1..]), None),
                ':' => (1 + local(&rest[1..]), Some(Token::Prefix(""))),
                '.' if rest[1..].starts_with(|next: char| next.is_ascii_digit()) => {
                    (1 + name(&rest[1..]), None)
                }
                '.' | ';' | ',' => (1, Some(Token::Separator)),
                _ if is_name(first) => word(rest),
                _ => (first.len_utf8(), None),
            };
            rest = &rest[length..];
            if let Some(token) = token {
                return Some((at, token));
            }
        }
    })
}

fn word(text: &str) -> (usize, Option<Token<'_>>) {
    let length = name(text);
    let (word, rest) = text.split_at(length);
    match rest.strip_prefix(':') {
        Some(rest) if word == "_" => (length + 1 + local(rest), None),
        Some(rest) => (length + 1 + local(rest), Some(Token::Prefix(word))),
        None => (length, Some(Token::Word(word))),
    }
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

fn name(text: &str) -> usize {
    text.find(|character| !is_name(character)).unwrap_or(text.len())
}

/// Gives the length of the part of a prefixed name behind its colon; a backslash takes any character along.
fn local(text: &str) -> usize {
    let mut escaped = false;
    text.find(|character: char| {
        let inside = escaped || is_name(character) || matches!(character, ':' | '%' | '\\');
        escaped = !escaped && character == '\\';
        !inside
    })
    .unwrap_or(text.len())
}

/// Gives the length of an IRI in angle brackets; a bracket that begins none is a comparison.
fn iri(text: &str) -> Option<usize> {
    let end = text[1..].find(|character: char| character <= ' ' || "<>\"{}|^`\\".contains(character))? + 1;
    text[end..].starts_with('>').then_some(end + 1)
}

/// Gives the length of a string with its quotation marks, or nothing when it does not end.
fn string(text: &str, quote: char) -> Option<usize> {
    let long = String::from_iter([quote; 3]);
    let (close, is_long) = if text.starts_with(&long) { (long, true) } else { (quote.to_string(), false) };
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(close.len()) {
        if escaped {
            escaped = false;
        } else if character == '\\' {
            escaped = true;
        } else if text[at..].starts_with(&close) {
            return Some(at + close.len());
        } else if !is_long && matches!(character, '\n' | '\r') {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    fn words(text: &str) -> Vec<Token<'_>> {
        tokens(text).map(|(_, token)| token).collect()
    }

    #[test]
    fn what_is_quoted_is_no_token() {
        assert_eq!(words("# {\n \"{ \\\" '\" '''} ' ''' <http://x> ?select $from \"x\"@en _:b"), []);
    }

    #[test]
    fn an_angle_bracket_with_a_brace_behind_it_is_no_iri() {
        assert_eq!(words("<http://{>"), [Token::Prefix("http"), Token::Open('{')]);
    }

    #[test]
    fn brackets_words_and_prefixes_are_tokens() {
        assert_eq!(
            words("ASK{?a a rel:b\\(c,:d}"),
            [
                Token::Word("ASK"),
                Token::Open('{'),
                Token::Word("a"),
                Token::Prefix("rel"),
                Token::Separator,
                Token::Prefix(""),
                Token::Close('}'),
            ]
        );
        assert_eq!(
            words("1 .5 ?a,?b ; ."),
            [Token::Word("1"), Token::Separator, Token::Separator, Token::Separator]
        );
        assert_eq!(words("1 <2>3 'x"), [Token::Word("1"), Token::Word("3"), Token::Unclosed]);
        assert_eq!(tokens("é {").map(|(at, _)| at).collect::<Vec<_>>(), [0, 3]);
    }
}
