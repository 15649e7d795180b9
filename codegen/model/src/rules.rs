//! The rules that loading and resolving a catalog can break. Their explanations stand with the
//! other rules', in `countersign-codegen`.

use crate::diagnostic::RuleId;

/// A file or directory cannot be read, is too large, or is not UTF-8.
pub const UNREADABLE: RuleId = RuleId::error("CS0001", "unreadable-file");
/// There is not exactly one `catalog.yaml`.
pub const CATALOG_FILE: RuleId = RuleId::error("CS0002", "catalog-file");
/// The text is not YAML.
pub const YAML_SYNTAX: RuleId = RuleId::error("CS0003", "yaml-syntax");
/// YAML that the catalog language leaves out: anchors, aliases, tags, merge keys, several documents.
pub const YAML_FEATURE: RuleId = RuleId::error("CS0004", "yaml-feature");
/// A mapping has a key twice.
pub const DUPLICATE_KEY: RuleId = RuleId::error("CS0005", "duplicate-key");
/// A key that the language does not have.
pub const UNKNOWN_KEY: RuleId = RuleId::error("CS0006", "unknown-key");
/// A value of the wrong kind: a list where a text is wanted.
pub const WRONG_KIND: RuleId = RuleId::error("CS0007", "wrong-kind");
/// Something that must be there is not.
pub const MISSING_PART: RuleId = RuleId::error("CS0008", "missing-part");
/// A text or number that is not one of those allowed.
pub const BAD_VALUE: RuleId = RuleId::error("CS0009", "bad-value");
/// Not a duration.
pub const BAD_DURATION: RuleId = RuleId::error("CS0010", "bad-duration");
/// Not a version.
pub const BAD_VERSION: RuleId = RuleId::error("CS0011", "bad-version");
/// Two definitions of one name in different places.
pub const DUPLICATE_DEFINITION: RuleId = RuleId::error("CS0012", "duplicate-definition");
/// A `$ref` that leads nowhere.
pub const UNRESOLVED_REF: RuleId = RuleId::error("CS0013", "unresolved-ref");
/// A `$ref` that leads back to itself without a value in between.
pub const REFERENCE_CYCLE: RuleId = RuleId::error("CS0014", "reference-cycle");
/// Nested too deeply to read.
pub const TOO_DEEP: RuleId = RuleId::error("CS0015", "too-deep");
/// A file that nothing refers to and that declares nothing.
pub const UNUSED_FILE: RuleId = RuleId::warning("CS0016", "unused-file");

/// A keyword that JSON Schema 2020-12 does not have.
pub const UNKNOWN_KEYWORD: RuleId = RuleId::error("CS0201", "unknown-keyword");
/// A keyword that JSON Schema has and the profile does not.
pub const OUTSIDE_PROFILE: RuleId = RuleId::error("CS0202", "outside-profile");
/// A keyword with a value it cannot have.
pub const KEYWORD_VALUE: RuleId = RuleId::error("CS0203", "keyword-value");
/// Constraints that no value can satisfy.
pub const CONTRADICTION: RuleId = RuleId::error("CS0204", "contradiction");
/// A required property that is not declared.
pub const REQUIRED_UNDECLARED: RuleId = RuleId::error("CS0205", "required-undeclared");
/// An `enum` or `const` value that the type excludes.
pub const ENUM_AGAINST_TYPE: RuleId = RuleId::error("CS0206", "enum-against-type");
/// A pattern outside the portable subset.
pub const PATTERN: RuleId = RuleId::error("CS0207", "pattern-not-portable");
/// A format that the profile does not assert.
pub const UNKNOWN_FORMAT: RuleId = RuleId::error("CS0208", "unknown-format");
/// A constraint that says nothing about the declared type.
pub const KEYWORD_WITHOUT_EFFECT: RuleId = RuleId::error("CS0209", "keyword-without-effect");
/// A `oneOf` whose branches no property tells apart.
pub const UNION_UNTAGGED: RuleId = RuleId::error("CS0210", "union-untagged");
/// A payload that is not an object.
pub const PAYLOAD_ROOT: RuleId = RuleId::error("CS0211", "payload-root");
