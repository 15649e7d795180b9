use countersign_model::diagnostic::RuleId;
use countersign_model::source::FileId;

use super::*;

const RULE: RuleId = RuleId::error("CS0402", "test");

fn span(sources: &SourceMap, file: FileId, text: &str) -> countersign_model::source::Span {
    let start = sources.get(file).unwrap().text().find(text).unwrap();
    let at = |offset: usize| u32::try_from(offset).unwrap();
    countersign_model::source::Span { file, start: at(start), end: at(start + text.len()) }
}

fn render(sources: &SourceMap, diagnostics: Vec<Diagnostic>) -> String {
    let compilation = Compilation { catalog: None, diagnostics };
    let options = Options { width: 100, styled: false, verbose: false };
    human(sources, &Paths::default(), &compilation, options)
}

#[test]
fn two_places_in_two_files() {
    let mut sources = SourceMap::new();
    let event = sources
        .add("events/order.yaml", "events:\r\n  order.created:\r\n\tconsumers: [\u{4f60}\u{597d}, pos]\r\n");
    let service = sources.add("services/pos.yaml", "service: pos\nconsumes:\n  - order.*\n");
    let found = RULE
        .at(span(&sources, event, "pos"), "`order.created` names `pos`, which does not subscribe")
        .label("named here")
        .also(span(&sources, service, "service: pos\nconsumes:"), "its subscriptions are here")
        .help("add `order.created`\nto the list");
    insta::assert_snapshot!(render(&sources, vec![found]));
}

#[test]
fn one_sided_signatures_of_one_place_are_one_report() {
    let mut sources = SourceMap::new();
    let service = sources.add("services/pos.yaml", "service: pos\nconsumes:\n  - order.*\n");
    let place = span(&sources, service, "order.*");
    let found = (0..9).map(|n| {
        RULE.at(place, format!("`pos` takes in `order.e{n}`")).event(format!("order.e{n}")).service("pos")
    });
    insta::assert_snapshot!(render(&sources, found.collect()));
}

#[test]
fn an_endless_line_is_cut_and_a_path_needs_no_text() {
    let mut sources = SourceMap::new();
    let long = format!("events: [{} \u{1f980}here {}]", "x, ".repeat(5000), "y, ".repeat(5000));
    let file = sources.add("a.yaml", long);
    let found = RULE.at(span(&sources, file, "here"), "too long").label("this");
    let path = RULE.at_path("b.yaml", "not \u{202e}UTF-8");
    insta::assert_snapshot!(render(&sources, vec![found, path]));
}

#[test]
fn any_span_can_be_shown() {
    let mut sources = SourceMap::new();
    let text = "\u{feff}é: \"x\r\n\r\ty\u{0}\"\n\n";
    let file = sources.add("a.yaml", text);
    for start in 0..16 {
        for end in start..18 {
            let place = countersign_model::source::Span { file, start, end };
            render(&sources, vec![RULE.at(place, "m").also(place, "x")]);
        }
    }
}
