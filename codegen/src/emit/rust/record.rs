//! Declarations of records.

use serde::Serialize;

use countersign_model::resolved::TypeId;
use countersign_model::shape::{Check, Enum, Field, Record, Rest, Shape};
use countersign_model::value::Value;

use super::declare::{Declared, Head, listing};
use super::docs;
use super::ident::{self, grouped, string};
use super::plan::Plan;
use super::render;
use super::rules::Size;
use super::source::{fitted, sum};
use crate::emit::names::Scope;

/// A member of a record, or a field of the envelope.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FieldContext {
    /// The identifier.
    pub(super) name: String,
    /// The name on the wire, as a literal.
    pub(super) wire: String,
    pub(super) docs: Vec<String>,
    /// The type of the field.
    pub(super) ty: String,
    /// What serde is told about it: an attribute, or nothing.
    pub(super) serde: String,
    /// How the second pass checks it.
    pub(super) member: String,
    /// Whether a value without the field can be made.
    pub(super) optional: bool,
    /// Whether the field says if it is absent: `is_none` or `is_absent`, negated.
    pub(super) is_there: Option<&'static str>,
    /// A method that gives the default where the field is absent.
    pub(super) default: Option<DefaultContext>,
}

/// A method that gives a default.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DefaultContext {
    name: String,
    shown: String,
    ty: String,
    body: String,
}

#[derive(Serialize)]
struct RecordContext<'a> {
    head: Head<'a>,
    fields: Vec<FieldContext>,
    /// Whether every member may be absent.
    all_optional: bool,
    /// The expression for the number of members to be written.
    member_count: String,
    closed: bool,
    rest: String,
    rest_type: Option<String>,
    rest_name: String,
    /// The bounds on the number of members on the wire.
    count: Option<String>,
    /// The same, for the members that the record itself reads.
    own_count: String,
    /// Whether reading and writing takes more than what serde derives.
    by_hand: bool,
    /// The statement that lists the names of the members.
    declared: String,
    /// The statement that lists the members.
    members: String,
}

pub(super) fn declaration(
    plan: &Plan<'_>,
    id: TypeId,
    shape: &Record,
    checks: &[Check],
    head: Head<'_>,
) -> Declared {
    let mut scope = Scope::default();
    let tag = plan.omitted_tag(id);
    let own = shape.fields.iter().enumerate().filter(|(_, field)| tag != Some(field.name.as_str()));
    let fields: Vec<FieldContext> =
        own.map(|(at, field)| context(plan, field, plan.is_boxed(id, at), &mut scope)).collect();
    let size = Size::of(checks);
    let (rest, rest_type) = plan.rest(shape.rest);
    let rest_name = scope.claim("rest", "rest");
    let read_by_union = u64::from(tag.is_some());
    let context = RecordContext {
        head,
        all_optional: fields.iter().all(|field| field.optional),
        member_count: member_count(&fields, rest_type.is_some().then_some(rest_name.as_str())),
        closed: shape.rest == Rest::Closed,
        rest_name,
        count: (!size.is_any()).then(|| size.count(0)),
        own_count: size.count(read_by_union),
        by_hand: rest_type.is_some() || !size.is_any(),
        declared: listing(
            "const DECLARED: &'static [&'static str] = &[",
            shape.fields.iter().map(|field| string(&field.name)),
        ),
        members: members(&fields),
        rest,
        rest_type,
        fields,
    };
    let by_hand = if context.by_hand { "Deserializer Serializer records" } else { "record_type" };
    let types: Vec<&str> =
        context.fields.iter().flat_map(|field| [field.ty.as_str(), &field.member]).collect();
    let map = if context.rest_type.is_some() { "BTreeMap" } else { "" };
    let mentions = format!(
        "Checked Count Deserialize Member RawValue Report Rest Serialize {by_hand} {map} {} {}",
        context.rest,
        types.join(" ")
    );
    Declared { text: render("record", context), mentions }
}

/// The statement that lists the members of a record.
pub(super) fn members(fields: &[FieldContext]) -> String {
    let members: Vec<String> = fields.iter().map(|field| field.member.clone()).collect();
    fitted(8, "const MEMBERS: &[Member] = &[", &members, ",", "];")
}

/// The expression for the number of members that a record has.
fn member_count(fields: &[FieldContext], rest: Option<&str>) -> String {
    let always = fields.iter().filter(|field| field.is_there.is_none()).count();
    let optional = fields.iter().filter_map(|field| {
        field.is_there.map(|is_there| format!("usize::from(self.{}.{is_there}())", field.name))
    });
    let rest = rest.map(|name| format!("self.{name}.len()"));
    let terms: Vec<String> =
        (always > 0).then(|| always.to_string()).into_iter().chain(optional).chain(rest).collect();
    if terms.is_empty() { "0".to_owned() } else { sum(8, &terms) }
}

