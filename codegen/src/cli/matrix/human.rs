//! The matrix for a terminal.

use std::fmt::Write as _;

use super::table::{LEGEND, Table};

/// The shortest abbreviation of a service's name.
const SHORT: usize = 4;

pub(super) fn render(table: &Table<'_>) -> String {
    let heads = heads(&table.names().collect::<Vec<_>>());
    let widest = table.events.iter().map(|event| event.key.len()).max().unwrap_or(0) + 2;
    let mut text = String::new();
    let mut publishers: Vec<Option<&str>> = table.events.iter().map(|event| event.publisher).collect();
    publishers.sort_unstable_by_key(|publisher| (publisher.is_none(), *publisher));
    publishers.dedup();
    for publisher in publishers {
        let mut heading = format!("{:<widest$}", publisher.unwrap_or("(no single publisher)"));
        for head in &heads {
            let _ = write!(heading, " {head:^SHORT$}");
        }
        let _ = writeln!(text, "{}", heading.trim_end());
        for event in table.events.iter().filter(|event| event.publisher == publisher) {
            let mut line = format!("{:<widest$}", format!("  {}", event.key));
            for (cell, head) in event.cells.iter().zip(&heads) {
                let width = head.chars().count().max(SHORT);
                let _ = write!(line, " {:^width$}", cell.letter());
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text.push('\n');
    }
    text.push_str(LEGEND);
    text.push('\n');
    let names: Vec<String> = heads
        .iter()
        .zip(&table.services)
        .filter(|(head, service)| head.as_str() != service.name || service.external)
        .map(|(head, service)| {
            let note = if service.external { " (external)" } else { "" };
            format!("{head} {}{note}", service.name)
        })
        .collect();
    for line in names.chunks(4) {
        let _ = writeln!(text, "{}", line.join(", "));
    }
    text
}

/// A short head for each column: the first letters of the name, or the whole name if others begin
/// alike.
fn heads(names: &[&str]) -> Vec<String> {
    let short = |name: &str| name.chars().take(SHORT).collect::<String>();
    names
        .iter()
        .map(|name| {
            let shared = names.iter().filter(|other| short(other) == short(name)).count() > 1;
            if shared { (*name).to_owned() } else { short(name) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn heads_stay_apart() {
        assert_eq!(super::heads(&["pos", "pricing", "procurement"]), ["pos", "pric", "proc"]);
        assert_eq!(super::heads(&["orders", "orders_eu"]), ["orders", "orders_eu"]);
    }
}
