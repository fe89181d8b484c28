//! The graph file: a header, a run of sections, a manifest. Written beside and renamed; opened by memory map.
//!
//! Layout, little-endian: 8 bytes magic, `u32` format version, `u32` zero, `u64` offset, `u64` length and `u64`
//! hash of the manifest, `u64` length of the file; then the sections, each at a multiple of 8; then the
//! manifest (JSON). Every section carries its own XXH3 hash, which is checked when the section is touched for
//! the first time, so that opening costs the same for a graph of any size and no damaged byte is ever read as
//! data.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use bytemuck::Pod;
use memmap2::Mmap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::store::error::StoreError;

const MAGIC: [u8; 8] = *b"actant\x1a\n";
/// The version of the file's layout; any change of meaning raises it.
pub const FORMAT_VERSION: u32 = 1;
const HEADER: usize = 48;

/// How much is handed to the system at a time. Larger pieces ask for memory in larger pages, which may have to be
/// found first: 1.1 GB took 0.4 s in pieces of one megabyte and 2 to 5 s in pieces of eight.
const PIECE: usize = 1 << 20;

/// Names a section by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct SectionRef(u32);

/// Holds the bytes of a section before they are written.
#[derive(Debug)]
pub(super) enum Buffer {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
    U64(Vec<u64>),
}

impl Buffer {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::U8(cells) => cells,
            Self::U16(cells) => bytemuck::cast_slice(cells),
            Self::U32(cells) => bytemuck::cast_slice(cells),
            Self::U64(cells) => bytemuck::cast_slice(cells),
        }
    }
}

/// Gathers the sections of a graph that is being built.
#[derive(Debug, Default)]
pub(super) struct Sections(Vec<Buffer>);

impl Sections {
    pub(super) fn add(&mut self, buffer: Buffer) -> SectionRef {
        self.0.push(buffer);
        SectionRef(self.0.len() as u32 - 1)
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Place {
    offset: u64,
    length: u64,
    hash: u64,
}

#[derive(Serialize, Deserialize)]
struct Manifest<T> {
    sections: Vec<Place>,
    content: T,
}

/// Holds a graph ready to be written: where each section goes, and the manifest that says so.
pub(super) struct Layout {
    sections: Sections,
    offsets: Vec<u64>,
    manifest: Vec<u8>,
    manifest_offset: u64,
}

impl Layout {
    pub(super) fn new<T: Serialize>(sections: Sections, content: &T) -> Self {
        let mut offset = HEADER as u64;
        let mut offsets = Vec::with_capacity(sections.0.len());
        let mut places = Vec::with_capacity(sections.0.len());
        for buffer in &sections.0 {
            let bytes = buffer.bytes();
            places.push(Place { offset, length: bytes.len() as u64, hash: xxh3_64(bytes) });
            offsets.push(offset);
            offset += (bytes.len() as u64).next_multiple_of(8);
        }
        let manifest = serde_json::to_vec(&Manifest { sections: places, content })
            .expect("a manifest holds only numbers, text and lists");
        Self { sections, offsets, manifest, manifest_offset: offset }
    }

    fn len(&self) -> u64 {
        self.manifest_offset + self.manifest.len() as u64
    }

    fn header(&self) -> [u8; HEADER] {
        let mut header = [0; HEADER];
        header[..8].copy_from_slice(&MAGIC);
        header[8..12].copy_from_slice(&FORMAT_VERSION.to_le_bytes());
        let numbers = [self.manifest_offset, self.manifest.len() as u64, xxh3_64(&self.manifest), self.len()];
        for (slot, number) in header[16..].chunks_exact_mut(8).zip(numbers) {
            slot.copy_from_slice(&number.to_le_bytes());
        }
        header
    }

    fn parts(&self) -> Vec<(u64, &[u8])> {
        let sections = self.sections.0.iter().map(Buffer::bytes);
        let mut parts: Vec<(u64, &[u8])> = self.offsets.iter().copied().zip(sections).collect();
        parts.push((self.manifest_offset, &self.manifest));
        parts
    }

    /// Writes the file beside `path` and renames it into place; readers of the old file keep reading it.
    pub(super) fn publish(&self, path: &Path) -> Result<(), StoreError> {
        let fail = |intent| move |source| StoreError::Io { intent, path: path.to_owned(), source };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // Two writers never share a file, be they two processes or two threads of one.
        static WRITERS: AtomicU64 = AtomicU64::new(0);
        let beside = path.with_file_name(format!(
            ".{}.{}.{}.tmp",
            path.file_name().unwrap_or_default().to_string_lossy(),
            std::process::id(),
            WRITERS.fetch_add(1, Ordering::Relaxed)
        ));
        let written = self.write(&beside).map_err(fail("write"));
        let replaced = written.and_then(|()| fs::rename(&beside, path).map_err(fail("replace")));
        if let Err(error) = replaced {
            // A file that nobody will open is of no use; that it cannot be removed changes nothing.
            let _ = fs::remove_file(&beside);
            return Err(error);
        }
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(fail("publish"))
    }

    fn write(&self, path: &Path) -> std::io::Result<()> {
        let file = File::create(path)?;
        file.set_len(self.len())?;
        for (mut offset, bytes) in self.parts() {
            for piece in bytes.chunks(PIECE) {
                file.write_all_at(piece, offset)?;
                offset += piece.len() as u64;
            }
        }
        file.write_all_at(&self.header(), 0)?;
        (&file).flush()?;
        file.sync_all()
    }

    /// Lays the same bytes out in memory, for a folder that cannot be written to.
    pub(super) fn in_memory(&self) -> Vec<u64> {
        let mut memory = vec![0_u64; (self.len() as usize).div_ceil(8)];
        let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut memory);
        bytes[..HEADER].copy_from_slice(&self.header());
        for (offset, part) in self.parts() {
            bytes[offset as usize..offset as usize + part.len()].copy_from_slice(part);
        }
        memory
    }
}

/// Holds an opened graph file.
#[derive(Debug)]
pub(super) struct Snapshot {
    backing: Backing,
    places: Vec<Place>,
    checked: Vec<AtomicBool>,
}

#[derive(Debug)]
enum Backing {
    File(Mmap),
    Memory(Vec<u64>),
}

impl Backing {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::File(map) => map,
            Self::Memory(words) => bytemuck::cast_slice(words),
        }
    }
}

