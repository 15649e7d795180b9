//! Days and seconds that exist.

/// Whether a text is a day of the Gregorian calendar, as RFC 3339 writes it.
pub fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let &[year, month, day] = parts.as_slice() else { return false };
    let number = |text: &str, len: usize| {
        (text.len() == len && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Whether a text in the grammar of RFC 3339's `full-time` is a time that exists: the second 60
/// is a leap second, which is 23:59:60 in UTC.
pub fn is_time(time: &str) -> bool {
    let two = |at: usize| time.get(at..at + 2).and_then(|text| text.parse::<u32>().ok());
    if two(6) != Some(60) {
        return true;
    }
    let (Some(hour), Some(minute)) = (two(0), two(3)) else { return false };
    let offset = match time.rfind(['+', '-']) {
        None => 0,
        Some(at) => {
            let (Some(hours), Some(minutes)) = (two(at + 1), two(at + 4)) else { return false };
            let east = hours * 60 + minutes;
            if time.get(at..=at) == Some("+") { 24 * 60 - east } else { east }
        }
    };
    (hour * 60 + minute + offset) % (24 * 60) == 23 * 60 + 59
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_that_exist() {
        for good in ["2026-01-31", "2024-02-29", "2000-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "26-01-01",
            "2026-01-32",
            "x",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn days_and_leap_seconds() {
        assert!(is_date("2024-02-29") && is_date("2000-02-29") && is_date("2026-12-31"));
        assert!(!is_date("2026-02-29") && !is_date("1900-02-29") && !is_date("2026-04-31"));
        assert!(is_time("10:00:59Z") && is_time("23:59:60Z") && is_time("00:59:60+01:00"));
        assert!(is_time("15:59:60-08:00") && is_time("23:59:60.5z"));
        assert!(!is_time("22:59:60Z") && !is_time("23:59:60+01:00"));
    }
}
