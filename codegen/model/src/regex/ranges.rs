//! Sets of characters as sorted, disjoint, inclusive ranges.

/// Sorted, disjoint ranges of the same characters.
pub(super) fn merge(mut ranges: Vec<(char, char)>) -> Vec<(char, char)> {
    ranges.sort_unstable();
    let mut merged: Vec<(char, char)> = Vec::new();
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if from <= last.1 || Some(from) == successor(last.1) => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// All characters outside sorted, disjoint ranges.
pub(super) fn negate(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let mut out = Vec::new();
    let mut next = Some('\0');
    for &(from, to) in ranges {
        if let (Some(start), Some(end)) = (next, predecessor(from))
            && start <= end
        {
            out.push((start, end));
        }
        next = successor(to);
    }
    if let Some(start) = next {
        out.push((start, char::MAX));
    }
    out
}

/// The next character, surrogates left out.
pub(super) fn successor(c: char) -> Option<char> {
    (c..=char::MAX).nth(1)
}

fn predecessor(c: char) -> Option<char> {
    ('\0'..=c).nth_back(1)
}
