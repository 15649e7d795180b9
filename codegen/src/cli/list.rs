//! `countersign list`.

use std::fmt::Write as _;

use countersign_model::resolved::{Event, Resolved};
use serde::Serialize;

use super::Global;
use super::output::{Failure, Output, Verdict};
use super::session::Session;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How to show the events
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// A line for each event
    #[default]
    Human,
    /// A list of objects with `key`, `service`, `versions` and `consumers`, sorted by key
    Json,
}

#[derive(Serialize)]
struct Row<'a> {
    key: &'a str,
    /// The one service that publishes it; null while the contract is broken.
    service: Option<&'a str>,
    versions: Vec<String>,
    /// Every service that subscribes to it.
    consumers: Vec<&'a str>,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<Output, Failure> {
    let session = Session::from_global(global)?;
    let (catalog, aside) = match session.catalog() {
        Ok(found) => found,
        Err(output) => return Ok(output),
    };
    let rows: Vec<Row<'_>> = catalog.events.iter().map(|event| row(catalog, event)).collect();
    let text = match args.format {
        Format::Human => human(&rows),
        Format::Json => serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n",
    };
    Ok(Output { text, aside, verdict: Verdict::Holds })
}

fn row<'a>(catalog: &'a Resolved, event: &'a Event) -> Row<'a> {
    let name = |id| catalog.service(id).map(|service| service.name.value.as_str());
    let mut consumers: Vec<&str> = event.subscribers.iter().filter_map(|s| name(s.service)).collect();
    consumers.sort_unstable();
    Row {
        key: &event.key.value,
        service: event.publisher().and_then(name),
        versions: event.versions.iter().map(|version| version.version.value.to_string()).collect(),
        consumers,
    }
}

/// Columns as wide as what stands in them.
fn human(rows: &[Row<'_>]) -> String {
    let cells: Vec<[String; 4]> = rows
        .iter()
        .map(|row| {
            let service = row.service.unwrap_or("?").to_owned();
            [row.key.to_owned(), service, row.versions.join(" "), row.consumers.join(" ")]
        })
        .collect();
    let heading = ["EVENT", "PUBLISHER", "VERSIONS", "CONSUMERS"].map(str::to_owned);
    let mut widths = heading.clone().map(|cell| cell.len());
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in std::iter::once(&heading).chain(&cells) {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(line, "{cell:<width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
