//! Unions: finding the member that tells the branches apart, once all branches are known.

use crate::resolved::TypeId;
use crate::rules;
use crate::shape::{Enum, Record, Shape, Union, Variant};
use crate::source::Span;

use super::schema::Builder;

/// A `oneOf` whose branches may not be built yet.
#[derive(Debug, Clone)]
pub(super) struct PendingUnion {
    /// The type that will be the union.
    pub(super) id: TypeId,
    /// The keyword's place.
    pub(super) span: Span,
    /// The branches, with their places.
    pub(super) branches: Vec<(TypeId, Span)>,
}

impl Builder<'_> {
    /// Gives every pending union its tag, or reports why there is none.
    pub(super) fn finish_unions(&mut self) {
        for pending in std::mem::take(&mut self.unions) {
            self.finish_union(&pending);
        }
    }

    fn finish_union(&mut self, pending: &PendingUnion) {
        let mut candidates: Option<Vec<String>> = None;
        for &(branch, span) in &pending.branches {
            let Some(record) = self.record(branch) else {
                self.report(
                    rules::UNION_UNTAGGED
                        .at(span, "this branch of a union is not an object with declared properties")
                        .also(pending.span, "the union")
                        .help("write each branch as an object with a required `const` property, such as `kind: { const: card }`"),
                );
                return;
            };
            let tags: Vec<String> = record
                .fields
                .iter()
                .filter(|field| field.required && self.constant(field.ty).is_some())
                .map(|field| field.name.clone())
                .collect();
            candidates = Some(match candidates {
                None => tags,
                Some(known) => known.into_iter().filter(|tag| tags.contains(tag)).collect(),
            });
        }
        let candidates = candidates.unwrap_or_default();
        for tag in &candidates {
            let variants: Vec<Variant> = pending
                .branches
                .iter()
                .filter_map(|&(ty, span)| Some(Variant { value: self.tag_value(ty, tag)?, ty, span }))
                .collect();
            let mut values: Vec<&str> = variants.iter().map(|variant| variant.value.as_str()).collect();
            values.sort_unstable();
            values.dedup();
            if values.len() == pending.branches.len() {
                self.set_shape(pending.id, Shape::Union(Union { tag: tag.clone(), variants }));
                return;
            }
        }
        self.report_untagged(pending, &candidates);
    }

    fn report_untagged(&mut self, pending: &PendingUnion, candidates: &[String]) {
        let Some(tag) = candidates.first() else {
            let message = "no required `const` property tells the branches of this union apart";
            self.report(
                rules::UNION_UNTAGGED
                    .at(pending.span, message)
                    .help("give every branch the same required property with a `const` text of its own: `kind: { const: card }`"),
            );
            return;
        };
        let mut diagnostic = rules::UNION_UNTAGGED
            .at(pending.span, format!("two branches of this union have the same `{tag}`"))
            .help("give each branch a value of its own");
        for &(branch, span) in &pending.branches {
            if let Some(value) = self.tag_value(branch, tag) {
                diagnostic = diagnostic.also(span, format!("`{tag}` is `{value}` here"));
            }
        }
        self.report(diagnostic);
    }

    fn record(&self, id: TypeId) -> Option<&Record> {
        match self.shape(id)? {
            Shape::Record(record) => Some(record),
            _ => None,
        }
    }

    /// The only value of a closed one-value enum.
    fn constant(&self, id: TypeId) -> Option<&str> {
        match self.shape(id)? {
            Shape::Enum(Enum { values, open: false }) => match values.as_slice() {
                [only] => Some(&only.text),
                _ => None,
            },
            _ => None,
        }
    }

    fn tag_value(&self, branch: TypeId, tag: &str) -> Option<String> {
        let field = self.record(branch)?.fields.iter().find(|field| field.name == tag)?;
        self.constant(field.ty).map(str::to_owned)
    }
}
