//! Rendering of the templates that lie beside each target's code.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

/// The templates of one target, by name.
pub(crate) struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// Takes templates that were embedded with `include_str!`. An undefined variable is an error,
    /// and nothing is escaped: the output is code, and code decides what to quote.
    ///
    /// # Panics
    /// When a template does not parse: it is part of this program, and every one is rendered by
    /// the tests.
    #[allow(clippy::panic)]
    pub(crate) fn new(sources: &[(&'static str, &'static str)]) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        let syntax =
            SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
        match syntax {
            Ok(syntax) => environment.set_syntax(syntax),
            Err(error) => panic!("template syntax: {error:#}"),
        }
        for (name, source) in sources {
            if let Err(error) = environment.add_template(name, source) {
                panic!("template {name}: {error:#}");
            }
        }
        Self { environment }
    }

    /// Fills a template.
    ///
    /// # Panics
    /// When the template asks for something the context lacks: see [`Templates::new`].
    #[allow(clippy::panic)]
    pub(crate) fn render(&self, name: &str, context: impl Serialize) -> String {
        let rendered =
            self.environment.get_template(name).and_then(|template| template.render(Serde(context)));
        match rendered {
            Ok(text) => text,
            Err(error) => panic!("template {name}: {error:#}"),
        }
    }
}
