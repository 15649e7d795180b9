//! Patterns of the catalog's portable subset of regular expressions.

use std::collections::HashMap;
use std::sync::OnceLock;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input, meta};

/// A pattern, compiled when it is first needed. It is not anchored unless it says so itself.
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    compiled: OnceLock<Compiled>,
}

#[derive(Debug)]
enum Compiled {
    Table(Table),
    /// The table would be too large.
    Regex(Box<meta::Regex>),
    /// The generator has parsed the pattern, so this is never so.
    Invalid,
}

/// What making a table may take up, in bytes.
const TABLE: usize = 1 << 20;
/// What any other form may take up: the subset allows a thousand repetitions of any class.
const REGEX: usize = 256 << 20;

impl Pattern {
    /// A pattern of the subset.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, compiled: OnceLock::new() }
    }

    /// The pattern's text.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.text
    }

    /// Whether a text contains a match.
    #[inline]
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match self.compiled.get_or_init(|| compile(self.text)) {
            Compiled::Table(table) => table.is_match(text.as_bytes()),
            Compiled::Regex(regex) => regex.is_match(text),
            Compiled::Invalid => false,
        }
    }
}

#[cold]
fn compile(text: &str) -> Compiled {
    let limits =
        dense::Config::new().dfa_size_limit(Some(TABLE)).determinize_size_limit(Some(TABLE));
    let limits = limits.start_kind(StartKind::Unanchored);
    let dfa = dense::Builder::new().configure(limits).build(text);
    if let Some(table) = dfa.ok().and_then(|dfa| Table::new(&dfa)) {
        return Compiled::Table(table);
    }
    let limits = meta::Config::new().nfa_size_limit(Some(REGEX));
    let regex = meta::Builder::new().configure(limits).build(text);
    regex.map_or(Compiled::Invalid, |regex| Compiled::Regex(Box::new(regex)))
}

/// An automaton with nothing but what asking for a match at all needs. Texts are short, so what
/// counts is how little there is to set up and to do for each byte.
#[derive(Debug)]
struct Table {
    /// The row of the state at the beginning.
    start: u16,
    /// The class of each byte.
    classes: [u8; 256],
    /// The row after a row and a class. Rows are as long as there are classes.
    next: Vec<u16>,
    /// Whether a text may end in a row's state, by row.
    ends: Vec<bool>,
}

/// The row of the state in which no match can follow, and of the one in which there was a match.
const DEAD: u16 = 0;

impl Table {
    /// The table of an automaton; `None` where it has too many states.
    fn new(dfa: &dense::DFA<Vec<u32>>) -> Option<Self> {
        let (classes, samples) = classes(dfa);
        let stride = samples.len();
        let mut table =
            Self { start: 0, classes, next: vec![DEAD; stride], ends: vec![false; stride] };
        let matched = table.add_row(stride, true)?;
        table.next.get_mut(usize::from(matched)..)?.fill(matched);
        let start = dfa.start_state_forward(&Input::new("").anchored(Anchored::No)).ok()?;
        let mut rows = HashMap::new();
        let mut pending = Vec::new();
        let mut row_of = |table: &mut Self, pending: &mut Vec<(StateID, u16)>, state: StateID| {
            if dfa.is_dead_state(state) {
                return Some(DEAD);
            }
            // The automaton tells of a match one byte late.
            if dfa.is_match_state(state) {
                return Some(matched);
            }
            if let Some(row) = rows.get(&state) {
                return Some(*row);
            }
            let row = table.add_row(stride, dfa.is_match_state(dfa.next_eoi_state(state)))?;
            rows.insert(state, row);
            pending.push((state, row));
            Some(row)
        };
        table.start = row_of(&mut table, &mut pending, start)?;
        while let Some((state, row)) = pending.pop() {
            for (class, byte) in samples.iter().enumerate() {
                let next = row_of(&mut table, &mut pending, dfa.next_state(state, *byte))?;
                *table.next.get_mut(usize::from(row) + class)? = next;
            }
        }
        Some(table)
    }

    fn add_row(&mut self, stride: usize, ends: bool) -> Option<u16> {
        let row = u16::try_from(self.next.len()).ok()?;
        self.next.resize(self.next.len() + stride, DEAD);
        self.ends.resize(self.next.len(), ends);
        Some(row)
    }

    #[inline]
    fn is_match(&self, text: &[u8]) -> bool {
        let mut row = usize::from(self.start);
        for byte in text {
            let class = usize::from(self.classes[usize::from(*byte)]);
            row = usize::from(self.next[row + class]);
        }
        self.ends[row]
    }
}

/// The bytes that no state tells apart: the class of each, and one byte of each class.
fn classes(dfa: &dense::DFA<Vec<u32>>) -> ([u8; 256], Vec<u8>) {
    let mut classes = [0; 256];
    let mut samples: Vec<u8> = Vec::new();
    let known = dfa.byte_classes();
    for byte in 0..=u8::MAX {
        let class = known.get(byte);
        if usize::from(class) >= samples.len() {
            samples.push(byte);
        }
        classes[usize::from(byte)] = class;
    }
    (classes, samples)
}
