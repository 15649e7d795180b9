//! The step `broker`: a private RabbitMQ on loopback, and where it delivers.
//!
//! Two questions: does topic matching do what the broker does (`tests/fixtures/topic-cases.csv`,
//! measured anew), and does every event of the ERP land in the queues of exactly those services
//! that the resolved catalog calls its subscribers?

mod cases;
mod http;
mod routes;
mod server;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use http::Api;
use server::Server;

pub(super) fn run() -> Result<(), String> {
    let server = Server::start()?;
    let outcome = cases::run(&server.api).and_then(|()| routes::run(&server.api));
    // Its end is part of the step: a broker that stays behind would be in the way of the next.
    let stopped = server.stop();
    outcome.and(stopped)
}

/// Declares a queue that goes with the broker.
fn declare_queue(api: &Api, queue: &str) -> Result<(), String> {
    let settings = json!({"durable": false, "auto_delete": false, "arguments": {"x-queue-type": "classic"}});
    api.put(&format!("queues/%2f/{}", encoded(queue)), &settings)
}

fn declare_exchange(api: &Api, exchange: &str, kind: &str) -> Result<(), String> {
    api.put(&format!("exchanges/%2f/{}", encoded(exchange)), &json!({"type": kind, "durable": false}))
}

fn bind(api: &Api, exchange: &str, queue: &str, pattern: &str) -> Result<(), String> {
    let path = format!("bindings/%2f/e/{}/q/{}", encoded(exchange), encoded(queue));
    api.post(&path, &json!({"routing_key": pattern, "arguments": {}})).map(drop)
}

fn publish(api: &Api, exchange: &str, key: &str) -> Result<(), String> {
    let message =
        json!({"properties": {}, "routing_key": key, "payload": "{}", "payload_encoding": "string"});
    api.post(&format!("exchanges/%2f/{}/publish", encoded(exchange)), &message).map(drop)
}

/// Takes every message out of a queue: how often each routing key arrived.
fn drain(api: &Api, queue: &str) -> Result<BTreeMap<String, usize>, String> {
    let request = json!({"count": 100_000, "ackmode": "ack_requeue_false", "encoding": "auto"});
    let messages = api.post(&format!("queues/%2f/{}/get", encoded(queue)), &request)?;
    let mut arrived = BTreeMap::new();
    for message in messages.as_array().ok_or("the broker did not answer with messages")? {
        let key = message.get("routing_key").and_then(Value::as_str).unwrap_or("");
        *arrived.entry(key.to_owned()).or_default() += 1;
    }
    Ok(arrived)
}

/// A name as a segment of a URL.
fn encoded(name: &str) -> String {
    name.bytes()
        .map(|byte| {
            let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
        })
        .collect()
}
