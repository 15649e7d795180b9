//! Types that no finite value can have: a record that requires itself.

use crate::resolved::TypeId;
use crate::rules;
use crate::shape::{CheckKind, Origin, Rest, Shape, Type};

use super::schema::Builder;

impl Builder<'_> {
    /// Reports the named types that require themselves, directly or round a corner.
    pub(super) fn report_uninhabited(&mut self) {
        let mut known = vec![false; self.types.len()];
        loop {
            let next: Vec<bool> = self.types.iter().map(|ty| inhabited(ty, &known)).collect();
            if next == known {
                break;
            }
            known = next;
        }
        let found: Vec<_> = self
            .types
            .iter()
            .zip(&known)
            .filter(|(ty, known)| !**known && !matches!(ty.origin, Origin::Inline { .. }))
            .map(|(ty, _)| ty.span)
            .collect();
        for span in found {
            self.report(
                rules::CONTRADICTION
                    .at(span, "no value can satisfy this schema: it requires itself without end")
                    .help("make the recursive property optional, nullable, or a list"),
            );
        }
    }
}

/// Whether a type has a finite value, given which types are known to have one.
fn inhabited(ty: &Type, known: &[bool]) -> bool {
    let is = |id: &TypeId| known.get(id.index()).copied().unwrap_or(false);
    let at_least = |wanted: u64| {
        ty.checks.iter().any(|check| match check.kind {
            CheckKind::MinItems(count) | CheckKind::MinProperties(count) => count >= wanted,
            _ => false,
        })
    };
    match &ty.shape {
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer
        | Shape::Number
        | Shape::String
        | Shape::Enum(_)
        | Shape::Nullable(_) => true,
        Shape::Record(record) => record.fields.iter().all(|field| !field.required || is(&field.ty)),
        Shape::Map(value) | Shape::List(value) => is(value) || !at_least(1),
        Shape::Tuple(tuple) => {
            let needed = ty.checks.iter().find_map(|check| match check.kind {
                CheckKind::MinItems(count) => usize::try_from(count).ok(),
                _ => None,
            });
            let needed = needed.unwrap_or(0);
            let rest = needed <= tuple.prefix.len()
                || match &tuple.rest {
                    Rest::Typed(ty) => is(ty),
                    Rest::Open | Rest::Closed => true,
                };
            tuple.prefix.iter().take(needed).all(is) && rest
        }
        Shape::Union(union) => union.variants.iter().any(|variant| is(&variant.ty)),
    }
}
