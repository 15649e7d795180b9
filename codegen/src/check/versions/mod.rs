//! Rules about versions and who reads them.

pub(super) mod reads_unknown_field;
pub(super) mod sunset_passed;
pub(super) mod unread_major;
pub(super) mod version_gap;
pub(super) mod version_order;
