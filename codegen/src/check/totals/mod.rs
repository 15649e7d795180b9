//! Rules about declared counts.

pub(super) mod totals_differ;
