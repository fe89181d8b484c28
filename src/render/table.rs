//! A table for a terminal: aligned columns if they fit, else one block for each row. No cell is ever cut.

use std::io::{self, Write};

use anstyle::Style;

use crate::query::Table;
use crate::render::people::{PeopleColumn, PeopleTable, people};
use crate::render::visible::visible;
use crate::render::wrap::{longest_piece, pad, pad_left, width, wrap};
use crate::render::{Names, Page};

/// The cells between two columns.
const GAP: usize = 2;
/// What a column gets at least, unless it needs less.
const LEAST: usize = 8;
/// Up to here a word is worth not breaking.
const WORD: usize = 16;
/// More lines than this for a row, on average, and blocks read better.
const TALLEST: usize = 4;

/// Writes a table for people: labels for ids, wrapped on words, a blank line between rows if any of them wraps.
///
/// When the columns do not fit into the page even so, each row becomes a block of `column  value` lines. A table
/// without columns writes nothing.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn table(table: &Table, names: &Names, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let mut shown = people(table, names);
    for cell in shown.rows.iter_mut().flatten() {
        *cell = visible(cell).into_owned();
    }
    match widths(&shown, page.width) {
        Some(widths) => write_columns(&shown, &widths, page, out),
        None => write_blocks(&shown, page, out),
    }
}

/// Writes each row as a block of `column  value` lines, whatever the page has room for. Columns that are empty in a row
/// are left out of it.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn sheets(table: &Table, names: &Names, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let mut shown = people(table, names);
    for cell in shown.rows.iter_mut().flatten() {
        *cell = visible(cell).into_owned();
    }
    write_blocks(&shown, page, out)
}

/// Shares the page among the columns: nobody gets more than the widest cell, and the widest give first.
fn widths(shown: &PeopleTable, page: usize) -> Option<Vec<usize>> {
    let cells = |index: usize| {
        let column = &shown.columns[index].heading;
        std::iter::once(column).chain(shown.rows.iter().map(move |row| &row[index]))
    };
    let count = shown.columns.len();
    let natural: Vec<usize> =
        (0..count).map(|index| cells(index).map(|cell| width(cell)).max().unwrap_or(0)).collect();
    let least: Vec<usize> = (0..count)
        .map(|index| {
            let word = cells(index).map(|cell| longest_piece(cell)).max().unwrap_or(0);
            natural[index].min(word.clamp(LEAST, WORD))
        })
        .collect();
    let available = page.saturating_sub(GAP * count.saturating_sub(1));
    let capped = |cap: usize| -> Vec<usize> {
        natural.iter().zip(&least).map(|(&natural, &least)| natural.min(cap.max(least))).collect()
    };
    let fits = |widths: &[usize]| widths.iter().sum::<usize>() <= available;
    let mut cap = natural.iter().copied().max().unwrap_or(0);
    while cap > 0 && !fits(&capped(cap)) {
        cap -= 1;
    }
    let mut widths = capped(cap);
    if !fits(&widths) {
        return None;
    }
    let mut spare = available - widths.iter().sum::<usize>();
    for (width, &natural) in widths.iter_mut().zip(&natural) {
        if spare > 0 && *width < natural {
            *width += 1;
            spare -= 1;
        }
    }
    let lines: usize = shown.rows.iter().map(|row| height(row, &widths)).sum();
    (lines <= TALLEST * shown.rows.len()).then_some(widths)
}

fn height(row: &[String], widths: &[usize]) -> usize {
    row.iter().zip(widths).map(|(cell, &width)| wrap(cell, width).len()).max().unwrap_or(1)
}

