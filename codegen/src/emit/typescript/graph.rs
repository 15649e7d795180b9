//! The order in which types are declared: what a type refers to comes before it, except in a cycle.

use countersign_model::resolved::{Resolved, TypeId};
use countersign_model::shape::{Rest, Shape};

/// The types that a type refers to, in the order written.
pub(super) fn references(shape: &Shape) -> Vec<TypeId> {
    let rest = |rest: Rest| match rest {
        Rest::Open | Rest::Closed => None,
        Rest::Typed(id) => Some(id),
    };
    match shape {
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer
        | Shape::Number
        | Shape::String
        | Shape::Enum(_) => Vec::new(),
        Shape::Map(id) | Shape::List(id) | Shape::Nullable(id) => vec![*id],
        Shape::Record(record) => {
            record.fields.iter().map(|field| field.ty).chain(rest(record.rest)).collect()
        }
        Shape::Tuple(tuple) => tuple.prefix.iter().copied().chain(rest(tuple.rest)).collect(),
        Shape::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
    }
}

/// The types in order of declaration, and which of them are part of a cycle.
pub(super) struct Order {
    /// Every type once.
    pub(super) sorted: Vec<TypeId>,
    /// Per type: whether it refers to itself, directly or through others.
    pub(super) recursive: Vec<bool>,
}

/// Sorts the types of a catalog.
pub(super) fn order(catalog: &Resolved) -> Order {
    let count = catalog.types.len();
    let mut search = Search {
        catalog,
        index: vec![None; count],
        low: vec![0; count],
        on_stack: vec![false; count],
        stack: Vec::new(),
        next: 0,
        order: Order { sorted: Vec::with_capacity(count), recursive: vec![false; count] },
    };
    for (id, _) in catalog.types() {
        if search.index.get(id.index()) == Some(&None) {
            search.visit(id);
        }
    }
    search.order
}

/// Tarjan's search for strongly connected components, which finds them in the order wanted.
struct Search<'a> {
    catalog: &'a Resolved,
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<TypeId>,
    next: usize,
    order: Order,
}

impl Search<'_> {
    fn visit(&mut self, id: TypeId) {
        let at = id.index();
        let number = self.next;
        self.next += 1;
        set(&mut self.index, at, Some(number));
        set(&mut self.low, at, number);
        set(&mut self.on_stack, at, true);
        self.stack.push(id);
        let below = self.catalog.ty(id).map(|ty| references(&ty.shape)).unwrap_or_default();
        for &next in &below {
            match self.index.get(next.index()).copied().flatten() {
                None => {
                    self.visit(next);
                    self.lower(at, self.low.get(next.index()).copied());
                }
                Some(number) if self.on_stack.get(next.index()) == Some(&true) => {
                    self.lower(at, Some(number));
                }
                Some(_) => {}
            }
        }
        if self.low.get(at) == Some(&number) {
            self.close(id, below.contains(&id));
        }
    }

    fn lower(&mut self, at: usize, to: Option<usize>) {
        if let (Some(low), Some(to)) = (self.low.get_mut(at), to) {
            *low = (*low).min(to);
        }
    }

    /// The place of a type among those of its cycle. A record can refer to what comes later, in a
    /// getter; a union needs its branches.
    fn rank(&self, id: TypeId) -> u8 {
        match self.catalog.ty(id).map(|ty| &ty.shape) {
            Some(Shape::Record(_)) => 0,
            Some(Shape::Union(_)) => 1,
            Some(
                Shape::Any
                | Shape::Null
                | Shape::Boolean
                | Shape::Integer
                | Shape::Number
                | Shape::String
                | Shape::Enum(_)
                | Shape::Map(_)
                | Shape::List(_)
                | Shape::Tuple(_)
                | Shape::Nullable(_),
            )
            | None => 2,
        }
    }

    /// Takes a finished component off the stack.
    fn close(&mut self, root: TypeId, refers_to_itself: bool) {
        let from = self.stack.iter().rposition(|&id| id == root).unwrap_or(0);
        let mut component = self.stack.split_off(from);
        let recursive = refers_to_itself || component.len() > 1;
        component.reverse();
        component.sort_by_key(|&id| self.rank(id));
        for &id in &component {
            set(&mut self.on_stack, id.index(), false);
            set(&mut self.order.recursive, id.index(), recursive);
            self.order.sorted.push(id);
        }
    }
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}
