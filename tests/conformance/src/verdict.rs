//! What a harness said of the vectors, held against what they must get.

use serde::Deserialize;
use serde_json::Value;

use crate::vector::Vector;

/// How many disagreements are printed in full.
const SHOWN: usize = 20;

/// A line that a harness prints for each vector, in order.
#[derive(Debug, Deserialize)]
struct Line {
    index: usize,
    valid: bool,
    #[serde(default)]
    errors: Value,
    /// The payload encoded again.
    #[serde(default)]
    encoded: Option<String>,
}

/// How an SDK did.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Vectors that are valid.
    pub valid: usize,
    /// Vectors that are not.
    pub invalid: usize,
    /// Valid vectors that came back from decoding and encoding with every value they had, unknown
    /// members apart.
    pub round_trips: usize,
    /// What went wrong, one text each.
    pub disagreements: Vec<String>,
}

impl Comparison {
    /// One line for people.
    pub fn summary(&self) -> String {
        format!(
            "{} vectors ({} valid, {} invalid), {} round trips: {} disagreements",
            self.valid + self.invalid,
            self.valid,
            self.invalid,
            self.round_trips,
            self.disagreements.len()
        )
    }

    /// The first disagreements, and how many more there are.
    pub fn shown(&self) -> String {
        let mut text: Vec<&str> = self.disagreements.iter().take(SHOWN).map(String::as_str).collect();
        let more = format!("...and {} more", self.disagreements.len().saturating_sub(SHOWN));
        if self.disagreements.len() > SHOWN {
            text.push(&more);
        }
        text.join("\n")
    }
}

/// Holds the output of a harness against the vectors it was given.
///
/// # Errors
/// When the output is not one line a vector.
pub fn compare(vectors: &[Vector], output: &str) -> Result<Comparison, String> {
    let mut comparison = Comparison::default();
    let mut lines = output.lines().filter(|line| !line.trim().is_empty());
    for (at, vector) in vectors.iter().enumerate() {
        let text =
            lines.next().ok_or_else(|| format!("the harness answered {at} of {} vectors", vectors.len()))?;
        let line: Line =
            serde_json::from_str(text).map_err(|error| format!("{error} in the harness's line {text}"))?;
        if line.index != at {
            return Err(format!("the harness's line {at} is about vector {}", line.index));
        }
        judge(vector, &line, &mut comparison);
    }
    match lines.next() {
        Some(line) => Err(format!("the harness says more than it was asked: {line}")),
        None => Ok(comparison),
    }
}

fn judge(vector: &Vector, line: &Line, comparison: &mut Comparison) {
    let Vector { key, version, data, valid, why } = vector;
    let mut disagree = |what: String| {
        let data: String = data.chars().take(300).collect();
        comparison.disagreements.push(format!("{key} {version} ({why}): {what}\n    {data}"));
    };
    if line.valid != *valid {
        disagree(format!("must be {}, the SDK says {}: {}", word(*valid), word(line.valid), line.errors));
        return;
    }
    if !*valid {
        comparison.invalid += 1;
        return;
    }
    let sent: Option<Value> = serde_json::from_str(data).ok();
    let back: Option<Value> = line.encoded.as_deref().and_then(|text| serde_json::from_str(text).ok());
    match (sent, back) {
        (Some(sent), Some(back)) if within(&back, &sent) && (why != "example" || within(&sent, &back)) => {
            comparison.round_trips += 1;
        }
        (_, None) if why == "example" => disagree("it was not encoded again".to_owned()),
        // A payload that is valid only thanks to members the reader drops cannot be sent on.
        (_, None) => {}
        (_, Some(back)) => disagree(format!("it came back as {back}")),
    }
    comparison.valid += 1;
}

const fn word(valid: bool) -> &'static str {
    if valid { "valid" } else { "invalid" }
}

/// Whether all of `part` is in `whole`, numbers by value, lists item by item.
fn within(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().all(|(name, value)| whole.get(name).is_some_and(|other| within(value, other)))
        }
        (Value::Array(part), Value::Array(whole)) => {
            part.len() == whole.len() && part.iter().zip(whole).all(|(a, b)| within(a, b))
        }
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(data: &str, valid: bool) -> Vector {
        Vector { key: "a.b".into(), version: "1.0".into(), data: data.into(), valid, why: "x".into() }
    }

    #[test]
    fn a_wrong_verdict_and_a_lost_value_are_found() {
        let vectors = [vector("{\"a\":1.0}", true), vector("{}", false), vector("{\"a\":[1]}", true)];
        let output = concat!(
            "{\"index\":0,\"valid\":true,\"errors\":[],\"encoded\":\"{\\\"a\\\":1}\"}\n",
            "{\"index\":1,\"valid\":true,\"errors\":[],\"encoded\":\"{}\"}\n",
            "{\"index\":2,\"valid\":true,\"errors\":[],\"encoded\":\"{\\\"a\\\":[2]}\"}\n",
        );
        let comparison = compare(&vectors, output).unwrap_or_default();
        assert_eq!((comparison.valid, comparison.round_trips, comparison.disagreements.len()), (2, 1, 2));
        assert!(compare(&vectors, "").is_err());
    }
}
