//! From a publisher to a consumer, and what goes wrong between them.

use std::cell::RefCell;
use std::future::{Future, ready};
use std::pin::{Pin, pin};
use std::task::{Context as Poller, Poll, Waker};

use sdk::events::{
    AuthOrganizationSuspendedV1, AuthUserDeactivatedV1, AuthUserDeletedV1, CatalogPriceUpdated,
    CatalogPriceUpdatedV1, CatalogPriceUpdatedV2,
};
use sdk::services::audit::AuditConsumer;
use sdk::services::auth::AuthPublisher;
use sdk::services::catalog::CatalogConsumer;
use sdk::{AnyPayload, Context, DecodeError, Envelope, Message, Payload, Recorder, Transport, Version, keys};

/// An example from the catalog.
fn sample() -> AuthUserDeactivatedV1 {
    let json = br#"{
        "user_id": "user_123", "cause": "inactivity", "reactivate_at": null, "revoked_session_ids": [],
        "deactivated_by": "user_1", "deactivated_at": "2025-12-05T19:02:00Z"
    }"#;
    AuthUserDeactivatedV1::decode(json).unwrap()
}

fn context() -> Context {
    Context { correlation_id: Some("req_1".to_owned()), ..Context::new("org_1".parse().unwrap()) }
}

/// A message of `auth.user.deactivated`.
fn message() -> Message {
    let recorder = Recorder::new();
    let publisher = AuthPublisher::new(&recorder)
        .with_ids(|| "evt_1".parse().unwrap())
        .with_clock(|| "2026-01-15T10:30:00Z".parse().unwrap());
    publisher.auth_user_deactivated(&context(), &sample()).unwrap();
    recorder.messages().remove(0)
}

#[derive(Default)]
struct Handlers {
    seen: RefCell<Vec<String>>,
}

impl CatalogConsumer for Handlers {
    type Output<'a> = Result<(), String>;

    fn on_auth_organization_suspended(&self, _: Envelope<AuthOrganizationSuspendedV1>) -> Result<(), String> {
        Err("not now".to_owned())
    }

    fn on_auth_user_deactivated(&self, event: Envelope<AuthUserDeactivatedV1>) -> Result<(), String> {
        self.seen.borrow_mut().push(format!("{} {}", event.event_id, event.organization_id));
        Ok(())
    }

    fn on_auth_user_deleted(&self, _: Envelope<AuthUserDeletedV1>) -> Result<(), String> {
        Ok(())
    }
}

#[test]
fn what_is_published_arrives() {
    let message = message();
    assert_eq!((message.exchange, message.routing_key), ("erp.events", keys::AUTH_USER_DEACTIVATED));
    assert_eq!((message.message_id.as_str(), message.correlation_id.as_deref()), ("evt_1", Some("req_1")));
    let handlers = Handlers::default();
    handlers.dispatch(message.routing_key, &message.body).unwrap().unwrap();
    assert_eq!(handlers.seen.take(), ["evt_1 org_1"]);
    let read = Envelope::<AuthUserDeactivatedV1>::decode(&message.body).unwrap();
    assert_eq!(read.data, sample());
    assert_eq!(read.encode().unwrap(), message.body);
}

#[test]
fn ids_and_times_are_made_by_default() {
    let recorder = Recorder::new();
    let publisher = AuthPublisher::new(&recorder);
    for _ in 0..100 {
        publisher.auth_user_deactivated(&context(), &sample()).unwrap();
    }
    let mut ids: Vec<String> = recorder.messages().into_iter().map(|message| message.message_id).collect();
    assert!(ids.iter().all(|id| id.starts_with("evt_") && id.len() == 36), "{ids:?}");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 100);
}

/// The message with a part of its text replaced.
fn changed(from: &str, to: &str) -> Vec<u8> {
    let body = String::from_utf8(message().body).unwrap();
    assert!(body.contains(from), "{from} is not in {body}");
    body.replacen(from, to, 1).into_bytes()
}

#[test]
fn what_is_wrong_with_an_envelope_is_told() {
    let dispatch = |key: &str, body: &[u8]| Handlers::default().dispatch(key, body).unwrap_err();
    let key = keys::AUTH_USER_DEACTIVATED;
    assert!(matches!(dispatch(key, b"{"), DecodeError::Syntax { .. }));
    assert!(matches!(dispatch(keys::AUTH_USER_DELETED, &message().body), DecodeError::WrongEvent { .. }));
    let unknown = changed("\"auth.user.deactivated\"", "\"auth.user.renamed\"");
    assert!(matches!(dispatch("auth.user.renamed", &unknown), DecodeError::UnknownEvent { .. }));
    let foreign = changed("\"auth.user.deactivated\"", "\"auth.user.created\"");
    assert!(matches!(
        dispatch("auth.user.created", &foreign),
        DecodeError::NotConsumed { service: "catalog", .. }
    ));
    let publisher = changed("auth-service", "pos-service");
    assert!(matches!(
        dispatch(key, &publisher),
        DecodeError::WrongPublisher { expected: "auth-service", found, .. } if found == "pos-service"
    ));
    for version in ["2.0", "1", "01.0", "v1.0", ""] {
        let body = changed("\"version\":\"1.0\"", &format!("\"version\":\"{version}\""));
        assert!(matches!(dispatch(key, &body), DecodeError::UnknownVersion { .. }), "{version}");
    }
    let error =
        dispatch(key, &changed("\"organization_id\":\"org_1\"", "\"organization_id\":\"\",\"more\":1"));
    let [violation] = error.violations() else { panic!("{error}") };
    assert_eq!((violation.pointer.as_str(), violation.keyword), ("/organization_id", "minLength"));
    let error = dispatch(key, b"{}");
    assert_eq!(error.violations().len(), 7, "{error}");
    assert!(matches!(error, DecodeError::Envelope { .. }));
}

