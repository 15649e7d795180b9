//! "Did you mean" among many names, without looking at each of them.

use countersign_model::suggest;

/// How many neighbours on each side of a place in the order are looked at.
const REACH: usize = 12;

/// Names in the order of their letters, forwards and backwards. A slip leaves either the beginning
/// or the end of a name as it was, so the name meant stands near the slip in one of the orders.
#[derive(Debug)]
pub(in crate::check) struct Nearest<'a> {
    forwards: Vec<&'a str>,
    backwards: Vec<(String, &'a str)>,
}

impl<'a> Nearest<'a> {
    /// Takes the names to choose from.
    pub(in crate::check) fn new(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut forwards: Vec<&str> = names.into_iter().collect();
        forwards.sort_unstable();
        forwards.dedup();
        let mut backwards: Vec<_> = forwards.iter().map(|name| (reversed(name), *name)).collect();
        backwards.sort_unstable();
        Self { forwards, backwards }
    }

    /// The name that was probably meant.
    pub(in crate::check) fn to(&self, name: &str) -> Option<&'a str> {
        let at = self.forwards.partition_point(|other| *other < name);
        let near = self.forwards.iter().skip(at.saturating_sub(REACH)).take(2 * REACH).copied();
        let turned = reversed(name);
        let at = self.backwards.partition_point(|(other, _)| *other < turned);
        let far = self.backwards.iter().skip(at.saturating_sub(REACH)).take(2 * REACH).map(|(_, name)| *name);
        suggest::nearest(name, near.chain(far))
    }
}

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_wherever_they_are() {
        let names: Vec<String> = (0..500).map(|n| format!("order.step{n}.finished")).collect();
        let nearest = Nearest::new(names.iter().map(String::as_str).chain(["pricing.price.updated"]));
        assert_eq!(nearest.to("pricng.price.updated"), Some("pricing.price.updated"));
        assert_eq!(nearest.to("pricing.price.updatde"), Some("pricing.price.updated"));
        assert_eq!(nearest.to("something.else"), None);
    }
}
