//! Named definitions, each made once, and references to them.

use crate::resolved::TypeId;
use crate::rules;
use crate::shape::Origin;
use crate::value::Value;

use super::super::keywords::{Class, class};
use super::super::refs::Target;
use super::{Builder, Payload};

impl<'a> Builder<'a> {
    /// The type of a named definition, made when it is first asked for.
    pub(super) fn definition(&mut self, target: Target<'a>) -> Option<TypeId> {
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
                let definitions =
                    self.files.iter().find(|f| f.file == file).map(|f| f.definitions.as_slice());
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
    pub(super) fn reference(
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
}
