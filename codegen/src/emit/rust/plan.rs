//! What is decided once for the whole crate: which types are declared, under which names, and where.

use std::collections::{HashMap, HashSet};

use countersign_model::resolved::{EventId, Resolved, ServiceId, TypeId};
use countersign_model::shape::{CheckKind, Origin, Rest, Shape, Type};

use super::ident;
use super::rules::{self, StringForm};
use crate::emit::names::{self, Scope};

/// The file that declares a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Home {
    /// `types.rs`
    Shared,
    /// `events/<service>.rs`
    Events(EventId),
    /// `envelope.rs`
    Envelope,
}

/// The decisions.
pub(super) struct Plan<'a> {
    pub(super) catalog: &'a Resolved,
    /// The name of each declared type.
    names: HashMap<TypeId, String>,
    /// Records that leave a member to the union around them.
    untagged: HashMap<TypeId, String>,
    /// Members of records and positions of tuples that are boxed, so that the type ends somewhere.
    boxed: HashSet<(TypeId, usize)>,
    /// Lists, maps and nullable types that are declared as types of their own rather than as
    /// another name.
    wrapped: HashSet<TypeId>,
    /// The enums over the live majors of events that have several, and the traits of what may be
    /// published as them.
    majors: HashMap<EventId, (String, String)>,
    /// The name of each version's payload. Where several share a type, each has a type of its own
    /// around it.
    payloads: HashMap<(EventId, usize), String>,
    /// The declared types of each file, in the order in which they were made.
    homes: HashMap<Home, Vec<TypeId>>,
    /// The constants of routing keys.
    keys: Vec<String>,
    /// The modules of services.
    modules: Vec<String>,
    /// The names of all types.
    scope: Scope,
}

impl<'a> Plan<'a> {
    pub(super) fn new(catalog: &'a Resolved) -> Self {
        let mut plan = Self {
            catalog,
            names: HashMap::new(),
            untagged: untagged(catalog),
            boxed: HashSet::new(),
            wrapped: HashSet::new(),
            majors: HashMap::new(),
            homes: HashMap::new(),
            payloads: HashMap::new(),
            keys: Vec::new(),
            modules: Vec::new(),
            scope: Scope::reserving(ident::RESERVED_TYPES.iter().copied()),
        };
        plan.find_boxed();
        plan.name_types();
        plan.find_wrapped();
        for (id, _) in catalog.types().filter(|(id, _)| plan.names.contains_key(id)) {
            let home = plan.home(id);
            plan.homes.entry(home).or_default().push(id);
        }
        let mut keys = Scope::reserving(["ALL"]);
        plan.keys = catalog
            .events()
            .map(|(id, _)| ident::constant_name(&mut keys, &names::event_words(catalog, id)))
            .collect();
        let mut modules = Scope::reserving(["runtime"]);
        plan.modules =
            catalog.services.iter().map(|s| ident::module_name(&mut modules, &s.name.value)).collect();
        plan
    }

    /// Names are given to shared types first, then to payloads: those are what people write.
    fn name_types(&mut self) {
        let catalog = self.catalog;
        let rank = |ty: &Type| match ty.origin {
            Origin::Shared { .. } => 0,
            Origin::Payload { .. } => 1,
            Origin::Local { .. } => 2,
            Origin::Envelope { .. } | Origin::Inline { .. } => 3,
        };
        let hidden: HashSet<TypeId> = catalog.types().filter_map(|(id, _)| self.tag_type(id)).collect();
        for wanted in 0..4 {
            for (id, ty) in catalog.types().filter(|(_, ty)| rank(ty) == wanted) {
                if is_declared(ty) && !hidden.contains(&id) {
                    let name = ident::type_name(&mut self.scope, &names::type_words(catalog, id));
                    self.names.insert(id, name);
                }
            }
            if wanted == 1 {
                self.name_payloads();
                self.name_majors();
            }
        }
    }

    fn name_payloads(&mut self) {
        let catalog = self.catalog;
        for (id, event) in catalog.events() {
            for (at, version) in event.versions.iter().enumerate() {
                let Some(ty) = version.payload else { continue };
                let is_own = matches!(self.home(ty), Home::Events(_));
                let name = match self.name(ty).filter(|_| is_own) {
                    Some(own) => own.to_owned(),
                    None => ident::type_name(&mut self.scope, &names::version_words(catalog, id, at)),
                };
                self.payloads.insert((id, at), name);
            }
        }
    }

