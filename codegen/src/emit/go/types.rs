//! Declarations of types, with their codecs and methods.

use countersign_model::resolved::TypeId;
use countersign_model::shape::{Enum, Shape};
use serde::Serialize;

use crate::emit::templates::Templates;

use super::docs;
use super::fields::Default;
use super::package::{Package, TypeNames};
use super::text::{self, Row, columns, comment};

/// A declaration as templates see it.
#[derive(Serialize)]
struct Declaration<'a> {
    comment: String,
    name: &'a str,
    codec: &'a str,
    /// The function that reads a union.
    unmarshal: &'a str,
    /// The declaration of the codec.
    variable: String,
    /// The type that the declared one is made of.
    underlying: String,
    /// The rows of an enum's constants.
    constants: String,
    /// An enum's constants as the cases of a switch.
    cases: String,
    /// The structs of a union.
    branches: Vec<String>,
    /// The methods for defaults.
    defaults: Vec<Default>,
}

impl Package<'_> {
    /// The declaration of a type; `None` if Go writes it in place.
    pub(super) fn declaration(&self, templates: &Templates, id: TypeId) -> Option<String> {
        let (ty, names) = (self.catalog.ty(id)?, self.type_named(id)?);
        Some(self.declaration_with(templates, id, names, &docs::declared(self, &names.name, ty)))
    }

    /// The declaration of a declared type with a doc comment of these paragraphs.
    pub(super) fn declaration_with(
        &self,
        templates: &Templates,
        id: TypeId,
        names: &TypeNames,
        docs: &[String],
    ) -> String {
        let Some(ty) = self.catalog.ty(id) else { return String::new() };
        let definition = self.definition(id);
        let mut declaration = Declaration {
            comment: comment(docs, 0),
            name: &names.name,
            codec: &names.codec,
            unmarshal: &names.unmarshal,
            variable: variable(names, &definition, self.is_recursive(id)),
            underlying: String::new(),
            constants: String::new(),
            cases: String::new(),
            branches: Vec::new(),
            defaults: Vec::new(),
        };
        let (template, underlying) = match &ty.shape {
            // These are written in place wherever they are used.
            Shape::Any | Shape::Null | Shape::Nullable(_) => return String::new(),
            Shape::Boolean => ("scalar", "bool".to_owned()),
            Shape::Integer => ("scalar", "int64".to_owned()),
            Shape::Number | Shape::String => ("scalar", "string".to_owned()),
            Shape::Enum(values) => {
                declaration.constants = columns(&constants(names, values));
                declaration.cases = cases(names);
                ("enum", "string".to_owned())
            }
            Shape::Map(value) => ("composite", format!("map[string]{}", self.go_type(*value).text)),
            Shape::List(item) => ("composite", format!("[]{}", self.go_type(*item).text)),
            Shape::Record(record) => {
                declaration.defaults = self.defaults(record);
                ("composite", structure(&self.record_rows(record)))
            }
            Shape::Tuple(tuple) => ("composite", structure(&self.tuple_rows(ty, tuple))),
            Shape::Union(union) => {
                declaration.branches =
                    union.variants.iter().map(|variant| self.go_type(variant.ty).text).collect();
                ("union", String::new())
            }
        };
        declaration.underlying = underlying;
        templates.render(template, &declaration)
    }

    /// The declaration of a struct that holds nothing but a value of a type.
    pub(super) fn wrapper(
        &self,
        templates: &Templates,
        id: TypeId,
        name: &str,
        codec: &str,
        docs: &[String],
    ) -> String {
        let held = self.go_type(id).text;
        let inner = self.codec(id);
        let row = Row { comment: String::new(), cells: vec!["Value".to_owned(), held.clone()] };
        let declaration = Declaration {
            comment: comment(docs, 0),
            name,
            codec,
            unmarshal: "",
            variable: format!("var {codec} = wrapped({}, {inner})", text::accessor(name, "Value", &held, 0)),
            underlying: structure(&[row]),
            constants: String::new(),
            cases: String::new(),
            branches: Vec::new(),
            defaults: Vec::new(),
        };
        templates.render("composite", &declaration)
    }
}

/// The variable that holds a codec. A recursive one is set when the package is initialized, for Go
/// refuses variables whose values refer to themselves.
fn variable(names: &TypeNames, definition: &str, recursive: bool) -> String {
    let TypeNames { name, codec, .. } = names;
    if recursive {
        let indented = definition.replace('\n', "\n\t");
        format!("var {codec} = &recursive[{name}]{{}}\n\nfunc init() {{\n\t{codec}.codec = {indented}\n}}")
    } else {
        format!("var {codec} = {definition}")
    }
}

fn constants(names: &TypeNames, values: &Enum) -> Vec<Row> {
    let known = names.constants.iter().zip(&values.values);
    known
        .map(|(constant, value)| Row {
            comment: String::new(),
            cells: vec![constant.clone(), names.name.clone(), format!("= {}", text::quoted(&value.text))],
        })
        .collect()
}

fn cases(names: &TypeNames) -> String {
    let line = names.constants.join(", ");
    if line.len() > 100 { names.constants.join(",\n\t\t") } else { line }
}

fn structure(rows: &[Row]) -> String {
    if rows.is_empty() { "struct{}".to_owned() } else { format!("struct {{\n{}}}", columns(rows)) }
}
