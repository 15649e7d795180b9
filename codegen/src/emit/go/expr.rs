//! Shapes as Go types, and as calls that make a value of the static files.

use countersign_model::resolved::TypeId;
use countersign_model::shape::{Shape, Tuple, Type, Union};

use super::fields::required_items;
use super::package::Package;
use super::{rules, text};

/// How deep a member's value stands in the body of a method.
const DEPTH: usize = 2;

/// A Go type.
pub(super) struct GoType {
    /// As it is written.
    pub(super) text: String,
    /// What its values are like.
    pub(super) form: Form,
}

/// How a Go type says that there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Not at all: what may be absent or null is a pointer to it.
    Value,
    /// By nil, which is none of its values: a list, a map, a union.
    Nil,
    /// Its nil is `null`: a type that cannot say "absent" besides.
    Nullable,
}

impl GoType {
    fn value(text: impl Into<String>) -> Self {
        Self { text: text.into(), form: Form::Value }
    }

    fn nil(text: impl Into<String>) -> Self {
        Self { text: text.into(), form: Form::Nil }
    }

    fn nullable(text: impl Into<String>) -> Self {
        Self { text: text.into(), form: Form::Nullable }
    }
}

/// A variable as Go refers to it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// `v.Name`, or a pointer `v`.
    operand: &'a str,
    /// Whether the operand is a pointer to the variable.
    is_pointer: bool,
}

impl<'a> Place<'a> {
    /// A field.
    pub(super) const fn field(operand: &'a str) -> Self {
        Self { operand, is_pointer: false }
    }

    /// What the receiver or parameter `v` points to.
    pub(super) const fn receiver() -> Self {
        Self { operand: "v", is_pointer: true }
    }

    /// The expression of a pointer.
    pub(super) fn pointer(self) -> String {
        if self.is_pointer { self.operand.to_owned() } else { format!("&{}", self.operand) }
    }

    fn method(self) -> String {
        format!("{}.value()", self.operand)
    }

    fn converted(self, to: &str) -> String {
        format!("(*{to})({})", self.pointer())
    }
}

