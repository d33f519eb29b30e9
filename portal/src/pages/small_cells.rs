//! Statistics that nobody can be known by (domain §10).

/// A count of people without small cells: `None` where there are some, but fewer than five (domain §10).
pub const fn without_small_cells(count: u64) -> Option<u64> {
    match count {
        1..=4 => None,
        _ => Some(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_to_four_are_not_shown() {
        let shown: Vec<_> = (0..7).map(without_small_cells).collect();
        assert_eq!(shown, [Some(0), None, None, None, None, Some(5), Some(6)]);
    }
}
