//! Diagnostics as JSON: an interface that other programs read.

use countersign_model::diagnostic::{Diagnostic, Place};
use countersign_model::source::{Position, SourceMap, Span};
use serde::Serialize;

use super::{Paths, Summary};
use crate::compile::Compilation;

#[derive(Serialize)]
struct Output<'a> {
    diagnostics: Vec<Finding<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    labels: Vec<Label<'a>>,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'a str>,
}

#[derive(Serialize)]
struct Label<'a> {
    file: String,
    line: usize,
    column: usize,
    message: &'a str,
}

/// Everything found, one entry for each finding.
pub fn json(sources: &SourceMap, paths: &Paths, compilation: &Compilation) -> String {
    let diagnostics = compilation.diagnostics.iter().map(|found| finding(sources, paths, found)).collect();
    let output = Output { diagnostics, summary: Summary::of(compilation) };
    // Text, numbers and lists cannot fail to serialise.
    let mut text = serde_json::to_string_pretty(&output).unwrap_or_default();
    text.push('\n');
    text
}

fn finding<'a>(sources: &SourceMap, paths: &Paths, found: &'a Diagnostic) -> Finding<'a> {
    let (file, start, end) = match &found.place {
        Place::Span(span) => place(sources, paths, *span),
        Place::Path(path) => (paths.show(path), START, START),
    };
    Finding {
        code: found.rule.code,
        severity: found.rule.severity.as_str(),
        message: &found.message,
        file,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        labels: found
            .labels
            .iter()
            .map(|label| {
                let (file, start, _) = place(sources, paths, label.span);
                Label { file, line: start.line, column: start.column, message: &label.message }
            })
            .collect(),
        help: found.help.as_deref(),
        event: found.event.as_deref(),
        service: found.service.as_deref(),
        pattern: found.pattern.as_deref(),
    }
}

const START: Position = Position { line: 1, column: 1 };

fn place(sources: &SourceMap, paths: &Paths, span: Span) -> (String, Position, Position) {
    let (start, end) = sources.range(span);
    (paths.show(sources.path(span.file)), start, end)
}
