//! Routing keys and topic patterns, with RabbitMQ's exact semantics.
//!
//! Words are what stands between dots; an empty word is a word. `*` is exactly one word, `#` is
//! zero or more; both only where they are the whole word. Source: AMQP 0-9-1, section 3.1.3.3, and
//! measurements on a broker (`tests/fixtures/topic-cases.csv`).

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

/// The longest routing key or binding key in bytes: an AMQP 0-9-1 short string.
pub const MAX_KEY_BYTES: usize = 255;

/// A topic pattern: what a consumer subscribes with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicPattern {
    text: String,
}

/// One word of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PatternWord<'a> {
    /// This very word.
    Literal(&'a str),
    /// `*`: exactly one word.
    One,
    /// `#`: zero or more words.
    Many,
}

/// The words of a routing key. The empty key has none that `*` could stand for.
fn words(key: &str) -> Vec<&str> {
    if key.is_empty() { Vec::new() } else { key.split('.').collect() }
}

impl TopicPattern {
    /// Takes a pattern as written; every text is one.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The pattern's words.
    pub fn words(&self) -> Vec<PatternWord<'_>> {
        words(&self.text)
            .into_iter()
            .map(|word| match word {
                "*" => PatternWord::One,
                "#" => PatternWord::Many,
                literal => PatternWord::Literal(literal),
            })
            .collect()
    }

    /// Whether the pattern has no wildcard, so that it is a routing key itself.
    pub fn is_literal(&self) -> bool {
        self.words().iter().all(|word| matches!(word, PatternWord::Literal(_)))
    }

    /// Whether a message with this routing key reaches a queue bound with this pattern.
    pub fn matches(&self, key: &str) -> bool {
        let mut trie = PatternTrie::new();
        trie.insert(self, ());
        !trie.matches(key).is_empty()
    }

    /// Whether every key that `other` matches is matched by `self` too.
    pub fn covers(&self, other: &Self) -> bool {
        covers(&self.words(), &other.words())
    }
}

/// The most state pairs that [`covers`] looks at before it answers "not shown".
const MAX_COVER_STATES: usize = 20_000;

/// Whether the language of `wide` includes that of `narrow`: a walk through `narrow` word by word,
/// beside the set of places in `wide` that the same words can lead to. Patterns made to blow that
/// walk up are answered with `false`.
fn covers(wide: &[PatternWord<'_>], narrow: &[PatternWord<'_>]) -> bool {
    let alphabet: BTreeSet<Option<&str>> = wide
        .iter()
        .chain(narrow)
        .filter_map(|word| match word {
            PatternWord::Literal(text) => Some(Some(*text)),
            _ => None,
        })
        // `None` stands for any word that neither pattern names.
        .chain([None])
        .collect();
    let start = (closure(narrow, [0].into()), closure(wide, [0].into()));
    let mut seen = HashSet::from([start.clone()]);
    let mut queue = vec![start];
    while let Some((in_narrow, in_wide)) = queue.pop() {
        if in_narrow.contains(&narrow.len()) && !in_wide.contains(&wide.len()) {
            return false;
        }
        for word in &alphabet {
            let next = (step(narrow, &in_narrow, *word), step(wide, &in_wide, *word));
            if !next.0.is_empty() && seen.insert(next.clone()) {
                if seen.len() > MAX_COVER_STATES {
                    return false;
                }
                queue.push(next);
            }
        }
    }
    true
}

