//! The finer points of the rules: small catalogs, and what is found in them.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use countersign_codegen::check::{Context, check};
use countersign_model::diagnostic::Diagnostic;
use countersign_model::load::load;
use countersign_model::resolve::resolve;
use countersign_model::source::SourceMap;

const CATALOG: &str = r#"
catalog: shop
broker:
  exchange: { name: shop.events, type: topic }
  dead_letter_exchange: shop.dlq
envelope:
  fields:
    id: { role: id, schema: { type: string } }
    event: { role: key }
    version: { role: version }
    time: { role: time }
    data: { role: payload }
keys: { form: "{service}[.{entity}].{action}" }
"#;

/// An event with versions that all have the same payload.
fn event(key: &str, consumers: &str, versions: &[&str]) -> String {
    let mut text =
        format!("  {key}:\n    summary: Something happened.\n    consumers: {consumers}\n    versions:\n");
    for version in versions {
        let _ = write!(
            text,
            "      \"{version}\":\n        payload: {{ type: object, properties: {{ id: {{ type: string }} }} }}\n        examples: [{{ id: a }}]\n"
        );
    }
    text
}

/// One event of `order`, with a payload and an example.
fn payload(schema: &str, example: &str) -> String {
    format!(
        "events:\n  order.created:\n    summary: Placed.\n    consumers: [stock]\n    versions:\n      \"1.0\":\n        payload: {schema}\n        examples: [{example}]\n"
    )
}

/// A catalog with `order` that publishes `order.#`, `stock` that consumes `order.created`, and
/// these files besides or instead.
fn findings(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let events = format!("events:\n{}", event("order.created", "[stock]", &["1.0"]));
    let mut all = BTreeMap::from([
        ("catalog.yaml", CATALOG.to_owned()),
        ("order.yaml", "service: order\npublishes: [order.#]\n".to_owned()),
        ("stock.yaml", "service: stock\nconsumes: [order.created]\n".to_owned()),
        ("events.yaml", events),
    ]);
    for (path, text) in files {
        let text = if *path == "more-catalog" { format!("{CATALOG}{text}") } else { (*text).to_owned() };
        all.insert(if *path == "more-catalog" { "catalog.yaml" } else { path }, text);
    }
    let mut sources = SourceMap::new();
    for (path, text) in all {
        sources.add(path, text);
    }
    let (catalog, mut found) = load(&sources);
    let (resolved, more) = resolve(&sources, catalog.unwrap_or_else(|| panic!("no catalog: {found:#?}")));
    found.extend(more);
    let earlier = found.clone();
    found.extend(check(&Context {
        sources: &sources,
        catalog: &resolved,
        today: "2026-01-31",
        earlier: &earlier,
    }));
    found
}

/// What is found, as `code: message`.
fn messages(files: &[(&str, &str)]) -> Vec<String> {
    findings(files).iter().map(|found| format!("{}: {}", found.rule.code, found.message)).collect()
}

#[track_caller]
fn expect(files: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(messages(files), expected);
}

#[test]
fn the_catalog_that_cases_start_from_is_clean() {
    expect(&[], &[]);
}

#[test]
fn everybody_means_every_service_but_the_publisher() {
    let events = format!("events:\n{}", event("order.created", "all", &["1.0"]));
    expect(&[("events.yaml", &events)], &[]);
    let files = [("events.yaml", events.as_str()), ("pay.yaml", "service: pay\n")];
    expect(&files, &["CS0401: `order.created` lists `pay`, which does not subscribe to it"]);
    // A publisher may take in its own events.
    let own = "service: order\npublishes: [order.#]\nconsumes: [order.created]\n";
    expect(&[("events.yaml", &events), ("order.yaml", own)], &[]);
}

#[test]
fn a_pair_has_one_finding_whatever_the_bindings() {
    let events = format!("events:\n{}", event("order.created", "[]", &["1.0"]));
    let both = "service: stock\nconsumes: [order.created, \"order.*\"]\n";
    let found = messages(&[("events.yaml", &events), ("stock.yaml", both)]);
    let pairs = found.iter().filter(|found| found.starts_with("CS0402") || found.starts_with("CS0406"));
    assert_eq!(
        pairs.collect::<Vec<_>>(),
        ["CS0402: `stock` subscribes to `order.created`, which does not list it"]
    );
    // Listing a service twice is one signature.
    let twice = format!("events:\n{}", event("order.created", "[pay, pay, stock]", &["1.0"]));
    let files = [("events.yaml", twice.as_str()), ("pay.yaml", "service: pay\n")];
    expect(&files, &["CS0401: `order.created` lists `pay`, which does not subscribe to it"]);
}

