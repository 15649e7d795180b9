//! Mutants: an example payload with one thing changed, for every constraint of its type.
//!
//! A mutant says what was changed, not whether it is still valid: that is for the oracle to say.

use countersign_model::resolved::{Resolved, TypeId};
use countersign_model::shape::{CheckKind, Enum, Record, Rest, Shape, Type};
use serde_json::{Map, Value, json};

/// A changed payload.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// The payload.
    pub data: Value,
    /// The place and the change: `/items/0/quantity: minimum`.
    pub why: String,
}

/// How deeply types are followed; recursive examples end long before.
const MAX_DEPTH: usize = 12;

/// All mutants of a payload of the given type.
pub fn mutants(catalog: &Resolved, ty: TypeId, example: &Value) -> Vec<Mutant> {
    let mut mutator = Mutator { catalog, example, found: Vec::new() };
    mutator.visit(ty, example, &mut Vec::new());
    mutator.found
}

struct Mutator<'a> {
    catalog: &'a Resolved,
    example: &'a Value,
    found: Vec<Mutant>,
}

impl Mutator<'_> {
    /// Adds a mutant in which the value at `path` is another, or is gone.
    fn put(&mut self, path: &[String], value: Option<Value>, change: &str) {
        let mut data = self.example.clone();
        if replace(&mut data, path, value) {
            let pointer: String = path.iter().map(|part| format!("/{part}")).collect();
            self.found.push(Mutant { data, why: format!("{pointer}: {change}") });
        }
    }

    fn replace(&mut self, path: &[String], value: Value, change: &str) {
        self.put(path, Some(value), change);
    }

    fn visit(&mut self, id: TypeId, value: &Value, path: &mut Vec<String>) {
        let Some(ty) = self.catalog.ty(id) else { return };
        if path.len() > MAX_DEPTH {
            return;
        }
        for other in [json!(null), json!("x"), json!(1), json!(true), json!([]), json!({})] {
            if kind(&other) != kind(value) {
                self.replace(path, other.clone(), &format!("{} for {}", kind(&other), kind(value)));
            }
        }
        for check in &ty.checks {
            self.break_check(&check.kind, value, path);
        }
        self.break_shape(ty, value, path);
    }

    fn break_shape(&mut self, ty: &Type, value: &Value, path: &mut Vec<String>) {
        match &ty.shape {
            Shape::Any | Shape::Null | Shape::Boolean | Shape::String => {}
            Shape::Integer | Shape::Number => self.break_number(value, path),
            Shape::Enum(list) => self.break_enum(list, path),
            Shape::Nullable(inner) => {
                if !value.is_null() {
                    self.visit(*inner, value, path);
                }
            }
            Shape::Record(record) => self.break_record(record, value, path),
            Shape::Map(inner) => {
                self.put(&child(path, "another"), Some(json!({ "x": [null] })), "a value of another type");
                self.visit_members(*inner, value, path, &[]);
            }
            Shape::List(item) => self.visit_items(&[], Rest::Typed(*item), value, path),
            Shape::Tuple(tuple) => self.visit_items(&tuple.prefix, tuple.rest, value, path),
            Shape::Union(union) => {
                self.put(&child(path, &union.tag), Some(json!("no such branch")), "unknown tag");
                self.put(&child(path, &union.tag), None, "no tag");
                let tag = value.get(&union.tag).and_then(Value::as_str);
                if let Some(variant) =
                    union.variants.iter().find(|variant| Some(variant.value.as_str()) == tag)
                {
                    self.visit(variant.ty, value, path);
                }
            }
        }
    }

    fn break_number(&mut self, value: &Value, path: &[String]) {
        self.replace(path, json!(1.5), "a fraction");
        if let Some(whole) = value.as_i64().and_then(|whole| i32::try_from(whole).ok()) {
            self.replace(path, json!(f64::from(whole)), "a whole number written with a fraction");
        }
    }

    fn break_enum(&mut self, list: &Enum, path: &[String]) {
        self.replace(path, json!("no such value"), "enum");
        for value in &list.values {
            self.replace(path, json!(value.text), "another value of the enum");
        }
        if let Some(first) = list.values.first() {
            self.replace(path, json!(first.text.to_uppercase()), "enum, in capitals");
        }
    }

    fn break_record(&mut self, record: &Record, value: &Value, path: &mut Vec<String>) {
        self.put(&child(path, "x_unknown"), Some(json!({ "a": [1, null] })), "an unknown member");
        for field in &record.fields {
            let place = child(path, &field.name);
            match value.get(&field.name) {
                Some(inner) => {
                    self.put(
                        &place,
                        None,
                        if field.required { "required" } else { "an optional member left out" },
                    );
                    path.push(field.name.clone());
                    self.visit(field.ty, inner, path);
                    path.pop();
                }
                None => self.put(&place, Some(json!({ "x": 1 })), "a member of another type"),
            }
        }
        if let Rest::Typed(ty) = record.rest {
            let declared: Vec<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
            self.visit_members(ty, value, path, &declared);
        }
    }

    fn visit_members(&mut self, ty: TypeId, value: &Value, path: &mut Vec<String>, except: &[&str]) {
        let members = value.as_object().into_iter().flatten();
        for (name, inner) in members.filter(|(name, _)| !except.contains(&name.as_str())).take(2) {
            path.push(name.clone());
            self.visit(ty, inner, path);
            path.pop();
        }
    }

    fn visit_items(&mut self, prefix: &[TypeId], rest: Rest, value: &Value, path: &mut Vec<String>) {
        let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
        self.put(&child(path, "-"), Some(json!({ "x": 1 })), "an item of another type");
        for (at, item) in items.iter().enumerate().take(prefix.len() + 1) {
            let ty = match (prefix.get(at).copied(), rest) {
                (Some(ty), _) | (None, Rest::Typed(ty)) => Some(ty),
                (None, Rest::Open | Rest::Closed) => None,
            };
            if let Some(ty) = ty {
                path.push(at.to_string());
                self.visit(ty, item, path);
                path.pop();
            }
        }
    }

    /// Values on, just under and just over what a check allows.
    fn break_check(&mut self, check: &CheckKind, value: &Value, path: &[String]) {
        let keyword = check.keyword();
        let texts =
            |text: &str| [json!(format!("{text}\n")), json!(format!(" {text}")), json!(""), json!("é😀")];
        match check {
            CheckKind::Minimum(bound)
            | CheckKind::Maximum(bound)
            | CheckKind::ExclusiveMinimum(bound)
            | CheckKind::ExclusiveMaximum(bound) => {
                let whole = bound.to_i64().and_then(|bound| i32::try_from(bound).ok());
                for offset in [-1, 0, 1] {
                    if let Some(near) = whole.and_then(|whole| whole.checked_add(offset)) {
                        self.replace(path, json!(near), keyword);
                    }
                }
                self.replace(path, json!(bound.to_f64() + 0.25), keyword);
                self.replace(path, json!(bound.to_f64() - 0.25), keyword);
            }
            CheckKind::MultipleOf(step) => {
                self.replace(path, json!(step.to_f64() * 1.5), keyword);
                self.replace(path, json!(step.to_f64()), keyword);
            }
            CheckKind::MinLength(count) | CheckKind::MaxLength(count) => {
                for count in
                    [count.saturating_sub(1), *count, count + 1].into_iter().filter(|count| *count < 5_000)
                {
                    let count = usize::try_from(count).unwrap_or(0);
                    self.replace(path, json!("x".repeat(count)), keyword);
                    self.replace(path, json!("😀".repeat(count)), keyword);
                }
            }
            CheckKind::Pattern(_) | CheckKind::Format(_) => {
                for text in texts(value.as_str().unwrap_or_default()) {
                    self.replace(path, text, keyword);
                }
                self.replace(path, json!("2026-02-30T25:61:61Z"), keyword);
            }
            CheckKind::MinItems(count) | CheckKind::MaxItems(count) => {
                let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let wanted = [count.saturating_sub(1), *count, count + 1];
                for wanted in wanted.into_iter().filter(|wanted| *wanted < 600) {
                    let wanted = usize::try_from(wanted).unwrap_or(0);
                    let some: Vec<Value> = items.iter().cycle().take(wanted).cloned().collect();
                    self.replace(path, Value::Array(some), keyword);
                }
            }
            CheckKind::UniqueItems => {
                let items = value.as_array().cloned().unwrap_or_default();
                self.replace(
                    path,
                    Value::Array(items.iter().chain(items.first()).cloned().collect()),
                    keyword,
                );
            }
            CheckKind::MinProperties(count) | CheckKind::MaxProperties(count) => {
                let members: Vec<_> = value.as_object().into_iter().flatten().collect();
                for wanted in [count.saturating_sub(1), count + 1].into_iter().filter(|wanted| *wanted < 600)
                {
                    let wanted = usize::try_from(wanted).unwrap_or(0);
                    let some: Map<String, Value> = (0..wanted)
                        .zip(members.iter().cycle())
                        .map(|(at, (name, value))| {
                            let fresh =
                                if at < members.len() { (*name).clone() } else { format!("{name}_{at}") };
                            (fresh, (*value).clone())
                        })
                        .collect();
                    self.replace(path, Value::Object(some), keyword);
                }
            }
            CheckKind::OneOf(_) => {
                for other in [json!(0), json!(-1), json!("no such value"), json!(false)] {
                    self.replace(path, other, keyword);
                }
            }
        }
    }
}

fn child(path: &[String], name: &str) -> Vec<String> {
    path.iter().cloned().chain([name.to_owned()]).collect()
}

/// Sets or removes what is at a path; `-` is the place after the last item. Whether it changed.
fn replace(data: &mut Value, path: &[String], value: Option<Value>) -> bool {
    let Some((last, parents)) = path.split_last() else {
        return value.is_some_and(|value| {
            *data = value;
            true
        });
    };
    let mut at = data;
    for part in parents {
        let next = match at {
            Value::Object(members) => members.get_mut(part),
            Value::Array(items) => part.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => return false,
        }
    }
    match (at, value) {
        (Value::Object(members), Some(value)) => {
            members.insert(last.clone(), value);
            true
        }
        (Value::Object(members), None) => members.remove(last).is_some(),
        (Value::Array(items), Some(value)) if last == "-" => {
            items.push(value);
            true
        }
        (Value::Array(items), value) => match (last.parse::<usize>().ok(), value) {
            (Some(index), Some(value)) => items.get_mut(index).map(|slot| *slot = value).is_some(),
            (Some(index), None) if index < items.len() => {
                items.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
