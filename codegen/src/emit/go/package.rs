//! The package's names: what each type, event and service is called, and where it stands.

use std::collections::HashMap;

use countersign_model::resolved::{EventId, Resolved, ServiceId, TypeId};
use countersign_model::shape::{Enum, Origin, Rest, Shape, Step, Type};

use crate::emit::names::{Scope, event_words, type_words, words};

use super::{names, rules, runtime};

/// What is known of the package before any file is written.
pub(super) struct Package<'a> {
    /// The catalog.
    pub(super) catalog: &'a Resolved,
    /// The name in the package clause.
    pub(super) name: String,
    /// The declared types, by type id.
    types: Vec<Option<TypeNames>>,
    /// The events, by event id.
    events: Vec<EventNames>,
    /// The services, by service id.
    services: Vec<String>,
    /// The variables that hold the rules of types, by type id.
    rules: Vec<Option<String>>,
}

/// The names of a declared type.
#[derive(Default)]
pub(super) struct TypeNames {
    /// `VariantID`
    pub(super) name: String,
    /// `shapeValue`, for a union: the function that makes it a value of the static files.
    pub(super) function: String,
    /// `variantKindTexts`, for an enum: the variable that holds its texts.
    pub(super) texts: String,
    /// The constants of an enum, in its order.
    pub(super) constants: Vec<String>,
    /// `UnmarshalShape`, for a union.
    pub(super) unmarshal: String,
}

/// The names of an event.
pub(super) struct EventNames {
    /// `CatalogVariantCreated`: the newest payload, or all majors.
    pub(super) name: String,
    /// `KeyCatalogVariantCreated`
    pub(super) key: String,
    /// `UpcastCatalogVariantCreated`, for an event of several majors.
    pub(super) upcast: String,
    /// `catalogVariantCreatedEvent`
    pub(super) entry: String,
    /// The file it stands in, without extension.
    pub(super) file: String,
    /// The payload of each version, in the event's order.
    pub(super) payloads: Vec<PayloadNames>,
}

/// The names of a payload.
pub(super) struct PayloadNames {
    /// `CatalogVariantCreatedV1`
    pub(super) name: String,
    /// Whether the payload is a struct around a type that has no methods of its own, or that
    /// several payloads share.
    pub(super) wraps: bool,
}

/// The files of the package besides those of events, which may not take their names.
pub(super) const FILES: [&str; 8] =
    ["doc", "envelope", "formats", "keys", "registry", "types", "types_enums", "types_structs"];

impl<'a> Package<'a> {
    /// Names everything.
    pub(super) fn new(catalog: &'a Resolved) -> Self {
        let mut scope = Scope::reserving(runtime::declared());
        let mut files = Scope::reserving(
            runtime::FILES.iter().map(|(name, _)| name.trim_end_matches(".go")).chain(FILES),
        );
        let services =
            catalog.services().map(|(id, _)| service_name(catalog, id, &mut scope, &mut files)).collect();
        let mut package = Self {
            catalog,
            name: names::package(&catalog.targets.go_module),
            types: Vec::new(),
            events: Vec::new(),
            services,
            rules: Vec::new(),
        };
        package.name_events(&mut scope, &mut files);
        package.types = catalog.types().map(|(id, ty)| package.type_names(id, ty, &mut scope)).collect();
        package.adopt_payloads();
        package.rules = catalog.types().map(|(id, ty)| package.rules_name(id, ty, &mut scope)).collect();
        package
    }

    /// The names of a declared type.
    pub(super) fn type_named(&self, id: TypeId) -> Option<&TypeNames> {
        self.types.get(id.index()).and_then(Option::as_ref)
    }

    /// The names of an event.
    pub(super) fn event(&self, id: EventId) -> Option<&EventNames> {
        self.events.get(id.index())
    }

    /// The name of a service: `Inventory`.
    pub(super) fn service(&self, id: ServiceId) -> &str {
        self.services.get(id.index()).map_or("", String::as_str)
    }

    /// The variable that holds the rules of a type, if it has any.
    pub(super) fn rules_of(&self, id: TypeId) -> Option<&str> {
        self.rules.get(id.index()).and_then(Option::as_deref)
    }