#[test]
fn observers_need_not_be_listed_and_may_be() {
    let audit = "service: audit\nconsumes: [\"#\"]\n";
    expect(&[("more-catalog", "observers: [audit]\n"), ("audit.yaml", audit)], &[]);
    let listed = format!("events:\n{}", event("order.created", "[audit, stock]", &["1.0"]));
    expect(&[("more-catalog", "observers: [audit]\n"), ("audit.yaml", audit), ("events.yaml", &listed)], &[]);
    // An observer that misses events is one finding, not one for each event.
    let deaf = "service: audit\nconsumes: [\"*\"]\n";
    expect(
        &[("more-catalog", "observers: [audit]\n"), ("audit.yaml", deaf), ("events.yaml", &listed)],
        &["CS0404: `*` of `audit` matches no event", "CS0408: the observer `audit` takes in 0 of 1 events"],
    );
}

#[test]
fn hints_say_which_pattern_was_meant() {
    let events = format!(
        "events:\n{}{}",
        event("order.created", "[stock]", &["1.0"]),
        event("order.item.added", "[stock]", &["1.0"])
    );
    for (pattern, hint) in [
        (
            "order.*.*.*",
            "`*` is exactly one word, so `order.*.*.*` takes in only keys of 4 words; did you mean `order.*.*.#`, which takes in 1 event?",
        ),
        (
            "*",
            "`*` is exactly one word, so `*` takes in only keys of 1 word; did you mean `#`, which takes in 2 events?",
        ),
        (
            "order",
            "a binding without wildcards is one key, not a prefix; did you mean `order.#`, which takes in 2 events?",
        ),
        ("Order.#", "did you mean `order.#`, which takes in 2 events?"),
        ("ordr.#", "did you mean `order.#`, which takes in 2 events?"),
        ("order.itm.*", "did you mean `order.item.*`, which takes in 1 event?"),
        ("order.item.addde", "did you mean `order.item.added`?"),
        (
            "ord*.created",
            "`ord*` is a literal word: `*` and `#` stand for whole words only; did you mean `order.created`?",
        ),
        ("invoice.paid", "declare the event, or drop the binding"),
    ] {
        let stock = format!("service: stock\nconsumes: [order.created, order.item.added, \"{pattern}\"]\n");
        let found = findings(&[("events.yaml", &events), ("stock.yaml", &stock)]);
        let [only] = found.as_slice() else { panic!("{pattern}: {found:#?}") };
        assert_eq!((only.rule.code, only.help.as_deref()), ("CS0404", Some(hint)), "{pattern}");
    }
}

#[test]
fn a_near_miss_is_shown_where_a_consumer_does_not_subscribe() {
    let events = format!("events:\n{}", event("order.item.added", "[stock]", &["1.0"]));
    let stock = "service: stock\nconsumes: [\"order.*\"]\n";
    let found = findings(&[("events.yaml", &events), ("stock.yaml", stock)]);
    let missing = found.iter().find(|found| found.rule.code == "CS0401").unwrap();
    assert_eq!(missing.pattern.as_deref(), Some("order.*"));
    assert_eq!(
        missing.help.as_deref(),
        Some(
            "`*` is exactly one word, so `order.*` takes in only keys of 2 words; write `order.#` or `order.item.added` in stock.yaml, or drop `stock` from `consumers` of `order.item.added`"
        )
    );
}

#[test]
fn patterns_are_shadowed_only_by_what_covers_them() {
    let events = format!("events:\n{}", event("order.created", "[stock]", &["1.0", "2.0"]));
    let stock = |entries: &str| format!("service: stock\nconsumes: [{entries}]\n");
    let shadowed = |entries: &str| {
        let found = messages(&[("events.yaml", &events), ("stock.yaml", &stock(entries))]);
        found.into_iter().filter(|found| found.starts_with("CS0405")).collect::<Vec<_>>()
    };
    assert_eq!(
        shadowed("order.created, \"order.#\""),
        ["CS0405: `order.created` of `stock` adds nothing to `order.#`"]
    );
    assert_eq!(shadowed("\"order.*\", \"#.created\""), Vec::<String>::new());
    assert_eq!(
        shadowed("order.created, order.created"),
        ["CS0405: `stock` has the pattern `order.created` twice"]
    );
    assert_eq!(shadowed("\"#.#\", \"#\""), ["CS0405: `#.#` of `stock` adds nothing to `#`"]);
    let majors = "{ pattern: \"order.#\", versions: [1] }, { pattern: order.created, versions: [1, 2] }";
    assert_eq!(shadowed(majors), Vec::<String>::new());
}