    fn name_majors(&mut self) {
        for (id, event) in self.catalog.events() {
            if event.majors().len() > 1 {
                let words = names::event_words(self.catalog, id);
                let name = ident::type_name(&mut self.scope, &words);
                let payload =
                    ident::type_name(&mut self.scope, &[words, vec!["payload".to_owned()]].concat());
                self.majors.insert(id, (name, payload));
            }
        }
    }

    /// The type of the member that a record leaves to its union, if it was written in place and so
    /// is needed nowhere else.
    fn tag_type(&self, id: TypeId) -> Option<TypeId> {
        let tag = self.untagged.get(&id)?;
        let Shape::Record(record) = &self.catalog.ty(id)?.shape else { return None };
        let field = record.fields.iter().find(|field| field.name == *tag)?;
        matches!(self.catalog.ty(field.ty)?.origin, Origin::Inline { .. }).then_some(field.ty)
    }

    fn find_boxed(&mut self) {
        for (id, ty) in self.catalog.types() {
            let parts: Vec<TypeId> = match &ty.shape {
                Shape::Record(record) => record.fields.iter().map(|field| field.ty).collect(),
                Shape::Tuple(tuple) => tuple.prefix.clone(),
                _ => continue,
            };
            for (at, part) in parts.into_iter().enumerate() {
                if self.reaches(part, id, held) {
                    self.boxed.insert((id, at));
                }
            }
        }
    }

    fn find_wrapped(&mut self) {
        for (id, ty) in self.catalog.types() {
            let alias = matches!(ty.shape, Shape::List(_) | Shape::Map(_) | Shape::Nullable(_));
            if !alias || !self.names.contains_key(&id) {
                continue;
            }
            let spelled = |ty: &Type| match ty.shape {
                Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => vec![inner],
                _ => Vec::new(),
            };
            let recursive = spelled(ty).into_iter().any(|inner| self.reaches(inner, id, spelled));
            if recursive || matches!(ty.origin, Origin::Payload { .. }) {
                self.wrapped.insert(id);
            }
        }
    }

    /// Whether one type leads to another by way of the given parts.
    fn reaches(&self, from: TypeId, to: TypeId, parts: impl Fn(&Type) -> Vec<TypeId>) -> bool {
        let mut seen = HashSet::new();
        let mut pending = vec![from];
        while let Some(id) = pending.pop() {
            if id == to {
                return true;
            }
            if seen.insert(id) {
                pending.extend(self.catalog.ty(id).map(&parts).unwrap_or_default());
            }
        }
        false
    }

    /// Whether any string has a pattern.
    pub(super) fn has_patterns(&self) -> bool {
        let mut checks = self.catalog.types.iter().flat_map(|ty| &ty.checks);
        checks.any(|check| matches!(check.kind, CheckKind::Pattern(_)))
    }