impl Package<'_> {
    /// The Go type of a type's values.
    pub(super) fn go_type(&self, id: TypeId) -> GoType {
        let Some(ty) = self.catalog.ty(id) else { return GoType::nullable("any") };
        let named = self.type_named(id).map(|names| names.name.clone());
        let or = |text: &str| named.clone().unwrap_or_else(|| text.to_owned());
        match &ty.shape {
            Shape::Any => GoType::nullable("any"),
            Shape::Null => GoType::value("Null"),
            Shape::Boolean => GoType::value(or("bool")),
            Shape::Integer => GoType::value(or("int64")),
            Shape::Number => GoType::value(or("Number")),
            Shape::String => GoType::value(or(rules::format_type(ty.format()))),
            Shape::Enum(_) | Shape::Record(_) | Shape::Tuple(_) => GoType::value(or("string")),
            Shape::Union(_) => GoType::nil(or("any")),
            Shape::Map(_) | Shape::List(_) => GoType::nil(named.unwrap_or_else(|| self.underlying(ty))),
            Shape::Nullable(inner) => {
                let inner = self.go_type(*inner);
                match inner.form {
                    Form::Value => GoType::nullable(format!("*{}", inner.text)),
                    Form::Nil | Form::Nullable => GoType::nullable(inner.text),
                }
            }
        }
    }

    /// What a declared type is made of, other than a struct or an interface.
    pub(super) fn underlying(&self, ty: &Type) -> String {
        match &ty.shape {
            Shape::Boolean => "bool".to_owned(),
            Shape::Integer => "int64".to_owned(),
            Shape::Number | Shape::String | Shape::Enum(_) => "string".to_owned(),
            Shape::Map(value) => format!("map[string]{}", self.go_type(*value).text),
            Shape::List(item) => format!("[]{}", self.go_type(*item).text),
            Shape::Any
            | Shape::Null
            | Shape::Record(_)
            | Shape::Tuple(_)
            | Shape::Union(_)
            | Shape::Nullable(_) => "any".to_owned(),
        }
    }

    /// The type without `null`, if it is nullable.
    pub(super) fn not_null(&self, id: TypeId) -> TypeId {
        match self.catalog.ty(id).map(|ty| &ty.shape) {
            Some(Shape::Nullable(inner)) => *inner,
            _ => id,
        }
    }

    /// The rules of a type as an argument.
    pub(super) fn rules_argument(&self, id: TypeId) -> &str {
        self.rules_of(id).unwrap_or("nil")
    }

    /// The variable of a type at a place, as a value.
    pub(super) fn value(&self, id: TypeId, place: Place<'_>) -> String {
        match (self.type_named(id), self.catalog.ty(id)) {
            (Some(names), _) if names.function.is_empty() => place.method(),
            (Some(names), _) => format!("{}({})", names.function, place.pointer()),
            (None, Some(ty)) => hidden(ty, self.value_in_place(id, ty, place)),
            (None, None) => format!("anything({}, nil)", place.pointer()),
        }
    }

    /// The value of a type that is not declared.
    fn value_in_place(&self, id: TypeId, ty: &Type, place: Place<'_>) -> String {
        let (pointer, rules) = (place.pointer(), self.rules_argument(id));
        let has_rules = self.rules_of(id).is_some();
        let ruled = |made: String| if has_rules { format!("constrained({made}, {rules})") } else { made };
        match &ty.shape {
            Shape::Any => format!("anything({pointer}, {rules})"),
            Shape::Null => ruled(place.method()),
            Shape::Boolean => format!("boolean({pointer}, {rules})"),
            Shape::Integer => format!("integer({pointer}, {rules})"),
            Shape::Number if has_rules => format!("number({}, {rules})", place.converted("string")),
            Shape::Number => place.method(),
            Shape::String => match rules::format_type(ty.format()) {
                "string" => format!("text({pointer}, {rules})"),
                _ if has_rules => format!("text({}, {rules})", place.converted("string")),
                _ => place.method(),
            },
            Shape::Map(value) => format!("dictionary({pointer}, {}, {rules})", self.maker(*value, DEPTH)),
            Shape::List(item) => format!("list({pointer}, {}, {rules})", self.maker(*item, DEPTH)),
            Shape::Nullable(inner) => match self.go_type(*inner).form {
                Form::Value => {
                    format!("nullable(pointer({pointer}, {}), {rules})", self.maker(*inner, DEPTH))
                }
                Form::Nil => format!("nullable({}, {rules})", self.value(*inner, place)),
                Form::Nullable => ruled(self.value(*inner, place)),
            },
            // These are declared, but for an enum of one text, which is no field.
            Shape::Enum(_) | Shape::Record(_) | Shape::Tuple(_) | Shape::Union(_) => place.method(),
        }
    }

    /// A function that makes a value of a pointer to a variable of the type.
    pub(super) fn maker(&self, id: TypeId, tabs: usize) -> String {
        let go = self.go_type(id).text;
        let made = self.value(id, Place::receiver());
        if made == Place::receiver().method() {
            return format!("(*{go}).value");
        }
        match self.type_named(id) {
            Some(names) => names.function.clone(),
            None => text::function(&format!("func(v *{go}) value"), &format!("return {made}"), tabs),
        }
    }

    /// The body of a declared type's method `value`, or of a union's function.
    pub(super) fn own_value(&self, id: TypeId, ty: &Type) -> String {
        let rules = self.rules_argument(id);
        let place = Place::receiver();
        let converted = place.converted(&self.underlying(ty));
        let ruled = |made: String| match self.rules_of(id) {
            Some(rules) => format!("constrained({made}, {rules})"),
            None => made,
        };
        let made = match &ty.shape {
            Shape::Any | Shape::Null | Shape::Nullable(_) => self.value(id, place),
            Shape::Boolean => format!("boolean({converted}, {rules})"),
            Shape::Integer => format!("integer({converted}, {rules})"),
            Shape::Number => format!("number({converted}, {rules})"),
            Shape::String => format!("text({converted}, {rules})"),
            Shape::Enum(values) if values.open => ruled(format!("openEnum({converted})")),
            Shape::Enum(_) => {
                let texts = self.type_named(id).map_or("nil", |names| &names.texts);
                ruled(format!("enum({converted}, {texts})"))
            }
            Shape::Map(value) => format!("dictionary({converted}, {}, {rules})", self.maker(*value, 1)),
            Shape::List(item) => format!("list({converted}, {}, {rules})", self.maker(*item, 1)),
            Shape::Record(record) => visited("object", "m members", &self.visits(record), rules),
            Shape::Tuple(tuple) => visited("tuple", "t items", &self.item_visits(ty, tuple), rules),
            Shape::Union(union) => ruled(self.union(id, union)),
        };
        hidden(ty, made)
    }

    fn item_visits(&self, ty: &Type, tuple: &Tuple) -> Vec<String> {
        let required = required_items(ty, tuple);
        let mut visits: Vec<String> = tuple
            .prefix
            .iter()
            .enumerate()
            .map(|(at, &item)| {
                let field = format!("v.Item{at}");
                format!("t.item({})", self.member(item, &field, at < required))
            })
            .collect();
        visits.extend(self.rest_visit("t", tuple.rest, "list", "v.Rest"));
        visits
    }

    fn union(&self, id: TypeId, union: &Union) -> String {
        let interface = self.go_type(id).text;
        let branches: Vec<String> = union
            .variants
            .iter()
            .map(|variant| {
                let branch = self.go_type(variant.ty).text;
                let (tag, maker) = (text::string(&variant.value), self.maker(variant.ty, DEPTH));
                let convert = text::function(&format!("func(b {branch}) {interface}"), "return b", DEPTH);
                format!("\t\tvariant(v, {tag}, {maker}, {convert}),\n")
            })
            .collect();
        format!("union({},\n{}\t)", text::string(&union.tag), branches.concat())
    }
}

/// The call of a function that visits members or items.
fn visited(function: &str, parameter: &str, visits: &[String], rules: &str) -> String {
    if visits.is_empty() {
        return format!("{function}(func({parameter}) {{}}, {rules})");
    }
    let lines: Vec<String> = visits.iter().map(|visit| format!("\t\t{visit}\n")).collect();
    format!("{function}(func({parameter}) {{\n{}\t}}, {rules})", lines.concat())
}

fn hidden(ty: &Type, made: String) -> String {
    // A nullable type and the type inside it come from one schema.
    let hides = ty.docs.sensitive.is_some() && !matches!(ty.shape, Shape::Nullable(_));
    if hides { format!("sensitive({made})") } else { made }
}
