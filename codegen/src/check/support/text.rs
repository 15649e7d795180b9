//! Words for messages, and places inside what a person wrote.

use countersign_model::source::{SourceMap, Span};

/// How many names a list spells out before it counts the rest.
const MAX_NAMES: usize = 4;

/// "`a`, `b` and `c`"; of many names the first few and how many more there are.
pub(in crate::check) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let rest = if all.len() > MAX_NAMES + 1 { all.len() - MAX_NAMES } else { 0 };
    let shown = all.get(..all.len() - rest).unwrap_or_default();
    match (shown, rest) {
        (shown, 1..) => format!("{} and {rest} more", shown.join(", ")),
        ([most @ .., last], _) if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        (shown, _) => shown.join(", "),
    }
}

/// "1 event", "2 events".
pub(in crate::check) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// The place of the word at `index` in a text of words between dots, if the text stands in the
/// source as it is; else the whole place.
pub(in crate::check) fn word_span(sources: &SourceMap, text: &str, span: Span, index: usize) -> Span {
    let Some(inside) = sources.text(span).find(text) else { return span };
    let before: usize = text.split('.').take(index).map(|word| word.len() + 1).sum();
    let len = text.split('.').nth(index).map_or(0, str::len);
    match (u32::try_from(inside + before), u32::try_from(len)) {
        (Ok(offset), Ok(len)) if len > 0 => {
            Span { file: span.file, start: span.start + offset, end: span.start + offset + len }
        }
        _ => span,
    }
}

/// The first line of a place.
pub(in crate::check) fn first_line(sources: &SourceMap, span: Span) -> Span {
    let len = sources.text(span).lines().next().map_or(0, |line| line.trim_end().len());
    match u32::try_from(len) {
        Ok(len) if len > 0 => Span { end: span.start + len, ..span },
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences_do() {
        assert_eq!(list([]), "");
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b"]), "`a` and `b`");
        assert_eq!(list(["a", "b", "c", "d", "e"]), "`a`, `b`, `c`, `d` and `e`");
        assert_eq!(list(["a", "b", "c", "d", "e", "f"]), "`a`, `b`, `c`, `d` and 2 more");
    }
}
