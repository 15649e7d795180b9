//! Rules about who consumes what, seen from the events and from the services.

pub(super) mod consumer_does_not_subscribe;
pub(super) mod observer_incomplete;
pub(super) mod only_observers;
pub(super) mod pattern_matches_nothing;
pub(super) mod shadowed_pattern;
pub(super) mod subscriber_not_listed;
pub(super) mod unknown_service;
pub(super) mod wide_pattern;