fn write_columns(shown: &PeopleTable, widths: &[usize], page: Page, out: &mut dyn Write) -> io::Result<()> {
    if shown.columns.is_empty() {
        return Ok(());
    }
    let headings: Vec<String> = shown.columns.iter().map(|column| column.heading.clone()).collect();
    for line in grid(&headings, &shown.columns, widths) {
        writeln!(out, "{}", page.paint(Style::new().bold(), &line))?;
    }
    let rule: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
    writeln!(out, "{}", page.paint(Style::new().dimmed(), &rule.join(&" ".repeat(GAP))))?;
    let airy = shown.rows.iter().any(|row| height(row, widths) > 1);
    for (number, row) in shown.rows.iter().enumerate() {
        if airy && number > 0 {
            writeln!(out)?;
        }
        for line in grid(row, &shown.columns, widths) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// Sets the cells of one row side by side, as many lines as the tallest needs.
fn grid(row: &[String], columns: &[PeopleColumn], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, &width)| wrap(cell, width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|line| {
            let parts: Vec<String> = cells
                .iter()
                .zip(columns.iter().zip(widths))
                .map(|(cell, (column, &width))| {
                    let text = cell.get(line).map_or("", String::as_str);
                    if column.numeric { pad_left(text, width) } else { pad(text, width) }
                })
                .collect();
            parts.join(&" ".repeat(GAP)).trim_end().to_owned()
        })
        .collect()
}

fn write_blocks(shown: &PeopleTable, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let margin =
        shown.columns.iter().map(|column| width(&column.heading)).max().unwrap_or(0).min(page.width / 2);
    let room = page.width.saturating_sub(margin + GAP).max(LEAST);
    for (number, row) in shown.rows.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        for (column, cell) in shown.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let headings = wrap(&column.heading, margin);
            let cells = wrap(cell, room);
            for line in 0..headings.len().max(cells.len()) {
                let heading = pad(headings.get(line).map_or("", String::as_str), margin);
                let heading = page.paint(Style::new().bold(), &heading);
                let text = cells.get(line).map_or("", String::as_str);
                writeln!(out, "{}", format!("{heading}{}{text}", " ".repeat(GAP)).trim_end())?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::query::{Literal, NamedNode, Table, Term};
    use crate::render::{Colour, Names, Page, table};

    const BASE: &str = "https://example.org/b/";

    fn iri(path: &str) -> Option<Term> {
        Some(NamedNode::new(format!("{BASE}{path}")).expect("an IRI").into())
    }

    fn text(text: &str) -> Option<Term> {
        Some(Literal::new_simple_literal(text).into())
    }

    fn make(columns: &str, rows: Vec<Vec<Option<Term>>>) -> Table {
        Table { columns: columns.split(' ').map(str::to_owned).collect(), rows }
    }

    fn render(shown: &Table, width: usize) -> String {
        let mut out = Vec::new();
        table(shown, &Names::new(BASE), Page::plain(width), &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    fn answer() -> Table {
        make(
            "who who_label whom whom_label about about_label date status speaker source locator quote claim row",
            vec![
                vec![
                    iri("actor/tajikistan"),
                    text("Tajikistan"),
                    iri("actor/criminal-groups"),
                    text("criminal groups located in the neighbouring country"),
                    iri("event/mine-attack"),
                    text("Khatlon gold mine attack"),
                    text("XXXX-11-26"),
                    text("asserted"),
                    None,
                    iri("source/s2"),
                    text("para 1"),
                    text("criminal groups located in the neighbouring country"),
                    iri("claim/k43"),
                    text("relations.csv:44"),
                ],
                vec![
                    iri("actor/pakistan"),
                    text("Pakistan"),
                    iri("actor/afghan-based-militants"),
                    None,
                    iri("event/mine-attack"),
                    text("Khatlon gold mine attack"),
                    None,
                    text("asserted"),
                    None,
                    iri("source/s2"),
                    text("para 3"),
                    None,
                    iri("claim/k51"),
                    text("relations.csv:52"),
                ],
            ],
        )
    }

    /// Takes the margin of a raw string away, and the spaces that keep it in shape.
    fn expected(text: &str) -> String {
        text.trim().lines().map(|line| format!("{}\n", line.trim())).collect()
    }

    #[test]
    fn sets_columns_side_by_side_where_they_fit() {
        let text = expected(
            "
            who         whom            about          date        status    source  locator  quote          claim  row
            ──────────  ──────────────  ─────────────  ──────────  ────────  ──────  ───────  ─────────────  ─────  ────────────────
            Tajikistan  criminal        Khatlon gold   XXXX-11-26  asserted  s2      para 1   criminal       k43    relations.csv:44
            ",
        );
        let shown = render(&answer(), 120);
        assert!(shown.starts_with(&text), "{shown}");
        assert!(!shown.contains("who_label") && !shown.contains("speaker"), "{shown}");
        assert_eq!(shown.lines().filter(|line| line.is_empty()).count(), 1, "{shown}");
    }

    #[test]
    fn gives_each_row_a_block_where_they_do_not() {
        let text = expected(
            "
            who      Tajikistan
            whom     criminal groups located in the neighbouring country
            about    Khatlon gold mine attack
            date     XXXX-11-26
            status   asserted
            source   s2
            locator  para 1
            quote    criminal groups located in the neighbouring country
            claim    k43
            row      relations.csv:44

            who      Pakistan
            whom     afghan-based-militants
            about    Khatlon gold mine attack
            status   asserted
            source   s2
            locator  para 3
            claim    k51
            row      relations.csv:52
            ",
        );
        assert_eq!(render(&answer(), 60), text);
        assert_eq!(render(&answer(), 80), text);
    }

    #[test]
    fn aligns_every_script_and_numbers_right() {
        let number = |value: i64| Some(Term::from(Literal::from(value)));
        let shown = make(
            "name count",
            vec![
                vec![text("上海合作组织"), number(7)],
                vec![text("Cafe\u{301}"), number(1344)],
                vec![text("طالبان"), number(-5)],
            ],
        );
        // The pictures take 12, 4 and 6 cells.
        let text = "name          count\n────────────  ─────\n上海合作组织      7\nCafe\u{301}           1344\nطالبان           -5\n";
        for width in [60, 80, 120, 200] {
            assert_eq!(render(&shown, width), text);
        }
    }

    #[test]
    fn never_leaves_the_page_and_never_cuts() {
        for width in 24..200 {
            let shown = render(&answer(), width);
            for line in shown.lines() {
                assert!(crate::render::wrap::width(line) <= width, "{width}: {line}");
            }
            for word in ["neighbouring", "Khatlon", "asserted", "k51", "militants"] {
                assert!(shown.contains(word), "{width}: {word} is missing from\n{shown}");
            }
        }
    }

    #[test]
    fn a_cell_cannot_take_over_the_terminal() {
        let shown = make("x", vec![vec![text("\u{1b}]0;owned\u{7}\r\nx")]]);
        let text = render(&shown, 80);
        assert_eq!(
            text,
            "x\n────────────────────────────\n\\u{1b}]0;owned\\u{7}\\r\\nx\n"
                .replace("────────────────────────────", &"─".repeat(24))
        );
    }

    #[test]
    fn colour_only_where_asked() {
        let shown = make("x", vec![vec![text("y")]]);
        assert!(!render(&shown, 80).contains('\u{1b}'));
        let mut out = Vec::new();
        let page = Page { width: 80, colour: Colour::Ansi };
        table(&shown, &Names::new(BASE), page, &mut out).expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(text, "\u{1b}[1mx\u{1b}[0m\n\u{1b}[2m─\u{1b}[0m\ny\n");
    }

    #[test]
    fn an_empty_table_has_its_headings() {
        assert_eq!(render(&make("who who_label whom", Vec::new()), 80), "who  whom\n───  ────\n");
        assert_eq!(render(&Table::default(), 80), "");
    }
}