#[test]
fn majors_that_nobody_has_are_found() {
    let events = format!("events:\n{}", event("order.created", "[stock]", &["2.0", "3.0"]));
    let stock = |majors: &str| {
        format!("service: stock\nconsumes: [{{ pattern: order.created, versions: {majors} }}]\n")
    };
    let found = |majors: &str| messages(&[("events.yaml", &events), ("stock.yaml", &stock(majors))]);
    assert_eq!(found("[2]"), Vec::<String>::new());
    assert_eq!(
        found("[1]"),
        ["CS0503: `stock` reads major 1 of `order.created`, which has only majors `2` and `3`"]
    );
    assert_eq!(
        found("[]"),
        ["CS0503: `stock` reads no major of `order.created`, which has only majors `2` and `3`"]
    );
    assert_eq!(found("[3, 4]"), ["CS0503: `stock` reads major 4 of `order.created`, which is not live"]);
}

#[test]
fn versions_are_counted_from_the_minor_0() {
    let found = |versions: &[&str]| {
        let events = format!("events:\n{}", event("order.created", "[stock]", versions));
        messages(&[("events.yaml", &events)])
    };
    assert_eq!(found(&["3.0", "3.1", "4.0"]), Vec::<String>::new());
    assert_eq!(found(&["1.1"]), ["CS0502: version 1.1 of `order.created` is its first, so 1.0 is missing"]);
    assert_eq!(
        found(&["1.0", "3.0"]),
        ["CS0502: version 3.0 of `order.created` follows 1.0, so 2.0 is missing"]
    );
    assert_eq!(
        found(&["1.0", "2.1"]),
        ["CS0502: version 2.1 of `order.created` follows 1.0, so 2.0 is missing"]
    );
    let tenth: Vec<String> = (0..=10).map(|minor| format!("1.{minor}")).collect();
    assert_eq!(found(&tenth.iter().map(String::as_str).collect::<Vec<_>>()), Vec::<String>::new());
}

#[test]
fn fields_are_looked_up_through_lists_maps_unions_and_nulls() {
    let schema = r#"{ type: object, properties: {
        id: { type: string },
        lines: { type: array, items: { type: object, properties: { sku: { type: [string, "null"] } } } },
        prices: { type: object, additionalProperties: { type: object, properties: { amount: { type: string } } } },
        paid: { oneOf: [ { type: "null" }, { type: object, required: [kind], properties: { kind: { const: card }, last4: { type: string } } }, { type: object, required: [kind], properties: { kind: { const: cash } } } ] } } }"#;
    let events = payload(schema, "{ id: a }");
    let found = |field: &str| {
        let stock = format!(
            "service: stock\nconsumes: [{{ pattern: order.created, reads: {{ order.created: [{field}] }} }}]\n"
        );
        findings(&[("events.yaml", &events), ("stock.yaml", &stock)])
    };
    for good in ["id", "lines", "lines.sku", "prices.eur.amount", "paid.last4", "paid.kind"] {
        assert!(found(good).is_empty(), "{good}: {:#?}", found(good));
    }
    for (bad, help) in [
        ("idd", "did you mean `id`?"),
        ("lines.skuu", "did you mean `sku`?"),
        ("prices.eur.sum", "prices.eur has `amount`"),
        ("id.inner", "`id` has no fields of its own"),
    ] {
        let found = found(bad);
        let [only] = found.as_slice() else { panic!("{bad}: {found:#?}") };
        assert_eq!((only.rule.code, only.help.as_deref()), ("CS0504", Some(help)), "{bad}");
    }
}

#[test]
fn a_field_that_a_minor_added_may_be_read() {
    let events = "events:\n  order.created:\n    summary: Placed.\n    consumers: [stock]\n    versions:\n      \"1.0\":\n        payload: { type: object, properties: { id: { type: string } } }\n        examples: [{ id: a }]\n      \"1.1\":\n        payload: { type: object, properties: { id: { type: string }, note: { type: string } } }\n        examples: [{ id: a }]\n      \"2.0\":\n        payload: { type: object, properties: { note: { type: string } } }\n        examples: [{ note: a }]\n";
    let stock =
        "service: stock\nconsumes: [{ pattern: order.created, reads: { order.created: [note, id] } }]\n";
    expect(&[("events.yaml", events), ("stock.yaml", stock)], &["CS0504: `order.created` 2.0 has no `id`"]);
}

