//! What a pattern that matches nothing was probably meant to be.

use countersign_model::resolved::Resolved;
use countersign_model::topic::{PatternTrie, PatternWord, TopicPattern};

use super::nearest::Nearest;
use super::text::count;

/// The pattern with `#` for the `*` at its end, or for each `*` if it ends in something else.
pub(in crate::check) fn widened(pattern: &TopicPattern) -> Option<TopicPattern> {
    let text = pattern.as_str();
    let wide = match text.strip_suffix('*') {
        Some("") => "#".to_owned(),
        Some(before) if before.ends_with('.') => format!("{before}#"),
        _ => text.split('.').map(|word| if word == "*" { "#" } else { word }).collect::<Vec<_>>().join("."),
    };
    (wide != text).then(|| TopicPattern::new(wide))
}

/// Why a pattern with `*` takes in less than was probably meant.
pub(in crate::check) fn one_word_each(pattern: &TopicPattern) -> String {
    let words = pattern.words();
    if words.contains(&PatternWord::Many) {
        return format!("each `*` of `{pattern}` is exactly one word");
    }
    format!("`*` is exactly one word, so `{pattern}` takes in only keys of {}", count(words.len(), "word"))
}

/// Hints for patterns that match no event, in their order. Costs the keys and the patterns, not
/// their product.
pub(in crate::check) fn hints(catalog: &Resolved, dead: &[&TopicPattern]) -> Vec<Option<String>> {
    if dead.is_empty() {
        return Vec::new();
    }
    let vocabulary = Vocabulary::new(catalog);
    let candidates: Vec<Vec<Candidate>> = dead.iter().map(|pattern| vocabulary.candidates(pattern)).collect();
    let mut trie = PatternTrie::new();
    for (which, list) in candidates.iter().enumerate() {
        for (at, candidate) in list.iter().enumerate() {
            trie.insert(&candidate.pattern, (which, at));
        }
    }
    let mut matched: Vec<Vec<usize>> = candidates.iter().map(|list| vec![0; list.len()]).collect();
    for event in &catalog.events {
        for (which, at) in trie.matches(&event.key.value) {
            if let Some(number) = matched.get_mut(which).and_then(|list| list.get_mut(at)) {
                *number += 1;
            }
        }
    }
    let found = candidates.iter().zip(&matched).zip(dead);
    found
        .map(|((candidates, matched), pattern)| {
            let best = candidates.iter().zip(matched).find(|(_, events)| **events > 0);
            let meant = best.map(|(candidate, events)| candidate.words(*events));
            match (not_a_wildcard(pattern), meant) {
                (Some(why), Some(meant)) => Some(format!("{why}; {meant}")),
                (why, meant) => meant.or(why),
            }
        })
        .collect()
}

/// A hint for a word such as `ord*`, which is no wildcard.
fn not_a_wildcard(pattern: &TopicPattern) -> Option<String> {
    let word = pattern.words().into_iter().find_map(|word| match word {
        PatternWord::Literal(text) if text.contains(['*', '#']) => Some(text.to_owned()),
        _ => None,
    })?;
    Some(format!("`{word}` is a literal word: `*` and `#` stand for whole words only"))
}

/// What a pattern may have been meant to be.
struct Candidate {
    pattern: TopicPattern,
    because: Option<String>,
}

impl Candidate {
    fn words(&self, events: usize) -> String {
        let meant = match (self.pattern.is_literal(), events) {
            (true, _) => format!("did you mean `{}`?", self.pattern),
            (false, 1) => format!("did you mean `{}`, which takes in 1 event?", self.pattern),
            (false, _) => format!("did you mean `{}`, which takes in {events} events?", self.pattern),
        };
        self.because.as_ref().map_or(meant.clone(), |because| format!("{because}; {meant}"))
    }
}

/// The keys, and the words at each of their positions.
struct Vocabulary<'a> {
    keys: Nearest<'a>,
    words: Vec<Nearest<'a>>,
}

impl<'a> Vocabulary<'a> {
    fn new(catalog: &'a Resolved) -> Self {
        let mut words: Vec<Vec<&str>> = Vec::new();
        for event in &catalog.events {
            for (at, word) in event.key.value.split('.').enumerate() {
                match words.get_mut(at) {
                    Some(list) => list.push(word),
                    None => words.push(vec![word]),
                }
            }
        }
        Self {
            keys: Nearest::new(catalog.events.iter().map(|event| event.key.value.as_str())),
            words: words.into_iter().map(Nearest::new).collect(),
        }
    }

    /// The candidates for one pattern, the likeliest first.
    fn candidates(&self, pattern: &TopicPattern) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        let mut add = |text: String, because: Option<String>| {
            if text != pattern.as_str() {
                found.push(Candidate { pattern: TopicPattern::new(text), because });
            }
        };
        let text = pattern.as_str();
        if let Some(wide) = widened(pattern) {
            add(wide.as_str().to_owned(), Some(one_word_each(pattern)));
        }
        let tidy = text.trim().trim_matches('.').to_lowercase();
        add(tidy.clone(), None);
        if pattern.is_literal() {
            add(format!("{tidy}.#"), Some("a binding without wildcards is one key, not a prefix".to_owned()));
            if let Some(key) = self.keys.to(text) {
                add(key.to_owned(), None);
            }
        } else {
            let mended = self.mended(&tidy);
            add(mended.clone(), None);
            if let Some(wide) = widened(&TopicPattern::new(mended)) {
                add(wide.as_str().to_owned(), None);
            }
        }
        found
    }

    /// The pattern with each word that no key has at its place replaced by the nearest that one has.
    fn mended(&self, pattern: &str) -> String {
        let words = pattern.split('.').enumerate().map(|(at, word)| match word {
            "*" | "#" => word,
            _ => self.words.get(at).and_then(|known| known.to(word)).unwrap_or(word),
        });
        words.collect::<Vec<_>>().join(".")
    }
}
