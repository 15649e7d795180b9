//! What surrounds the declarations: keys, registry, dispatch, the index, the package itself.

use countersign_model::format::Format;
use countersign_model::regex::Regex;
use countersign_model::resolved::{EventId, Resolved, Role, ServiceId};
use countersign_model::shape::Shape;
use countersign_model::value::Value;
use serde::Serialize;

use super::file::{banner, import, path};
use super::layout::Expr;
use super::plan::{Home, Plan};
use super::text::{self, WIDTH};

/// What the templates of the package show.
#[derive(Serialize)]
pub(super) struct Package {
    banner: String,
    /// The catalog's name for people.
    title: String,
    description: String,
    /// The npm package, as it is and as a JSON string.
    npm_name: String,
    npm_name_json: String,
    summary_json: String,
    any_event: String,
    events: Vec<EventView>,
    event_imports: String,
    exports: Vec<String>,
    formats: Vec<FormatView>,
    readme: Option<Readme>,
}

#[derive(Serialize)]
struct EventView {
    key: String,
    constant: String,
    definition: String,
    summary: String,
    publisher: String,
    consumers: String,
    versions: String,
}

#[derive(Serialize)]
struct FormatView {
    name: String,
    /// The entry of the list of grammars.
    entry: String,
    max_length: Option<u64>,
    calendar: bool,
}

/// The services and events that the README shows.
#[derive(Serialize)]
struct Readme {
    consumer: ReadmeConsumer,
    publisher: ReadmePublisher,
    fields: String,
}

#[derive(Serialize)]
struct ReadmeConsumer {
    name: String,
    file: String,
    keys: Vec<String>,
}

#[derive(Serialize)]
struct ReadmePublisher {
    name: String,
    file: String,
    method: String,
    key: String,
    /// The type of the payload, and an example of it.
    ty: String,
    payload: String,
}

/// Gathers what the templates of the package show.
pub(super) fn package(plan: &Plan<'_>) -> Package {
    let catalog = plan.catalog;
    let title = catalog.title.clone().unwrap_or_else(|| catalog.name.value.clone());
    let publishing: Vec<ServiceId> =
        catalog.services().map(|(id, _)| id).filter(|&id| !catalog.published_by(id).is_empty()).collect();
    let mut exports: Vec<String> = publishing.iter().map(|&id| path(plan, Home::Events(id))).collect();
    exports.extend(
        catalog.services().filter_map(|(id, _)| Some(format!("services/{}", plan.service(id)?.file))),
    );
    let imports = publishing.iter().map(|&id| {
        let names = catalog.published_by(id).into_iter().filter_map(|id| plan.event(id));
        import(
            names.map(|names| names.definition.as_str()),
            &format!("./{}.js", path(plan, Home::Events(id))),
        )
    });
    Package {
        banner: banner(plan),
        description: catalog.description.clone().unwrap_or_default(),
        npm_name: catalog.targets.typescript_package.clone(),
        npm_name_json: text::string(&catalog.targets.typescript_package),
        summary_json: text::string(&format!("{title}: typed events, publishers and consumers")),
        title,
        any_event: plan.any_event.clone(),
        events: catalog.events().filter_map(|(id, _)| event(plan, id)).collect(),
        event_imports: imports.collect(),
        exports,
        formats: Format::ALL.into_iter().map(format).collect(),
        readme: readme(plan),
    }
}

fn event(plan: &Plan<'_>, id: EventId) -> Option<EventView> {
    let event = plan.catalog.event(id)?;
    let names = plan.event(id)?;
    let consumers =
        event.subscribers.iter().filter_map(|subscriber| plan.catalog.service(subscriber.service));
    let versions = event.versions.iter().map(|version| version.version.value.to_string());
    Some(EventView {
        key: text::string(&event.key.value),
        constant: names.constant.clone(),
        definition: names.definition.clone(),
        summary: event.summary.replace('|', "\\|").replace('\n', " "),
        publisher: plan.catalog.service(event.publisher()?)?.name.value.clone(),
        consumers: consumers.map(|service| service.name.value.as_str()).collect::<Vec<_>>().join(", "),
        versions: versions.collect::<Vec<_>>().join(", "),
    })
}

