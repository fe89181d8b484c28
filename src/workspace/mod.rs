//! The front door of the library: an open folder, its graph, and answers.
