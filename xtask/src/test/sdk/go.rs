//! The Go SDK.

use std::fs;
use std::path::PathBuf;

use countersign_codegen::emit::Target;

use super::{Case, cases, text};
use crate::tool::Tool;

/// Where the harness is.
const HARNESS: &str = "tests/targets/go";
const HINT: &str = "install Go 1.22 or newer";

/// gofmt and vet on each generated module, its vectors, and (for the ERP) the harness's tests: what
/// must not compile, and how publishers and consumers behave.
pub(in crate::test) fn run() -> Result<(), String> {
    for case in cases(Target::Go, &[])? {
        let package = text(&case.package);
        let unformatted = Tool::new("gofmt", &["-l", &package, HARNESS]).from(HINT).output()?;
        if !unformatted.trim().is_empty() {
            return Err(format!("not as gofmt writes it: {}", unformatted.trim().replace('\n', ", ")));
        }
        Tool::new("go", &["vet", "./..."]).dir(&package).from(HINT).run()?;
        let module = format!("-modfile={}", text(&module(&case)?));
        let harness = |args: &[&str]| Tool::new("go", args).dir(HARNESS).from(HINT);
        if case.suite.name == "erp" {
            harness(&["vet", "."]).run()?;
            harness(&["test", "-count=1", "."]).run()?;
        }
        let output = harness(&["run", &module, ".", &text(&case.vectors)]).output()?;
        case.compare(&output)?;
    }
    Ok(())
}

/// A copy of the harness's module file in which a case's package is the one under test.
fn module(case: &Case) -> Result<PathBuf, String> {
    let failed = |error: std::io::Error| format!("{HARNESS}/go.mod: {error}");
    let path = case.package.with_file_name("harness.mod");
    let module = fs::read_to_string(format!("{HARNESS}/go.mod")).map_err(failed)?;
    fs::write(&path, module.replace("../../../generated/go", &text(&case.package))).map_err(failed)?;
    Ok(path)
}
