//! The members of structs: their names, types and tags, what is told about them, and defaults.

use countersign_model::resolved::TypeId;
use countersign_model::shape::{CheckKind, Record, Rest, Shape, Tuple, Type};
use countersign_model::value::{Value, ValueKind};

use crate::emit::names::Scope;

use super::expr::{Form, Place};
use super::package::Package;
use super::text::{self, Row};
use super::{docs, names};

/// Methods of structs, whose names no field may have.
const METHODS: [&str; 5] = ["EventKey", "EventVersion", "MarshalJSON", "UnmarshalJSON", "Validate"];

/// How many of a tuple's declared items are always there.
pub(super) fn required_items(ty: &Type, tuple: &Tuple) -> usize {
    let least = ty.checks.iter().filter_map(|check| match check.kind {
        CheckKind::MinItems(least) => Some(usize::try_from(least).unwrap_or(usize::MAX)),
        _ => None,
    });
    least.max().unwrap_or(0).min(tuple.prefix.len())
}

/// The Go names of a record's fields, and the scope they are of.
pub(super) fn field_names(record: &Record) -> (Vec<String>, Scope) {
    let keeps_rest = matches!(record.rest, Rest::Typed(_));
    let mut scope = Scope::reserving(METHODS.into_iter().chain(keeps_rest.then_some("Additional")));
    let names =
        record.fields.iter().map(|field| scope.claim(&names::exported_text(&field.name), "X")).collect();
    (names, scope)
}

/// A method that returns the default of an absent member.
#[derive(serde::Serialize)]
pub(super) struct DefaultMethod {
    /// The method's name.
    method: String,
    /// The field's name.
    field: String,
    /// The default as JSON.
    json: String,
    /// The type that the method returns.
    result: String,
    /// The default as a Go expression.
    value: String,
    /// How the field says that it is absent: `pointer`, `nil` or `nullable`.
    form: &'static str,
    /// For `nullable`: whether the type without null is its own nil.
    is_nil: bool,
}

