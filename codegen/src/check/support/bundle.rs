//! Schemas spread over files as one document for a JSON Schema validator.

use std::collections::{BTreeSet, HashMap};

use countersign_model::format::Format;
use countersign_model::number::Number;
use countersign_model::regex::Regex;
use countersign_model::resolve::join;
use countersign_model::resolved::Resolved;
use countersign_model::source::{FileId, SourceMap};
use countersign_model::value::{Value, ValueKind};
use serde_json::{Map, Value as Json};

use super::schemas::{LIST, NAMED, ONE};

/// Keywords taken over as they are. Annotations are not: they decide nothing.
const PLAIN: [&str; 15] = [
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "required",
    "minProperties",
    "maxProperties",
    "minItems",
    "maxItems",
    "uniqueItems",
];

/// Rewrites schemas so that each `$ref` leads into `#/$defs` of one document.
#[derive(Debug)]
pub(in crate::check) struct Bundler<'a> {
    sources: &'a SourceMap,
    catalog: &'a Resolved,
    files: HashMap<&'a str, FileId>,
    definitions: HashMap<(FileId, &'a str), usize>,
    /// Definitions that something refers to.
    used: BTreeSet<usize>,
    /// Those of them that are not written yet.
    waiting: Vec<usize>,
    /// Whether the schemas are a reader's, which takes any text for an open enum.
    reader: bool,
}

impl<'a> Bundler<'a> {
    pub(in crate::check) fn new(sources: &'a SourceMap, catalog: &'a Resolved) -> Self {
        let definitions = catalog.definitions.iter().enumerate();
        Self {
            sources,
            catalog,
            files: sources.iter().map(|(id, file)| (file.path(), id)).collect(),
            definitions: definitions.map(|(at, d)| ((d.file, d.name.value.as_str()), at)).collect(),
            used: BTreeSet::new(),
            waiting: Vec::new(),
            reader: false,
        }
    }

    /// The same schemas as a reader sees them: an open enum admits every text.
    pub(in crate::check) fn for_reader(self) -> Self {
        Self { reader: true, ..self }
    }

    /// The name of a shared definition in `$defs` of the document.
    pub(in crate::check) fn shared_name(at: usize) -> String {
        format!("shared.{at}")
    }

    /// The definition that a name in `$defs` of the document stands for.
    pub(in crate::check) fn shared_index(name: &str) -> Option<usize> {
        name.strip_prefix("shared.")?.parse().ok()
    }

    /// Rewrites a schema. `root` is the pointer, in a URI fragment, under which the schema that
    /// its `#/$defs/...` belong to will stand in the document.
    pub(in crate::check) fn schema(&mut self, schema: &Value, root: &str) -> Json {
        let ValueKind::Object(members) = &schema.kind else { return json(schema) };
        let mut out = Map::new();
        let open = self.reader && schema.get("x-open-enum").and_then(Value::as_bool) == Some(true);
        for member in members {
            let (name, value) = (member.name.as_str(), &member.value);
            if open && name == "enum" {
                continue;
            }
            let written = if PLAIN.contains(&name) {
                json(value)
            } else if ONE.contains(&name) {
                self.schema(value, root)
            } else if LIST.contains(&name) {
                value.items().iter().map(|inner| self.schema(inner, root)).collect()
            } else if NAMED.contains(&name) {
                let named = value.members().iter();
                Json::Object(named.map(|m| (m.name.clone(), self.schema(&m.value, root))).collect())
            } else {
                match (name, value.as_str()) {
                    ("type", _) => types(value),
                    ("$ref", Some(reference)) => Json::String(self.reference(reference, value, root)),
                    ("pattern", Some(pattern)) => Json::String(portable(pattern)),
                    ("format", Some(format)) if Format::parse(format).is_some() => json(value),
                    _ => continue,
                }
            };
            out.insert(name.to_owned(), written);
        }
        Json::Object(out)
    }

    /// The definitions that the schemas so far refer to, by their names in `$defs`.
    pub(in crate::check) fn finish(mut self) -> Map<String, Json> {
        let mut out = Map::new();
        while let Some(at) = self.waiting.pop() {
            let name = Self::shared_name(at);
            if let Some(definition) = self.catalog.definitions.get(at) {
                let schema = self.schema(&definition.schema, &format!("#/$defs/{name}"));
                out.insert(name, schema);
            }
        }
        out
    }

    fn reference(&mut self, reference: &str, written: &Value, root: &str) -> String {
        let (path, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        if path.is_empty() && pointer.starts_with("/$defs/") {
            return format!("{root}{pointer}");
        }
        let from = written.span.file;
        let file = if path.is_empty() { Some(from) } else { self.file(from, path) };
        let name = pointer.strip_prefix('/').map(unescaped);
        let found =
            file.zip(name).and_then(|(file, name)| self.definitions.get(&(file, name.as_str())).copied());
        let Some(at) = found else { return reference.to_owned() };
        if self.used.insert(at) {
            self.waiting.push(at);
        }
        format!("#/$defs/{}", Self::shared_name(at))
    }

    /// The file at a path that was written in another file.
    fn file(&self, from: FileId, path: &str) -> Option<FileId> {
        self.files.get(join(self.sources.path(from), path).as_str()).copied()
    }
}

/// A token of a JSON pointer as the name it stands for.
pub(in crate::check) fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// A pattern as Rust's engine reads it with ECMA-262's meaning.
fn portable(pattern: &str) -> String {
    Regex::parse(pattern).map_or_else(|_| pattern.to_owned(), |regex| regex.canonical())
}

/// The value of `type`: in YAML the name of the type `null` reads as the value.
fn types(value: &Value) -> Json {
    match json(value) {
        Json::Null => Json::String("null".to_owned()),
        Json::Array(mut names) => {
            names
                .iter_mut()
                .filter(|name| name.is_null())
                .for_each(|name| *name = Json::String("null".to_owned()));
            Json::Array(names)
        }
        name => name,
    }
}

/// A value for the validator. Whole numbers beyond 64 bits and long fractions lose digits there.
pub(in crate::check) fn json(value: &Value) -> Json {
    match &value.kind {
        ValueKind::Null => Json::Null,
        ValueKind::Bool(value) => Json::Bool(*value),
        ValueKind::Number(value) => number(value),
        ValueKind::String(text) => Json::String(text.clone()),
        ValueKind::Array(items) => items.iter().map(json).collect(),
        ValueKind::Object(members) => {
            Json::Object(members.iter().map(|member| (member.name.clone(), json(&member.value))).collect())
        }
    }
}

fn number(value: &Number) -> Json {
    let whole = value.to_i128().and_then(serde_json::Number::from_i128);
    let nearest = || {
        let float = value.to_f64();
        serde_json::Number::from_f64(if float.is_finite() { float } else { f64::MAX.copysign(float) })
    };
    whole.or_else(nearest).map_or(Json::Null, Json::Number)
}
