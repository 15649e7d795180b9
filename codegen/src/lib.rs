//! Countersign: checks an event catalog and generates SDKs from it.
//!
//! ```text
//! directory --read--> SourceMap --compile--> Compilation --render--> text or JSON
//!                                                 \--emit--> Files --write--> directory
//! ```
//!
//! [`read`] is the one place that reads files and [`write`] the one that writes them; everything
//! between them is pure.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

pub mod check;
pub mod cli;
pub mod compile;
pub mod emit;
pub mod read;
pub mod render;
pub mod write;
