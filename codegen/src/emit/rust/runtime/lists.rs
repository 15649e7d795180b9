//! Lists and maps with bounds on their size.

use std::collections::BTreeMap;
use std::ops::Deref;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use super::pass;
use super::report::{Checked, Count, EQUAL_ITEMS, Report, has_equal};
use super::rules::Invalid;

/// A list of at least `MIN` and at most `MAX` items.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Items<T, const MIN: usize = 0, const MAX: usize = { usize::MAX }>(Vec<T>);

/// A list of at least `MIN` and at most `MAX` items, no two of which are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct UniqueItems<T, const MIN: usize = 0, const MAX: usize = { usize::MAX }>(Vec<T>);

/// An object of at least `MIN` and at most `MAX` members, all of one type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Map<T, const MIN: usize = 0, const MAX: usize = { usize::MAX }>(BTreeMap<String, T>);

impl<T, const MIN: usize, const MAX: usize> Items<T, MIN, MAX> {
    const COUNT: Count = Count { min: MIN, max: MAX };

    /// Checks the number of items.
    ///
    /// # Errors
    /// When it is out of bounds.
    pub fn new(items: Vec<T>) -> Result<Self, Invalid> {
        Self::COUNT.of_items(items.len()).map_or(Ok(Self(items)), Err)
    }

    /// The items, owned.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T: PartialEq + Serialize, const MIN: usize, const MAX: usize> UniqueItems<T, MIN, MAX> {
    /// Checks the number of items and that no two are equal.
    ///
    /// # Errors
    /// When they break one of these rules.
    pub fn new(items: Vec<T>) -> Result<Self, Invalid> {
        let broken = Count { min: MIN, max: MAX }.of_items(items.len());
        let equal = || are_equal(&items).then(|| Invalid::new("uniqueItems", EQUAL_ITEMS));
        broken.or_else(equal).map_or(Ok(Self(items)), Err)
    }
}

impl<T, const MIN: usize, const MAX: usize> UniqueItems<T, MIN, MAX> {
    /// The items, owned.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

/// Up to so many items are compared in pairs; more are sorted.
const PAIRS: usize = 24;

/// Whether two items are equal.
fn are_equal<T: PartialEq + Serialize>(items: &[T]) -> bool {
    if items.len() <= PAIRS {
        return items
            .iter()
            .enumerate()
            .any(|(at, item)| items.iter().skip(at + 1).any(|other| item == other));
    }
    let texts: Vec<Box<RawValue>> =
        items.iter().filter_map(|item| to_raw_value(item).ok()).collect();
    has_equal(&texts.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

impl<T, const MIN: usize, const MAX: usize> Map<T, MIN, MAX> {
    const COUNT: Count = Count { min: MIN, max: MAX };

    /// Checks the number of members.
    ///
    /// # Errors
    /// When it is out of bounds.
    pub fn new(members: BTreeMap<String, T>) -> Result<Self, Invalid> {
        Self::COUNT.of_members(members.len()).map_or(Ok(Self(members)), Err)
    }

    /// The members, owned.
    #[must_use]
    pub fn into_map(self) -> BTreeMap<String, T> {
        self.0
    }
}

impl<T, const MIN: usize, const MAX: usize> Deref for Items<T, MIN, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, const MIN: usize, const MAX: usize> Deref for UniqueItems<T, MIN, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, const MIN: usize, const MAX: usize> Deref for Map<T, MIN, MAX> {
    type Target = BTreeMap<String, T>;

    fn deref(&self) -> &BTreeMap<String, T> {
        &self.0
    }
}

impl<T, const MIN: usize, const MAX: usize> TryFrom<Vec<T>> for Items<T, MIN, MAX> {
    type Error = Invalid;

    fn try_from(items: Vec<T>) -> Result<Self, Invalid> {
        Self::new(items)
    }
}

impl<T: PartialEq + Serialize, const MIN: usize, const MAX: usize> TryFrom<Vec<T>>
    for UniqueItems<T, MIN, MAX>
{
    type Error = Invalid;

    fn try_from(items: Vec<T>) -> Result<Self, Invalid> {
        Self::new(items)
    }
}

impl<T, const MIN: usize, const MAX: usize> TryFrom<BTreeMap<String, T>> for Map<T, MIN, MAX> {
    type Error = Invalid;

    fn try_from(members: BTreeMap<String, T>) -> Result<Self, Invalid> {
        Self::new(members)
    }
}

impl<T, const MIN: usize, const MAX: usize> IntoIterator for Items<T, MIN, MAX> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T, const MIN: usize, const MAX: usize> IntoIterator for &'a Items<T, MIN, MAX> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T, const MIN: usize, const MAX: usize> IntoIterator for UniqueItems<T, MIN, MAX> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T, const MIN: usize, const MAX: usize> IntoIterator for &'a UniqueItems<T, MIN, MAX> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T, const MIN: usize, const MAX: usize> IntoIterator for Map<T, MIN, MAX> {
    type Item = (String, T);
    type IntoIter = std::collections::btree_map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T, const MIN: usize, const MAX: usize> IntoIterator for &'a Map<T, MIN, MAX> {
    type Item = (&'a String, &'a T);
    type IntoIter = std::collections::btree_map::Iter<'a, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'de, T: Deserialize<'de>, const MIN: usize, const MAX: usize> Deserialize<'de>
    for Items<T, MIN, MAX>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).and_then(|items| Self::new(items).map_err(D::Error::custom))
    }
}

impl<'de, T, const MIN: usize, const MAX: usize> Deserialize<'de> for UniqueItems<T, MIN, MAX>
where
    T: Deserialize<'de> + PartialEq + Serialize,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Vec::deserialize(deserializer)?;
        if pass::is_checked() {
            // They may differ in members that the type does not keep.
            return Ok(Self(items));
        }
        Self::new(items).map_err(D::Error::custom)
    }
}

impl<'de, T: Deserialize<'de>, const MIN: usize, const MAX: usize> Deserialize<'de>
    for Map<T, MIN, MAX>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer)
            .and_then(|members| Self::new(members).map_err(D::Error::custom))
    }
}

impl<T: Checked, const MIN: usize, const MAX: usize> Checked for Items<T, MIN, MAX> {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.list(value, T::inspect, Self::COUNT, false);
    }
}

impl<T: Checked, const MIN: usize, const MAX: usize> Checked for UniqueItems<T, MIN, MAX> {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.list(value, T::inspect, Count { min: MIN, max: MAX }, true);
    }
}

impl<T: Checked, const MIN: usize, const MAX: usize> Checked for Map<T, MIN, MAX> {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.map(value, T::inspect, Self::COUNT);
    }
}

impl<T: Checked> Checked for Vec<T> {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.list(value, T::inspect, Count::ANY, false);
    }
}

impl<T: Checked> Checked for BTreeMap<String, T> {
    fn inspect(value: &RawValue, report: &mut Report) {
        report.map(value, T::inspect, Count::ANY);
    }
}
