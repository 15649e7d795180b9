//! The Rust SDK.

use std::fs;

use countersign_codegen::emit::Target;

use super::{Case, cases, text};
use crate::tool::Tool;

/// Where the harness is.
const HARNESS: &str = "tests/targets/rust";
/// The build directory of generated crates, so that they share what they depend on.
const TARGET_DIR: &str = "target/conformance/build";

/// Clippy (pedantic) on each generated crate, the vectors, and the harness's tests.
pub(in crate::test) fn run() -> Result<(), String> {
    for case in cases(Target::Rust, &["Cargo.lock"])? {
        let manifest = text(&case.package.join("Cargo.toml"));
        Tool::cargo(&[
            "clippy",
            "--quiet",
            "--manifest-path",
            &manifest,
            "--",
            "-D",
            "warnings",
            "-W",
            "clippy::pedantic",
        ])
        .env("CARGO_TARGET_DIR", TARGET_DIR)
        .run()?;
        let harness = harness(&case)?;
        let vectors = text(&case.vectors);
        let output = Tool::cargo(&["run", "--quiet", "--manifest-path", &harness, "--", &vectors])
            .env("CARGO_TARGET_DIR", TARGET_DIR)
            .output()?;
        case.compare(&output)?;
    }
    // What must not compile, and how publishers and consumers behave, on the committed crate.
    let manifest = format!("{HARNESS}/Cargo.toml");
    let target = text(&std::path::absolute(TARGET_DIR).map_err(|error| error.to_string())?);
    Tool::cargo(&["test", "--quiet", "--manifest-path", &manifest]).env("CARGO_TARGET_DIR", &target).run()
}

/// Puts a harness beside a generated crate; answers with its manifest.
fn harness(case: &Case) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("{HARNESS}: {error}");
    let dir = case.package.with_file_name("rust-harness");
    fs::create_dir_all(dir.join("src")).map_err(failed)?;
    fs::copy(format!("{HARNESS}/src/main.rs"), dir.join("src/main.rs")).map_err(failed)?;
    let template = fs::read_to_string(format!("{HARNESS}/Cargo.toml.template")).map_err(failed)?;
    let manifest = template
        .replace("{package}", &case.suite.catalog.targets.rust_crate)
        .replace("{path}", &text(&case.package));
    fs::write(dir.join("Cargo.toml"), manifest).map_err(failed)?;
    Ok(text(&dir.join("Cargo.toml")))
}