/// The places in a pattern, and those that `#` reaches from them without a word.
fn closure(pattern: &[PatternWord<'_>], mut places: BTreeSet<usize>) -> BTreeSet<usize> {
    for (at, word) in pattern.iter().enumerate() {
        if *word == PatternWord::Many && places.contains(&at) {
            places.insert(at + 1);
        }
    }
    places
}

/// The places in a pattern after one more word.
fn step(pattern: &[PatternWord<'_>], places: &BTreeSet<usize>, word: Option<&str>) -> BTreeSet<usize> {
    let next = places.iter().filter_map(|&at| match pattern.get(at)? {
        PatternWord::Many => Some(at),
        PatternWord::One => Some(at + 1),
        PatternWord::Literal(text) => (word == Some(*text)).then_some(at + 1),
    });
    closure(pattern, next.collect())
}

impl fmt::Display for TopicPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Many patterns at once: a trie over words. Finding what a key matches costs the words of the
/// key times the branches they take, not the number of patterns.
#[derive(Debug, Clone)]
pub struct PatternTrie<T> {
    nodes: Vec<TrieNode<T>>,
}

#[derive(Debug, Clone)]
struct TrieNode<T> {
    literal: HashMap<String, usize>,
    one: Option<usize>,
    many: Option<usize>,
    /// Whether `#` leads here, so that any further word may stay.
    stays: bool,
    ends: Vec<T>,
}

impl<T> Default for TrieNode<T> {
    fn default() -> Self {
        Self { literal: HashMap::new(), one: None, many: None, stays: false, ends: Vec::new() }
    }
}

impl<T: Clone + Ord> Default for PatternTrie<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Clone + Ord> PatternTrie<T> {
    /// An empty trie.
    pub fn new() -> Self {
        Self { nodes: vec![TrieNode::default()] }
    }

    /// Adds a pattern and what it stands for.
    pub fn insert(&mut self, pattern: &TopicPattern, value: T) {
        let mut at = 0;
        for word in pattern.words() {
            at = self.step(at, word);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.ends.push(value);
        }
    }

    fn step(&mut self, at: usize, word: PatternWord<'_>) -> usize {
        let fresh = self.nodes.len();
        let Some(node) = self.nodes.get_mut(at) else { return at };
        let next = match word {
            PatternWord::Literal(text) => *node.literal.entry(text.to_owned()).or_insert(fresh),
            PatternWord::One => *node.one.get_or_insert(fresh),
            PatternWord::Many => *node.many.get_or_insert(fresh),
        };
        if next == fresh {
            let stays = word == PatternWord::Many;
            self.nodes.push(TrieNode { stays, ..TrieNode::default() });
        }
        next
    }

    /// What stands behind the patterns that match this routing key, each once, in order.
    pub fn matches(&self, key: &str) -> Vec<T> {
        // The set of trie nodes that the words so far can lead to.
        let mut states = BTreeSet::new();
        self.enter(0, &mut states);
        for word in words(key) {
            let mut next = BTreeSet::new();
            for &state in &states {
                let Some(node) = self.nodes.get(state) else { continue };
                for target in node.literal.get(word).copied().into_iter().chain(node.one) {
                    self.enter(target, &mut next);
                }
                if node.stays {
                    self.enter(state, &mut next);
                }
            }
            states = next;
        }
        let found: BTreeSet<T> = states
            .iter()
            .filter_map(|&state| self.nodes.get(state))
            .flat_map(|node| node.ends.iter().cloned())
            .collect();
        found.into_iter().collect()
    }

    /// Adds a node and those that `#` reaches from it without a word.
    fn enter(&self, state: usize, states: &mut BTreeSet<usize>) {
        let mut at = Some(state);
        while let Some(state) = at {
            if !states.insert(state) {
                return;
            }
            at = self.nodes.get(state).and_then(|node| node.many);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_the_broker_does() {
        for (pattern, key, expected) in [
            ("order.*", "order.", true),
            ("order.*", "order", false),
            ("inventory.#", "inventory", true),
            ("#", "", true),
            ("*", "", false),
            ("#.#", "a.b.c", true),
            ("*.#.*", "a", false),
            ("a.#.b.#.c", "a.b.b.x.c", true),
            ("order.**", "order.x", false),
        ] {
            assert_eq!(TopicPattern::new(pattern).matches(key), expected, "{pattern} {key}");
        }
    }

    #[test]
    fn a_trie_answers_for_all_its_patterns() {
        let mut trie = PatternTrie::new();
        for (at, pattern) in ["#", "order.*", "order.#", "order.created", "*.created"].iter().enumerate() {
            trie.insert(&TopicPattern::new(*pattern), at);
        }
        assert_eq!(trie.matches("order.created"), [0, 1, 2, 3, 4]);
        assert_eq!(trie.matches("order.payment.failed"), [0, 2]);
        assert_eq!(trie.matches(""), [0]);
    }

    #[test]
    fn covering_is_inclusion() {
        let covers = |a: &str, b: &str| TopicPattern::new(a).covers(&TopicPattern::new(b));
        assert!(covers("#", "order.*") && covers("order.#", "order.*") && covers("order.*", "order.created"));
        assert!(covers("order.#", "order.#.failed") && covers("#.#", "#") && covers("#.*", "*.#"));
        assert!(!covers("order.*", "order.#") && !covers("order.*", "order.payment.*"));
        assert!(covers("#.a", "a.#.a") && covers("*.#", "#.a") && !covers("*.*.#", "#.a"));
        let explosive = format!("#.a{}", ".*".repeat(100));
        assert!(!covers(&explosive, "#.b"));
        assert!(!covers("order.created", "order.*") && !covers("*", "#"));
    }
}
