//! `gen`, on the small catalog: what is written, what is removed, and what is left alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Run, Shop, run_in};

const MANIFEST: &str = ".countersign-manifest";

/// Runs `gen` on the small catalog, into `out`.
fn generate(shop: &Shop, args: &[&str]) -> Run {
    shop.run(&[&["gen", "--out", "out"], args].concat())
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

#[test]
fn a_second_generation_changes_nothing() {
    let shop = Shop::new();
    assert!(generate(&shop, &["--check"]).code == i32::from(has_output(&shop)));
    let dry = generate(&shop, &["--dry-run"]).code(0);
    assert!(dry.out.contains("nothing was written"), "{}", dry.out);
    assert!(!shop.root().join("out").exists());
    generate(&shop, &[]).code(0);
    let before: Vec<_> = stamps(shop.root());
    let again = generate(&shop, &[]).code(0);
    assert!(again.out.ends_with("Nothing changed.\n"), "{}", again.out);
    assert_eq!(stamps(shop.root()), before);
    generate(&shop, &["--check"]).code(0);
}

fn stamps(dir: &Path) -> Vec<(PathBuf, std::time::SystemTime)> {
    files(&dir.join("out"))
        .into_iter()
        .map(|path| (path.clone(), path.metadata().unwrap().modified().unwrap()))
        .collect()
}

/// Whether any target generates anything.
fn has_output(shop: &Shop) -> bool {
    !generate(shop, &["--dry-run"]).out.contains("\n0 files")
}

#[test]
fn a_catalog_with_errors_generates_nothing() {
    let shop = Shop::new();
    shop.change("schemas/events/sales.yaml", "summary:", "sumary:");
    let run = shop.run(&["gen"]).code(1);
    assert!(run.out.contains("Nothing was generated"), "{}", run.out);
    assert!(!shop.root().join("generated").exists());
}

#[test]
fn output_goes_beside_the_catalog() {
    let shop = Shop::new();
    let run = shop.run(&["gen", "--dry-run"]).code(0);
    assert!(run.out.contains("  generated/rust"), "{}", run.out);
    let inside = run_in(&shop.root().join("schemas"), &["gen", "--dry-run", "--catalog", "."]).code(0);
    assert!(inside.out.contains("../generated/rust"), "{}", inside.out);
}

#[test]
fn what_a_person_wrote_stays() {
    let shop = Shop::new();
    generate(&shop, &[]).code(0);
    let out = shop.root().join("out");
    let Some(generated) = files(&out).into_iter().find(|path| !path.ends_with(MANIFEST)) else { return };
    let folder = generated.parent().unwrap();
    fs::write(folder.join("mine.txt"), "mine").unwrap();
    fs::write(folder.join("old.txt"), "old").unwrap();
    let relative = folder.join("old.txt").strip_prefix(&out).unwrap().display().to_string();
    let manifest = fs::read_to_string(out.join(MANIFEST)).unwrap();
    fs::write(out.join(MANIFEST), format!("{manifest}{relative}\n../../etc/passwd\n")).unwrap();
    fs::write(&generated, "edited").unwrap();
    let check = generate(&shop, &["--check"]).code(1);
    assert!(check.out.contains("removed") && check.out.contains("changed "), "{}", check.out);
    generate(&shop, &[]).code(0);
    assert!(folder.join("mine.txt").exists() && !folder.join("old.txt").exists());
    assert_ne!(fs::read_to_string(&generated).unwrap(), "edited");
    generate(&shop, &["--check"]).code(0);
}

#[test]
fn nothing_is_half_written() {
    let shop = Shop::new();
    generate(&shop, &[]).code(0);
    let out = shop.root().join("out");
    let all = files(&out);
    let Some(first) = all.iter().find(|path| !path.ends_with(MANIFEST)) else { return };
    // A directory where a file goes, a file where a directory goes, and someone's own file.
    fs::remove_dir_all(&out).unwrap();
    fs::create_dir_all(first.join("in the way")).unwrap();
    let run = generate(&shop, &[]).code(2);
    assert!(run.err.contains("a directory stands where a file is to be generated"), "{}", run.err);
    assert_eq!(files(&out), Vec::<PathBuf>::new());
    fs::remove_dir_all(&out).unwrap();
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("rust"), "in the way").unwrap();
    fs::write(out.join("go"), "in the way").unwrap();
    let run = generate(&shop, &[]);
    if run.code != 0 {
        assert!(run.code(2).err.contains("a file stands where a directory is to be generated"));
        assert_eq!(files(&out).len(), 2);
    }
    fs::remove_dir_all(&out).unwrap();
    fs::create_dir_all(first.parent().unwrap()).unwrap();
    fs::write(first, "by hand").unwrap();
    let run = generate(&shop, &[]).code(2);
    assert!(run.err.contains("was not generated"), "{}", run.err);
    assert_eq!(files(&out), std::slice::from_ref(first));
}

#[test]
fn one_target_leaves_the_others_alone() {
    let shop = Shop::new();
    generate(&shop, &[]).code(0);
    let all = files(&shop.root().join("out"));
    for target in ["rust", "typescript", "go"] {
        generate(&shop, &["--target", target]).code(0);
    }
    assert_eq!(files(&shop.root().join("out")), all);
}
