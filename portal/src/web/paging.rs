//! Pages of a list.

use serde::Serialize;

/// Where in a list one stands; given to the template part `pagination`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paging {
    /// The page shown, from 1.
    pub current: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// How many items there are in all.
    pub total: u64,
    /// Pages to link to; `None` is a gap.
    pub links: Vec<Option<u32>>,
    /// The page's path without language.
    pub path: String,
    /// The query without `side`, empty or ending in `&`.
    pub query: String,
}

impl Paging {
    /// Paging of `total` items, `size` a page; a page beyond the end is the last.
    pub fn new(path: &str, query: Option<&str>, (current, size): (u32, u32), total: u64) -> Self {
        let pages = u32::try_from(total.div_ceil(u64::from(size.max(1)))).unwrap_or(u32::MAX).max(1);
        let current = current.clamp(1, pages);
        let mut links = Vec::new();
        let near = |page: u32| page == 1 || page == pages || page.abs_diff(current) <= 1;
        for page in (1..=pages).filter(|page| near(*page)) {
            if let Some(Some(last)) = links.last()
                && page > last + 1
            {
                links.push(if page == last + 2 { Some(page - 1) } else { None });
            }
            links.push(Some(page));
        }
        let kept: String = query
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty() && *pair != "side" && !pair.starts_with("side="))
            .flat_map(|pair| [pair, "&"])
            .collect();
        Self { current, pages, total, links, path: path.to_owned(), query: kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_pages_are_left_out_and_the_query_is_kept() {
        let paging = Paging::new("/verktoy", Some("q=a&side=9&tema=sovn"), (9, 10), 200);
        assert_eq!(paging.links, [Some(1), None, Some(8), Some(9), Some(10), None, Some(20)]);
        assert_eq!(paging.query, "q=a&tema=sovn&");
        let few = Paging::new("/verktoy", None, (7, 10), 31);
        assert_eq!((few.current, few.links), (4, vec![Some(1), Some(2), Some(3), Some(4)]));
    }
}
