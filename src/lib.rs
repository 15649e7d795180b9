//! Countersign for services: what a Rust service links besides its generated SDK.
//!
//! Routing keys and bindings with the broker's exact semantics, so that a service can ask in a
//! test whether a message would reach it:
//!
//! ```
//! use countersign::TopicPattern;
//!
//! let binding = TopicPattern::new("order.*");
//! assert!(binding.matches("order.created"));
//! assert!(!binding.matches("order.payment.failed"), "`*` is exactly one word");
//! ```

pub use countersign_model::topic::{MAX_KEY_BYTES, PatternTrie, PatternWord, TopicPattern};