    /// The name of a declared type.
    pub(super) fn name(&self, id: TypeId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// The member that a record leaves to its union.
    pub(super) fn omitted_tag(&self, record: TypeId) -> Option<&str> {
        self.untagged.get(&record).map(String::as_str)
    }

    /// Whether a member of a record or a position of a tuple is boxed.
    pub(super) fn is_boxed(&self, id: TypeId, at: usize) -> bool {
        self.boxed.contains(&(id, at))
    }

    /// Whether a list, map or nullable type is declared as a type of its own.
    pub(super) fn is_wrapped(&self, id: TypeId) -> bool {
        self.wrapped.contains(&id)
    }

    /// The enum over the live majors of an event, if it has several.
    pub(super) fn majors_name(&self, event: EventId) -> Option<&str> {
        self.majors.get(&event).map(|(name, _)| name.as_str())
    }

    /// The trait of payloads of any live major of an event, if it has several.
    pub(super) fn majors_trait(&self, event: EventId) -> Option<&str> {
        self.majors.get(&event).map(|(_, name)| name.as_str())
    }

    /// A name for another type of a file that imports payloads: the name itself where it is free.
    pub(super) fn unless_taken(&self, name: &str) -> String {
        if self.scope.has(name) { format!("{name}Service") } else { name.to_owned() }
    }

    /// The constant of an event's routing key.
    pub(super) fn key(&self, event: EventId) -> &str {
        self.keys.get(event.index()).map_or("", String::as_str)
    }

    /// The module of a service.
    pub(super) fn module(&self, service: ServiceId) -> &str {
        self.modules.get(service.index()).map_or("", String::as_str)
    }

    /// The file that declares a type.
    pub(super) fn home(&self, id: TypeId) -> Home {
        match self.catalog.ty(id).map(|ty| &ty.origin) {
            Some(Origin::Local { event, .. } | Origin::Payload { event, .. }) => Home::Events(*event),
            Some(Origin::Inline { parent, .. }) => self.home(*parent),
            Some(Origin::Envelope { .. }) => Home::Envelope,
            Some(Origin::Shared { .. }) | None => Home::Shared,
        }
    }

    /// The declared types of a file, in the order in which they were made.
    pub(super) fn declared(&self, home: Home) -> &[TypeId] {
        self.homes.get(&home).map_or(&[], Vec::as_slice)
    }

    /// The type of a version's payload.
    pub(super) fn payload(&self, event: EventId, version: usize) -> Option<&str> {
        self.payloads.get(&(event, version)).map(String::as_str)
    }

    /// The type of the newest version of an event's major.
    pub(super) fn newest(&self, event: EventId, major: u32) -> Option<&str> {
        let (_, at) = self.catalog.event(event)?.majors().into_iter().find(|(found, _)| *found == major)?;
        self.payload(event, at)
    }
}

/// The types whose values lie inside a value, without indirection.
fn held(ty: &Type) -> Vec<TypeId> {
    match &ty.shape {
        Shape::Record(record) => record.fields.iter().map(|field| field.ty).collect(),
        Shape::Tuple(tuple) => tuple.prefix.clone(),
        Shape::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
        Shape::Nullable(inner) => vec![*inner],
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer
        | Shape::Number
        | Shape::String
        | Shape::Enum(_)
        | Shape::Map(_)
        | Shape::List(_) => Vec::new(),
    }
}

/// Whether a type gets a declaration; all others are spelled where they are used.
fn is_declared(ty: &Type) -> bool {
    let named = matches!(ty.origin, Origin::Shared { .. } | Origin::Local { .. } | Origin::Payload { .. });
    match ty.shape {
        Shape::Record(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Tuple(_) => true,
        Shape::Boolean | Shape::Null | Shape::Map(_) | Shape::List(_) | Shape::Nullable(_) => named,
        Shape::Any | Shape::Number => named || !ty.checks.is_empty(),
        Shape::Integer => named || rules::integer_range(&ty.checks).is_none(),
        Shape::String => named || StringForm::of(&ty.checks) == StringForm::Declared,
    }
}

/// Records that are only ever branches of unions with the same tag. Such a record leaves the tag to
/// the union; where one branch cannot, none does.
fn untagged(catalog: &Resolved) -> HashMap<TypeId, String> {
    let mut tags: HashMap<TypeId, HashSet<&str>> = HashMap::new();
    let mut kept: HashSet<TypeId> =
        catalog.events.iter().flat_map(|e| &e.versions).filter_map(|v| v.payload).collect();
    let unions: Vec<_> = catalog
        .types()
        .filter_map(|(_, ty)| match &ty.shape {
            Shape::Union(union) => Some(union),
            _ => None,
        })
        .collect();
    for union in &unions {
        for variant in &union.variants {
            tags.entry(variant.ty).or_default().insert(&union.tag);
        }
    }
    for (_, ty) in catalog.types() {
        if !matches!(ty.shape, Shape::Union(_)) {
            kept.extend(references(&ty.shape));
        }
    }
    kept.extend(tags.iter().filter(|(_, tags)| tags.len() > 1).map(|(id, _)| *id));
    loop {
        let before = kept.len();
        for union in &unions {
            if union.variants.iter().any(|variant| kept.contains(&variant.ty)) {
                kept.extend(union.variants.iter().map(|variant| variant.ty));
            }
        }
        if kept.len() == before {
            break;
        }
    }
    let left =
        unions.iter().flat_map(|union| union.variants.iter().map(|variant| (variant.ty, union.tag.clone())));
    left.filter(|(id, _)| !kept.contains(id)).collect()
}

/// The types that a shape names, branches of unions apart.
fn references(shape: &Shape) -> Vec<TypeId> {
    let of_rest = |rest: Rest| match rest {
        Rest::Typed(id) => Some(id),
        Rest::Open | Rest::Closed => None,
    };
    match shape {
        Shape::Record(record) => {
            record.fields.iter().map(|field| field.ty).chain(of_rest(record.rest)).collect()
        }
        Shape::Tuple(tuple) => tuple.prefix.iter().copied().chain(of_rest(tuple.rest)).collect(),
        Shape::Map(id) | Shape::List(id) | Shape::Nullable(id) => vec![*id],
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer
        | Shape::Number
        | Shape::String
        | Shape::Enum(_)
        | Shape::Union(_) => Vec::new(),
    }
}
