//! The crate's formats, written by hand, give the verdict of the catalog language's grammars.

use countersign_model::format::Format as Written;
use countersign_model::regex::Regex;
use sdk::runtime::formats::Format;

/// Texts near the edges of each format, to be mutated.
const SEEDS: &[&str] = &[
    "2024-02-29T23:59:60Z",
    "2026-01-15t10:30:00.123456z",
    "1990-12-31T15:59:60-08:00",
    "2000-02-29",
    "1900-02-28",
    "2026-11-30",
    "23:59:60+00:00",
    "00:00:60-23:59",
    "10:30:00.5-05:00",
    "P1Y2M3DT4H5M6S",
    "P3W",
    "PT36H",
    "P1DT12H",
    "PT1M2S",
    "0191f2ab-1c2d-7e3f-8a4b-5c6d7e8f9012",
    "a.b+c@mail.example-1.com",
    "x@y",
    "https://user:pw@example.com:8080/a/b%20c;d?q=1/2?3#f/?g",
    "http://[2001:db8::7]:80/",
    "urn:isbn:0451450523",
    "mailto:a@b.c",
    "file:///etc/hosts",
    "a:/b//c",
    "a:",
    "a://",
    "203.0.113.24",
    "255.255.255.255",
    "2001:db8::7",
    "::",
    "1:2:3:4:5:6:7:8",
    "::ffff:192.0.2.1",
    "1:2:3:4:5:6:1.2.3.4",
    "1:2:3:4:5:6:7::",
    "a-1.b2.example",
    "-12.50",
    "0.0",
    "100",
];
/// What mutations insert.
const PARTS: &[&str] = &[
    "0", "1", "5", "6", "9", "a", "f", "g", "Z", ":", "::", ".", "-", "+", "@", "/", "//", "%", "%4", "[",
    "]", "#", "?", "T", "P", "M", "W", "D", "H", "S", "é", " ", "\n", "60", "59", "23", "24", "02", "29",
    "30", "31",
];
const ROUNDS: u32 = 400_000;

const FORMATS: [(Written, Format); 11] = [
    (Written::DateTime, Format::DateTime),
    (Written::Date, Format::Date),
    (Written::Time, Format::Time),
    (Written::Duration, Format::Duration),
    (Written::Uuid, Format::Uuid),
    (Written::Email, Format::Email),
    (Written::Uri, Format::Uri),
    (Written::Ipv4, Format::Ipv4),
    (Written::Ipv6, Format::Ipv6),
    (Written::Hostname, Format::Hostname),
    (Written::Decimal, Format::Decimal),
];

/// Numbers that look random and are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

fn mutated(random: &mut Random) -> String {
    let mut chars: Vec<char> = SEEDS[random.below(SEEDS.len())].chars().collect();
    for _ in 0..=random.below(3) {
        let at = random.below(chars.len() + 1);
        let part: Vec<char> = PARTS[random.below(PARTS.len())].chars().collect();
        let end = match random.below(3) {
            0 => at,
            1 => (at + 1).min(chars.len()),
            _ => (at + part.len()).min(chars.len()),
        };
        let part = if random.below(4) == 0 { Vec::new() } else { part };
        chars.splice(at..end, part);
    }
    chars.into_iter().collect()
}

#[test]
fn formats_give_the_verdict_of_their_grammars() {
    let grammars = FORMATS.map(|(written, _)| {
        regex::Regex::new(&Regex::parse(written.grammar()).unwrap().canonical()).unwrap()
    });
    let mut random = Random(1);
    let mut admitted = [0; FORMATS.len()];
    for round in 0..ROUNDS {
        let text = SEEDS.get(round as usize).map_or_else(|| mutated(&mut random), |seed| (*seed).to_owned());
        for (at, (written, format)) in FORMATS.into_iter().enumerate() {
            let short = written.max_length().is_none_or(|max| text.chars().count() as u64 <= max);
            let expected =
                grammars[at].is_match(&text) && short && (!written.needs_calendar() || exists(&text));
            assert_eq!(format.admits(&text), expected, "{} {text:?}", written.as_str());
            admitted[at] += u32::from(expected);
        }
    }
    assert!(
        admitted.iter().all(|count| *count > 1000),
        "the texts are too far from the formats: {admitted:?}"
    );
}

/// Whether a date, a time or both, in the right grammar, exist.
fn exists(text: &str) -> bool {
    let number =
        |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<i64>().ok());
    let has_date = text.as_bytes()[4] == b'-';
    if has_date {
        let (year, month, day) = (number(0..4).unwrap(), number(5..7).unwrap(), number(8..10).unwrap());
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let days = [31, 28 + i64::from(leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        if day > days[usize::try_from(month - 1).unwrap()] {
            return false;
        }
    }
    let time = if !has_date {
        text
    } else if let Some(time) = text.get(11..) {
        time
    } else {
        return true;
    };
    let number = |range: std::ops::Range<usize>| {
        time.get(range).and_then(|digits| digits.parse::<i64>().ok()).unwrap()
    };
    if number(6..8) < 60 {
        return true;
    }
    let offset = match time.get(time.len() - 6..).filter(|offset| offset.starts_with(['+', '-'])) {
        Some(offset) => {
            let minutes = offset[1..3].parse::<i64>().unwrap() * 60 + offset[4..6].parse::<i64>().unwrap();
            if offset.starts_with('+') { minutes } else { -minutes }
        }
        None => 0,
    };
    (number(0..2) * 60 + number(3..5) - offset).rem_euclid(1440) == 1439
}
