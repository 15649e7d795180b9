//! The `countersign` command line: one file a command.
//!
//! A command returns what it has to say instead of printing it, so that one place decides about
//! streams, colours and exit codes: 0 the contract holds, 1 there are findings, 2 the command
//! could not run.

mod check;
mod completions;
pub mod explain;
mod generate;
mod list;
mod matrix;
mod output;
mod session;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

pub use output::{Failure, Output, Verdict};
pub use session::{Session, today};

const ABOUT: &str = "Event contracts, signed twice: checks an event catalog and generates SDKs from it";

const AFTER: &str = "\
The catalog is the directory that holds `catalog.yaml`. Without --catalog it is looked for in the
current directory and every directory above it, and in a `schemas` folder beside each.

Exit codes: 0 the contract holds, 1 there are findings, 2 the command could not run.";

#[derive(Debug, Parser)]
#[command(name = "countersign", version, about = ABOUT, after_help = AFTER, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Default, clap::Args)]
struct Global {
    /// The catalog's directory [default: the nearest one that holds `catalog.yaml`]
    #[arg(long, global = true, value_name = "DIR")]
    catalog: Option<PathBuf>,

    /// When to use colours; `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check that the contract holds: every event signed by both sides, every payload enforceable
    Check(check::Args),
    /// Generate the SDKs; writes only what changed
    Gen(generate::Args),
    /// List the events with their publishers, versions and consumers
    List(list::Args),
    /// Show who publishes and who consumes what
    Matrix(matrix::Args),
    /// Explain a rule: what it asks for, why, and how to mend a breach
    Explain(explain::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
}

/// Runs the command that the arguments ask for; the first is the program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(exit_code(args))
}

/// Runs the command that the arguments ask for and answers with its exit code.
pub fn exit_code(args: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are asked for; anything else could not be understood.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    output::choose_color(cli.global.color);
    let result = match &cli.command {
        Command::Check(args) => check::run(&cli.global, args),
        Command::Gen(args) => generate::run(&cli.global, args),
        Command::List(args) => list::run(&cli.global, args),
        Command::Matrix(args) => matrix::run(&cli.global, args),
        Command::Explain(args) => explain::run(args),
        Command::Completions(args) => Ok(completions::run(args)),
    };
    output::finish(result)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
