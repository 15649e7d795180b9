//! Dropping types that no payload and no envelope field needs.

use crate::resolved::{Resolved, TypeId};
use crate::shape::{Origin, Rest, Shape, Type};

/// Keeps the types that can be reached from a payload or an envelope field, in the order in which
/// they were made, and renumbers them.
pub(super) fn prune(catalog: &mut Resolved) {
    let payloads =
        catalog.events.iter().flat_map(|event| &event.versions).filter_map(|version| version.payload);
    let fields = catalog.envelope.fields.iter().filter_map(|field| field.ty);
    let mut pending: Vec<TypeId> = payloads.chain(fields).collect();
    let mut reached = vec![false; catalog.types.len()];
    while let Some(id) = pending.pop() {
        let Some(mark) = reached.get_mut(id.index()) else { continue };
        if std::mem::replace(mark, true) {
            continue;
        }
        if let Some(ty) = catalog.types.get_mut(id.index()) {
            each_reference(ty, &mut |reference| pending.push(*reference));
            // An inline type's name comes from the type around it.
            if let Origin::Inline { parent, .. } = ty.origin {
                pending.push(parent);
            }
        }
    }
    let mut next = 0;
    let renumbered: Vec<Option<TypeId>> = reached
        .iter()
        .map(|reached| {
            reached.then(|| {
                next += 1;
                TypeId::new(next - 1)
            })
        })
        .collect();
    let renumber = |id: &mut TypeId| {
        if let Some(&Some(new)) = renumbered.get(id.index()) {
            *id = new;
        }
    };
    let mut at = 0;
    catalog.types.retain(|_| {
        at += 1;
        reached.get(at - 1).copied().unwrap_or(false)
    });
    for ty in &mut catalog.types {
        each_reference(ty, &mut |id| renumber(id));
        if let Origin::Inline { parent, .. } = &mut ty.origin {
            renumber(parent);
        }
    }
    for version in catalog.events.iter_mut().flat_map(|event| &mut event.versions) {
        version.payload.iter_mut().for_each(renumber);
    }
    for field in &mut catalog.envelope.fields {
        field.ty.iter_mut().for_each(renumber);
    }
    for definition in &mut catalog.definitions {
        definition.ty = definition.ty.and_then(|id| renumbered.get(id.index()).copied().flatten());
    }
}

/// Calls `visit` with every type that a type's shape refers to.
fn each_reference(ty: &mut Type, visit: &mut dyn FnMut(&mut TypeId)) {
    match &mut ty.shape {
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer
        | Shape::Number
        | Shape::String
        | Shape::Enum(_) => {}
        Shape::Nullable(id) | Shape::Map(id) | Shape::List(id) => visit(id),
        Shape::Record(record) => {
            record.fields.iter_mut().for_each(|field| visit(&mut field.ty));
            visit_rest(&mut record.rest, visit);
        }
        Shape::Tuple(tuple) => {
            tuple.prefix.iter_mut().for_each(&mut *visit);
            visit_rest(&mut tuple.rest, visit);
        }
        Shape::Union(union) => union.variants.iter_mut().for_each(|variant| visit(&mut variant.ty)),
    }
}

fn visit_rest(rest: &mut Rest, visit: &mut dyn FnMut(&mut TypeId)) {
    if let Rest::Typed(id) = rest {
        visit(id);
    }
}
