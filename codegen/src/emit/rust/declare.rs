//! Declarations of types.

use serde::Serialize;

use countersign_model::resolved::TypeId;
use countersign_model::shape::{CheckKind, Enum, Origin, Rest, Shape, Step, Tuple, Type, Union};

use super::docs;
use super::ident::{self, grouped, string};
use super::plan::Plan;
use super::rules::{self, Size};
use super::source::{self, fitted};
use super::{record, render};
use crate::emit::names::{self, Scope};

impl Plan<'_> {
    /// The declaration of a type.
    pub(super) fn declaration(&self, id: TypeId) -> Declared {
        let (Some(ty), Some(name)) = (self.catalog.ty(id), self.name(id)) else { return Declared::default() };
        let head = Head { name, docs: docs::lines(&ty.docs, &self.stands_for(ty)) };
        match &ty.shape {
            Shape::Record(shape) => record::declaration(self, id, shape, &ty.checks, head),
            Shape::Enum(shape) => enumeration(shape, head),
            Shape::Union(shape) => self.union(shape, head),
            Shape::Tuple(shape) => self.tuple(id, shape, Size::of(&ty.checks), head),
            Shape::String => {
                let (rules, patterns) = rules::of_string(&ty.checks);
                scalar("string", "String", &rules, patterns, head)
            }
            Shape::Integer => scalar("integer", "i64", &rules::of_integer(&ty.checks), Vec::new(), head),
            Shape::Number => scalar("number", "Number", &rules::of_number(&ty.checks), Vec::new(), head),
            Shape::Any => match listed(ty) {
                Some(values) => Declared {
                    text: render(
                        "choice",
                        Choice {
                            head,
                            values: listing("const VALUES: &'static [&'static str] = &[", values),
                        },
                    ),
                    mentions: "ChoiceType choice_type Json Serialize".to_owned(),
                },
                None => self.alias(id, ty, head),
            },
            Shape::Null | Shape::Boolean | Shape::Map(_) | Shape::List(_) | Shape::Nullable(_) => {
                self.alias(id, ty, head)
            }
        }
    }

    /// What to say of a type that says nothing of itself.
    fn stands_for(&self, ty: &Type) -> String {
        let event_of = |event| self.catalog.event(event).map_or("", |event| event.key.value.as_str());
        match &ty.origin {
            Origin::Shared { name } | Origin::Local { name, .. } => format!("`{name}`."),
            Origin::Payload { event, .. } => format!("The payload of `{}`.", event_of(*event)),
            Origin::Envelope { field } => format!("`{field}` of the envelope."),
            Origin::Inline { parent, step } => {
                let around = self.expression(*parent);
                match step {
                    Step::Field(name) => format!("`{name}` of [`{around}`]."),
                    Step::Variant(value) => format!("A [`{around}`] that is `{value}`."),
                    Step::Item | Step::Prefix(_) => format!("An item of `{around}`."),
                    Step::Value => format!("A member of `{around}`."),
                    Step::NotNull => format!("`{around}` that is not null."),
                }
            }
        }
    }

    /// Another name, or a type of its own where Rust cannot have another name.
    fn alias(&self, id: TypeId, ty: &Type, head: Head<'_>) -> Declared {
        let ty = self.spelled(ty);
        if self.is_wrapped(id) {
            return wrapper(head, ty);
        }
        Declared { mentions: ty.clone(), text: render("alias", Alias { head, ty }) }
    }

    fn union(&self, shape: &Union, head: Head<'_>) -> Declared {
        let mut scope = Scope::default();
        let omitted = shape.variants.iter().all(|variant| self.omitted_tag(variant.ty).is_some());
        let variants = shape.variants.iter().map(|variant| {
            let ty = self.expression(variant.ty);
            let said = self
                .catalog
                .ty(variant.ty)
                .and_then(|ty| ty.docs.description.as_deref().or(ty.docs.title.as_deref()));
            let docs = docs::paragraph(said.unwrap_or(&format!("`{}`", variant.value)));
            let (name, wire) = (ident::variant_name(&mut scope, &variant.value), string(&variant.value));
            let read =
                if omitted { format!("{ty}::deserialize(record)") } else { "record.with_tag()".to_owned() };
            let arm = source::arm(12, &wire, &format!("{read}.map(Self::{name})"));
            VariantContext { name, wire, docs, ty, arm }
        });
        let variants: Vec<VariantContext> = variants.collect();
        let types: Vec<&str> = variants.iter().map(|variant| variant.ty.as_str()).collect();
        let tags =
            listing("const TAGS: &'static [&'static str] = &[", variants.iter().map(|v| v.wire.clone()));
        let branches: Vec<String> = variants
            .iter()
            .map(|variant| format!("Branch::new::<{}>({})", variant.ty, variant.wire))
            .collect();
        let branches = fitted(8, "const BRANCHES: &[Branch] = &[", &branches, ",", "];");
        let mentions = format!(
            "Branch Checked Deserialize Deserializer MapAccess RawValue Report Serialize Tagged UnionType records {}",
            types.join(" ")
        );
        Declared {
            text: render(
                "union",
                UnionContext { head, tag: string(&shape.tag), omitted, tags, branches, variants },
            ),
            mentions,
        }
    }

    fn tuple(&self, id: TypeId, shape: &Tuple, size: Size, head: Head<'_>) -> Declared {
        let item = |(at, ty): (usize, &TypeId)| {
            let inner = self.expression(*ty);
            ItemContext {
                ty: if self.is_boxed(id, at) { format!("Box<{inner}>") } else { inner },
                required: u64::try_from(at).is_ok_and(|at| at < size.min),
                index: at,
            }
        };
        let (rest, rest_type) = self.rest(shape.rest);
        let items: Vec<ItemContext> = shape.prefix.iter().enumerate().map(item).collect();
        let rest_index = items.len();
        let context = TupleContext {
            head,
            items,
            rest,
            rest_type,
            rest_index,
            count: size.count(0),
            unique: size.unique,
        };
        let types: Vec<&str> = context.items.iter().map(|item| item.ty.as_str()).collect();
        let mentions = format!(
            "Checked Count Deserialize Deserializer Inspect RawValue Report Rest Serialize Serializer TupleRules tuples {} {}",
            types.join(" "),
            context.rest
        );
        Declared { text: render("tuple", context), mentions }
    }

    /// What holds for what is not declared: the runtime's word, and the type if there is one.
    pub(super) fn rest(&self, rest: Rest) -> (String, Option<String>) {
        match rest {
            Rest::Open => ("Rest::Open".to_owned(), None),
            Rest::Closed => ("Rest::Closed".to_owned(), None),
            Rest::Typed(id) => {
                let ty = self.expression(id);
                (format!("Rest::of::<{ty}>()"), Some(ty))
            }
        }
    }
}

