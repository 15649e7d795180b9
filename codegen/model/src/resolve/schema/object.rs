//! Objects: records and maps, and `allOf` of objects.

use std::collections::HashMap;

use crate::resolved::TypeId;
use crate::rules;
use crate::shape::{CheckKind, Docs, Field, Origin, Record, Rest, Shape, Step, Type};
use crate::source::Span;
use crate::suggest::did_you_mean;
use crate::value::{Value, ValueKind};

use super::super::keywords::{Class, Kind, class};
use super::{Builder, Payload};

/// A schema whose properties make up an object: the schema itself, or a branch of its `allOf`.
#[derive(Clone, Copy)]
struct Part<'a> {
    schema: &'a Value,
    payload: Option<Payload<'a>>,
}

/// What may stand in a branch of `allOf`.
const IN_ALL_OF: [&str; 7] =
    ["type", "properties", "required", "minProperties", "maxProperties", "allOf", "$ref"];

impl<'a> Builder<'a> {
    pub(super) fn fill_object(&mut self, id: TypeId, schema: &'a Value, payload: Option<Payload<'a>>) {
        self.refuse_listed(schema, Kind::Object);
        let mut parts = vec![Part { schema, payload }];
        self.all_of(schema, payload, &mut parts, &mut vec![schema.span]);
        let rest = self.rest(id, schema, payload, parts.len() > 1);
        let has_properties = parts.iter().any(|part| part.schema.get("properties").is_some());
        let is_payload = payload.is_some_and(|payload| payload.root.span == schema.span);
        let fields = self.fields(id, &parts);
        let shape = match rest {
            Rest::Typed(value) if !has_properties => Shape::Map(value),
            Rest::Open if !has_properties && !is_payload => {
                // An object without a word about its members is a map of anything.
                let origin = Origin::Inline { parent: id, step: Step::Value };
                let (shape, checks, docs) = (Shape::Any, Vec::new(), Docs::default());
                Shape::Map(self.push(Type { origin, shape, checks, docs, span: schema.span }))
            }
            rest => Shape::Record(Record { fields, rest }),
        };
        let closed_with = match &shape {
            Shape::Record(Record { fields, rest: Rest::Closed }) => Some(fields.len()),
            _ => None,
        };
        self.set_shape(id, shape);
        for part in &parts {
            self.count_range(
                id,
                part.schema,
                ("minProperties", CheckKind::MinProperties),
                ("maxProperties", CheckKind::MaxProperties),
            );
        }
        self.check_counts(schema, closed_with, &parts);
    }