fn format(format: Format) -> FormatView {
    let grammar = Regex::parse(format.grammar())
        .map_or_else(|_| "/[^\\s\\S]/u".to_owned(), |regex| text::regex(&regex));
    let property = text::property(format.as_str());
    // The formatter breaks a long line after the name, unless that would gain little.
    let is_long = 2 + property.len() + 2 + grammar.chars().count() + 1 > WIDTH && property.len() > 4;
    let entry =
        if is_long { format!("{property}:\n    {grammar}") } else { format!("{property}: {grammar}") };
    FormatView {
        name: text::string(format.as_str()),
        entry,
        max_length: format.max_length(),
        calendar: format.needs_calendar(),
    }
}

/// Picks a consumer with few events and an event with an example.
fn readme(plan: &Plan<'_>) -> Option<Readme> {
    let catalog = plan.catalog;
    let size = |id: &ServiceId| catalog.consumed_by(*id).len();
    let consumer = catalog.services().map(|(id, _)| id).filter(|id| size(id) > 0).min_by_key(size)?;
    let examples = catalog.events().filter_map(|(id, event)| {
        let version = event.versions.last()?;
        Some((id, event.publisher()?, version.payload?, version.examples.first()?))
    });
    // Among the short examples, one that shows more than an id.
    let length = |example: &Value| example.to_string().len().abs_diff(160);
    let (shown, publisher, ty, example) = examples.min_by_key(|(.., example)| length(example))?;
    let keys = catalog.consumed_by(consumer).into_iter().filter_map(|read| catalog.event(read.event));
    let names = plan.service(publisher)?;
    let method = plan.event(shown)?.method.clone();
    let ty = plan.name(ty)?.to_owned();
    let column = "const data:  = ".len() + ty.len();
    Some(Readme {
        consumer: ReadmeConsumer {
            name: plan.service(consumer)?.pascal.clone(),
            file: plan.service(consumer)?.file.clone(),
            keys: keys.map(|event| text::string(&event.key.value)).collect(),
        },
        publisher: ReadmePublisher {
            name: names.pascal.clone(),
            file: names.file.clone(),
            method,
            key: text::string(&catalog.event(shown)?.key.value),
            payload: text::value(example).print(0, column, 1),
            ty,
        },
        fields: sample_fields(catalog),
    })
}

/// Values for the envelope's required fields that the publisher cannot know.
fn sample_fields(catalog: &Resolved) -> String {
    let told = catalog.envelope.fields.iter().filter(|field| {
        field.required
            && match field.role {
                None | Some(Role::Correlation) => true,
                Some(Role::Id | Role::Key | Role::Version | Role::Time | Role::Publisher | Role::Payload) => {
                    false
                }
            }
    });
    let members = told.map(|field| {
        let shape = field.ty.and_then(|ty| catalog.ty(ty)).map(|ty| &ty.shape);
        (text::property(&field.name.value), sample(shape))
    });
    Expr::Object(members.collect()).print(0, 0, 0)
}

fn sample(shape: Option<&Shape>) -> Expr {
    match shape {
        Some(Shape::Boolean) => Expr::text("true"),
        Some(Shape::Integer | Shape::Number) => Expr::text("1"),
        Some(Shape::String) => Expr::text("\"example\""),
        Some(Shape::Enum(list)) => {
            Expr::Text(text::string(list.values.first().map_or("", |value| value.text.as_str())))
        }
        Some(Shape::Record(_) | Shape::Map(_) | Shape::Union(_)) => Expr::text("{}"),
        Some(Shape::List(_) | Shape::Tuple(_)) => Expr::text("[]"),
        Some(Shape::Any | Shape::Null | Shape::Nullable(_)) | None => Expr::text("null"),
    }
}