/// A type of its own around another, as the payload of a version.
pub(super) fn around(name: &str, ty: String) -> Declared {
    wrapper(Head { name, docs: Vec::new() }, ty)
}

fn wrapper(head: Head<'_>, ty: String) -> Declared {
    let mentions = format!("Checked RawValue Report Serialize Deserialize {ty}");
    Declared { text: render("wrapper", Alias { head, ty }), mentions }
}

/// A declaration.
#[derive(Default)]
pub(super) struct Declared {
    pub(super) text: String,
    /// Names that it uses without a path.
    pub(super) mentions: String,
}

/// What every declaration begins with.
#[derive(Serialize)]
pub(super) struct Head<'a> {
    pub(super) name: &'a str,
    pub(super) docs: Vec<String>,
}

#[derive(Serialize)]
struct Alias<'a> {
    head: Head<'a>,
    ty: String,
}

#[derive(Serialize)]
struct Choice<'a> {
    head: Head<'a>,
    values: String,
}

#[derive(Serialize)]
struct UnionContext<'a> {
    head: Head<'a>,
    tag: String,
    omitted: bool,
    /// The statements that list the tag's values and the records.
    tags: String,
    branches: String,
    variants: Vec<VariantContext>,
}

#[derive(Serialize)]
struct VariantContext {
    name: String,
    wire: String,
    docs: Vec<String>,
    ty: String,
    /// The arm that reads it.
    arm: String,
}

