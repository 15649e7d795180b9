//! Running other programs.

use std::io::ErrorKind;
use std::process::{Command, Stdio};

/// A program to run, with what it is needed for.
#[derive(Debug)]
pub(crate) struct Tool {
    program: String,
    args: Vec<String>,
    dir: String,
    envs: Vec<(String, String)>,
    hint: &'static str,
}

impl Tool {
    /// A program with its arguments, in the repository's root.
    pub(crate) fn new(program: &str, args: &[&str]) -> Self {
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        Self { program: program.to_owned(), args, dir: ".".to_owned(), envs: Vec::new(), hint: "" }
    }

    /// The cargo that runs this.
    pub(crate) fn cargo(args: &[&str]) -> Self {
        let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        Self::new(&program, args)
    }

    /// Runs it in another directory.
    pub(crate) fn dir(mut self, dir: &str) -> Self {
        dir.clone_into(&mut self.dir);
        self
    }

    /// Sets a variable of its environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.envs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Says where the program comes from, should it be missing.
    pub(crate) fn from(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// Prints what is run, runs it, and fails if it does.
    pub(crate) fn run(&self) -> Result<(), String> {
        anstream::println!("$ {}", self.line());
        let status = self.command().status().map_err(|error| self.cannot_start(&error))?;
        if status.success() { Ok(()) } else { Err(format!("`{}` failed: {status}", self.line())) }
    }

    /// Prints what is run, runs it, and answers with what it printed.
    pub(crate) fn output(&self) -> Result<String, String> {
        anstream::println!("$ {}", self.line());
        let output = self
            .command()
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| self.cannot_start(&error))?;
        if !output.status.success() {
            return Err(format!("`{}` failed: {}", self.line(), output.status));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).current_dir(&self.dir).stdin(Stdio::null());
        command.envs(self.envs.iter().map(|(name, value)| (name, value)));
        command
    }

    fn line(&self) -> String {
        let program = self.program.rsplit('/').next().unwrap_or(&self.program);
        let dir = if self.dir == "." { String::new() } else { format!("cd {} && ", self.dir) };
        let envs: String = self.envs.iter().map(|(name, value)| format!("{name}={value} ")).collect();
        format!("{dir}{envs}{program} {}", self.args.join(" ")).trim_end().to_owned()
    }

    fn cannot_start(&self, error: &std::io::Error) -> String {
        if error.kind() == ErrorKind::NotFound {
            let hint = if self.hint.is_empty() { "install it" } else { self.hint };
            format!("`{}` is needed for `{}` and is not on the PATH: {hint}", self.program, self.line())
        } else {
            format!("`{}` cannot be started: {error}", self.line())
        }
    }
}
