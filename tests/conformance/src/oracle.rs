//! The independent judge: the `jsonschema` crate on the schemas as written.

use std::collections::HashMap;

use countersign_codegen::check::payload_validator;
use countersign_model::resolved::Resolved;
use countersign_model::source::SourceMap;
use serde_json::{Value, json};

use crate::vector::Vector;

/// A verdict on every payload of a catalog.
#[derive(Debug)]
pub struct Oracle {
    /// By routing key and version. The validators take `{"payload": ...}`.
    validators: HashMap<(String, String), jsonschema::Validator>,
}

impl Oracle {
    /// Builds the validators of a catalog.
    ///
    /// # Errors
    /// When the validator refuses a schema.
    pub fn new(sources: &SourceMap, catalog: &Resolved) -> Result<Self, String> {
        let mut validators = HashMap::new();
        for event in &catalog.events {
            for version in &event.versions {
                let Some(schema) = &version.schema else { continue };
                let name = (event.key.value.clone(), version.version.value.to_string());
                let validator = payload_validator(sources, catalog, schema)
                    .map_err(|error| format!("{} {}: {error}", name.0, name.1))?;
                validators.insert(name, validator);
            }
        }
        Ok(Self { validators })
    }

    /// Whether a payload is valid; `None` for an event or version that the catalog lacks.
    pub fn judge(&self, key: &str, version: &str, data: &Value) -> Option<bool> {
        let validator = self.validators.get(&(key.to_owned(), version.to_owned()))?;
        Some(validator.is_valid(&json!({ "payload": data })))
    }

    /// What is wrong with the verdicts of hand-written vectors.
    pub fn disagreements(&self, vectors: &[Vector]) -> Vec<String> {
        let mut found = Vec::new();
        for vector in vectors {
            let verdict = serde_json::from_str(&vector.data)
                .ok()
                .and_then(|data: Value| self.judge(&vector.key, &vector.version, &data));
            if verdict != Some(vector.valid) {
                found.push(format!(
                    "{} {}: {} ({}): the vector says {}, the validator {verdict:?}",
                    vector.key, vector.version, vector.data, vector.why, vector.valid
                ));
            }
        }
        found
    }
}
