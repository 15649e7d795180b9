//! `countersign check`.

use std::path::PathBuf;

use super::Global;
use super::output::{Failure, Output, Verdict};
use super::session::{Session, today};
use crate::render::{self, Summary};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The catalog's directory; the same as --catalog
    dir: Option<PathBuf>,

    /// How to show what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// Show notes too, and every one-sided signature by itself
    #[arg(long, short)]
    verbose: bool,

    /// Fail on warnings too
    #[arg(long)]
    deny_warnings: bool,

    /// The day to hold sunsets against [default: today]
    #[arg(long, hide = true, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// For people: source lines, every place involved, what to write instead
    #[default]
    Human,
    /// For programs: one object with `diagnostics` and a `summary`
    Json,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<Output, Failure> {
    let dir = args.dir.as_deref().or(global.catalog.as_deref());
    let session = Session::open(dir, &args.today.clone().unwrap_or_else(today))?;
    let summary = Summary::of(&session.compilation);
    let failed = summary.errors > 0 || (args.deny_warnings && summary.warnings > 0);
    let verdict = if failed { Verdict::Findings } else { Verdict::Holds };
    let text = match args.format {
        Format::Human => session.human(args.verbose),
        Format::Json => render::json(&session.sources, &session.paths, &session.compilation),
    };
    Ok(Output { text, aside: String::new(), verdict })
}

/// Takes a date as it is written in RFC 3339.
fn day(text: &str) -> Result<String, String> {
    let mut parts = text.split('-');
    let mut number = |digits: usize, most: u32| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        part.parse::<u32>().ok().filter(|number| (1..=most).contains(number))
    };
    let whole = number(4, 9999).is_some() && number(2, 12).is_some() && number(2, 31).is_some();
    if whole && parts.next().is_none() {
        Ok(text.to_owned())
    } else {
        Err("not a date: write YYYY-MM-DD".into())
    }
}
