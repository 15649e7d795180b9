//! The manifest, the README and `lib.rs`.

use serde::Serialize;

use countersign_model::shape::CheckKind;

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
    services: Vec<(String, String)>,
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
        patterns: catalog
            .types
            .iter()
            .flat_map(|ty| &ty.checks)
            .any(|check| matches!(check.kind, CheckKind::Pattern(_))),
        example: example(plan),
        services: catalog
            .services()
            .map(|(id, service)| (plan.module(id).to_owned(), service.name.value.clone()))
            .collect(),
        name: package,
        title,
    };
    files.add("Cargo.toml", TEMPLATES.render("Cargo.toml", &context));
    files.add("README.md", TEMPLATES.render("README.md", &context));
    add_rust(plan, files, "lib", &render("lib", &context));
}

/// The first event that has an example and a publisher.
fn example(plan: &Plan<'_>) -> Option<Example> {
    plan.catalog.events().find_map(|(id, event)| {
        let service = event.publisher()?;
        let at = event.versions.iter().rposition(|version| !version.examples.is_empty())?;
        let version = event.versions.get(at)?;
        let names = Names::of(plan, service);
        Some(Example {
            ty: plan.payload(id, at)?.to_owned(),
            key: event.key.value.clone(),
            version: version.version.value.to_string(),
            json: version.examples.first()?.to_string(),
            module: plan.module(service).to_owned(),
            publisher: names.publisher,
            method: ident::field_name(&mut Scope::default(), &event.key.value),
            context: envelope::example_context(plan),
        })
    })
}
