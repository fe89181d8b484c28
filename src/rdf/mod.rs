//! The vocabulary, the IRIs, and the lowering of a valid data set into the store's builder.
