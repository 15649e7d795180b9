//! Rules about routing keys.

pub(super) mod key_form;
pub(super) mod key_limits;
pub(super) mod near_duplicate_key;
pub(super) mod unowned_namespace;
