//! The second pass: finds every rule that a value breaks, on the text itself.

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::error::Violation;
use super::json::{canonical, write_string};
use super::number::{Exact, Number};
use super::rules::{IntegerRule, Invalid, NumberRule, StringRule};

/// A type that can tell every rule a value breaks.
pub trait Checked {
    /// Reports the rules that a value breaks, and writes it the way the type reads it.
    fn inspect(value: &RawValue, report: &mut Report);
}

/// Checks a value of some type.
pub type Inspect = fn(&RawValue, &mut Report);

/// A declared member of a record.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    name: &'static str,
    required: bool,
    sensitive: bool,
    inspect: Inspect,
}

impl Member {
    /// A member that must be there.
    #[must_use]
    pub const fn required<T: Checked>(name: &'static str) -> Self {
        Self { name, required: true, sensitive: false, inspect: T::inspect }
    }

    /// A member that may be absent.
    #[must_use]
    pub const fn optional<T: Checked>(name: &'static str) -> Self {
        Self { name, required: false, sensitive: false, inspect: T::inspect }
    }

    /// Keeps the value out of error messages.
    #[must_use]
    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }
}

/// What holds for members that a record does not declare, or items past a tuple's prefix.
#[derive(Debug, Clone, Copy)]
pub enum Rest {
    /// They are ignored.
    Open,
    /// There must be none.
    Closed,
    /// They are of a type.
    Typed(Inspect),
}

impl Rest {
    /// They are of this type.
    #[must_use]
    pub const fn of<T: Checked>() -> Self {
        Self::Typed(T::inspect)
    }
}

/// How many members or items there may be.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    /// At least so many.
    pub min: usize,
    /// At most so many.
    pub max: usize,
}

impl Count {
    /// Any number.
    pub const ANY: Self = Self { min: 0, max: usize::MAX };

    /// What is wrong with a number of members.
    pub(crate) fn of_members(self, count: usize) -> Option<Invalid> {
        self.broken(count, ["minProperties", "maxProperties"], "members")
    }

    /// What is wrong with a number of items.
    pub(crate) fn of_items(self, count: usize) -> Option<Invalid> {
        self.broken(count, ["minItems", "maxItems"], "items")
    }

    fn broken(self, count: usize, [min, max]: [&'static str; 2], what: &str) -> Option<Invalid> {
        if count < self.min {
            Some(Invalid::new(min, format!("must have at least {} {what}", self.min)))
        } else if count > self.max {
            Some(Invalid::new(max, format!("must have at most {} {what}", self.max)))
        } else {
            None
        }
    }
}

/// A branch of a union.
#[derive(Debug, Clone, Copy)]
pub struct Branch {
    tag: &'static str,
    inspect: Inspect,
}

impl Branch {
    /// The branch of a tag's value.
    #[must_use]
    pub const fn new<T: Checked>(tag: &'static str) -> Self {
        Self { tag, inspect: T::inspect }
    }
}

/// A member that the union around a record has read already.
#[derive(Debug, Clone, Copy)]
struct Tag {
    name: &'static str,
    value: &'static str,
}

/// The rules that a value breaks, so far.
#[derive(Debug, Default)]
pub struct Report {
    /// Where the pass is.
    pointer: String,
    violations: Vec<Violation>,
    /// The value the way its type reads it: each declared member once, whole numbers plainly.
    normal: String,
    /// How many values around this one are kept out of error messages.
    hidden: usize,
    tag: Option<Tag>,
}

/// Checks a JSON text as a type; gives it back the way the type reads it.
pub(crate) fn inspect<T: Checked>(value: &RawValue) -> Result<String, Vec<Violation>> {
    let mut report = Report::default();
    T::inspect(value, &mut report);
    if report.violations.is_empty() { Ok(report.normal) } else { Err(report.violations) }
}

impl Report {
    /// Adds a broken rule.
    pub(crate) fn broken(&mut self, invalid: Invalid, value: &RawValue) {
        let hidden = self.hidden > 0;
        self.violations.push(Violation::new(self.pointer.clone(), invalid, value.get(), hidden));
    }

    fn at(&mut self, step: &str, run: impl FnOnce(&mut Self)) {
        let before = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
        run(self);
        self.pointer.truncate(before);
    }

    /// Keeps values out of error messages while it runs.
    fn hidden(&mut self, hide: bool, run: impl FnOnce(&mut Self)) {
        self.hidden += usize::from(hide);
        run(self);
        self.hidden -= usize::from(hide);
    }

