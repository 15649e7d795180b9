//! `cargo xtask gen`.

use std::ffi::OsString;
use std::path::Path;

use countersign_codegen::write::{Mode, write};

use crate::{Outcome, rule_pages};

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Write nothing; fail if something is not as it would be generated
    #[arg(long)]
    pub(crate) check: bool,
}

/// Runs the generator in this process, and writes the rules' pages.
pub(crate) fn run(args: &Args) -> Outcome {
    let mut line = vec!["countersign", "--catalog", "schemas", "gen", "--out", "generated"];
    if args.check {
        line.push("--check");
    }
    let sdks = countersign_codegen::cli::exit_code(line.into_iter().map(OsString::from)) == 0;
    Ok(pages(args.check)? && sdks)
}

/// Writes the rules' pages, or looks whether they are up to date.
fn pages(check: bool) -> Outcome {
    let mode = if check { Mode::Look } else { Mode::Write };
    let report = write(Path::new("docs"), &rule_pages::files(), &[rule_pages::FOLDER], mode)
        .map_err(|failed| failed.to_string())?;
    let stale: Vec<_> = report.stale().collect();
    let done = if check { "stale" } else { "changed" };
    anstream::println!("docs/{}: {} files, {} {done}", rule_pages::FOLDER, report.files.len(), stale.len());
    for (path, status) in stale.iter().filter(|_| check) {
        anstream::println!("  {:<8} docs/{path}", status.as_str());
    }
    Ok(!check || stale.is_empty())
}
