//! The steps that put a generated SDK through its language's own tools: first the strict compiler
//! and the linters on the package itself, then the harness in `tests/targets/<target>/`, which
//! puts the vectors through it.

use std::path::Path;

use crate::tool::Tool;

/// Where a target's package and its harness are.
fn places(target: &str) -> Result<(String, String), String> {
    let (package, harness) = (format!("generated/{target}"), format!("tests/targets/{target}"));
    for dir in [&package, &harness] {
        if !Path::new(dir).is_dir() {
            return Err(format!("there is no `{dir}`"));
        }
    }
    Ok((package, harness))
}

/// Runs the tools one after the other, up to the first that fails.
fn all(tools: &[Tool]) -> Result<(), String> {
    tools.iter().try_for_each(Tool::run)
}

/// The Rust SDK: clippy on the generated crate, then the harness's tests.
pub(super) fn rust() -> Result<(), String> {
    let (package, harness) = places("rust")?;
    let manifest = |dir: &str| format!("{dir}/Cargo.toml");
    let (package, harness) = (manifest(&package), manifest(&harness));
    all(&[
        Tool::cargo(&["clippy", "--manifest-path", &package, "--all-targets", "--", "-D", "warnings"]),
        Tool::cargo(&["test", "--manifest-path", &package]),
        Tool::cargo(&["test", "--manifest-path", &harness]),
    ])
}

/// The TypeScript SDK: `npm ci` and `npm test` in the harness, whose package compiles the SDK
/// strictly (script `check`) and runs the vectors (script `test`).
pub(super) fn typescript() -> Result<(), String> {
    let (_, harness) = places("typescript")?;
    let npm = |args: &[&str]| Tool::new("npm", args).dir(&harness).from("install Node.js 22 or newer");
    all(&[npm(&["ci", "--no-audit", "--no-fund"]), npm(&["run", "check"]), npm(&["test"])])
}

/// The Go SDK: gofmt and vet on the generated module, then the harness's tests.
pub(super) fn go() -> Result<(), String> {
    let (package, harness) = places("go")?;
    let hint = "install Go 1.22 or newer";
    let unformatted = Tool::new("gofmt", &["-l", &package]).from(hint).output()?;
    if !unformatted.trim().is_empty() {
        return Err(format!("not as gofmt writes it: {}", unformatted.trim().replace('\n', ", ")));
    }
    let go = |dir: &str, args: &[&str]| Tool::new("go", args).dir(dir).from(hint);
    all(&[
        go(&package, &["vet", "./..."]),
        go(&package, &["test", "./..."]),
        go(&harness, &["vet", "./..."]),
        go(&harness, &["test", "./..."]),
    ])
}
