//! `cargo xtask test`: every check there is, as named steps. `.ci/run` is this and nothing else.

mod broker;
mod licences;
mod sdk;
mod steps;

use std::time::{Duration, Instant};

use crate::Outcome;
use steps::STEPS;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Leave a step out; refused in CI
    #[arg(long, value_name = "NAME", value_parser = step_name)]
    skip: Vec<&'static str>,

    /// Run only this step; may be given several times
    #[arg(long, value_name = "NAME", value_parser = step_name)]
    only: Vec<&'static str>,

    /// List the steps and run none
    #[arg(long)]
    list: bool,
}

/// One named step.
#[derive(Debug)]
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn() -> Result<(), String>,
}

/// How a step ended.
enum End {
    Passed,
    Failed(String),
    Skipped,
}

fn step_name(text: &str) -> Result<&'static str, String> {
    let known = || STEPS.iter().map(|step| step.name);
    known()
        .find(|name| *name == text)
        .ok_or_else(|| format!("the steps are {}", known().collect::<Vec<_>>().join(", ")))
}

/// Runs the steps one after the other, all of them even if one fails.
pub(crate) fn run(args: &Args) -> Outcome {
    if args.list {
        for step in STEPS {
            println!("{:<11} {}", step.name, step.what);
        }
        return Ok(true);
    }
    let in_ci = std::env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"));
    if in_ci && !(args.skip.is_empty() && args.only.is_empty()) {
        return Err("CI runs every step: --skip and --only are for people".to_owned());
    }
    let mut ends = Vec::new();
    for step in STEPS {
        let skipped =
            args.skip.contains(&step.name) || !(args.only.is_empty() || args.only.contains(&step.name));
        if skipped {
            ends.push((step, End::Skipped, Duration::ZERO));
            continue;
        }
        println!("\n=== {}: {}", step.name, step.what);
        let start = Instant::now();
        let end = match (step.run)() {
            Ok(()) => End::Passed,
            Err(error) => {
                println!("error: {error}");
                End::Failed(error)
            }
        };
        println!("=== {} took {:.1} s", step.name, start.elapsed().as_secs_f64());
        ends.push((step, end, start.elapsed()));
    }
    Ok(report(&ends))
}

/// Prints the table and the last line, and answers whether nothing failed.
fn report(ends: &[(&Step, End, Duration)]) -> bool {
    println!();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (step, end, time) in ends {
        let time = format!("{:>7.1} s", time.as_secs_f64());
        let (word, why) = match end {
            End::Passed => {
                passed += 1;
                ("passed", "")
            }
            End::Failed(error) => {
                failed += 1;
                ("FAILED", error.lines().next().unwrap_or(""))
            }
            End::Skipped => {
                skipped += 1;
                ("skipped", "")
            }
        };
        println!("{}", format!("{:<11} {word:<8} {time}  {why}", step.name).trim_end());
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    failed == 0
}
