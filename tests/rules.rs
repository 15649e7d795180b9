//! Every rule is registered, explained, and has a fixture that trips it and one that does not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use countersign_codegen::check::{Context, RULES, Rule, rule};
use countersign_codegen::compile::{Compilation, compile_read};
use countersign_codegen::read::read;
use countersign_codegen::render::Paths;
use countersign_codegen::render::human::{self, Options};
use countersign_model::diagnostic::{Diagnostic, Severity};
use countersign_model::source::SourceMap;

/// The day that fixtures are checked on.
const TODAY: &str = "2026-01-31";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(rule: &Rule, kind: &str) -> PathBuf {
    root().join("tests/fixtures/rules").join(format!("{}-{}", rule.id.code, rule.id.name)).join(kind)
}

/// Every file below a directory, sorted.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Reads and checks a catalog, as the command does.
fn compiled(dir: &Path) -> (SourceMap, Compilation) {
    let (sources, unreadable) = read(dir);
    let compilation = compile_read(&sources, unreadable, TODAY);
    (sources, compilation)
}

fn findings(dir: &Path) -> Vec<Diagnostic> {
    compiled(dir).1.diagnostics
}

/// What the command prints.
fn printed(dir: &Path) -> String {
    let (sources, compilation) = compiled(dir);
    let options = Options { width: 120, styled: false, verbose: true };
    human::findings(&sources, &Paths::default(), &compilation, options)
}

fn codes(found: &[Diagnostic]) -> BTreeSet<&'static str> {
    found.iter().map(|diagnostic| diagnostic.rule.code).collect()
}

#[test]
fn the_registry_is_sorted_and_without_repetition() {
    for pair in RULES.windows(2) {
        assert!(pair[0].id.code < pair[1].id.code, "{} {}", pair[0].id.code, pair[1].id.code);
    }
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.id.name).collect();
    assert_eq!(names.len(), RULES.len(), "two rules have the same name");
    for known in RULES {
        assert_eq!(rule(known.id.code).unwrap().id, known.id);
        assert_eq!(rule(known.id.name).unwrap().id, known.id);
        let digits = known.id.code.strip_prefix("CS").unwrap();
        assert!(digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", known.id.code);
    }
}

#[test]
fn every_file_of_a_rule_is_registered() {
    let registered: BTreeSet<String> = RULES.iter().map(|rule| rule.id.name.replace('-', "_")).collect();
    let dir = root().join("codegen/src/check");
    let mut written = BTreeSet::new();
    for path in files(&dir) {
        let inside = path.strip_prefix(&dir).unwrap();
        let folder = inside.parent().unwrap().to_str().unwrap();
        let name = inside.file_stem().unwrap().to_str().unwrap();
        if !matches!(folder, "" | "support") && name != "mod" {
            written.insert(name.to_owned());
        }
    }
    assert_eq!(written, registered);
}

#[test]
fn every_rule_is_explained_with_an_example() {
    for rule in RULES {
        let code = rule.id.code;
        assert!(rule.summary.ends_with('.') && rule.summary.len() > 20, "{code}: {}", rule.summary);
        let page = rule.explanation;
        assert!(page.contains("```yaml"), "{code} shows no YAML that breaks it");
        let header = format!("{}[{code}]: ", rule.id.severity.as_str());
        assert!(page.contains(&header), "{code} does not show `{header}`");
        assert!(page.contains("**To "), "{code} does not say how to mend it");
        assert_eq!(page.matches("```").count() % 2, 0, "{code} has a fence without its other half");
    }
}

#[test]
fn every_rule_has_a_fixture_that_trips_it_and_one_that_does_not() {
    let mut snapshot = BTreeMap::new();
    let mut faults = Vec::new();
    for rule in RULES {
        let code = rule.id.code;
        let bad = findings(&fixture(rule, "bad"));
        if !codes(&bad).contains(code) {
            faults.push(format!("{code}: its bad fixture gives {:?}", codes(&bad)));
        }
        let good = findings(&fixture(rule, "good"));
        let errors = good.iter().any(|found| found.rule.severity == Severity::Error);
        if codes(&good).contains(code) || errors {
            faults.push(format!("{code}: its good fixture gives\n{}", printed(&fixture(rule, "good"))));
        }
        snapshot.insert(format!("{code}-{}", rule.id.name), printed(&fixture(rule, "bad")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for (name, text) in snapshot {
        insta::assert_snapshot!(name, text);
    }
}

/// A message without what differs from catalog to catalog: names in backticks, numbers, dates.
fn shape(message: &str) -> String {
    let outside = message.split('`').enumerate().map(|(at, part)| if at % 2 == 0 { part } else { "x" });
    let words = outside.collect::<Vec<_>>().join("`");
    let plain = words.split_whitespace().map(|word| {
        let bare = word.trim_end_matches([',', ')']);
        if bare.starts_with(|c: char| c.is_ascii_digit()) { word.replace(bare, "0") } else { word.to_owned() }
    });
    plain.collect::<Vec<_>>().join(" ").replace("events", "event")
}

/// What a rule's page shows is what the tool says today.
#[test]
fn pages_show_messages_that_the_tool_gives() {
    let mut stale = Vec::new();
    for rule in RULES {
        let bad = findings(&fixture(rule, "bad"));
        let given: BTreeSet<String> =
            bad.iter().filter(|found| found.rule == rule.id).map(|found| shape(&found.message)).collect();
        let header = format!("{}[{}]: ", rule.id.severity.as_str(), rule.id.code);
        for line in rule.explanation.lines().filter_map(|line| line.strip_prefix(&header)) {
            if !given.contains(&shape(line)) {
                stale.push(format!("{}:\n  page {line}\n  tool {given:?}", rule.id.code));
            }
        }
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    let known: BTreeSet<String> =
        RULES.iter().map(|rule| format!("{}-{}", rule.id.code, rule.id.name)).collect();
    for entry in fs::read_dir(root().join("tests/fixtures/rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name), "{name} is the fixture of no rule");
    }
}

/// Rules run on every fixture there is, so that what one finds in another's is seen too.
#[test]
fn every_rule_fires_its_own_code_only() {
    let mut dirs: Vec<PathBuf> =
        RULES.iter().flat_map(|rule| [fixture(rule, "bad"), fixture(rule, "good")]).collect();
    dirs.push(root().join("schemas"));
    dirs.push(root().join("tests/fixtures/erp-as-written"));
    for dir in dirs {
        let (sources, compilation) = compiled(&dir);
        let Some(catalog) = &compilation.catalog else { continue };
        let context = Context { sources: &sources, catalog, today: TODAY, earlier: &[] };
        for rule in RULES {
            let mut found = Vec::new();
            if let Some(run) = rule.run {
                run(&context, &mut found);
            }
            for diagnostic in found {
                assert_eq!(diagnostic.rule, rule.id, "in {}", dir.display());
            }
        }
    }
}