/// One field, in the scope of its record.
pub(super) fn context(plan: &Plan<'_>, field: &Field, boxed: bool, scope: &mut Scope) -> FieldContext {
    let name = ident::field_name(scope, &field.name);
    let inner = plan.not_null(field.ty);
    let held = plan.expression(inner.unwrap_or(field.ty));
    let held = if boxed { format!("Box<{held}>") } else { held };
    let mut serde: Vec<String> = Vec::new();
    if name.trim_start_matches("r#") != field.name {
        serde.push(format!("rename = {}", string(&field.name)));
    }
    let (ty, how, is_there): (String, &[&str], _) = match (field.required, inner.is_some()) {
        (true, false) => (held, &[], None),
        // serde takes an `Option` that is absent for null unless it is told how to read it.
        (true, true) => (format!("Option<{held}>"), &["deserialize_with = \"Option::deserialize\""], None),
        (false, false) => (
            format!("Option<{held}>"),
            &[
                "default",
                "skip_serializing_if = \"Option::is_none\"",
                "deserialize_with = \"crate::runtime::maybe::present\"",
            ],
            Some("is_some"),
        ),
        (false, true) => (
            format!("Maybe<{held}>"),
            &["default", "skip_serializing_if = \"Maybe::is_absent\""],
            Some("is_there"),
        ),
    };
    serde.extend(how.iter().map(|&text| text.to_owned()));
    let sensitive = field.docs.sensitive.is_some() || plan.is_sensitive(field.ty);
    let member = format!(
        "Member::{}::<{}>({}){}",
        if field.required { "required" } else { "optional" },
        plan.expression(field.ty),
        string(&field.name),
        if sensitive { ".sensitive()" } else { "" }
    );
    FieldContext {
        default: field
            .default
            .as_ref()
            .filter(|_| !field.required && !boxed)
            .and_then(|value| default(plan, field, &name, value)),
        docs: described(plan, field),
        wire: string(&field.name),
        serde: attribute(&serde),
        optional: !field.required,
        name,
        ty,
        member,
        is_there,
    }
}

/// What serde is told about a field.
pub(super) fn attribute(parts: &[String]) -> String {
    if parts.is_empty() { String::new() } else { fitted(4, "#[serde(", parts, "", ")]") }
}

fn described(plan: &Plan<'_>, field: &Field) -> Vec<String> {
    let of_type = plan.catalog.ty(field.ty).map(|ty| &ty.docs);
    let mut shown = field.docs.clone();
    if let Some(of_type) = of_type {
        if shown.description.is_none() && shown.title.is_none() {
            shown.description.clone_from(&of_type.description);
            shown.title.clone_from(&of_type.title);
        }
        shown.sensitive = shown.sensitive.or(of_type.sensitive);
    }
    let mut lines = docs::lines(&shown, &format!("`{}`", field.name));
    if let Some(value) = &field.default {
        lines.extend([String::new(), format!("Readers may assume `{value}` where it is absent.")]);
    }
    lines
}

/// A method that gives the value or its default, for the kinds of value where that is simple.
fn default(plan: &Plan<'_>, field: &Field, name: &str, value: &Value) -> Option<DefaultContext> {
    let ty = plan.catalog.ty(field.ty)?;
    let method = |ty: String, body: String| {
        let name = format!("{}_or_default", name.trim_start_matches("r#"));
        Some(DefaultContext { name, shown: value.to_string(), ty, body })
    };
    match &ty.shape {
        Shape::Boolean if ty.checks.is_empty() => {
            let default = value.as_bool()?;
            method("bool".to_owned(), format!("self.{name}.unwrap_or({default})"))
        }
        Shape::Integer => {
            let default = grouped(value.as_number()?.to_i64()?);
            method("i64".to_owned(), format!("self.{name}.map_or({default}, i64::from)"))
        }
        Shape::String => {
            let default = string(value.as_str()?);
            method("&str".to_owned(), format!("self.{name}.as_deref().unwrap_or({default})"))
        }
        Shape::Enum(shape) => {
            let variant = variant_of(shape, value.as_str()?)?;
            let ty = plan.expression(field.ty);
            let clone = if shape.open { ".clone()" } else { "" };
            method(ty.clone(), format!("self.{name}{clone}.unwrap_or({ty}::{variant})"))
        }
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Number
        | Shape::Record(_)
        | Shape::Map(_)
        | Shape::List(_)
        | Shape::Tuple(_)
        | Shape::Union(_)
        | Shape::Nullable(_) => None,
    }
}

/// The variant of an enum's value: the same as the declaration gives it.
fn variant_of(shape: &Enum, text: &str) -> Option<String> {
    let mut scope = Scope::reserving(shape.open.then_some("Other"));
    let named = shape.values.iter().map(|value| (value, ident::variant_name(&mut scope, &value.text)));
    named.filter(|(value, _)| value.text == text).map(|(_, name)| name).next()
}
