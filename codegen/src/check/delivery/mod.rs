//! Rules about queues, exchanges and retries.

pub(super) mod dead_letter_undeclared;
pub(super) mod dedup_window;
pub(super) mod duplicate_queue;
pub(super) mod exchange_kind;
pub(super) mod retry_ttl;