impl Snapshot {
    /// Opens a graph file. Cost: the same for a file of any size.
    pub(super) fn open<T: DeserializeOwned>(path: &Path) -> Result<(Self, T), StoreError> {
        let fail = |source| StoreError::Io { intent: "read", path: path.to_owned(), source };
        let file = File::open(path).map_err(fail)?;
        #[expect(
            unsafe_code,
            reason = "the file is only ever replaced by rename, never written in place, so the map stays fixed"
        )]
        // SAFETY: see the reason above; a map of a file that nobody writes to is plain memory.
        let map = unsafe { Mmap::map(&file) }.map_err(fail)?;
        Self::read(Backing::File(map))
    }

    /// Opens a graph that lies in memory.
    pub(super) fn from_memory<T: DeserializeOwned>(words: Vec<u64>) -> Result<(Self, T), StoreError> {
        Self::read(Backing::Memory(words))
    }

    fn read<T: DeserializeOwned>(backing: Backing) -> Result<(Self, T), StoreError> {
        let bytes = backing.bytes();
        let format =
            |reason: &str| StoreError::Format { expected: FORMAT_VERSION, reason: reason.to_owned() };
        let damaged = |reason: &str| StoreError::Damaged { reason: reason.to_owned() };
        if bytes.len() < HEADER || bytes[..8] != MAGIC {
            return Err(format("it does not begin as one"));
        }
        let version = u32::from_le_bytes(bytes[8..12].try_into().expect("four bytes"));
        if version != FORMAT_VERSION {
            return Err(format(&format!("it says version {version}")));
        }
        let number =
            |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes")) as usize;
        let (offset, length, length_of_file) = (number(16), number(24), number(40));
        // A graph in memory is padded to whole words, so it may be up to seven bytes longer.
        let padding = if matches!(backing, Backing::Memory(_)) { 7 } else { 0 };
        if bytes.len() < length_of_file || bytes.len() > length_of_file + padding {
            return Err(damaged("its length is not the one it was written with"));
        }
        let manifest = offset
            .checked_add(length)
            .and_then(|end| bytes.get(offset..end))
            .filter(|manifest| xxh3_64(manifest) == number(32) as u64)
            .ok_or_else(|| damaged("its table of contents does not match its checksum"))?;
        let manifest: Manifest<T> =
            serde_json::from_slice(manifest).map_err(|error| format(&error.to_string()))?;
        let within = |place: &Place| {
            let end = place.offset.checked_add(place.length);
            place.offset.is_multiple_of(8) && end.is_some_and(|end| end <= offset as u64)
        };
        if !manifest.sections.iter().all(within) {
            return Err(damaged("its table of contents names a section that is not in it"));
        }
        let checked = manifest.sections.iter().map(|_| AtomicBool::new(false)).collect();
        Ok((Self { backing, places: manifest.sections, checked }, manifest.content))
    }

    /// Gives a section as an array, after checking it once.
    #[inline]
    pub(super) fn array<T: Pod>(&self, section: SectionRef) -> Result<&[T], StoreError> {
        let place = (self.places.get(section.0 as usize))
            .ok_or_else(|| StoreError::Damaged { reason: format!("there is no section {}", section.0) })?;
        let bytes = &self.backing.bytes()[place.offset as usize..(place.offset + place.length) as usize];
        if !self.checked[section.0 as usize].load(Ordering::Relaxed) {
            self.check(section, bytes)?;
        }
        bytemuck::try_cast_slice(bytes).map_err(|error| StoreError::Damaged { reason: error.to_string() })
    }

    #[cold]
    fn check(&self, section: SectionRef, bytes: &[u8]) -> Result<(), StoreError> {
        if xxh3_64(bytes) != self.places[section.0 as usize].hash {
            return Err(StoreError::Damaged {
                reason: format!("section {} does not match its checksum", section.0),
            });
        }
        self.checked[section.0 as usize].store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Counts the bytes of the whole file.
    pub(super) fn len(&self) -> usize {
        self.backing.bytes().len()
    }
}
