//! The `countersign` command as a person meets it: the binary, on directories on disk.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod bad_input;
mod commands;
mod generate;
mod support;
