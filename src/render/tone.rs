//! What every legend calls a tone.

use crate::graph::Tone;

/// Says what a legend calls a tone.
pub(super) fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::VerbalConflict => "conflict in words",
        Tone::MaterialConflict => "conflict in deeds",
        Tone::VerbalCooperation => "cooperation in words",
        Tone::MaterialCooperation => "cooperation in deeds",
        Tone::Structural => "other relation",
    }
}
