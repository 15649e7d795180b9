//! The repository's own commands: `cargo xtask gen|check|test|new|bench`. One file a command.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod bench;
mod check;
mod generate;
mod new;
mod root;
mod rule_pages;
mod test;
mod tool;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(
    name = "xtask",
    bin_name = "cargo xtask",
    about = "The repository's own commands",
    max_term_width = 100
)]
enum Command {
    /// Generate `generated/` from `schemas/`, and `docs/rules/` from the rules
    Gen(generate::Args),
    /// Check `schemas/`; takes the options of `countersign check`
    Check(check::Args),
    /// Run every test there is: what CI runs
    Test(test::Args),
    /// Write the skeleton of something new, registered and compiling
    #[command(subcommand)]
    New(New),
    /// Time `check` and `gen` on `schemas/`, whole process, release build
    Bench(bench::Args),
}

#[derive(Debug, Subcommand)]
enum New {
    /// A rule: its file, its line in the registry, its two fixtures
    Rule(new::rule::Args),
    /// A target: its folder and its arms in the `Target` enum
    Target(new::target::Args),
}

/// What a command answers: whether all is well, or why it could not run.
type Outcome = Result<bool, String>;

fn main() -> ExitCode {
    let command = Command::parse();
    let outcome = root::enter().and_then(|()| match &command {
        Command::Gen(args) => generate::run(args),
        Command::Check(args) => Ok(check::run(args)),
        Command::Test(args) => test::run(args),
        Command::New(New::Rule(args)) => new::rule::run(args),
        Command::New(New::Target(args)) => new::target::run(args),
        Command::Bench(args) => bench::run(args),
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            anstream::eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
