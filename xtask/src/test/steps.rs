//! The steps, in the order in which they run: the quick and general ones first.

use super::{Step, broker, licences, sdk};
use crate::generate;
use crate::tool::Tool;

/// How long the fuzz step may take.
const FUZZ_SECONDS: &str = "20";

/// Every step.
pub(super) const STEPS: &[Step] = &[
    Step { name: "fmt", what: "the sources are formatted", run: fmt },
    Step { name: "clippy", what: "no lint of the workspace is broken", run: clippy },
    Step { name: "unit", what: "the tests of every package", run: unit },
    Step {
        name: "licences",
        what: "every dependency has a licence that deny.toml allows",
        run: licences::run,
    },
    Step {
        name: "generated",
        what: "generated/ and docs/rules/ are what the generator writes",
        run: generated,
    },
    Step { name: "rust", what: "the Rust SDK: lints and vectors", run: sdk::rust::run },
    Step {
        name: "typescript",
        what: "the TypeScript SDK: strict compiler and vectors",
        run: sdk::typescript::run,
    },
    Step { name: "go", what: "the Go SDK: gofmt, vet and vectors", run: sdk::go::run },
    Step { name: "fuzz", what: "mutated catalogs end in a verdict, for 20 s", run: fuzz },
    Step { name: "broker", what: "a RabbitMQ routes every event as the catalog says", run: broker::run },
];

fn fmt() -> Result<(), String> {
    Tool::cargo(&["fmt", "--all", "--check"]).run()
}

fn clippy() -> Result<(), String> {
    Tool::cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]).run()
}

fn unit() -> Result<(), String> {
    // Snapshots are compared and never written.
    Tool::cargo(&["test", "--workspace", "--locked"]).env("INSTA_UPDATE", "no").run()
}

fn generated() -> Result<(), String> {
    println!("$ cargo xtask gen --check");
    if generate::run(&generate::Args { check: true })? {
        return Ok(());
    }
    Err("generated files are stale: run `cargo xtask gen` and commit what it writes".to_owned())
}

fn fuzz() -> Result<(), String> {
    Tool::cargo(&[
        "test",
        "--package",
        "countersign-codegen",
        "--locked",
        "--test",
        "fuzz",
        "--",
        "--nocapture",
    ])
    .env("COUNTERSIGN_FUZZ_SECONDS", FUZZ_SECONDS)
    .run()
}
