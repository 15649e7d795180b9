//! Following `$ref`.

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::FileId;
use crate::suggest::did_you_mean;
use crate::value::Value;

use super::schema::{Builder, Payload};

/// What a `$ref` names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target<'a> {
    /// A definition of a types file, by its position.
    Shared { file: FileId, at: usize, schema: &'a Value },
    /// A definition under `$defs` of a payload.
    Local { payload: Payload<'a>, name: &'a str, schema: &'a Value },
}

impl<'a> Target<'a> {
    /// The definition.
    pub(super) const fn schema(self) -> &'a Value {
        match self {
            Self::Shared { schema, .. } | Self::Local { schema, .. } => schema,
        }
    }

    /// The payload that `#/$defs` inside the definition means.
    pub(super) const fn payload(self) -> Option<Payload<'a>> {
        match self {
            Self::Shared { .. } => None,
            Self::Local { payload, .. } => Some(payload),
        }
    }
}

impl<'a> Builder<'a> {
    /// Looks up a `$ref`. `payload` is the payload it stands in, if it does not stand in a types
    /// file.
    pub(super) fn target(
        &mut self,
        reference: &'a Value,
        payload: Option<Payload<'a>>,
    ) -> Option<Target<'a>> {
        let Some(text) = reference.as_str() else {
            let message = format!("`$ref` must be a text, this is {}", reference.kind_name());
            self.report(rules::KEYWORD_VALUE.at(reference.span, message));
            return None;
        };
        match self.look_up(text, reference, payload) {
            Ok(target) => {
                if let Target::Shared { file, .. } = target {
                    self.used.insert(file);
                }
                Some(target)
            }
            Err(diagnostic) => {
                self.report(*diagnostic);
                None
            }
        }
    }

    fn look_up(
        &self,
        text: &'a str,
        reference: &'a Value,
        payload: Option<Payload<'a>>,
    ) -> Result<Target<'a>, Box<Diagnostic>> {
        let fail = |message: String, help: Option<String>| {
            Err(Box::new(rules::UNRESOLVED_REF.at(reference.span, message).maybe_help(help)))
        };
        let Some((path, pointer)) = text.split_once('#') else {
            let help = "write `path/to/types.yaml#/Name`, relative to this file, or `#/$defs/Name`";
            return fail(format!("`{text}` names no definition"), Some(help.to_owned()));
        };
        if let (true, Some(payload)) = (path.is_empty(), payload) {
            let defs = payload.root.get("$defs").map(Value::members).unwrap_or_default();
            let Some(name) = pointer.strip_prefix("/$defs/") else {
                let help = "inside a payload, write `#/$defs/Name` or the path of a types file";
                return fail(format!("`{text}` is no definition of this payload"), Some(help.to_owned()));
            };
            return match defs.iter().find(|member| member.name == name) {
                Some(member) => Ok(Target::Local { payload, name: &member.name, schema: &member.value }),
                None => fail(
                    format!("this payload's `$defs` has no `{name}`"),
                    did_you_mean(name, defs.iter().map(|member| member.name.as_str())),
                ),
            };
        }
        if path.contains("://") {
            return fail(
                format!("`{text}` is not a file of the catalog"),
                Some(
                    "copy the schema into a types file: a catalog reads nothing from the network".to_owned(),
                ),
            );
        }
        let from = self.sources.path(reference.span.file);
        let wanted = if path.is_empty() { from.to_owned() } else { join(from, path) };
        let Some(file) = self.files.iter().find(|file| self.sources.path(file.file) == wanted) else {
            let help = self.help_for_path(from, path, &wanted);
            return fail(format!("there is no types file `{wanted}` in the catalog"), help);
        };
        let name = pointer.strip_prefix('/').unwrap_or("");
        if name.is_empty() || name.contains('/') {
            let help = format!("write `{path}#/Name` with the name of a definition of that file");
            return fail(format!("`#{pointer}` is no definition of a types file"), Some(help));
        }
        match file.definitions.iter().enumerate().find(|(_, definition)| definition.name.value == name) {
            Some((at, definition)) => Ok(Target::Shared { file: file.file, at, schema: &definition.schema }),
            None => fail(
                format!("`{wanted}` has no `{name}`"),
                did_you_mean(name, file.definitions.iter().map(|definition| definition.name.value.as_str())),
            ),
        }
    }

    fn help_for_path(&self, from: &str, path: &str, wanted: &str) -> Option<String> {
        if self.sources.find(wanted).is_some() {
            return Some(
                "that file declares services or events; move the schema into a file of its own".to_owned(),
            );
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let paths: Vec<&str> = self.files.iter().map(|file| self.sources.path(file.file)).collect();
        let same_name = paths.iter().find(|known| known.rsplit('/').next() == Some(name));
        match same_name {
            Some(known) => Some(format!("did you mean `{}`?", relative(from, known))),
            None => did_you_mean(wanted, paths.iter().copied()),
        }
    }
}

/// A path relative to the directory of the file `from`, normalised. `..` above the catalog stays.
pub fn join(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// How the file `from` refers to the file `to`.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let ups = from.len().saturating_sub(common + 1);
    let mut parts = vec![".."; ups];
    parts.extend(to.iter().skip(common));
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_file() {
        assert_eq!(join("events/catalog/variant.yaml", "../../types/ids.yaml"), "types/ids.yaml");
        assert_eq!(join("a.yaml", "./b.yaml"), "b.yaml");
        assert_eq!(join("a.yaml", "../b.yaml"), "../b.yaml");
        assert_eq!(relative("events/catalog/variant.yaml", "types/ids.yaml"), "../../types/ids.yaml");
        assert_eq!(relative("types/a.yaml", "types/b.yaml"), "b.yaml");
    }
}
