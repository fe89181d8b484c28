//! Answers, networks and reports become bytes, one module and one escaping rule for each format.
