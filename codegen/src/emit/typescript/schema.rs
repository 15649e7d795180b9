//! Types as Zod schemas.

use std::collections::{BTreeMap, BTreeSet};

use countersign_model::number::Number;
use countersign_model::resolved::TypeId;
use countersign_model::shape::{Check, CheckKind, Enum, Field, Record, Rest, Shape, Tuple, Type, Union};

use crate::emit::names::{self, Scope};

use super::layout::{Expr, Member};
use super::plan::{Home, Plan};
use super::text::{self, Doc};
use super::ts_type;

/// What a file has to import.
#[derive(Default)]
pub(super) struct Imports {
    /// Checks of `runtime/checks.ts`.
    pub(super) checks: BTreeSet<&'static str>,
    /// Schemas of `runtime/schemas.ts`.
    pub(super) schemas: BTreeSet<&'static str>,
    /// Types of the catalog, by the file that declares them.
    pub(super) types: BTreeMap<Home, BTreeSet<String>>,
}

/// Writes the schemas of one file.
pub(super) struct Schemas<'a> {
    /// What is declared where.
    pub(super) plan: &'a Plan<'a>,
    /// The file.
    pub(super) home: Home,
    /// What the file refers to.
    pub(super) imports: Imports,
}

/// Where an expression stands, which decides what it may refer to.
#[derive(Clone, Copy)]
struct Place {
    /// The declared type around it; `None` where everything is declared already.
    around: Option<TypeId>,
    /// Whether it is only run after everything is declared, as a getter is.
    deferred: bool,
}

impl<'a> Schemas<'a> {
    /// Begins a file.
    pub(super) fn new(plan: &'a Plan<'a>, home: Home) -> Self {
        Self { plan, home, imports: Imports::default() }
    }

    /// The schema of a type at its own declaration.
    pub(super) fn declaration(&mut self, id: TypeId) -> Expr {
        let Some(ty) = self.plan.catalog.ty(id) else { return Expr::text("z.never()") };
        self.of(ty, Place { around: Some(id), deferred: false })
    }

    /// The schema of a type where it is used outside every declaration.
    pub(super) fn usage(&mut self, id: TypeId) -> Expr {
        self.expr(id, Place { around: None, deferred: false })
    }

    /// Whether a schema, as declared, is one that `z.discriminatedUnion` takes as a branch.
    fn is_plain_record(&self, id: TypeId) -> bool {
        let Some(ty) = self.plan.catalog.ty(id) else { return false };
        match &ty.shape {
            Shape::Record(record) => {
                let (before, _) = self.split_checks(ty);
                before.is_empty() && !has_inherited_names(record) && ty.docs.sensitive.is_none()
            }
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
            | Shape::Union(_)
            | Shape::Nullable(_) => false,
        }
    }

    fn expr(&mut self, id: TypeId, place: Place) -> Expr {
        let Some(ty) = self.plan.catalog.ty(id) else { return Expr::text("z.never()") };
        let Some(name) = self.plan.name(id) else { return self.of(ty, place) };
        if let Some(home) = self.plan.home(id).filter(|&home| home != self.home) {
            self.imports.types.entry(home).or_default().insert(name.to_owned());
        }
        let declared = place.deferred || place.around.is_none_or(|around| self.plan.precedes(id, around));
        if declared {
            Expr::text(name)
        } else {
            Expr::call("z.lazy", vec![Expr::text(format!("() => {name}"))])
        }
    }

