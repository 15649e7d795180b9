//! `cargo xtask check`.

use std::ffi::OsString;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Options of `countersign check`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<OsString>,
}

/// Checks the repository's catalog.
pub(crate) fn run(args: &Args) -> bool {
    let fixed = ["countersign", "--catalog", "schemas", "check"].map(OsString::from);
    countersign_codegen::cli::exit_code(fixed.into_iter().chain(args.rest.iter().cloned())) == 0
}