    /// Any value.
    pub fn any(&mut self, value: &RawValue) {
        self.normal.push_str(value.get());
    }

    /// One of a list of values, given as JSON.
    pub fn one_of(&mut self, value: &RawValue, values: &[&str]) {
        if let Some(invalid) = not_one_of(value, values) {
            self.broken(invalid, value);
        }
        self.any(value);
    }

    /// A literal: `null`, `true` or `false`.
    pub fn literal(&mut self, value: &RawValue, expected: &'static str, values: &[&str]) {
        if !values.contains(&value.get()) {
            self.broken(Invalid::kind(expected), value);
        }
        self.any(value);
    }

    /// `null` or a value of a type.
    pub fn nullable(&mut self, value: &RawValue, inspect: Inspect) {
        if value.get() == "null" { self.any(value) } else { inspect(value, self) }
    }

    /// A string; gives its text.
    pub fn string(&mut self, value: &RawValue, rules: &[StringRule]) -> Option<String> {
        self.any(value);
        let Ok(text) = serde_json::from_str::<String>(value.get()) else {
            self.broken(Invalid::kind("a string"), value);
            return None;
        };
        for rule in rules.iter().filter(|rule| !rule.admits(&text)) {
            self.broken(rule.broken(), value);
        }
        Some(text)
    }

    /// A whole number.
    pub fn integer(&mut self, value: &RawValue, rules: &[IntegerRule]) {
        let Some(whole) = Exact::parse(value.get()).and_then(|number| number.to_i64()) else {
            self.any(value);
            return self.broken(Invalid::kind("a whole number of at most 64 bits"), value);
        };
        self.normal.push_str(&whole.to_string());
        for rule in rules.iter().filter(|rule| !rule.admits(whole)) {
            self.broken(rule.broken(), value);
        }
    }

    /// A number.
    pub fn number(&mut self, value: &RawValue, rules: &[NumberRule]) {
        self.any(value);
        let Ok(number) = value.get().parse::<Number>() else {
            return self.broken(Invalid::kind("a number"), value);
        };
        for rule in rules.iter().filter(|rule| !rule.admits(&number)) {
            self.broken(rule.broken(), value);
        }
    }

