//! What kind of value a schema declares, and which constraints say nothing about it.

use crate::rules;
use crate::suggest::did_you_mean;
use crate::value::{Value, ValueKind};

use super::super::keywords::{Class, Kind, class};
use super::Builder;
use super::values::listed;

/// What `type` (or the values of `enum` and `const`) says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Declared {
    /// The kind besides null; `None` for any.
    pub(super) kind: Option<Kind>,
    /// Whether null is admitted besides it.
    pub(super) nullable: bool,
}

impl<'a> Builder<'a> {
    /// What kind of value a schema declares; `None` where that cannot be said, which is reported.
    pub(super) fn declared(&mut self, schema: &'a Value) -> Option<Declared> {
        let Some(ty) = schema.get("type") else { return Some(Self::inferred(schema)) };
        let mut kinds = Vec::new();
        let names: Vec<&Value> = match &ty.kind {
            ValueKind::Array(items) => items.iter().collect(),
            _ => vec![ty],
        };
        for name in names {
            let text = name.as_str().unwrap_or_default();
            // An unquoted `null` is YAML's null, which everybody writes and means.
            let kind =
                if matches!(name.kind, ValueKind::Null) { Some(Kind::Null) } else { Kind::parse(text) };
            match kind {
                Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
                Some(_) => {
                    self.report(
                        rules::KEYWORD_VALUE.at(name.span, format!("`{text}` stands in `type` twice")),
                    );
                }
                None => {
                    let known = Kind::ALL.map(Kind::as_str);
                    let help = did_you_mean(text, known)
                        .unwrap_or_else(|| format!("write one of `{}`", known.join("`, `")));
                    self.report(
                        rules::KEYWORD_VALUE
                            .at(name.span, format!("`{name}` is no type of JSON Schema"))
                            .help(help),
                    );
                    return None;
                }
            }
        }
        let nullable = kinds.len() > 1 && kinds.contains(&Kind::Null);
        kinds.retain(|kind| !nullable || *kind != Kind::Null);
        match kinds.as_slice() {
            [only] => Some(Declared { kind: Some(*only), nullable }),
            [] => {
                self.report(rules::KEYWORD_VALUE.at(ty.span, "`type` names no type"));
                None
            }
            _ => {
                let message = "a value of several types is outside the profile, `null` apart";
                let help = "write a `oneOf` of objects, or two properties";
                self.report(rules::OUTSIDE_PROFILE.at(ty.span, message).help(help));
                None
            }
        }
    }

    /// What the values of `enum` and `const` say of a schema without `type`; else any value.
    fn inferred(schema: &Value) -> Declared {
        let mut kinds: Vec<Kind> = Vec::new();
        for value in listed(schema) {
            let kind = Kind::of(&value.kind);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        if schema.get("allOf").is_some() {
            return Declared { kind: Some(Kind::Object), nullable: false };
        }
        let nullable = kinds.len() > 1 && kinds.contains(&Kind::Null);
        kinds.retain(|kind| !nullable || *kind != Kind::Null);
        let kind = match kinds.as_slice() {
            [only @ (Kind::Null | Kind::Boolean | Kind::Integer | Kind::Number | Kind::String)] => {
                Some(*only)
            }
            [Kind::Integer, Kind::Number] | [Kind::Number, Kind::Integer] => Some(Kind::Number),
            _ => None,
        };
        // Null among values of several kinds stays one of the listed values.
        Declared { kind, nullable: nullable && kind.is_some() }
    }

    /// Reports constraints that say nothing about the declared kind.
    pub(super) fn check_applicable(&mut self, schema: &'a Value, declared: Declared) {
        for member in schema.members() {
            let Some(Class::For(kind)) = class(&member.name) else { continue };
            let applies = declared.kind.is_some_and(|declared| kind.admits(declared));
            if applies {
                continue;
            }
            let (message, help) = match declared.kind {
                None => (
                    format!("`{}` without `type` lets every value of another type pass", member.name),
                    format!("add `type: {}`", kind.as_str()),
                ),
                Some(declared) => (
                    format!("`{}` says nothing about a value of type `{}`", member.name, declared.as_str()),
                    format!("remove it, or make the type `{}`", kind.as_str()),
                ),
            };
            self.report(rules::KEYWORD_WITHOUT_EFFECT.at(member.name_span, message).help(help));
        }
    }
}
