//! The vectors of the catalog's events, through the crate's public interface.

use std::fs;
use std::path::Path;

use sdk::Version;
use sdk::registry::{decode_payload, event};
use serde_json::Value;

#[test]
fn every_vector_gets_its_verdict() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let vectors: Vec<Value> = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        for vector in &vectors {
            let text = |name: &str| vector[name].as_str().unwrap();
            // Other catalogs have vectors here too.
            if event(text("key")).is_none() {
                continue;
            }
            let version: Version = text("version").parse().unwrap();
            let decoded = decode_payload(text("key"), version, text("data").as_bytes());
            assert_eq!(decoded.is_ok(), vector["valid"], "{}: {vector}: {decoded:?}", path.display());
            let Ok(payload) = decoded else { continue };
            // What is written is read as the same. A value of which only undeclared members were
            // there may have too few left to be written.
            if let Ok(encoded) = payload.encode() {
                assert_eq!(decode_payload(text("key"), version, &encoded).unwrap(), payload, "{vector}");
            }
        }
    }
}
