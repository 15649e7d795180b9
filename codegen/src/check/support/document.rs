//! Many values against many schemas, with one run of the JSON Schema validator.
//!
//! Building a validator costs more than running it, and most schemas share their definitions. So
//! all schemas go into one document `{$defs: {...}, properties: {s0: {items: ...}, ...}}`, and all
//! values into one instance `{s0: [...], ...}`.

use std::num::NonZeroUsize;
use std::thread;

use countersign_model::value::Value;
use jsonschema::Validator;
use serde_json::{Map, Value as Json, json};

use super::super::Context;
use super::super::validator::options;
use super::bundle::{Bundler, json as value_to_json};
use super::findings::{self, Finding};

/// Values to hold against a schema.
#[derive(Debug)]
pub(in crate::check) struct Entry<'a> {
    /// The schema.
    pub(in crate::check) schema: &'a Value,
    /// The payload that the schema's `#/$defs` belong to, if the schema is only a part of it.
    pub(in crate::check) root: Option<&'a Value>,
    /// The values.
    pub(in crate::check) values: Vec<&'a Value>,
}

/// What came of holding values against schemas.
#[derive(Debug, Default)]
pub(in crate::check) struct Outcome {
    /// Values that do not fit.
    pub(in crate::check) misfits: Vec<Finding>,
    /// Entries, by their places, whose schema the validator refuses, and why.
    pub(in crate::check) refused: Vec<(usize, String)>,
}

/// From how many entries on the work is shared out between threads, so many to each.
const SHARE: usize = 256;

/// Holds the values of each entry against its schema.
pub(in crate::check) fn run(context: &Context<'_>, entries: &[Entry<'_>]) -> Outcome {
    let all: Vec<usize> = (0..entries.len()).collect();
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = all.len().div_ceil(threads).max(SHARE);
    if all.len() <= share {
        return run_share(context, entries, &all);
    }
    let mut outcome = Outcome::default();
    thread::scope(|scope| {
        let shares: Vec<_> = all
            .chunks(share)
            .map(|chosen| scope.spawn(move || run_share(context, entries, chosen)))
            .collect();
        for handle in shares {
            match handle.join() {
                Ok(part) => {
                    outcome.misfits.extend(part.misfits);
                    outcome.refused.extend(part.refused);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    outcome
}

fn run_share(context: &Context<'_>, entries: &[Entry<'_>], chosen: &[usize]) -> Outcome {
    if chosen.is_empty() {
        return Outcome::default();
    }
    match build(context, entries, chosen) {
        Ok(validator) => {
            Outcome { misfits: misfits(context, entries, chosen, &validator), refused: Vec::new() }
        }
        Err(_) => one_by_one(context, entries, chosen),
    }
}

/// One schema is refused, so the document of all of them is: each gets a document of its own.
fn one_by_one(context: &Context<'_>, entries: &[Entry<'_>], chosen: &[usize]) -> Outcome {
    let mut outcome = Outcome::default();
    for &at in chosen {
        match build(context, entries, &[at]) {
            Ok(validator) => outcome.misfits.extend(misfits(context, entries, &[at], &validator)),
            Err(why) => outcome.refused.push((at, why)),
        }
    }
    outcome
}

fn build(context: &Context<'_>, entries: &[Entry<'_>], chosen: &[usize]) -> Result<Validator, String> {
    let mut bundler = Bundler::new(context.sources, context.catalog);
    let mut properties = Map::new();
    for &at in chosen {
        let Some(entry) = entries.get(at) else { continue };
        let root = format!("#/properties/s{at}/items");
        let mut schema = bundler.schema(entry.schema, &root);
        let local = entry.root.and_then(|payload| payload.get("$defs"));
        if let (Some(local), Json::Object(schema)) = (local, &mut schema)
            && !schema.contains_key("$defs")
        {
            let named = local.members().iter();
            let definitions: Map<_, _> =
                named.map(|m| (m.name.clone(), bundler.schema(&m.value, &root))).collect();
            schema.insert("$defs".to_owned(), Json::Object(definitions));
        }
        properties.insert(format!("s{at}"), json!({ "items": schema }));
    }
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": bundler.finish(),
        "properties": properties,
    });
    options().build(&document).map_err(|error| error.to_string())
}

fn misfits(
    context: &Context<'_>,
    entries: &[Entry<'_>],
    chosen: &[usize],
    validator: &Validator,
) -> Vec<Finding> {
    let values = chosen.iter().filter_map(|&at| {
        let values = entries.get(at)?.values.iter().map(|value| value_to_json(value)).collect();
        Some((format!("s{at}"), Json::Array(values)))
    });
    let instance = Json::Object(values.collect());
    let errors = validator.iter_errors(&instance);
    let mut found: Vec<Finding> =
        errors.flat_map(|error| findings::explain(context, entries, &error)).collect();
    found.sort_by_key(|finding| (finding.entry, finding.value, finding.at.start));
    found
}
