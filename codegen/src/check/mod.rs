//! The rules, and running them.
//!
//! One file a rule, in a folder for each kind. A rule is found by its code in [`RULES`]; a test
//! holds that every rule is registered, explained, and has a fixture that trips it and one that
//! does not (`tests/fixtures/rules/<code>-<name>/{bad,good}`).

use countersign_model::diagnostic::{Diagnostic, RuleId};
use countersign_model::resolved::Resolved;
use countersign_model::rules as model;
use countersign_model::source::{SourceMap, Span};

mod consumers;
mod delivery;
mod keys;
mod payload;
mod publishers;
mod registry;
mod structure;
mod support;
mod totals;
mod validator;
mod versions;

pub use registry::RULES;
pub use validator::payload_validator;

/// One rule: its identity, its page, and the check.
#[derive(Debug)]
pub struct Rule {
    /// Code, name, severity.
    pub id: RuleId,
    /// What the rule asks for, in one sentence.
    pub summary: &'static str,
    /// The page in Markdown: why, an example that breaks the rule, how to mend it. Printed by
    /// `countersign explain` below a heading made of the code and the name, and the summary.
    pub explanation: &'static str,
    /// Finds breaches in a resolved catalog; `None` for rules that are checked while a catalog is
    /// loaded or resolved, because nothing could be resolved otherwise.
    pub run: Option<fn(&Context<'_>, &mut Vec<Diagnostic>)>,
}

/// What rules look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The texts.
    pub sources: &'a SourceMap,
    /// The catalog.
    pub catalog: &'a Resolved,
    /// The day to hold sunsets against, as an RFC 3339 `full-date`.
    pub today: &'a str,
    /// What loading and resolving the catalog found. Rules hold back what only follows from it.
    pub earlier: &'a [Diagnostic],
}

impl Context<'_> {
    /// Whether a file could not be read, so that what it declares seems to be missing. Rules that
    /// find that something is not there are silent then.
    pub(crate) fn is_partial(&self) -> bool {
        let whole_file = [model::UNREADABLE, model::YAML_SYNTAX, model::TOO_DEEP];
        self.earlier.iter().any(|found| whole_file.contains(&found.rule))
    }

    /// The path of the file that a place is in.
    pub(crate) fn path(&self, span: Span) -> &str {
        self.sources.path(span.file)
    }
}

/// Runs every rule, in the order of their codes.
pub fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        if let Some(run) = rule.run {
            run(context, &mut found);
        }
    }
    found
}

/// The rule of a code (`CS0401`, any case) or a name (`consumer-does-not-subscribe`).
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| {
        rule.id.code.eq_ignore_ascii_case(code_or_name) || rule.id.name.eq_ignore_ascii_case(code_or_name)
    })
}
