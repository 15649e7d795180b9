//! TypeScript as text: literals, property names, doc comments.

use std::fmt::Write as _;

use countersign_model::number::Number;
use countersign_model::regex::Regex;
use countersign_model::shape::{Deprecation, Docs};
use countersign_model::value::{Value, ValueKind};

use super::layout::Expr;

/// The longest line, as the formatter counts.
pub(super) const WIDTH: usize = 100;

/// A string literal, in the quotes that need fewer escapes, double ones if in doubt.
pub(super) fn string(text: &str) -> String {
    let quote = if text.matches('"').count() > text.matches('\'').count() { '\'' } else { '"' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            c if c == quote => out.extend(['\\', c]),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || ('\u{2028}'..='\u{2029}').contains(&c) => {
                _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// A regular expression literal with the `u` flag.
pub(super) fn regex(pattern: &Regex) -> String {
    let canonical = pattern.canonical();
    let mut out = String::from("/");
    for c in canonical.chars() {
        match c {
            '/' => out.push_str("\\/"),
            '\u{2028}' | '\u{2029}' => _ = write!(out, "\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    // Two slashes would begin a comment.
    out.push_str(if canonical.is_empty() { "(?:)/u" } else { "/u" });
    out
}

/// A number literal of exactly this value: a `bigint` for large integers, a call of `exactly` for
/// decimals that no double equals.
pub(super) fn number(number: &Number) -> String {
    const SAFE: i128 = (1 << 53) - 1;
    match number.to_i128() {
        Some(value) if value.abs() <= SAFE => value.to_string(),
        Some(value) => format!("{value}n"),
        None if is_short(number) => number.as_str().to_lowercase().replace("e+", "e"),
        None => format!("exactly({})", string(number.as_str())),
    }
}

/// Whether a decimal has so few digits that its double prints as the same decimal again.
pub(super) fn is_short(number: &Number) -> bool {
    let digits = number.as_str().chars().filter(char::is_ascii_digit).count();
    digits <= 15 && !number.as_str().contains(['e', 'E'])
}

/// A value as an expression.
pub(super) fn value(of: &Value) -> Expr {
    match &of.kind {
        ValueKind::Null => Expr::text("null"),
        ValueKind::Bool(flag) => Expr::text(flag.to_string()),
        ValueKind::Number(n) if n.to_i128().is_some() || is_short(n) => Expr::Text(number(n)),
        ValueKind::Number(n) => Expr::Text(n.as_str().to_owned()),
        ValueKind::String(text) => Expr::Text(string(text)),
        ValueKind::Array(items) => Expr::Array(items.iter().map(value).collect()),
        ValueKind::Object(members) => Expr::Object(
            members.iter().map(|member| (property(&member.name), value(&member.value))).collect(),
        ),
    }
}

/// Whether a name needs no quotes as the name of a property.
fn is_identifier(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    name.starts_with(|c: char| plain(c) && !c.is_numeric()) && name.chars().all(plain)
}

/// The name of a property in an object literal or type.
pub(super) fn property(name: &str) -> String {
    if name == "__proto__" {
        // As a plain name it would set the prototype of a literal.
        return format!("[{}]", string(name));
    }
    if is_identifier(name) { name.to_owned() } else { string(name) }
}

/// The access to a property, with its dot or brackets.
pub(super) fn access(name: &str) -> String {
    if is_identifier(name) { format!(".{name}") } else { format!("[{}]", string(name)) }
}

/// What a doc comment says: paragraphs, then tags.
#[derive(Default)]
pub(super) struct Doc {
    paragraphs: Vec<String>,
    tags: Vec<String>,
}

impl Doc {
    /// One paragraph.
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self { paragraphs: vec![text.into()], tags: Vec::new() }
    }

    /// What a schema says of itself.
    pub(super) fn of_schema(docs: &Docs) -> Self {
        let mut out = Self::default();
        out.paragraphs.extend(docs.title.clone());
        out.paragraphs.extend(docs.description.clone());
        out.deprecated(docs.deprecated.as_ref())
    }

    /// Adds a paragraph.
    pub(super) fn and(mut self, text: impl Into<String>) -> Self {
        self.paragraphs.push(text.into());
        self
    }

    /// Adds a tag, such as `@defaultValue`.
    pub(super) fn tag(mut self, text: impl Into<String>) -> Self {
        self.tags.push(text.into());
        self
    }

    /// Adds that something is deprecated.
    pub(super) fn deprecated(self, deprecation: Option<&Deprecation>) -> Self {
        let Some(found) = deprecation else { return self };
        self.tag(format!("@deprecated {}", deprecation_text(found)).trim_end())
    }

    /// The comment with its line feed, or nothing; each line begins with `indent` spaces.
    pub(super) fn print(&self, indent: usize) -> String {
        let pad = " ".repeat(indent);
        let mut lines: Vec<String> = Vec::new();
        for paragraph in &self.paragraphs {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            wrap(paragraph, WIDTH - indent - 3, &mut lines);
        }
        if !lines.is_empty() && !self.tags.is_empty() {
            lines.push(String::new());
        }
        for tag in &self.tags {
            wrap(tag, WIDTH - indent - 3, &mut lines);
        }
        match lines.as_slice() {
            [] => String::new(),
            [only] if indent + only.chars().count() + 7 <= WIDTH => format!("{pad}/** {only} */\n"),
            lines => {
                let body: String =
                    lines.iter().map(|line| format!("{pad} * {line}").trim_end().to_owned() + "\n").collect();
                format!("{pad}/**\n{body}{pad} */\n")
            }
        }
    }
}

/// A comment of whole lines, each after `// `.
pub(super) fn line_comment(text: &str) -> String {
    let mut lines = Vec::new();
    wrap(text, WIDTH - 3, &mut lines);
    lines.iter().map(|line| format!("// {line}").trim_end().to_owned() + "\n").collect()
}

/// A text on one line that does not end the comment it stands in.
pub(super) fn in_comment(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("*/", "*\\/")
}

/// `since 2026-01-01, gone after 2026-12-31; use 2.0`
pub(super) fn deprecation_text(deprecation: &Deprecation) -> String {
    let since = deprecation.since.as_ref().map(|date| format!("since {date}"));
    let sunset = deprecation.sunset.as_ref().map(|date| format!("may be gone from {date}"));
    let instead = deprecation.use_instead.as_ref().map(|name| format!("use {name}"));
    [since, sunset, instead].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Breaks a text into lines at spaces. Line feeds stay, what would end the comment does not.
fn wrap(text: &str, width: usize, lines: &mut Vec<String>) {
    let safe = text.replace("*/", "*\\/");
    for source in safe.trim_end().lines() {
        let mut line = String::new();
        for word in source.split(' ') {
            if !line.trim().is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() || (word.is_empty() && !source.is_empty()) {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_safe_wherever_they_stand() {
        assert_eq!(string("a\"b\\${x}\n\u{2028}"), r#"'a"b\\${x}\n\u{2028}'"#);
        assert_eq!(string("it's \"a\""), r#"'it\'s "a"'"#);
        assert_eq!(string("'"), r#""'""#);
        assert_eq!(regex(&Regex::parse("^https?://[/]").unwrap()), r"/^https?:\/\/\//u");
        assert_eq!(regex(&Regex::parse("").unwrap()), "/(?:)/u");
    }

    #[test]
    fn numbers_keep_their_value() {
        for (text, expected) in [
            ("3.0", "3"),
            ("1e2", "100"),
            ("9007199254740993", "9007199254740993n"),
            ("0.01", "0.01"),
            ("0.12345678901234567", "exactly(\"0.12345678901234567\")"),
            ("1e-7", "exactly(\"1e-7\")"),
        ] {
            assert_eq!(number(&Number::parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn a_comment_is_not_ended_by_what_it_says() {
        assert_eq!(Doc::of("a */ b").print(2), "  /** a *\\/ b */\n");
        assert_eq!(Doc::default().print(0), "");
        assert_eq!(Doc::of("a").tag("@deprecated").print(0), "/**\n * a\n *\n * @deprecated\n */\n");
    }

    #[test]
    fn names_are_quoted_where_needed() {
        assert_eq!(property("in-stock"), "\"in-stock\"");
        assert_eq!(property("class"), "class");
        assert_eq!(access("1st"), "[\"1st\"]");
        assert_eq!(property("__proto__"), "[\"__proto__\"]");
    }
}
