//! What a serializer writes, gathered. It writes bytes as they come and knows no format.

use std::io::{self, Write};

/// Gathers what a serializer writes: some write a letter at a time, which is to cost no more than a letter. What was
/// gathered last goes on with [`Write::flush`]; without it, it is lost.
pub(super) struct Pieces<'o> {
    out: &'o mut dyn Write,
    gathered: Vec<u8>,
}

/// How many bytes are handed on at once, at least.
const PIECE: usize = 1 << 15;

impl<'o> Pieces<'o> {
    /// Begins with nothing gathered.
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        Self { out, gathered: Vec::with_capacity(2 * PIECE) }
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.out.write_all(&self.gathered)?;
        self.gathered.clear();
        Ok(())
    }
}

impl Write for Pieces<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match bytes {
            [byte] => self.gathered.push(*byte),
            bytes => self.gathered.extend_from_slice(bytes),
        }
        if self.gathered.len() >= PIECE { self.hand_on() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_on()?;
        self.out.flush()
    }
}
