//! The commands that look at a catalog.

use std::io::Read as _;
use std::process::Stdio;

use crate::support::{Shop, command};

#[test]
fn a_sound_catalog_holds_wherever_it_is_called_from() {
    let shop = Shop::new();
    let from_root = shop.run(&["check"]).code(0);
    assert!(from_root.out.starts_with("1 event, 2 services: 0 errors"), "{}", from_root.out);
    assert!(from_root.out.ends_with("The contract holds.\n"));
    for (dir, args) in [
        ("schemas/events", &["check"][..]),
        (".", &["check", "schemas"]),
        (".", &["check", "."]),
        (".", &["check", "schemas/catalog.yaml"]),
        ("schemas/services", &["check", "--catalog", "../../schemas"]),
        ("schemas", &["--catalog", ".", "check"]),
    ] {
        let run = crate::support::run_in(&shop.root().join(dir), args).code(0);
        assert_eq!(run.out, from_root.out, "{dir} {args:?}");
    }
}

#[test]
fn findings_exit_with_one_and_name_files_from_here() {
    let shop = Shop::new();
    shop.change("schemas/events/sales.yaml", "summary:", "sumary:");
    let human = shop.run(&["check"]).code(1);
    assert!(human.out.contains("--> schemas/events/sales.yaml:3:5"), "{}", human.out);
    assert!(human.out.ends_with("The contract does not hold.\n"));
    let json = shop.run(&["check", "--format", "json"]).code(1).json();
    let found = json["diagnostics"].as_array().unwrap();
    let first = found.iter().find(|found| found["code"] == "CS0006").unwrap();
    let fields: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    let expected =
        ["code", "severity", "message", "file", "line", "column", "end_line", "end_column", "labels", "help"];
    assert_eq!(fields.get(..10), Some(&expected[..]));
    assert_eq!(first["file"], "schemas/events/sales.yaml");
    assert_eq!((first["line"].as_u64(), first["column"].as_u64()), (Some(3), Some(5)));
    let summary: Vec<&str> = json["summary"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(summary, ["errors", "warnings", "notes", "events", "services"]);
}

#[test]
fn warnings_fail_only_when_denied() {
    let shop = Shop::new();
    shop.put("schemas/types/unused.yaml", "Id: { type: string }\n");
    let summary = shop.run(&["check", "--format", "json"]).code(0).json()["summary"].clone();
    assert!(summary["warnings"].as_u64() > Some(0), "{summary}");
    shop.run(&["check", "--deny-warnings"]).code(1);
}

#[test]
fn no_catalog_says_where_it_looked() {
    let empty = tempfile::tempdir().unwrap();
    for args in [&["check"][..], &["list"], &["matrix"], &["gen"], &["check", "."], &["check", "nowhere"]] {
        let run = crate::support::run_in(empty.path(), args).code(2);
        assert_eq!(run.out, "");
        assert!(run.err.starts_with("error: "), "{}", run.err);
        assert!(run.err.contains("catalog.yaml") && run.err.contains("help: "), "{}", run.err);
    }
}

#[test]
fn usage_errors_exit_with_two() {
    let shop = Shop::new();
    for args in [&[][..], &["chek"], &["check", "--format", "xml"], &["check", "--today", "2025-13-01"]] {
        shop.run(args).code(2);
    }
    shop.run(&["--help"]).code(0);
    shop.run(&["--version"]).code(0);
    shop.run(&["check", "--today", "2025-12-01"]).code(0);
}

#[test]
fn listing_and_matrix() {
    let shop = Shop::new();
    let list = shop.run(&["list", "--format", "json"]).code(0).json();
    let expected = serde_json::json!([
        {"key": "sales.order.placed", "service": "sales", "versions": ["1.0"], "consumers": ["stock"]}
    ]);
    assert_eq!(list, expected);
    assert!(shop.run(&["list"]).code(0).out.contains("sales.order.placed  sales"));
    assert_eq!(
        shop.run(&["matrix", "--format", "csv"]).code(0).out,
        "event,sales,stock\nsales.order.placed,publishes,consumes\n"
    );
    let markdown = shop.run(&["matrix", "--format", "markdown"]).code(0).out;
    assert!(markdown.contains("| `sales.order.placed` | P | C |"), "{markdown}");
    let json = shop.run(&["matrix", "--format", "json"]).code(0).json();
    assert_eq!(json["services"][1]["consumes"][0], "sales.order.placed");
    assert!(shop.run(&["matrix"]).code(0).out.contains("P    C"));
}

#[test]
fn colours_only_where_asked_for() {
    let shop = Shop::new();
    shop.change("schemas/events/sales.yaml", "summary:", "sumary:");
    let escape = |args: &[&str]| shop.run(args).code(1).out.contains('\u{1b}');
    assert!(!escape(&["check"]) && escape(&["check", "--color", "always"]));
    let forced = |name: &str| {
        let output = command(shop.root(), &["check"]).env(name, "1").output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(forced("CLICOLOR_FORCE") && !forced("NO_COLOR"));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let shop = Shop::new();
    let events: String =
        (0..5000).fold("events:\n".to_owned(), |text, n| format!("{text}  bad key {n}: 1\n"));
    shop.put("schemas/events/many.yaml", events);
    let mut child =
        command(shop.root(), &["check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(1), ""));
}

#[test]
fn rules_are_explained() {
    let shop = Shop::new();
    let all = shop.run(&["explain"]).code(0).out;
    if let Some(code) = all.split_whitespace().next() {
        let page = shop.run(&["explain", &code.to_lowercase()]).code(0).out;
        assert!(page.starts_with(&format!("# {code} ")), "{page}");
        let near = shop.run(&["explain", &format!("{code}x")]).code(2).err;
        assert!(near.contains("did you mean"), "{near}");
    }
    assert!(shop.run(&["explain", "nothing-like-it"]).code(2).err.contains("help: "));
}

#[test]
fn completions_are_scripts() {
    let shop = Shop::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(shop.run(&["completions", shell]).code(0).out.contains("countersign"), "{shell}");
    }
}
