//! Rules about payload schemas, examples and the envelope.

pub(super) mod contradiction;
pub(super) mod default_invalid;
pub(super) mod enum_against_type;
pub(super) mod envelope_roles;
pub(super) mod example_invalid;
pub(super) mod keyword_value;
pub(super) mod keyword_without_effect;
pub(super) mod no_example;
pub(super) mod outside_profile;
pub(super) mod pattern_not_portable;
pub(super) mod payload_root;
pub(super) mod required_undeclared;
pub(super) mod union_untagged;
pub(super) mod unknown_format;
pub(super) mod unknown_keyword;
