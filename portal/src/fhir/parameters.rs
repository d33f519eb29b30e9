//! Search parameters as they come in a query or a form.

use axum::http::StatusCode;

use super::{Failure, Issue, Result};

/// Most parameters read of one request, beside those that the addresses of pages add.
const MOST: usize = 50;
/// Most resources on one page.
pub const MOST_PER_PAGE: usize = 100;
/// Resources on a page where none asks for another number.
const USUAL_PAGE: usize = 20;

/// Names and values in order.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let mut kept = 0;
    pairs.retain(|(name, _)| {
        let paging = matches!(name.as_str(), "_count" | "_page");
        kept += usize::from(!paging);
        paging || kept <= MOST
    });
    pairs
}

/// Values of a parameter: repeated means *and*, a comma means *or*. A modifier is refused, since ignoring it would answer another question.
pub fn values(pairs: &[(String, String)], name: &str) -> Result<Vec<Vec<String>>> {
    let mut all = Vec::new();
    for (key, value) in pairs {
        let Some(rest) = key.strip_prefix(name) else { continue };
        if rest.is_empty() {
            let split: Vec<_> = value.split(',').map(str::trim).filter(|text| !text.is_empty()).collect();
            if !split.is_empty() {
                all.push(split.into_iter().map(str::to_owned).collect());
            }
        } else if rest.starts_with(':') {
            let issue = Issue::new("not-supported", format!("The modifier in {key} is not supported."));
            return Err(Failure::new(StatusCode::BAD_REQUEST, issue));
        }
    }
    Ok(all)
}

/// `_count`: 0 to 100, 20 where not given; more is given as 100 (R4 §3.1.1.5.3).
pub fn count(pairs: &[(String, String)]) -> Result<usize> {
    let Some((_, text)) = pairs.iter().find(|(name, _)| name == "_count") else { return Ok(USUAL_PAGE) };
    text.parse::<u32>()
        .map(|count| (count as usize).min(MOST_PER_PAGE))
        .map_err(|_| Failure::bad_request(Issue::new("value", "_count is a whole number, 0 or more.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_mean_or_and_modifiers_are_refused() {
        let pairs = pairs("topic=sleep,heart&topic=lungs&title:exact=a&_count=1000");
        assert_eq!(values(&pairs, "topic").unwrap(), [vec!["sleep", "heart"], vec!["lungs"]]);
        assert!(values(&pairs, "title").is_err());
        assert_eq!(count(&pairs).unwrap(), 100);
        assert!(count(&self::pairs("_count=-1")).is_err());
    }

    #[test]
    fn the_page_is_read_however_many_parameters_stand_before_it() {
        let pairs = pairs(&format!("{}_count=7&_page=Mg", "_id=a&".repeat(60)));
        assert_eq!((pairs.len(), count(&pairs).unwrap()), (52, 7));
    }
}
