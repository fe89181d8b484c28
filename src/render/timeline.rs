//! Dated claims drawn against time: one line for each, its days a mark or a span on a common scale.
//!
//! What is drawn is what the date says and no more: a month is as long as a month, and an open end has an arrow.

use std::io::{self, Write};

use anstyle::Style;

use crate::graph::Day;
use crate::query::{Table, Term};
use crate::render::visible::visible;
use crate::render::wrap::{pad, width, wrap};
use crate::render::{Names, Page};

/// The cells between two columns.
const GAP: usize = 2;
/// The cells that a date gets; a longer one is broken where its second day begins.
const DATE: usize = 13;
/// The cells of the scale, at least and at most: two days must stand at its ends.
const SCALE: (usize, usize) = (22, 48);

/// What the marks mean.
const MARKS: [(&[char], &str); 6] = [
    (&['●'], "● that day"),
    (&['○'], "○ about that day"),
    (&['░'], "░ some time in it"),
    (&['━'], "━ all through it"),
    (&['◀', '▶'], "◀ ▶ open"),
    (&['?'], "? not known"),
];

/// Writes the claims of a timeline, which has the columns `date`, `earliest`, `latest`, `subject`, `relation`, `object`,
/// `status`, `speaker`, `source`, `locator` and `row`, with labels beside them. A table without rows writes nothing.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn timeline(table: &Table, names: &Names, page: Page, out: &mut dyn Write) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    let lines: Vec<Line> = table.rows.iter().map(|row| Line::read(&Cells { table, names, row })).collect();
    let days = || lines.iter().flat_map(|line| [line.earliest, line.latest]).flatten();
    let scale = days().min().zip(days().max()).map(|(first, last)| Scale {
        first,
        last,
        cells: (page.width / 3).clamp(SCALE.0, SCALE.1),
    });
    let date = lines.iter().flat_map(Line::dates).map(|date| width(&date)).max().unwrap_or(0);
    let cells = scale.as_ref().map_or(0, |scale| scale.cells + GAP);
    let margin = date + GAP + cells;
    let room = page.width.saturating_sub(margin).max(2);
    if let Some(scale) = &scale {
        let bold = |text: &str| page.paint(Style::new().bold(), text);
        writeln!(out, "{}{}", bold(&pad("date", date + GAP)), bold(scale.ends().trim_end()))?;
        let rule = format!("├{}┤", "─".repeat(scale.cells - 2));
        writeln!(out, "{}{}", " ".repeat(date + GAP), page.paint(Style::new().dimmed(), &rule))?;
    }
    let mut drawn = String::new();
    for line in &lines {
        let bar = scale.as_ref().map_or(String::new(), |scale| pad(&scale.draw(line), cells));
        drawn.push_str(&bar);
        let (dates, claims) = (line.dates(), wrap(&line.claim, room));
        for number in 0..dates.len().max(claims.len()) {
            let date = pad(dates.get(number).map_or("", String::as_str), date + GAP);
            let bar = if number == 0 { bar.clone() } else { " ".repeat(cells) };
            let claim = claims.get(number).map_or("", String::as_str);
            writeln!(out, "{}", format!("{date}{bar}{claim}").trim_end())?;
        }
    }
    let legend: Vec<&str> =
        MARKS.iter().filter(|(marks, _)| drawn.contains(*marks)).map(|(_, text)| *text).collect();
    if !legend.is_empty() {
        writeln!(out)?;
        // A mark stands on one line with what it means.
        let legend: Vec<String> = legend.into_iter().map(|text| text.replace(' ', "\u{a0}")).collect();
        for line in wrap(&legend.join("  "), page.width) {
            let line = line.replace('\u{a0}', " ");
            writeln!(out, "{}", page.paint(Style::new().dimmed(), line.trim_end()))?;
        }
    }
    Ok(())
}

/// Reads the cells of one row by the names of their columns.
struct Cells<'t> {
    table: &'t Table,
    names: &'t Names,
    row: &'t [Option<Term>],
}

