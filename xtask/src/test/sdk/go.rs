//! The Go SDK.

use std::fs;
use std::path::PathBuf;

use countersign_codegen::emit::Target;

use super::{Case, cases, text};
use crate::tool::Tool;

/// Where the harness is.
const HARNESS: &str = "tests/targets/go/harness";
const HINT: &str = "install Go 1.22 or newer";

/// gofmt and vet on each generated module, and the vectors.
pub(in crate::test) fn run() -> Result<(), String> {
    for case in cases(Target::Go, &[])? {
        let package = text(&case.package);
        let unformatted = Tool::new("gofmt", &["-l", &package, HARNESS]).from(HINT).output()?;
        if !unformatted.trim().is_empty() {
            return Err(format!("not as gofmt writes it: {}", unformatted.trim().replace('\n', ", ")));
        }
        Tool::new("go", &["vet", "./..."]).dir(&package).from(HINT).run()?;
        let harness = text(&harness(&case)?);
        Tool::new("go", &["vet", "./..."]).dir(&harness).from(HINT).run()?;
        let vectors = text(&case.vectors);
        let output = Tool::new("go", &["run", ".", &vectors]).dir(&harness).from(HINT).output()?;
        case.compare(&output)?;
    }
    Ok(())
}

/// Puts a harness beside a generated module.
fn harness(case: &Case) -> Result<PathBuf, String> {
    let failed = |error: std::io::Error| format!("{HARNESS}: {error}");
    let dir = case.package.with_file_name("go-harness");
    fs::create_dir_all(&dir).map_err(failed)?;
    fs::copy(format!("{HARNESS}/main.go"), dir.join("main.go")).map_err(failed)?;
    let module = fs::read_to_string(format!("{HARNESS}/go.mod")).map_err(failed)?;
    fs::write(dir.join("go.mod"), module.replace("=> ./sdk", "=> ../go")).map_err(failed)?;
    Ok(dir)
}
