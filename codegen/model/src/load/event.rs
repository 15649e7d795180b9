//! Event files.

use crate::calendar::is_date;
use crate::catalog::{ConsumersDecl, EventDecl, VersionDecl};
use crate::rules;
use crate::shape::Deprecation;
use crate::source::Spanned;
use crate::version::Version;
use crate::yaml::{Entry, Kind, Node};

use super::fields::Reader;

impl Reader<'_> {
    /// Reads an event file.
    pub(super) fn events(&self, root: Node<'_>) -> Vec<EventDecl> {
        let fields = self.fields(root, "an event file", &["events"]);
        let events = fields.get("events").map(|node| self.mapping(node, "events")).unwrap_or_default();
        events.into_iter().map(|entry| self.event(entry)).collect()
    }

    fn event(&self, entry: Entry<'_>) -> EventDecl {
        let of = format!("the event `{}`", entry.key);
        let fields = self.fields(entry.value, &of, &["summary", "description", "consumers", "versions"]);
        let summary = self.required(&fields, "summary", &of, entry.key_span);
        let consumers = self.required(&fields, "consumers", &of, entry.key_span);
        let versions = self.required(&fields, "versions", &of, entry.key_span);
        let versions = versions.map(|node| self.mapping(node, "versions")).unwrap_or_default();
        let consumers = match consumers.map(|node| (node, node.kind())) {
            Some((node, Kind::Scalar { text: "all", .. })) => ConsumersDecl::All(node.span()),
            Some((node, Kind::Scalar { text, .. })) if !text.is_empty() => {
                let message = format!("`consumers` must be a list of services or `all`, this is `{text}`");
                let help = format!("write `consumers: [{text}]`");
                self.report(rules::WRONG_KIND.at(node.span(), message).help(help));
                ConsumersDecl::Named(Vec::new(), node.span())
            }
            Some((node, _)) => ConsumersDecl::Named(self.texts(node, "consumers"), node.span()),
            None => ConsumersDecl::Named(Vec::new(), entry.key_span),
        };
        EventDecl {
            key: Spanned::new(entry.key.to_owned(), entry.key_span),
            summary: summary.and_then(|node| self.text(node, "summary")).map(|t| t.value).unwrap_or_default(),
            description: fields
                .get("description")
                .and_then(|node| self.text(node, "description"))
                .map(|t| t.value),
            consumers,
            versions: versions.into_iter().filter_map(|version| self.version(version, &of)).collect(),
        }
    }

    fn version(&self, entry: Entry<'_>, event: &str) -> Option<VersionDecl> {
        let version = Version::parse(entry.key);
        if version.is_none() {
            let message = format!("`{}` is not a version", entry.key);
            let help = "write `MAJOR.MINOR`, the major from 1: `\"1.0\"`";
            self.report(rules::BAD_VERSION.at(entry.key_span, message).help(help));
        }
        let of = format!("version {} of {event}", entry.key);
        let fields = self.fields(entry.value, &of, &["summary", "deprecated", "payload", "examples"]);
        let payload = self.required(&fields, "payload", &of, entry.key_span);
        let examples = fields.get("examples").map(|node| self.list(node, "examples")).unwrap_or_default();
        Some(VersionDecl {
            version: Spanned::new(version?, entry.key_span),
            summary: fields.get("summary").and_then(|node| self.text(node, "summary")).map(|t| t.value),
            deprecated: fields.get("deprecated").map(|node| self.deprecation(node)),
            payload: payload.map(|node| self.value(node)),
            examples: examples.into_iter().map(|node| self.value(node)).collect(),
        })
    }

    fn deprecation(&self, node: Node<'_>) -> Deprecation {
        let fields = self.fields(node, "`deprecated`", &["since", "sunset", "use"]);
        let date = |key: &str| {
            let text = fields.get(key).and_then(|node| self.text(node, key))?;
            if !is_date(&text.value) {
                let message = format!("`{}` is not a date", text.value);
                self.report(rules::BAD_VALUE.at(text.span, message).help("write `YYYY-MM-DD`"));
                return None;
            }
            Some(text.value)
        };
        Deprecation {
            since: date("since"),
            sunset: date("sunset"),
            use_instead: fields.get("use").and_then(|node| self.text(node, "use")).map(|t| t.value),
            span: Some(node.span()),
        }
    }
}
