//! The manifest, the README and `lib.rs`.

use serde::Serialize;

use super::plan::Plan;
use super::services::Names;
use super::{TEMPLATES, add_rust, docs, envelope, ident, render, source};
use crate::emit::Files;
use crate::emit::names::Scope;

#[derive(Serialize)]
struct Package {
    catalog: String,
    name: String,
    /// The crate's name in code.
    library: String,
    title: String,
    docs: Vec<String>,
    header: String,
    patterns: bool,
    example: Option<Example>,
}

/// What the README's example is about.
#[derive(Serialize)]
struct Example {
    ty: String,
    key: String,
    version: String,
    json: String,
    module: String,
    publisher: String,
    method: String,
    /// The envelope's field with the payload.
    payload: String,
    /// The arguments of a context, where they are easily made.
    context: Option<String>,
}

pub(super) fn emit(plan: &Plan<'_>, files: &mut Files) {
    let catalog = plan.catalog;
    let package = catalog.targets.rust_crate.clone();
    let title = catalog.title.clone().unwrap_or_else(|| format!("The events of {}", catalog.name.value));
    let context = Package {
        catalog: catalog.name.value.clone(),
        library: package.replace('-', "_"),
        docs: docs::paragraph(catalog.description.as_deref().unwrap_or_default()),
        header: source::header(&catalog.name.value).trim_end().trim_start_matches("// ").to_owned(),
        patterns: plan.has_patterns(),
        example: example(plan),
        name: package,
        title,
    };
    files.add("Cargo.toml", TEMPLATES.render("Cargo.toml", &context));
    files.add("README.md", TEMPLATES.render("README.md", &context));
    add_rust(plan, files, "lib", &[render("lib", &context)]);
}

/// Of the events with an example and a publisher, the one with the shortest example.
fn example(plan: &Plan<'_>) -> Option<Example> {
    let shortest = plan.catalog.events().filter_map(|(id, event)| {
        let service = event.publisher()?;
        let at = event.versions.iter().rposition(|version| !version.examples.is_empty())?;
        let json = event.versions.get(at)?.examples.first()?.to_string();
        Some((json, service, plan.payload(id, at)?, &event.key.value, event.versions.get(at)?.version.value))
    });
    let (json, service, ty, key, version) = shortest.min_by_key(|(json, ..)| json.len())?;
    Some(Example {
        ty: ty.to_owned(),
        key: key.clone(),
        version: version.to_string(),
        json,
        module: plan.module(service).to_owned(),
        publisher: Names::of(plan, service).publisher,
        method: ident::field_name(&mut Scope::default(), key),
        payload: envelope::payload_field(plan),
        context: envelope::example_context(plan),
    })
}
