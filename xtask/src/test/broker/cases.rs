//! Every pattern of `topic-cases.csv` with every key of it: the broker against [`TopicPattern`].

use std::collections::BTreeSet;

use countersign_model::topic::TopicPattern;

use super::http::Api;
use super::{bind, declare_exchange, declare_queue, drain, publish};
use crate::root::read;

const FILE: &str = "tests/fixtures/topic-cases.csv";
const EXCHANGE: &str = "cases";

pub(super) fn run(api: &Api) -> Result<(), String> {
    let text = read(FILE)?;
    let cases: Vec<(&str, &str, bool)> = text.lines().skip(1).filter_map(case).collect();
    let patterns: BTreeSet<&str> = cases.iter().map(|(pattern, ..)| *pattern).collect();
    let keys: BTreeSet<&str> = cases.iter().map(|(_, key, _)| *key).collect();
    declare_exchange(api, EXCHANGE, "topic")?;
    for (at, pattern) in patterns.iter().enumerate() {
        declare_queue(api, &queue(at))?;
        bind(api, EXCHANGE, &queue(at), pattern)?;
    }
    for key in &keys {
        publish(api, EXCHANGE, key)?;
    }
    let mut wrong = Vec::new();
    for (at, pattern) in patterns.iter().enumerate() {
        let arrived = drain(api, &queue(at))?;
        for key in &keys {
            let broker = arrived.contains_key(*key);
            let expected =
                cases.iter().find(|(p, k, _)| p == pattern && k == key).map(|(_, _, matched)| *matched);
            if TopicPattern::new(*pattern).matches(key) != broker
                || expected.is_some_and(|matched| matched != broker)
            {
                wrong.push(format!("`{pattern}` and `{key}`: the broker says {broker}"));
            }
        }
    }
    println!(
        "{FILE}: {} cases, and all {} pairs of {} patterns and {} keys: {} disagree",
        cases.len(),
        patterns.len() * keys.len(),
        patterns.len(),
        keys.len(),
        wrong.len()
    );
    if cases.is_empty() {
        return Err(format!("{FILE} has no cases"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
}

fn queue(at: usize) -> String {
    format!("case-{at}")
}

/// One line: pattern, key, matched, and remarks.
fn case(line: &str) -> Option<(&str, &str, bool)> {
    let mut fields = line.strip_prefix('"')?.split("\",\"");
    Some((fields.next()?, fields.next()?, fields.next()? == "true"))
}
