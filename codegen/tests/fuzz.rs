//! Mutated catalogs, from text to a verdict: nothing panics, whatever the text says.
//!
//! The same seed gives the same mutants. `COUNTERSIGN_FUZZ_SECONDS` sets how long it runs;
//! `cargo xtask test` gives it more than the default.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use countersign_codegen::compile::{Compilation, compile};
use countersign_codegen::emit::{Target, emit};
use countersign_codegen::read::read;
use countersign_codegen::render::human::{Options, human};
use countersign_codegen::render::{Paths, json};
use countersign_model::load::load;
use countersign_model::resolve::resolve;
use countersign_model::source::SourceMap;

/// Catalogs to begin from: small ones, so that many mutants fit into the time.
const SEEDS: [&str; 3] =
    ["hard-names", "rules/CS0504-reads-unknown-field/good", "rules/CS0210-union-untagged/good"];

/// Words that mean something to the language, to be put in anywhere.
const WORDS: [&str; 44] = [
    "catalog:",
    "events:",
    "service:",
    "versions:",
    "payload:",
    "type: object",
    "oneOf: [",
    "allOf: [",
    "$ref: \"#\"",
    "$ref: \"../types.yaml#/A\"",
    "$defs:",
    "properties: {",
    "required: [a]",
    "enum: []",
    "const: null",
    "pattern: \"(\"",
    "pattern: \"^[a-\"",
    "minimum: 1e400",
    "multipleOf: 0",
    "items:",
    "additionalProperties: false",
    "\"1.0\":",
    "\"99999999999.0\":",
    "consumes: [\"#\"]",
    "consumers: all",
    "&a ",
    "*a",
    "<<:",
    "!!str ",
    "---\n",
    "...\n",
    "|\n",
    ">-\n",
    "\t",
    "\r\n",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "\u{1f980}",
    "[[[[[[[[",
    "{{{{{{{{",
    "\"",
    "'",
    "? ",
];

/// A small generator of numbers: `xorshift64*`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next()).unwrap() % limit.max(1)
    }
}

/// One step away from a text: a part of it is removed, doubled, moved or replaced.
fn mutate(text: &mut String, random: &mut Random) {
    let boundary = |text: &str, mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let at = boundary(text, random.below(text.len() + 1));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    match random.below(7) {
        0 => text.insert_str(at, WORDS[random.below(WORDS.len())]),
        1 => {
            let end = boundary(text, (at + random.below(12)).min(text.len()));
            text.replace_range(at.min(end)..end, WORDS[random.below(WORDS.len())]);
        }
        2 => {
            let end = boundary(text, (at + random.below(40)).min(text.len()));
            text.replace_range(at.min(end)..end, "");
        }
        3 if !lines.is_empty() => {
            let (from, to) = (random.below(lines.len()), random.below(lines.len()));
            let mut lines = lines;
            let line = lines[from];
            lines.insert(to, line);
            *text = lines.concat();
        }
        4 if !lines.is_empty() => {
            let mut lines = lines;
            lines.remove(random.below(lines.len()));
            *text = lines.concat();
        }
        5 if lines.len() > 1 => {
            let (from, to) = (random.below(lines.len()), random.below(lines.len()));
            let mut lines = lines;
            lines.swap(from, to);
            *text = lines.concat();
        }
        _ => {
            let char = char::from_u32(u32::try_from(random.below(0x11_0000)).unwrap()).unwrap_or('x');
            text.insert(at, char);
        }
    }
}

/// One mutant in this many goes all the way; the others go to `Resolved`, which is where text ends.
const WHOLE: u64 = 6;

/// Text to `Resolved`. Answers whether there is one.
fn to_resolved(sources: &SourceMap) -> bool {
    let (catalog, _) = load(sources);
    catalog.map(|catalog| resolve(sources, catalog)).is_some()
}

/// Everything that is done with a catalog short of writing files.
fn whole_way(sources: &SourceMap) -> Compilation {
    let compilation = compile(sources, "2026-01-31");
    let options = Options { width: 100, styled: false, verbose: true };
    human(sources, &Paths::default(), &compilation, options);
    json(sources, &Paths::default(), &compilation);
    if let Some(catalog) = compilation.sound() {
        for target in Target::ALL {
            emit(target, catalog);
        }
    }
    compilation
}

#[test]
fn mutants_end_in_a_verdict() {
    let seconds =
        std::env::var("COUNTERSIGN_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let seeds: Vec<Vec<(String, String)>> = SEEDS
        .iter()
        .map(|seed| {
            let (sources, unread) = read(&fixtures.join(seed));
            assert!(unread.is_empty() && compile(&sources, "2026-01-31").catalog.is_some(), "{seed}");
            sources.iter().map(|(_, file)| (file.path().to_owned(), file.text().to_owned())).collect()
        })
        .collect();
    let start = Instant::now();
    let (mut mutants, mut sound, mut resolved) = (0u64, 0u64, 0u64);
    while start.elapsed() < Duration::from_secs(seconds) {
        mutants += 1;
        let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ mutants.wrapping_mul(0xd134_2543_de82_ef95));
        let mut files = seeds[random.below(seeds.len())].clone();
        for _ in 0..=random.below(4) {
            let at = random.below(files.len());
            mutate(&mut files[at].1, &mut random);
        }
        let mut sources = SourceMap::new();
        for (path, text) in &files {
            sources.add(path, text);
        }
        let outcome = catch_unwind(|| {
            if !mutants.is_multiple_of(WHOLE) {
                return (to_resolved(&sources), false);
            }
            let compilation = whole_way(&sources);
            (compilation.catalog.is_some(), compilation.sound().is_some())
        });
        let Ok((is_resolved, is_sound)) = outcome else {
            panic!("mutant {mutants} panics: {files:#?}");
        };
        resolved += u64::from(is_resolved);
        sound += u64::from(is_sound);
    }
    println!(
        "{mutants} mutants in {seconds} s: {resolved} resolved, one in {WHOLE} checked, {sound} generated from"
    );
    assert!(mutants > 10, "only {mutants} mutants in {seconds} s");
}
