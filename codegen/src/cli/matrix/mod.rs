//! `countersign matrix`.

mod human;
mod json;
mod table;

use super::Global;
use super::output::{Failure, Output, Verdict};
use super::session::Session;
use table::Table;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How to show the matrix
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// A table for a terminal, grouped by publisher
    #[default]
    Human,
    /// A table for a page of documentation
    Markdown,
    /// Services with what they publish and consume, events with their two sides
    Json,
    /// A row for each event, a column for each service
    Csv,
}

pub(super) fn run(global: &Global, args: &Args) -> Result<Output, Failure> {
    let session = Session::from_global(global)?;
    let (catalog, aside) = match session.catalog() {
        Ok(found) => found,
        Err(output) => return Ok(output),
    };
    let table = Table::of(catalog);
    let text = match args.format {
        Format::Human => human::render(&table),
        Format::Markdown => markdown(&table),
        Format::Json => json::render(&table),
        Format::Csv => csv(&table),
    };
    Ok(Output { text, aside, verdict: Verdict::Holds })
}

fn markdown(table: &Table<'_>) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = row(std::iter::once("event".to_owned()).chain(table.names().map(str::to_owned)).collect());
    text.push_str(&row(std::iter::once("---")
        .chain(table.names().map(|_| ":-:"))
        .map(str::to_owned)
        .collect()));
    for event in &table.events {
        let cells = event.cells.iter().map(|cell| cell.letter().to_owned());
        text.push_str(&row(std::iter::once(format!("`{}`", event.key)).chain(cells).collect()));
    }
    format!("{text}\n{}\n", table::LEGEND)
}

fn csv(table: &Table<'_>) -> String {
    // Neither routing keys nor names of services can hold a comma, a quote or a line break once
    // they have been checked; before, a field that does is quoted.
    let field = |text: &str| {
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let line = |cells: Vec<String>| cells.join(",") + "\n";
    let mut text = line(std::iter::once("event".to_owned()).chain(table.names().map(field)).collect());
    for event in &table.events {
        let cells = event.cells.iter().map(|cell| cell.word().to_owned());
        text.push_str(&line(std::iter::once(field(event.key)).chain(cells).collect()));
    }
    text
}
