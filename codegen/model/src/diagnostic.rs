//! What the compiler has to say about a catalog.

use crate::source::Span;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The contract does not hold, or cannot be read.
    Error,
    /// The contract holds, but something in it is probably not meant.
    Warning,
    /// Worth knowing; never fails a check.
    Note,
}

impl Severity {
    /// The word printed for it, which is also its value in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// The identity of a rule: its code, its name and the severity of its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RuleId {
    /// `CS` and four digits; never reused for another rule.
    pub code: &'static str,
    /// A name in words, `kebab-case`.
    pub name: &'static str,
    /// The severity of what the rule finds.
    pub severity: Severity,
}

impl RuleId {
    /// A rule whose findings are errors.
    pub const fn error(code: &'static str, name: &'static str) -> Self {
        Self { code, name, severity: Severity::Error }
    }

    /// A rule whose findings are warnings.
    pub const fn warning(code: &'static str, name: &'static str) -> Self {
        Self { code, name, severity: Severity::Warning }
    }

    /// A rule whose findings are notes.
    pub const fn note(code: &'static str, name: &'static str) -> Self {
        Self { code, name, severity: Severity::Note }
    }

    /// A finding of this rule at `span`. The message is one sentence that stands alone, without a
    /// full stop.
    pub fn at(self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: self,
            message: message.into(),
            place: Place::Span(span),
            label: String::new(),
            labels: Vec::new(),
            help: None,
            event: None,
            service: None,
            pattern: None,
        }
    }

    /// A finding of this rule about a path that has no text to point at.
    pub fn at_path(self, path: impl Into<String>, message: impl Into<String>) -> Diagnostic {
        let origin = Span { file: crate::source::FileId::NONE, start: 0, end: 0 };
        Diagnostic { place: Place::Path(path.into()), ..self.at(origin, message) }
    }
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a text of the catalog.
    Span(Span),
    /// A file or directory that has no readable text.
    Path(String),
}

/// Another place that a finding involves, possibly in another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there, in a few words.
    pub message: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleId,
    /// One sentence that stands alone.
    pub message: String,
    /// The main place.
    pub place: Place,
    /// A few words at the main place; may be empty.
    pub label: String,
    /// The other places.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
    /// The routing key of the event concerned.
    pub event: Option<String>,
    /// The service concerned.
    pub service: Option<String>,
    /// The topic pattern concerned.
    pub pattern: Option<String>,
}

impl Diagnostic {
    /// Sets the words at the main place.
    #[must_use]
    pub fn label(mut self, message: impl Into<String>) -> Self {
        self.label = message.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Sets what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets what to write instead, if there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Names the event concerned.
    #[must_use]
    pub fn event(mut self, key: impl Into<String>) -> Self {
        self.event = Some(key.into());
        self
    }

    /// Names the service concerned.
    #[must_use]
    pub fn service(mut self, name: impl Into<String>) -> Self {
        self.service = Some(name.into());
        self
    }

    /// Names the topic pattern concerned.
    #[must_use]
    pub fn pattern(mut self, pattern: impl Into<String>) -> Self {
        self.pattern = Some(pattern.into());
        self
    }

    /// The main place as a span, if it is in a text.
    pub const fn span(&self) -> Option<Span> {
        match self.place {
            Place::Span(span) => Some(span),
            Place::Path(_) => None,
        }
    }
}
