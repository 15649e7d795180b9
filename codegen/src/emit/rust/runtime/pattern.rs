//! Patterns of the catalog's portable subset of regular expressions.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// A pattern, compiled when it is first needed. It is not anchored unless it says so itself.
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

/// What a compiled pattern may take up. The subset allows a thousand repetitions of any class.
const SIZE_LIMIT: usize = 256 << 20;

impl Pattern {
    /// A pattern of the subset.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, compiled: OnceLock::new() }
    }

    /// The pattern's text.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.text
    }

    /// Whether a text contains a match.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let compile = || RegexBuilder::new(self.text).size_limit(SIZE_LIMIT).build().ok();
        // The generator has parsed the pattern, so there is always one; without it, nothing matches.
        self.compiled.get_or_init(compile).as_ref().is_some_and(|regex| regex.is_match(text))
    }
}
