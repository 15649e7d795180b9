//! Diagnostics for people and for programs.

pub mod human;
mod json;
mod paths;

use countersign_model::diagnostic::Severity;

use crate::compile::Compilation;

pub use json::json;
pub use paths::Paths;

/// What a compilation amounts to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Findings that break the contract.
    pub errors: usize,
    /// Findings that are probably not meant.
    pub warnings: usize,
    /// Findings worth knowing.
    pub notes: usize,
    /// Events in the catalog.
    pub events: usize,
    /// Services that are part of the system.
    pub services: usize,
}

impl Summary {
    /// Counts.
    pub fn of(compilation: &Compilation) -> Self {
        let catalog = compilation.catalog.as_ref();
        Self {
            errors: compilation.count(Severity::Error),
            warnings: compilation.count(Severity::Warning),
            notes: compilation.count(Severity::Note),
            events: catalog.map_or(0, |catalog| catalog.events.len()),
            services: catalog
                .map_or(0, |catalog| catalog.services.iter().filter(|service| !service.external).count()),
        }
    }

    /// `114 events, 10 services`.
    pub fn size(&self) -> String {
        format!("{}, {}", counted(self.events, "event"), counted(self.services, "service"))
    }

    /// `2 errors, 1 warning, 3 notes`.
    pub fn findings(&self) -> String {
        format!(
            "{}, {}, {}",
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.notes, "note")
        )
    }
}

/// `1 event`, `2 events`.
pub fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
