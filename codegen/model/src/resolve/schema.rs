//! JSON Schema keywords to shapes and checks, once for every target.

mod alternatives;
mod annotations;
mod array;
mod declared;
mod definitions;
mod number;
mod object;
mod string;
mod values;

use std::collections::{BTreeSet, HashMap};

use crate::catalog::TypeFile;
use crate::diagnostic::Diagnostic;
use crate::resolved::{EventId, TypeId};
use crate::rules;
use crate::shape::{Check, CheckKind, Origin, Shape, Step, Type};
use crate::source::{FileId, SourceMap, Span};
use crate::suggest::did_you_mean;
use crate::value::{Value, ValueKind};

use super::keywords::{Class, KEYWORDS, Kind, class, instead};
use super::refs::Target;
use super::union::PendingUnion;

/// A payload, for what `#/$defs` means in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Payload<'a> {
    pub(super) event: EventId,
    pub(super) version: usize,
    pub(super) root: &'a Value,
}

/// The type of each definition of a types file, by the file and its position; `None` where it could
/// not be made.
pub(super) type SharedTypes = HashMap<(FileId, usize), Option<TypeId>>;

/// The types of a catalog while they are made.
pub(super) struct Builder<'a> {
    pub(super) sources: &'a SourceMap,
    pub(super) files: &'a [TypeFile],
    pub(super) types: Vec<Type>,
    /// The types files that something refers to.
    pub(super) used: BTreeSet<FileId>,
    pub(super) unions: Vec<PendingUnion>,
    diagnostics: Vec<Diagnostic>,
    shared: SharedTypes,
    local: HashMap<(EventId, usize, &'a str), Option<TypeId>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(sources: &'a SourceMap, files: &'a [TypeFile]) -> Self {
        Self {
            sources,
            files,
            types: Vec::new(),
            used: BTreeSet::new(),
            unions: Vec::new(),
            diagnostics: Vec::new(),
            shared: HashMap::new(),
            local: HashMap::new(),
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.types.get(id.index()).map(|ty| &ty.shape)
    }

    pub(super) fn set_shape(&mut self, id: TypeId, shape: Shape) {
        if let Some(ty) = self.types.get_mut(id.index()) {
            ty.shape = shape;
        }
    }

    pub(super) fn span_of(&self, id: TypeId) -> Option<Span> {
        self.types.get(id.index()).map(|ty| ty.span)
    }

    fn add_check(&mut self, id: TypeId, kind: CheckKind, span: Span) {
        if let Some(ty) = self.types.get_mut(id.index()) {
            ty.checks.push(Check { kind, span });
        }
    }

    /// The type of a payload.
    pub(super) fn payload(&mut self, event: EventId, version: usize, root: &'a Value) -> Option<TypeId> {
        let payload = Payload { event, version, root };
        let id = self.build(root, Some(payload), Origin::Payload { event, version })?;
        // Definitions that nothing refers to are read too, so that mistakes in them are found.
        for member in root.get("$defs").map(Value::members).unwrap_or_default() {
            self.definition(Target::Local { payload, name: &member.name, schema: &member.value });
        }
        Some(id)
    }

    /// The type of an envelope field.
    pub(super) fn envelope(&mut self, field: &str, schema: &'a Value) -> Option<TypeId> {
        self.build(schema, None, Origin::Envelope { field: field.to_owned() })
    }

    /// Reads all definitions of the types files in use, then settles what had to wait for them.
    pub(super) fn finish(&mut self) {
        let mut done = BTreeSet::new();
        while let Some(file) = self.used.difference(&done).next().copied() {
            done.insert(file);
            let definitions = self.files.iter().filter(|f| f.file == file).flat_map(|f| &f.definitions);
            for (at, definition) in definitions.enumerate() {
                self.definition(Target::Shared { file, at, schema: &definition.schema });
            }
        }
        self.finish_unions();
        self.finish_nullables();
        self.report_uninhabited();
    }

    /// The finished types, what was found, and the type of each shared definition.
    pub(super) fn into_parts(self) -> (Vec<Type>, Vec<Diagnostic>, SharedTypes) {
        (self.types, self.diagnostics, self.shared)
    }

    /// The type of a schema: that of the definition it refers to, or a new one.
    fn build(&mut self, schema: &'a Value, payload: Option<Payload<'a>>, origin: Origin) -> Option<TypeId> {
        if let Some(reference) = schema.get("$ref") {
            let target = self.reference(schema, reference, payload)?;
            return self.definition(target);
        }
        let id = self.place(schema, origin);
        self.fill(id, schema, payload);
        Some(id)
    }

    /// The type of a schema inside another; `Any` where it cannot be made, which was reported.
    fn inline(
        &mut self,
        parent: TypeId,
        step: Step,
        schema: &'a Value,
        payload: Option<Payload<'a>>,
    ) -> TypeId {
        let origin = Origin::Inline { parent, step };
        match self.build(schema, payload, origin.clone()) {
            Some(id) => id,
            None => self.place(schema, origin),
        }
    }

    /// A new type of any value.
    fn place(&mut self, schema: &'a Value, origin: Origin) -> TypeId {
        let docs = annotations::docs(schema);
        self.push(Type { origin, shape: Shape::Any, checks: Vec::new(), docs, span: schema.span })
    }

    fn push(&mut self, ty: Type) -> TypeId {
        let id = TypeId::new(self.types.len());
        self.types.push(ty);
        id
    }

    fn unknown_keyword(&mut self, name: &str, span: Span) {
        let help = did_you_mean(name, KEYWORDS.iter().map(|(keyword, _)| *keyword)).unwrap_or_else(|| {
            "annotations of your own begin with `x-`, but the catalog knows only `x-open-enum`, `x-sensitive` and `x-deprecated`"
                .to_owned()
        });
        let message = format!("JSON Schema has no keyword `{name}`");
        self.report(rules::UNKNOWN_KEYWORD.at(span, message).label("unknown keyword").help(help));
    }

    /// Turns the keywords of a schema into the shape and checks of `id`.
    fn fill(&mut self, id: TypeId, schema: &'a Value, payload: Option<Payload<'a>>) {
        match &schema.kind {
            ValueKind::Object(_) => {}
            ValueKind::Bool(true) => return,
            ValueKind::Bool(false) => {
                self.report(
                    rules::OUTSIDE_PROFILE.at(schema.span, "the schema `false` admits no value at all").help(
                        "leave the property out, and close the object with `additionalProperties: false`",
                    ),
                );
                return;
            }
            _ => {
                let message = format!("a schema must be a mapping, this is {}", schema.kind_name());
                self.report(
                    rules::KEYWORD_VALUE
                        .at(schema.span, message)
                        .help("write `{ type: string }`, for example"),
                );
                return;
            }
        }
        let is_root = payload.is_some_and(|payload| payload.root.span == schema.span);
        self.check_annotations(schema, is_root);
        for keyword in ["oneOf", "anyOf"] {
            if let Some(branches) = schema.get(keyword) {
                self.alternatives(id, schema, keyword, branches, payload);
                return;
            }
        }
        let Some(declared) = self.declared(schema) else { return };
        self.check_applicable(schema, declared);
        let target = if declared.nullable {
            let origin = Origin::Inline { parent: id, step: Step::NotNull };
            let inner = self.place(schema, origin);
            self.set_shape(id, Shape::Nullable(inner));
            inner
        } else {
            id
        };
        match declared.kind {
            None => self.fill_any(target, schema),
            Some(Kind::Null) => self.set_shape(target, Shape::Null),
            Some(Kind::Boolean) => self.fill_scalar(target, schema, Shape::Boolean),
            Some(Kind::Integer) => self.fill_number(target, schema, true),
            Some(Kind::Number) => self.fill_number(target, schema, false),
            Some(Kind::String) => self.fill_string(target, schema),
            Some(Kind::Object) => self.fill_object(target, schema, payload),
            Some(Kind::Array) => self.fill_array(target, schema, payload),
        }
    }

    /// Reports keywords that JSON Schema or the profile does not have, and annotations with a
    /// value they cannot have.
    fn check_annotations(&mut self, schema: &'a Value, is_root: bool) {
        for member in schema.members() {
            match class(&member.name) {
                None => self.unknown_keyword(&member.name, member.name_span),
                Some(Class::Refused(reason)) => {
                    let message = format!("`{}` is outside the profile: {reason}", member.name);
                    let help = instead(&member.name);
                    self.report(rules::OUTSIDE_PROFILE.at(member.name_span, message).help(help));
                }
                Some(Class::Shape) if member.name == "$defs" && !is_root => {
                    let message = "`$defs` stands at the root of a payload only";
                    let help = "move the definitions there, or into a types file";
                    self.report(rules::OUTSIDE_PROFILE.at(member.name_span, message).help(help));
                }
                Some(Class::Annotation) => self.check_annotation(member),
                Some(Class::Shape | Class::For(_)) => {}
            }
        }
    }
}
