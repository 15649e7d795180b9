//! Targets: a resolved catalog in, files in memory out.

mod files;
mod go;
pub mod names;
mod rust;
mod templates;
mod typescript;

use countersign_model::resolved::Resolved;

pub use files::Files;

/// One kind of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub enum Target {
    /// A Rust crate: serde types that cannot hold an invalid value, traits for each service.
    Rust,
    /// An npm package: Zod schemas with inferred types, handler maps for each service.
    #[value(name = "typescript")]
    TypeScript,
    /// A Go module: structs, strict decoding, interfaces for each service.
    Go,
}

impl Target {
    /// Every target, in the order in which they are generated.
    pub const ALL: [Self; 3] = [Self::Rust, Self::TypeScript, Self::Go];

    /// The target's name, which is also its folder below the output directory.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::TypeScript => "typescript",
            Self::Go => "go",
        }
    }
}

/// Generates one target from a catalog that checks without errors. Paths begin with the target's
/// name.
pub fn emit(target: Target, catalog: &Resolved) -> Files {
    let files = match target {
        Target::Rust => rust::emit(catalog),
        Target::TypeScript => typescript::emit(catalog),
        Target::Go => go::emit(catalog),
    };
    files.below(target.name())
}
