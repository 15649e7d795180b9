//! Payload types: a shape (what a type system can say) plus checks (what must be run on a value).
//!
//! [`crate::resolve`] turns JSON Schema keywords into these once. Every target matches [`Shape`]
//! and [`CheckKind`] exhaustively and never looks at a keyword again.

use crate::format::Format;
use crate::number::Number;
use crate::regex::Regex;
use crate::resolved::{EventId, TypeId};
use crate::source::Span;
use crate::value::Value;

/// A payload type.
#[derive(Debug, Clone)]
pub struct Type {
    /// Where the type comes from; targets derive its name from it.
    pub origin: Origin,
    /// What a type system can say.
    pub shape: Shape,
    /// What must be run on a value of the shape. They apply to values the shape admits: a
    /// `minLength` says nothing about `null` of a nullable string.
    pub checks: Vec<Check>,
    /// What the schema says of itself in words.
    pub docs: Docs,
    /// The schema's place.
    pub span: Span,
}

impl Type {
    /// The format asserted of a string, if any.
    pub fn format(&self) -> Option<Format> {
        self.checks.iter().find_map(|check| match check.kind {
            CheckKind::Format(format) => Some(format),
            _ => None,
        })
    }
}

/// Where a type comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A named definition of a shared types file: `VariantId`.
    Shared {
        /// The name as written.
        name: String,
    },
    /// A definition under `$defs` of one payload.
    Local {
        /// The event.
        event: EventId,
        /// Which of the event's versions, as an index into [`crate::resolved::Event::versions`].
        version: usize,
        /// The name as written.
        name: String,
    },
    /// The root of a payload.
    Payload {
        /// The event.
        event: EventId,
        /// Which of the event's versions, as an index into [`crate::resolved::Event::versions`].
        version: usize,
    },
    /// The schema of an envelope field.
    Envelope {
        /// The field's name.
        field: String,
    },
    /// A schema written in place inside another.
    Inline {
        /// The type it stands in.
        parent: TypeId,
        /// What it is there.
        step: Step,
    },
}

/// What an inline schema is to the type around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The value of this property.
    Field(String),
    /// An item of a list.
    Item,
    /// The item of a tuple at this index.
    Prefix(usize),
    /// A value of a map, or of the undeclared members of a record.
    Value,
    /// The branch of a union with this tag value.
    Variant(String),
    /// What is there when the value is not null.
    NotNull,
}

/// What a type system can say about a value.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// `null` only.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number, however written: `3`, `3.0`, `3e0`.
    Integer,
    /// Any number.
    Number,
    /// Any string.
    String,
    /// One of a list of strings. A single value is a `const`.
    Enum(Enum),
    /// An object with declared members.
    Record(Record),
    /// An object whose members all have the same type.
    Map(TypeId),
    /// An array whose items all have the same type.
    List(TypeId),
    /// An array with a type for each position.
    Tuple(Tuple),
    /// One of several records, told apart by the value of one member.
    Union(Union),
    /// `null` or a value of another type, which is not itself nullable.
    Nullable(TypeId),
}

/// A closed or open list of strings.
#[derive(Debug, Clone)]
pub struct Enum {
    /// The values in the order written, no two alike.
    pub values: Vec<EnumValue>,
    /// Whether readers accept values they do not know (`x-open-enum`).
    pub open: bool,
}

/// One value of an [`Enum`].
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The string on the wire.
    pub text: String,
    /// Where it was written.
    pub span: Span,
}

/// An object with declared members.
#[derive(Debug, Clone)]
pub struct Record {
    /// The declared members in the order written, no two with the same name.
    pub fields: Vec<Field>,
    /// What holds for members that are not declared.
    pub rest: Rest,
}

/// What holds for undeclared members of a record or items past a tuple's prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Readers ignore them, publishers do not send them.
    Open,
    /// There must be none.
    Closed,
    /// Each must be of this type; they are kept.
    Typed(TypeId),
}

