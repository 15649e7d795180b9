//! An independent validator for one payload: the `jsonschema` crate, with the formats asserted by
//! the model's one written grammar.

use countersign_model::format::Format;
use countersign_model::resolved::Resolved;
use countersign_model::source::SourceMap;
use countersign_model::value::Value;
use jsonschema::{PatternOptions, ValidationOptions, Validator};
use serde_json::{Map, Value as Json, json};

use super::support::bundle::Bundler;
use super::support::formats;

/// A validator for a payload's schema as a reader sees it: as written, with every definition it
/// refers to, and open enums open. Takes no part in generating code, so that generated code can be held against it.
///
/// # Errors
/// What the validator says of a schema that it refuses.
pub fn payload_validator(
    sources: &SourceMap,
    catalog: &Resolved,
    payload: &Value,
) -> Result<Validator, String> {
    let mut bundler = Bundler::new(sources, catalog).for_reader();
    let schema = bundler.schema(payload, "#/properties/payload");
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": Json::Object(bundler.finish()),
        "properties": Map::from_iter([("payload".to_owned(), schema)]),
    });
    options().build(&document).map_err(|error| error.to_string())
}

/// How schemas are validated: formats asserted, patterns by an engine without back-tracking.
pub(in crate::check) fn options() -> ValidationOptions<'static> {
    let mut options =
        jsonschema::options().should_validate_formats(true).with_pattern_options(PatternOptions::regex());
    for format in Format::ALL {
        options = options.with_format(format.as_str(), move |text: &str| formats::is(format, text));
    }
    options
}
