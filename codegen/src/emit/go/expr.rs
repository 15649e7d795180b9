//! Shapes as Go types and as codecs.

use countersign_model::resolved::TypeId;
use countersign_model::shape::{Rest, Shape, Tuple, Type, Union};

use super::package::Package;
use super::{rules, text};

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
    /// Its nil is `null`: a type that cannot say "absent" besides. The text is of the type without
    /// `null`.
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

/// Lines of arguments: `name(`, each on its own line, `)`.
pub(super) fn call(name: &str, arguments: &[String]) -> String {
    if arguments.is_empty() {
        return format!("{name}()");
    }
    format!("{name}(\n\t{},\n)", arguments.join(",\n\t"))
}

impl Package<'_> {
    /// The Go type of a type's values.
    pub(super) fn go_type(&self, id: TypeId) -> GoType {
        let Some(ty) = self.catalog.ty(id) else { return GoType::nullable("any") };
        let named = self.type_named(id).map(|names| names.name.clone());
        match &ty.shape {
            Shape::Any => GoType::nullable("any"),
            Shape::Null => GoType::value("Null"),
            Shape::Boolean => GoType::value(named.unwrap_or_else(|| "bool".to_owned())),
            Shape::Integer => GoType::value(named.unwrap_or_else(|| "int64".to_owned())),
            Shape::Number => GoType::value(named.unwrap_or_else(|| "Number".to_owned())),
            Shape::String => {
                GoType::value(named.unwrap_or_else(|| rules::format_type(ty.format()).to_owned()))
            }
            Shape::Enum(_) | Shape::Record(_) | Shape::Tuple(_) => {
                GoType::value(named.unwrap_or_else(|| "string".to_owned()))
            }
            Shape::Map(value) => {
                GoType::nil(named.unwrap_or_else(|| format!("map[string]{}", self.go_type(*value).text)))
            }
            Shape::List(item) => {
                GoType::nil(named.unwrap_or_else(|| format!("[]{}", self.go_type(*item).text)))
            }
            Shape::Union(_) => GoType::nil(named.unwrap_or_else(|| "any".to_owned())),
            Shape::Nullable(inner) => {
                let inner = self.go_type(*inner);
                match inner.form {
                    Form::Value => GoType::nullable(format!("*{}", inner.text)),
                    Form::Nil | Form::Nullable => GoType::nullable(inner.text),
                }
            }
        }
    }

    /// The type without `null`, if it is nullable; any value is taken as it is.
    pub(super) fn not_null(&self, id: TypeId) -> TypeId {
        match self.catalog.ty(id).map(|ty| &ty.shape) {
            Some(Shape::Nullable(inner)) => *inner,
            _ => id,
        }
    }

    /// The codec of a type: a variable if it is declared, else a call.
    pub(super) fn codec(&self, id: TypeId) -> String {
        match self.type_named(id) {
            Some(names) => names.codec.clone(),
            None => self.definition(id),
        }
    }

    /// What a type's codec is made by.
    pub(super) fn definition(&self, id: TypeId) -> String {
        let Some(ty) = self.catalog.ty(id) else { return "anything()".to_owned() };
        let bare = self.bare_definition(id, ty);
        // A nullable type and the type inside it come from one schema.
        let hides = ty.docs.sensitive.is_some() && !matches!(ty.shape, Shape::Nullable(_));
        if hides { format!("sensitive({bare})") } else { bare }
    }

    fn bare_definition(&self, id: TypeId, ty: &Type) -> String {
        let rules = rules::all(&ty.checks);
        let go = self.go_type(id).text;
        let scalar = |function: &str| format!("{function}[{go}]({})", rules.join(", "));
        let around = |inner: String, function: &str| {
            format!("{function}({})", [&[inner], rules.as_slice()].concat().join(", "))
        };
        match &ty.shape {
            Shape::Any => format!("anything({})", rules.join(", ")),
            Shape::Null => format!("null({})", rules.join(", ")),
            Shape::Boolean => scalar("boolean"),
            Shape::Integer => scalar("integer"),
            Shape::Number => scalar("number"),
            Shape::String => scalar("text"),
            Shape::Enum(values) => {
                let function = if values.open { "openEnum" } else { "enum" };
                let constants = match self.type_named(id) {
                    Some(names) => names.constants.clone(),
                    None => values.values.iter().map(|value| text::quoted(&value.text)).collect(),
                };
                let one_line = format!("{function}({})", constants.join(", "));
                let made = if one_line.len() > 100 { call(function, &constants) } else { one_line };
                if rules.is_empty() { made } else { around(made, "constrained") }
            }
            Shape::Record(record) => {
                let object = self.object(&go, record);
                with(self.object_rest(&go, object, record.rest), &rules)
            }
            Shape::Map(value) => around(self.codec(*value), &format!("dictionary[{go}]")),
            Shape::List(item) => around(self.codec(*item), &format!("list[{go}]")),
            Shape::Tuple(tuple) => with(self.tuple(&go, ty, tuple), &rules),
            Shape::Union(union) => {
                let made = self.union(&go, union);
                if rules.is_empty() { made } else { around(made, "constrained") }
            }
            Shape::Nullable(inner) => match self.go_type(*inner).form {
                Form::Value => around(self.codec(*inner), "nullable"),
                Form::Nil => around(self.codec(*inner), "nullableNil"),
                Form::Nullable if rules.is_empty() => self.codec(*inner),
                Form::Nullable => around(self.codec(*inner), "constrained"),
            },
        }
    }

    fn object_rest(&self, go: &str, object: String, rest: Rest) -> String {
        match rest {
            Rest::Open => object,
            Rest::Closed => format!("{object}.closed()"),
            Rest::Typed(value) => {
                let value_type = self.go_type(value).text;
                let codec = self.codec(value);
                format!(
                    "keeping({object}, {}, {codec})",
                    text::accessor(go, "Additional", &format!("map[string]{value_type}"), 0)
                )
            }
        }
    }

    fn tuple(&self, go: &str, ty: &Type, tuple: &Tuple) -> String {
        let required = super::fields::required_items(ty, tuple);
        let items: Vec<String> = tuple
            .prefix
            .iter()
            .enumerate()
            .map(|(at, &item)| {
                self.part(go, &at.to_string(), &format!("Item{at}"), item, at < required, false)
            })
            .collect();
        let made = if items.is_empty() { format!("tuple[{go}]()") } else { call("tuple", &items) };
        match tuple.rest {
            Rest::Open => made,
            Rest::Closed => format!("{made}.closed()"),
            Rest::Typed(item) => {
                let (item_type, codec) = (self.go_type(item).text, self.codec(item));
                format!(
                    "followed({made}, {}, {codec})",
                    text::accessor(go, "Rest", &format!("[]{item_type}"), 0)
                )
            }
        }
    }

    fn union(&self, go: &str, union: &Union) -> String {
        let mut arguments = vec![text::string(&union.tag)];
        for variant in &union.variants {
            let branch = self.go_type(variant.ty).text;
            let (value, codec) = (text::string(&variant.value), self.codec(variant.ty));
            let convert = text::function(&format!("func(v {branch}) {go}"), "return v", 1);
            arguments.push(format!("variant({value}, {codec}, {convert})"));
        }
        call("union", &arguments)
    }
}

fn with(made: String, rules: &[String]) -> String {
    if rules.is_empty() { made } else { format!("{made}.with({})", rules.join(", ")) }
}
