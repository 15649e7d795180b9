//! Identifiers of Rust, made from names of the catalog.

use crate::emit::names::{self, Scope};

/// Words that Rust keeps for itself; `r#` frees all but the last four.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    "self", "super", "crate", "Self",
];

/// Names that generated files use without a path: the prelude's, and those of the runtime.
pub(super) const RESERVED_TYPES: &[&str] = &[
    "Always",
    "AnyPayload",
    "AsRef",
    "AsMut",
    "BTreeMap",
    "Box",
    "Branch",
    "Checked",
    "ChoiceType",
    "Clone",
    "Context",
    "Copy",
    "Count",
    "Cow",
    "Debug",
    "DecodeError",
    "Default",
    "Deserialize",
    "Deserializer",
    "Drop",
    "EncodeError",
    "Envelope",
    "Eq",
    "Err",
    "EventInfo",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Incoming",
    "Integer",
    "IntegerRule",
    "IntegerType",
    "Into",
    "IntoIterator",
    "Invalid",
    "Items",
    "Iterator",
    "Json",
    "Map",
    "MapAccess",
    "Maybe",
    "Member",
    "Message",
    "None",
    "Null",
    "Number",
    "NumberRule",
    "NumberType",
    "Ok",
    "Option",
    "Ord",
    "Outbox",
    "PartialEq",
    "PartialOrd",
    "Pattern",
    "Payload",
    "RawValue",
    "Recorder",
    "Report",
    "Rest",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Serializer",
    "Sized",
    "Some",
    "String",
    "StringRule",
    "StringType",
    "Sync",
    "Tagged",
    "Text",
    "ToOwned",
    "ToString",
    "Transport",
    "TryFrom",
    "TryInto",
    "TupleRules",
    "UnionType",
    "UniqueItems",
    "Unlisted",
    "Unpin",
    "Vec",
    "Version",
    "VersionForm",
    "WordType",
];

/// The name of a type.
pub(super) fn type_name(scope: &mut Scope, words: &[String]) -> String {
    scope.claim(&plain(&names::pascal(words)), "Type")
}

/// The name of a field, method or function.
pub(super) fn field_name(scope: &mut Scope, text: &str) -> String {
    let words = names::words(text);
    let name = scope.claim(&plain(&names::snake(&words)), if words.is_empty() { "field" } else { "field_" });
    match name.as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        word if KEYWORDS.contains(&word) => format!("r#{name}"),
        _ => name,
    }
}

/// The name of an enum's variant.
pub(super) fn variant_name(scope: &mut Scope, text: &str) -> String {
    let name = match plain(&names::pascal(&names::words(text))).as_str() {
        "" if text.is_empty() => "Empty".to_owned(),
        "Self" => "SelfValue".to_owned(),
        name => name.to_owned(),
    };
    scope.claim(&name, "Value")
}

/// The name of a constant.
pub(super) fn constant_name(scope: &mut Scope, words: &[String]) -> String {
    scope.claim(&plain(&names::screaming(words)), "KEY_")
}

/// The name of a module.
pub(super) fn module_name(scope: &mut Scope, text: &str) -> String {
    let name = scope.claim(&plain(&names::snake(&names::words(text))), "module_");
    if KEYWORDS.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// The characters that an identifier can have.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_' || is_identifier(*c)).collect()
}

/// Whether a character outside ASCII continues an identifier.
fn is_identifier(c: char) -> bool {
    !c.is_ascii() && syn::parse_str::<syn::Ident>(&format!("a{c}")).is_ok()
}

/// A string literal.
pub(super) fn string(text: &str) -> String {
    format!("{text:?}")
}

/// A string literal for a pattern: raw where that reads better.
pub(super) fn pattern(text: &str) -> String {
    if text.contains(['\n', '\r']) || !text.contains(['\\', '"']) {
        return string(text);
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// A number literal with its digits in groups of three.
pub(super) fn grouped(value: impl std::fmt::Display) -> String {
    let text = format!("{value}");
    let digits = text.trim_start_matches('-');
    let mut out: String = text.strip_suffix(digits).unwrap_or("").to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_becomes_an_identifier() {
        for (text, expected) in [
            ("type", "r#type"),
            ("self", "self_"),
            ("24h", "field_24h"),
            ("", "field"),
            ("$ref", "r#ref"),
            ("productId", "product_id"),
            ("x²", "x"),
            ("año", "año"),
        ] {
            assert_eq!(field_name(&mut Scope::default(), text), expected, "{text}");
        }
        let mut scope = Scope::reserving(["Other"]);
        for (text, expected) in [
            ("24h", "Value24h"),
            ("in-stock", "InStock"),
            ("", "Empty"),
            ("+1", "Value1"),
            ("self", "SelfValue"),
            ("other", "Other2"),
        ] {
            assert_eq!(variant_name(&mut scope, text), expected, "{text}");
        }
    }

    #[test]
    fn literals_are_readable() {
        assert_eq!(grouped(-999_999_999), "-999_999_999");
        assert_eq!(grouped(1000), "1000");
        assert_eq!(pattern(r#"^a\d"b$"#), r##"r#"^a\d"b$"#"##);
        assert_eq!(pattern("^ab$"), "\"^ab$\"");
    }
}
