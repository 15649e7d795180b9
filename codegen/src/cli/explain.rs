//! `countersign explain`.

use std::fmt::Write as _;

use countersign_model::suggest::nearest;

use super::output::{Failure, Output};
use crate::check::{RULES, Rule, rule};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The rule's code or name, such as `CS0401` or `consumer-does-not-subscribe`; without one,
    /// every rule is listed
    #[arg(value_name = "CODE|NAME")]
    rule: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Output, Failure> {
    let Some(asked) = &args.rule else { return Ok(Output::holds(list())) };
    match rule(asked) {
        Some(found) => Ok(Output::holds(page(found))),
        None => Err(unknown(asked)),
    }
}

/// A rule's page: what `explain` prints and what `docs/rules/` holds.
pub fn page(rule: &Rule) -> String {
    let severity = rule.id.severity.as_str();
    format!(
        "# {} {}\n\n{}\n\nSeverity: {severity}\n\n{}\n",
        rule.id.code,
        rule.id.name,
        rule.summary.trim(),
        rule.explanation.trim()
    )
}

fn list() -> String {
    let widest = RULES.iter().map(|rule| rule.id.name.len()).max().unwrap_or(0);
    RULES.iter().fold(String::new(), |mut text, rule| {
        let (code, name, severity) = (rule.id.code, rule.id.name, rule.id.severity.as_str());
        let _ = writeln!(text, "{code}  {severity:<7}  {name:<widest$}  {}", rule.summary.trim());
        text
    })
}

fn unknown(asked: &str) -> Failure {
    let names = RULES.iter().flat_map(|rule| [rule.id.code, rule.id.name]);
    let help = nearest(asked, names).and_then(rule).map_or_else(
        || "`countersign explain` lists every rule".to_owned(),
        |rule| format!("did you mean `{} {}`?", rule.id.code, rule.id.name),
    );
    Failure::new(format!("there is no rule `{asked}`")).help(help)
}