#[test]
fn a_newer_minor_is_read_and_its_additions_are_ignored() {
    let body = changed("\"version\":\"1.0\"", "\"version\":\"1.7\"");
    let body = String::from_utf8(body).unwrap().replacen("\"data\":{", "\"data\":{\"added\":[1],", 1);
    let read = Envelope::<AuthUserDeactivatedV1>::decode(body.as_bytes()).unwrap();
    assert_eq!(read.version(), Version::new(1, 7));
    assert_eq!(read.data, sample());
}

#[test]
fn every_broken_rule_is_told_with_its_place() {
    let error = AuthUserDeactivatedV1::decode(
        b"{\"user_id\":\"nobody\",\"deactivated_at\":\"2025-02-30T00:00:00Z\"}",
    )
    .unwrap_err();
    let found: Vec<(&str, &str)> =
        error.violations().iter().map(|v| (v.pointer.as_str(), v.keyword)).collect();
    assert!(found.contains(&("/user_id", "pattern")), "{found:?}");
    assert!(found.contains(&("/deactivated_at", "format")), "{found:?}");
    assert!(found.iter().any(|(_, keyword)| *keyword == "required"), "{found:?}");
    let text = error.to_string();
    assert!(text.starts_with("the payload of `auth.user.deactivated` 1.0 is invalid: "), "{text}");
}

/// An observer, asynchronously.
struct Observer;

impl AuditConsumer for Observer {
    type Output<'a> = Pin<Box<dyn Future<Output = &'static str> + Send + 'a>>;

    fn on_event(&self, event: Envelope<AnyPayload>) -> Self::Output<'_> {
        Box::pin(ready(event.data.key()))
    }
}

/// A transport, asynchronously.
struct Later;

impl Transport for Later {
    type Output<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

    fn publish(&self, _: Message) -> Self::Output<'_> {
        Box::pin(ready(Err("closed".to_owned())))
    }
}

/// Runs a future that never waits.
fn finish<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Poller::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn handlers_and_transports_may_be_asynchronous() {
    let message = message();
    assert_eq!(
        finish(Observer.dispatch(message.routing_key, &message.body).unwrap()),
        keys::AUTH_USER_DEACTIVATED
    );
    let publisher = AuthPublisher::new(Later);
    assert_eq!(
        finish(publisher.auth_user_deactivated(&context(), &sample()).unwrap()),
        Err("closed".to_owned())
    );
}

#[test]
fn older_majors_are_upcast_by_given_steps() {
    let old = br#"{
        "variant_id": "var_789", "product_id": "prod_456", "sku": "PROD-001-RED-M", "currency": "MXN",
        "changes": { "price": { "old": "249.00", "new": "229.00" } },
        "updated_by": "user_123", "updated_at": "2025-12-01T06:00:00Z"
    }"#;
    let new = br#"{
        "variant_id": "var_789", "product_id": "prod_456", "sku": "PROD-001-RED-M", "prices": [],
        "cost": {
            "old": { "amount": "98.50", "currency": "PEN" }, "new": { "amount": "104.25", "currency": "PEN" }
        },
        "cause": "cost_change", "effective_at": "2026-09-12T00:00:00Z",
        "updated_by": { "actor_id": "procurement-service", "kind": "service" },
        "updated_at": "2026-09-12T00:00:00Z"
    }"#;
    let new = CatalogPriceUpdatedV2::decode(new).unwrap();
    let event = CatalogPriceUpdated::from(CatalogPriceUpdatedV1::decode(old).unwrap());
    let upcast = event.upcast(|old| CatalogPriceUpdatedV2 { variant_id: old.variant_id, ..new.clone() });
    assert_eq!(upcast, new);
    assert_eq!(CatalogPriceUpdated::from(new.clone()).upcast(|_| unreachable!()), new);
}

#[test]
fn numbers_are_whole_however_they_are_written() {
    type Quantity = sdk::types::Quantity;
    for text in ["3", "3.0", "30e-1", "0.3E1"] {
        assert_eq!(serde_json::from_str::<Quantity>(text).unwrap().get(), 3, "{text}");
    }
    for text in ["3.5", "0", "-1", "1e300", "\"3\"", "null"] {
        assert!(serde_json::from_str::<Quantity>(text).is_err(), "{text}");
    }
}
