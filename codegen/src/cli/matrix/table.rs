//! Who publishes and who consumes what.

use countersign_model::resolved::{Consumers, Event, Resolved, ServiceId};

/// What the letters mean.
pub(super) const LEGEND: &str = "P publishes, C consumes, o observes, ! signed by one side only";

/// Events down, services across.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) services: Vec<Column<'a>>,
    pub(super) events: Vec<Row<'a>>,
}

#[derive(Debug)]
pub(super) struct Column<'a> {
    pub(super) name: &'a str,
    pub(super) external: bool,
    pub(super) observer: bool,
}

#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) key: &'a str,
    pub(super) publisher: Option<&'a str>,
    /// One cell for each service.
    pub(super) cells: Vec<Cell>,
}

/// What a service has to do with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Nothing,
    Publishes,
    Consumes,
    Observes,
    OneSided,
}

impl Cell {
    pub(super) const fn letter(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Publishes => "P",
            Self::Consumes => "C",
            Self::Observes => "o",
            Self::OneSided => "!",
        }
    }

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Publishes => "publishes",
            Self::Consumes => "consumes",
            Self::Observes => "observes",
            Self::OneSided => "one-sided",
        }
    }
}

impl<'a> Table<'a> {
    pub(super) fn of(catalog: &'a Resolved) -> Self {
        let services = catalog
            .services()
            .map(|(id, service)| Column {
                name: &service.name.value,
                external: service.external,
                observer: catalog.is_observer(id),
            })
            .collect();
        let events = catalog
            .events
            .iter()
            .map(|event| Row {
                key: &event.key.value,
                publisher: event
                    .publisher()
                    .and_then(|id| catalog.service(id))
                    .map(|service| service.name.value.as_str()),
                cells: catalog.services().map(|(id, _)| cell(catalog, event, id)).collect(),
            })
            .collect();
        Self { services, events }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.services.iter().map(|service| service.name)
    }
}

fn cell(catalog: &Resolved, event: &Event, service: ServiceId) -> Cell {
    let publishes = event.publishers.iter().any(|publisher| publisher.service == service);
    let subscribes = event.subscribers.iter().any(|subscriber| subscriber.service == service);
    let observes = catalog.is_observer(service);
    let named = match &event.consumers {
        Consumers::All(_) => !publishes,
        Consumers::Named { names, .. } => names.iter().any(|name| name.id == Some(service)),
    };
    match (publishes, subscribes, named, observes) {
        // An observer that publishes takes in its own events as well; that is no news.
        (true, ..) => Cell::Publishes,
        (_, true, true, false) => Cell::Consumes,
        (_, true, _, true) => Cell::Observes,
        (_, false, false, false) => Cell::Nothing,
        _ => Cell::OneSided,
    }
}
