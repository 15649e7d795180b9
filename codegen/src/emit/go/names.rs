//! Names as Go writes them.

use std::fmt::Write as _;

use crate::emit::names::words;

/// Words that Go writes in capitals (the list of `golint`, and those of commerce).
const INITIALISMS: [&str; 40] = [
    "acl", "api", "ascii", "cpu", "css", "dns", "eof", "guid", "html", "http", "https", "id", "ip", "json",
    "lhs", "qps", "ram", "rhs", "rpc", "sku", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp", "ui",
    "uid", "uri", "url", "utf8", "uuid", "vm", "xml", "xmpp", "xsrf", "xss", "sip",
];

/// The last words of file names by which `go build` leaves files out: tests, operating systems,
/// architectures.
const BUILD_SUFFIXES: [&str; 42] = [
    "test",
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
    "386",
    "amd64",
    "arm",
    "arm64",
    "loong64",
    "mips",
    "mips64",
    "mips64le",
    "mipsle",
    "ppc64",
    "ppc64le",
    "riscv64",
    "s390x",
    "wasm",
    "sparc64",
    "sparc",
    "riscv",
    "ppc",
    "armbe",
    "arm64be",
    "amd64p32",
    "s390",
    "unix",
];

/// `VariantID`: an exported name of these words.
pub(super) fn exported(words: &[String]) -> String {
    let name: String = words.iter().map(|word| capitalised(&identifier(word))).collect();
    if name.starts_with(|c: char| c.is_uppercase()) { name } else { format!("X{name}") }
}

/// `variantID`: the unexported form of an exported name.
pub(super) fn unexported(exported: &str) -> String {
    let capitals = exported.chars().take_while(|c| c.is_uppercase() || c.is_ascii_digit()).count();
    // `URLList` begins with an initialism and one letter of the next word, `URL` with nothing else.
    let small = match (capitals, exported.chars().nth(capitals)) {
        (0 | 1, _) => 1,
        (all, None) => all,
        (all, Some('s')) if exported.chars().nth(all + 1).is_none_or(char::is_uppercase) => all + 1,
        (most, Some(_)) => most - 1,
    };
    exported.chars().take(small).flat_map(char::to_lowercase).chain(exported.chars().skip(small)).collect()
}

/// The exported name of any text: `InStock` for `in-stock`, `Plus1` for `+1`.
pub(super) fn exported_text(text: &str) -> String {
    let sign = match text.as_bytes() {
        [b'+', b'0'..=b'9', ..] => "Plus",
        [b'-', b'0'..=b'9', ..] => "Minus",
        _ => "",
    };
    let words = words(text);
    if words.is_empty() {
        return if text.is_empty() { "Empty".to_owned() } else { "Sign".to_owned() };
    }
    let name: String = words.iter().map(|word| capitalised(&identifier(word))).collect();
    format!("{sign}{name}")
}

/// The last element of a module path as the name of a package.
pub(super) fn package(module: &str) -> String {
    let is_major =
        |part: &&str| part.strip_prefix('v').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let last = module.rsplit('/').find(|part| !part.is_empty() && !is_major(part)).unwrap_or_default();
    let name: String = last.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    match name.chars().next() {
        None => "events".to_owned(),
        Some('0'..='9') => format!("events{name}"),
        Some(_) if KEYWORDS.contains(&name.as_str()) => format!("{name}events"),
        Some(_) => name,
    }
}

const KEYWORDS: [&str; 26] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "main",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

/// The name of a source file without its extension.
pub(super) fn file(words: &[String]) -> String {
    let ascii: Vec<String> = words.iter().map(|word| identifier(word).to_ascii_lowercase()).collect();
    let name = ascii.join("_").replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "");
    match name.rsplit('_').next() {
        Some(last) if BUILD_SUFFIXES.contains(&last) || name.is_empty() => format!("{name}_events"),
        _ => name,
    }
}

/// A word in characters that both Rust and Go count among those of an identifier. Letters of
/// scripts without capitals become their code point, for an exported name begins with a capital.
fn identifier(word: &str) -> String {
    let cased = |c: char| {
        let mut capital = c.to_uppercase();
        let has_one =
            capital.next().is_some_and(|up| up != c || c.is_uppercase()) && capital.next().is_none();
        has_one && c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}')
    };
    let mut out = String::new();
    for c in word.chars() {
        if c.is_ascii_alphanumeric() || c == '_' || cased(c) {
            out.push(c);
        } else {
            _ = write!(out, "u{:04x}", u32::from(c));
        }
    }
    out
}

fn capitalised(word: &str) -> String {
    if INITIALISMS.contains(&word) {
        return word.to_uppercase();
    }
    if let Some(one) = word.strip_suffix('s').filter(|one| INITIALISMS.contains(one)) {
        return format!("{}s", one.to_uppercase());
    }
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_names() {
        for (text, up, down) in [
            ("variant_id", "VariantID", "variantID"),
            ("url", "URL", "url"),
            ("sku_change", "SKUChange", "skuChange"),
            ("barcode_ids", "BarcodeIDs", "barcodeIDs"),
            ("ids", "IDs", "ids"),
            ("a-b", "AB", "ab"),
            ("日本", "U65e5u672c", "u65e5u672c"),
            ("ñandú", "Ñandú", "ñandú"),
            ("24h", "X24h", "x24h"),
        ] {
            assert_eq!(exported(&words(text)), up);
            assert_eq!(unexported(up), down);
        }
        assert_eq!(exported_text("+1"), "Plus1");
        assert_eq!(exported_text(""), "Empty");
    }

    #[test]
    fn files_are_never_left_out_of_a_build() {
        assert_eq!(file(&words("catalog.variant")), "catalog_variant");
        assert_eq!(file(&words("order.test")), "order_test_events");
        assert_eq!(file(&words("pos.windows")), "pos_windows_events");
    }

    #[test]
    fn packages_have_valid_names() {
        assert_eq!(package("example.com/erp/events"), "events");
        assert_eq!(package("example.com/erp/events/v2"), "events");
        assert_eq!(package("example.com/hard-names"), "hardnames");
        assert_eq!(package("example.com/type"), "typeevents");
    }
}
