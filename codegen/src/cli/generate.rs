//! `countersign gen`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Global;
use super::output::{Failure, Output, Verdict};
use super::session::{Session, today};
use crate::emit::{Files, Target, emit};
use crate::render::{Summary, counted};
use crate::write::{Mode, Report, Status, write};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Generate only this target; may be given several times [default: all of them]
    #[arg(long = "target", value_enum, value_name = "NAME")]
    targets: Vec<Target>,

    /// Where to write [default: `generated` beside the catalog's directory]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Write nothing; fail if a file is not as it would be generated, and show which
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,

    /// Write nothing; show what would be done
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<Output, Failure> {
    let session = Session::open(global.catalog.as_deref(), &today())?;
    let Some(catalog) = session.compilation.sound() else {
        let text = format!("{}Nothing was generated: mend the errors first.\n", session.human(false));
        return Ok(Output { text, aside: String::new(), verdict: Verdict::Findings });
    };
    let targets = chosen(&args.targets);
    let mut files = Files::new();
    let mut times = Vec::new();
    for target in targets {
        let start = Instant::now();
        files.extend(emit(target, catalog));
        times.push((target, start.elapsed()));
    }
    let out = args.out.clone().unwrap_or_else(|| default_out(&session.dir));
    let folders: Vec<&str> = times.iter().map(|(target, _)| target.name()).collect();
    let mode = if args.check || args.dry_run { Mode::Look } else { Mode::Write };
    let start = Instant::now();
    let report = write(&out, &files, &folders, mode).map_err(|failed| {
        Failure::new(failed.to_string()).help("mend these paths, or choose another directory with --out")
    })?;
    let run = Run { out: &out, times: &times, report: &report, disk: start.elapsed() };
    let mut text = format!("{} from {}\n", Summary::of(&session.compilation).size(), session.paths.base());
    if mode == Mode::Look {
        text.push_str(&run.differences());
    }
    text.push_str(&run.table(mode));
    let stale = report.stale().count();
    let verdict = if args.check && stale > 0 { Verdict::Findings } else { Verdict::Holds };
    text.push_str(&closing(args, stale));
    Ok(Output { text, aside: String::new(), verdict })
}

/// The last line.
fn closing(args: &Args, stale: usize) -> String {
    match (args.check, args.dry_run, stale) {
        (true, _, 0) => "Everything is up to date.\n".to_owned(),
        (true, _, _) => format!("{} stale: run `countersign gen`.\n", are(stale)),
        (_, true, _) => format!("{} would change; nothing was written.\n", counted(stale, "file")),
        (_, _, 0) => "Nothing changed.\n".to_owned(),
        (_, _, _) => format!("{} changed.\n", counted(stale, "file")),
    }
}

fn are(count: usize) -> String {
    if count == 1 { "1 file is".to_owned() } else { format!("{count} files are") }
}

/// The targets asked for, each once, in their own order.
fn chosen(asked: &[Target]) -> Vec<Target> {
    Target::ALL.into_iter().filter(|target| asked.is_empty() || asked.contains(target)).collect()
}

/// `generated` beside the catalog's directory: for `schemas/` at the root of a repository that is
/// `generated/` at its root.
fn default_out(dir: &Path) -> PathBuf {
    let folder = "generated";
    match dir.file_name() {
        Some(_) => dir.with_file_name(folder),
        // `.` and `..` have no name to put another in the place of.
        None => dir.join("..").join(folder),
    }
}

/// What a generation did, to tell a person.
struct Run<'a> {
    out: &'a Path,
    times: &'a [(Target, Duration)],
    report: &'a Report,
    disk: Duration,
}

impl Run<'_> {
    /// One line for each file that differs.
    fn differences(&self) -> String {
        let mut text = String::new();
        for (path, status) in self.report.stale() {
            let _ = writeln!(text, "  {:<8} {}", status.as_str(), self.out.join(path).display());
        }
        text
    }

    /// One line for each target.
    fn table(&self, mode: Mode) -> String {
        let done = if mode == Mode::Write { "written" } else { "stale" };
        let mut text = String::new();
        for (target, time) in self.times {
            let name = target.name();
            let count = |status| self.report.count(name, status);
            let unchanged = count(Status::Unchanged);
            let written = count(Status::New) + count(Status::Changed);
            let removed = match count(Status::Gone) {
                0 => String::new(),
                gone if mode == Mode::Write => format!(", {gone} removed"),
                gone => format!(", {gone} to remove"),
            };
            let folder = self.out.join(name).display().to_string();
            let _ = writeln!(
                text,
                "  {name:<11} {:>9}: {written} {done}, {unchanged} unchanged{removed}  {}  {folder}",
                counted(unchanged + written, "file"),
                millis(*time),
            );
        }
        let _ = writeln!(text, "  {:<11} {:>9}  {}", "disk", "", millis(self.disk));
        text
    }
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
