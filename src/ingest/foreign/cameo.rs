//! The event codes of CAMEO (Schrodt, CAMEO manual 1.1b3, 2012) with words of our own for each root and each code of three
//! digits, for files that have codes and no words. A code is a string: `010` is not `10`.

use crate::model::Quad;

/// Gives words for a code; for one of four digits those of the three that it begins with.
pub(in crate::ingest) fn label(code: &str) -> Option<&'static str> {
    let known = |code: &str| LABELS.binary_search_by_key(&code, |(known, _)| known).ok();
    let found = known(code).or_else(|| known(code.get(..3).filter(|_| code.len() == 4)?));
    found.map(|index| LABELS[index].1)
}

/// Tells whether a text has the form of a code: two to four digits that begin with a root from `01` to `20`.
pub(in crate::ingest) fn is_code(text: &str) -> bool {
    let digits = (2..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && root(text).is_some()
}

/// Gives the quad class of a code. CAMEO files a denial under verbal cooperation; it sets apart, so it is not left
/// there.
pub(in crate::ingest) fn quad(code: &str) -> Option<Quad> {
    match root(code)? {
        1 if code.starts_with("016") => Some(Quad::VerbalConflict),
        1..=5 => Some(Quad::VerbalCooperation),
        6..=8 => Some(Quad::MaterialCooperation),
        9..=13 => Some(Quad::VerbalConflict),
        _ => Some(Quad::MaterialConflict),
    }
}

fn root(code: &str) -> Option<u8> {
    code.get(..2)?.parse().ok().filter(|root| (1..=20).contains(root))
}

/// Codes in the order of bytes.
const LABELS: [(&str, &str); 169] = [
    ("01", "makes a public statement on"),
    ("010", "makes a statement on"),
    ("011", "declines to comment on"),
    ("012", "comments with pessimism on"),
    ("013", "comments with optimism on"),
    ("014", "considers a policy concerning"),
    ("015", "acknowledges responsibility towards"),
    ("016", "denies responsibility towards"),
    ("017", "makes a symbolic gesture towards"),
    ("018", "expresses sympathy with"),
    ("019", "expresses agreement with"),
    ("02", "appeals"),
    ("020", "appeals to"),
    ("021", "appeals for material cooperation to"),
    ("022", "appeals for diplomatic cooperation to"),
    ("023", "appeals for aid to"),
    ("024", "appeals for political reform to"),
    ("025", "appeals for concessions to"),
    ("026", "appeals for talks to"),
    ("027", "appeals for a settlement to"),
    ("028", "appeals for mediation to"),
    ("03", "intends to cooperate"),
    ("030", "intends to cooperate with"),
    ("031", "intends material cooperation with"),
    ("032", "intends diplomatic cooperation with"),
    ("033", "intends to give material aid to"),
    ("034", "intends political reform towards"),
    ("035", "intends to make concessions to"),
    ("036", "intends to meet or negotiate with"),
    ("037", "intends to settle a dispute with"),
    ("038", "intends to accept mediation by"),
    ("039", "intends to mediate with"),
    ("04", "consults"),
    ("040", "consults with"),
    ("041", "telephones with"),
    ("042", "visits"),
    ("043", "hosts a visit by"),
    ("044", "meets on third ground"),
    ("045", "mediates with"),
    ("046", "holds talks with"),
    ("05", "cooperates diplomatically"),
    ("050", "cooperates diplomatically with"),
    ("051", "praises or endorses"),
    ("052", "defends in words"),
    ("053", "rallies support for"),
    ("054", "recognises diplomatically"),
    ("055", "apologises to"),
    ("056", "forgives"),
    ("057", "signs an agreement with"),
    ("06", "cooperates materially"),
    ("060", "cooperates materially with"),
    ("061", "cooperates economically with"),
    ("062", "cooperates militarily with"),
    ("063", "cooperates in matters of law with"),
    ("064", "shares intelligence with"),
    ("07", "gives aid"),
    ("070", "gives aid to"),
    ("071", "gives economic aid to"),
    ("072", "gives military aid to"),
    ("073", "gives humanitarian aid to"),
    ("074", "gives military protection to"),
    ("075", "grants asylum to"),
    ("08", "yields"),
    ("080", "yields to"),
    ("081", "eases administrative sanctions on"),
    ("082", "eases political repression of"),
    ("083", "accedes to political demands of"),
    ("084", "returns or releases to"),
    ("085", "eases economic sanctions on"),
    ("086", "lets in international involvement by"),
    ("087", "de-escalates militarily towards"),
    ("09", "investigates"),
    ("090", "investigates the conduct of"),
    ("091", "investigates crime or corruption of"),
    ("092", "investigates human rights abuses of"),
    ("093", "investigates military action of"),
    ("094", "investigates war crimes of"),
    ("10", "makes demands"),
    ("100", "makes demands on"),
    ("101", "demands material cooperation of"),
    ("102", "demands diplomatic cooperation of"),
    ("103", "demands aid of"),
    ("104", "demands political reform of"),
    ("105", "demands concessions of"),
    ("106", "demands talks with"),
    ("107", "demands a settlement with"),
    ("108", "demands mediation of"),
    ("11", "disapproves"),
    ("110", "disapproves of"),
    ("111", "criticises in public"),
    ("112", "accuses of wrongdoing"),
    ("113", "rallies opposition against"),
    ("114", "complains officially about"),
    ("115", "brings a lawsuit against"),
    ("116", "finds guilty"),
    ("12", "rejects"),
    ("120", "rejects what comes from"),
    ("121", "rejects material cooperation with"),
    ("122", "rejects a request for aid of"),
    ("123", "rejects political reform for"),
    ("124", "refuses concessions to"),
    ("125", "rejects talks with"),
    ("126", "rejects mediation by"),
    ("127", "rejects a settlement with"),
    ("128", "defies norms or laws of"),
    ("129", "vetoes"),
    ("13", "makes threats"),
    ("130", "makes threats against"),
    ("131", "threatens short of force"),
    ("132", "threatens administrative sanctions on"),
    ("133", "threatens political dissent against"),
    ("134", "threatens to halt talks with"),
    ("135", "threatens to halt mediation with"),
    ("136", "threatens to halt involvement with"),
    ("137", "threatens repression of"),
    ("138", "threatens force against"),
    ("139", "gives an ultimatum to"),
    ("14", "protests"),
    ("140", "protests against"),
    ("141", "demonstrates against"),
    ("142", "goes on hunger strike against"),
    ("143", "strikes or boycotts against"),
    ("144", "obstructs passage of"),
    ("145", "riots against"),
    ("15", "shows force"),
    ("150", "shows force towards"),
    ("151", "raises police alert towards"),
    ("152", "raises military alert towards"),
    ("153", "mobilises police against"),
    ("154", "mobilises armed forces against"),
    ("155", "mobilises cyber forces against"),
    ("16", "reduces relations"),
    ("160", "reduces relations with"),
    ("161", "breaks diplomatic relations with"),
    ("162", "cuts aid to"),
    ("163", "puts an embargo on"),
    ("164", "halts talks with"),
    ("165", "halts mediation with"),
    ("166", "expels or withdraws from"),
    ("17", "coerces"),
    ("170", "puts under coercion"),
    ("171", "seizes or damages property of"),
    ("172", "puts administrative sanctions on"),
    ("173", "arrests or charges"),
    ("174", "expels or deports"),
    ("175", "represses violently"),
    ("176", "attacks by computer"),
    ("18", "assaults"),
    ("180", "uses unconventional violence against"),
    ("181", "abducts or takes hostage"),
    ("182", "assaults physically"),
    ("183", "bombs"),
    ("184", "uses as a human shield"),
    ("185", "tries to assassinate"),
    ("186", "assassinates"),
    ("19", "uses military force"),
    ("190", "uses military force against"),
    ("191", "blockades"),
    ("192", "occupies territory of"),
    ("193", "fights with small arms against"),
    ("194", "fights with heavy weapons against"),
    ("195", "attacks from the air"),
    ("196", "violates a ceasefire with"),
    ("20", "uses mass violence"),
    ("200", "uses mass violence against"),
    ("201", "expels en masse"),
    ("202", "kills en masse"),
    ("203", "cleanses ethnically"),
    ("204", "uses weapons of mass destruction against"),
];

#[cfg(test)]
mod tests {
    use super::{LABELS, is_code, label, quad};
    use crate::model::Quad;

    #[test]
    fn codes_are_strings_with_roots() {
        assert!(LABELS.is_sorted_by_key(|(code, _)| *code));
        assert!(LABELS.iter().all(|(code, _)| is_code(code)));
        assert_eq!(label("010"), Some("makes a statement on"));
        assert_eq!(label("10"), Some("makes demands"));
        assert_eq!(label("1121"), label("112"));
        assert_eq!(label("0999"), None);
        assert!(!is_code("1") && !is_code("2050x") && !is_code("99") && !is_code("00"));
        assert_eq!(
            (quad("016"), quad("042"), quad("190")),
            (Some(Quad::VerbalConflict), Some(Quad::VerbalCooperation), Some(Quad::MaterialConflict))
        );
    }
}
