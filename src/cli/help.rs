//! The first screen of help: every verb with what it does, two to a line, under headings. It is made from the commands
//! themselves, so a verb that is added stands in it; it holds no words about any verb.

use clap::Command;

/// The verb that each heading stands above; a verb belongs to the heading before it.
const HEADINGS: [(&str, &str); 3] = [("init", "Tables"), ("ask", "Answers"), ("path", "Graph")];

/// How wide a line may be.
const WIDTH: usize = 80;

/// Gives a command its first screen of help.
pub fn with_screen(command: Command) -> Command {
    let screen = screen(&command);
    command
        .help_template(format!("{{about}}\n\n{{usage-heading}} {{usage}}\n\n{screen}\nOptions:\n{{options}}"))
}

/// Lists the verbs, two to a line.
fn screen(command: &Command) -> String {
    let verbs: Vec<(&str, String)> = (command.get_subcommands().filter(|verb| !verb.is_hide_set()))
        .map(|verb| (verb.get_name(), verb.get_about().map(ToString::to_string).unwrap_or_default()))
        .collect();
    let mut groups: Vec<(&str, Vec<(&str, String)>)> = Vec::new();
    for verb in verbs {
        match HEADINGS.iter().find(|(first, _)| *first == verb.0) {
            Some((_, heading)) => groups.push((heading, vec![verb])),
            None if groups.is_empty() => groups.push(("Commands", vec![verb])),
            None => groups.last_mut().expect("a group was just looked for").1.push(verb),
        }
    }
    // Down the columns and not across, as a list is read.
    let rows = |verbs: &[(&str, String)]| verbs.len().div_ceil(2);
    let half = |group: usize| -> Vec<&(&str, String)> {
        groups
            .iter()
            .flat_map(|(_, verbs)| &verbs[group * rows(verbs)..verbs.len().min((group + 1) * rows(verbs))])
            .collect()
    };
    let widest = |half: &[&(&str, String)]| half.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let (left, right) = (widest(&half(0)), widest(&half(1)));
    let about = half(0).iter().map(|(_, about)| about.chars().count()).max().unwrap_or(0);
    let about = about.min(WIDTH.saturating_sub(left + right + 6));
    let mut screen = String::new();
    for (heading, verbs) in &groups {
        screen.push_str(&format!("{heading}:\n"));
        let (first, second) = verbs.split_at(rows(verbs));
        for (row, (name, words)) in first.iter().enumerate() {
            let mut line = format!("  {name:left$}  {words:about$}");
            if let Some((name, words)) = second.get(row) {
                line.push_str(&format!("  {name:right$}  {words}"));
            }
            screen.push_str(line.trim_end());
            screen.push('\n');
        }
    }
    screen
}
