//! Topic matching, held to what a broker did: RabbitMQ 3.10.8, 84 pairs, measured.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use countersign_model::topic::{PatternTrie, TopicPattern};

/// Pattern, key, and whether the broker delivered.
fn cases() -> Vec<(String, String, bool)> {
    include_str!("../../../tests/fixtures/topic-cases.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.trim_matches('"').split("\",\"").collect();
            (fields[0].to_owned(), fields[1].to_owned(), fields[2] == "true")
        })
        .collect()
}

#[test]
fn every_pattern_matches_as_the_broker_did() {
    let cases = cases();
    assert_eq!(cases.len(), 84);
    for (pattern, key, matched) in &cases {
        assert_eq!(TopicPattern::new(pattern).matches(key), *matched, "{pattern} {key}");
    }
}

#[test]
fn one_trie_of_all_patterns_answers_the_same() {
    let cases = cases();
    let mut patterns: Vec<&String> = cases.iter().map(|(pattern, ..)| pattern).collect();
    patterns.sort();
    patterns.dedup();
    let mut trie = PatternTrie::new();
    for (at, pattern) in patterns.iter().enumerate() {
        trie.insert(&TopicPattern::new(*pattern), at);
    }
    for (pattern, key, matched) in &cases {
        let found = trie.matches(key);
        let at = patterns.binary_search(&pattern).unwrap();
        assert_eq!(found.contains(&at), *matched, "{pattern} {key}");
        // And with every other pattern of the file, against matching one by one.
        let alone: Vec<usize> =
            (0..patterns.len()).filter(|&at| TopicPattern::new(patterns[at]).matches(key)).collect();
        assert_eq!(found, alone, "{key}");
    }
}
