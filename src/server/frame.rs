//! Messages on a pipe: four bytes of length, least first, and as many bytes of JSON.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncRead, AsyncReadExt};

/// No message is longer; bodies are no messages.
const LONGEST: usize = 4 << 20;

/// Gives the bytes of a message.
pub(super) fn bytes(message: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, message)?;
    let length = u32::try_from(bytes.len() - 4).map_err(io::Error::other)?;
    bytes[..4].copy_from_slice(&length.to_le_bytes());
    Ok(bytes)
}

/// Writes a message and sends it off.
pub(super) fn write(message: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    out.write_all(&bytes(message)?)?;
    out.flush()
}

/// Reads a message; nothing when the other side has closed the pipe.
pub(super) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut bytes = vec![0; checked(length)?];
    from.read_exact(&mut bytes)?;
    Ok(Some(serde_json::from_slice(&bytes)?))
}

/// Reads a message while other work goes on.
pub(super) async fn receive<T: DeserializeOwned>(from: &mut (impl AsyncRead + Unpin)) -> io::Result<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length).await?;
    let mut bytes = vec![0; checked(length)?];
    from.read_exact(&mut bytes).await?;
    Ok(serde_json::from_slice(&bytes)?)
}

fn checked(length: [u8; 4]) -> io::Result<usize> {
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST { Err(io::Error::other("a message is too long")) } else { Ok(length) }
}

#[cfg(test)]
mod tests {
    use super::{bytes, read, write};

    #[test]
    fn a_message_arrives_as_it_was_sent() {
        let mut pipe = Vec::new();
        write(&("a", 1), &mut pipe).unwrap();
        write(&("é", 2), &mut pipe).unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(read::<(String, u8)>(&mut from).unwrap(), Some(("a".to_owned(), 1)));
        assert_eq!(read::<(String, u8)>(&mut from).unwrap(), Some(("é".to_owned(), 2)));
        assert_eq!(read::<(String, u8)>(&mut from).unwrap(), None);
    }

    #[test]
    fn half_a_message_is_an_error() {
        let whole = bytes(&"abc").unwrap();
        assert!(read::<String>(&mut &whole[..6]).is_err());
        assert!(read::<String>(&mut &[255, 255, 255, 255, 0][..]).is_err());
    }
}
