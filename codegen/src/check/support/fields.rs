//! Finding a field that a consumer says it reads.

use std::collections::HashSet;

use countersign_model::resolved::{Resolved, TypeId};
use countersign_model::shape::{Field, Rest, Shape};

/// Why a path leads nowhere.
#[derive(Debug)]
pub(in crate::check) struct Missing<'a> {
    /// The word that is not there.
    pub(in crate::check) word: String,
    /// The words before it.
    pub(in crate::check) before: String,
    /// What could stand there.
    pub(in crate::check) known: Vec<&'a str>,
}

/// Follows a path from a payload's type. Each word names a field; lists, unions and what may be
/// null are looked through, and any word names a member of a map. Gives the last field, where
/// there is one declared.
pub(in crate::check) fn follow<'a>(
    catalog: &'a Resolved,
    root: TypeId,
    path: &str,
) -> Result<Option<&'a Field>, Missing<'a>> {
    let mut at = vec![root];
    let mut last = None;
    let mut before: Vec<&str> = Vec::new();
    for word in path.split('.') {
        let step = step(catalog, &at, word);
        if step.next.is_empty() && !step.anything {
            return Err(Missing { word: word.to_owned(), before: before.join("."), known: step.known });
        }
        if step.next.is_empty() {
            return Ok(None);
        }
        before.push(word);
        last = step.field;
        at = step.next;
    }
    Ok(last)
}

/// Where a word leads from a set of types.
#[derive(Default)]
struct Step<'a> {
    next: Vec<TypeId>,
    field: Option<&'a Field>,
    anything: bool,
    known: Vec<&'a str>,
}

fn step<'a>(catalog: &'a Resolved, from: &[TypeId], word: &str) -> Step<'a> {
    let mut found = Step::default();
    let mut seen: HashSet<TypeId> = HashSet::new();
    let mut queue = from.to_vec();
    while let Some(id) = queue.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(ty) = catalog.ty(id) else { continue };
        match &ty.shape {
            Shape::Nullable(inner) | Shape::List(inner) => queue.push(*inner),
            Shape::Union(union) => queue.extend(union.variants.iter().map(|variant| variant.ty)),
            Shape::Tuple(tuple) => {
                queue.extend(&tuple.prefix);
                queue.extend(rest(tuple.rest));
            }
            Shape::Map(value) => found.next.push(*value),
            Shape::Record(record) => {
                found.known.extend(record.fields.iter().map(|field| field.name.as_str()));
                match record.fields.iter().find(|field| field.name == word) {
                    Some(field) => {
                        found.next.push(field.ty);
                        found.field = Some(field);
                    }
                    None => found.next.extend(rest(record.rest)),
                }
            }
            Shape::Any => found.anything = true,
            Shape::Null
            | Shape::Boolean
            | Shape::Integer
            | Shape::Number
            | Shape::String
            | Shape::Enum(_) => {}
        }
    }
    found
}

fn rest(rest: Rest) -> Option<TypeId> {
    match rest {
        Rest::Typed(id) => Some(id),
        Rest::Open | Rest::Closed => None,
    }
}
