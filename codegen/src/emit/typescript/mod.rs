//! The TypeScript target: an npm package of Zod schemas with inferred types, a publisher and a
//! consumer for each service.
//!
//! [`plan`] decides what is declared where and under which name; [`schema`] turns types into
//! schemas; the other modules gather what the templates show. The files in `runtime` are the same
//! in every package.

mod declare;
mod envelope;
mod events;
mod file;
mod graph;
mod layout;
mod package;
mod plan;
mod schema;
mod services;
mod text;
mod ts_type;

use countersign_model::resolved::Resolved;
use serde::Serialize;

use crate::emit::Files;
use crate::emit::templates::Templates;

use self::plan::Plan;

const TEMPLATES: &[(&str, &str)] = &[
    ("README.md", include_str!("templates/README.md.j2")),
    ("package.json", include_str!("templates/package.json.j2")),
    ("tsconfig.json", include_str!("templates/tsconfig.json.j2")),
    ("src/dispatch.ts", include_str!("templates/dispatch.ts.j2")),
    ("src/envelope.ts", include_str!("templates/envelope.ts.j2")),
    ("src/events.ts", include_str!("templates/events.ts.j2")),
    ("src/index.ts", include_str!("templates/index.ts.j2")),
    ("src/keys.ts", include_str!("templates/keys.ts.j2")),
    ("src/registry.ts", include_str!("templates/registry.ts.j2")),
    ("src/runtime/formats.ts", include_str!("templates/formats.ts.j2")),
    ("src/service.ts", include_str!("templates/service.ts.j2")),
    ("src/types.ts", include_str!("templates/types.ts.j2")),
];

const RUNTIME: &[(&str, &str)] = &[
    ("calendar.ts", include_str!("runtime/calendar.ts")),
    ("checks.ts", include_str!("runtime/checks.ts")),
    ("consumer.ts", include_str!("runtime/consumer.ts")),
    ("decode.ts", include_str!("runtime/decode.ts")),
    ("equality.ts", include_str!("runtime/equality.ts")),
    ("event.ts", include_str!("runtime/event.ts")),
    ("json.ts", include_str!("runtime/json.ts")),
    ("numeric.ts", include_str!("runtime/numeric.ts")),
    ("publisher.ts", include_str!("runtime/publisher.ts")),
    ("recorder.ts", include_str!("runtime/recorder.ts")),
    ("schemas.ts", include_str!("runtime/schemas.ts")),
    ("violation.ts", include_str!("runtime/violation.ts")),
];

/// The files whose template shows the package as a whole.
const OF_PACKAGE: &[&str] = &[
    "README.md",
    "package.json",
    "tsconfig.json",
    "src/dispatch.ts",
    "src/index.ts",
    "src/keys.ts",
    "src/registry.ts",
    "src/runtime/formats.ts",
];

/// Generates the target.
pub(crate) fn emit(catalog: &Resolved) -> Files {
    let plan = Plan::new(catalog);
    let mut output = Output { templates: Templates::new(TEMPLATES), files: Files::new() };
    let package = package::package(&plan);
    for path in OF_PACKAGE {
        output.add(path, path, &package);
    }
    output.add("src/envelope.ts", "src/envelope.ts", envelope::envelope(&plan));
    output.add("src/types.ts", "src/types.ts", events::types(&plan));
    for (id, _) in catalog.services() {
        let file = plan.service(id).map_or("", |names| names.file.as_str());
        if let Some(events) = events::events(&plan, id) {
            output.add(&format!("src/events/{file}.ts"), "src/events.ts", events);
        }
        if let Some(service) = services::service(&plan, id) {
            output.add(&format!("src/services/{file}.ts"), "src/service.ts", service);
        }
    }
    let banner = file::banner(&plan);
    for (name, text) in RUNTIME {
        output.files.add(format!("src/runtime/{name}"), format!("// {banner}\n\n{text}"));
    }
    output.files
}

/// The files so far, and the templates that make them.
struct Output {
    templates: Templates,
    files: Files,
}

impl Output {
    /// Adds what a template makes of a context. Where parts are left out, templates leave blank
    /// lines behind; the formatter allows one at a time.
    fn add(&mut self, path: &str, template: &str, context: impl Serialize) {
        let rendered = self.templates.render(template, context);
        let mut text = String::with_capacity(rendered.len());
        let mut blank = 0;
        for line in rendered.lines() {
            blank = if line.is_empty() { blank + 1 } else { 0 };
            if blank < 2 {
                text.push_str(line);
                text.push('\n');
            }
        }
        self.files.add(path, text);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use countersign_model::load::load;
    use countersign_model::resolve::resolve;
    use countersign_model::source::SourceMap;

    use super::*;

    fn add(dir: &Path, sources: &mut SourceMap) {
        let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                add(&path, sources);
            } else {
                sources
                    .add(path.to_string_lossy().replace('\\', "/"), std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn the_output_is_tidy_and_the_same_each_time() {
        let mut sources = SourceMap::new();
        add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/hard-names"), &mut sources);
        let (resolved, _) = resolve(&sources, load(&sources).0.unwrap());
        let files = emit(&resolved);
        assert_eq!(files, emit(&resolved));
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with("src/")) {
            assert!(text.starts_with("// Code generated by countersign"), "{path}");
            assert!(!text.contains("\n\n\n") && !text.contains(" \n"), "{path}");
            for banned in [": any", "as any", "@ts-", "eslint-disable"] {
                assert!(!text.contains(banned), "{path} has {banned}");
            }
        }
    }
}
