//! Declarations of types: a schema and the type of the same name.

use countersign_model::resolved::TypeId;
use countersign_model::shape::{Origin, Rest, Shape, Type};

use super::layout::{Expr, Member};
use super::schema::Schemas;
use super::text::{self, Doc, WIDTH};
use super::ts_type;

/// Declares a named type.
pub(super) fn declare(schemas: &mut Schemas<'_>, id: TypeId) -> String {
    let plan = schemas.plan;
    let (Some(ty), Some(name)) = (plan.catalog.ty(id), plan.name(id)) else { return String::new() };
    let expr = schemas.declaration(id);
    let doc = type_doc(schemas, ty).print(0);
    let (annotation, type_declaration) = if matches!(ty.shape, Shape::String) {
        schemas.imports.schemas.insert("type Named");
        let named = format!("Named<{}>", text::string(name));
        (format!(": z.ZodType<{named}>"), format!("export type {name} = {named};\n"))
    } else if plan.is_recursive(id) {
        // A schema that refers to itself cannot have its type inferred; one of a record can, since
        // its getters say their types.
        let written = ts_type::written(plan, ty);
        for (word, import) in [("JsonValue", "type JsonValue"), ("Open<", "type Open")] {
            if written.contains(word) {
                schemas.imports.schemas.insert(import);
            }
        }
        match &ty.shape {
            Shape::Record(record) if !matches!(record.rest, Rest::Typed(_)) => {
                (String::new(), format!("export interface {name} {written}\n"))
            }
            Shape::Record(_) => {
                (format!(": z.ZodType<{name}>"), format!("export interface {name} {written}\n"))
            }
            Shape::Any
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer
            | Shape::Number
            | Shape::String
            | Shape::Enum(_)
            | Shape::Map(_)
            | Shape::List(_)
            | Shape::Tuple(_)
            | Shape::Union(_)
            | Shape::Nullable(_) => {
                (format!(": z.ZodType<{name}>"), format!("export type {name} = {written};\n"))
            }
        }
    } else {
        let flat = format!("export type {name} = z.infer<typeof {name}>;\n");
        let broken = format!("export type {name} = z.infer<\n  typeof {name}\n>;\n");
        (String::new(), if flat.chars().count() <= WIDTH + 1 { flat } else { broken })
    };
    let head = format!("export const {name}{annotation} = ");
    let schema = expr.print(0, head.chars().count(), 1);
    format!("{doc}{head}{schema};\n{doc}{type_declaration}{}", defaults(ty, name, plan.defaults(id)))
}

/// The defaults of a record's fields, which readers may use and decoding never fills in.
fn defaults(ty: &Type, name: &str, constant: Option<&str>) -> String {
    let (Shape::Record(record), Some(constant)) = (&ty.shape, constant) else { return String::new() };
    let members: Vec<Member> = record
        .fields
        .iter()
        .filter_map(|field| {
            Some(Member::plain(text::property(&field.name), text::value(field.default.as_ref()?)))
        })
        .collect();
    let doc = Doc::of(format!("What readers may assume where a `{name}` leaves a field out.")).print(0);
    let members = Expr::Members(members).print(0, 0, 0);
    format!("\n{doc}export const {constant} = {members} satisfies Partial<{name}>;\n")
}

fn type_doc(schemas: &Schemas<'_>, ty: &Type) -> Doc {
    let catalog = schemas.plan.catalog;
    let doc = Doc::of_schema(&ty.docs);
    let Origin::Payload { event, version } = &ty.origin else { return doc };
    let Some(event) = catalog.event(*event) else { return doc };
    let Some(version) = event.versions.get(*version) else { return doc };
    let first = format!("The payload of `{}`, version {}.", event.key.value, version.version.value);
    let mut out = Doc::of(first);
    for text in [&version.summary, &ty.docs.description].into_iter().flatten() {
        out = out.and(text.clone());
    }
    out.deprecated(version.deprecated.as_ref())
}
