//! A network as Apache Parquet tables: a row a claim, or a row a node, with days as days. For Spark, DuckDB, pandas. The
//! only owner of the `parquet` crate.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use crate::graph::{ClaimRef, Day, Edge, Network, Node, NodeIndex};
use crate::query::NamedNode;
use crate::render::Names;
use crate::render::facts::{claims, node_names};

/// How many rows are written as one group, which a reader can take or leave.
const GROUP: usize = 1 << 17;

/// The columns of the table of claims, in the order in which [`claims_parquet`] writes them.
const CLAIMS: &str = "message claims {
    required binary claim (STRING);
    required binary subject (STRING);
    required binary subject_label (STRING);
    required binary relation (STRING);
    required binary relation_label (STRING);
    required binary tone (STRING);
    required binary object (STRING);
    required binary object_label (STRING);
    required binary status (STRING);
    optional binary about (STRING);
    optional binary about_label (STRING);
    optional binary date (STRING);
    optional int32 earliest (DATE);
    optional int32 latest (DATE);
    optional binary speaker (STRING);
    optional binary source (STRING);
    optional binary source_label (STRING);
    optional binary locator (STRING);
    optional binary quote (STRING);
    optional binary row (STRING);
}";

/// The columns of the table of nodes.
const NODES: &str = "message nodes {
    required binary id (STRING);
    required binary label (STRING);
    required binary kind (STRING);
    optional binary type (STRING);
    required int64 claims;
}";

/// Writes the claims, a row each, as a Parquet file. What a claim does not have is null; `earliest` and `latest` are the first
/// and the last day that its date can mean.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn claims_parquet(network: &Network, names: &Names, out: &mut dyn Write) -> io::Result<()> {
    let ids = node_names(network, names);
    let rows: Vec<([NodeIndex; 2], &Edge, &ClaimRef)> = claims(network).collect();
    let short = |node: &NamedNode| names.short(node.as_str()).into_owned();
    file(CLAIMS, &rows, out, |mut table| {
        table.texts(|(_, _, claim)| Some(short(&claim.claim)))?;
        table.texts(|([from, _], ..)| ids.get(from))?;
        table.texts(|([from, _], ..)| Some(&network.graph[*from].label))?;
        table.texts(|(_, edge, _)| Some(short(&edge.relation)))?;
        table.texts(|(_, edge, _)| Some(&edge.label))?;
        table.texts(|(_, edge, _)| Some(edge.tone.word()))?;
        table.texts(|([_, to], ..)| ids.get(to))?;
        table.texts(|([_, to], ..)| Some(&network.graph[*to].label))?;
        table.texts(|(_, edge, _)| Some(&edge.status))?;
        table.texts(|(_, _, claim)| claim.about.as_ref().map(short))?;
        table.texts(|(_, _, claim)| filled(&claim.about_label))?;
        table.texts(|(_, _, claim)| filled(&claim.date))?;
        table.days(|(_, _, claim)| claim.earliest)?;
        table.days(|(_, _, claim)| claim.latest)?;
        table.texts(|(_, _, claim)| filled(&claim.speaker))?;
        table.texts(|(_, _, claim)| claim.source.as_ref().map(short))?;
        table.texts(|(_, _, claim)| filled(&claim.source_label))?;
        table.texts(|(_, _, claim)| filled(&claim.locator))?;
        table.texts(|(_, _, claim)| filled(&claim.quote))?;
        table.texts(|(_, _, claim)| filled(&claim.row))?;
        table.close()
    })
}

/// Writes the nodes, a row each, as a Parquet file; `claims` counts the claims at the node's edges.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn nodes_parquet(network: &Network, names: &Names, out: &mut dyn Write) -> io::Result<()> {
    let ids = node_names(network, names);
    let rows: Vec<(NodeIndex, &Node)> = network.nodes().collect();
    file(NODES, &rows, out, |mut table| {
        table.texts(|(index, _)| ids.get(index))?;
        table.texts(|(_, node)| Some(&node.label))?;
        table.texts(|(_, node)| Some(node.kind.word()))?;
        table.texts(|(_, node)| filled(&node.class))?;
        table.numbers(|(index, _)| network.claims_at(*index))?;
        table.close()
    })
}

/// Writes rows as a file of groups, each by `write`, column after column in the order of the schema.
fn file<R>(
    schema: &str,
    rows: &[R],
    out: &mut dyn Write,
    write: impl Fn(Group<'_, '_, R>) -> Result<(), ParquetError>,
) -> io::Result<()> {
    // The writer wants to be sent between threads, which standard output does not allow.
    let written = || -> Result<Vec<u8>, ParquetError> {
        let schema = Arc::new(parse_message_type(schema)?);
        let properties = WriterProperties::builder()
            .set_created_by(concat!("actant version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::SNAPPY);
        let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build()))?;
        for rows in rows.chunks(GROUP) {
            write(Group { rows, columns: file.next_row_group()? })?;
        }
        file.into_inner()
    };
    out.write_all(&written().map_err(io::Error::other)?)
}

/// Writes some rows, column after column.
struct Group<'r, 'f, R> {
    rows: &'r [R],
    columns: SerializedRowGroupWriter<'f, Vec<u8>>,
}

impl<'r, R> Group<'r, '_, R> {
    /// Writes the next column, of texts.
    fn texts<T: AsRef<str>>(&mut self, text: impl Fn(&'r R) -> Option<T>) -> Result<(), ParquetError> {
        let cells: Vec<Option<ByteArray>> = self
            .rows
            .iter()
            .map(|row| text(row).map(|text| ByteArray::from(text.as_ref().as_bytes().to_vec())))
            .collect();
        let (values, present) = dense(cells);
        self.column(|column| column.typed::<ByteArrayType>().write_batch(&values, Some(&present), None))
    }

    /// Writes the next column, of days.
    fn days(&mut self, day: impl Fn(&'r R) -> Option<Day>) -> Result<(), ParquetError> {
        let cells = self.rows.iter().map(|row| day(row).map(Day::number)).collect();
        let (values, present) = dense(cells);
        self.column(|column| column.typed::<Int32Type>().write_batch(&values, Some(&present), None))
    }

    /// Writes the next column, of numbers.
    fn numbers(&mut self, number: impl Fn(&'r R) -> usize) -> Result<(), ParquetError> {
        let values: Vec<i64> = self.rows.iter().map(|row| number(row) as i64).collect();
        self.column(|column| column.typed::<Int64Type>().write_batch(&values, None, None))
    }

    fn column(
        &mut self,
        write: impl FnOnce(&mut SerializedColumnWriter<'_>) -> Result<usize, ParquetError>,
    ) -> Result<(), ParquetError> {
        let Some(mut column) = self.columns.next_column()? else {
            return Err(ParquetError::General("more columns than the schema has".to_owned()));
        };
        write(&mut column)?;
        column.close()
    }

    fn close(self) -> Result<(), ParquetError> {
        self.columns.close().map(drop)
    }
}

/// Gives the values that are there, and for each cell whether it has one.
fn dense<T>(cells: Vec<Option<T>>) -> (Vec<T>, Vec<i16>) {
    let present = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    (cells.into_iter().flatten().collect(), present)
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
