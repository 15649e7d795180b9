//! Reading mappings key by key, reporting what is missing, unknown or of the wrong kind.

use std::cell::RefCell;

use crate::diagnostic::Diagnostic;
use crate::duration::Duration;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::suggest::did_you_mean;
use crate::yaml::{Entry, Kind, Node};

/// Where diagnostics are collected while a file is read.
pub(super) struct Reader<'a> {
    /// What has been found so far.
    pub(super) found: &'a RefCell<Vec<Diagnostic>>,
}

impl Reader<'_> {
    /// Reports a finding.
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    fn wrong_kind(&self, node: Node<'_>, name: &str, wanted: &str) {
        let message = format!("`{name}` must be {wanted}, this is {}", node.kind_name());
        self.report(rules::WRONG_KIND.at(node.span(), message));
    }

    /// The entries of a mapping whose keys are free.
    pub(super) fn mapping<'n>(&self, node: Node<'n>, name: &str) -> Vec<Entry<'n>> {
        if node.kind() != Kind::Mapping {
            self.wrong_kind(node, name, "a mapping");
        }
        node.entries().collect()
    }

    /// The items of a list.
    pub(super) fn list<'n>(&self, node: Node<'n>, name: &str) -> Vec<Node<'n>> {
        if node.kind() != Kind::Sequence {
            self.wrong_kind(node, name, "a list");
        }
        node.items().collect()
    }

    /// A text, not empty.
    pub(super) fn text(&self, node: Node<'_>, name: &str) -> Option<Spanned<String>> {
        match node.kind() {
            Kind::Scalar { text, .. } if !text.is_empty() => Some(Spanned::new(text.to_owned(), node.span())),
            _ => {
                self.wrong_kind(node, name, "a text");
                None
            }
        }
    }

    /// A list of texts.
    pub(super) fn texts(&self, node: Node<'_>, name: &str) -> Vec<Spanned<String>> {
        self.list(node, name)
            .into_iter()
            .filter_map(|item| self.text(item, &format!("an item of {name}")))
            .collect()
    }

    /// A count: digits only.
    pub(super) fn count(&self, node: Node<'_>, name: &str) -> Option<Spanned<u32>> {
        let text = self.text(node, name)?;
        if let (true, Ok(count)) = (text.value.bytes().all(|b| b.is_ascii_digit()), text.value.parse()) {
            return Some(Spanned::new(count, text.span));
        }
        let message =
            format!("`{name}` must be a whole number from 0 to {}, this is `{}`", u32::MAX, text.value);
        self.report(rules::BAD_VALUE.at(text.span, message));
        None
    }

    /// `true` or `false`.
    pub(super) fn flag(&self, node: Node<'_>, name: &str) -> Option<bool> {
        self.one_of(node, name, &[("true", true), ("false", false)]).map(|flag| flag.value)
    }

    /// A duration.
    pub(super) fn duration(&self, node: Node<'_>, name: &str) -> Option<Spanned<Duration>> {
        let text = self.text(node, name)?;
        let duration = Duration::parse(&text.value);
        if duration.is_none() {
            let message = format!("`{}` is not a duration", text.value);
            let help = "write a whole number and one of `ms`, `s`, `m`, `h`, `d`: `250ms`, `30s`, `24h`";
            self.report(rules::BAD_DURATION.at(text.span, message).help(help));
        }
        duration.map(|duration| Spanned::new(duration, text.span))
    }

    /// One of a list of words.
    pub(super) fn one_of<T: Copy>(
        &self,
        node: Node<'_>,
        name: &str,
        words: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.text(node, name)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(*value, text.span));
        }
        let list: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        let help = did_you_mean(&text.value, words.iter().map(|(word, _)| *word))
            .unwrap_or_else(|| format!("write one of {}", list.join(", ")));
        let message = format!("`{}` is no value of `{name}`", text.value);
        self.report(rules::BAD_VALUE.at(text.span, message).help(help));
        None
    }

    /// A name in lower case: a letter, then letters, digits, `_` or `-`.
    pub(super) fn name(&self, text: Spanned<String>, what: &str) -> Spanned<String> {
        if !is_name(&text.value) {
            let message = format!("`{}` is not a name for {what}", text.value);
            let help = "write a lower-case letter, then lower-case letters, digits, `_` or `-`";
            self.report(rules::BAD_VALUE.at(text.span, message).help(help));
        }
        text
    }

    /// Reads a mapping with known keys. Unknown keys are reported.
    pub(super) fn fields<'n>(&self, node: Node<'n>, name: &str, known: &[&str]) -> Fields<'n> {
        let entries = self.mapping(node, name);
        for entry in &entries {
            if !known.contains(&entry.key) {
                let keys: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
                let help = did_you_mean(entry.key, known.iter().copied())
                    .unwrap_or_else(|| format!("{name} can have {}", keys.join(", ")));
                let message = format!("{name} has no key `{}`", entry.key);
                self.report(rules::UNKNOWN_KEY.at(entry.key_span, message).label("unknown key").help(help));
            }
        }
        Fields { entries, span: node.span() }
    }

    /// The value of a key that must be there.
    pub(super) fn required<'n>(
        &self,
        fields: &Fields<'n>,
        key: &str,
        of: &str,
        place: Span,
    ) -> Option<Node<'n>> {
        let node = fields.get(key);
        if node.is_none() {
            let message = format!("{of} has no `{key}`");
            self.report(rules::MISSING_PART.at(place, message).help(format!("add `{key}: ...`")));
        }
        node
    }
}

/// Whether a text is a name: a lower-case letter, then letters, digits, `_` or `-`.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
}

/// A mapping with known keys.
pub(super) struct Fields<'n> {
    entries: Vec<Entry<'n>>,
    /// Where the mapping stands.
    pub(super) span: Span,
}

impl<'n> Fields<'n> {
    /// The value of a key, if it is there.
    pub(super) fn get(&self, key: &str) -> Option<Node<'n>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// A key and its value, if they are there.
    pub(super) fn entry(&self, key: &str) -> Option<Entry<'n>> {
        self.entries.iter().find(|entry| entry.key == key).copied()
    }
}