#[derive(Serialize)]
struct TupleContext<'a> {
    head: Head<'a>,
    items: Vec<ItemContext>,
    rest: String,
    rest_type: Option<String>,
    rest_index: usize,
    count: String,
    unique: bool,
}

#[derive(Serialize)]
struct ItemContext {
    ty: String,
    required: bool,
    index: usize,
}

#[derive(Serialize)]
struct Scalar<'a> {
    head: Head<'a>,
    /// The word in the runtime's names: `string_type`, `StringType`.
    kind: &'static str,
    inner: &'static str,
    /// The statement that declares the rules, after those for the patterns they refer to.
    statements: Vec<String>,
}

fn scalar(
    kind: &'static str,
    inner: &'static str,
    rules: &[String],
    patterns: Vec<String>,
    head: Head<'_>,
) -> Declared {
    let capital = names::pascal(&[kind.to_owned()]);
    let mut statements = Vec::new();
    let pattern = if patterns.is_empty() { "" } else { "Pattern" };
    for (at, text) in patterns.into_iter().enumerate() {
        let before = format!("static PATTERN{}: Pattern = Pattern::new(", rules::suffix(at + 1));
        statements.push(fitted(8, &before, &[text], ",", ");"));
    }
    let before = format!("static RULES: [{capital}Rule; {}] = [", grouped(rules.len()));
    statements.push(fitted(8, &before, rules, ",", "];"));
    let mentions =
        format!("{capital}Rule {capital}Type {kind}_type Serialize {pattern} {inner} {}", rules.join(" "));
    Declared { text: render("scalar", Scalar { head, kind, inner, statements }), mentions }
}

#[derive(Serialize)]
struct EnumContext<'a> {
    head: Head<'a>,
    open: bool,
    /// The statement that lists the strings.
    words: String,
    values: Vec<ValueContext>,
}

#[derive(Serialize)]
struct ValueContext {
    name: String,
    wire: String,
    docs: String,
}

fn enumeration(shape: &Enum, head: Head<'_>) -> Declared {
    let mut scope = Scope::reserving(shape.open.then_some("Other"));
    let values = shape.values.iter().map(|value| ValueContext {
        name: ident::variant_name(&mut scope, &value.text),
        wire: string(&value.text),
        docs: if value.text.contains(['`', '\n']) || value.text.trim().is_empty() {
            format!("The value {}.", value.text.escape_debug())
        } else {
            format!("`{}`", value.text)
        },
    });
    let values: Vec<ValueContext> = values.collect();
    let words =
        listing("const WORDS: &'static [&'static str] = &[", values.iter().map(|value| value.wire.clone()));
    let mentions = format!("Cow WordType word_type {}", if shape.open { "Unlisted" } else { "" });
    Declared { text: render("enum", EnumContext { head, open: shape.open, words, values }), mentions }
}

/// A constant that lists literals.
pub(super) fn listing(before: &str, values: impl IntoIterator<Item = String>) -> String {
    fitted(4, before, &values.into_iter().collect::<Vec<_>>(), ",", "];")
}

/// The listed values of a type that admits any kind.
fn listed(ty: &Type) -> Option<Vec<String>> {
    ty.checks.iter().find_map(|check| match &check.kind {
        CheckKind::OneOf(values) => {
            Some(values.iter().map(|value| ident::pattern(&value.to_string())).collect())
        }
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
        | CheckKind::MaxProperties(_) => None,
    })
}
