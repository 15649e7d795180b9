//! Types as Rust spells them where they are used.

use countersign_model::resolved::TypeId;
use countersign_model::shape::{CheckKind, Shape, Type};
use countersign_model::value::Value;

use super::ident::grouped;
use super::plan::Plan;
use super::rules::{self, Size, StringForm};

impl Plan<'_> {
    /// A type where it is used: its name, or what it is spelled as.
    pub(super) fn expression(&self, id: TypeId) -> String {
        match (self.name(id), self.catalog.ty(id)) {
            (Some(name), _) => name.to_owned(),
            (None, Some(ty)) => self.spelled(ty),
            (None, None) => "Json".to_owned(),
        }
    }

    /// A type without a name of its own.
    pub(super) fn spelled(&self, ty: &Type) -> String {
        match &ty.shape {
            Shape::Null => "Null".to_owned(),
            Shape::Boolean => boolean(ty),
            Shape::Integer => integer(ty),
            Shape::Number => "Number".to_owned(),
            Shape::String => string(ty),
            Shape::Map(inner) => {
                generic("BTreeMap<String, ", "Map<", &self.expression(*inner), Size::of(&ty.checks))
            }
            Shape::List(inner) => self.list(*inner, Size::of(&ty.checks)),
            Shape::Nullable(inner) => format!("Option<{}>", self.expression(*inner)),
            // All but `Any` are declared.
            Shape::Any | Shape::Record(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Tuple(_) => {
                "Json".to_owned()
            }
        }
    }

    fn list(&self, inner: TypeId, size: Size) -> String {
        let item = self.expression(inner);
        if size.unique {
            let arguments = [vec![item], size.arguments()].concat();
            return format!("UniqueItems<{}>", arguments.join(", "));
        }
        generic("Vec<", "Items<", &item, size)
    }

    /// What a nullable type is when it is not null.
    pub(super) fn not_null(&self, id: TypeId) -> Option<TypeId> {
        match self.catalog.ty(id)?.shape {
            Shape::Nullable(inner) if !self.is_wrapped(id) => Some(inner),
            _ => None,
        }
    }

    /// Whether error messages must not show a value of a type, or one inside it that has no place
    /// of its own to say so.
    pub(super) fn is_sensitive(&self, id: TypeId) -> bool {
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            let Some(ty) = self.catalog.ty(id) else { continue };
            if ty.docs.sensitive.is_some() {
                return true;
            }
            match &ty.shape {
                Shape::Map(inner) | Shape::List(inner) | Shape::Nullable(inner) => pending.push(*inner),
                Shape::Tuple(tuple) => pending.extend(&tuple.prefix),
                Shape::Union(union) => {
                    let records = union.variants.iter().filter_map(|variant| self.catalog.ty(variant.ty));
                    if records.into_iter().any(|record| record.docs.sensitive.is_some()) {
                        return true;
                    }
                }
                Shape::Any
                | Shape::Null
                | Shape::Boolean
                | Shape::Integer
                | Shape::Number
                | Shape::String
                | Shape::Enum(_)
                | Shape::Record(_) => {}
            }
            // A list of itself would never end.
            if pending.len() > 64 {
                return false;
            }
        }
        false
    }
}

fn generic(plain: &str, bounded: &str, inner: &str, size: Size) -> String {
    if size.is_any() {
        return format!("{plain}{inner}>");
    }
    format!("{bounded}{}>", [vec![inner.to_owned()], size.arguments()].concat().join(", "))
}

/// A boolean; one that is always the same is a type.
fn boolean(ty: &Type) -> String {
    let listed = ty.checks.iter().find_map(|check| match &check.kind {
        CheckKind::OneOf(values) => Some(values.iter().filter_map(Value::as_bool).collect::<Vec<_>>()),
        CheckKind::Minimum(_)
        | CheckKind::Maximum(_)
        | CheckKind::ExclusiveMinimum(_)
        | CheckKind::ExclusiveMaximum(_)
        | CheckKind::MultipleOf(_)
        | CheckKind::MinLength(_)
        | CheckKind::MaxLength(_)
        | CheckKind::Pattern(_)
        | CheckKind::Format(_)
        | CheckKind::MinItems(_)
        | CheckKind::MaxItems(_)
        | CheckKind::UniqueItems
        | CheckKind::MinProperties(_)
        | CheckKind::MaxProperties(_) => None,
    });
    match listed.as_deref() {
        Some([only]) => format!("Always<{only}>"),
        _ => "bool".to_owned(),
    }
}

fn integer(ty: &Type) -> String {
    match rules::integer_range(&ty.checks).unwrap_or((i64::MIN, i64::MAX)) {
        (i64::MIN, i64::MAX) => "Integer".to_owned(),
        (min, i64::MAX) => format!("Integer<{}>", grouped(min)),
        (i64::MIN, max) => format!("Integer<{{ i64::MIN }}, {}>", grouped(max)),
        (min, max) => format!("Integer<{}, {}>", grouped(min), grouped(max)),
    }
}

fn string(ty: &Type) -> String {
    match StringForm::of(&ty.checks) {
        StringForm::Text => {
            let arguments = Size::of(&ty.checks).arguments();
            if arguments.is_empty() { "String".to_owned() } else { format!("Text<{}>", arguments.join(", ")) }
        }
        StringForm::Format(format) => format!("formats::{}", rules::format_name(format)),
        // A declared string has a name, and its name is used.
        StringForm::Any | StringForm::Declared => "String".to_owned(),
    }
}
