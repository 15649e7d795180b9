//! The Rust target: a crate of serde types that cannot hold what the catalog forbids, and for each
//! service a publisher and a consumer.
//!
//! ```text
//! plan      names, homes and boxes, decided once     rules      checks as the runtime's rules
//! types     a type where it is used                  declare    a type's declaration (record: records)
//! envelope  the wrapper, contexts, ids               registry   all events, decoding by key and version
//! services  publishers and consumers                 package    manifest, README, lib.rs
//! ```

mod declare;
mod docs;
mod envelope;
mod events;
mod ident;
mod package;
mod plan;
mod record;
mod registry;
mod rules;
mod services;
mod source;
mod types;

use std::sync::LazyLock;

use countersign_model::resolved::Resolved;
use serde::Serialize;

use crate::emit::Files;
use crate::emit::templates::Templates;
use plan::Plan;

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        LazyLock::new(|| {
            Templates::new(&[
                ("parts.j2", include_str!("templates/parts.j2")),
                $(($name, include_str!(concat!("templates/", $name, ".j2")))),*
            ])
        })
    };
}

static TEMPLATES: LazyLock<Templates> = templates![
    "Cargo.toml",
    "any_payload.rs",
    "README.md",
    "alias.rs",
    "choice.rs",
    "consumer.rs",
    "enum.rs",
    "envelope.rs",
    "file.rs",
    "keys.rs",
    "lib.rs",
    "majors.rs",
    "modules.rs",
    "outbox.rs",
    "payload.rs",
    "publisher.rs",
    "record.rs",
    "registry.rs",
    "scalar.rs",
    "service.rs",
    "tuple.rs",
    "union.rs",
    "wrapper.rs",
];

/// Files that every crate has as they are.
const RUNTIME: &[(&str, &str)] = &[
    ("choice", include_str!("runtime/choice.rs")),
    ("decimal", include_str!("runtime/decimal.rs")),
    ("decode", include_str!("runtime/decode.rs")),
    ("error", include_str!("runtime/error.rs")),
    ("formats", include_str!("runtime/formats.rs")),
    ("fresh", include_str!("runtime/fresh.rs")),
    ("integer", include_str!("runtime/integer.rs")),
    ("json", include_str!("runtime/json.rs")),
    ("lists", include_str!("runtime/lists.rs")),
    ("maybe", include_str!("runtime/maybe.rs")),
    ("mod", include_str!("runtime/mod.rs")),
    ("number", include_str!("runtime/number.rs")),
    ("pass", include_str!("runtime/pass.rs")),
    ("payload", include_str!("runtime/payload.rs")),
    ("records", include_str!("runtime/records.rs")),
    ("report", include_str!("runtime/report.rs")),
    ("rules", include_str!("runtime/rules.rs")),
    ("text", include_str!("runtime/text.rs")),
    ("transport", include_str!("runtime/transport.rs")),
    ("tuples", include_str!("runtime/tuples.rs")),
    ("version", include_str!("runtime/version.rs")),
    ("words", include_str!("runtime/words.rs")),
];

/// The runtime's patterns, and what stands in for them where the catalog has none: without
/// patterns, the crate does not depend on an engine for them.
const PATTERN: &str = include_str!("runtime/pattern.rs");
const NO_PATTERN: &str = include_str!("runtime/no_pattern.rs");

/// Generates the target.
pub(crate) fn emit(catalog: &Resolved) -> Files {
    let plan = Plan::new(catalog);
    let mut files = Files::new();
    package::emit(&plan, &mut files);
    events::emit(&plan, &mut files);
    envelope::emit(&plan, &mut files);
    registry::emit(&plan, &mut files);
    services::emit(&plan, &mut files);
    let pattern = if plan.has_patterns() { PATTERN } else { NO_PATTERN };
    for (name, text) in RUNTIME.iter().chain([&("pattern", pattern)]) {
        files.add(
            format!("src/runtime/{name}.rs"),
            format!("{}\n{text}", source::header(&catalog.name.value)),
        );
    }
    files
}

/// Fills the template of a Rust item or file.
fn render(name: &str, context: impl Serialize) -> String {
    TEMPLATES.render(&format!("{name}.rs"), context)
}

/// Adds a Rust file made of these items.
fn add_rust(plan: &Plan<'_>, files: &mut Files, path: &str, items: &[String]) {
    files.add(format!("src/{path}.rs"), source::file(&plan.catalog.name.value, items));
}
