//! What a command says, and saying it.

use std::io::{self, IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};

use super::Color;

/// How wide output is when it does not go to a terminal.
const WIDTH: usize = 100;

/// Whether a command found fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It did not.
    Holds,
    /// It did.
    Findings,
}

/// What a command has to say.
#[derive(Debug)]
pub struct Output {
    /// What was asked for; goes to standard output.
    pub text: String,
    /// What is worth knowing besides; goes to standard error.
    pub aside: String,
    /// Decides the exit code.
    pub verdict: Verdict,
}

impl Output {
    /// What was asked for, without fault.
    pub fn holds(text: String) -> Self {
        Self { text, aside: String::new(), verdict: Verdict::Holds }
    }
}

/// Why a command could not run.
#[derive(Debug)]
pub struct Failure {
    /// One sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Failure {
    /// A reason without advice.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Makes `--color` the choice of every stream.
pub(super) fn choose_color(color: Color) {
    let choice = match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    choice.write_global();
}

/// Whether standard output shows colours.
pub(super) fn is_styled() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// The width to lay output out for.
pub(super) fn width() -> usize {
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    if io::stdout().is_terminal() { terminal().or_else(columns).unwrap_or(WIDTH) } else { WIDTH }
}

/// Prints and chooses the exit code. A reader that has gone away is not an error: the verdict is
/// the same.
pub(super) fn finish(result: Result<Output, Failure>) -> u8 {
    let (text, aside, code) = match result {
        Ok(output) => {
            let code = match output.verdict {
                Verdict::Holds => 0,
                Verdict::Findings => 1,
            };
            (output.text, output.aside, code)
        }
        Err(failure) => {
            let help = failure.help.map(|help| format!("help: {help}\n")).unwrap_or_default();
            (String::new(), format!("error: {}\n{help}", failure.message), 2)
        }
    };
    let written = put(AutoStream::auto(io::stdout()), &text);
    let _ = put(AutoStream::auto(io::stderr()), &aside);
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = put(io::stderr(), &format!("error: the output could not be written: {error}\n"));
            2
        }
        _ => code,
    }
}

fn put(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}
