//! Vectors of a whole catalog: every example, and every mutant of every example with the verdict
//! of the independent judge.

use std::collections::HashSet;

use countersign_model::resolved::Resolved;

use crate::mutate::mutants;
use crate::oracle::Oracle;
use crate::vector::Vector;

/// The examples of every version, which must be valid, and their mutants. A mutant that appears
/// twice for a version is there once.
pub fn vectors(catalog: &Resolved, oracle: &Oracle) -> Vec<Vector> {
    let mut found = Vec::new();
    for event in &catalog.events {
        let key = &event.key.value;
        for version in &event.versions {
            let number = version.version.value.to_string();
            let mut seen = HashSet::new();
            let mut add = |data: String, valid: bool, why: String| {
                if seen.insert(data.clone()) {
                    found.push(Vector { key: key.clone(), version: number.clone(), data, valid, why });
                }
            };
            for example in &version.examples {
                // The example as written, so that its numbers keep their text.
                let text = example.to_string();
                add(text.clone(), true, "example".to_owned());
                let (Some(ty), Ok(value)) = (version.payload, serde_json::from_str(&text)) else { continue };
                for mutant in mutants(catalog, ty, &value) {
                    if let Some(valid) = oracle.judge(key, &number, &mutant.data) {
                        add(mutant.data.to_string(), valid, mutant.why);
                    }
                }
            }
        }
    }
    found
}
