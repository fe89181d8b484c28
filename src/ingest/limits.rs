//! How much a table may hold before it is refused, so that a damaged or hostile file cannot fill the memory. Every
//! limit can be moved under `[limits]` in `actant.toml`.

/// Holds the limits of one folder. Sizes are in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// The most that one table may hold, unpacked.
    pub file: u64,
    /// How many times larger than itself a compressed file may become; up to [`FREE`] it may always.
    pub expansion: u64,
    /// The most that one row may hold.
    pub row: usize,
    /// The most that one cell may hold.
    pub cell: usize,
    /// The most columns that a table may have.
    pub columns: usize,
}

/// What any compressed file may become.
pub(super) const FREE: u64 = 256 << 20;

/// The names of the settings.
pub(super) const KEYS: [&str; 5] = ["cell", "columns", "expansion", "file", "row"];

impl Default for Limits {
    /// Ten million rows of a few hundred bytes are well within these.
    fn default() -> Self {
        Self { file: 16 << 30, expansion: 200, row: 1 << 20, cell: 256 << 10, columns: 1_000 }
    }
}

impl Limits {
    /// Moves a limit by the name of its setting; tells whether the number is one that it can have.
    pub(super) fn set(&mut self, key: &str, number: u64) -> bool {
        let Ok(size) = usize::try_from(number) else { return false };
        // Beyond 1 GiB a row would not fit into the blocks that a file is read in.
        if number == 0 || (number > 1 << 30 && key != "file" && key != "expansion") {
            return false;
        }
        match key {
            "file" => self.file = number,
            "expansion" => self.expansion = number,
            "row" => self.row = size,
            "cell" => self.cell = size,
            _ => self.columns = size,
        }
        true
    }

    /// Gives the most that a compressed file of `bytes` may become.
    pub(super) fn unpacked(&self, bytes: u64) -> u64 {
        self.file.min(bytes.saturating_mul(self.expansion).max(FREE))
    }
}

/// The units that a size may be written in.
const UNITS: [(&str, u64); 8] = [
    ("GiB", 1 << 30),
    ("MiB", 1 << 20),
    ("KiB", 1 << 10),
    ("GB", 1_000_000_000),
    ("MB", 1_000_000),
    ("KB", 1_000),
    ("kB", 1_000),
    ("B", 1),
];

/// Reads a size such as `64 MiB`.
pub(super) fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let (digits, unit) =
        UNITS.iter().find_map(|(unit, bytes)| Some((text.strip_suffix(unit)?, *bytes))).unwrap_or((text, 1));
    digits.trim().replace('_', "").parse::<u64>().ok()?.checked_mul(unit)
}

/// Writes a size so that [`parse_size`] reads it.
pub(super) fn size(bytes: u64) -> String {
    let unit = UNITS[..3].iter().find(|(_, unit)| bytes >= *unit && bytes.is_multiple_of(*unit));
    match unit {
        Some((unit, each)) => format!("{} {unit}", bytes / each),
        None => format!("{bytes} B"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, parse_size, size};

    #[test]
    fn sizes_are_read_as_they_are_written() {
        for (text, bytes) in [("64 MiB", 64 << 20), ("1 GiB", 1 << 30), ("300 B", 300), ("5 KiB", 5 << 10)] {
            assert_eq!(parse_size(text), Some(bytes));
            assert_eq!(size(bytes), text);
        }
        assert_eq!(parse_size("2MB"), Some(2_000_000));
        assert_eq!(parse_size("1_000"), Some(1_000));
        for bad in ["", "MiB", "-1", "1.5 GiB", "99999999999 GiB", "four"] {
            assert_eq!(parse_size(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_a_file_may_become_is_bounded_twice() {
        let limits = Limits { file: 1 << 30, ..Limits::default() };
        assert_eq!(limits.unpacked(10), 256 << 20);
        assert_eq!(limits.unpacked(2 << 20), 400 << 20);
        assert_eq!(limits.unpacked(1 << 30), 1 << 30);
    }
}
