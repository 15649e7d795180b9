//! Reading a pattern, and refusing what engines disagree on.

use super::ranges::{merge, negate};
use super::{MAX_DEPTH, MAX_REPEAT, Node, RegexError};

/// The characters `.` does not match: ECMA-262's line terminators.
const LINE_TERMINATORS: [(char, char); 3] = [('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')];
const DIGITS: [(char, char); 1] = [('0', '9')];
const WORD: [(char, char); 4] = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

/// Reads a pattern from left to right.
pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    /// A parser at the start of a pattern.
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Reads the whole pattern.
    pub(super) fn whole(mut self) -> Result<Node, RegexError> {
        let root = self.alternatives()?;
        if self.peek().is_some() {
            return Err(self.error("this `)` closes no group", Some("write `\\)` for the character".into())));
        }
        check_repeats(&root, 1).map_err(|message| RegexError { offset: 0, message, help: None })?;
        Ok(root)
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.at += prefix.len();
        }
        found
    }

    fn error(&self, message: impl Into<String>, help: Option<String>) -> RegexError {
        RegexError { offset: self.at, message: message.into(), help }
    }

    fn alternatives(&mut self) -> Result<Node, RegexError> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.swap_remove(0) } else { Node::Alternate(branches) })
    }

    fn sequence(&mut self) -> Result<Node, RegexError> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | ')') {
                break;
            }
            let atom = self.atom()?;
            nodes.push(self.quantified(atom)?);
        }
        Ok(if nodes.len() == 1 { nodes.swap_remove(0) } else { Node::Concat(nodes) })
    }

    fn atom(&mut self) -> Result<Node, RegexError> {
        let start = self.at;
        match self.take() {
            Some('^') => Ok(Node::Start),
            Some('$') => Ok(Node::End),
            Some('.') => Ok(Node::Class(negate(&LINE_TERMINATORS))),
            Some('(') => self.group(start),
            Some('[') => self.class(start),
            Some('\\') => self.escape(start).map(Node::Class),
            Some(c @ ('*' | '+' | '?')) => {
                self.at = start;
                Err(self.error(
                    format!("`{c}` repeats nothing"),
                    Some(format!("write `\\{c}` for the character")),
                ))
            }
            Some(c @ ('{' | '}' | ']')) => {
                self.at = start;
                Err(self.error(
                    format!("`{c}` alone means different things in different engines"),
                    Some(format!("write `\\{c}` for the character")),
                ))
            }
            Some(c) => Ok(Node::Class(vec![(c, c)])),
            None => Err(self.error("the pattern ends too early", None)),
        }
    }

    fn group(&mut self, start: usize) -> Result<Node, RegexError> {
        if self.rest().starts_with('?') && !self.eat("?:") {
            let look = ["?=", "?!", "?<=", "?<!"].iter().any(|p| self.rest().starts_with(p));
            if look {
                self.at = start;
                return Err(self.error(
                    "look-around is outside the portable subset: RE2 engines do not have it",
                    Some(
                        "say what may stand there, or split the check into two patterns with `allOf`".into(),
                    ),
                ));
            }
            if self.eat("?<") || self.eat("?P<") {
                let name = self.rest().find('>');
                self.at += name.map_or(0, |at| at + 1);
            } else {
                self.at = start;
                return Err(self.error(
                    "inline flags are outside the portable subset",
                    Some("write a plain group `(...)`".into()),
                ));
            }
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.at = start;
            return Err(self.error(format!("groups are nested more than {MAX_DEPTH} deep"), None));
        }
        let inner = self.alternatives()?;
        self.depth -= 1;
        if !self.eat(")") {
            self.at = start;
            return Err(self.error(
                "this group is not closed",
                Some("add `)`, or write `\\(` for the character".into()),
            ));
        }
        Ok(inner)
    }

    fn quantified(&mut self, atom: Node) -> Result<Node, RegexError> {
        let start = self.at;
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => self.counts()?,
            _ => return Ok(atom),
        };
        if self.at == start {
            self.take();
        }
        if matches!(atom, Node::Start | Node::End) {
            self.at = start;
            return Err(self.error("an anchor cannot be repeated", None));
        }
        // A lazy quantifier finds another match, never another verdict.
        self.eat("?");
        if matches!(self.peek(), Some('*' | '+' | '?' | '{')) {
            return Err(self.error(
                "a repetition of a repetition is outside the portable subset",
                Some("put a group around the first: `(a+)*`".into()),
            ));
        }
        Ok(Node::Repeat { node: Box::new(atom), min, max })
    }

    fn counts(&mut self) -> Result<(u32, Option<u32>), RegexError> {
        let start = self.at;
        let parsed = self.rest().find('}').and_then(|end| {
            let body = self.rest().get(1..end)?;
            let (low, high) = body
                .split_once(',')
                .map_or((body, Some(body)), |(low, high)| (low, (!high.is_empty()).then_some(high)));
            let number = |text: &str| {
                text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten()
            };
            let high = match high {
                Some(text) => Some(number(text)?),
                None => None,
            };
            Some((number(low)?, high, end))
        });
        let Some((min, max, end)) = parsed else {
            return Err(self.error(
                "this `{` begins no count such as `{2}`, `{2,}` or `{2,5}`",
                Some("write `\\{` for the character".into()),
            ));
        };
        if max.is_some_and(|max| max < min) {
            return Err(self.error(format!("this count asks for at least {min} and at most fewer"), None));
        }
        self.at = start + end + 1;
        Ok((min, max))
    }

    /// An escape outside a class, or one that stands for characters inside it.
    fn escape(&mut self, start: usize) -> Result<Vec<(char, char)>, RegexError> {
        let fail = |parser: &mut Self, message: String, help: &str| {
            parser.at = start;
            Err(parser.error(message, Some(help.to_owned())))
        };
        match self.take() {
            Some('d') => Ok(DIGITS.to_vec()),
            Some('D') => Ok(negate(&DIGITS)),
            Some('w') => Ok(WORD.to_vec()),
            Some('W') => Ok(negate(&WORD)),
            Some('t') => Ok(vec![('\t', '\t')]),
            Some('n') => Ok(vec![('\n', '\n')]),
            Some('r') => Ok(vec![('\r', '\r')]),
            Some('f') => Ok(vec![('\x0c', '\x0c')]),
            Some('v') => Ok(vec![('\x0b', '\x0b')]),
            Some('x') => self.code_point(start, 2),
            Some('u') if self.rest().starts_with('{') => {
                let end = self.rest().find('}').unwrap_or(0);
                self.at += 1;
                let found = self.code_point(start, end.saturating_sub(1))?;
                self.eat("}");
                Ok(found)
            }
            Some('u') => self.code_point(start, 4),
            Some('s' | 'S') => fail(
                self,
                "engines differ on what `\\s` matches, so it is outside the portable subset".into(),
                "list the characters: `[ \\t]`",
            ),
            Some('b' | 'B') => fail(
                self,
                "engines differ on word boundaries, so they are outside the portable subset".into(),
                "say which characters may stand around the word",
            ),
            Some('p' | 'P') => fail(
                self,
                "Unicode classes differ between engines, so they are outside the portable subset".into(),
                "list ranges: `[A-Za-z\\u00C0-\\u024F]`",
            ),
            Some(c @ ('A' | 'z' | 'Z')) => {
                let anchor = if c == 'A' { "write `^`" } else { "write `$`" };
                fail(self, format!("`\\{c}` is not an anchor of ECMA-262"), anchor)
            }
            Some(c) if c.is_ascii_digit() || c == 'k' => fail(
                self,
                "back-references are outside the portable subset: RE2 engines do not have them".into(),
                "write out what may stand there",
            ),
            Some(c) if c.is_ascii_alphabetic() => fail(
                self,
                format!("`\\{c}` is no escape"),
                "drop the backslash, or write `\\\\` for a backslash",
            ),
            Some(c) => Ok(vec![(c, c)]),
            None => fail(self, "the pattern ends in a lone backslash".into(), "write `\\\\` for a backslash"),
        }
    }

    fn code_point(&mut self, start: usize, digits: usize) -> Result<Vec<(char, char)>, RegexError> {
        let found = self
            .rest()
            .get(..digits)
            .filter(|hex| !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        let Some(c) = found else {
            self.at = start;
            return Err(self.error(
                "this escape names no character",
                Some("write `\\u` and four hex digits, or `\\u{...}`".into()),
            ));
        };
        self.at += digits;
        Ok(vec![(c, c)])
    }

    fn class(&mut self, start: usize) -> Result<Node, RegexError> {
        let negated = self.eat("^");
        let mut ranges = Vec::new();
        loop {
            if self.eat("]") {
                break;
            }
            let low = self.class_item(start)?;
            let dash = self.rest().starts_with('-') && !self.rest().starts_with("-]");
            match (low.as_slice(), dash) {
                (&[(from, until)], true) if from == until => {
                    let at = self.at;
                    self.take();
                    let high = self.class_item(start)?;
                    match high.as_slice() {
                        &[(to, same)] if to == same && from <= to => ranges.push((from, to)),
                        _ => {
                            self.at = at;
                            return Err(self.error(
                                "this range has no order",
                                Some("write `\\-` for the character".into()),
                            ));
                        }
                    }
                }
                (_, true) => {
                    return Err(self.error(
                        "a class cannot begin a range",
                        Some("write `\\-` for the character".into()),
                    ));
                }
                _ => ranges.extend(low),
            }
        }
        if ranges.is_empty() {
            self.at = start;
            return Err(self.error("an empty class means different things in different engines", None));
        }
        let ranges = merge(ranges);
        Ok(Node::Class(if negated { negate(&ranges) } else { ranges }))
    }

    fn class_item(&mut self, start: usize) -> Result<Vec<(char, char)>, RegexError> {
        let at = self.at;
        match self.take() {
            Some('\\') => self.escape(at),
            Some('[') => {
                self.at = at;
                Err(self.error(
                    "`[` inside a class means different things in different engines",
                    Some("write `\\[`".into()),
                ))
            }
            Some(c) => Ok(vec![(c, c)]),
            None => {
                self.at = start;
                Err(self.error(
                    "this class is not closed",
                    Some("add `]`, or write `\\[` for the character".into()),
                ))
            }
        }
    }
}

fn check_repeats(node: &Node, outer: u32) -> Result<(), String> {
    match node {
        Node::Class(_) | Node::Start | Node::End => Ok(()),
        Node::Concat(nodes) | Node::Alternate(nodes) => {
            nodes.iter().try_for_each(|node| check_repeats(node, outer))
        }
        Node::Repeat { node, min, max } => {
            let count = outer.saturating_mul(max.unwrap_or(*min).max(1));
            if count > MAX_REPEAT {
                return Err(format!(
                    "a repetition of up to {count} is more than {MAX_REPEAT}, nested counts multiplied"
                ));
            }
            check_repeats(node, count)
        }
    }
}
