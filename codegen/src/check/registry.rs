//! Every rule, by code.

use super::Rule;

/// Every rule, in the order of their codes.
pub const RULES: &[&Rule] = &[];
