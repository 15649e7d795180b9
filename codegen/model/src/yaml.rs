//! YAML text to a tree with byte-accurate spans. The only file that names the YAML parser.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, Span as ParserSpan, options};

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{FileId, SourceMap, Span};

/// How deeply lists and mappings may be nested in a file of the catalog.
pub const MAX_DEPTH: usize = 64;

/// Names a node of a [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodeId(usize);

/// One YAML document: an arena of nodes.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<NodeData>,
    root: NodeId,
}

#[derive(Debug, Clone)]
struct NodeData {
    kind: NodeKind,
    span: Span,
}

#[derive(Debug, Clone)]
enum NodeKind {
    Scalar { text: String, plain: bool },
    Sequence(Vec<NodeId>),
    Mapping(Vec<EntryData>),
}

#[derive(Debug, Clone)]
struct EntryData {
    key: String,
    key_span: Span,
    value: NodeId,
}

/// A node of a document.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    tree: &'a Tree,
    data: &'a NodeData,
}

/// A key of a mapping and its value.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The key's text.
    pub key: &'a str,
    /// Where the key was written.
    pub key_span: Span,
    /// The value.
    pub value: Node<'a>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A text; `plain` if it was written without quotes.
    Scalar {
        /// The text, escapes resolved.
        text: &'a str,
        /// Whether it was written without quotes and not as a block.
        plain: bool,
    },
    /// A list.
    Sequence,
    /// A mapping.
    Mapping,
}

impl Tree {
    /// The document's root.
    pub fn root(&self) -> Option<Node<'_>> {
        self.node(self.root)
    }

    fn node(&self, id: NodeId) -> Option<Node<'_>> {
        self.nodes.get(id.0).map(|data| Node { tree: self, data })
    }
}

impl<'a> Node<'a> {
    /// Where the node was written.
    pub const fn span(&self) -> Span {
        self.data.span
    }

    /// What it is.
    pub fn kind(&self) -> Kind<'a> {
        match &self.data.kind {
            NodeKind::Scalar { text, plain } => Kind::Scalar { text, plain: *plain },
            NodeKind::Sequence(_) => Kind::Sequence,
            NodeKind::Mapping(_) => Kind::Mapping,
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let tree = self.tree;
        let items = match &self.data.kind {
            NodeKind::Sequence(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().filter_map(|&id| tree.node(id))
    }

    /// The entries of a mapping in the order written, each key once; none for anything else.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let tree = self.tree;
        let entries = match &self.data.kind {
            NodeKind::Mapping(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().filter_map(|entry| {
            let value = tree.node(entry.value)?;
            Some(Entry { key: &entry.key, key_span: entry.key_span, value })
        })
    }

    /// Whether nothing was written: an empty plain scalar.
    pub fn is_empty(&self) -> bool {
        self.kind() == Kind::Scalar { text: "", plain: true }
    }

    /// The kind in words, with its article.
    pub fn kind_name(&self) -> &'static str {
        match self.kind() {
            Kind::Scalar { text: "", plain: true } => "nothing",
            Kind::Scalar { .. } => "a text",
            Kind::Sequence => "a list",
            Kind::Mapping => "a mapping",
        }
    }
}

/// Parses the text of a file. A file with nothing in it has no tree. After a syntax error nothing
/// of the file is used; everything else that is wrong is reported and left out.
pub fn parse(sources: &SourceMap, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<Tree> {
    let text = sources.get(file)?.text();
    let mut builder =
        Builder { text, file, nodes: Vec::new(), stack: Vec::new(), root: None, documents: 0, diagnostics };
    let options = options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => builder.take(&event, span),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len());
                builder.syntax_error(at, &error.info());
                return None;
            }
        }
    }
    let (nodes, root) = (builder.nodes, builder.root?);
    Some(Tree { nodes, root })
}

/// A list or mapping that is not closed yet.
struct Open {
    start: Span,
    items: OpenItems,
}

enum OpenItems {
    Sequence(Vec<NodeId>),
    Mapping { entries: Vec<EntryData>, seen: HashMap<String, Span>, key: Option<(String, Span)> },
}

