//! `cargo xtask bench`: whole processes, timed from outside.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::tool::Tool;

/// Where `gen` writes; not `generated/`, so that a benchmark changes nothing that is committed.
const OUT: &str = "target/bench-generated";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How often each command is run
    #[arg(long, default_value_t = 30)]
    runs: u32,
}

/// Builds, runs each command some times, and prints the least and the middle time.
pub(crate) fn run(args: &Args) -> Outcome {
    Tool::cargo(&["build", "--release", "--package", "countersign-codegen"]).run()?;
    let target_dir = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let binary = format!("{target_dir}/release/countersign");
    let check = vec!["--catalog", "schemas", "check"];
    let generate = vec!["--catalog", "schemas", "gen", "--out", OUT];
    println!("\n{:<12} {:>9} {:>9}  command ({} runs each, whole process)", "", "least", "middle", args.runs);
    let rows: [(&str, &[&str], bool); 3] =
        [("check", &check, false), ("gen, first", &generate, true), ("gen, again", &generate, false)];
    for (name, command, fresh) in rows {
        let mut times = Vec::new();
        for _ in 0..args.runs.max(1) {
            if fresh {
                let _ = std::fs::remove_dir_all(OUT);
            }
            times.push(time(&binary, command)?);
        }
        times.sort_unstable();
        let least = times.first().copied().unwrap_or_default();
        let middle = times.get(times.len() / 2).copied().unwrap_or_default();
        println!("{name:<12} {:>9} {:>9}  {binary} {}", millis(least), millis(middle), command.join(" "));
    }
    println!(
        "\nTimes include starting the process and reading the catalog; the disk is warm after the first run."
    );
    Ok(true)
}

fn time(binary: &str, args: &[&str]) -> Result<Duration, String> {
    let start = Instant::now();
    let status = Command::new(binary)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("{binary}: {error}"))?;
    let taken = start.elapsed();
    if status.success() { Ok(taken) } else { Err(format!("`{binary} {}` failed: {status}", args.join(" "))) }
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
