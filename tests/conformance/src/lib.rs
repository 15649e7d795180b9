//! One verdict: the same vectors through every generated SDK and an independent validator.

pub mod generate;
pub mod mutate;
pub mod oracle;
pub mod suite;
pub mod vector;
pub mod verdict;
