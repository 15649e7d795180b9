//! PLACEHOLDER

use countersign_model::resolved::Resolved;

use crate::emit::Files;

/// Generates the target.
pub(crate) fn emit(_catalog: &Resolved) -> Files {
    Files::new()
}
