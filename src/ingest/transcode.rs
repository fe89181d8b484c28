//! A stream in another encoding becomes one in UTF-8, block by block. What is not valid becomes the byte 0xFF, which
//! no UTF-8 has, so that it is found again at its own row and column.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult};

use crate::ingest::encoding::{Encoding, Kind, dos_character};

/// Stands for what could not be decoded.
pub(super) const MALFORMED: u8 = 0xFF;

/// How many bytes are decoded at a time.
const CHUNK: usize = 1 << 16;

/// Reads a stream as UTF-8.
pub(super) struct Transcoder<R> {
    input: R,
    how: How,
    raw: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    ended: bool,
}

enum How {
    Web(Box<Decoder>),
    Dos(&'static [char; 128]),
}

impl<R: Read> Transcoder<R> {
    /// Starts at the beginning of a stream. A byte order mark of the encoding is taken off.
    pub(super) fn new(input: R, encoding: Encoding) -> Self {
        let how = match encoding.0 {
            Kind::Web(encoding) => How::Web(Box::new(encoding.new_decoder_with_bom_removal())),
            Kind::Dos(_, table) => How::Dos(table),
        };
        Self { input, how, raw: vec![0; CHUNK], text: Vec::new(), at: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        let length = loop {
            match self.input.read(&mut self.raw) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                length => break length?,
            }
        };
        self.ended = length == 0;
        self.text.clear();
        self.at = 0;
        let raw = &self.raw[..length];
        match &mut self.how {
            How::Dos(table) => {
                let mut bytes = [0; 4];
                for byte in raw {
                    let character = dos_character(*byte, table).encode_utf8(&mut bytes);
                    self.text.extend_from_slice(character.as_bytes());
                }
            }
            How::Web(decoder) => decode(decoder, raw, self.ended, &mut self.text),
        }
        Ok(())
    }
}

/// Decodes all of `raw` and adds it to `text`.
fn decode(decoder: &mut Decoder, mut raw: &[u8], last: bool, text: &mut Vec<u8>) {
    loop {
        let start = text.len();
        let room = decoder.max_utf8_buffer_length_without_replacement(raw.len()).unwrap_or(CHUNK).max(16);
        text.resize(start + room, 0);
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(raw, &mut text[start..], last);
        text.truncate(start + written);
        raw = &raw[read..];
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => text.push(MALFORMED),
        }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.ended {
            self.refill()?;
        }
        let length = into.len().min(self.text.len() - self.at);
        into[..length].copy_from_slice(&self.text[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::Transcoder;
    use crate::ingest::encoding::Encoding;

    fn read(bytes: &[u8], name: &str) -> Vec<u8> {
        let mut text = Vec::new();
        let encoding = Encoding::find(name).expect("an encoding");
        Transcoder::new(bytes, encoding).read_to_end(&mut text).expect("memory can be read");
        text
    }

    #[test]
    fn every_kind_of_encoding_becomes_utf8() {
        assert_eq!(read(b"Jos\xE9,\x93x\x94\n", "windows-1252"), "José,“x”\n".as_bytes());
        assert_eq!(read(b"Jos\x82\n", "cp437"), "José\n".as_bytes());
        let wide: Vec<u8> = "a,Душанбе\n\u{1F600}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide, "utf-16le"), "a,Душанбе\n\u{1F600}".as_bytes());
        assert_eq!(
            read(&[b"\xFF\xFE".as_slice(), &wide].concat(), "utf-16"),
            "a,Душанбе\n\u{1F600}".as_bytes()
        );
    }

    #[test]
    fn what_is_not_valid_is_marked_where_it_is() {
        assert_eq!(read(b"a\0\x00\xD8b\0", "utf-16le"), b"a\xFFb");
        assert_eq!(read(b"a\0b", "utf-16le"), b"a\xFF");
        assert_eq!(read(b"a\x82", "shift_jis"), b"a\xFF");
    }

    #[test]
    fn long_streams_are_decoded_whole() {
        let text = "é1,ü2,ß3\n".repeat(60_000);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(read(&wide, "utf-16be") == text.as_bytes());
    }
}
