//! Opens a table so that it can be read as UTF-8 in blocks, whatever it is packed and encoded in. What hinders that is a
//! problem of the table.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ingest::blocks::Blocks;
use crate::ingest::detect::{self, HEAD, Head};
use crate::ingest::encoding::Encoding;
use crate::ingest::folder::{Input, Opened};
use crate::ingest::gunzip::Gunzip;
use crate::ingest::layout::{Decoded, Layout};
use crate::ingest::places::{Form, Place, Places};
use crate::ingest::problems::Problems;
use crate::ingest::transcode::Transcoder;
use crate::ingest::trouble::{Bounded, Trouble};
use crate::ingest::{IngestError, workbook};

/// Gives the bytes of a table, unpacked.
type Text<'a> = Box<dyn Read + Send + 'a>;

impl<'a> Places<'a> {
    /// Opens a table. Gives its blocks, and how many bytes there are about.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn open(
        &self,
        place: &Place,
        problems: &mut Problems,
    ) -> Result<(Blocks<'a>, u64), IngestError> {
        let layout = Layout {
            replace_control: self.choices.replace_control,
            limits: self.choices.limits,
            ..Layout::default()
        };
        match &place.form {
            Form::Sheet(sheet) => {
                let bytes = workbook::read(self.folder, &place.file, sheet, &self.choices, problems)?;
                let length = bytes.len() as u64;
                let layout = Layout { sheet: true, ..layout };
                Ok((Blocks::new(Box::new(io::Cursor::new(bytes)), layout), length))
            }
            Form::Text { separator: promised, packed } => {
                let layout = Layout { separator: promised.unwrap_or(b','), promised: *promised, ..layout };
                self.open_text(place, *packed, layout, problems)
            }
        }
    }

    fn open_text(
        &self,
        place: &Place,
        packed: bool,
        mut layout: Layout,
        problems: &mut Problems,
    ) -> Result<(Blocks<'a>, u64), IngestError> {
        let opened = self.file(place)?;
        let bytes = opened.bytes;
        let (input, head) = self.unpack(opened, packed).map_err(|source| self.refused(place, source))?;
        let failing = |trouble| Ok((Blocks::new(Box::new(Failing(trouble)), layout), 0));
        let head = match head {
            Ok(head) => head,
            Err(trouble) => return failing(trouble),
        };
        let decoded = match detect::head(&head) {
            Head::Format(what, hint) => return failing(Trouble::Format(what, hint)),
            Head::Utf8 => None,
            Head::Utf16(encoding) => {
                let asked = self
                    .choices
                    .encoding
                    .is_some_and(|asked| [Encoding::UTF_16LE, Encoding::UTF_16BE].contains(&asked));
                if !asked {
                    let location = Location::line(Arc::clone(&problems.file), 1);
                    let message = format!("the file is not UTF-8 but {encoding}");
                    problems.push(other_encoding(location, encoding, message));
                }
                Some(Decoded { encoding, assumed: !asked })
            }
            Head::Plain => self.chosen(place, packed)?,
        };
        layout.decoded = decoded;
        Ok(match decoded {
            None => (Blocks::new(input, layout), bytes),
            Some(decoded) => (Blocks::new(Box::new(Transcoder::new(input, decoded.encoding)), layout), bytes),
        })
    }

    fn file(&self, place: &Place) -> Result<Opened<'a>, IngestError> {
        let gone = || self.refused(place, io::Error::from(io::ErrorKind::NotFound));
        self.folder.open(&place.file)?.ok_or_else(gone)
    }

    fn refused(&self, place: &Place, source: io::Error) -> IngestError {
        self.folder.refused(&place.file, source)
    }

    /// Gives the bytes of a file, unpacked, and the first of them; or what is wrong with it from the beginning.
    fn unpack(&self, opened: Opened<'a>, packed: bool) -> io::Result<(Text<'a>, Result<Vec<u8>, Trouble>)> {
        let Opened { mut input, bytes } = opened;
        let limits = &self.choices.limits;
        let mut head = Vec::with_capacity(HEAD);
        if !packed {
            let too_large = Trouble::TooLarge { most: limits.file, has: bytes, setting: "file" };
            if bytes > limits.file {
                return Ok((input.boxed(), Err(too_large)));
            }
            // A file is read by itself, so that its bytes go straight into the blocks.
            (&mut input).take(HEAD as u64).read_to_end(&mut head)?;
            input.seek(SeekFrom::Start(0))?;
            return Ok((input.boxed(), Ok(head)));
        }
        let mut unpacked = self.unpacked(input, bytes);
        match (&mut unpacked).take(HEAD as u64).read_to_end(&mut head) {
            Ok(_) => Ok((Box::new(io::Cursor::new(head.clone()).chain(unpacked)), Ok(head))),
            // Whatever could be unpacked before the damage is read; the damage comes after it.
            Err(error) => {
                let trouble = Trouble::of(error)?;
                Ok((Box::new(io::Cursor::new(head.clone()).chain(Failing(trouble))), Ok(head)))
            }
        }
    }

    fn unpacked(&self, input: Input<'a>, bytes: u64) -> Bounded<Gunzip<io::BufReader<Input<'a>>>> {
        let limits = &self.choices.limits;
        let most = limits.unpacked(bytes);
        let setting = if most < limits.file { "expansion" } else { "file" };
        Bounded::new(
            Gunzip::new(io::BufReader::new(input)),
            most,
            Trouble::TooLarge { most, has: 0, setting },
        )
    }

    /// Gives the encoding that was chosen or recognised for a file, unless it is UTF-8 after all: what is chosen is
    /// for the tables of a folder that are not.
    fn chosen(&self, place: &Place, packed: bool) -> Result<Option<Decoded>, IngestError> {
        if let Some(encoding) = self.choices.assumed.get(&place.file) {
            return Ok(Some(Decoded { encoding: *encoding, assumed: true }));
        }
        let Some(encoding) = self.choices.encoding.filter(|encoding| !encoding.is_utf8()) else {
            return Ok(None);
        };
        let utf8 = self.look(place, packed, detect::is_utf8)?;
        Ok((!utf8.unwrap_or(true)).then_some(Decoded { encoding, assumed: false }))
    }

    /// Guesses the encoding of a table in which there are bytes that are not UTF-8.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn guess(&self, place: &Place) -> Result<Option<detect::Guess>, IngestError> {
        let Form::Text { packed, .. } = place.form else { return Ok(None) };
        Ok(self.look(place, packed, detect::guess)?.flatten())
    }

    /// Reads a file once for something that it tells; nothing when it ends in trouble.
    fn look<T>(
        &self,
        place: &Place,
        packed: bool,
        ask: impl FnOnce(Text<'a>) -> io::Result<T>,
    ) -> Result<Option<T>, IngestError> {
        let opened = self.file(place)?;
        let told = self.unpack(opened, packed).and_then(|(input, _)| ask(input));
        match told.map_err(Trouble::of) {
            Ok(told) => Ok(Some(told)),
            Err(Ok(_)) => Ok(None),
            Err(Err(source)) => Err(self.refused(place, source)),
        }
    }
}

/// Says that a whole file is in another encoding.
pub(super) fn other_encoding(location: Location, encoding: Encoding, message: String) -> Diagnostic {
    let (file, from) = (&location.file, encoding.name().to_uppercase());
    let convert = if file.to_lowercase().ends_with(".gz") {
        format!("gzip -dc {file} | iconv -f {from} -t UTF-8 > utf8.csv")
    } else {
        format!("iconv -f {from} -t UTF-8 {file} > utf8.csv")
    };
    let hint = format!("read it as it is with `--encoding {encoding}`, or convert it: `{convert}`");
    Diagnostic::new(Code::OTHER_ENCODING, location, message).with_hint(hint)
}

/// Is a table of which nothing can be read.
struct Failing(Trouble);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(self.0.clone().into())
    }
}
