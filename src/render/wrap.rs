//! Lines of a given width, as a terminal counts it: wide letters take two cells, combining marks none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Counts the cells that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a text into lines of at most `limit` cells, at spaces if it can, else behind a hyphen or a slash, else
/// between letters. Nothing but the spaces at breaks is lost. Gives at least one line; a limit under 2 counts as 2.
pub(super) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let gap = usize::from(!line.is_empty());
        if width(&line) + gap + width(word) <= limit {
            if gap == 1 {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for piece in pieces(word) {
            if !line.is_empty() && width(&line) + width(piece) > limit {
                lines.push(std::mem::take(&mut line));
            }
            for character in piece.chars() {
                let more = character.width().unwrap_or(0);
                let joined = more == 0 || line.ends_with('\u{200d}');
                if !joined && width(&line) + more > limit {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(character);
            }
        }
    }
    lines.push(line);
    lines
}

/// Gives the width of the longest part of a text that `wrap` would rather not break.
pub(super) fn longest_piece(text: &str) -> usize {
    text.split(' ').flat_map(pieces).map(width).max().unwrap_or(0)
}

/// Fills a text up with spaces on the right.
pub(super) fn pad(text: &str, limit: usize) -> String {
    format!("{text}{}", " ".repeat(limit.saturating_sub(width(text))))
}

/// Fills a text up with spaces on the left.
pub(super) fn pad_left(text: &str, limit: usize) -> String {
    format!("{}{text}", " ".repeat(limit.saturating_sub(width(text))))
}

/// Splits a word behind hyphens and the like.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(['-', '/', '–', '_'])
}

#[cfg(test)]
mod tests {
    use crate::render::wrap::{pad, pad_left, width, wrap};

    #[test]
    fn breaks_at_words_then_hyphens_then_letters() {
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("Taliban government of Kabul", 10), ["Taliban", "government", "of Kabul"]);
        assert_eq!(wrap("afghan-based-militants", 14), ["afghan-based-", "militants"]);
        assert_eq!(wrap("abcdefghij klm", 4), ["abcd", "efgh", "ij", "klm"]);
        assert_eq!(wrap("a  b", 10), ["a  b"]);
    }

    #[test]
    fn counts_cells() {
        assert_eq!(wrap("上海合作组织", 6), ["上海合", "作组织"]);
        assert_eq!(wrap("上海", 1), ["上", "海"]);
        assert_eq!(wrap("ee\u{301}e\u{301}e", 2), ["ee\u{301}", "e\u{301}e"]);
        assert_eq!(width("طالبان"), 6);
        assert_eq!(pad("中", 4), "中  ");
        assert_eq!(pad_left("7", 3), "  7");
    }

    #[test]
    fn loses_nothing() {
        let text = "Islamabad condemned the killings as a cowardly attack — 中国公民 — طالبان e\u{301}";
        for limit in 2..60 {
            let lines = wrap(text, limit);
            assert!(lines.iter().all(|line| width(line) <= limit), "{limit}: {lines:?}");
            let kept = lines.concat().replace(' ', "");
            assert_eq!(kept, text.replace(' ', ""));
        }
    }
}
