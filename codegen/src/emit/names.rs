//! Names that every target shares: the words of a type's name, cases, and collisions.

use std::collections::HashSet;

use countersign_model::resolved::{EventId, Resolved, TypeId};
use countersign_model::shape::{Origin, Step};

/// The words of the name that a type gets where a target declares it, in lower case.
///
/// - a shared type: its own name (`VariantId`);
/// - a payload: the words of the routing key and the version's suffix (`CatalogVariantCreatedV1`);
/// - an inline schema: the type around it and the field (`CatalogVariantCreatedV1Dimensions`),
///   with the items of a list in the singular (`OrderCreatedV1Item` for `items`).
pub fn type_words(catalog: &Resolved, id: TypeId) -> Vec<String> {
    let Some(ty) = catalog.ty(id) else { return Vec::new() };
    match &ty.origin {
        Origin::Shared { name } => words(name),
        Origin::Local { event, version, name } => {
            let mut out = version_words(catalog, *event, *version);
            out.extend(words(name));
            out
        }
        Origin::Payload { event, version } => version_words(catalog, *event, *version),
        Origin::Envelope { field } => {
            let mut out = vec!["envelope".to_owned()];
            out.extend(words(field));
            out
        }
        Origin::Inline { parent, step } => inline_words(catalog, *parent, step),
    }
}

fn inline_words(catalog: &Resolved, parent: TypeId, step: &Step) -> Vec<String> {
    let mut out = type_words(catalog, parent);
    match step {
        Step::Field(name) | Step::Variant(name) => out.extend(words(name)),
        Step::NotNull => {}
        Step::Item | Step::Value => match out.pop() {
            Some(last) => match (singular(&last), step) {
                (Some(one), _) => out.push(one),
                (None, step) => {
                    out.push(last);
                    out.push(if *step == Step::Item { "item" } else { "value" }.to_owned());
                }
            },
            None => out.push("item".to_owned()),
        },
        Step::Prefix(at) => {
            out.push("item".to_owned());
            out.push(at.to_string());
        }
    }
    out
}

/// The words of an event's name: those of its routing key.
pub fn event_words(catalog: &Resolved, event: EventId) -> Vec<String> {
    catalog.event(event).map(|event| words(&event.key.value)).unwrap_or_default()
}

/// The words of a payload's name: the event's and the version's suffix. The newest version of a
/// major is `v1`; an older one keeps its minor, `v1_0`.
pub fn version_words(catalog: &Resolved, id: EventId, version: usize) -> Vec<String> {
    let mut out = event_words(catalog, id);
    let Some(event) = catalog.event(id) else { return out };
    let Some(found) = event.versions.get(version) else { return out };
    let number = found.version.value;
    let newest = event.majors().iter().any(|&(_, newest)| newest == version);
    out.push(if newest {
        format!("v{}", number.major)
    } else {
        format!("v{}_{}", number.major, number.minor)
    });
    out
}

/// Splits a name as written into lower-case words: at everything that is neither a letter nor a
/// digit, and before a capital that follows a small letter or begins a word (`HTTPServer`).
pub fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut previous: Option<char> = None;
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            out.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            previous = None;
            continue;
        }
        let next_is_small = chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        let boundary = c.is_uppercase()
            && previous
                .is_some_and(|p| p.is_lowercase() || p.is_numeric() || (p.is_uppercase() && next_is_small));
        if boundary && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        word.extend(c.to_lowercase());
        previous = Some(c);
    }
    out.extend((!word.is_empty()).then_some(word));
    out
}

/// `VariantCreated`
pub fn pascal(words: &[String]) -> String {
    words.iter().map(|word| capitalised(word)).collect()
}

/// `variantCreated`
pub fn camel(words: &[String]) -> String {
    match words.split_first() {
        Some((first, rest)) => format!("{first}{}", pascal(rest)),
        None => String::new(),
    }
}

/// `variant_created`
pub fn snake(words: &[String]) -> String {
    words.join("_")
}

/// `VARIANT_CREATED`
pub fn screaming(words: &[String]) -> String {
    words.join("_").to_uppercase()
}

/// `variant-created`
pub fn kebab(words: &[String]) -> String {
    words.join("-")
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The singular of an English plural; `None` where the word is not recognised as one.
fn singular(word: &str) -> Option<String> {
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    for suffix in ["sses", "xes", "ches", "shes", "zes"] {
        if word.ends_with(suffix) {
            return word.strip_suffix("es").map(str::to_owned);
        }
    }
    word.strip_suffix('s').filter(|stem| stem.len() > 1).map(str::to_owned)
}

/// Hands out names of one scope, each once.
#[derive(Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// A scope in which these names are taken from the start: reserved words, and names that the
    /// generated code uses itself.
    pub fn reserving<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self { taken: reserved.into_iter().map(str::to_owned).collect() }
    }

    /// Whether a name is taken.
    pub fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// The name itself if it is free, else with the lowest number from 2 that makes it so. A name
    /// that cannot begin an identifier (empty, or a digit first) is prefixed.
    pub fn claim(&mut self, name: &str, prefix: &str) -> String {
        let needs_prefix = !name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let base = if needs_prefix { format!("{prefix}{name}") } else { name.to_owned() };
        let mut candidate = base.clone();
        let mut count = 2;
        while !self.taken.insert(candidate.clone()) {
            candidate = format!("{base}{count}");
            count += 1;
        }
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_every_spelling() {
        for (text, expected) in [
            ("catalog.variant.created", "catalog variant created"),
            ("VariantId", "variant id"),
            ("HTTPServerURL", "http server url"),
            ("productId", "product id"),
            ("in-stock", "in stock"),
            ("24h", "24h"),
            ("ÑandúGrande", "ñandú grande"),
            ("address2Line", "address2 line"),
            ("--", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn plurals_become_singulars() {
        for (plural, one) in [
            ("items", Some("item")),
            ("addresses", Some("address")),
            ("entries", Some("entry")),
            ("boxes", Some("box")),
            ("status", None),
            ("stock", None),
            ("lines", Some("line")),
            ("address", None),
        ] {
            assert_eq!(singular(plural).as_deref(), one, "{plural}");
        }
    }

    #[test]
    fn a_scope_gives_each_name_once() {
        let mut scope = Scope::reserving(["type"]);
        assert_eq!(scope.claim("type", "T"), "type2");
        assert_eq!(scope.claim("a", "T"), "a");
        assert_eq!(scope.claim("a", "T"), "a2");
        assert_eq!(scope.claim("24h", "T"), "T24h");
        assert_eq!(scope.claim("", "Empty"), "Empty");
    }
}
