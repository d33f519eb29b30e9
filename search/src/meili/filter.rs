//! Filters as the server reads them.

use std::collections::BTreeMap;

use super::schema::{TOOL, escaped};
use crate::{Facet, PerFacet};

/// Every tool.
pub(super) fn tools() -> String {
    format!("{TOOL} = 1")
}

/// That an attribute has one of these values.
pub(super) fn one_of<'a>(attribute: &str, values: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = values.into_iter().map(quoted).collect();
    format!("{attribute} IN [{}]", quoted.join(", "))
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The choices of all facets but one.
pub(super) fn choices(filters: &PerFacet<Vec<String>>, but: Option<Facet>) -> Vec<String> {
    let chosen = filters.iter().filter(|(facet, values)| !values.is_empty() && Some(*facet) != but);
    chosen
        .map(|(facet, values)| {
            let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
            one_of(facet.field(), values.iter().map(String::as_str))
        })
        .collect()
}

/// All of these hold.
pub(super) fn all(filters: impl IntoIterator<Item = String>) -> String {
    joined(filters, " AND ")
}

/// One of these holds.
pub(super) fn any(filters: impl IntoIterator<Item = String>) -> String {
    joined(filters, " OR ")
}

fn joined(filters: impl IntoIterator<Item = String>, with: &str) -> String {
    let filters: Vec<String> = filters.into_iter().collect();
    if let [one] = filters.as_slice() { one.clone() } else { format!("({})", filters.join(with)) }
}

/// At least so many of these hold; nothing if that cannot be. Halves are counted apart, so that it stays short.
pub(super) fn at_least(filters: &[String], count: usize) -> Option<String> {
    if count == 0 || count > filters.len() {
        return None;
    }
    if count == filters.len() {
        return Some(all(filters.iter().cloned()));
    }
    if count == 1 {
        return Some(any(filters.iter().cloned()));
    }
    let (first, second) = filters.split_at(filters.len() / 2);
    let split = |of_first: usize| {
        let of_second = count - of_first;
        (of_first <= first.len() && of_second <= second.len())
            .then(|| all([at_least(first, of_first), at_least(second, of_second)].into_iter().flatten()))
    };
    Some(any((0..=count).filter_map(split)))
}

/// Values by attribute, as one filter that one of them holds.
#[derive(Debug, Default)]
pub(super) struct Either {
    values: BTreeMap<&'static str, Vec<String>>,
    others: Vec<String>,
}

impl Either {
    /// This attribute has this value.
    pub(super) fn value(&mut self, attribute: &'static str, value: &str) {
        let values = self.values.entry(attribute).or_default();
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }

    /// This filter holds.
    pub(super) fn filter(&mut self, filter: String) {
        self.others.push(filter);
    }

    /// As one filter; nothing if there is nothing in it.
    pub(super) fn into_filter(self) -> Option<String> {
        let mut filters: Vec<String> = self
            .values
            .iter()
            .map(|(attribute, values)| one_of(attribute, values.iter().map(String::as_str)))
            .collect();
        filters.extend(self.others);
        (!filters.is_empty()).then(|| any(filters))
    }
}

#[cfg(test)]
mod tests {
    use super::at_least;

    /// Whether a filter of single letters holds for these.
    fn holds(filter: &str, letters: &str) -> bool {
        let inner = |filter: &str| filter.starts_with('(').then(|| filter[1..filter.len() - 1].to_owned());
        let Some(inner) = inner(filter) else { return letters.contains(filter) };
        let (mut depth, mut from, mut parts, mut with) = (0, 0, Vec::new(), "");
        for (at, letter) in inner.char_indices() {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            for word in [" AND ", " OR "] {
                if depth == 0 && inner[at..].starts_with(word) {
                    parts.push(inner[from..at].to_owned());
                    from = at + word.len();
                    with = word;
                }
            }
        }
        parts.push(inner[from..].to_owned());
        let mut held = parts.iter().map(|part| holds(part, letters));
        if with == " AND " { held.all(|held| held) } else { held.any(|held| held) }
    }

    #[test]
    fn so_many_of_them_hold_and_no_fewer() {
        let letters = ["a", "b", "c", "d", "e", "f"];
        let filters = letters.map(str::to_owned);
        for count in 1..=letters.len() {
            let filter = at_least(&filters, count).unwrap();
            for mask in 0..1_u32 << letters.len() {
                let chosen: String = letters
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| mask >> at & 1 == 1)
                    .map(|(_, l)| *l)
                    .collect();
                assert_eq!(holds(&filter, &chosen), chosen.len() >= count, "{count} of {chosen:?}: {filter}");
            }
        }
        assert_eq!(at_least(&filters, 7), None);
        assert_eq!(at_least(&filters, 0), None);
    }
}
