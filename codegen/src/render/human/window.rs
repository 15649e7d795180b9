//! The lines of source that a finding needs.
//!
//! Only those lines are handed to the renderer, one mark a line at most as long as the line, so
//! that neither a large file nor an endless line makes a report slow or unreadable.

use std::ops::Range;

use countersign_model::diagnostic::Label;
use countersign_model::source::{FileId, Position, SourceMap, Span};

/// Places further apart than this many lines are shown in windows of their own.
const FAR: usize = 40;
/// A line longer than this many bytes is cut.
const LONG: usize = 600;
/// What stays before the first mark of a line that is cut.
const BEFORE: usize = 40;

/// Neighbouring lines of a file, with marks.
#[derive(Debug)]
pub(super) struct Window<'a> {
    pub(super) path: &'a str,
    pub(super) first_line: usize,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    /// Where the first mark really is, if the lines were cut.
    pub(super) origin: Option<Position>,
}

/// A range of a window's text.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) primary: bool,
    pub(super) label: String,
}

/// A place to mark.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    span: Span,
    line: usize,
    primary: bool,
    label: &'a str,
}

/// The windows of a finding, that with the main place first.
pub(super) fn windows<'a>(
    sources: &'a SourceMap,
    main: Span,
    label: &'a str,
    labels: &'a [Label],
) -> Vec<Window<'a>> {
    let line = |span: Span| sources.range(span).0.line;
    let main = Place { span: main, line: line(main), primary: true, label };
    let others = labels.iter().map(|label| Place {
        span: label.span,
        line: line(label.span),
        primary: false,
        label: &label.message,
    });
    let mut clusters: Vec<Vec<Place<'a>>> = Vec::new();
    for place in std::iter::once(main).chain(others) {
        let near =
            |other: &Place<'_>| other.span.file == place.span.file && other.line.abs_diff(place.line) <= FAR;
        match clusters.iter_mut().find(|cluster| cluster.first().is_some_and(near)) {
            Some(cluster) => cluster.push(place),
            None => clusters.push(vec![place]),
        }
    }
    clusters.iter().filter_map(|cluster| window(sources, cluster)).collect()
}

fn window<'a>(sources: &'a SourceMap, places: &[Place<'a>]) -> Option<Window<'a>> {
    let first = places.first()?;
    let file: FileId = first.span.file;
    let source = sources.get(file)?;
    let first_line = places.iter().map(|place| place.line).min()?;
    let last_line = places.iter().map(|place| place.line).max()?;
    let earliest = places.iter().map(|place| place.span.start).min()? as usize;
    let text = source.text();
    let from =
        text.get(..earliest.min(text.len())).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
    let mut window =
        Window { path: source.path(), first_line, text: String::new(), marks: Vec::new(), origin: None };
    let mut offset = from;
    for (number, line) in (first_line..=last_line).zip(text.get(from..)?.split('\n')) {
        let here: Vec<Place<'_>> = places.iter().filter(|place| place.line == number).copied().collect();
        if window.line(offset, line.strip_suffix('\r').unwrap_or(line), &here) && !here.is_empty() {
            window.origin = Some(source.position(first.span.start));
        }
        offset += line.len() + 1;
    }
    Some(window)
}

impl Window<'_> {
    /// Adds a line that begins at a byte of the file. Answers whether its beginning was cut off.
    fn line(&mut self, offset: usize, line: &str, places: &[Place<'_>]) -> bool {
        if !self.text.is_empty() || !self.marks.is_empty() {
            self.text.push('\n');
        }
        let ranges = || places.iter().map(|place| clip(place.span, offset, line));
        let (mut from, mut to) = (0, line.len());
        if line.len() > LONG {
            let first = ranges().map(|range| range.start).min().unwrap_or(0);
            from = boundary(line, first.saturating_sub(BEFORE));
            to = boundary(line, from + LONG);
        }
        let start = self.text.len();
        self.text.push_str(line.get(from..to).unwrap_or_default());
        for (place, range) in places.iter().zip(ranges()) {
            let inside = |at: usize| start + at.clamp(from, to) - from;
            let range = inside(range.start)..inside(range.end);
            self.marks.push(Mark { range, primary: place.primary, label: place.label.to_owned() });
        }
        from > 0
    }
}

/// The part of a span that lies in a line, whole characters only.
fn clip(span: Span, offset: usize, line: &str) -> Range<usize> {
    let start = boundary(line, (span.start as usize).saturating_sub(offset));
    let end = boundary(line, (span.end as usize).saturating_sub(offset));
    let end = line.get(start..end).map_or(start, |marked| start + marked.trim_end().len());
    start..end.max(start)
}

/// The nearest beginning of a character at or before a byte.
fn boundary(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}
