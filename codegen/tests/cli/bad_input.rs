//! Whatever lies in a catalog's directory: a diagnostic or a verdict, never a panic or a hang.

use std::fs;

use crate::support::{Run, Shop};

/// Runs `check`, which must find `code` in `file` and nothing unheard of.
fn finds(shop: &Shop, code: &str, file: &str, words: &str) {
    let run = shop.run(&["check", "--format", "json"]).code(1);
    let json = run.json();
    let found = json["diagnostics"].as_array().unwrap();
    let hit = found.iter().any(|found| {
        found["code"] == code
            && found["file"].as_str() == Some(file)
            && found["message"].as_str().unwrap().contains(words)
    });
    assert!(hit, "{}", run.out);
    shop.run(&["check"]).code(1);
}

/// Runs `check`, which must end with a verdict.
fn ends(shop: &Shop) -> Run {
    let run = shop.run(&["check"]);
    assert!(run.code == 0 || run.code == 1, "{}{}", run.out, run.err);
    run
}

#[test]
fn not_utf8() {
    let shop = Shop::new();
    shop.put("schemas/events/b.yaml", b"events:\n  a: \xff\n");
    finds(&shop, "CS0001", "schemas/events/b.yaml", "byte 0xFF at line 2, column 6 (byte offset 13)");
    shop.put("schemas/events/b.yaml", b"\xff\xfee\0v\0e\0n\0t\0s\0:\0");
    finds(&shop, "CS0001", "schemas/events/b.yaml", "not UTF-8");
}

#[test]
fn a_huge_file_is_refused_unread() {
    let shop = Shop::new();
    let file = fs::File::create(shop.root().join("schemas/events/huge.yaml")).unwrap();
    file.set_len(100 << 20).unwrap();
    finds(&shop, "CS0001", "schemas/events/huge.yaml", "100 MiB, where a file may have 16 MiB");
}

#[test]
fn malformed_and_deep() {
    let shop = Shop::new();
    for text in [
        "events: [",
        "events: {a: b",
        "\t- x",
        "events: &a [*a]",
        "? ? ?",
        "%YAML 9.9\n---\n",
        "events:\n  - \"\\uD800\"",
        "\u{0}",
        "---\n---\n",
        "",
        "~",
        "events: !!binary x",
        "<<: {}",
    ] {
        shop.put("schemas/events/bad.yaml", text);
        ends(&shop);
    }
    shop.put("schemas/events/bad.yaml", format!("events: {}", "[".repeat(200_000)));
    shop.run(&["check"]).code(1);
    shop.put("schemas/events/bad.yaml", format!("events: {}1{}", "{a: ".repeat(50_000), "}".repeat(50_000)));
    shop.run(&["check"]).code(1);
}

#[test]
fn bom_and_crlf_work() {
    let shop = Shop::new();
    for file in ["schemas/catalog.yaml", "schemas/events/sales.yaml", "schemas/services/stock.yaml"] {
        let text = shop.text(file);
        shop.put(file, format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    shop.run(&["check"]).code(0);
    shop.change("schemas/events/sales.yaml", "summary:", "sumary:");
    let out = shop.run(&["check"]).code(1).out;
    assert!(out.contains("sales.yaml:3:5") && !out.contains('\r'), "{out}");
}

#[test]
fn files_that_are_not_part_of_it() {
    let shop = Shop::new();
    for path in [".hidden.yaml", ".git/x.yaml", "target/x.yaml", "node_modules/x/y.yml", "notes.txt"] {
        shop.put(&format!("schemas/{path}"), b"\xff: [");
    }
    shop.run(&["check"]).code(0);
}

#[test]
fn every_unreadable_file_is_reported() {
    let shop = Shop::new();
    shop.put("schemas/a.yaml", b"\xff");
    shop.put("schemas/b.yml", b"\xfe");
    finds(&shop, "CS0001", "schemas/a.yaml", "not UTF-8");
    finds(&shop, "CS0001", "schemas/b.yml", "not UTF-8");
}

#[test]
fn a_catalog_file_of_another_name() {
    let shop = Shop::new();
    fs::rename(shop.root().join("schemas/catalog.yaml"), shop.root().join("schemas/shop.yaml")).unwrap();
    shop.run(&["check", "schemas"]).code(0);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn links_are_followed_and_loops_reported() {
        let shop = Shop::new();
        let link = |to: &str, at: &str| symlink(to, shop.root().join(at)).unwrap();
        shop.put("elsewhere/more.yaml", "service: audit\n");
        link("../../elsewhere", "schemas/services/linked");
        let out = shop.run(&["check"]).out;
        assert!(out.contains("3 services"), "{out}");
        link("..", "schemas/services/up");
        finds(&shop, "CS0001", "schemas/services/up", "leads back");
        link("self.yaml", "schemas/self.yaml");
        finds(&shop, "CS0001", "schemas/self.yaml", "cannot be opened");
        link("nowhere", "schemas/gone.yaml");
        finds(&shop, "CS0001", "schemas/gone.yaml", "cannot be opened");
        link("other", "schemas/a");
        link("a", "schemas/other");
        finds(&shop, "CS0001", "schemas/a", "cannot be opened");
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let shop = Shop::new();
        let made = Command::new("mkfifo").arg(shop.root().join("schemas/pipe.yaml")).status();
        if made.is_ok_and(|status| status.success()) {
            finds(&shop, "CS0001", "schemas/pipe.yaml", "not a regular file");
        }
    }

    #[test]
    fn a_directory_named_like_a_file() {
        let shop = Shop::new();
        shop.put("schemas/dir.yaml/inner.yaml", "service: inner\n");
        assert!(ends(&shop).out.contains("3 services"));
    }
}
