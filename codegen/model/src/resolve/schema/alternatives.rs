//! `oneOf` and `anyOf`: nullable types and unions.

use crate::resolved::TypeId;
use crate::rules;
use crate::shape::{Docs, Origin, Shape, Step, Type};
use crate::source::Span;
use crate::value::{Value, ValueKind};

use super::super::keywords::{Class, class};
use super::super::union::PendingUnion;
use super::{Builder, Payload};

impl<'a> Builder<'a> {
    /// A `oneOf` or `anyOf`: a nullable type, or a union.
    pub(super) fn alternatives(
        &mut self,
        id: TypeId,
        schema: &'a Value,
        keyword: &str,
        branches: &'a Value,
        payload: Option<Payload<'a>>,
    ) {
        for member in schema.members() {
            let is_object = member.name == "type" && member.value.as_str() == Some("object");
            let fits =
                matches!(class(&member.name), Some(Class::Annotation)) || member.name == "$defs" || is_object;
            if !fits && member.name != keyword && class(&member.name).is_some() {
                let message = format!("`{}` beside `{keyword}` is outside the profile", member.name);
                let help = "put the constraint into each branch";
                self.report(rules::OUTSIDE_PROFILE.at(member.name_span, message).help(help));
            }
        }
        let items = branches.items();
        let is_null = |branch: &Value| {
            let ty = branch.get("type");
            ty.is_some_and(|ty| matches!(ty.kind, ValueKind::Null) || ty.as_str() == Some("null"))
        };
        let (nulls, others): (Vec<&Value>, Vec<&Value>) = items.iter().partition(|branch| is_null(branch));
        match (nulls.as_slice(), others.as_slice()) {
            (_, []) => {
                let message = format!("`{keyword}` must list at least one schema besides null");
                self.report(rules::KEYWORD_VALUE.at(branches.span, message));
            }
            ([], [_]) | ([_, _, ..], _) => {
                let message =
                    format!("`{keyword}` with a single branch or a repeated null is outside the profile");
                self.report(
                    rules::OUTSIDE_PROFILE.at(branches.span, message).help("write the branch itself"),
                );
            }
            ([_], [only]) => {
                let inner = self.inline(id, Step::NotNull, only, payload);
                self.set_shape(id, Shape::Nullable(inner));
            }
            ([], several) => self.union(id, branches.span, several, payload),
            ([_], several) => {
                let origin = Origin::Inline { parent: id, step: Step::NotNull };
                let inner = self.push(Type {
                    origin,
                    shape: Shape::Any,
                    checks: Vec::new(),
                    docs: Docs::default(),
                    span: branches.span,
                });
                self.set_shape(id, Shape::Nullable(inner));
                self.union(inner, branches.span, several, payload);
            }
        }
    }

    fn union(&mut self, id: TypeId, span: Span, branches: &[&'a Value], payload: Option<Payload<'a>>) {
        let branches = branches
            .iter()
            .enumerate()
            .map(|(at, branch)| {
                let step =
                    Step::Variant(variant_name(branch).unwrap_or_else(|| format!("option {}", at + 1)));
                (self.inline(id, step, branch, payload), branch.span)
            })
            .collect();
        self.unions.push(PendingUnion { id, span, branches });
    }
}

/// The first constant text among the properties of a branch written in place: a name for its type.
fn variant_name(branch: &Value) -> Option<String> {
    branch.get("properties")?.members().iter().find_map(|member| {
        let constant = member.value.get("const")?.as_str()?;
        Some(constant.to_owned())
    })
}
