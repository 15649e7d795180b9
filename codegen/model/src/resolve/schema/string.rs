//! Strings and enums of strings.

use crate::format::Format;
use crate::regex::Regex;
use crate::resolved::TypeId;
use crate::rules;
use crate::shape::{CheckKind, Enum, EnumValue, Shape};
use crate::source::Span;
use crate::suggest::did_you_mean;
use crate::value::Value;

use super::super::keywords::Kind;
use super::Builder;

impl<'a> Builder<'a> {
    pub(super) fn fill_string(&mut self, id: TypeId, schema: &'a Value) {
        self.set_shape(id, Shape::String);
        let open = schema.get("x-open-enum");
        if let Some((allowed, _)) = self.allowed(schema, Some(Kind::String)) {
            let values = allowed
                .iter()
                .filter_map(|value| Some(EnumValue { text: value.as_str()?.to_owned(), span: value.span }))
                .collect();
            let open = open.and_then(Value::as_bool).unwrap_or(false);
            self.set_shape(id, Shape::Enum(Enum { values, open }));
            self.refuse_beside_enum(schema);
            return;
        }
        if let Some(open) = open {
            let message = "`x-open-enum` says nothing without an `enum` of texts";
            self.report(rules::KEYWORD_WITHOUT_EFFECT.at(open.span, message).help("remove it"));
        }
        self.count_range(
            id,
            schema,
            ("minLength", CheckKind::MinLength),
            ("maxLength", CheckKind::MaxLength),
        );
        if let Some((pattern, span)) = self.pattern(schema) {
            self.add_check(id, CheckKind::Pattern(pattern), span);
        }
        if let Some((format, span)) = self.format(schema) {
            self.add_check(id, CheckKind::Format(format), span);
        }
    }

    /// An enum already says everything about its strings.
    fn refuse_beside_enum(&mut self, schema: &'a Value) {
        for keyword in ["minLength", "maxLength", "pattern", "format"] {
            if let Some(value) = schema.get(keyword) {
                let message = format!(
                    "`{keyword}` beside `enum` or `const` is outside the profile: the list says it all"
                );
                self.report(rules::OUTSIDE_PROFILE.at(value.span, message).help("remove it"));
            }
        }
    }

    fn pattern(&mut self, schema: &'a Value) -> Option<(Regex, Span)> {
        let value = schema.get("pattern")?;
        let Some(text) = value.as_str() else {
            let message = format!("`pattern` must be a text, this is {}", value.kind_name());
            self.report(rules::KEYWORD_VALUE.at(value.span, message));
            return None;
        };
        match Regex::parse(text) {
            Ok(regex) => Some((regex, value.span)),
            Err(error) => {
                let rest: String = text.get(error.offset..).unwrap_or("").chars().take(12).collect();
                let place = if rest.is_empty() { String::new() } else { format!(" at `{rest}`") };
                let message = format!("{}{place}", error.message);
                self.report(rules::PATTERN.at(value.span, message).maybe_help(error.help));
                None
            }
        }
    }

    fn format(&mut self, schema: &'a Value) -> Option<(Format, Span)> {
        let value = schema.get("format")?;
        let text = value.as_str().unwrap_or_default();
        let format = Format::parse(text);
        if format.is_none() {
            let known = Format::ALL.map(Format::as_str);
            let help = did_you_mean(text, known).unwrap_or_else(|| {
                format!("the profile asserts `{}`; write a `pattern` for others", known.join("`, `"))
            });
            let message = format!("the profile has no format `{text}`");
            self.report(rules::UNKNOWN_FORMAT.at(value.span, message).help(help));
        }
        format.map(|format| (format, value.span))
    }
}
