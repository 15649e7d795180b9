//! From texts to a verdict.

use countersign_model::diagnostic::{Diagnostic, Place, Severity};
use countersign_model::load::load;
use countersign_model::resolve::resolve;
use countersign_model::resolved::Resolved;
use countersign_model::source::SourceMap;

use crate::check::{Context, check};

/// What came of compiling a catalog.
#[derive(Debug)]
pub struct Compilation {
    /// The catalog, if enough of it could be read to speak of one.
    pub catalog: Option<Resolved>,
    /// Everything found, by file, position and code.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compilation {
    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.rule.severity == severity).count()
    }

    /// The catalog, if nothing in it is an error.
    pub fn sound(&self) -> Option<&Resolved> {
        self.catalog.as_ref().filter(|_| self.count(Severity::Error) == 0)
    }
}

/// Loads, resolves and checks a catalog. `today` is an RFC 3339 `full-date`.
pub fn compile(sources: &SourceMap, today: &str) -> Compilation {
    compile_read(sources, Vec::new(), today)
}

/// Loads, resolves and checks a catalog, with what reading its files found. Each stage runs on
/// whatever the one before it could make of its input, so that one mistake does not hide another;
/// rules see what was found before them and hold back what only follows from it.
pub fn compile_read(sources: &SourceMap, unread: Vec<Diagnostic>, today: &str) -> Compilation {
    let mut diagnostics = unread;
    let (loaded, found) = load(sources);
    diagnostics.extend(found);
    let catalog = loaded.map(|loaded| {
        let (catalog, found) = resolve(sources, loaded);
        diagnostics.extend(found);
        let context = Context { sources, catalog: &catalog, today, earlier: &diagnostics };
        let found = check(&context);
        diagnostics.extend(found);
        catalog
    });
    sort(sources, &mut diagnostics);
    Compilation { catalog, diagnostics }
}

/// Sorts by file, position and code; what is said twice is said once.
fn sort(sources: &SourceMap, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| key(sources, a).cmp(&key(sources, b)));
    diagnostics.dedup();
}

fn key<'a>(sources: &'a SourceMap, diagnostic: &'a Diagnostic) -> (&'a str, u32, &'static str, &'a str) {
    let (path, start) = match &diagnostic.place {
        Place::Span(span) => (sources.path(span.file), span.start),
        Place::Path(path) => (path.as_str(), 0),
    };
    (path, start, diagnostic.rule.code, &diagnostic.message)
}
