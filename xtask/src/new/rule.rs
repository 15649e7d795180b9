//! `cargo xtask new rule`.

use clap::ValueEnum;
use countersign_codegen::check::RULES;

use super::{Edits, insert_sorted, is_name};
use crate::Outcome;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What the rule is called, in words: `queue-without-consumer`
    name: String,

    /// What it is about: decides the folder and the code
    #[arg(long, value_enum)]
    kind: Kind,

    /// What its findings weigh
    #[arg(long, value_enum, default_value_t)]
    severity: Weight,
}

/// The folders of `codegen/src/check`, in the order of their codes.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Structure,
    Keys,
    Payload,
    Publishers,
    Consumers,
    Versions,
    Delivery,
    Totals,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Weight {
    #[default]
    Error,
    Warning,
    Note,
}

/// The word of an option's value.
fn word(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Writes the rule's file, its lines in the folder and the registry, and its two fixtures.
pub(crate) fn run(args: &Args) -> Outcome {
    let (name, kind, code) = (&args.name, word(&args.kind), next_code(args.kind));
    edits(args)?.write()?;
    println!("\n{code} {name} is registered. What is left, and what `cargo test --test rules` asks for:");
    println!(
        "  1. the check in codegen/src/check/{kind}/{}.rs, and the words of its page",
        name.replace('-', "_")
    );
    println!("  2. a breach in tests/fixtures/rules/{code}-{name}/bad");
    println!("  3. `INSTA_UPDATE=always cargo test --test rules`, and a look at the new snapshot");
    println!("  4. `cargo xtask gen`, which writes docs/rules/{code}.md");
    Ok(true)
}

fn edits(args: &Args) -> Result<Edits, String> {
    let name = &args.name;
    if !is_name(name, '-') {
        return Err(format!("`{name}` is not a rule's name: small words with `-` between them"));
    }
    if countersign_codegen::check::rule(name).is_some() {
        return Err(format!("there is a rule `{name}` already"));
    }
    let (kind, severity) = (word(&args.kind), word(&args.severity));
    let code = next_code(args.kind);
    let module = name.replace('-', "_");
    let mut edits = Edits::default();
    edits.create(format!("codegen/src/check/{kind}/{module}.rs"), source(&code, name, &severity))?;
    edits.change(&format!("codegen/src/check/{kind}/mod.rs"), |lines| {
        insert_sorted(lines, "pub(super) mod ", format!("pub(super) mod {module};"))
    })?;
    // The new code is the highest of its kind, so its line is the last of the kind's.
    edits.change("codegen/src/check/registry.rs", |lines| {
        let last = lines.iter().rposition(|line| line.trim_start().starts_with(&format!("&{kind}::")))?;
        lines.insert(last + 1, format!("    &{kind}::{module}::RULE,"));
        Some(())
    })?;
    for side in ["bad", "good"] {
        let dir = format!("tests/fixtures/rules/{code}-{name}/{side}");
        for (file, text) in FIXTURE {
            edits.create(format!("{dir}/{file}"), *text)?;
        }
    }
    Ok(edits)
}

/// The first code after those of the rule's kind.
fn next_code(kind: Kind) -> String {
    let prefix = format!("CS{:02}", kind as usize);
    let used = RULES.iter().filter_map(|rule| rule.id.code.strip_prefix(&prefix)?.parse::<u32>().ok());
    format!("{prefix}{:02}", used.max().unwrap_or(0) + 1)
}

fn source(code: &str, name: &str, severity: &str) -> String {
    include_str!("rule.rs.txt").replace("@code", code).replace("@name", name).replace("@severity", severity)
}

/// A small catalog without a finding, to be broken in `bad`.
const FIXTURE: &[(&str, &str)] = &[
    ("catalog.yaml", include_str!("fixture/catalog.yaml")),
    ("events.yaml", include_str!("fixture/events.yaml")),
    ("order.yaml", include_str!("fixture/order.yaml")),
    ("stock.yaml", include_str!("fixture/stock.yaml")),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The files that are edited look as they are expected to.
    #[test]
    fn every_kind_has_its_place() {
        crate::root::enter().unwrap();
        for kind in Kind::value_variants() {
            let args = Args { name: "a-new-one".to_owned(), kind: *kind, severity: Weight::Note };
            let edits = edits(&args).unwrap();
            let text = |path: &str| &edits.files.iter().find(|(known, _)| known == path).unwrap().1;
            let kind = word(kind);
            assert!(text(&format!("codegen/src/check/{kind}/mod.rs")).contains("mod a_new_one;"));
            assert!(
                text("codegen/src/check/registry.rs").contains(&format!("    &{kind}::a_new_one::RULE,"))
            );
            assert_eq!(edits.files.len(), 3 + 2 * FIXTURE.len());
        }
        let args = Args { name: "unknown-key".to_owned(), kind: Kind::Keys, severity: Weight::Error };
        assert!(edits(&args).is_err());
    }
}
