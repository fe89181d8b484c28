//! A number for each id, kept in arrays by the id itself: no hashing.

use crate::store::TermId;

/// Ids lie in a few ranges, told apart by their upper bits; each has an array of its own, as long as it needs to be.
const RANGES: usize = 16;
const SHIFT: u32 = 28;

/// Maps ids to numbers, at first all to 0.
#[derive(Debug, Default)]
pub(super) struct ById {
    /// The last array is for no value.
    numbers: [Vec<u32>; RANGES + 1],
}

impl ById {
    /// Gives the number of an id.
    #[inline]
    pub(super) fn get(&self, id: TermId) -> u32 {
        let (range, at) = place(id);
        self.numbers[range].get(at).copied().unwrap_or(0)
    }

    /// Gives the place of an id's number.
    #[inline]
    pub(super) fn of(&mut self, id: TermId) -> &mut u32 {
        let (range, at) = place(id);
        let numbers = &mut self.numbers[range];
        if numbers.len() <= at {
            lengthen(numbers, at);
        }
        &mut numbers[at]
    }
}

#[cold]
fn lengthen(numbers: &mut Vec<u32>, at: usize) {
    // Fresh zeros cost nothing until they are touched, which growing in place would do.
    let mut longer = vec![0; (at + 1).next_power_of_two().max(1024)];
    longer[..numbers.len()].copy_from_slice(numbers);
    *numbers = longer;
}

#[inline]
fn place(id: TermId) -> (usize, usize) {
    if id.is_none() {
        return (RANGES, 0);
    }
    let number = id.number();
    ((number >> SHIFT) as usize, (number & ((1 << SHIFT) - 1)) as usize)
}

#[cfg(test)]
mod tests {
    use super::ById;
    use crate::store::TermId;

    #[test]
    fn every_range_has_its_numbers() {
        let ids = [0, 7, 5_000, 0x8000_0000, 0x8000_1001, 0xF000_0000, u32::MAX].map(TermId::from_number);
        let mut numbers = ById::default();
        for (number, id) in ids.iter().enumerate() {
            assert_eq!(numbers.get(*id), 0);
            *numbers.of(*id) += number as u32 + 1;
        }
        assert!(ids.iter().map(|id| numbers.get(*id)).eq(1..=7));
        assert_eq!(numbers.get(TermId::from_number(8)), 0);
        assert_eq!(numbers.get(TermId::from_number(0xFFFF_FFFE)), 0);
    }
}
