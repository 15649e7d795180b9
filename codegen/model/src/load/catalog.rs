//! The catalog file.

use crate::catalog::{EnvelopeDecl, EnvelopeFieldDecl, Header};
use crate::resolved::{
    Backoff, Broker, Delivery, Exchange, ExchangeKind, KeyForm, KeyWord, KeyWordKind, Retry, Role, Targets,
    Totals,
};
use crate::rules;
use crate::source::{Span, Spanned};
use crate::yaml::Node;

use super::fields::{Reader, is_name};

const CATALOG_KEYS: [&str; 10] = [
    "catalog",
    "title",
    "description",
    "broker",
    "envelope",
    "keys",
    "delivery",
    "observers",
    "totals",
    "targets",
];

/// The most retries that a catalog may ask for: each is a wait queue of its own.
const MAX_ATTEMPTS: u32 = 100;

impl Reader<'_> {
    /// Reads a catalog file; `None` if it lacks a part that everything else needs.
    pub(super) fn header(&self, root: Node<'_>) -> Option<Header> {
        let fields = self.fields(root, "a catalog", &CATALOG_KEYS);
        let name = fields.get("catalog").and_then(|node| self.text(node, "catalog"));
        let place = fields.entry("catalog").map_or(fields.span, |entry| entry.key_span);
        let broker =
            self.required(&fields, "broker", "the catalog", place).and_then(|node| self.broker(node));
        let envelope =
            self.required(&fields, "envelope", "the catalog", place).and_then(|node| self.envelope(node));
        let keys = fields.get("keys").and_then(|node| self.keys(node)).unwrap_or_else(default_keys);
        let delivery = fields.get("delivery").map(|node| self.delivery(node)).unwrap_or_default();
        let observers = fields.get("observers").map(|node| self.texts(node, "observers")).unwrap_or_default();
        let totals = fields.get("totals").map(|node| self.totals(node)).unwrap_or_default();
        let title = fields.get("title").and_then(|node| self.text(node, "title"));
        let description = fields.get("description").and_then(|node| self.text(node, "description"));
        let name = self.name(name?, "a catalog");
        let targets = self.targets(fields.get("targets"), &name.value);
        Some(Header {
            name,
            title: title.map(|t| t.value),
            description: description.map(|t| t.value),
            broker: broker?,
            envelope: envelope?,
            keys,
            delivery,
            observers,
            totals,
            targets,
        })
    }

    fn broker(&self, node: Node<'_>) -> Option<Broker> {
        let fields = self.fields(node, "`broker`", &["exchange", "dead_letter_exchange"]);
        let exchange = self.required(&fields, "exchange", "`broker`", fields.span)?;
        let dead_letter_exchange =
            fields.get("dead_letter_exchange").and_then(|node| self.text(node, "dead_letter_exchange"));
        Some(Broker { exchange: self.exchange(exchange)?, dead_letter_exchange })
    }

    /// Reads an exchange.
    pub(super) fn exchange(&self, node: Node<'_>) -> Option<Exchange> {
        let fields = self.fields(node, "`exchange`", &["name", "type"]);
        let name = self.required(&fields, "name", "`exchange`", fields.span);
        let words = [
            ("topic", ExchangeKind::Topic),
            ("fanout", ExchangeKind::Fanout),
            ("direct", ExchangeKind::Direct),
        ];
        let kind = fields.get("type").and_then(|node| self.one_of(node, "type", &words));
        let name = self.text(name?, "name")?;
        let kind = kind.unwrap_or(Spanned::new(ExchangeKind::Topic, name.span));
        Some(Exchange { name, kind })
    }

    fn envelope(&self, node: Node<'_>) -> Option<EnvelopeDecl> {
        let fields = self.fields(node, "`envelope`", &["fields"]);
        let list = self.required(&fields, "fields", "`envelope`", fields.span)?;
        let fields = self
            .mapping(list, "fields")
            .into_iter()
            .map(|entry| self.envelope_field(Spanned::new(entry.key.to_owned(), entry.key_span), entry.value))
            .collect();
        Some(EnvelopeDecl { fields, span: node.span() })
    }

    fn envelope_field(&self, name: Spanned<String>, node: Node<'_>) -> EnvelopeFieldDecl {
        let fields =
            self.fields(node, "an envelope field", &["role", "required", "form", "schema", "description"]);
        let words: Vec<(&str, Role)> = Role::ALL.into_iter().map(|role| (role.as_str(), role)).collect();
        let role = fields.get("role").and_then(|node| self.one_of(node, "role", &words));
        let form = fields.get("form").and_then(|node| self.text(node, "form"));
        if let (Some(form), Some(role)) = (&form, &role) {
            self.check_form(form, role.value);
        }
        EnvelopeFieldDecl {
            name,
            role,
            required: fields.get("required").and_then(|node| self.flag(node, "required")),
            form,
            schema: fields.get("schema").map(|node| self.value(node)),
            description: fields
                .get("description")
                .and_then(|node| self.text(node, "description"))
                .map(|t| t.value),
        }
    }

    fn check_form(&self, form: &Spanned<String>, role: Role) {
        let allowed: &[&str] = match role {
            Role::Version => &["{major}.{minor}", "{major}", "v{major}.{minor}", "v{major}"],
            Role::Publisher if form.value.matches("{service}").count() == 1 => return,
            Role::Publisher => &["{service}", "{service}-service"],
            _ => &[],
        };
        if !allowed.contains(&form.value.as_str()) {
            let message = format!("`{}` is no form of the role `{}`", form.value, role.as_str());
            let list: Vec<String> = allowed.iter().map(|form| format!("`{form}`")).collect();
            let help = if list.is_empty() {
                "only the roles `version` and `publisher` have a form; remove it".to_owned()
            } else {
                format!("write, for example, {}", list.join(" or "))
            };
            self.report(rules::BAD_VALUE.at(form.span, message).help(help));
        }
    }

    fn keys(&self, node: Node<'_>) -> Option<KeyForm> {
        let fields = self.fields(node, "`keys`", &["form"]);
        let text = self.text(self.required(&fields, "form", "`keys`", fields.span)?, "form")?;
        let words = parse_form(&text.value);
        if words.is_none() {
            let message = format!("`{}` is not a form of routing keys", text.value);
            let help = "write words between dots, with `[...]` around what may be left out: `{service}[.{entity}].{action}`";
            self.report(rules::BAD_VALUE.at(text.span, message).help(help));
        }
        words.map(|words| KeyForm { text: text.value, span: Some(text.span), words })
    }

    /// Reads delivery settings, of the catalog or of a service.
    pub(super) fn delivery(&self, node: Node<'_>) -> Delivery {
        let fields =
            self.fields(node, "`delivery`", &["prefetch", "message_ttl", "retry", "idempotency_window"]);
        Delivery {
            prefetch: fields.get("prefetch").and_then(|node| self.count(node, "prefetch")),
            message_ttl: fields.get("message_ttl").and_then(|node| self.duration(node, "message_ttl")),
            retry: fields.get("retry").and_then(|node| self.retry(node)),
            idempotency_window: fields
                .get("idempotency_window")
                .and_then(|node| self.duration(node, "idempotency_window")),
        }
    }

    fn retry(&self, node: Node<'_>) -> Option<Spanned<Retry>> {
        let fields = self.fields(node, "`retry`", &["attempts", "backoff", "initial", "factor", "max"]);
        let attempts = self.required(&fields, "attempts", "`retry`", fields.span);
        let initial = self.required(&fields, "initial", "`retry`", fields.span);
        let words = [("fixed", Backoff::Fixed), ("exponential", Backoff::Exponential)];
        let backoff = fields.get("backoff").and_then(|node| self.one_of(node, "backoff", &words));
        let factor = fields.get("factor").and_then(|node| self.count(node, "factor"));
        let max = fields.get("max").and_then(|node| self.duration(node, "max"));
        let retry = Retry {
            attempts: self.attempts(attempts?)?,
            backoff: backoff.map_or(Backoff::Exponential, |backoff| backoff.value),
            initial: self.duration(initial?, "initial")?,
            factor: factor.map_or(2, |factor| factor.value),
            max,
        };
        Some(Spanned::new(retry, node.span()))
    }

    fn attempts(&self, node: Node<'_>) -> Option<Spanned<u32>> {
        let attempts = self.count(node, "attempts")?;
        if attempts.value > MAX_ATTEMPTS {
            let message = format!("{} attempts are more than {MAX_ATTEMPTS}", attempts.value);
            let help = "a message that failed so often belongs in the dead-letter queue";
            self.report(rules::BAD_VALUE.at(attempts.span, message).help(help));
            return None;
        }
        Some(attempts)
    }

    fn totals(&self, node: Node<'_>) -> Totals {
        let fields = self.fields(node, "`totals`", &["events", "services", "by_service"]);
        let by_service =
            fields.get("by_service").map(|node| self.mapping(node, "by_service")).unwrap_or_default();
        Totals {
            events: fields.get("events").and_then(|node| self.count(node, "events")),
            services: fields.get("services").and_then(|node| self.count(node, "services")),
            by_service: by_service
                .into_iter()
                .filter_map(|entry| {
                    let count = self.count(entry.value, entry.key)?;
                    Some((Spanned::new(entry.key.to_owned(), entry.key_span), count))
                })
                .collect(),
        }
    }

    fn targets(&self, node: Option<Node<'_>>, catalog: &str) -> Targets {
        let mut targets = Targets {
            rust_crate: format!("{catalog}-events"),
            typescript_package: format!("@{catalog}/events"),
            go_module: format!("example.com/{catalog}/events"),
        };
        let Some(node) = node else { return targets };
        let fields = self.fields(node, "`targets`", &["rust", "typescript", "go"]);
        for (target, key, slot) in [
            ("rust", "crate", &mut targets.rust_crate),
            ("typescript", "package", &mut targets.typescript_package),
            ("go", "module", &mut targets.go_module),
        ] {
            let Some(node) = fields.get(target) else { continue };
            let settings = self.fields(node, &format!("`{target}`"), &[key]);
            let Some(text) = settings.get(key).and_then(|node| self.text(node, key)) else { continue };
            if is_package_name(target, &text.value) {
                *slot = text.value;
            } else {
                self.bad_package(&text.value, text.span, target);
            }
        }
        targets
    }

    fn bad_package(&self, text: &str, span: Span, target: &str) {
        let help = match target {
            "rust" => "write a crate name such as `erp-events`",
            "typescript" => "write a package name such as `@erp/events`",
            _ => "write a module path such as `example.com/erp/events`",
        };
        self.report(
            rules::BAD_VALUE.at(span, format!("`{text}` is no name of a {target} package")).help(help),
        );
    }
}

