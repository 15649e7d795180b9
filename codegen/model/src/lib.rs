//! The Countersign catalog: YAML text to a resolved model.
//!
//! ```text
//! SourceMap --load--> Catalog --resolve--> Resolved
//! ```
//!
//! This crate does no IO, has one dependency (the YAML parser, named in [`yaml`] only) and
//! reports everything it finds rather than the first thing: each stage returns what it could make
//! of its input together with the diagnostics.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

pub mod calendar;
pub mod catalog;
pub mod diagnostic;
pub mod duration;
pub mod format;
pub mod load;
pub mod number;
pub mod regex;
pub mod resolve;
pub mod resolved;
pub mod rules;
pub mod shape;
pub mod source;
pub mod suggest;
pub mod topic;
pub mod value;
pub mod version;
pub mod yaml;