    fn name_events(&mut self, scope: &mut Scope, files: &mut Scope) {
        let mut entities: HashMap<Vec<String>, String> = HashMap::new();
        for (id, event) in self.catalog.events() {
            let name = scope.claim(&names::exported(&event_words(self.catalog, id)), "X");
            let key = scope.claim(&format!("Key{name}"), "X");
            let upcast = scope.claim(&format!("Upcast{name}"), "X");
            let entry = scope.claim(&format!("{}Event", names::unexported(&name)), "x");
            let payloads =
                (0..event.versions.len()).map(|at| self.payload_names(id, at, &name, scope)).collect();
            let entity = entity_words(&event.key.value);
            let claimed = || files.claim(&names::file(&entity), "events_");
            let file = entities.entry(entity.clone()).or_insert_with(claimed).clone();
            self.events.push(EventNames { name, key, upcast, entry, file, payloads });
        }
    }

    fn payload_names(&self, id: EventId, version: usize, event: &str, scope: &mut Scope) -> PayloadNames {
        let Some(found) =
            self.catalog.event(id).and_then(|event| event.versions.get(version).map(|v| (event, v)))
        else {
            return PayloadNames { name: String::new(), wraps: false };
        };
        let (declared, found) = found;
        let number = found.version.value;
        let newest = declared.majors().iter().any(|&(_, newest)| newest == version);
        let suffix =
            if newest { format!("V{}", number.major) } else { format!("V{}_{}", number.major, number.minor) };
        let name = scope.claim(&format!("{event}{suffix}"), "X");
        let ty = found.payload.and_then(|payload| self.catalog.ty(payload));
        let own = ty.is_some_and(|ty| ty.origin == Origin::Payload { event: id, version });
        let wraps = !own || ty.is_some_and(|ty| matches!(ty.shape, Shape::Union(_)));
        PayloadNames { name, wraps }
    }

    fn type_names(&self, id: TypeId, ty: &Type, scope: &mut Scope) -> Option<TypeNames> {
        if !self.is_declared(id, ty) {
            return None;
        }
        let words = match &ty.origin {
            // The payload is a struct that holds the union, and has the event's name.
            Origin::Payload { .. } if matches!(ty.shape, Shape::Union(_)) => {
                [type_words(self.catalog, id), vec!["union".to_owned()]].concat()
            }
            Origin::Payload { .. } => return None,
            _ => type_words(self.catalog, id),
        };
        let name = scope.claim(&names::exported(&words), "X");
        let constants = match &ty.shape {
            Shape::Enum(Enum { values, .. }) => values
                .iter()
                .map(|value| scope.claim(&format!("{name}{}", names::exported_text(&value.text)), "X"))
                .collect(),
            _ => Vec::new(),
        };
        let is_union = matches!(ty.shape, Shape::Union(_));
        let mut claim =
            |wanted: bool, text: String| if wanted { scope.claim(&text, "x") } else { String::new() };
        let function = claim(is_union, format!("{}Value", names::unexported(&name)));
        let unmarshal = claim(is_union, format!("Unmarshal{name}"));
        let texts = claim(!constants.is_empty(), format!("{}Texts", names::unexported(&name)));
        Some(TypeNames { name, function, texts, constants, unmarshal })
    }

    /// Gives the types that are payloads themselves the payloads' names.
    fn adopt_payloads(&mut self) {
        for (id, event) in self.catalog.events() {
            let Some(names) = self.events.get(id.index()) else { continue };
            for (version, payload) in event.versions.iter().zip(&names.payloads) {
                let slot = version.payload.and_then(|id| self.types.get_mut(id.index()));
                if let Some(slot) = slot.filter(|_| !payload.wraps) {
                    *slot = Some(TypeNames { name: payload.name.clone(), ..TypeNames::default() });
                }
            }
        }
    }

    fn rules_name(&self, id: TypeId, ty: &Type, scope: &mut Scope) -> Option<String> {
        if ty.checks.is_empty() || (self.type_named(id).is_none() && rules::are_of_static_type(ty)) {
            return None;
        }
        let name = self
            .type_named(id)
            .map_or_else(|| names::exported(&type_words(self.catalog, id)), |names| names.name.clone());
        Some(scope.claim(&format!("{}Rules", names::unexported(&name)), "x"))
    }

