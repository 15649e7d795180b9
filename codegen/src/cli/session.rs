//! A catalog, opened for a command.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use countersign_model::resolved::Resolved;
use countersign_model::source::SourceMap;

use super::Global;
use super::output::{self, Failure, Output, Verdict};
use crate::compile::{Compilation, compile_read};
use crate::read::{find_catalog, find_catalog_in, read};
use crate::render::{Paths, Summary, human};

/// A catalog that was found, read and compiled.
#[derive(Debug)]
pub struct Session {
    /// Its directory.
    pub dir: PathBuf,
    /// Its texts.
    pub sources: SourceMap,
    /// How to show paths.
    pub paths: Paths,
    /// What came of it.
    pub compilation: Compilation,
}

impl Session {
    /// Opens the catalog in a directory, or the nearest one to the current directory.
    pub fn open(named: Option<&Path>, today: &str) -> Result<Self, Failure> {
        let current = std::env::current_dir()
            .map_err(|error| Failure::new(format!("the current directory cannot be told: {error}")))?;
        let found = named.map_or_else(|| find_catalog(&current), find_catalog_in);
        let dir = found
            .map_err(|error| {
                Failure::new(error.to_string())
                    .help("a catalog is a directory that holds `catalog.yaml`; name it with `--catalog DIR`")
            })?
            .dir;
        let dir = match dir.strip_prefix(&current) {
            Ok(below) if below.as_os_str().is_empty() => PathBuf::from("."),
            Ok(below) => below.to_owned(),
            Err(_) => dir,
        };
        let (sources, unread) = read(&dir);
        let compilation = compile_read(&sources, unread, today);
        Ok(Self { paths: Paths::new(&dir, &current), dir, sources, compilation })
    }

    pub(super) fn from_global(global: &Global) -> Result<Self, Failure> {
        Self::open(global.catalog.as_deref(), &today())
    }

    /// The findings for people.
    pub(super) fn human(&self, verbose: bool) -> String {
        human::human(&self.sources, &self.paths, &self.compilation, options(verbose))
    }

    /// The catalog, to show something of it; without one, the findings that say why.
    pub(super) fn catalog(&self) -> Result<(&Resolved, String), Output> {
        let errors = Summary::of(&self.compilation).errors;
        match &self.compilation.catalog {
            Some(catalog) if errors == 0 => Ok((catalog, String::new())),
            Some(catalog) => {
                let findings = Summary::of(&self.compilation).findings();
                let aside =
                    format!("warning: the contract does not hold ({findings}): run `countersign check`\n");
                Ok((catalog, aside))
            }
            None => {
                let aside = self.human(false);
                Err(Output { text: String::new(), aside, verdict: Verdict::Findings })
            }
        }
    }
}

/// How findings are shown on this terminal.
fn options(verbose: bool) -> human::Options {
    human::Options { width: output::width(), styled: output::is_styled(), verbose }
}

/// Today's date in UTC, as an RFC 3339 `full-date`.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    date(seconds / 86_400)
}

/// The date of a day, counted from 1970-01-01. The arithmetic counts years from March, so that the
/// leap day is the last of a year.
fn date(days: u64) -> String {
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_dates() {
        for (days, expected) in
            [(0, "1970-01-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"), (20_453, "2025-12-31")]
        {
            assert_eq!(date(days), expected);
        }
    }
}