impl Package<'_> {
    /// The rows of a record's struct.
    pub(super) fn record_rows(&self, record: &Record) -> Vec<Row> {
        let (names, _) = field_names(record);
        let mut rows: Vec<Row> = Vec::new();
        for (field, name) in record.fields.iter().zip(&names) {
            if field.required && self.constant(field.ty).is_some() {
                continue;
            }
            rows.push(Row {
                comment: text::comment(&docs::field(self, field), 1),
                cells: vec![
                    name.clone(),
                    self.member_type(field.ty, field.required),
                    tag(&field.name, field.required),
                ],
            });
        }
        if let Rest::Typed(value) = record.rest {
            let comment = vec!["Additional holds the members that are not declared.".to_owned()];
            let ty = format!("map[string]{}", self.go_type(value).text);
            let cells = vec!["Additional".to_owned(), ty, "`json:\"-\"`".to_owned()];
            rows.push(Row { comment: text::comment(&comment, 1), cells });
        }
        rows
    }

    /// The rows of a tuple's struct.
    pub(super) fn tuple_rows(&self, ty: &Type, tuple: &Tuple) -> Vec<Row> {
        let required = required_items(ty, tuple);
        let mut rows: Vec<Row> = Vec::new();
        for (at, &item) in tuple.prefix.iter().enumerate() {
            let docs = self.catalog.ty(item).map(|ty| docs::inline(self, item, &ty.docs)).unwrap_or_default();
            let cells = vec![format!("Item{at}"), self.member_type(item, at < required)];
            rows.push(Row { comment: text::comment(&docs, 1), cells });
        }
        if let Rest::Typed(item) = tuple.rest {
            let comment = text::comment(&["Rest holds the items after them.".to_owned()], 1);
            rows.push(Row {
                comment,
                cells: vec!["Rest".to_owned(), format!("[]{}", self.go_type(item).text)],
            });
        }
        rows
    }

    /// The type of a struct's field.
    pub(super) fn member_type(&self, id: TypeId, required: bool) -> String {
        let go = self.go_type(id);
        match (required, go.form) {
            (true, _) | (false, Form::Nil) => go.text,
            (false, Form::Value) => format!("*{}", go.text),
            (false, Form::Nullable) => format!("OptionalNullable[{}]", self.go_type(self.not_null(id)).text),
        }
    }

    /// What a record tells about its members.
    pub(super) fn visits(&self, record: &Record) -> Vec<String> {
        let (names, _) = field_names(record);
        let mut visits: Vec<String> = Vec::new();
        for (field, name) in record.fields.iter().zip(&names) {
            let wire = text::string(&field.name);
            if let Some(value) = self.constant(field.ty).filter(|_| field.required) {
                visits.push(format!("m.constant({wire}, {})", text::string(value)));
                continue;
            }
            let hides = field.docs.sensitive.is_some();
            visits.push(self.visit(&wire, field.ty, &format!("v.{name}"), field.required, hides));
        }
        visits.extend(self.rest_visit("m", record.rest, "dictionary", "v.Additional"));
        visits
    }

    /// What is told about one member.
    pub(super) fn visit(&self, wire: &str, id: TypeId, field: &str, required: bool, hides: bool) -> String {
        let function = if required { "required" } else { "optional" };
        let member = self.member(id, field, required);
        let is_hidden = self.catalog.ty(self.not_null(id)).is_some_and(|ty| ty.docs.sensitive.is_some());
        let member = if hides && !is_hidden { format!("sensitive({member})") } else { member };
        format!("m.{function}({wire}, {member})")
    }

    /// The value of a field that may be left out, or not.
    pub(super) fn member(&self, id: TypeId, field: &str, required: bool) -> String {
        let place = Place::field(field);
        match (required, self.go_type(id).form) {
            (true, _) | (false, Form::Nil) => self.value(id, place),
            (false, Form::Value) => format!("pointer({}, {})", place.pointer(), self.maker(id, 2)),
            (false, Form::Nullable) => {
                let inner = self.not_null(id);
                // Rules of any value are those of the value inside.
                let rules = if inner == id { "nil" } else { self.rules_argument(id) };
                format!("optionalNullable({}, {}, {rules})", place.pointer(), self.maker(inner, 2))
            }
        }
    }

    /// What is told about members or items that are not declared.
    pub(super) fn rest_visit(
        &self,
        visitor: &str,
        rest: Rest,
        function: &str,
        field: &str,
    ) -> Option<String> {
        match rest {
            Rest::Open => None,
            Rest::Closed => Some(format!("{visitor}.closed()")),
            Rest::Typed(id) => {
                Some(format!("{visitor}.rest({function}(&{field}, {}, nil))", self.maker(id, 2)))
            }
        }
    }

    /// The methods that return the defaults of a record's optional members.
    pub(super) fn defaults(&self, record: &Record) -> Vec<DefaultMethod> {
        let (names, mut scope) = field_names(record);
        let mut methods = Vec::new();
        for (field, name) in record.fields.iter().zip(&names) {
            let Some(default) = field.default.as_ref().filter(|_| !field.required) else { continue };
            let inner = self.not_null(field.ty);
            let go = self.go_type(field.ty);
            let inner_go = self.go_type(inner);
            methods.push(DefaultMethod {
                method: scope.claim(&format!("{name}OrDefault"), "X"),
                field: name.clone(),
                json: default.to_string(),
                result: go.text.clone(),
                value: self.default_value(field.ty, default),
                form: match go.form {
                    Form::Value => "pointer",
                    Form::Nil => "nil",
                    Form::Nullable => "nullable",
                },
                is_nil: inner_go.form != Form::Value,
            });
        }
        methods
    }

    /// A default as a Go expression of the type.
    fn default_value(&self, id: TypeId, default: &Value) -> String {
        let shape = self.catalog.ty(id).map(|ty| &ty.shape);
        let literal = || format!("literal({}, {})", self.maker(id, 1), text::string(&default.to_string()));
        match (shape, &default.kind) {
            (Some(Shape::Nullable(_)), ValueKind::Null) => "nil".to_owned(),
            (Some(Shape::Boolean), ValueKind::Bool(value)) => value.to_string(),
            (Some(Shape::Integer), ValueKind::Number(number)) => {
                number.to_i64().map_or_else(literal, |value| value.to_string())
            }
            (Some(Shape::Number), ValueKind::Number(number)) => text::quoted(number.as_str()),
            (Some(Shape::String), ValueKind::String(value)) => text::string(value),
            (Some(Shape::Enum(values)), ValueKind::String(value)) => {
                let at = values.values.iter().position(|known| known.text == *value);
                let constant =
                    at.and_then(|at| self.type_named(id).and_then(|names| names.constants.get(at)));
                constant.cloned().unwrap_or_else(|| text::string(value))
            }
            _ => literal(),
        }
    }
}

/// The tag of a field, for readers and for tools: the generated methods do the encoding.
fn tag(name: &str, required: bool) -> String {
    let spells = |c: char| c.is_alphanumeric() || "!#$%&()*+-./:;<=>?@[]^_{|}~ ".contains(c);
    if name.is_empty() || name == "-" || !name.chars().all(spells) {
        return "`json:\"-\"`".to_owned();
    }
    let omit = if required { "" } else { ",omitempty" };
    format!("`json:\"{name}{omit}\"`")
}
