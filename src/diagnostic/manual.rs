//! The list of all kinds of problems as a page of the manual, made from the catalogue itself.

use std::fmt::Write;

use crate::diagnostic::{Code, RepairKind, Severity};

const OPENING: &str = "# Problems

Every kind of problem that `actant check` reports, by its code. `actant explain CODE` says more about each, with an
example of what is not good and of what is.

An **error** keeps the data from being used, a **warning** is probably not meant, a **note** only informs. A folder may
see it differently and set the level of a code in `actant.toml`:

```toml
[check]
no-source = \"deny\"        # an error in this folder
unused-actor = \"allow\"    # not reported
near-miss = \"warn\"
```

Errors marked *always* cannot be lowered: what they are about cannot be read in one way, so there would be nothing to
load. Of one kind of problem in one file the first thousand are shown; the rest is counted.
";

const REPAIRS: &str = "
## Repairs

`actant check --fix` mends problems of which the hint leaves one reading, and counts them by their code. It also writes better what is
read all the same, and counts that by these words; `actant explain` knows them too.

| word | what is written better |
|---|---|
";

/// Gives the page, in Markdown.
pub fn manual() -> String {
    let mut page = OPENING.to_owned();
    page.push_str("\n| code | | what is wrong |\n|---|---|---|\n");
    for code in Code::ALL {
        let severity = match code.severity() {
            Severity::Error if !code.can_be_lowered() => "error, *always*".to_owned(),
            severity => severity.to_string(),
        };
        let summary = code.summary().replace('|', "\\|");
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| `{code}` | {severity} | {summary} |");
    }
    page.push_str(REPAIRS);
    for kind in RepairKind::ALL {
        let _ = writeln!(page, "| `{}` | {} |", kind.name, kind.summary().replace('|', "\\|"));
    }
    page
}
