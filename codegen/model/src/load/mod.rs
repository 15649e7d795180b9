//! Texts to declarations: every file parsed and read, no name looked up yet.

mod catalog;
mod event;
mod fields;
mod service;
mod value;

use std::cell::RefCell;

use crate::catalog::{Catalog, TypeDecl, TypeFile};
use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{FileId, SourceMap, Spanned};
use crate::suggest::nearest;
use crate::yaml::{self, Kind, Node};

use fields::Reader;

/// The keys that say what a file declares.
const HEADS: [&str; 3] = ["catalog", "service", "events"];

/// Reads every file. The catalog is `None` only where there is no catalog file to read.
pub fn load(sources: &SourceMap) -> (Option<Catalog>, Vec<Diagnostic>) {
    let found = RefCell::new(Vec::new());
    let mut headers = Vec::new();
    let mut services = Vec::new();
    let mut events = Vec::new();
    let mut type_files = Vec::new();
    for (file, _) in sources.iter() {
        let tree = yaml::parse(sources, file, &mut found.borrow_mut());
        let Some(root) = tree.as_ref().and_then(yaml::Tree::root) else { continue };
        let reader = Reader { found: &found };
        if root.kind() != Kind::Mapping {
            if !root.is_empty() {
                let message =
                    format!("a file of the catalog must be a mapping, this is {}", root.kind_name());
                reader.report(
                    rules::WRONG_KIND
                        .at(root.span(), message)
                        .help("see the catalog language for what a file can declare"),
                );
            }
            continue;
        }
        match head(root) {
            Some("catalog") => headers.extend(reader.header(root).map(|header| (file, header))),
            Some("service") => services.extend(reader.service(root)),
            Some(_) => events.extend(reader.events(root)),
            None => type_files.push(reader.types(file, root)),
        }
    }
    let mut diagnostics = found.into_inner();
    let catalog = one_header(sources, headers, &mut diagnostics).map(|header| Catalog {
        header,
        services,
        events,
        type_files,
    });
    (catalog, diagnostics)
}

/// What a file declares: the first of its keys that is a head.
fn head(root: Node<'_>) -> Option<&'static str> {
    root.entries().find_map(|entry| HEADS.into_iter().find(|head| *head == entry.key))
}

/// The one catalog file. Without one (or when it cannot be read) nothing can be resolved.
fn one_header(
    sources: &SourceMap,
    headers: Vec<(FileId, crate::catalog::Header)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<crate::catalog::Header> {
    let mut headers = headers.into_iter();
    let Some((first_file, first)) = headers.next() else {
        if !diagnostics.iter().any(|d| d.rule.severity == crate::diagnostic::Severity::Error) {
            let path = sources.iter().next().map_or("", |(_, file)| file.path());
            diagnostics.push(
                rules::CATALOG_FILE
                    .at_path(path, "no file here declares a catalog")
                    .help("add a `catalog.yaml` that begins with `catalog: NAME`"),
            );
        }
        return None;
    };
    for (_, other) in headers {
        diagnostics.push(
            rules::CATALOG_FILE
                .at(other.name.span, "a second file declares a catalog")
                .label("second catalog")
                .also(first.name.span, format!("first catalog, in {}", sources.path(first_file)))
                .help("a directory holds one catalog; move the other to a directory of its own"),
        );
    }
    Some(first)
}

impl Reader<'_> {
    /// Reads a file that has none of the heads: shared types by name.
    fn types(&self, file: FileId, root: Node<'_>) -> TypeFile {
        let definitions = root
            .entries()
            .map(|entry| TypeDecl {
                name: Spanned::new(entry.key.to_owned(), entry.key_span),
                schema: self.value(entry.value),
            })
            .collect();
        TypeFile { file, definitions }
    }
}

/// The head that a key was probably meant to be: for files that declare nothing.
pub(crate) fn nearest_head(key: &str) -> Option<&'static str> {
    nearest(key, HEADS)
}
