//! Which file a shared type stands in.

use std::collections::{HashMap, HashSet};

use countersign_model::resolved::TypeId;
use countersign_model::shape::Origin;

use super::package::{Package, parts};

/// Where the types stand that were declared for more than one payload.
pub(super) struct Homes<'a> {
    users: Vec<Users<'a>>,
}

/// The event files that need a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Users<'a> {
    Nobody,
    One(&'a str),
    Several,
}

impl<'a> Homes<'a> {
    /// Looks at what each event and the envelope are made of.
    pub(super) fn new(package: &'a Package<'_>) -> Self {
        let mut homes = Self { users: vec![Users::Nobody; package.catalog.types.len()] };
        for (id, event) in package.catalog.events() {
            if let Some(names) = package.event(id) {
                let roots = event.versions.iter().filter_map(|version| version.payload).collect();
                homes.visit(package, roots, Users::One(&names.file));
            }
        }
        let fields = package.catalog.envelope.fields.iter().filter_map(|field| field.ty).collect();
        homes.visit(package, fields, Users::Several);
        homes
    }

    fn visit(&mut self, package: &Package<'_>, roots: Vec<TypeId>, user: Users<'a>) {
        let mut seen: HashSet<TypeId> = HashSet::new();
        let mut pending = roots;
        while let Some(id) = pending.pop() {
            let (true, Some(ty)) = (seen.insert(id), package.catalog.ty(id)) else { continue };
            pending.extend(parts(ty));
            if let Some(users) = self.users.get_mut(id.index()) {
                *users = if *users == Users::Nobody || *users == user { user } else { Users::Several };
            }
        }
    }

    /// The shared types, with those written inside them, sorted by name: for each event file those
    /// that only its events need, and for `None` all others.
    pub(super) fn shared(&self, package: &Package<'_>) -> HashMap<Option<&'a str>, Vec<TypeId>> {
        let mut named: Vec<(&str, TypeId)> = package
            .catalog
            .types()
            .filter(|&(id, _)| {
                package.root(id).is_some_and(|root| matches!(root.origin, Origin::Shared { .. }))
            })
            .filter_map(|(id, _)| package.type_named(id).map(|names| (names.name.as_str(), id)))
            .collect();
        named.sort_unstable();
        let mut by_file: HashMap<Option<&'a str>, Vec<TypeId>> = HashMap::new();
        for (_, id) in named {
            let file = match self.users.get(id.index()) {
                Some(Users::One(file)) => Some(*file),
                Some(Users::Nobody | Users::Several) | None => None,
            };
            by_file.entry(file).or_default().push(id);
        }
        by_file
    }
}
