//! Words of the catalog as doc comments.

use countersign_model::shape::{Deprecation, Docs, Sensitivity};

/// The lines of a doc comment: what the docs say, else the fallback, which is Markdown.
pub(super) fn lines(docs: &Docs, fallback: &str) -> Vec<String> {
    let said = docs.description.as_deref().or(docs.title.as_deref());
    let mut lines = said.map_or_else(|| vec![one_line(fallback)], paragraph);
    lines.extend(notes(docs));
    lines
}

/// A text with line breaks and other control characters written as escapes: names on the wire can
/// have them.
fn one_line(text: &str) -> String {
    let shown = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(shown).collect()
}

/// A text as lines of Markdown that say what the text says.
pub(super) fn paragraph(text: &str) -> Vec<String> {
    text.trim().lines().map(|line| escaped(line.trim())).collect()
}

/// What is to be known besides the description, each in a paragraph of its own.
pub(super) fn notes(docs: &Docs) -> Vec<String> {
    let sensitive = docs.sensitive.map(|sensitivity| match sensitivity {
        Sensitivity::Personal => "Personal data: error messages do not show it.".to_owned(),
        Sensitivity::Secret => "A secret: error messages do not show it.".to_owned(),
    });
    let deprecated = docs.deprecated.as_ref().map(deprecation);
    sensitive.into_iter().chain(deprecated).flat_map(|note| [String::new(), note]).collect()
}

/// That something should not be used any more.
pub(super) fn deprecation(deprecation: &Deprecation) -> String {
    let Deprecation { since, sunset, use_instead, span: _ } = deprecation;
    let since = since.as_ref().map(|day| format!(" since {day}")).unwrap_or_default();
    let sunset = sunset.as_ref().map(|day| format!(", may be gone from {day}")).unwrap_or_default();
    let instead = use_instead.as_ref().map(|text| format!("; use {}", escaped(text))).unwrap_or_default();
    format!("Deprecated{since}{sunset}{instead}.")
}

/// A line in which brackets outside code are no links and no HTML.
fn escaped(line: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    for c in line.chars() {
        code ^= c == '`';
        if !code && matches!(c, '[' | ']' | '<' | '>' | '*') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_line_break_stays_on_its_line() {
        assert_eq!(lines(&Docs::default(), "`new\nline`"), [r"`new\nline`"]);
    }

    #[test]
    fn brackets_outside_code_are_text() {
        assert_eq!(paragraph(" a [b] `Vec<T>`\n  <c> "), [r"a \[b\] `Vec<T>`", r"\<c\>"]);
    }
}