    fn check_counts(&mut self, schema: &'a Value, closed_with: Option<usize>, parts: &[Part<'a>]) {
        let least = schema.get("minProperties").and_then(|value| Some((value, value.as_number()?.to_i64()?)));
        let most = schema.get("maxProperties").and_then(|value| Some((value, value.as_number()?.to_i64()?)));
        let signed = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        if let (Some((value, least)), Some(declared)) = (least, closed_with)
            && least > signed(declared)
        {
            let that = format!("the closed object declares {declared} properties");
            self.contradiction(value.span, format!("`minProperties` is {least}"), schema.span, that);
        }
        let required: usize =
            parts.iter().filter_map(|part| part.schema.get("required")).map(|list| list.items().len()).sum();
        if let Some((value, most)) = most
            && most < signed(required)
        {
            let place = schema.get("required").map_or(schema.span, |list| list.span);
            let that = format!("{required} properties are required");
            self.contradiction(value.span, format!("`maxProperties` is {most}"), place, that);
        }
    }

    /// Adds the branches of `allOf`, references followed, to the parts of an object.
    fn all_of(
        &mut self,
        schema: &'a Value,
        payload: Option<Payload<'a>>,
        parts: &mut Vec<Part<'a>>,
        path: &mut Vec<Span>,
    ) {
        let Some(branches) = schema.get("allOf") else { return };
        if branches.items().is_empty() {
            self.report(rules::KEYWORD_VALUE.at(branches.span, "`allOf` must list at least one schema"));
        }
        for branch in branches.items() {
            let (mut at, mut scope) = (branch, payload);
            while let Some(reference) = at.get("$ref") {
                let Some(target) = self.reference(at, reference, scope) else { return };
                (at, scope) = (target.schema(), target.payload());
                if path.contains(&at.span) {
                    let message = "this schema contains itself through `allOf`";
                    let help = "refer to it from a property, or leave it out of `allOf`";
                    self.report(rules::REFERENCE_CYCLE.at(reference.span, message).help(help));
                    return;
                }
                path.push(at.span);
            }
            self.check_branch(branch, at);
            parts.push(Part { schema: at, payload: scope });
            self.all_of(at, scope, parts, path);
        }
    }

    /// Reports what keeps a branch of `allOf` from being a part of an object.
    fn check_branch(&mut self, branch: &'a Value, schema: &'a Value) {
        if branch.span == schema.span {
            self.check_annotations(schema, false);
        }
        let is_object = matches!(schema.kind, ValueKind::Object(_));
        let declares = schema.get("type").is_none_or(|ty| ty.as_str() == Some("object"));
        let foreign = schema.members().iter().find(|member| {
            let constraint = class(&member.name).is_some_and(|class| class != Class::Annotation);
            constraint && !IN_ALL_OF.contains(&member.name.as_str())
        });
        if let Some(member) = foreign {
            let message = format!("`{}` in a branch of `allOf` is outside the profile", member.name);
            let help = if member.name == "additionalProperties" {
                "it would refuse the properties of the other branches; remove it, or write one object without `allOf`"
            } else {
                "a branch of `allOf` is an object with `properties` and `required`"
            };
            let diagnostic = rules::OUTSIDE_PROFILE.at(member.name_span, message).help(help);
            self.report(if branch.span == schema.span {
                diagnostic
            } else {
                diagnostic.also(branch.span, "the branch")
            });
        } else if !is_object || !declares {
            let message = "a branch of `allOf` must be an object";
            self.report(
                rules::OUTSIDE_PROFILE
                    .at(branch.span, message)
                    .help("write `type: object` with `properties`"),
            );
        }
    }

    fn rest(&mut self, id: TypeId, schema: &'a Value, payload: Option<Payload<'a>>, composed: bool) -> Rest {
        let Some(value) = schema.get("additionalProperties") else { return Rest::Open };
        if composed {
            let message = "`additionalProperties` beside `allOf` is outside the profile";
            let help =
                "it would apply to the properties of the branches too; write one object without `allOf`";
            self.report(rules::OUTSIDE_PROFILE.at(value.span, message).help(help));
            return Rest::Open;
        }
        match value.kind {
            ValueKind::Bool(true) => Rest::Open,
            ValueKind::Bool(false) => Rest::Closed,
            _ => Rest::Typed(self.inline(id, Step::Value, value, payload)),
        }
    }

    fn fields(&mut self, id: TypeId, parts: &[Part<'a>]) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        let mut declared: HashMap<&'a str, Span> = HashMap::new();
        for part in parts {
            let Some(properties) = part.schema.get("properties") else { continue };
            if !matches!(properties.kind, ValueKind::Object(_)) {
                let message = format!("`properties` must be a mapping, this is {}", properties.kind_name());
                self.report(rules::KEYWORD_VALUE.at(properties.span, message));
            }
            for member in properties.members() {
                if let Some(&first) = declared.get(member.name.as_str()) {
                    let message = format!("two branches of `allOf` declare `{}`", member.name);
                    let help = "declare it once: what both say is outside the profile";
                    self.report(
                        rules::OUTSIDE_PROFILE
                            .at(member.name_span, message)
                            .also(first, "first here")
                            .help(help),
                    );
                    continue;
                }
                declared.insert(&member.name, member.name_span);
                let ty = self.inline(id, Step::Field(member.name.clone()), &member.value, part.payload);
                fields.push(Field {
                    name: member.name.clone(),
                    ty,
                    required: false,
                    default: member.value.get("default").cloned(),
                    docs: super::annotations::docs(&member.value),
                    span: member.name_span,
                });
            }
        }
        for part in parts {
            self.required(part.schema, &mut fields);
        }
        fields
    }

    fn required(&mut self, schema: &'a Value, fields: &mut [Field]) {
        let Some(list) = schema.get("required") else { return };
        if !matches!(list.kind, ValueKind::Array(_)) {
            let message = format!("`required` must be a list of names, this is {}", list.kind_name());
            self.report(rules::KEYWORD_VALUE.at(list.span, message));
        }
        let mut seen: Vec<&str> = Vec::new();
        for name in list.items() {
            let Some(text) = name.as_str() else {
                let message = format!("`required` lists names, this is {}", name.kind_name());
                self.report(rules::KEYWORD_VALUE.at(name.span, message));
                continue;
            };
            if seen.contains(&text) {
                self.report(
                    rules::KEYWORD_VALUE.at(name.span, format!("`{text}` stands in `required` twice")),
                );
            }
            seen.push(text);
            if let Some(field) = fields.iter_mut().find(|field| field.name == text) {
                field.required = true;
            } else {
                let help = did_you_mean(text, fields.iter().map(|field| field.name.as_str()))
                    .unwrap_or_else(|| format!("declare it: add `{text}: {{ type: ... }}` to `properties`"));
                let message = format!("`{text}` is required but not declared in `properties`");
                self.report(rules::REQUIRED_UNDECLARED.at(name.span, message).help(help));
            }
        }
    }
}
