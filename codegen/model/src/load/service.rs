//! Service files.

use crate::catalog::{ReadsDecl, ServiceDecl, SubscriptionDecl};
use crate::resolved::{Queue, QueueKind};
use crate::rules;
use crate::source::Spanned;
use crate::topic::TopicPattern;
use crate::yaml::{Kind, Node};

use super::fields::Reader;

const SERVICE_KEYS: [&str; 11] = [
    "service",
    "title",
    "description",
    "owner",
    "namespace",
    "external",
    "publishes",
    "consumes",
    "queue",
    "exchange",
    "delivery",
];

impl Reader<'_> {
    /// Reads a service file.
    pub(super) fn service(&self, root: Node<'_>) -> Option<ServiceDecl> {
        let fields = self.fields(root, "a service", &SERVICE_KEYS);
        let text = |key: &str| fields.get(key).and_then(|node| self.text(node, key)).map(|text| text.value);
        let name = fields.get("service").and_then(|node| self.text(node, "service"));
        let namespace = fields.get("namespace").and_then(|node| self.text(node, "namespace"));
        let declaration = ServiceDecl {
            title: text("title"),
            description: text("description"),
            owner: text("owner"),
            namespace: namespace.map(|namespace| self.name(namespace, "a namespace")),
            external: fields.get("external").and_then(|node| self.flag(node, "external")).unwrap_or(false),
            publishes: fields
                .get("publishes")
                .map(|node| self.patterns(node, "publishes"))
                .unwrap_or_default(),
            consumes: fields
                .get("consumes")
                .map(|node| self.list(node, "consumes"))
                .unwrap_or_default()
                .into_iter()
                .filter_map(|item| self.subscription(item))
                .collect(),
            consumes_span: fields.entry("consumes").map(|entry| entry.key_span),
            queue: fields.get("queue").and_then(|node| self.queue(node)),
            exchange: fields.get("exchange").and_then(|node| self.exchange(node)),
            delivery: fields.get("delivery").map(|node| self.delivery(node)).unwrap_or_default(),
            name: self.name(name?, "a service"),
        };
        if let (true, Some(first)) = (declaration.external, declaration.publishes.first()) {
            let message = format!("`{}` is external and publishes", declaration.name.value);
            let help = "an external service only consumes; drop `external: true`, or its `publishes`";
            self.report(rules::BAD_VALUE.at(first.span, message).help(help).service(&declaration.name.value));
        }
        Some(declaration)
    }

    fn patterns(&self, node: Node<'_>, name: &str) -> Vec<Spanned<TopicPattern>> {
        self.texts(node, name).into_iter().map(|text| text.map(TopicPattern::new)).collect()
    }

    fn subscription(&self, node: Node<'_>) -> Option<SubscriptionDecl> {
        if node.kind() != Kind::Mapping {
            let pattern = self.text(node, "an item of consumes")?.map(TopicPattern::new);
            return Some(SubscriptionDecl { pattern, majors: None, reads: Vec::new() });
        }
        let fields = self.fields(node, "an item of `consumes`", &["pattern", "versions", "reads"]);
        let pattern = self.required(&fields, "pattern", "an item of `consumes`", fields.span);
        let majors = fields.get("versions").map(|node| self.majors(node));
        let reads = fields.get("reads").map(|node| self.mapping(node, "reads")).unwrap_or_default();
        let reads = reads
            .into_iter()
            .map(|entry| ReadsDecl {
                event: Spanned::new(entry.key.to_owned(), entry.key_span),
                fields: self.texts(entry.value, entry.key),
            })
            .collect();
        Some(SubscriptionDecl {
            pattern: self.text(pattern?, "pattern")?.map(TopicPattern::new),
            majors,
            reads,
        })
    }

    fn majors(&self, node: Node<'_>) -> Vec<Spanned<u32>> {
        self.texts(node, "versions")
            .into_iter()
            .filter_map(|text| match text.value.parse::<u32>() {
                Ok(major) if major > 0 && !text.value.starts_with(['+', '0']) => {
                    Some(Spanned::new(major, text.span))
                }
                _ => {
                    let message = format!("`{}` is not a major version", text.value);
                    let help = "`versions` of a consumer lists the majors it reads: `[1, 2]`";
                    self.report(rules::BAD_VERSION.at(text.span, message).help(help));
                    None
                }
            })
            .collect()
    }

    fn queue(&self, node: Node<'_>) -> Option<Queue> {
        let fields = self.fields(node, "`queue`", &["name", "type"]);
        let name = self.required(&fields, "name", "`queue`", fields.span);
        let words = [("quorum", QueueKind::Quorum), ("classic", QueueKind::Classic)];
        let kind = fields.get("type").and_then(|node| self.one_of(node, "type", &words));
        let kind = kind.map_or(QueueKind::Quorum, |kind| kind.value);
        Some(Queue { name: self.text(name?, "name")?, kind })
    }
}
