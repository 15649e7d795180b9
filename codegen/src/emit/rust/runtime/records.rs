//! Reading records of unions, and records that are counted.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any, ser};
use serde_json::value::RawValue;

use super::pass;
use super::report::{Count, unknown_word};

/// A union of records, told apart by the value of one member. Only the types of this crate
/// implement it.
pub trait UnionType: Sized {
    /// The name of the member.
    const TAG: &'static str;
    /// Its values.
    const TAGS: &'static [&'static str];

    /// Reads the record of a tag's value from the other members.
    ///
    /// # Errors
    /// When it is not of the record's type.
    fn read<'de, A: MapAccess<'de>>(tag: &str, record: Tagged<'_, A>) -> Result<Self, A::Error>;
}

/// Reads a union. Where the tag comes first, as this crate writes it, the record is read from the
/// text directly; members before the tag are kept as text until it is found, so numbers stay exact.
pub(crate) fn read_union<'de, T: UnionType, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Unions<T>(std::marker::PhantomData<T>);

    impl<'de, T: UnionType> Visitor<'de> for Unions<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
            let mut before = Vec::new();
            while let Some(name) = map.next_key::<String>()? {
                if name == T::TAG {
                    let tag = map.next_value::<String>()?;
                    return T::read(
                        &tag,
                        Tagged {
                            name: T::TAG,
                            tag: &tag,
                            show: false,
                            before: before.into_iter(),
                            value: None,
                            map,
                        },
                    );
                }
                before.push((name, map.next_value::<Box<RawValue>>()?));
            }
            Err(de::Error::missing_field(T::TAG))
        }
    }

    deserializer.deserialize_map(Unions(std::marker::PhantomData))
}

/// The members of a union's record.
#[derive(Debug)]
pub struct Tagged<'t, A> {
    name: &'static str,
    tag: &'t str,
    /// Whether the tag is still to be shown to the record.
    show: bool,
    before: std::vec::IntoIter<(String, Box<RawValue>)>,
    value: Option<Value<'t>>,
    map: A,
}

#[derive(Debug)]
enum Value<'t> {
    Tag(&'t str),
    Kept(Box<RawValue>),
}

impl<'de, A: MapAccess<'de>> Tagged<'_, A> {
    /// Reads a record that has the tag as a member.
    pub(crate) fn with_tag<T: Deserialize<'de>>(self) -> Result<T, A::Error> {
        T::deserialize(Self { show: true, ..self })
    }

    /// The error for a tag that no record has.
    pub(crate) fn unknown<T: UnionType, R>() -> Result<R, A::Error> {
        Err(de::Error::custom(unknown_word(T::TAGS)))
    }
}

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Tagged<'_, A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Tagged<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let name: StrDeserializer<'_, A::Error>;
        if std::mem::take(&mut self.show) {
            self.value = Some(Value::Tag(self.tag));
            name = self.name.into_deserializer();
            return seed.deserialize(name).map(Some);
        }
        if let Some((kept, value)) = self.before.next() {
            self.value = Some(Value::Kept(value));
            name = kept.as_str().into_deserializer();
            return seed.deserialize(name).map(Some);
        }
        self.map.next_key_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            None => self.map.next_value_seed(seed),
            Some(Value::Tag(tag)) => seed.deserialize(tag.into_deserializer()),
            Some(Value::Kept(value)) => {
                // A reader lends nothing, so what it gives does not depend on how long the text lives.
                let mut text = serde_json::Deserializer::from_reader(value.get().as_bytes());
                seed.deserialize(&mut text).map_err(de::Error::custom)
            }
        }
    }
}

/// Reads a record. What serde derives would also take an array, as the values of the members in
/// order.
pub(crate) fn read<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    read: impl FnOnce(Members<D>) -> Result<T, D::Error>,
) -> Result<T, D::Error> {
    read(Members(deserializer))
}

/// Lets objects through, and nothing else.
#[derive(Debug)]
pub(crate) struct Members<T>(T);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Members<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Members(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Members<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(map)
    }
}

/// Gives a struct with `#[serde(remote = "Self")]` serde's traits.
macro_rules! record_type {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::records::read(deserializer, |record| Self::deserialize(record))
            }
        }
    };
}

pub(crate) use record_type;

/// Reads a record and counts its members, declared or not.
pub(crate) fn read_counted<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    count: Count,
    read: impl FnOnce(Counting<'_, D>) -> Result<T, D::Error>,
) -> Result<T, D::Error> {
    let members = Cell::new(0);
    let value = read(Counting { inner: deserializer, members: &members })?;
    if pass::is_checked() {
        return Ok(value);
    }
    match count.of_members(members.get()) {
        None => Ok(value),
        Some(invalid) => Err(de::Error::custom(invalid)),
    }
}

/// Counts the members that pass through.
#[derive(Debug)]
pub(crate) struct Counting<'c, T> {
    inner: T,
    members: &'c Cell<usize>,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Counting<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_map(Counting { inner: visitor, members: self.members })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Counting<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Counting { inner: map, members: self.members })
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Counting<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let key = self.inner.next_key_seed(seed)?;
        self.members.set(self.members.get() + usize::from(key.is_some()));
        Ok(key)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.inner.next_value_seed(seed)
    }
}

/// Reads a record and keeps the members it does not declare.
pub(crate) fn read_rest<'de, R, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
    declared: &[&str],
    read: impl FnOnce(Splitting<'_, D, T>) -> Result<R, D::Error>,
) -> Result<(R, BTreeMap<String, T>), D::Error> {
    let mut rest = BTreeMap::new();
    let value = read(Splitting { inner: deserializer, declared, rest: &mut rest })?;
    Ok((value, rest))
}

/// Lets declared members through and keeps the others.
#[derive(Debug)]
pub(crate) struct Splitting<'r, I, T> {
    inner: I,
    declared: &'r [&'r str],
    rest: &'r mut BTreeMap<String, T>,
}

impl<'de, D: Deserializer<'de>, T: Deserialize<'de>> Deserializer<'de> for Splitting<'_, D, T> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let Self { inner, declared, rest } = self;
        inner.deserialize_map(Splitting { inner: visitor, declared, rest })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>, T: Deserialize<'de>> Visitor<'de> for Splitting<'_, V, T> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let Self { inner, declared, rest } = self;
        inner.visit_map(Splitting { inner: map, declared, rest })
    }
}

impl<'de, A: MapAccess<'de>, T: Deserialize<'de>> MapAccess<'de> for Splitting<'_, A, T> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(name) = self.inner.next_key::<String>()? {
            if self.declared.contains(&name.as_str()) {
                let name: StringDeserializer<A::Error> = name.into_deserializer();
                return seed.deserialize(name).map(Some);
            }
            let value = self.inner.next_value()?;
            self.rest.insert(name, value);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.inner.next_value_seed(seed)
    }
}

/// Refuses to write a record with too few or too many members, or with a declared member among
/// those it does not declare.
pub(crate) fn writable<'a, E: ser::Error>(
    members: usize,
    count: Count,
    declared: &[&str],
    mut rest: impl Iterator<Item = &'a String>,
) -> Result<(), E> {
    if let Some(invalid) = count.of_members(members) {
        return Err(E::custom(invalid));
    }
    match rest.find(|name| declared.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => Err(E::custom(format_args!("`{name}` is a declared member"))),
    }
}
