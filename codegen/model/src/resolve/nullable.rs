//! Nullable types of nullable types, and references that lead nowhere but to themselves.

use std::collections::HashSet;

use crate::resolved::TypeId;
use crate::rules;
use crate::shape::Shape;

use super::schema::Builder;

impl Builder<'_> {
    /// Makes every nullable type one of a type that is not itself nullable.
    pub(super) fn finish_nullables(&mut self) {
        let ids: Vec<TypeId> = (0..self.types.len()).map(TypeId::new).collect();
        for id in ids {
            let Some(&Shape::Nullable(inner)) = self.shape(id) else { continue };
            let mut seen = HashSet::from([id]);
            let mut at = inner;
            while let Some(&Shape::Nullable(next)) = self.shape(at) {
                if !seen.insert(at) {
                    break;
                }
                at = next;
            }
            if matches!(self.shape(at), Some(Shape::Nullable(_))) {
                if let Some(span) = self.span_of(id) {
                    let message = "this schema refers to itself without a value in between";
                    let help = "refer to it from a property or from the items of a list";
                    self.report(rules::REFERENCE_CYCLE.at(span, message).help(help));
                }
                self.set_shape(id, Shape::Null);
            } else if matches!(self.shape(at), Some(Shape::Null)) {
                self.set_shape(id, Shape::Null);
            } else {
                self.set_shape(id, Shape::Nullable(at));
            }
        }
    }
}
