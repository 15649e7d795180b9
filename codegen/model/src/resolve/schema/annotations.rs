//! Annotations: what a schema says in words.

use crate::rules;
use crate::shape::{Deprecation, Docs, Sensitivity};
use crate::suggest::did_you_mean;
use crate::value::{Member, Value, ValueKind};

use super::Builder;

const DEPRECATION_KEYS: [&str; 3] = ["since", "sunset", "use"];

impl<'a> Builder<'a> {
    /// Reports an annotation with a value it cannot have.
    pub(super) fn check_annotation(&mut self, member: &'a Member) {
        let value = &member.value;
        let wanted = match (member.name.as_str(), &value.kind) {
            ("title" | "description" | "$comment", ValueKind::String(_))
            | ("deprecated" | "readOnly" | "writeOnly" | "x-open-enum", ValueKind::Bool(_))
            | ("examples", ValueKind::Array(_))
            | ("default", _) => return,
            ("x-sensitive", ValueKind::String(text)) if sensitivity(text).is_some() => return,
            ("x-deprecated", ValueKind::Object(members)) => return self.check_deprecation(members),
            ("title" | "description" | "$comment", _) => "a text",
            ("examples", _) => "a list of values",
            ("x-sensitive", _) => "`personal` or `secret`",
            ("x-deprecated", _) => "a mapping with `since`, `sunset` and `use`",
            _ => "`true` or `false`",
        };
        let message = format!("`{}` must be {wanted}", member.name);
        self.report(rules::KEYWORD_VALUE.at(value.span, message));
    }

    fn check_deprecation(&mut self, members: &'a [Member]) {
        for member in members {
            if !DEPRECATION_KEYS.contains(&member.name.as_str()) {
                let message = format!("`x-deprecated` has no key `{}`", member.name);
                let help = did_you_mean(&member.name, DEPRECATION_KEYS)
                    .unwrap_or_else(|| "it can have `since`, `sunset` and `use`".to_owned());
                self.report(rules::UNKNOWN_KEY.at(member.name_span, message).help(help));
            } else if member.name != "use" && !member.value.as_str().is_some_and(crate::calendar::is_date) {
                let message = format!("`{}` of `x-deprecated` must be a date", member.name);
                self.report(rules::BAD_VALUE.at(member.value.span, message).help("write `YYYY-MM-DD`"));
            }
        }
    }
}

/// What a schema says of itself.
pub(super) fn docs(schema: &Value) -> Docs {
    let text = |key: &str| schema.get(key).and_then(Value::as_str).map(|text| text.trim().to_owned());
    let within = |of: &Value, key: &str| of.get(key).and_then(Value::as_str).map(str::to_owned);
    let deprecated = match schema.get("x-deprecated") {
        Some(value) => Some(Deprecation {
            since: within(value, "since"),
            sunset: within(value, "sunset"),
            use_instead: within(value, "use"),
            span: Some(value.span),
        }),
        None => (schema.get("deprecated").and_then(Value::as_bool) == Some(true)).then(Deprecation::default),
    };
    Docs {
        title: text("title"),
        description: text("description"),
        sensitive: schema.get("x-sensitive").and_then(Value::as_str).and_then(sensitivity),
        deprecated,
    }
}

fn sensitivity(text: &str) -> Option<Sensitivity> {
    match text {
        "personal" => Some(Sensitivity::Personal),
        "secret" => Some(Sensitivity::Secret),
        _ => None,
    }
}
