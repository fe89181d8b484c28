//! A folder of tables becomes a data set and a report. The only owner of the `csv` crate.
