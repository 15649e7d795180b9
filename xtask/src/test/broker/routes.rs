//! The ERP's queues and bindings on a broker: one message for each routing key.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use countersign_codegen::cli::{Session, today};
use countersign_model::resolved::{Exchange, Resolved, Service};

use super::http::Api;
use super::{bind, declare_exchange, declare_queue, drain, publish};

pub(super) fn run(api: &Api) -> Result<(), String> {
    let session = Session::open(Some(Path::new("schemas")), &today()).map_err(|failure| failure.message)?;
    let catalog = session.compilation.sound().ok_or("schemas/ has errors: run `cargo xtask check`")?;
    declare(api, catalog)?;
    for event in &catalog.events {
        let publisher = event.publisher().and_then(|id| catalog.service(id));
        publish(api, &exchange_of(catalog, publisher).name.value, &event.key.value)?;
    }
    let mut wrong = Vec::new();
    let mut delivered = 0;
    for (id, service) in catalog.services() {
        let Some(queue) = &service.queue else { continue };
        let expected: BTreeMap<String, usize> = catalog
            .events
            .iter()
            .filter(|event| event.subscribers.iter().any(|subscriber| subscriber.service == id))
            .map(|event| (event.key.value.clone(), 1))
            .collect();
        let arrived = drain(api, &queue.name.value)?;
        delivered += arrived.len();
        let keys: BTreeSet<&String> = expected.keys().chain(arrived.keys()).collect();
        for key in keys.into_iter().filter(|key| expected.get(*key) != arrived.get(*key)) {
            let times = |found: &BTreeMap<String, usize>| found.get(key).copied().unwrap_or(0);
            wrong.push(format!(
                "`{key}` arrived {} times in `{}`, and {} of the catalog's subscribers say so",
                times(&arrived),
                queue.name.value,
                times(&expected)
            ));
        }
    }
    println!(
        "schemas: {} routing keys published, {delivered} deliveries, {} wrong",
        catalog.events.len(),
        wrong.len()
    );
    if wrong.is_empty() && delivered > 0 { Ok(()) } else { Err(wrong.join("; ")) }
}

/// Declares every exchange and queue, and binds every queue to every exchange: which exchange an
/// event comes through is the publisher's choice.
fn declare(api: &Api, catalog: &Resolved) -> Result<(), String> {
    let own = catalog.services.iter().filter_map(|service| service.exchange.as_ref());
    let exchanges: BTreeMap<&str, &str> = own
        .chain([&catalog.broker.exchange])
        .map(|exchange| (exchange.name.value.as_str(), exchange.kind.value.as_str()))
        .collect();
    for (name, kind) in &exchanges {
        declare_exchange(api, name, kind)?;
    }
    for service in &catalog.services {
        let Some(queue) = &service.queue else { continue };
        declare_queue(api, &queue.name.value)?;
        for subscription in &service.consumes {
            for name in exchanges.keys() {
                bind(api, name, &queue.name.value, subscription.pattern.value.as_str())?;
            }
        }
    }
    Ok(())
}

fn exchange_of<'a>(catalog: &'a Resolved, publisher: Option<&'a Service>) -> &'a Exchange {
    publisher.and_then(|service| service.exchange.as_ref()).unwrap_or(&catalog.broker.exchange)
}
