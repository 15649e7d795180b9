//! The portable subset of regular expressions that `pattern` may use.
//!
//! Rust's `regex`, Go's `regexp`, JavaScript with the `u` flag and Python's `re` agree on it once
//! it is printed in its canonical form ([`Regex::canonical`]). Meaning as JSON Schema has it:
//! ECMA-262, unanchored, `\d` and `\w` in ASCII, `.` anything but a line terminator.

mod parse;
mod print;
mod ranges;

use std::fmt;

use parse::Parser;

/// The largest count in `{n,m}`, also of nested counts multiplied: RE2's limit.
pub const MAX_REPEAT: u32 = 1000;
/// The deepest nesting of groups.
pub const MAX_DEPTH: usize = 50;

/// A pattern inside the portable subset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regex {
    text: String,
    root: Node,
}

/// A node of a pattern's tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// One of these characters: sorted, disjoint, inclusive ranges.
    Class(Vec<(char, char)>),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// One after the other; empty matches the empty text.
    Concat(Vec<Node>),
    /// Any one of them.
    Alternate(Vec<Node>),
    /// `min` to `max` times, without limit if `max` is `None`.
    Repeat {
        /// What is repeated.
        node: Box<Node>,
        /// At least so often.
        min: u32,
        /// At most so often.
        max: Option<u32>,
    },
}

/// Why a text is not a pattern of the portable subset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegexError {
    /// The byte of the text at which the trouble begins.
    pub offset: usize,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Regex {
    /// Reads a pattern.
    pub fn parse(text: &str) -> Result<Self, RegexError> {
        let root = Parser::new(text).whole()?;
        Ok(Self { text: text.to_owned(), root })
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The pattern's tree.
    pub const fn root(&self) -> &Node {
        &self.root
    }

    /// The pattern in a form that Rust, Go and JavaScript (`u` flag) read alike.
    pub fn canonical(&self) -> String {
        print::print(&self.root, "$")
    }

    /// The canonical form for Python, whose `$` also matches before a final line feed.
    pub fn canonical_python(&self) -> String {
        print::print(&self.root, r"\Z")
    }
}

impl fmt::Display for Regex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        Regex::parse(text).unwrap().canonical()
    }

    #[test]
    fn the_canonical_form_means_the_same() {
        for (text, expected) in [
            (r"^evt_[A-Za-z0-9]+$", r"^evt_[0-9A-Za-z]+$"),
            (r"^\d{4}-\w$", r"^[0-9]{4}-[0-9A-Z_a-z]$"),
            (r"a.b", "a[^\\x0a\\x0d\u{2028}\u{2029}]b"),
            (r"(?:a|b)+?", "(?:a|b)+"),
            (r"^(test_)?var_", "^(?:test_)?var_"),
            (r"[^\D]", "[0-9]"),
            (r"a\/b\.c", r"a/b\.c"),
            (r"[\w.\-]", r"[\-.0-9A-Z_a-z]"),
            (r"\u00e9|\u{1F600}", "\\xe9|😀"),
            (r"(a|)b", "(?:a|)b"),
            (r"x{2}{", ""),
        ] {
            if expected.is_empty() {
                assert!(Regex::parse(text).is_err());
            } else {
                assert_eq!(canonical(text), expected);
                assert_eq!(canonical(expected), expected, "printing is stable");
            }
        }
        assert_eq!(Regex::parse("^a$").unwrap().canonical_python(), r"^a\Z");
    }

    #[test]
    fn what_engines_disagree_on_is_refused() {
        for bad in [
            r"(?=a)",
            r"(?<!a)b",
            r"(a)\1",
            r"\s",
            r"\bx",
            r"\p{L}",
            r"[",
            "(",
            ")",
            "a**",
            "*a",
            "a{3,2}",
            r"\",
            "[]",
            "[b-a]",
            "a{1001}",
            "(a{100}){100}",
            r"\u12",
            r"\uD800",
            "^*",
            "a{,3}",
            "]",
            "}",
            r"\Aa",
            "[[a]]",
            r"(?i)a",
            r"\q",
        ] {
            assert!(Regex::parse(bad).is_err(), "{bad}");
        }
        assert!(Regex::parse(&"(".repeat(100_000)).is_err());
    }
}
