//! The TypeScript SDK.

use countersign_codegen::emit::Target;

use super::{cases, text};
use crate::tool::Tool;

/// Where the harness is.
const HARNESS: &str = "tests/targets/typescript";

/// tsc (strict), `ESLint` and Prettier on each generated package, sources that must not compile, how
/// publishers and consumers behave, and the vectors.
pub(in crate::test) fn run() -> Result<(), String> {
    let npm = |args: &[&str]| Tool::new("npm", args).dir(HARNESS).from("install Node.js 20 or newer");
    npm(&["ci", "--no-audit", "--no-fund"]).run()?;
    for case in cases(Target::TypeScript, &["node_modules"])? {
        let package = text(&case.package);
        let node = |args: &[&str]| Tool::new("node", args).from("install Node.js 20 or newer");
        let check = format!("{HARNESS}/check.mjs");
        let sources = format!("{HARNESS}/compile");
        // The sources that must not compile are written against the ERP.
        match case.suite.name {
            "erp" => {
                node(&[&check, &package, "--compile", &sources]).run()?;
                node(&[&format!("{HARNESS}/behaviour.mjs"), &package]).run()?;
            }
            _ => node(&[&check, &package]).run()?,
        }
        let vectors = format!("{HARNESS}/vectors.mjs");
        let output = node(&[&vectors, &package, &text(&case.vectors)]).output()?;
        case.compare(&output)?;
    }
    Ok(())
}
