//! The one place that writes: files in memory to a directory on disk.
//!
//! What is on disk is compared with what should be there, and only what differs is written. A
//! manifest in the output directory lists what earlier generations wrote; it is what allows a file
//! to be removed or overwritten that this generation does not know. A file that a person wrote is
//! in no manifest and has no generated header, so it is never touched.

mod apply;
mod manifest;
mod plan;

use std::fmt;
use std::path::Path;

use crate::emit::Files;

pub use manifest::MANIFEST;

/// What to do about differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Bring the disk up to date.
    Write,
    /// Only look. The same as a dry run: what the two say afterwards is up to the caller.
    Look,
}

/// How a file on disk stands, or stood before it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It is as it should be.
    Unchanged,
    /// It is not there.
    New,
    /// It has other contents.
    Changed,
    /// It was generated once, and is not any more.
    Gone,
}

impl Status {
    /// The word for what is, or would be, done about it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Gone => "removed",
        }
    }
}

/// Every file of a generation, in the order of their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Paths below the output directory, with what was or would be done.
    pub files: Vec<(String, Status)>,
}

impl Report {
    /// The files that are not as they should be.
    pub fn stale(&self) -> impl Iterator<Item = (&str, Status)> {
        self.files
            .iter()
            .filter(|(_, status)| *status != Status::Unchanged)
            .map(|(path, status)| (path.as_str(), *status))
    }

    /// How many files below a folder have a status.
    pub fn count(&self, folder: &str, status: Status) -> usize {
        self.files.iter().filter(|(path, found)| *found == status && is_below(path, folder)).count()
    }
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The path, as it can be opened from the current directory.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// Files that could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// All that is in the way.
    pub problems: Vec<Problem>,
    /// Whether writing had begun: the disk failed in a way that could not be foreseen.
    pub begun: bool,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begun = if self.begun { "some files could not be written" } else { "nothing was written" };
        write!(f, "{begun}:")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl std::error::Error for Failed {}

/// Compares `files` with the directory `out` and, in [`Mode::Write`], brings it up to date.
///
/// `folders` are the top folders that this generation makes up in full, so that whatever earlier
/// generations left in them can go; files of other folders are not looked at.
///
/// # Errors
/// All reasons why something could not be written. They are looked for before anything is
/// written, so that nothing is left half done.
pub fn write(out: &Path, files: &Files, folders: &[&str], mode: Mode) -> Result<Report, Failed> {
    let plan = plan::plan(out, files, folders).map_err(|problems| Failed { problems, begun: false })?;
    if mode == Mode::Write {
        apply::apply(out, &plan).map_err(|problems| Failed { problems, begun: true })?;
    }
    Ok(Report { files: plan.steps.into_iter().map(|step| (step.path, step.status)).collect() })
}

/// Whether a path lies below a folder.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
