//! Small catalogs on disk, and running the binary in them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A small catalog that checks without a finding.
const CATALOG: [(&str, &str); 4] = [
    (
        "catalog.yaml",
        "catalog: shop
broker:
  exchange: { name: shop.events, type: topic }
  dead_letter_exchange: shop.dlq
envelope:
  fields:
    id: { role: id }
    event: { role: key }
    version: { role: version, form: \"{major}.{minor}\" }
    time: { role: time }
    data: { role: payload }
keys:
  form: \"{service}.{entity}.{action}\"
",
    ),
    ("services/sales.yaml", "service: sales\npublishes: [sales.order.*]\n"),
    ("services/stock.yaml", "service: stock\nconsumes:\n  - sales.order.placed\n"),
    (
        "events/sales.yaml",
        "events:
  sales.order.placed:
    summary: A customer placed an order.
    consumers: [stock]
    versions:
      \"1.0\":
        payload:
          type: object
          required: [order_id]
          properties:
            order_id: { type: string, minLength: 1, description: The order. }
        examples:
          - { order_id: ord_1 }
",
    ),
];

/// A directory with the small catalog in `schemas/`.
pub(crate) struct Shop {
    root: TempDir,
}

impl Shop {
    pub(crate) fn new() -> Self {
        let shop = Self { root: tempfile::tempdir().unwrap() };
        for (path, text) in CATALOG {
            shop.put(&format!("schemas/{path}"), text);
        }
        shop
    }

    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Rewrites a file with the first `from` in it changed into `to`.
    pub(crate) fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.put(path, text.replacen(from, to, 1));
    }

    /// Runs the command in the directory.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run_in(self.root(), args)
    }
}

/// What a run of the command came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, expected, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

pub(crate) fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.current_dir(dir).args(args).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn run_in(dir: &Path, args: &[&str]) -> Run {
    let Output { status, stdout, stderr } = command(dir, args).output().unwrap();
    let run = Run {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    };
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run
}
