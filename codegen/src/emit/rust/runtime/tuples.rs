//! Arrays with a type for each of their first positions.

use serde::de::{self, DeserializeOwned};
use serde::ser::{self, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::pass;
use super::report::{Count, EQUAL_ITEMS, has_equal};
use super::rules::Invalid;

/// What a tuple asks of its items together.
#[derive(Debug, Clone, Copy)]
pub struct TupleRules {
    /// How many there may be.
    pub count: Count,
    /// Whether no two may be equal.
    pub unique: bool,
}

impl TupleRules {
    fn broken(self, items: &[Box<RawValue>]) -> Option<Invalid> {
        let equal =
            || self.unique && has_equal(&items.iter().map(AsRef::as_ref).collect::<Vec<_>>());
        let broken = self.count.of_items(items.len());
        broken.or_else(|| equal().then(|| Invalid::new("uniqueItems", EQUAL_ITEMS)))
    }
}

/// The items do not make the tuple.
fn shape(message: &'static str) -> serde_json::Error {
    de::Error::custom(message)
}

/// The items of a tuple being read, as text.
#[derive(Debug)]
pub(crate) struct Reading {
    items: std::vec::IntoIter<Box<RawValue>>,
}

impl Reading {
    /// Reads the items.
    pub(crate) fn new<'de, D: Deserializer<'de>>(
        deserializer: D,
        rules: TupleRules,
    ) -> Result<Self, D::Error> {
        let items = Vec::<Box<RawValue>>::deserialize(deserializer)?;
        let broken = if pass::is_checked() { None } else { rules.broken(&items) };
        broken.map_or(Ok(Self { items: items.into_iter() }), |invalid| {
            Err(de::Error::custom(invalid))
        })
    }

    /// The next item, if there is one.
    pub(crate) fn next<T: DeserializeOwned>(&mut self) -> serde_json::Result<Option<T>> {
        self.items.next().map(|item| serde_json::from_str(item.get())).transpose()
    }

    /// The next item, which must be there.
    pub(crate) fn required<T: DeserializeOwned>(&mut self) -> serde_json::Result<T> {
        self.next()?.ok_or_else(|| shape("there are too few items"))
    }

    /// All items that are left.
    pub(crate) fn rest<T: DeserializeOwned>(&mut self) -> serde_json::Result<Vec<T>> {
        std::iter::from_fn(|| self.next().transpose()).collect()
    }

    /// Refuses items that are left.
    pub(crate) fn end(&mut self) -> serde_json::Result<()> {
        self.items.next().map_or(Ok(()), |_| Err(shape("there are too many items")))
    }
}

/// The items of a tuple being written, as text.
#[derive(Debug, Default)]
pub(crate) struct Writing {
    items: Vec<Box<RawValue>>,
    ended: bool,
}

impl Writing {
    /// Adds an item.
    pub(crate) fn push(&mut self, item: &impl Serialize) -> serde_json::Result<()> {
        if self.ended {
            return Err(shape("an item follows one that is absent"));
        }
        self.items.push(to_raw_value(item)?);
        Ok(())
    }

    /// Adds an item if it is there.
    pub(crate) fn push_some(&mut self, item: Option<&impl Serialize>) -> serde_json::Result<()> {
        if let Some(item) = item {
            return self.push(item);
        }
        self.ended = true;
        Ok(())
    }

    /// Writes the items.
    pub(crate) fn write<S: Serializer>(
        self,
        serializer: S,
        rules: TupleRules,
    ) -> Result<S::Ok, S::Error> {
        if let Some(invalid) = rules.broken(&self.items) {
            return Err(ser::Error::custom(invalid));
        }
        let mut seq = serializer.serialize_seq(Some(self.items.len()))?;
        self.items.iter().try_for_each(|item| seq.serialize_element(item))?;
        seq.end()
    }
}
