//! The Go SDK.

use countersign_codegen::emit::Target;

use super::{cases, text};
use crate::tool::Tool;

/// gofmt and vet on each generated module, sources that must not compile, and the vectors.
pub(in crate::test) fn run() -> Result<(), String> {
    for case in cases(Target::Go, &[])? {
        let package = text(&case.package);
        let hint = "install Go 1.22 or newer";
        let unformatted = Tool::new("gofmt", &["-l", &package]).from(hint).output()?;
        if !unformatted.trim().is_empty() {
            return Err(format!("not as gofmt writes it: {}", unformatted.trim().replace('\n', ", ")));
        }
        Tool::new("go", &["vet", "./..."]).dir(&package).from(hint).run()?;
    }
    Ok(())
}