#[test]
fn reads_stand_under_a_pattern_that_takes_the_event_in() {
    let events = format!(
        "events:\n{}{}",
        event("order.created", "[stock]", &["1.0"]),
        event("order.paid", "[stock]", &["1.0"])
    );
    let stock = "service: stock\nconsumes: [order.paid, { pattern: order.created, reads: { order.paid: [id], order.creatd: [id] } }]\n";
    expect(
        &[("events.yaml", &events), ("stock.yaml", stock)],
        &[
            "CS0504: `reads` names `order.paid`, which `order.created` does not take in",
            "CS0504: `reads` names `order.creatd`, which is no event",
        ],
    );
}

#[test]
fn sunsets_of_fields_and_backward_sunsets_are_found() {
    let schema = "{ type: object, properties: { id: { type: string }, old: { type: string, x-deprecated: { since: 2024-01-01, sunset: 2025-01-01, use: id } } } }";
    let stock =
        "service: stock\nconsumes: [{ pattern: order.created, reads: { order.created: [id, old] } }]\n";
    expect(
        &[("events.yaml", &payload(schema, "{ id: a }")), ("stock.yaml", stock)],
        &["CS0505: the sunset of `old` in `order.created` was 2025-01-01, and `stock` still reads it"],
    );
    let backwards = payload("{ type: object }", "{}").replace(
        "        payload:",
        "        deprecated: { since: 2027-01-01, sunset: 2026-06-30 }\n        payload:",
    );
    expect(
        &[("events.yaml", &backwards)],
        &["CS0505: the sunset of `order.created` 1.0, 2026-06-30, is before its deprecation on 2027-01-01"],
    );
}

#[test]
fn keys_are_held_against_the_form() {
    let order = "service: order\npublishes: [\"#\"]\n";
    let stock = "service: stock\nconsumes: [\"#\"]\n";
    let found = |form: &str, key: &str| {
        let catalog = CATALOG.replace("{service}[.{entity}].{action}", form);
        let events = format!("events:\n{}", event(&format!("\"{key}\""), "[stock]", &["1.0"]));
        messages(&[
            ("catalog.yaml", &catalog),
            ("events.yaml", &events),
            ("order.yaml", order),
            ("stock.yaml", stock),
        ])
    };
    let clean = Vec::<String>::new();
    assert_eq!(found("shop.{service}.{action}", "shop.order.created"), clean);
    assert_eq!(found("{entity}.{action}", "invoice.created"), clean);
    assert_eq!(
        found("{service}[.{entity}].{action}", "order.a.b.c"),
        ["CS0101: `order.a.b.c` has 4 words where `{service}[.{entity}].{action}` has 2 to 3"]
    );
    assert_eq!(
        found("shop.{service}.{action}", "store.order.created"),
        [
            "CS0101: `store.order.created` is not of the form `shop.{service}.{action}`",
            "CS0104: no service owns the namespace `store` of `store.order.created`"
        ]
    );
    assert_eq!(found("{service}.{action}", "order..created"), ["CS0102: `order..created` has an empty word"]);
    assert_eq!(
        found("{service}.{action}", "order.cre ated"),
        ["CS0102: the word `cre ated` of `order.cre ated` has the character ` `"]
    );
    assert_eq!(
        found("{service}.{action}", "order.*"),
        ["CS0102: the word `*` of `order.*` has the character `*`"]
    );
    let long = format!("order.{}", "a".repeat(250));
    assert_eq!(
        found("{service}.{action}", &long),
        ["CS0102: a routing key has at most 255 bytes, this one has 256"]
    );
}