impl Cells<'_> {
    fn text(&self, name: &str) -> String {
        let cell = |name: &str| self.row[self.table.column(name)?].as_ref();
        let term = cell(&format!("{name}_label")).or_else(|| cell(name));
        term.map(|term| visible(&self.names.text(term)).into_owned()).unwrap_or_default()
    }

    fn day(&self, name: &str) -> Option<i32> {
        Day::parse(&self.text(name)).map(Day::number)
    }
}

/// One claim: its date, the days of it that are known, and what it says.
struct Line {
    date: String,
    earliest: Option<i32>,
    latest: Option<i32>,
    claim: String,
}

impl Line {
    fn read(cells: &Cells<'_>) -> Self {
        let mut claim = ["subject", "relation", "object"].map(|name| cells.text(name));
        claim[1] = format!("– {} →", claim[1]);
        let mut claim = claim.join(" ");
        match (cells.text("status").as_str(), cells.text("speaker").as_str()) {
            ("" | "asserted", "") => {}
            ("" | "asserted", speaker) => claim.push_str(&format!(", by the word of {speaker}")),
            (status, "") => claim.push_str(&format!(", {status}")),
            (status, speaker) => claim.push_str(&format!(", {status} by the word of {speaker}")),
        }
        let place = ["source", "locator", "row"].map(|name| cells.text(name));
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        if !place.is_empty() {
            claim.push_str(&format!(" ({})", place.join(", ")));
        }
        Self { date: cells.text("date"), earliest: cells.day("earliest"), latest: cells.day("latest"), claim }
    }

    /// Gives the date in lines: one, or two where it names two days and is long.
    fn dates(&self) -> Vec<String> {
        let second = ["/", ".."].into_iter().find_map(|sign| Some(self.date.find(sign)? + sign.len()));
        match second.filter(|_| width(&self.date) > DATE) {
            Some(second) => vec![self.date[..second].to_owned(), self.date[second..].to_owned()],
            None => vec![self.date.clone()],
        }
    }
}

/// A line of time of so many cells, from the first known day to the last.
struct Scale {
    first: i32,
    last: i32,
    cells: usize,
}

impl Scale {
    /// Writes the two ends; one that is both stands once.
    fn ends(&self) -> String {
        let [first, last] = [self.first, self.last].map(|day| Day::from_number(day).to_string());
        if self.first == self.last {
            return first;
        }
        let gap = self.cells.saturating_sub(width(&first) + width(&last)).max(1);
        format!("{first}{}{last}", " ".repeat(gap))
    }

    /// Gives the cell that a day falls into.
    fn cell(&self, day: i32) -> usize {
        let (from_first, days) = (day - self.first, self.last - self.first + 1);
        // A scale has at most a few dozen cells, and its days lie within it.
        usize::try_from(i128::from(from_first) * self.cells as i128 / i128::from(days)).unwrap_or(0)
    }

    /// Draws the days of a line.
    fn draw(&self, line: &Line) -> String {
        let about = line.date.contains(['~', '?', '%']);
        let last = self.cells - 1;
        let (from, to) = match (line.earliest, line.latest) {
            (None, None) => return "?".to_owned(),
            (Some(day), Some(other)) if day == other => {
                return format!("{}{}", " ".repeat(self.cell(day)), if about { "○" } else { "●" });
            }
            (Some(earliest), Some(latest)) => (self.cell(earliest), self.cell(latest)),
            (Some(earliest), None) => (self.cell(earliest).min(last - 1), last),
            (None, Some(latest)) => (0, self.cell(latest).max(1)),
        };
        // An interval holds all through; anything else is one day that nobody can tell.
        let within = if line.date.contains('/') { '━' } else { '░' };
        let mut marks = vec![' '; to + 1];
        marks[from..=to].fill(within);
        if line.latest.is_none() {
            marks[to] = if line.date.ends_with('/') { '?' } else { '▶' };
        }
        if line.earliest.is_none() {
            marks[from] = if line.date.starts_with('/') { '?' } else { '◀' };
        }
        marks.into_iter().collect()
    }
}
