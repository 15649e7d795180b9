//! `countersign completions`.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Cli;
use super::output::Output;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Output {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "countersign", &mut script);
    Output::holds(String::from_utf8_lossy(&script).into_owned())
}
