//! The matrix for programs.

use serde::Serialize;

use super::table::{Cell, Column, Row, Table};

#[derive(Serialize)]
struct Matrix<'a> {
    services: Vec<Service<'a>>,
    events: Vec<Event<'a>>,
}

/// A service, with the keys of its events.
#[derive(Serialize)]
struct Service<'a> {
    name: &'a str,
    external: bool,
    observer: bool,
    publishes: Vec<&'a str>,
    consumes: Vec<&'a str>,
}

/// An event, with the names of its services.
#[derive(Serialize)]
struct Event<'a> {
    key: &'a str,
    publisher: Option<&'a str>,
    consumers: Vec<&'a str>,
    observers: Vec<&'a str>,
    one_sided: Vec<&'a str>,
}

pub(super) fn render(table: &Table<'_>) -> String {
    let matrix = Matrix {
        services: table.services.iter().enumerate().map(|(at, column)| service(table, at, column)).collect(),
        events: table.events.iter().map(|row| event(table, row)).collect(),
    };
    serde_json::to_string_pretty(&matrix).unwrap_or_default() + "\n"
}

fn service<'a>(table: &Table<'a>, at: usize, column: &Column<'a>) -> Service<'a> {
    let keys = |wanted: &[Cell]| {
        let in_column = |row: &&Row<'_>| row.cells.get(at).is_some_and(|cell| wanted.contains(cell));
        table.events.iter().filter(in_column).map(|row| row.key).collect()
    };
    Service {
        name: column.name,
        external: column.external,
        observer: column.observer,
        publishes: keys(&[Cell::Publishes]),
        consumes: keys(&[Cell::Consumes, Cell::Observes]),
    }
}

fn event<'a>(table: &Table<'a>, row: &Row<'a>) -> Event<'a> {
    let names = |wanted: Cell| {
        table.names().zip(&row.cells).filter(|(_, cell)| **cell == wanted).map(|(name, _)| name).collect()
    };
    Event {
        key: row.key,
        publisher: row.publisher,
        consumers: names(Cell::Consumes),
        observers: names(Cell::Observes),
        one_sided: names(Cell::OneSided),
    }
}
