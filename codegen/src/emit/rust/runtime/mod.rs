//! What the generated types are made of.
//!
//! Types that hold a value cannot hold one that breaks the rules of the catalog: they are made by
//! conversions that check, and reading JSON checks in place.

pub(crate) mod choice;
pub(crate) mod decimal;
pub(crate) mod decode;
mod error;
pub mod formats;
pub(crate) mod fresh;
pub(crate) mod integer;
mod json;
mod lists;
pub(crate) mod maybe;
mod number;
pub(crate) mod pass;
mod pattern;
pub(crate) mod payload;
pub(crate) mod records;
mod report;
mod rules;
pub(crate) mod text;
mod transport;
pub(crate) mod tuples;
mod version;
pub(crate) mod words;

pub use choice::ChoiceType;
pub use decimal::NumberType;
pub use error::{DecodeError, EncodeError, Violation};
pub use integer::{Integer, IntegerType};
pub use json::Json;
pub use lists::{Items, Map, UniqueItems};
pub use maybe::{Always, Maybe, Null};
pub use number::Number;
pub use pattern::Pattern;
pub use payload::Payload;
pub use records::{Tagged, UnionType};
pub use report::{Branch, Checked, Count, Inspect, Member, Report, Rest};
pub use rules::{IntegerRule, Invalid, NumberRule, StringRule};
pub use text::{StringType, Text};
pub use transport::{Message, Recorder, Transport};
pub use tuples::TupleRules;
pub use version::{Version, VersionForm};
pub use words::{Unlisted, WordType};
