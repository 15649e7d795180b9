//! Go's literals and comments, and the columns of `gofmt`.

use std::fmt::Write as _;

/// The columns that comments are wrapped at.
const COMMENT_WIDTH: usize = 100;

/// A string literal: raw where that reads better.
pub(super) fn string(text: &str) -> String {
    let raw =
        text.contains(['\\', '"']) && text.chars().all(|c| !c.is_control() && c != '`' && c != '\u{feff}');
    if raw { format!("`{text}`") } else { quoted(text) }
}

/// A string literal in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || c == '\u{feff}' => _ = write!(out, "\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A comment of paragraphs, wrapped, each line indented with tabs. Empty if there is no text.
pub(super) fn comment(paragraphs: &[String], tabs: usize) -> String {
    let indent = "\t".repeat(tabs);
    let width = COMMENT_WIDTH.saturating_sub(tabs * 4 + 3);
    let mut blocks: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        let lines: Vec<String> =
            wrap(&ended(paragraph), width).iter().map(|line| format!("{indent}// {line}\n")).collect();
        if !lines.is_empty() {
            blocks.push(lines.concat());
        }
    }
    blocks.join(&format!("{indent}//\n"))
}

/// A paragraph that ends like a sentence. Go takes a short line without a full stop for a heading.
fn ended(paragraph: &str) -> String {
    let paragraph = paragraph.trim_end();
    let stop = if paragraph.ends_with(char::is_alphanumeric) { "." } else { "" };
    format!("{paragraph}{stop}")
}

/// Breaks a text into lines. Go's doc comments give some first words of a line a meaning (headings,
/// links, lists); none of them begins a line unless it begins the text.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text
        .split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}')
        .filter(|word| !word.is_empty())
    {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width || is_markup(word) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn is_markup(word: &str) -> bool {
    word.starts_with(['#', '[', '-', '*', '+', '•'])
        || word.ends_with(['.', ')']) && word.starts_with(|c: char| c.is_ascii_digit())
}

/// Splits a description into paragraphs, at blank lines and before items of a list.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    for line in text.lines().map(str::trim) {
        let begins_item = line.starts_with("- ") || line.starts_with("* ");
        if line.is_empty() || begins_item {
            out.push(String::new());
        }
        if let Some(last) = out.last_mut().filter(|_| !line.is_empty()) {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(line.trim_start_matches('#').trim_start());
        }
    }
    out.retain(|paragraph| !paragraph.trim().is_empty());
    out
}

/// A function literal of one statement, on one line as long as `gofmt` leaves it there. Lines after
/// the first are indented for a place of so many tabs.
pub(super) fn function(signature: &str, statement: &str, tabs: usize) -> String {
    const LONGEST: usize = 100;
    if signature.len() + statement.len() <= LONGEST && !statement.contains('\n') {
        return format!("{signature} {{ {statement} }}");
    }
    let indent = "\t".repeat(tabs);
    let inner = statement.replace('\n', "\n\t");
    format!("{signature} {{\n{indent}\t{inner}\n{indent}}}")
}

/// A line of a struct or a `const` block: its comment and its cells.
pub(super) struct Row {
    /// The comment above the line, with its indent and line feed; may be empty.
    pub(super) comment: String,
    /// What stands side by side; as many in every row.
    pub(super) cells: Vec<String>,
}

/// Lays rows out as `gofmt` does: a column is as wide as its widest cell, among lines with no
/// comment between them.
pub(super) fn columns(rows: &[Row]) -> String {
    let mut out = String::new();
    let mut rest = rows;
    while !rest.is_empty() {
        let length = 1 + rest.iter().skip(1).take_while(|row| row.comment.is_empty()).count();
        let (block, after) = rest.split_at(length);
        rest = after;
        let width = |column: usize| {
            block
                .iter()
                .filter_map(|row| row.cells.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        for row in block {
            out.push_str(&row.comment);
            let padded: Vec<String> =
                row.cells.iter().enumerate().map(|(at, cell)| format!("{cell:<0$}", width(at))).collect();
            _ = writeln!(out, "\t{}", padded.join(" ").trim_end());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_hold_any_text() {
        assert_eq!(string("a"), "\"a\"");
        assert_eq!(string(r"^\w$"), r"`^\w$`");
        assert_eq!(string("`\\\n"), "\"`\\\\\\n\"");
        assert_eq!(string("\u{feff}\u{1}"), "\"\\ufeff\\u0001\"");
    }

    #[test]
    fn columns_end_at_comments() {
        let row = |comment: &str, cells: [&str; 2]| Row {
            comment: comment.to_owned(),
            cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
        };
        let rows = [row("", ["A", "int"]), row("", ["Long", "int"]), row("\t// c\n", ["B", "int"])];
        assert_eq!(columns(&rows), "\tA    int\n\tLong int\n\t// c\n\tB int\n");
    }

    #[test]
    fn comments_are_plain_paragraphs() {
        let text = "Several lines.\n\n  indented\n# Safety\n- a\n- b";
        assert_eq!(paragraphs(text), ["Several lines.", "indented Safety", "- a", "- b"]);
        assert_eq!(comment(&["a".to_owned(), "b".to_owned()], 1), "\t// a.\n\t//\n\t// b.\n");
        assert_eq!(comment(&[], 1), "");
    }
}
