//! The keywords of JSON Schema 2020-12, and what the profile makes of each.

use crate::value::ValueKind;

/// The types of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Object,
    Array,
}

impl Kind {
    pub(super) const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Number, Self::String, Self::Object, Self::Array];

    /// The word in `type`.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Object => "object",
            Self::Array => "array",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The kind of a value; a whole number is an integer.
    pub(super) fn of(value: &ValueKind) -> Self {
        match value {
            ValueKind::Null => Self::Null,
            ValueKind::Bool(_) => Self::Boolean,
            ValueKind::Number(number) if number.is_integer() => Self::Integer,
            ValueKind::Number(_) => Self::Number,
            ValueKind::String(_) => Self::String,
            ValueKind::Array(_) => Self::Array,
            ValueKind::Object(_) => Self::Object,
        }
    }

    /// Whether every value of `other` is one of `self`.
    pub(super) fn admits(self, other: Self) -> bool {
        self == other || (self == Self::Number && other == Self::Integer)
    }
}

/// What a keyword is to the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It says something about the schema and constrains nothing.
    Annotation,
    /// It makes the shape: `type`, `enum`, `$ref`.
    Shape,
    /// It constrains values of one kind (`Number` stands for integers too).
    For(Kind),
    /// The profile leaves it out; the reason.
    Refused(&'static str),
}

/// Every keyword with its class. Sources: JSON Schema 2020-12 Core and Validation, and the
/// annotations of the catalog language.
pub(super) const KEYWORDS: &[(&str, Class)] = &[
    ("$ref", Class::Shape),
    ("$defs", Class::Shape),
    ("type", Class::Shape),
    ("enum", Class::Shape),
    ("const", Class::Shape),
    ("oneOf", Class::Shape),
    ("anyOf", Class::Shape),
    ("allOf", Class::Shape),
    ("title", Class::Annotation),
    ("description", Class::Annotation),
    ("default", Class::Annotation),
    ("examples", Class::Annotation),
    ("deprecated", Class::Annotation),
    ("readOnly", Class::Annotation),
    ("writeOnly", Class::Annotation),
    ("$comment", Class::Annotation),
    ("x-open-enum", Class::Annotation),
    ("x-sensitive", Class::Annotation),
    ("x-deprecated", Class::Annotation),
    ("minimum", Class::For(Kind::Number)),
    ("maximum", Class::For(Kind::Number)),
    ("exclusiveMinimum", Class::For(Kind::Number)),
    ("exclusiveMaximum", Class::For(Kind::Number)),
    ("multipleOf", Class::For(Kind::Number)),
    ("minLength", Class::For(Kind::String)),
    ("maxLength", Class::For(Kind::String)),
    ("pattern", Class::For(Kind::String)),
    ("format", Class::For(Kind::String)),
    ("properties", Class::For(Kind::Object)),
    ("required", Class::For(Kind::Object)),
    ("additionalProperties", Class::For(Kind::Object)),
    ("minProperties", Class::For(Kind::Object)),
    ("maxProperties", Class::For(Kind::Object)),
    ("items", Class::For(Kind::Array)),
    ("prefixItems", Class::For(Kind::Array)),
    ("minItems", Class::For(Kind::Array)),
    ("maxItems", Class::For(Kind::Array)),
    ("uniqueItems", Class::For(Kind::Array)),
    ("patternProperties", Class::Refused("no target can type members by the shape of their names")),
    ("propertyNames", Class::Refused("names of members are not constrained yet")),
    ("dependentRequired", Class::Refused("members that require each other are not checked yet")),
    ("dependentSchemas", Class::Refused("schemas that depend on members are not checked yet")),
    ("unevaluatedProperties", Class::Refused("what counts as evaluated depends on the order of evaluation")),
    ("unevaluatedItems", Class::Refused("what counts as evaluated depends on the order of evaluation")),
    ("contains", Class::Refused("lists are not searched yet")),
    ("minContains", Class::Refused("lists are not searched yet")),
    ("maxContains", Class::Refused("lists are not searched yet")),
    ("not", Class::Refused("negation is not checked yet")),
    ("if", Class::Refused("conditions are not checked yet")),
    ("then", Class::Refused("conditions are not checked yet")),
    ("else", Class::Refused("conditions are not checked yet")),
    ("$id", Class::Refused("files are referred to by their path")),
    ("$schema", Class::Refused("every schema of a catalog is JSON Schema 2020-12")),
    ("$anchor", Class::Refused("definitions are referred to by their name")),
    ("$dynamicRef", Class::Refused("what it refers to is known only while validating")),
    ("$dynamicAnchor", Class::Refused("what refers to it is known only while validating")),
    ("$vocabulary", Class::Refused("it belongs to meta-schemas")),
    ("contentEncoding", Class::Refused("it constrains nothing, yet reads as if it did")),
    ("contentMediaType", Class::Refused("it constrains nothing, yet reads as if it did")),
    ("contentSchema", Class::Refused("it constrains nothing, yet reads as if it did")),
    ("definitions", Class::Refused("JSON Schema 2020-12 calls it `$defs`")),
    ("dependencies", Class::Refused("JSON Schema 2020-12 has `dependentRequired` in its place")),
    ("additionalItems", Class::Refused("JSON Schema 2020-12 says it with `prefixItems` and `items`")),
];

/// What the profile makes of a keyword; `None` if JSON Schema has no such keyword.
pub(super) fn class(keyword: &str) -> Option<Class> {
    KEYWORDS.iter().find(|(name, _)| *name == keyword).map(|(_, class)| *class)
}

/// What to write in place of a keyword outside the profile.
pub(super) fn instead(keyword: &str) -> &'static str {
    match keyword {
        "patternProperties" | "propertyNames" => {
            "write a map: `additionalProperties` with the schema of the values"
        }
        "if" | "then" | "else" | "dependentSchemas" | "dependentRequired" | "not" => {
            "write a `oneOf` of objects that a required `const` property tells apart"
        }
        "unevaluatedProperties" => "write `additionalProperties: false` on an object without `allOf`",
        "definitions" => "rename it to `$defs`",
        "$schema" | "$id" | "$vocabulary" | "$anchor" | "$dynamicAnchor" => "remove it",
        "$dynamicRef" => "write `$ref`",
        "additionalItems" | "unevaluatedItems" => "write `items: false` beside `prefixItems`",
        "contentEncoding" | "contentMediaType" | "contentSchema" => "say it in `description`",
        "contains" | "minContains" | "maxContains" => "give what must be there a property of its own",
        _ => "leave it out, and check it where the message is handled",
    }
}
