//! Integers and numbers.

use crate::number::Number;
use crate::resolved::TypeId;
use crate::rules;
use crate::shape::{CheckKind, Shape};
use crate::source::Span;
use crate::value::Value;

use super::super::keywords::Kind;
use super::Builder;

/// One end of a range of numbers.
struct Bound<'a> {
    keyword: &'static str,
    value: &'a Number,
    exclusive: bool,
    span: Span,
}

impl<'a> Builder<'a> {
    pub(super) fn fill_number(&mut self, id: TypeId, schema: &'a Value, integer: bool) {
        self.set_shape(id, if integer { Shape::Integer } else { Shape::Number });
        let lower = [self.bound(schema, "minimum", false), self.bound(schema, "exclusiveMinimum", true)];
        let upper = [self.bound(schema, "maximum", false), self.bound(schema, "exclusiveMaximum", true)];
        for low in lower.iter().flatten() {
            let kind = if low.exclusive { CheckKind::ExclusiveMinimum } else { CheckKind::Minimum };
            self.add_check(id, kind(low.value.clone()), low.span);
            for high in upper.iter().flatten() {
                if excludes_all(low, high, integer) {
                    let this = format!("`{}` is {}", low.keyword, low.value);
                    let that = format!("`{}` is {}", high.keyword, high.value);
                    self.contradiction(low.span, this, high.span, that);
                }
            }
        }
        for high in upper.iter().flatten() {
            let kind = if high.exclusive { CheckKind::ExclusiveMaximum } else { CheckKind::Maximum };
            self.add_check(id, kind(high.value.clone()), high.span);
        }
        if let Some(step) = self.number(schema, "multipleOf") {
            if step.0.is_zero() || step.0.is_negative() {
                self.report(rules::KEYWORD_VALUE.at(step.1, "`multipleOf` must be greater than 0"));
            } else {
                self.add_check(id, CheckKind::MultipleOf(step.0.clone()), step.1);
            }
        }
        let kind = if integer { Kind::Integer } else { Kind::Number };
        self.check_allowed(id, schema, Some(kind));
        for value in super::values::listed(schema) {
            let Some(number) = value.as_number() else { continue };
            for bound in lower.iter().chain(&upper).flatten() {
                let beyond = match (bound.keyword, bound.exclusive) {
                    ("minimum" | "exclusiveMinimum", false) => number < bound.value,
                    ("minimum" | "exclusiveMinimum", true) => number <= bound.value,
                    (_, false) => number > bound.value,
                    (_, true) => number >= bound.value,
                };
                if beyond {
                    let that = format!("`{}` is {}", bound.keyword, bound.value);
                    self.contradiction(value.span, format!("`{number}` is listed"), bound.span, that);
                }
            }
        }
    }

    fn number(&mut self, schema: &'a Value, keyword: &str) -> Option<(&'a Number, Span)> {
        let value = schema.get(keyword)?;
        if value.as_number().is_none() {
            let message = format!("`{keyword}` must be a number, this is {}", value.kind_name());
            self.report(rules::KEYWORD_VALUE.at(value.span, message));
        }
        value.as_number().map(|number| (number, value.span))
    }

    fn bound(&mut self, schema: &'a Value, keyword: &'static str, exclusive: bool) -> Option<Bound<'a>> {
        let (value, span) = self.number(schema, keyword)?;
        Some(Bound { keyword, value, exclusive, span })
    }
}

/// Whether no number lies between two bounds; for integers, where that is easily told, whether no
/// whole number does.
fn excludes_all(low: &Bound<'_>, high: &Bound<'_>, integer: bool) -> bool {
    if low.value > high.value || (low.value == high.value && (low.exclusive || high.exclusive)) {
        return true;
    }
    match (integer, low.value.to_i128(), high.value.to_i128()) {
        (true, Some(least), Some(most)) => {
            let least = least.saturating_add(i128::from(low.exclusive));
            let most = most.saturating_sub(i128::from(high.exclusive));
            least > most
        }
        _ => false,
    }
}
