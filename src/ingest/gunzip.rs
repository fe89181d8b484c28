//! A packed table, unpacked while it is read. The only owner of the `flate2` crate.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use crate::ingest::trouble::Trouble;

/// Unpacks a stream of gzip members. What is damaged ends it as [`Trouble`].
pub(super) struct Gunzip<R>(MultiGzDecoder<Honest<R>>);

impl<R: Read> Gunzip<R> {
    /// Starts at the beginning of a stream.
    pub(super) fn new(input: R) -> Self {
        Self(MultiGzDecoder::new(Honest(input)))
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|error| match error.get_ref() {
            Some(inner) if inner.is::<World>() => error,
            _ if error.kind() == io::ErrorKind::Interrupted => error,
            _ if error.kind() == io::ErrorKind::UnexpectedEof => {
                Trouble::Damaged("the packed data ends too early".to_owned()).into()
            }
            _ => Trouble::Damaged(format!("the packed data cannot be unpacked ({error})")).into(),
        })
    }
}

/// Marks the errors of the file itself, so that they are not taken for those of what it holds.
struct Honest<R>(R);

/// Is an error of the world.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct World(io::Error);

impl<R: Read> Read for Honest<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            kind => io::Error::new(kind, World(error)),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::Gunzip;
    use crate::ingest::trouble::Trouble;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(text).and_then(|()| packer.finish()).expect("memory can be written")
    }

    fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
        let mut text = Vec::new();
        match Gunzip::new(bytes).read_to_end(&mut text) {
            Ok(_) => Ok(text),
            Err(error) => Err(Trouble::of(error).expect("the trouble is of the data")),
        }
    }

    #[test]
    fn members_are_read_one_after_the_other() {
        let bytes = [packed(b"a,b\n"), packed(b"c,d\n")].concat();
        assert_eq!(unpacked(&bytes).as_deref(), Ok(b"a,b\nc,d\n".as_slice()));
    }

    #[test]
    fn damage_is_trouble() {
        let bytes = packed(&b"a,b\n".repeat(1_000));
        assert!(
            unpacked(&bytes[..bytes.len() - 9]).is_err_and(|trouble| trouble.to_string().contains("early"))
        );
        let mut flipped = bytes.clone();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 0xFF;
        assert!(unpacked(&flipped).is_err());
        assert!(unpacked(&[bytes.as_slice(), b"rest"].concat()).is_err());
    }

    #[test]
    fn an_error_of_the_world_stays_one() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::from(io::ErrorKind::UnexpectedEof))
            }
        }
        let error = Gunzip::new(Broken).read(&mut [0; 8]).expect_err("nothing can be read");
        assert!(Trouble::of(error).is_err());
    }
}
