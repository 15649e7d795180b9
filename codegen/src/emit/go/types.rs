//! Declarations of types, with their methods.

use countersign_model::resolved::TypeId;
use countersign_model::shape::{Enum, Shape, Type};
use serde::Serialize;

use crate::emit::templates::Templates;

use super::expr::Place;
use super::fields::DefaultMethod;
use super::package::{Package, TypeNames, parts};
use super::text::{self, Row, columns, comment};
use super::{docs, rules};

/// A declaration as templates see it.
#[derive(Default, Serialize)]
struct Declaration<'a> {
    comment: String,
    name: &'a str,
    /// The function that makes a union a value.
    function: &'a str,
    /// The function that reads a union.
    unmarshal: &'a str,
    /// The variables that hold rules, a line each.
    variables: Vec<String>,
    /// The type that the declared one is made of.
    underlying: String,
    /// Its zero value.
    zero: String,
    /// What the type is to the static files.
    value: String,
    /// The rows of an enum's constants.
    constants: String,
    /// The variable that holds an enum's texts.
    texts: &'a str,
    /// The structs of a union.
    branches: Vec<String>,
    /// The methods for defaults.
    defaults: Vec<DefaultMethod>,
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
        let mut declaration = Declaration {
            comment: comment(docs, 0),
            name: &names.name,
            function: &names.function,
            unmarshal: &names.unmarshal,
            variables: self.rule_variables(id, ty),
            underlying: self.underlying(ty),
            zero: "nil".to_owned(),
            value: self.own_value(id, ty),
            texts: &names.texts,
            ..Declaration::default()
        };
        let template = match &ty.shape {
            // These are written in place wherever they are used.
            Shape::Any | Shape::Null | Shape::Nullable(_) => return String::new(),
            Shape::Boolean | Shape::Integer | Shape::Number | Shape::String => "scalar",
            Shape::Enum(values) => {
                declaration.constants = columns(&constants(names, values));
                declaration.variables.push(texts(names, values));
                "enum"
            }
            Shape::Map(_) | Shape::List(_) => "composite",
            Shape::Record(record) => {
                declaration.defaults = self.defaults(record);
                declaration.underlying = structure(&self.record_rows(record));
                declaration.zero = format!("{}{{}}", names.name);
                "composite"
            }
            Shape::Tuple(tuple) => {
                declaration.underlying = structure(&self.tuple_rows(ty, tuple));
                declaration.zero = format!("{}{{}}", names.name);
                "composite"
            }
            Shape::Union(union) => {
                declaration.branches =
                    union.variants.iter().map(|variant| self.go_type(variant.ty).text).collect();
                "union"
            }
        };
        templates.render(template, &declaration)
    }

    /// The declaration of a struct that holds nothing but a value of a type.
    pub(super) fn wrapper(&self, templates: &Templates, id: TypeId, name: &str, docs: &[String]) -> String {
        let row = Row { comment: String::new(), cells: vec!["Value".to_owned(), self.go_type(id).text] };
        let declaration = Declaration {
            comment: comment(docs, 0),
            name,
            underlying: structure(&[row]),
            zero: format!("{name}{{}}"),
            value: self.value(id, Place::field("v.Value")),
            ..Declaration::default()
        };
        templates.render("composite", &declaration)
    }

    /// The variables that hold the rules of a type, and of what is written in place inside it.
    pub(super) fn rule_variables(&self, id: TypeId, ty: &Type) -> Vec<String> {
        let own = self.rules_of(id).map(|name| format!("var {name} = {}", rules::all(&ty.checks)));
        let mut variables: Vec<String> = own.into_iter().collect();
        for part in parts(ty) {
            if let Some(part_type) = self.catalog.ty(part).filter(|_| self.type_named(part).is_none()) {
                variables.extend(self.rule_variables(part, part_type));
            }
        }
        variables
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

/// The variable that holds an enum's texts.
fn texts(names: &TypeNames, values: &Enum) -> String {
    let texts: Vec<String> = values.values.iter().map(|value| text::quoted(&value.text)).collect();
    let line = texts.join(", ");
    let body = if line.len() > 80 { format!("\n\t{},\n", texts.join(",\n\t")) } else { line };
    format!("var {} = []string{{{body}}}", names.texts)
}

fn structure(rows: &[Row]) -> String {
    if rows.is_empty() { "struct{}".to_owned() } else { format!("struct {{\n{}}}", columns(rows)) }
}
