//! Rules about the files of a catalog: what must be so for anything else to be checked.

pub(super) mod bad_duration;
pub(super) mod bad_value;
pub(super) mod bad_version;
pub(super) mod catalog_file;
pub(super) mod duplicate_definition;
pub(super) mod duplicate_key;
pub(super) mod missing_part;
pub(super) mod reference_cycle;
pub(super) mod too_deep;
pub(super) mod unknown_key;
pub(super) mod unreadable_file;
pub(super) mod unresolved_ref;
pub(super) mod unused_file;
pub(super) mod wrong_kind;
pub(super) mod yaml_feature;
pub(super) mod yaml_syntax;
