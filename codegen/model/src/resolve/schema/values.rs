//! `enum` and `const`, booleans, and schemas that admit any kind of value; counts.

use crate::resolved::TypeId;
use crate::rules;
use crate::shape::{CheckKind, Shape};
use crate::source::Span;
use crate::value::{Value, ValueKind};

use super::super::keywords::Kind;
use super::Builder;

/// The values that `const` and `enum` list.
pub(super) fn listed(schema: &Value) -> Vec<&Value> {
    schema.get("const").into_iter().chain(schema.get("enum").map(Value::items).unwrap_or_default()).collect()
}

impl<'a> Builder<'a> {
    /// The values a schema lists, those of the wrong kind reported and left out; `None` if it
    /// lists none. With null in it, null is left to the nullable type around.
    pub(super) fn allowed(
        &mut self,
        schema: &'a Value,
        kind: Option<Kind>,
    ) -> Option<(Vec<&'a Value>, Span)> {
        let (keyword, place) = match (schema.get("const"), schema.get("enum")) {
            (Some(_), Some(list)) => {
                let message = "`const` and `enum` say the same thing twice";
                self.report(rules::KEYWORD_WITHOUT_EFFECT.at(list.span, message).help("keep one of them"));
                return None;
            }
            (Some(value), None) => ("const", value),
            (None, Some(list)) => ("enum", list),
            (None, None) => return None,
        };
        if keyword == "enum" && place.items().is_empty() {
            self.report(rules::KEYWORD_VALUE.at(place.span, "`enum` must list at least one value"));
            return None;
        }
        let nullable = schema.get("type").is_some_and(|ty| ty.items().iter().any(is_null_type));
        let mut allowed: Vec<&Value> = Vec::new();
        for value in listed(schema) {
            let null = matches!(value.kind, ValueKind::Null);
            if null
                && kind != Some(Kind::Null)
                && (nullable || schema.get("type").is_none())
                && kind.is_some()
            {
                continue;
            }
            if let Some(kind) = kind.filter(|kind| !kind.admits(Kind::of(&value.kind))) {
                let message = format!("`{value}` in `{keyword}` is not of type `{}`", kind.as_str());
                let quoted = format!("write `\"{value}\"`");
                let help = (kind == Kind::String).then_some(quoted);
                self.report(rules::ENUM_AGAINST_TYPE.at(value.span, message).maybe_help(help));
            } else if let Some(first) = allowed.iter().find(|first| **first == value) {
                let message = format!("`{value}` stands in `enum` twice");
                self.report(rules::KEYWORD_VALUE.at(value.span, message).also(first.span, "first here"));
            } else {
                allowed.push(value);
            }
        }
        Some((allowed, place.span))
    }

    /// A schema without a kind: any value, or one of those listed.
    pub(super) fn fill_any(&mut self, id: TypeId, schema: &'a Value) {
        self.set_shape(id, Shape::Any);
        self.check_allowed(id, schema, None);
    }

    /// A boolean.
    pub(super) fn fill_scalar(&mut self, id: TypeId, schema: &'a Value, shape: Shape) {
        self.set_shape(id, shape);
        self.check_allowed(id, schema, Some(Kind::Boolean));
    }

    /// Adds the check that a value is one of those listed.
    pub(super) fn check_allowed(&mut self, id: TypeId, schema: &'a Value, kind: Option<Kind>) {
        let Some((allowed, span)) = self.allowed(schema, kind) else { return };
        if let Some(composite) =
            allowed.iter().find(|v| matches!(v.kind, ValueKind::Array(_) | ValueKind::Object(_)))
        {
            let message = "lists and objects among the values of `enum` or `const` are outside the profile";
            let help = "give the object's properties `const` values of their own";
            self.report(rules::OUTSIDE_PROFILE.at(composite.span, message).help(help));
            return;
        }
        self.add_check(id, CheckKind::OneOf(allowed.into_iter().cloned().collect()), span);
    }

    /// Reports `const` and `enum` on a kind of value that the profile does not list.
    pub(super) fn refuse_listed(&mut self, schema: &'a Value, kind: Kind) {
        for keyword in ["const", "enum"] {
            if let Some(value) = schema.get(keyword) {
                let message =
                    format!("`{keyword}` of a value of type `{}` is outside the profile", kind.as_str());
                let help = "constrain its parts instead";
                self.report(rules::OUTSIDE_PROFILE.at(value.span, message).help(help));
            }
        }
    }

    /// A keyword whose value counts something.
    pub(super) fn count(&mut self, schema: &'a Value, keyword: &str) -> Option<(u64, Span)> {
        let value = schema.get(keyword)?;
        let count = value.as_number().and_then(|number| u64::try_from(number.to_i128()?).ok());
        if count.is_none() {
            let message = format!("`{keyword}` must be a whole number from 0, this is `{value}`");
            self.report(rules::KEYWORD_VALUE.at(value.span, message));
        }
        count.map(|count| (count, value.span))
    }

    /// Adds a pair of checks that count something, and reports a pair that admits nothing.
    pub(super) fn count_range(
        &mut self,
        id: TypeId,
        schema: &'a Value,
        (low, low_check): (&str, fn(u64) -> CheckKind),
        (high, high_check): (&str, fn(u64) -> CheckKind),
    ) {
        let least = self.count(schema, low);
        let most = self.count(schema, high);
        if let (Some((least, at)), Some((most, other))) = (least, most)
            && least > most
        {
            self.contradiction(at, format!("`{low}` is {least}"), other, format!("`{high}` is {most}"));
        }
        // At least none is no constraint.
        if let Some((count, span)) = least.filter(|(count, _)| *count > 0) {
            self.add_check(id, low_check(count), span);
        }
        if let Some((count, span)) = most {
            self.add_check(id, high_check(count), span);
        }
    }

    /// Reports two constraints that no value can satisfy together.
    pub(super) fn contradiction(&mut self, at: Span, this: String, other: Span, that: String) {
        self.report(
            rules::CONTRADICTION
                .at(at, format!("no value can satisfy this: {this}, and {that}"))
                .label(this)
                .also(other, that)
                .help("change one of the two"),
        );
    }
}

fn is_null_type(name: &Value) -> bool {
    matches!(name.kind, ValueKind::Null) || name.as_str() == Some("null")
}