    /// Whether a type gets a name: those that were given one, and those that Go cannot write in
    /// place.
    fn is_declared(&self, id: TypeId, ty: &Type) -> bool {
        match &ty.shape {
            Shape::Any | Shape::Null | Shape::Nullable(_) => false,
            Shape::Record(_) | Shape::Tuple(_) | Shape::Union(_) => true,
            Shape::Enum(values) => self.has_own_name(ty) || !self.is_constant(id, ty, values),
            Shape::Boolean
            | Shape::Integer
            | Shape::Number
            | Shape::String
            | Shape::Map(_)
            | Shape::List(_) => self.has_own_name(ty),
        }
    }

    fn has_own_name(&self, ty: &Type) -> bool {
        match &ty.origin {
            Origin::Shared { .. } | Origin::Local { .. } | Origin::Payload { .. } => true,
            Origin::Envelope { .. } => false,
            Origin::Inline { parent, step } => {
                *step == Step::NotNull
                    && self.catalog.ty(*parent).is_some_and(|parent| self.has_own_name(parent))
            }
        }
    }

    /// Whether an enum is the only value of a required member, written in place: such a member is
    /// no field of the struct.
    fn is_constant(&self, id: TypeId, ty: &Type, values: &Enum) -> bool {
        let Origin::Inline { parent, step: Step::Field(name) } = &ty.origin else { return false };
        let Some(Shape::Record(record)) = self.catalog.ty(*parent).map(|parent| &parent.shape) else {
            return false;
        };
        let required =
            record.fields.iter().any(|field| field.ty == id && field.name == *name && field.required);
        required && self.constant(id).is_some() && values.values.len() == 1
    }

    /// The only value that a type has, if it is a string.
    pub(super) fn constant(&self, id: TypeId) -> Option<&'a str> {
        let ty = self.catalog.ty(id)?;
        let Shape::Enum(Enum { values, open: false }) = &ty.shape else { return None };
        let [only] = values.as_slice() else { return None };
        ty.checks.is_empty().then_some(only.text.as_str())
    }

    /// The outermost type that a type is written in.
    pub(super) fn root(&self, id: TypeId) -> Option<&'a Type> {
        let mut ty = self.catalog.ty(id)?;
        while let Origin::Inline { parent, .. } = &ty.origin {
            ty = self.catalog.ty(*parent)?;
        }
        Some(ty)
    }
}

fn service_name(catalog: &Resolved, id: ServiceId, scope: &mut Scope, files: &mut Scope) -> String {
    let name = catalog.service(id).map_or("", |service| service.name.value.as_str());
    let base = names::exported(&words(name));
    let mut numbered = base.clone();
    let mut count = 2;
    // The names of one service share one number, so they are claimed together.
    while !claims_all(scope, &numbered) {
        numbered = format!("{base}{count}");
        count += 1;
    }
    files.claim(&service_file(&numbered), "service_");
    numbered
}

fn claims_all(scope: &mut Scope, service: &str) -> bool {
    [
        format!("{service}Publisher"),
        format!("New{service}Publisher"),
        format!("{service}Consumer"),
        format!("Dispatch{service}"),
        format!("{}Publisher", names::unexported(service)),
    ]
    .iter()
    .all(|name| scope.claim(name, "X") == *name)
}

/// The file of a service, without extension.
pub(super) fn service_file(service: &str) -> String {
    names::file(&[vec!["service".to_owned()], words(service)].concat())
}

/// The words of a routing key before the last, or all if there is one only.
fn entity_words(key: &str) -> Vec<String> {
    words(key.rsplit_once('.').map_or(key, |(entity, _)| entity))
}

/// The types that a type is made of.
pub(super) fn parts(ty: &Type) -> Vec<TypeId> {
    let rest = |rest: Rest| match rest {
        Rest::Open | Rest::Closed => None,
        Rest::Typed(id) => Some(id),
    };
    match &ty.shape {
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer
        | Shape::Number
        | Shape::String
        | Shape::Enum(_) => Vec::new(),
        Shape::Record(record) => {
            record.fields.iter().map(|field| field.ty).chain(rest(record.rest)).collect()
        }
        Shape::Map(id) | Shape::List(id) | Shape::Nullable(id) => vec![*id],
        Shape::Tuple(tuple) => tuple.prefix.iter().copied().chain(rest(tuple.rest)).collect(),
        Shape::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
    }
}
