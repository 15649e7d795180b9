//! What a decoding tells the types it reads, and they tell it.
//!
//! Decoding first reads with serde alone, which is fast and right for nearly every message. What
//! serde's view of the text cannot decide is left to a second pass over the text itself; see
//! [`super::decode`].

use std::cell::Cell;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Nobody watches: a value is read with serde directly.
    Unwatched,
    /// The first pass.
    First,
    /// The first pass, after it took a floating-point number for a whole one. Rounding may have
    /// made it one: `2.99999999999999999999` is not.
    Rounded,
    /// The text has been checked: what its undeclared members have to do with a rule is settled.
    Checked,
}

thread_local! {
    static PASS: Cell<Pass> = const { Cell::new(Pass::Unwatched) };
}

/// Runs the first pass; tells whether a number may have been rounded.
pub(crate) fn first<T>(read: impl FnOnce() -> T) -> (T, bool) {
    let before = PASS.replace(Pass::First);
    let value = read();
    (value, PASS.replace(before) == Pass::Rounded)
}

/// Reads a text that has been checked.
pub(crate) fn checked<T>(read: impl FnOnce() -> T) -> T {
    let before = PASS.replace(Pass::Checked);
    let value = read();
    PASS.set(before);
    value
}

/// Whether the text being read has been checked.
pub(crate) fn is_checked() -> bool {
    PASS.get() == Pass::Checked
}

/// The whole number that a floating-point number is; `None` where it has a fraction or its last
/// digits may be lost.
pub(crate) fn whole(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() != 0.0 || value.abs() >= EXACT {
        return None;
    }
    if PASS.get() == Pass::First {
        PASS.set(Pass::Rounded);
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and within the range just checked")]
    let whole = value as i64;
    Some(whole)
}