    /// The schema itself, never its name.
    fn of(&mut self, ty: &Type, place: Place) -> Expr {
        let (before, after) = self.split_checks(ty);
        let after: Vec<Expr> = after.iter().map(|check| self.check(check)).collect();
        let schema = match &ty.shape {
            Shape::Any => self.runtime("json", after),
            Shape::Integer => self.runtime(if is_safe(&ty.checks) { "integer" } else { "bigInteger" }, after),
            Shape::Number => self.runtime(if is_safe(&ty.checks) { "number" } else { "bigNumber" }, after),
            Shape::Null => checked(Expr::call("z.null", Vec::new()), after),
            Shape::Boolean => checked(Expr::call("z.boolean", Vec::new()), after),
            Shape::String => checked(Expr::call("z.string", Vec::new()), after),
            Shape::Enum(list) => checked(self.list(list), after),
            Shape::Record(record) => checked(self.record(record, place), after),
            Shape::Map(value) => {
                let value = self.expr(*value, place);
                checked(self.runtime("map", vec![value]), after)
            }
            Shape::List(item) => checked(Expr::call("z.array", vec![self.expr(*item, place)]), after),
            Shape::Tuple(tuple) => checked(self.tuple(tuple, &ty.checks, place), after),
            Shape::Union(union) => checked(self.union(union, place), after),
            Shape::Nullable(inner) => {
                checked(Expr::call("z.nullable", vec![self.expr(*inner, place)]), after)
            }
        };
        let schema = if before.is_empty() {
            schema
        } else {
            let mut args = vec![schema];
            args.extend(before.iter().map(|check| self.check(check)));
            self.runtime("onInput", args)
        };
        if ty.docs.sensitive.is_some() { self.runtime("sensitive", vec![schema]) } else { schema }
    }

    fn list(&mut self, list: &Enum) -> Expr {
        if let ([only], false) = (list.values.as_slice(), list.open) {
            return Expr::call("z.literal", vec![Expr::Text(text::string(&only.text))]);
        }
        let mut scope = Scope::default();
        let member = |value: &countersign_model::shape::EnumValue| {
            let words = names::words(&value.text);
            let name = if value.text.is_empty() { "Empty".to_owned() } else { names::pascal(&words) };
            let value = Expr::Text(text::string(&value.text));
            Member::plain(text::property(&scope.claim(&name, "Value")), value)
        };
        let members = Expr::Members(list.values.iter().map(member).collect());
        if list.open { self.runtime("openEnum", vec![members]) } else { Expr::call("z.enum", vec![members]) }
    }

    fn record(&mut self, record: &Record, place: Place) -> Expr {
        let members = record.fields.iter().map(|field| self.field(field, place)).collect();
        let object = match record.rest {
            Rest::Open => Expr::call("z.object", vec![Expr::Members(members)]),
            Rest::Closed => Expr::call("z.strictObject", vec![Expr::Members(members)]),
            Rest::Typed(rest) => {
                let rest = self.expr(rest, place);
                Expr::call("z.object", vec![Expr::Members(members)]).then("catchall", vec![rest])
            }
        };
        if has_inherited_names(record) { self.runtime("ownMembers", vec![object]) } else { object }
    }

    fn field(&mut self, field: &Field, place: Place) -> Member {
        let getter = place.around.is_some_and(|around| self.refers_ahead(field.ty, around));
        let mut value = self.expr(field.ty, Place { deferred: place.deferred || getter, ..place });
        let marked = self.plan.catalog.ty(field.ty).is_some_and(|ty| ty.docs.sensitive.is_some());
        if field.docs.sensitive.is_some() && !marked {
            value = self.runtime("sensitive", vec![value]);
        }
        let mut schema_type = format!("z.ZodType<{}>", ts_type::usage(self.plan, field.ty));
        if !field.required {
            value = Expr::call("z.exactOptional", vec![value]);
            schema_type = format!("z.ZodExactOptional<{schema_type}>");
        }
        let member = Member {
            getter: getter.then_some(schema_type),
            ..Member::plain(text::property(&field.name), value)
        };
        member.documented(&field_doc(field))
    }

    /// Whether a type used inside the declaration of another refers to something not yet declared.
    fn refers_ahead(&self, id: TypeId, around: TypeId) -> bool {
        if self.plan.name(id).is_some() {
            return !self.plan.precedes(id, around);
        }
        let Some(ty) = self.plan.catalog.ty(id) else { return false };
        super::graph::references(&ty.shape).into_iter().any(|id| self.refers_ahead(id, around))
    }