#[test]
fn examples_are_explained_where_they_are_wrong() {
    for (schema, example, expected) in [
        ("{ type: object, required: [id], properties: { id: { type: string } } }", "{}", "`id` is missing"),
        (
            "{ type: object, properties: { id: { type: string } } }",
            "{ id: 1 }",
            "`id` is a number, not a string",
        ),
        (
            "{ type: object, properties: { id: { type: [string, 'null'] } } }",
            "{ id: 1 }",
            "`id` is a number, not null or a string",
        ),
        (
            "{ type: object, additionalProperties: false, properties: { id: { type: string } } }",
            "{ idd: a }",
            "`idd` is not declared, and the object admits nothing else",
        ),
        (
            "{ type: object, properties: { id: { enum: [a, b] } } }",
            "{ id: c }",
            "`id` is `c`, none of `a` and `b`",
        ),
        (
            "{ type: object, properties: { n: { type: integer, multipleOf: 5 } } }",
            "{ n: 7 }",
            "`n` is `7`, no multiple of 5",
        ),
        (
            "{ type: object, properties: { n: { type: number, exclusiveMinimum: 0 } } }",
            "{ n: 0 }",
            "`n` is `0`, not more than 0",
        ),
        (
            "{ type: object, properties: { d: { type: string, format: decimal } } }",
            "{ d: '1e3' }",
            "`d` is `1e3`, no `decimal`",
        ),
        (
            "{ type: object, properties: { l: { type: array, uniqueItems: true, items: { type: integer } } } }",
            "{ l: [1, 1.0] }",
            "`l` has two equal items",
        ),
        (
            "{ type: object, properties: { l: { type: array, items: { type: object, required: [s], properties: { s: { type: string } } } } } }",
            "{ l: [{ s: a }, {}] }",
            "`l[1].s` is missing",
        ),
        (
            "{ type: object, minProperties: 1, additionalProperties: { type: string } }",
            "{}",
            "it has fewer than 1 member",
        ),
        (
            "{ type: object, properties: { p: { $ref: '#/$defs/P' } }, $defs: { P: { type: string, pattern: '^a' } } }",
            "{ p: b }",
            "`p` is `b`, which its `pattern` does not match",
        ),
        (
            "{ type: object, properties: { p: { oneOf: [ { type: object, required: [k, n], properties: { k: { const: card }, n: { type: string } } }, { type: object, required: [k], properties: { k: { const: cash } } } ] } } }",
            "{ p: { k: card } }",
            "`p.n` is missing",
        ),
        (
            "{ type: object, properties: { p: { oneOf: [ { type: object, required: [k], properties: { k: { const: card } } }, { type: object, required: [k], properties: { k: { const: cash } } } ] } } }",
            "{ p: { k: cheque } }",
            "`p` fits none of the branches",
        ),
    ] {
        let found = findings(&[("events.yaml", &payload(schema, example))]);
        let [only] = found.as_slice() else { panic!("{schema} {example}: {found:#?}") };
        let message = format!("an example of `order.created` 1.0 does not fit its schema: {expected}");
        assert_eq!((only.rule.code, only.message.as_str()), ("CS0212", message.as_str()));
        let labelled = matches!(expected, "`p` fits none of the branches") || !only.labels.is_empty();
        assert!(labelled, "no keyword for {expected}");
    }
}

#[test]
fn examples_that_are_right_pass() {
    for (schema, example) in [
        ("{ type: object, properties: { n: { type: integer } } }", "{ n: 3.0 }"),
        ("{ type: object, properties: { n: { type: integer } } }", "{ n: 9007199254740993 }"),
        ("{ type: object, properties: { n: { type: integer } } }", "{ n: 123456789012345678901234567890 }"),
        ("{ type: object, properties: { n: { type: number, multipleOf: 0.01 } } }", "{ n: 19.99 }"),
        ("{ type: object, properties: { s: { type: string, maxLength: 2 } } }", "{ s: 'éñ' }"),
        ("{ type: object, properties: { s: { type: string, pattern: '^\\d+$' } } }", "{ s: '12' }"),
        ("{ type: object, properties: { id: { type: string } } }", "{ other: 1 }"),
        ("{ type: object, properties: { id: { type: [string, null] } } }", "{ id: null }"),
    ] {
        expect(&[("events.yaml", &payload(schema, example))], &[]);
    }
}

#[test]
fn examples_and_defaults_inside_schemas_are_validated() {
    let types = "Sku: { type: string, minLength: 3, examples: [ABC, A] }\nTree: { type: object, properties: { sku: { $ref: '#/Sku' }, children: { type: array, default: [{ sku: X }], items: { $ref: '#/Tree' } } } }\n";
    let events = payload(
        "{ type: object, properties: { tree: { $ref: 'types.yaml#/Tree' } } }",
        "{ tree: { sku: ABC, children: [{ sku: ABC }] } }",
    );
    expect(
        &[("events.yaml", &events), ("types.yaml", types)],
        &[
            "CS0212: an example of the type `Sku` does not fit its schema: it is shorter than 3 characters",
            "CS0215: the default does not fit its schema: `[0].sku` is shorter than 3 characters",
        ],
    );
    let local = payload(
        "{ type: object, properties: { p: { $ref: '#/$defs/P', default: b } }, $defs: { P: { type: string, pattern: '^a' } } }",
        "{ p: a }",
    );
    expect(
        &[("events.yaml", &local)],
        &["CS0215: the default does not fit its schema: it is `b`, which its `pattern` does not match"],
    );
}