/// A declared member of a record.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// Its type.
    pub ty: TypeId,
    /// Whether the member must be there. Absent and `null` are two things: whether `null` is
    /// admitted is up to the type.
    pub required: bool,
    /// The value that readers may assume when it is absent. It never satisfies `required`.
    pub default: Option<Value>,
    /// What the place of use says in words; falls back to what the type says.
    pub docs: Docs,
    /// Where the name was written.
    pub span: Span,
}

/// An array with a type for each of its first positions.
#[derive(Debug, Clone)]
pub struct Tuple {
    /// The types of the first items. Fewer items are allowed unless `minItems` says otherwise.
    pub prefix: Vec<TypeId>,
    /// What holds for the items after them.
    pub rest: Rest,
}

/// One of several records, told apart by the value of one required member.
#[derive(Debug, Clone)]
pub struct Union {
    /// The name of the member.
    pub tag: String,
    /// The branches, no two with the same value. Each one's type is a record that declares the tag
    /// as a required [`Enum`] of the one value.
    pub variants: Vec<Variant>,
}

/// A branch of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The tag's value.
    pub value: String,
    /// The record.
    pub ty: TypeId,
    /// Where the branch was written.
    pub span: Span,
}

/// Something to run on a value.
#[derive(Debug, Clone)]
pub struct Check {
    /// What to run.
    pub kind: CheckKind,
    /// The keyword's place.
    pub span: Span,
}

/// What is run on a value. The names are those of JSON Schema's keywords.
#[derive(Debug, Clone)]
pub enum CheckKind {
    /// The number is at least this (`minimum`).
    Minimum(Number),
    /// The number is at most this (`maximum`).
    Maximum(Number),
    /// The number is greater than this.
    ExclusiveMinimum(Number),
    /// The number is less than this.
    ExclusiveMaximum(Number),
    /// The number divided by this is whole. Greater than zero.
    MultipleOf(Number),
    /// The string has at least so many code points.
    MinLength(u64),
    /// The string has at most so many code points.
    MaxLength(u64),
    /// The string contains a match.
    Pattern(Regex),
    /// The string is of a format.
    Format(Format),
    /// The array has at least so many items.
    MinItems(u64),
    /// The array has at most so many items.
    MaxItems(u64),
    /// No two items of the array are equal, at any depth, numbers compared by value.
    UniqueItems,
    /// The object has at least so many members, declared or not.
    MinProperties(u64),
    /// The object has at most so many members, declared or not.
    MaxProperties(u64),
    /// The value equals one of these (`enum` and `const` of anything but strings alone).
    OneOf(Vec<Value>),
}

impl CheckKind {
    /// The keyword the check comes from.
    pub const fn keyword(&self) -> &'static str {
        match self {
            Self::Minimum(_) => "minimum",
            Self::Maximum(_) => "maximum",
            Self::ExclusiveMinimum(_) => "exclusiveMinimum",
            Self::ExclusiveMaximum(_) => "exclusiveMaximum",
            Self::MultipleOf(_) => "multipleOf",
            Self::MinLength(_) => "minLength",
            Self::MaxLength(_) => "maxLength",
            Self::Pattern(_) => "pattern",
            Self::Format(_) => "format",
            Self::MinItems(_) => "minItems",
            Self::MaxItems(_) => "maxItems",
            Self::UniqueItems => "uniqueItems",
            Self::MinProperties(_) => "minProperties",
            Self::MaxProperties(_) => "maxProperties",
            Self::OneOf(_) => "enum",
        }
    }
}

/// What a schema says of itself or of its use, in words.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `x-sensitive`
    pub sensitive: Option<Sensitivity>,
    /// `deprecated` or `x-deprecated`
    pub deprecated: Option<Deprecation>,
}

/// How carefully a value must be handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// Personal data.
    Personal,
    /// A secret.
    Secret,
}

/// That something should not be used any more. Dates are RFC 3339 `full-date`s.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// Since when.
    pub since: Option<String>,
    /// From this day on it may be gone.
    pub sunset: Option<String>,
    /// What to use instead.
    pub use_instead: Option<String>,
    /// Where it was declared; `None` for the bare `deprecated: true` of JSON Schema.
    pub span: Option<Span>,
}
