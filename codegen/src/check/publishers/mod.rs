//! Rules about who publishes what.

pub(super) mod foreign_namespace;
pub(super) mod no_publisher;
pub(super) mod publishes_nothing;
pub(super) mod several_publishers;
