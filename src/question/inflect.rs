//! The regular forms of an English verb, for a relation type that declares none: `endorses` is asked as `endorsed`
//! too. What a folder declares always comes before what is made here.

/// Verbs of reports whose past is irregular: base, past, participle.
const IRREGULAR: [(&str, &str, &str); 46] = [
    ("arise", "arose", "arisen"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("cast", "cast", "cast"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("drive", "drove", "driven"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("forbid", "forbade", "forbidden"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shoot", "shot", "shot"),
    ("speak", "spoke", "spoken"),
    ("spread", "spread", "spread"),
    ("strike", "struck", "struck"),
    ("take", "took", "taken"),
    ("tell", "told", "told"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
];

/// Holds the forms of one verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inflected {
    /// Base, third person, past, `-ing`, in this order.
    pub(super) forms: [String; 4],
    /// The participle of the passive: `given`.
    pub(super) participle: String,
}

/// Makes the forms of a label: its first verb is inflected, and those that stand beside it: `criticize or denounce`.
/// A label that begins with `is`, or that may be no verb at all, has none.
pub(super) fn inflect(label: &str) -> Option<Inflected> {
    let words: Vec<&str> = label.split_whitespace().collect();
    let first = words.first()?;
    if !first.chars().all(|letter| letter.is_ascii_alphabetic()) && !first.ends_with(',') {
        return None;
    }
    if ["is", "are", "was", "were", "has", "had", "be"].contains(&first.to_lowercase().as_str()) {
        return None;
    }
    let mut forms: [Vec<String>; 5] = Default::default();
    let mut verb = true;
    for (at, word) in words.iter().enumerate() {
        let joins = ["or", "and"].contains(word);
        verb = at == 0
            || verb && (joins || words[at - 1].ends_with(',') || ["or", "and"].contains(&words[at - 1]));
        let one = if verb && !joins { of_word(word) } else { std::array::from_fn(|_| (*word).to_owned()) };
        for (form, word) in forms.iter_mut().zip(one) {
            form.push(word);
        }
    }
    let [base, third, past, ing, participle] = forms.map(|words| words.join(" "));
    Some(Inflected { forms: [base, third, past, ing], participle })
}

/// Puts forms that are written down into order: base, third person, past, `-ing`. A graph keeps them in none. Forms
/// that are spelt alike stand there once. None when there is no base with its third person among them.
pub(super) fn arrange(forms: &[String]) -> Option<[String; 4]> {
    let in_third = |form: &String| match form.split_once(' ') {
        Some((verb, rest)) => format!("{} {rest}", third(verb)),
        None => third(form),
    };
    let base = forms.iter().find(|form| forms.contains(&in_third(form)))?;
    let is_ing = |form: &&String| form.split(' ').any(|word| word.ends_with("ing")) && *form != base;
    let others = || forms.iter().filter(|form| *form != base && **form != in_third(base));
    let ing = others()
        .filter(is_ing)
        .max_by_key(|form| form.split(' ').next().map(|word| word.ends_with("ing")))?;
    let past = others().find(|form| *form != ing).unwrap_or(base);
    Some([base.clone(), in_third(base), past.clone(), ing.clone()])
}

/// Gives base, third person, past, `-ing` and participle of one word.
fn of_word(word: &str) -> [String; 5] {
    let base = base(&word.trim_end_matches(',').to_lowercase());
    let known = IRREGULAR.iter().find(|(known, ..)| *known == base);
    let regular = match () {
        () if base.ends_with('e') => format!("{base}d"),
        () if ends_in_consonant_y(&base) => format!("{}ied", &base[..base.len() - 1]),
        () if doubles(&base) => format!("{base}{}ed", &base[base.len() - 1..]),
        () => format!("{base}ed"),
    };
    let ing = match base.strip_suffix('e') {
        Some(stem) if stem.ends_with('i') => format!("{}ying", &stem[..stem.len() - 1]),
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ if doubles(&base) => format!("{base}{}ing", &base[base.len() - 1..]),
        _ => format!("{base}ing"),
    };
    let (past, participle) = match known {
        Some((_, past, participle)) => ((*past).to_owned(), (*participle).to_owned()),
        None => (regular.clone(), regular),
    };
    [base.clone(), third(&base), past, ing, participle]
}

/// Takes the ending of the third person off.
fn base(word: &str) -> String {
    let sibilant = ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| word.ends_with(ending));
    match (word.strip_suffix("ies"), word.strip_suffix("es"), word.strip_suffix('s')) {
        (Some(stem), ..) if stem.len() > 1 => format!("{stem}y"),
        (_, Some(stem), _) if sibilant || ["do", "go", "undergo"].contains(&stem) => stem.to_owned(),
        (.., Some(stem)) if stem.len() > 2 && !stem.ends_with(['s', 'u']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

fn third(base: &str) -> String {
    if let Some((_, third)) = [("have", "has"), ("be", "is")].into_iter().find(|(known, _)| *known == base) {
        third.to_owned()
    } else if ends_in_consonant_y(base) {
        format!("{}ies", &base[..base.len() - 1])
    } else if ["s", "sh", "ch", "x", "z", "o"].iter().any(|ending| base.ends_with(ending)) {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

fn ends_in_consonant_y(base: &str) -> bool {
    let mut letters = base.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|letter| !is_vowel(letter))
}

/// Tells whether the last letter is written twice before an ending: one syllable of consonant, vowel, consonant.
fn doubles(base: &str) -> bool {
    let letters: Vec<char> = base.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return false };
    let vowels = letters.iter().filter(|letter| is_vowel(**letter)).count();
    let closed = !is_vowel(before) && is_vowel(vowel) && !is_vowel(last) && !"wxy".contains(last);
    closed
        && (vowels == 1 || ["admit", "commit", "expel", "compel", "refer", "permit", "repel"].contains(&base))
}

#[cfg(test)]
mod tests {
    use super::{arrange, inflect};

    #[test]
    fn forms_that_are_written_down_are_put_into_order() {
        for (forms, expected) in [
            ("accuses,accuse,accused,accusing", Some("accuse,accuses,accused,accusing")),
            (
                "being a member of,was a member of,is a member of,be a member of",
                Some("be a member of,is a member of,was a member of,being a member of"),
            ),
            (
                "avoided naming,avoid naming,avoiding naming,avoids naming",
                Some("avoid naming,avoids naming,avoided naming,avoiding naming"),
            ),
            (
                "have not answered,has not answered,had not answered,not answering",
                Some("have not answered,has not answered,had not answered,not answering"),
            ),
            ("cut,cuts,cutting", Some("cut,cuts,cut,cutting")),
            ("bring,brings,brought,bringing", Some("bring,brings,brought,bringing")),
            ("blames", None),
            ("", None),
        ] {
            let forms: Vec<String> = forms.split(',').map(str::to_owned).collect();
            assert_eq!(arrange(&forms).map(|forms| forms.join(",")).as_deref(), expected, "{forms:?}");
        }
    }

    #[test]
    fn labels_of_verbs_have_forms() {
        for (label, expected) in [
            ("endorses", ["endorse", "endorses", "endorsed", "endorsing"]),
            ("Accuse", ["accuse", "accuses", "accused", "accusing"]),
            ("denies", ["deny", "denies", "denied", "denying"]),
            ("ban", ["ban", "bans", "banned", "banning"]),
            ("harasses", ["harass", "harasses", "harassed", "harassing"]),
            ("Make statement", ["make statement", "makes statement", "made statement", "making statement"]),
            ("backs", ["back", "backs", "backed", "backing"]),
            ("focus on", ["focus on", "focuses on", "focused on", "focusing on"]),
            ("visit", ["visit", "visits", "visited", "visiting"]),
            ("sues", ["sue", "sues", "sued", "suing"]),
            (
                "Criticize or denounce",
                [
                    "criticize or denounce",
                    "criticizes or denounces",
                    "criticized or denounced",
                    "criticizing or denouncing",
                ],
            ),
            (
                "Arrest, detain, or charge with legal action",
                [
                    "arrest detain or charge with legal action",
                    "arrests detains or charges with legal action",
                    "arrested detained or charged with legal action",
                    "arresting detaining or charging with legal action",
                ],
            ),
        ] {
            assert_eq!(inflect(label).expect("a verb").forms, expected, "{label}");
        }
        assert_eq!(inflect("give").expect("a verb").participle, "given");
        for label in ["is allied with", "", "123", "(Threaten) leave", "has not answered"] {
            assert_eq!(inflect(label), None, "{label}");
        }
    }
}
