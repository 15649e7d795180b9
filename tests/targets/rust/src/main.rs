//! Decodes vectors with a generated crate: `rust-harness <vectors.json>...` prints a JSON line for
//! each vector of each file, in order, and counts on across files.

use std::io::Write as _;
use std::process::ExitCode;

use sdk::registry::decode_payload;
use sdk::{DecodeError, Version};
use serde_json::{Map, Value, json};

fn main() -> ExitCode {
    let mut vectors: Vec<Value> = Vec::new();
    for path in std::env::args().skip(1) {
        let read = std::fs::read(&path).map_err(|error| error.to_string());
        match read
            .and_then(|text| serde_json::from_slice::<Vec<Value>>(&text).map_err(|error| error.to_string()))
        {
            Ok(found) => vectors.extend(found),
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    let mut out = std::io::stdout().lock();
    for (index, vector) in vectors.iter().enumerate() {
        if writeln!(out, "{}", run(index, vector)).is_err() {
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn run(index: usize, vector: &Value) -> Value {
    let text = |name: &str| vector.get(name).and_then(Value::as_str).unwrap_or_default();
    let Ok(version) = text("version").parse::<Version>() else {
        return json!({ "index": index, "valid": false, "errors": [{ "error": "the vector's version is no MAJOR.MINOR" }] });
    };
    let mut line = Map::from_iter([("index".to_owned(), json!(index))]);
    match decode_payload(text("key"), version, text("data").as_bytes()) {
        Ok(payload) => {
            line.insert("valid".to_owned(), json!(true));
            line.insert("errors".to_owned(), json!([]));
            match payload.encode() {
                Ok(encoded) => line.insert("encoded".to_owned(), json!(String::from_utf8_lossy(&encoded))),
                Err(error) => line.insert("encode_error".to_owned(), json!(error.to_string())),
            };
        }
        Err(error) => {
            line.insert("valid".to_owned(), json!(false));
            line.insert("errors".to_owned(), errors(&error));
        }
    }
    Value::Object(line)
}

fn errors(error: &DecodeError) -> Value {
    let violations = error.violations();
    if violations.is_empty() {
        return json!([{ "error": error.to_string() }]);
    }
    let shown = violations.iter().map(|violation| {
        json!({
            "pointer": violation.pointer,
            "keyword": violation.keyword,
            "expected": violation.expected,
            "value": violation.value,
        })
    });
    shown.collect()
}