    /// The items of an array.
    fn items<'a>(&mut self, value: &'a RawValue, count: Count, unique: bool) -> Vec<&'a RawValue> {
        let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(value.get()) else {
            self.broken(Invalid::kind("an array"), value);
            return Vec::new();
        };
        if let Some(invalid) = count.of_items(items.len()) {
            self.broken(invalid, value);
        }
        if unique && has_equal(&items) {
            self.broken(Invalid::new("uniqueItems", EQUAL_ITEMS), value);
        }
        items
    }

    /// An array whose items all have the same type.
    pub fn list(&mut self, value: &RawValue, inspect: Inspect, count: Count, unique: bool) {
        self.tuple(value, &[], Rest::Typed(inspect), count, unique);
    }

    /// An array with a type for each of its first positions.
    pub fn tuple(
        &mut self,
        value: &RawValue,
        prefix: &[Inspect],
        rest: Rest,
        count: Count,
        unique: bool,
    ) {
        let items = self.items(value, count, unique);
        self.normal.push('[');
        for (at, item) in items.into_iter().enumerate() {
            let inspect = match (prefix.get(at), rest) {
                (Some(&inspect), _) | (None, Rest::Typed(inspect)) => inspect,
                (None, Rest::Open) => |value: &RawValue, report: &mut Self| report.any(value),
                (None, Rest::Closed) => |value: &RawValue, report: &mut Self| {
                    report.broken(Invalid::new("items", "must not be there"), value);
                },
            };
            if at > 0 {
                self.normal.push(',');
            }
            self.at(&at.to_string(), |report| inspect(item, report));
        }
        self.normal.push(']');
    }

    /// An object whose members all have the same type.
    pub fn map(&mut self, value: &RawValue, inspect: Inspect, count: Count) {
        self.record(value, &[], Rest::Typed(inspect), count);
    }

    /// An object with declared members.
    pub fn record(&mut self, value: &RawValue, declared: &[Member], rest: Rest, count: Count) {
        let tag = self.tag.take();
        let Some(members) = members(value) else {
            return self.broken(Invalid::kind("an object"), value);
        };
        if let Some(invalid) = count.of_members(members.len()) {
            self.broken(invalid, value);
        }
        for member in declared.iter().filter(|member| member.required) {
            if !members.iter().any(|(name, _)| name == member.name) {
                let missing = |report: &mut Self| {
                    report.broken(Invalid::new("required", "must be there"), RawValue::NULL);
                };
                self.at(member.name, missing);
            }
        }
        self.normal.push('{');
        let mut first = true;
        if let Some(tag) = tag {
            self.member_name(tag.name, &mut first);
            write_string(tag.value, &mut self.normal);
        }
        for (name, value) in
            members.iter().filter(|(name, _)| tag.is_none_or(|tag| tag.name != name))
        {
            let member = declared.iter().find(|member| member.name == name);
            match (member, rest) {
                (None, Rest::Open) => {}
                (None, Rest::Closed) => {
                    let invalid = Invalid::new("additionalProperties", "must not be there");
                    self.at(name, |report| report.broken(invalid, value));
                }
                (None, Rest::Typed(inspect)) => {
                    self.member_name(name, &mut first);
                    self.at(name, |report| inspect(value, report));
                }
                (Some(member), _) => {
                    self.member_name(name, &mut first);
                    self.at(name, |report| {
                        report.hidden(member.sensitive, |report| (member.inspect)(value, report));
                    });
                }
            }
        }
        self.normal.push('}');
    }

    fn member_name(&mut self, name: &str, first: &mut bool) {
        if !std::mem::take(first) {
            self.normal.push(',');
        }
        write_string(name, &mut self.normal);
        self.normal.push(':');
    }

    /// One of several records, told apart by the value of one member. Records that have the tag as
    /// a member of their own keep it.
    pub fn union(
        &mut self,
        value: &RawValue,
        tag: &'static str,
        branches: &[Branch],
        keep_tag: bool,
    ) {
        let Some(members) = members(value) else {
            return self.broken(Invalid::kind("an object"), value);
        };
        let Some((_, found)) = members.iter().find(|(name, _)| name == tag) else {
            let missing = |report: &mut Self| {
                report.broken(Invalid::new("required", "must be there"), RawValue::NULL);
            };
            return self.at(tag, missing);
        };
        let text = serde_json::from_str::<String>(found.get());
        let branch = text.ok().and_then(|text| branches.iter().find(|branch| branch.tag == text));
        if let Some(branch) = branch {
            self.tag = (!keep_tag).then_some(Tag { name: tag, value: branch.tag });
            (branch.inspect)(value, self);
        } else {
            let known: Vec<&str> = branches.iter().map(|branch| branch.tag).collect();
            self.at(tag, |report| report.broken(unknown_word(&known), found));
        }
    }
}

/// What `uniqueItems` asks for.
pub(crate) const EQUAL_ITEMS: &str = "must not have equal items";

/// A string is none of those listed.
pub(crate) fn unknown_word(known: &[&str]) -> Invalid {
    let quoted: Vec<String> = known.iter().map(|word| format!("\"{word}\"")).collect();
    Invalid::new("enum", format!("must be one of {}", quoted.join(", ")))
}

/// What is wrong if a value is none of those listed.
pub(crate) fn not_one_of(value: &RawValue, values: &[&str]) -> Option<Invalid> {
    let found = canonical(value);
    let is = |listed: &&str| {
        serde_json::from_str::<&RawValue>(listed).is_ok_and(|listed| canonical(listed) == found)
    };
    let listed = values.iter().any(is);
    (!listed).then(|| Invalid::new("enum", format!("must be one of {}", values.join(", "))))
}

/// Whether two of the values are equal.
pub(crate) fn has_equal(items: &[&RawValue]) -> bool {
    let mut texts: Vec<String> = items.iter().map(|item| canonical(item)).collect();
    texts.sort_unstable();
    texts.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
}

/// The members of an object in the order written, of those with the same name the last.
fn members(value: &RawValue) -> Option<Vec<(String, &RawValue)>> {
    struct Members;

    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Self::Value::new();
            let mut seen = std::collections::HashMap::<String, usize>::new();
            while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                let at = *seen.entry(name.clone()).or_insert(members.len());
                match members.get_mut(at) {
                    Some(member) => member.1 = value,
                    None => members.push((name, value)),
                }
            }
            Ok(members)
        }
    }

    serde_json::Deserializer::from_str(value.get()).deserialize_map(Members).ok()
}
