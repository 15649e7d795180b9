//! Routing keys against the catalog's `keys.form`, and who owns them.

use std::collections::HashMap;

use countersign_model::resolved::{KeyForm, KeyWord, KeyWordKind, Resolved, ServiceId};

/// Which word of a key stands for each word of the form; `None` for optional words left out. The
/// whole is `None` if the key is not of the form. What names may be made of is another rule's.
pub(in crate::check) fn align(form: &KeyForm, key: &str) -> Option<Vec<Option<usize>>> {
    let words: Vec<&str> = key.split('.').collect();
    // `fits[i][j]`: the form from its word `i` on takes the key from its word `j` on.
    let (rows, columns) = (form.words.len(), words.len());
    let mut fits = vec![vec![false; columns + 1]; rows + 1];
    let get = |fits: &[Vec<bool>], i: usize, j: usize| {
        fits.get(i).and_then(|row| row.get(j)).copied().unwrap_or(false)
    };
    for i in (0..=rows).rev() {
        for j in (0..=columns).rev() {
            let fit = match (form.words.get(i), words.get(j)) {
                (None, None) => true,
                (None, Some(_)) => false,
                (Some(wanted), word) => {
                    word.is_some_and(|word| takes(wanted, word)) && get(&fits, i + 1, j + 1)
                        || wanted.optional && get(&fits, i + 1, j)
                }
            };
            if let Some(cell) = fits.get_mut(i).and_then(|row| row.get_mut(j)) {
                *cell = fit;
            }
        }
    }
    if !get(&fits, 0, 0) {
        return None;
    }
    let mut at = 0;
    let mut places = Vec::with_capacity(rows);
    for (i, wanted) in form.words.iter().enumerate() {
        let taken = words.get(at).is_some_and(|word| takes(wanted, word)) && get(&fits, i + 1, at + 1);
        places.push(taken.then_some(at));
        at += usize::from(taken);
    }
    Some(places)
}

/// Whether a word of the form takes a word of a key.
pub(in crate::check) fn takes(wanted: &KeyWord, word: &str) -> bool {
    match &wanted.kind {
        KeyWordKind::Literal(literal) => literal == word,
        KeyWordKind::Service | KeyWordKind::Name(_) => true,
    }
}

/// The word of the form as a person writes it.
pub(in crate::check) fn shown(word: &KeyWord) -> String {
    match &word.kind {
        KeyWordKind::Service => "{service}".to_owned(),
        KeyWordKind::Name(name) => format!("{{{name}}}"),
        KeyWordKind::Literal(word) => word.clone(),
    }
}

/// Where the namespace stands in a key: where the form has `{service}`, and in keys that are not
/// of the form at the beginning. `None` if the form has no such word.
pub(in crate::check) fn namespace_at(form: &KeyForm, key: &str) -> Option<usize> {
    let at = form.words.iter().position(|word| word.kind == KeyWordKind::Service)?;
    match align(form, key) {
        Some(places) => places.get(at).copied().flatten(),
        None => Some(0),
    }
}

/// The namespace of a key.
pub(in crate::check) fn namespace<'a>(form: &KeyForm, key: &'a str) -> Option<&'a str> {
    namespace_at(form, key).and_then(|at| key.split('.').nth(at))
}

/// Who owns each namespace. Services outside the system own none.
pub(in crate::check) fn owners(catalog: &Resolved) -> HashMap<&str, Vec<ServiceId>> {
    let mut owners: HashMap<&str, Vec<ServiceId>> = HashMap::new();
    for (id, service) in catalog.services() {
        if !service.external {
            owners.entry(service.namespace.value.as_str()).or_default().push(id);
        }
    }
    owners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optional_words_may_be_left_out() {
        let word = |kind, optional| KeyWord { kind, optional };
        let name = |name: &str| KeyWordKind::Name(name.to_owned());
        let form = KeyForm {
            text: String::new(),
            span: None,
            words: vec![
                word(KeyWordKind::Literal("erp".to_owned()), true),
                word(KeyWordKind::Service, false),
                word(name("entity"), true),
                word(name("action"), false),
            ],
        };
        assert_eq!(align(&form, "order.created"), Some(vec![None, Some(0), None, Some(1)]));
        assert_eq!(align(&form, "erp.order.item.created").map(|places| places.len()), Some(4));
        assert_eq!(namespace(&form, "erp.order.item.created"), Some("order"));
        assert_eq!(namespace(&form, "order.item.created"), Some("order"));
        assert_eq!(align(&form, "order"), None);
        assert_eq!(align(&form, "x.order.item.created"), None);
    }
}