fn is_package_name(target: &str, text: &str) -> bool {
    let part = |part: &str, extra: &[u8]| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.bytes().all(|b| {
                b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_' || extra.contains(&b)
            })
    };
    match target {
        "rust" => is_name(text),
        "typescript" => text.strip_prefix('@').map_or_else(
            || part(text, b"."),
            |scoped| {
                scoped.split_once('/').is_some_and(|(scope, name)| part(scope, b".") && part(name, b"."))
            },
        ),
        _ => text.split('/').all(|segment| part(segment, b".~")),
    }
}

fn default_keys() -> KeyForm {
    let text = "{service}.{entity}.{action}";
    KeyForm { text: text.to_owned(), span: None, words: parse_form(text).unwrap_or_default() }
}

/// Reads a form: words between dots, `[.word]` or `[word.]` for one that may be left out.
fn parse_form(text: &str) -> Option<Vec<KeyWord>> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (part, optional) = match rest.strip_prefix('[') {
            Some(inner) => {
                let (part, after) = inner.split_once(']')?;
                rest = after;
                (part, true)
            }
            None => {
                let end = rest.find('[').unwrap_or(rest.len());
                let (part, after) = rest.split_at_checked(end)?;
                rest = after;
                (part, false)
            }
        };
        for word in part.trim_matches('.').split('.') {
            words.push(KeyWord { kind: key_word(word)?, optional });
        }
    }
    let services = words.iter().filter(|word| word.kind == KeyWordKind::Service).count();
    (services <= 1 && words.iter().any(|word| !word.optional)).then_some(words)
}

fn key_word(word: &str) -> Option<KeyWordKind> {
    match word.strip_prefix('{').map(|inner| inner.strip_suffix('}')) {
        Some(Some("service")) => Some(KeyWordKind::Service),
        Some(Some(name)) => is_name(name).then(|| KeyWordKind::Name(name.to_owned())),
        Some(None) => None,
        None => is_name(word).then(|| KeyWordKind::Literal(word.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_routing_keys() {
        let form = parse_form("{service}[.{entity}].{action}").unwrap();
        let shown: Vec<_> = form.iter().map(|word| (&word.kind, word.optional)).collect();
        assert_eq!(
            shown,
            [
                (&KeyWordKind::Service, false),
                (&KeyWordKind::Name("entity".into()), true),
                (&KeyWordKind::Name("action".into()), false)
            ]
        );
        assert_eq!(parse_form("erp.{service}.{action}").unwrap()[0].kind, KeyWordKind::Literal("erp".into()));
        for bad in
            ["", "{service}.{service}", "{service", "[.{entity}]", "a b", "{service}..{action}", "[{a}"]
        {
            assert!(parse_form(bad).is_none(), "{bad}");
        }
    }
}
