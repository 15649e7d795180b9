//! JSON Schema keywords to shapes and checks, once for every target.

mod annotations;
mod array;
mod number;
mod object;
mod string;
mod values;

use std::collections::{BTreeSet, HashMap};

use crate::catalog::TypeFile;
use crate::diagnostic::Diagnostic;
use crate::resolved::{EventId, TypeId};
use crate::rules;
use crate::shape::{Check, CheckKind, Docs, Origin, Shape, Step, Type};
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

/// The types of a catalog while they are made.
pub(super) struct Builder<'a> {
    pub(super) sources: &'a SourceMap,
    pub(super) files: &'a [TypeFile],
    pub(super) types: Vec<Type>,
    /// The types files that something refers to.
    pub(super) used: BTreeSet<FileId>,
    pub(super) unions: Vec<PendingUnion>,
    diagnostics: Vec<Diagnostic>,
    shared: HashMap<(FileId, usize), Option<TypeId>>,
    local: HashMap<(EventId, usize, &'a str), Option<TypeId>>,
}

/// What `type` (or the values of `enum` and `const`) says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Declared {
    /// The kind besides null; `None` for any.
    kind: Option<Kind>,
    /// Whether null is admitted besides it.
    nullable: bool,
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
    pub(super) fn into_parts(self) -> (Vec<Type>, Vec<Diagnostic>, HashMap<(FileId, usize), Option<TypeId>>) {
        (self.types, self.diagnostics, self.shared)
    }

    /// The type of a named definition, made when it is first asked for.
    fn definition(&mut self, target: Target<'a>) -> Option<TypeId> {
        let known = match target {
            Target::Shared { file, at, .. } => self.shared.get(&(file, at)).copied(),
            Target::Local { payload, name, .. } => {
                self.local.get(&(payload.event, payload.version, name)).copied()
            }
        };
        if let Some(known) = known {
            return known;
        }
        let schema = target.schema();
        if let Some(reference) = schema.get("$ref") {
            let found = self.alias(target, reference);
            self.remember(target, found);
            return found;
        }
        let origin = match target {
            Target::Shared { file, at, .. } => {
                let definitions = self.files.iter().find(|f| f.file == file).map(|f| f.definitions.as_slice());
                let name = definitions.and_then(|list| list.get(at)).map(|decl| decl.name.value.clone());
                Origin::Shared { name: name.unwrap_or_default() }
            }
            Target::Local { payload, name, .. } => {
                Origin::Local { event: payload.event, version: payload.version, name: name.to_owned() }
            }
        };
        let id = self.place(schema, origin);
        self.remember(target, Some(id));
        self.fill(id, schema, target.payload());
        Some(id)
    }

    fn remember(&mut self, target: Target<'a>, id: Option<TypeId>) {
        match target {
            Target::Shared { file, at, .. } => self.shared.insert((file, at), id),
            Target::Local { payload, name, .. } => {
                self.local.insert((payload.event, payload.version, name), id)
            }
        };
    }

    /// The type of a definition that is only another name for one: follows the names to the end.
    fn alias(&mut self, start: Target<'a>, reference: &'a Value) -> Option<TypeId> {
        let mut seen = vec![start.schema().span];
        let mut at = self.reference(start.schema(), reference, start.payload())?;
        while let Some(next) = at.schema().get("$ref") {
            if seen.contains(&at.schema().span) {
                let mut diagnostic = rules::REFERENCE_CYCLE
                    .at(reference.span, "this reference leads back to itself and never to a schema")
                    .help("give one of these names a schema of its own");
                for span in seen.into_iter().skip(1) {
                    diagnostic = diagnostic.also(span, "which refers on");
                }
                self.report(diagnostic);
                return None;
            }
            seen.push(at.schema().span);
            at = self.target(next, at.payload())?;
        }
        self.definition(at)
    }

    /// Checks that only annotations stand beside a `$ref`, and looks it up.
    fn reference(
        &mut self,
        schema: &'a Value,
        reference: &'a Value,
        payload: Option<Payload<'a>>,
    ) -> Option<Target<'a>> {
        for member in schema.members() {
            match class(&member.name) {
                Some(Class::Annotation) => {}
                _ if member.name == "$ref" || (member.name == "$defs" && payload.is_some()) => {}
                Some(_) => self.report(
                    rules::OUTSIDE_PROFILE
                        .at(member.name_span, format!("`{}` beside `$ref` is outside the profile", member.name))
                        .also(reference.span, "the reference")
                        .help("put the constraint into the definition, or give the constrained variant a name of its own"),
                ),
                None => self.unknown_keyword(&member.name, member.name_span),
            }
        }
        self.check_annotations(schema, false);
        self.target(reference, payload)
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
    fn inline(&mut self, parent: TypeId, step: Step, schema: &'a Value, payload: Option<Payload<'a>>) -> TypeId {
        let origin = Origin::Inline { parent, step };
        match self.build(schema, payload, origin.clone()) {
            Some(id) => id,
            None => self.place(schema, origin),
        }
    }

    /// A new type of any value.
    fn place(&mut self, schema: &'a Value, origin: Origin) -> TypeId {
        let docs = self.docs(schema);
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
                    rules::OUTSIDE_PROFILE
                        .at(schema.span, "the schema `false` admits no value at all")
                        .help("leave the property out, and close the object with `additionalProperties: false`"),
                );
                return;
            }
            _ => {
                let message = format!("a schema must be a mapping, this is {}", schema.kind_name());
                self.report(rules::KEYWORD_VALUE.at(schema.span, message).help("write `{ type: string }`, for example"));
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

    /// What kind of value a schema declares; `None` where that cannot be said, which is reported.
    fn declared(&mut self, schema: &'a Value) -> Option<Declared> {
        let Some(ty) = schema.get("type") else { return Some(self.inferred(schema)) };
        let mut kinds = Vec::new();
        let names: Vec<&Value> = match &ty.kind {
            ValueKind::Array(items) => items.iter().collect(),
            _ => vec![ty],
        };
        for name in names {
            let text = name.as_str().unwrap_or_default();
            // An unquoted `null` is YAML's null, which everybody writes and means.
            let kind = if matches!(name.kind, ValueKind::Null) { Some(Kind::Null) } else { Kind::parse(text) };
            match kind {
                Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
                Some(_) => {
                    self.report(rules::KEYWORD_VALUE.at(name.span, format!("`{text}` stands in `type` twice")));
                }
                None => {
                    let known = Kind::ALL.map(Kind::as_str);
                    let help = did_you_mean(text, known)
                        .unwrap_or_else(|| format!("write one of `{}`", known.join("`, `")));
                    self.report(rules::KEYWORD_VALUE.at(name.span, format!("`{name}` is no type of JSON Schema")).help(help));
                    return None;
                }
            }
        }
        let nullable = kinds.len() > 1 && kinds.contains(&Kind::Null);
        kinds.retain(|kind| !nullable || *kind != Kind::Null);
        match kinds.as_slice() {
            [only] => Some(Declared { kind: Some(*only), nullable }),
            [] => {
                self.report(rules::KEYWORD_VALUE.at(ty.span, "`type` names no type"));
                None
            }
            _ => {
                let message = "a value of several types is outside the profile, `null` apart";
                let help = "write a `oneOf` of objects, or two properties";
                self.report(rules::OUTSIDE_PROFILE.at(ty.span, message).help(help));
                None
            }
        }
    }

    /// What the values of `enum` and `const` say of a schema without `type`; else any value.
    fn inferred(&self, schema: &Value) -> Declared {
        let mut kinds: Vec<Kind> = Vec::new();
        for value in values::listed(schema) {
            let kind = Kind::of(&value.kind);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        if schema.get("allOf").is_some() {
            return Declared { kind: Some(Kind::Object), nullable: false };
        }
        let nullable = kinds.len() > 1 && kinds.contains(&Kind::Null);
        kinds.retain(|kind| !nullable || *kind != Kind::Null);
        let kind = match kinds.as_slice() {
            [only @ (Kind::Null | Kind::Boolean | Kind::Integer | Kind::Number | Kind::String)] => Some(*only),
            [Kind::Integer, Kind::Number] | [Kind::Number, Kind::Integer] => Some(Kind::Number),
            _ => None,
        };
        // Null among values of several kinds stays one of the listed values.
        Declared { kind, nullable: nullable && kind.is_some() }
    }

    /// Reports constraints that say nothing about the declared kind.
    fn check_applicable(&mut self, schema: &'a Value, declared: Declared) {
        for member in schema.members() {
            let Some(Class::For(kind)) = class(&member.name) else { continue };
            let applies = declared.kind.is_some_and(|declared| kind.admits(declared));
            if applies {
                continue;
            }
            let (message, help) = match declared.kind {
                None => (
                    format!("`{}` without `type` lets every value of another type pass", member.name),
                    format!("add `type: {}`", kind.as_str()),
                ),
                Some(declared) => (
                    format!("`{}` says nothing about a value of type `{}`", member.name, declared.as_str()),
                    format!("remove it, or make the type `{}`", kind.as_str()),
                ),
            };
            self.report(rules::KEYWORD_WITHOUT_EFFECT.at(member.name_span, message).help(help));
        }
    }

    /// A `oneOf` or `anyOf`: a nullable type, or a union.
    fn alternatives(
        &mut self,
        id: TypeId,
        schema: &'a Value,
        keyword: &str,
        branches: &'a Value,
        payload: Option<Payload<'a>>,
    ) {
        for member in schema.members() {
            let is_object = member.name == "type" && member.value.as_str() == Some("object");
            let fits = matches!(class(&member.name), Some(Class::Annotation)) || member.name == "$defs" || is_object;
            if !fits && member.name != keyword && class(&member.name).is_some() {
                let message = format!("`{}` beside `{keyword}` is outside the profile", member.name);
                let help = "put the constraint into each branch";
                self.report(rules::OUTSIDE_PROFILE.at(member.name_span, message).help(help));
            }
        }
        let items = branches.items();
        let is_null = |branch: &Value| {
            let ty = branch.get("type");
            ty.is_some_and(|ty| matches!(ty.kind, ValueKind::Null) || ty.as_str() == Some("null"))
        };
        let (nulls, others): (Vec<&Value>, Vec<&Value>) = items.iter().partition(|branch| is_null(branch));
        match (nulls.as_slice(), others.as_slice()) {
            (_, []) => {
                let message = format!("`{keyword}` must list at least one schema besides null");
                self.report(rules::KEYWORD_VALUE.at(branches.span, message));
            }
            ([], [_]) | ([_, _, ..], _) => {
                let message = format!("`{keyword}` with a single branch or a repeated null is outside the profile");
                self.report(rules::OUTSIDE_PROFILE.at(branches.span, message).help("write the branch itself"));
            }
            ([_], [only]) => {
                let inner = self.inline(id, Step::NotNull, only, payload);
                self.set_shape(id, Shape::Nullable(inner));
            }
            ([], several) => self.union(id, branches.span, several, payload),
            ([_], several) => {
                let origin = Origin::Inline { parent: id, step: Step::NotNull };
                let inner = self.push(Type {
                    origin,
                    shape: Shape::Any,
                    checks: Vec::new(),
                    docs: Docs::default(),
                    span: branches.span,
                });
                self.set_shape(id, Shape::Nullable(inner));
                self.union(inner, branches.span, several, payload);
            }
        }
    }

    fn union(&mut self, id: TypeId, span: Span, branches: &[&'a Value], payload: Option<Payload<'a>>) {
        let branches = branches
            .iter()
            .enumerate()
            .map(|(at, branch)| {
                let step = Step::Variant(variant_name(branch).unwrap_or_else(|| format!("option {}", at + 1)));
                (self.inline(id, step, branch, payload), branch.span)
            })
            .collect();
        self.unions.push(PendingUnion { id, span, branches });
    }
}

/// The first constant text among the properties of a branch written in place: a name for its type.
fn variant_name(branch: &Value) -> Option<String> {
    branch.get("properties")?.members().iter().find_map(|member| {
        let constant = member.value.get("const")?.as_str()?;
        Some(constant.to_owned())
    })
}