    fn tuple(&mut self, tuple: &Tuple, checks: &[Check], place: Place) -> Expr {
        let needed = min_items(checks);
        let item = |(at, &id): (usize, &TypeId)| {
            let item = self.expr(id, place);
            if at < needed { item } else { Expr::call("z.exactOptional", vec![item]) }
        };
        let items = Expr::Array(tuple.prefix.iter().enumerate().map(item).collect());
        match tuple.rest {
            Rest::Closed => Expr::call("z.tuple", vec![items]),
            Rest::Typed(rest) => Expr::call("z.tuple", vec![items, self.expr(rest, place)]),
            Rest::Open => {
                let count = Expr::text(tuple.prefix.len().to_string());
                self.runtime("firstItems", vec![count, Expr::call("z.tuple", vec![items])])
            }
        }
    }

    fn union(&mut self, union: &Union, place: Place) -> Expr {
        let tag = Expr::Text(text::string(&union.tag));
        if union.variants.iter().all(|variant| self.is_plain_record(variant.ty)) {
            let branches = union.variants.iter().map(|variant| self.expr(variant.ty, place)).collect();
            return Expr::call("z.discriminatedUnion", vec![tag, Expr::Array(branches)]);
        }
        let branch = |variant: &countersign_model::shape::Variant| {
            (text::property(&variant.value), self.expr(variant.ty, place))
        };
        let branches = Expr::Object(union.variants.iter().map(branch).collect());
        self.runtime("taggedUnion", vec![tag, branches])
    }

    /// The checks that must see a value before its undeclared parts are dropped, and the others.
    fn split_checks<'t>(&self, ty: &'t Type) -> (Vec<&'t Check>, Vec<&'t Check>) {
        let drops = |id: &TypeId| self.drops(*id);
        ty.checks.iter().partition(|check| match (&check.kind, &ty.shape) {
            (CheckKind::OneOf(_), shape) => is_container(shape) && self.shape_drops(shape),
            (CheckKind::UniqueItems, Shape::List(item)) => drops(item),
            (
                CheckKind::UniqueItems | CheckKind::MinItems(_) | CheckKind::MaxItems(_),
                Shape::Tuple(Tuple { rest, prefix }),
            ) => matches!(rest, Rest::Open) || prefix.iter().any(drops),
            (CheckKind::MinProperties(_) | CheckKind::MaxProperties(_), Shape::Record(record)) => {
                matches!(record.rest, Rest::Open)
            }
            (
                CheckKind::Minimum(_)
                | CheckKind::Maximum(_)
                | CheckKind::ExclusiveMinimum(_)
                | CheckKind::ExclusiveMaximum(_)
                | CheckKind::MultipleOf(_)
                | CheckKind::MinLength(_)
                | CheckKind::MaxLength(_)
                | CheckKind::Pattern(_)
                | CheckKind::Format(_)
                | CheckKind::MinItems(_)
                | CheckKind::MaxItems(_)
                | CheckKind::UniqueItems
                | CheckKind::MinProperties(_)
                | CheckKind::MaxProperties(_),
                _,
            ) => false,
        })
    }

    /// Whether reading a value of a type may change it, so that equality is no longer decided by
    /// what is left.
    fn drops(&self, id: TypeId) -> bool {
        self.plan.catalog.ty(id).is_some_and(|ty| self.shape_drops(&ty.shape))
    }

    fn shape_drops(&self, shape: &Shape) -> bool {
        match shape {
            Shape::Null | Shape::Boolean | Shape::Integer | Shape::String | Shape::Enum(_) => false,
            // A decimal with too many digits becomes the nearest double.
            Shape::Any | Shape::Number | Shape::Record(_) | Shape::Tuple(_) | Shape::Union(_) => true,
            Shape::Map(id) | Shape::List(id) | Shape::Nullable(id) => self.drops(*id),
        }
    }

    fn runtime(&mut self, name: &'static str, args: Vec<Expr>) -> Expr {
        self.imports.schemas.insert(name);
        Expr::call(name, args)
    }

    fn check(&mut self, check: &Check) -> Expr {
        let count = |count: &u64| Expr::text(count.to_string());
        let (name, arg) = match &check.kind {
            CheckKind::Minimum(bound) => ("minimum", Some(self.bound(bound))),
            CheckKind::Maximum(bound) => ("maximum", Some(self.bound(bound))),
            CheckKind::ExclusiveMinimum(bound) => ("exclusiveMinimum", Some(self.bound(bound))),
            CheckKind::ExclusiveMaximum(bound) => ("exclusiveMaximum", Some(self.bound(bound))),
            CheckKind::MultipleOf(divisor) => ("multipleOf", Some(self.bound(divisor))),
            CheckKind::MinLength(n) => ("minLength", Some(count(n))),
            CheckKind::MaxLength(n) => ("maxLength", Some(count(n))),
            CheckKind::Pattern(pattern) => ("pattern", Some(Expr::Text(text::regex(pattern)))),
            CheckKind::Format(format) => ("format", Some(Expr::Text(text::string(format.as_str())))),
            CheckKind::MinItems(n) => ("minItems", Some(count(n))),
            CheckKind::MaxItems(n) => ("maxItems", Some(count(n))),
            CheckKind::UniqueItems => ("uniqueItems", None),
            CheckKind::MinProperties(n) => ("minProperties", Some(count(n))),
            CheckKind::MaxProperties(n) => ("maxProperties", Some(count(n))),
            CheckKind::OneOf(values) => {
                ("oneOf", Some(Expr::Array(values.iter().map(text::value).collect())))
            }
        };
        self.imports.checks.insert(name);
        Expr::call(name, arg.into_iter().collect())
    }

    fn bound(&mut self, number: &Number) -> Expr {
        let literal = text::number(number);
        if literal.starts_with("exactly") {
            self.imports.checks.insert("exactly");
        }
        Expr::Text(literal)
    }
}

