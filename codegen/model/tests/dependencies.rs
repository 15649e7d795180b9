//! The model's dependency tree stays tiny: the proc macro builds it for every user.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::process::Command;

#[test]
fn the_tree_holds_no_heavy_crate() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tree", "--package", "countersign-model", "--edges", "normal,build", "--prefix", "none"])
        .args(["--target", "all", "--locked", "--offline"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(crates.contains(&"countersign-model") && crates.contains(&"granit-parser"), "{tree}");
    for heavy in ["serde_derive", "serde", "jsonschema", "minijinja", "clap", "syn", "regex"] {
        assert!(!crates.contains(&heavy), "{heavy} is in the model's tree:\n{tree}");
    }
}
