//! Diagnostics for a terminal, in the manner of rustc.

mod group;
mod window;

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str as plain,
};
use countersign_model::diagnostic::{Diagnostic, Place, Severity};
use countersign_model::source::SourceMap;

use super::{Paths, Summary};
use crate::compile::Compilation;
use group::Shown;

/// How much is shown, and how.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The width of the terminal in columns.
    pub width: usize,
    /// Whether to use colours.
    pub styled: bool,
    /// Whether to show notes, and one-sided signatures one by one.
    pub verbose: bool,
}

/// Everything found, and a summary.
pub fn human(sources: &SourceMap, paths: &Paths, compilation: &Compilation, options: Options) -> String {
    let mut text = findings(sources, paths, compilation, options);
    text.push_str(&summary(compilation, options));
    text
}

/// Everything found.
pub fn findings(sources: &SourceMap, paths: &Paths, compilation: &Compilation, options: Options) -> String {
    let renderer = if options.styled { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let renderer = renderer.term_width(options.width.max(40));
    let visible: Vec<&Diagnostic> = compilation
        .diagnostics
        .iter()
        .filter(|found| options.verbose || found.rule.severity != Severity::Note)
        .collect();
    let mut text = String::new();
    for shown in group::group(&visible, options.verbose) {
        text.push_str(renderer.render(&[report(sources, paths, &shown)]).trim_end());
        text.push_str("\n\n");
    }
    text
}

/// How many of what, and the verdict.
fn summary(compilation: &Compilation, options: Options) -> String {
    let summary = Summary::of(compilation);
    let hint = if summary.notes > 0 && !options.verbose { " (notes are shown with --verbose)" } else { "" };
    let size = if compilation.catalog.is_some() {
        summary.size()
    } else {
        "no catalog could be made of the files".to_owned()
    };
    let verdict = if summary.errors == 0 { "The contract holds." } else { "The contract does not hold." };
    format!("{size}: {}{hint}\n{verdict}\n", summary.findings())
}

fn report<'a>(sources: &'a SourceMap, paths: &Paths, shown: &Shown<'a>) -> Group<'a> {
    let found = shown.first;
    let level = match found.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(found.message.as_str()).id(found.rule.code);
    let mut group = Group::with_title(title);
    match &found.place {
        Place::Path(path) => group = group.element(Origin::path(plain(&paths.show(path)))),
        Place::Span(span) => {
            for window in window::windows(sources, *span, &found.label, &found.labels) {
                let mut snippet = Snippet::source(window.text).line_start(window.first_line);
                let path = plain(&paths.show(window.path));
                if let Some(position) = window.origin {
                    let origin = Origin::path(path).line(position.line).char_column(position.column);
                    group = group.element(origin);
                } else {
                    snippet = snippet.path(path);
                }
                let annotations = window.marks.into_iter().map(|mark| {
                    let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
                    let label = Some(mark.label).filter(|label| !label.is_empty());
                    kind.span(mark.range).label(label)
                });
                group = group.element(snippet.annotations(annotations));
            }
        }
    }
    if let Some(more) = shown.more() {
        group = group.element(Level::NOTE.message(plain(&more)));
    }
    if let Some(help) = &found.help {
        let lines: Vec<String> = help.lines().map(plain).collect();
        group = group.element(Level::HELP.message(lines.join("\n")));
    }
    group
}

#[cfg(test)]
mod tests;