struct Builder<'a> {
    text: &'a str,
    file: FileId,
    nodes: Vec<NodeData>,
    stack: Vec<Open>,
    root: Option<NodeId>,
    documents: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    fn span(&self, span: ParserSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        let offset = |at: usize| u32::try_from(at.min(self.text.len())).unwrap_or(u32::MAX);
        Span { file: self.file, start: offset(range.start), end: offset(range.end) }
    }

    fn syntax_error(&mut self, at: usize, info: &str) {
        let at = (0..=at.min(self.text.len())).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
        // The scanner stops before a tab that it meets on the next line.
        let tab =
            info.contains("tab").then(|| self.text.get(at..).and_then(|rest| rest.find('\t'))).flatten();
        let at = at + tab.unwrap_or(0);
        let rest = self.text.get(at..).unwrap_or("");
        let len = rest.chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span { file: self.file, start: offset(at), end: offset(at + len) };
        let too_deep = info.contains("recursion limit");
        let line = self.text.get(..at).unwrap_or("").rsplit('\n').next().unwrap_or("");
        self.diagnostics.push(if too_deep {
            rules::TOO_DEEP
                .at(span, format!("this is nested more than {MAX_DEPTH} levels deep"))
                .help("give the inner schema a name in a types file and refer to it with `$ref`")
        } else {
            let help = if rest.starts_with('\t') || line.contains('\t') {
                Some("indent with spaces: YAML does not allow tabs there".to_owned())
            } else if rest.starts_with(['@', '`', '%', '*', '&', '!']) {
                Some("put the text in quotes".to_owned())
            } else if info.contains("mapping values are not allowed") {
                Some("a text with `: ` in it must stand in quotes; otherwise check the indentation of this line".to_owned())
            } else {
                None
            };
            rules::YAML_SYNTAX.at(span, format!("this is not YAML: {info}")).maybe_help(help)
        });
    }

    fn refuse(&mut self, span: Span, what: &str, help: &str) {
        let message = format!("{what} are not part of the catalog language");
        self.diagnostics.push(rules::YAML_FEATURE.at(span, message).help(help));
    }

    fn take(&mut self, event: &Event<'_>, span: ParserSpan) {
        let span = self.span(span);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.refuse(span, "several documents in one file", "split them into files");
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_properties(*anchor, tag.is_some(), span);
                self.add_scalar(text, *style, span);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_properties(*anchor, tag.is_some(), span);
                self.stack.push(Open { start: span, items: OpenItems::Sequence(Vec::new()) });
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_properties(*anchor, tag.is_some(), span);
                let items = OpenItems::Mapping { entries: Vec::new(), seen: HashMap::new(), key: None };
                self.stack.push(Open { start: span, items });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(
                    span,
                    "aliases",
                    "repeat the text, or name the schema in a types file and use `$ref`",
                );
                self.add(NodeKind::Scalar { text: String::new(), plain: true }, span);
            }
            _ => {}
        }
    }

    fn refuse_properties(&mut self, anchor: usize, tagged: bool, span: Span) {
        if anchor != 0 {
            self.refuse(span, "anchors", "name the schema in a types file and use `$ref`");
        }
        if tagged {
            self.refuse(span, "tags", "write the value without it; quotes make a text of anything");
        }
    }

    fn add_scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let plain = style == ScalarStyle::Plain;
        // A block scalar's span runs to the next token; what a person sees ends with its text.
        let written = self.text.get(span.start as usize..span.end as usize).unwrap_or("");
        let trimmed = u32::try_from(written.trim_end().len()).unwrap_or(0);
        let span = Span { end: span.start + trimmed, ..span };
        // The parser says `~` where nothing was written.
        let text = if plain && trimmed == 0 { "" } else { text };
        if let Some(Open { items: OpenItems::Mapping { key: key @ None, .. }, .. }) = self.stack.last_mut() {
            *key = Some((text.to_owned(), span));
            if plain && text == "<<" {
                self.refuse(span, "merge keys", "write the keys out, or use `$ref`");
            }
            return;
        }
        self.add(NodeKind::Scalar { text: text.to_owned(), plain }, span);
    }

    /// Puts a finished node where it belongs: the list or mapping around it, or the root.
    fn add(&mut self, kind: NodeKind, span: Span) {
        let id = NodeId(self.nodes.len());
        self.nodes.push(NodeData { kind, span });
        let Some(open) = self.stack.last_mut() else {
            self.root.get_or_insert(id);
            return;
        };
        match &mut open.items {
            OpenItems::Sequence(items) => items.push(id),
            OpenItems::Mapping { entries, seen, key } => match key.take() {
                Some((key, key_span)) => {
                    if let Some(&first) = seen.get(&key) {
                        self.diagnostics.push(
                            rules::DUPLICATE_KEY
                                .at(key_span, format!("the key `{key}` stands here twice"))
                                .label("again here")
                                .also(first, "first here")
                                .help("remove one of them, or merge their values"),
                        );
                    } else {
                        seen.insert(key.clone(), key_span);
                        entries.push(EntryData { key, key_span, value: id });
                    }
                }
                None => {
                    // A list or mapping where a key should be.
                    *key = Some((String::new(), span));
                    self.diagnostics.push(
                        rules::WRONG_KIND
                            .at(span, "a key must be a text")
                            .help("write the key as a plain word"),
                    );
                }
            },
        }
    }

    fn close(&mut self, end: Span) {
        let Some(open) = self.stack.pop() else { return };
        let flow = self.text.get(open.start.start as usize..).is_some_and(|t| t.starts_with(['[', '{']));
        let (kind, last) = match open.items {
            OpenItems::Sequence(items) => {
                let last = items.last().copied();
                (NodeKind::Sequence(items), last)
            }
            OpenItems::Mapping { entries, .. } => {
                let last = entries.last().map(|entry| entry.value);
                (NodeKind::Mapping(entries), last)
            }
        };
        // A block ends where its last value does, not at the next token.
        let last_end = last.and_then(|id| self.nodes.get(id.0)).map(|node| node.span.end);
        let end = if flow { end.end } else { last_end.unwrap_or(open.start.end) };
        self.add(kind, Span { end: end.max(open.start.start), ..open.start });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_text(text: &str) -> (SourceMap, Option<Tree>, Vec<Diagnostic>) {
        let mut sources = SourceMap::new();
        let file = sources.add("a.yaml", text);
        let mut diagnostics = Vec::new();
        let tree = parse(&sources, file, &mut diagnostics);
        (sources, tree, diagnostics)
    }

    #[test]
    fn spans_are_the_bytes_a_person_wrote() {
        let text = "ñame: { a: \"x\\ty\", b: [1, 2] }\nblock: |\n  one\n  two\n\nnext:\n  - k: v\n";
        let (sources, tree, diagnostics) = parse_text(text);
        assert!(diagnostics.is_empty());
        let tree = tree.unwrap();
        let entries: Vec<_> = tree.root().unwrap().entries().collect();
        assert_eq!(sources.text(entries[0].key_span), "ñame");
        assert_eq!(sources.text(entries[0].value.span()), "{ a: \"x\\ty\", b: [1, 2] }");
        assert_eq!(sources.text(entries[0].value.entries().next().unwrap().value.span()), "\"x\\ty\"");
        assert!(
            sources.text(entries[1].value.span()).ends_with("two"),
            "{:?}",
            sources.text(entries[1].value.span())
        );
        assert_eq!(sources.text(entries[2].value.span()), "- k: v");
    }

    #[test]
    fn versions_and_dates_keep_their_text() {
        let (_, tree, _) = parse_text("1.10: 2026-01-15");
        let tree = tree.unwrap();
        let entry = tree.root().unwrap().entries().next().unwrap();
        assert_eq!(entry.key, "1.10");
        assert_eq!(entry.value.kind(), Kind::Scalar { text: "2026-01-15", plain: true });
    }

    #[test]
    fn what_the_language_leaves_out_is_refused() {
        for (text, code) in [
            ("a: 1\na: 2\n", "CS0005"),
            ("a: &x 1\nb: 2\n", "CS0004"),
            ("a: *nowhere\n", "CS0004"),
            ("a: !!str 1\n", "CS0004"),
            ("<<: {a: 1}\n", "CS0004"),
            ("a: 1\n---\nb: 2\n", "CS0004"),
            ("? [a]\n: 1\n", "CS0007"),
            ("a: [1\n", "CS0003"),
            ("a:\n\t- b\n", "CS0003"),
            ("a: b: c\n", "CS0003"),
        ] {
            let (_, _, diagnostics) = parse_text(text);
            let codes: Vec<_> = diagnostics.iter().map(|d| d.rule.code).collect();
            assert!(codes.contains(&code), "{text:?}: {diagnostics:?}");
        }
    }

    #[test]
    fn depth_is_limited() {
        for text in [
            "[".repeat(100_000),
            format!("a: {}", "{a: ".repeat(500)),
            (0..500).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
        ] {
            let (_, tree, diagnostics) = parse_text(&text);
            assert!(tree.is_none());
            assert_eq!(diagnostics[0].rule.code, "CS0015", "{diagnostics:?}");
        }
    }

    #[test]
    fn an_empty_file_is_nothing() {
        for text in ["", "\n# only a comment\n", "\u{feff}", "---\n"] {
            let (_, tree, diagnostics) = parse_text(text);
            assert!(diagnostics.is_empty(), "{text:?}");
            assert!(tree.is_none_or(|tree| tree.root().unwrap().is_empty()), "{text:?}");
        }
    }
}
