//! Types as TypeScript types, where a schema's type cannot be inferred from the schema.

use std::fmt::Write as _;

use countersign_model::resolved::TypeId;
use countersign_model::shape::{Check, Rest, Shape, Type};

use super::plan::Plan;
use super::schema::{field_doc, is_safe, min_items};
use super::text;

/// The type where it is used: its name, if it has one.
pub(super) fn usage(plan: &Plan<'_>, id: TypeId) -> String {
    match (plan.name(id), plan.catalog.ty(id)) {
        (Some(name), _) => name.to_owned(),
        (None, Some(ty)) => written(plan, ty),
        (None, None) => "never".to_owned(),
    }
}

/// The type itself, never its name.
pub(super) fn written(plan: &Plan<'_>, ty: &Type) -> String {
    match &ty.shape {
        Shape::Any => "JsonValue".to_owned(),
        Shape::Null => "null".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Integer | Shape::Number => number(&ty.checks).to_owned(),
        Shape::String => "string".to_owned(),
        Shape::Enum(list) => {
            let values: Vec<String> = list.values.iter().map(|value| text::string(&value.text)).collect();
            let known = values.join(" | ");
            if list.open { format!("Open<{known}>") } else { known }
        }
        Shape::Record(record) => {
            let mut out = String::from("{\n");
            for field in &record.fields {
                let mark = if field.required { "" } else { "?" };
                let name = text::property(&field.name);
                out.push_str(&field_doc(field).print(2));
                _ = writeln!(out, "  {name}{mark}: {};", usage(plan, field.ty));
            }
            if let Rest::Typed(rest) = record.rest {
                _ = writeln!(out, "  [member: string]: {};", usage(plan, rest));
            }
            out + "}"
        }
        Shape::Map(value) => format!("Record<string, {}>", usage(plan, *value)),
        Shape::List(item) => list(plan, *item),
        Shape::Tuple(tuple) => {
            let needed = min_items(&ty.checks);
            let mut items: Vec<String> = Vec::new();
            for (at, &id) in tuple.prefix.iter().enumerate() {
                items.push(if at < needed { usage(plan, id) } else { format!("({})?", usage(plan, id)) });
            }
            if let Rest::Typed(rest) = tuple.rest {
                items.push(format!("...{}", list(plan, rest)));
            }
            format!("[{}]", items.join(", "))
        }
        Shape::Union(union) => {
            let branches: Vec<String> =
                union.variants.iter().map(|variant| usage(plan, variant.ty)).collect();
            branches.join(" | ")
        }
        Shape::Nullable(inner) => format!("{} | null", usage(plan, *inner)),
    }
}

fn list(plan: &Plan<'_>, item: TypeId) -> String {
    let item = usage(plan, item);
    if item.contains(' ') && !item.ends_with('>') { format!("({item})[]") } else { format!("{item}[]") }
}

fn number(checks: &[Check]) -> &'static str {
    if is_safe(checks) { "number" } else { "number | bigint" }
}