#[test]
fn exchanges_are_used_as_what_they_are() {
    let fanout = CATALOG.replace("type: topic", "type: fanout");
    let events = format!(
        "events:\n{}{}",
        event("order.created", "[stock]", &["1.0"]),
        event("order.paid", "[pay]", &["1.0"])
    );
    let pay = "service: pay\nconsumes: [order.paid]\n";
    let files = [("catalog.yaml", fanout.as_str()), ("events.yaml", &events), ("pay.yaml", pay)];
    expect(
        &files,
        &[
            "CS0603: the fanout exchange `shop.events` also sends `pay` 1 event that it does not consume",
            "CS0603: the fanout exchange `shop.events` also sends `stock` 1 event that it does not consume",
        ],
    );
    // A service that consumes all that is published there gets what it wants.
    let one = format!("events:\n{}", event("order.created", "[stock]", &["1.0"]));
    expect(&[("catalog.yaml", &fanout), ("events.yaml", &one)], &[]);
    // An exchange of a service's own decides for its events.
    let own = "service: order\npublishes: [order.#]\nexchange: { name: orders, type: direct }\n";
    let stock = "service: stock\nconsumes: [\"#\"]\n";
    expect(
        &[("order.yaml", own), ("stock.yaml", stock)],
        &["CS0603: `#` of `stock` is a literal key on the direct exchange `orders`"],
    );
    let twice = "service: order\npublishes: [order.#]\nexchange: { name: shop.events, type: direct }\n";
    expect(
        &[("order.yaml", twice)],
        &["CS0603: the exchange `shop.events` is direct here and topic elsewhere"],
    );
}

#[test]
fn retries_are_held_against_what_holds_for_the_service() {
    let found = |catalog: &str, stock: &str| {
        let stock = format!("service: stock\nconsumes: [order.created]\n{stock}");
        messages(&[("more-catalog", catalog), ("stock.yaml", &stock)])
    };
    let clean = Vec::<String>::new();
    let retry = "delivery: { message_ttl: 1m, retry: { attempts: 3, initial: 1s } }\n";
    assert_eq!(found(retry, ""), clean);
    assert_eq!(
        found(retry, "delivery: { message_ttl: 5s }\n"),
        ["CS0604: 3 retries of `stock` wait 7s in all, and a message lives only 5s"]
    );
    assert_eq!(found(retry, "delivery: { retry: { attempts: 0, initial: 1s } }\n"), clean);
    assert_eq!(
        found("delivery: { retry: { attempts: 0, initial: 1s } }\n", ""),
        ["CS0604: a retry with 0 attempts retries nothing"]
    );
    assert_eq!(
        found("delivery: { retry: { attempts: 3, initial: 1s, backoff: exponential, factor: 1 } }\n", ""),
        ["CS0604: exponential backoff with a factor of 1 does not grow"]
    );
    assert_eq!(
        found("delivery: { retry: { attempts: 3, initial: 10s, max: 1s } }\n", ""),
        ["CS0604: the longest wait, 1s, is shorter than the first, 10s"]
    );
    assert_eq!(
        found("delivery: { idempotency_window: 1m, retry: { attempts: 9, initial: 1s } }\n", ""),
        ["CS0605: ids are remembered for 1m, and retries may take 511s"]
    );
}

#[test]
fn what_only_follows_from_a_file_that_cannot_be_read_is_held_back() {
    let found = messages(&[("events.yaml", "events: [")]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found.iter().all(|found| found.starts_with("CS0003")), "{found:#?}");
}

#[test]
fn publishers_are_counted_with_their_namespaces() {
    let cart = "service: cart\nnamespace: order\npublishes: [order.created]\n";
    expect(&[("cart.yaml", cart)], &["CS0302: `order.created` is published by `cart` and `order`"]);
    let grabs = "service: stock\npublishes: [\"#\"]\nconsumes: [order.created]\n";
    expect(
        &[("stock.yaml", grabs), ("order.yaml", "service: order\n")],
        &["CS0303: `stock` publishes `order.created`, in the namespace of `order`"],
    );
}
