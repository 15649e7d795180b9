//! One verdict: the same vectors through every generated SDK and an independent validator.

pub mod mutate;
pub mod vector;
