//! What the contract forbids does not compile.

use std::process::Command;

/// What the compiler says of a source that must not compile.
fn refusal(example: &str) -> String {
    let check = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--features", "compile-fail", "--example", example])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(!check.status.success(), "{example} compiles");
    String::from_utf8_lossy(&check.stderr).into_owned()
}

#[test]
fn leaving_out_a_handler_does_not_compile() {
    let said = refusal("missing_handler");
    assert!(said.contains("not all trait items implemented, missing: `on_auth_user_deleted`"), "{said}");
}

#[test]
fn publishing_an_event_of_another_service_does_not_compile() {
    let said = refusal("foreign_event");
    assert!(said.contains("no method named `inventory_stock_updated`"), "{said}");
}
