//! The types that events of several files share, in files by kind, and the rules of formats.

use countersign_model::format::Format;
use countersign_model::regex::Regex;
use countersign_model::resolved::TypeId;
use countersign_model::shape::Shape;
use serde::Serialize;

use crate::emit::Files;
use crate::emit::templates::Templates;

use super::package::Package;
use super::{add_file, rules, text};

/// Adds `types.go` and its kin, and `formats.go`.
pub(super) fn add(package: &Package<'_>, templates: &Templates, types: &[TypeId], files: &mut Files) {
    let mut by_file: [(&str, Vec<TypeId>); 3] =
        [("types.go", Vec::new()), ("types_enums.go", Vec::new()), ("types_structs.go", Vec::new())];
    let [(_, plain), (_, enums), (_, structs)] = &mut by_file;
    for &id in types {
        let Some(ty) = package.catalog.ty(id) else { continue };
        match ty.shape {
            Shape::Enum(_) => enums.push(id),
            Shape::Record(_) | Shape::Tuple(_) | Shape::Union(_) => structs.push(id),
            Shape::Any
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer
            | Shape::Number
            | Shape::String
            | Shape::Map(_)
            | Shape::List(_)
            | Shape::Nullable(_) => plain.push(id),
        }
    }
    for (file, ids) in by_file {
        let declarations: Vec<String> =
            ids.iter().filter_map(|&id| package.declaration(templates, id)).collect();
        add_file(package, templates, files, file, &[], &declarations);
    }
    add_file(package, templates, files, "formats.go", &[], &[formats(templates)]);
}

#[derive(Serialize)]
struct Formats {
    formats: Vec<FormatContext>,
}

#[derive(Serialize)]
struct FormatContext {
    rule: &'static str,
    name: &'static str,
    arguments: String,
}

fn formats(templates: &Templates) -> String {
    let formats = Format::ALL.into_iter().map(|format| {
        // Every grammar is in the portable subset: the model's tests hold them to it.
        let grammar = Regex::parse(format.grammar())
            .map_or_else(|_| format.grammar().to_owned(), |regex| regex.canonical());
        let arguments =
            [vec![text::quoted(format.as_str()), raw(&grammar)], rules::beyond_grammar(format)].concat();
        FormatContext {
            rule: rules::format_rule(format),
            name: format.as_str(),
            arguments: arguments.join(", "),
        }
    });
    templates.render("formats", Formats { formats: formats.collect() })
}

/// A raw string, with the backquotes that it cannot hold in between.
fn raw(text: &str) -> String {
    let parts: Vec<String> = text.split('`').map(|part| format!("`{part}`")).collect();
    parts.join(" + \"`\" + ")
}