/// What is said of a field.
pub(super) fn field_doc(field: &Field) -> Doc {
    let doc = Doc::of_schema(&field.docs);
    match &field.default {
        Some(default) => doc.tag(format!("@defaultValue `{default}`")),
        None => doc,
    }
}

fn checked(schema: Expr, checks: Vec<Expr>) -> Expr {
    if checks.is_empty() { schema } else { schema.then("check", checks) }
}

const fn is_container(shape: &Shape) -> bool {
    matches!(shape, Shape::Record(_) | Shape::Map(_) | Shape::List(_) | Shape::Tuple(_) | Shape::Union(_))
}

/// The items that a tuple must have.
pub(super) fn min_items(checks: &[Check]) -> usize {
    checks
        .iter()
        .find_map(|check| match check.kind {
            CheckKind::MinItems(count) => usize::try_from(count).ok(),
            _ => None,
        })
        .unwrap_or(0)
}

/// Whether checks keep a number within the range in which a double holds every integer.
pub(super) fn is_safe(checks: &[Check]) -> bool {
    const LIMIT: &str = "9007199254740991";
    let (Some(limit), Some(negative)) = (Number::parse(LIMIT), Number::parse(&format!("-{LIMIT}"))) else {
        return false;
    };
    let within = |number: &Number| *number >= negative && *number <= limit;
    let above = checks.iter().any(|check| match &check.kind {
        CheckKind::Minimum(bound) | CheckKind::ExclusiveMinimum(bound) => *bound >= negative,
        _ => false,
    });
    let below = checks.iter().any(|check| match &check.kind {
        CheckKind::Maximum(bound) | CheckKind::ExclusiveMaximum(bound) => *bound <= limit,
        _ => false,
    });
    let listed = checks.iter().any(|check| match &check.kind {
        CheckKind::OneOf(values) => values.iter().all(|value| value.as_number().is_some_and(within)),
        _ => false,
    });
    (above && below) || listed
}

/// Whether a record declares a member that every JavaScript object inherits.
fn has_inherited_names(record: &Record) -> bool {
    const INHERITED: [&str; 12] = [
        "__defineGetter__",
        "__defineSetter__",
        "__lookupGetter__",
        "__lookupSetter__",
        "__proto__",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
    ];
    record.fields.iter().any(|field| INHERITED.contains(&field.name.as_str()))
}
