//! Days and seconds that exist.

/// Whether a text in the grammar of RFC 3339's `full-date` names a day that exists.
pub(in crate::check) fn is_day(date: &str) -> bool {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().ok());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day))) = (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=days).contains(&day)
}

/// Whether a text in the grammar of RFC 3339's `full-time` is a time that exists: the second 60
/// is a leap second, which is 23:59:60 in UTC.
pub(in crate::check) fn is_time(time: &str) -> bool {
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
    fn days_and_leap_seconds() {
        assert!(is_day("2024-02-29") && is_day("2000-02-29") && is_day("2026-12-31"));
        assert!(!is_day("2026-02-29") && !is_day("1900-02-29") && !is_day("2026-04-31"));
        assert!(is_time("10:00:59Z") && is_time("23:59:60Z") && is_time("00:59:60+01:00"));
        assert!(is_time("15:59:60-08:00") && is_time("23:59:60.5z"));
        assert!(!is_time("22:59:60Z") && !is_time("23:59:60+01:00"));
    }
}
