//! The body of an answer, whole before its first byte is sent: short ones in memory, long ones in a file that has no
//! name.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Body as HttpBody, Bytes, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What is longer goes into a file.
const SHORT: u64 = 256 << 10;
/// No answer is longer.
pub(super) const LONGEST: u64 = 2 << 30;
/// How much is read and sent at once.
const PIECE: usize = 64 << 10;

/// Holds what is still to be sent.
#[derive(Debug)]
pub(super) enum Body {
    /// In memory.
    Short(
        Bytes,
        #[expect(dead_code, reason = "dropping it gives the room back")] Option<OwnedSemaphorePermit>,
    ),
    /// In a file, and how much of it is left.
    Long(File, u64),
}

/// Keeps the sum of all short bodies small.
#[derive(Debug, Clone)]
pub(super) struct Room(Arc<Semaphore>);

impl Room {
    /// Makes room for so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes)))
    }
}

impl Body {
    /// Makes a body of what is there already.
    pub(super) fn of(bytes: impl Into<Bytes>) -> Self {
        Self::Short(bytes.into(), None)
    }

    /// Takes `length` bytes off a pipe, all of them.
    pub(super) async fn take(
        from: &mut (impl AsyncRead + Unpin),
        length: u64,
        room: &Room,
    ) -> io::Result<Self> {
        if length > LONGEST {
            return Err(io::Error::other("the answer is too long"));
        }
        if length <= SHORT
            && let Ok(permit) = Arc::clone(&room.0).try_acquire_many_owned(length as u32)
        {
            let mut bytes = vec![0; length as usize];
            from.read_exact(&mut bytes).await?;
            return Ok(Self::Short(bytes.into(), Some(permit)));
        }
        let mut file = tempfile::tempfile()?;
        let mut piece = vec![0; PIECE];
        let mut left = length;
        while left > 0 {
            let most = piece.len().min(usize::try_from(left).unwrap_or(PIECE));
            let read = from.read(&mut piece[..most]).await?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            file.write_all(&piece[..read])?;
            left -= read as u64;
        }
        file.rewind()?;
        Ok(Self::Long(file, length))
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let piece = match self.get_mut() {
            Self::Short(bytes, _) => std::mem::take(bytes),
            Self::Long(file, left) => {
                let mut piece = vec![0; PIECE.min(usize::try_from(*left).unwrap_or(PIECE))];
                if let Err(error) = file.read_exact(&mut piece) {
                    return Poll::Ready(Some(Err(error)));
                }
                *left -= piece.len() as u64;
                piece.into()
            }
        };
        Poll::Ready((!piece.is_empty()).then(|| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Short(bytes, _) => bytes.is_empty(),
            Self::Long(_, left) => *left == 0,
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match self {
            Self::Short(bytes, _) => bytes.len() as u64,
            Self::Long(_, left) => *left,
        })
    }
}
