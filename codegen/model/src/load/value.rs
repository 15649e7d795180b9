//! YAML nodes as JSON values: schemas and examples.

use crate::number::Number;
use crate::rules;
use crate::value::{Member, Value, ValueKind};
use crate::yaml::{Kind, Node};

use super::fields::Reader;

impl Reader<'_> {
    /// Reads a node as JSON. Plain scalars mean what YAML 1.2's JSON schema says; spellings that
    /// other YAML readers take for numbers, booleans or null are reported.
    pub(super) fn value(&self, node: Node<'_>) -> Value {
        let kind = match node.kind() {
            Kind::Scalar { text, plain: false } => ValueKind::String(text.to_owned()),
            Kind::Scalar { text, plain: true } => self.plain(node, text),
            Kind::Sequence => ValueKind::Array(node.items().map(|item| self.value(item)).collect()),
            Kind::Mapping => ValueKind::Object(
                node.entries()
                    .map(|entry| Member {
                        name: entry.key.to_owned(),
                        name_span: entry.key_span,
                        value: self.value(entry.value),
                    })
                    .collect(),
            ),
        };
        Value { kind, span: node.span() }
    }

    fn plain(&self, node: Node<'_>, text: &str) -> ValueKind {
        match text {
            "" | "null" => ValueKind::Null,
            "true" => ValueKind::Bool(true),
            "false" => ValueKind::Bool(false),
            _ => {
                if let Some(number) = Number::parse(text) {
                    return ValueKind::Number(number);
                }
                if let Some(plain) = ambiguous(text) {
                    let message = format!("`{text}` is {plain} to some YAML readers and a text to others");
                    let help = format!("write {plain} as JSON does, or put the text in quotes: `\"{text}\"`");
                    self.report(rules::BAD_VALUE.at(node.span(), message).help(help));
                }
                ValueKind::String(text.to_owned())
            }
        }
    }
}

/// What YAML 1.2's core schema takes a text for that its JSON schema does not.
fn ambiguous(text: &str) -> Option<&'static str> {
    if matches!(text, "~" | "Null" | "NULL") {
        return Some("null");
    }
    if matches!(text, "True" | "TRUE" | "False" | "FALSE") {
        return Some("a boolean");
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let radix = |prefix: &str, radix: u32| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_digit(radix)))
    };
    let special = matches!(unsigned.to_ascii_lowercase().as_str(), ".inf" | ".nan");
    let decimal = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.bytes().any(|b| b.is_ascii_digit())
        && unsigned.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'))
        && unsigned.parse::<f64>().is_ok();
    (radix("0x", 16) || radix("0o", 8) || special || decimal).then_some("a number")
}

#[cfg(test)]
mod tests {
    use super::ambiguous;

    #[test]
    fn only_spellings_that_readers_disagree_on_are_ambiguous() {
        for text in ["~", "True", "0x1F", "0o17", ".5", "+1", "1.", "007", "-.inf", ".NaN"] {
            assert!(ambiguous(text).is_some(), "{text}");
        }
        for text in ["yes", "no", "2026-01-15", "1.2.3", "e5", "-", "0x", "1_000", "12:30", ".", "+"] {
            assert!(ambiguous(text).is_none(), "{text}");
        }
    }
}
