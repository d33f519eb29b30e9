//! Processing times, measured and published (4.3).

use database::Read;
use jiff::{SignedDuration, Timestamp};

use crate::{Assessment, Result, store};

/// How long one stretch of the way took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    /// How many were measured.
    pub count: usize,
    /// Half took no longer than this many whole days.
    pub median_days: i64,
    /// Nine of ten took no longer than this many whole days.
    pub p90_days: i64,
}

/// How long listings published in a period took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProcessingTimes {
    /// From being handed in to being taken on.
    pub waiting_for_order: Stretch,
    /// From being taken on to the first decision.
    pub assessment: Stretch,
    /// From the first decision to the second.
    pub publishing: Stretch,
    /// From being handed in to the catalogue.
    pub whole: Stretch,
}

/// Processing times of what was published from `from` and before `before`.
pub async fn processing_times(db: &impl Read, from: Timestamp, before: Timestamp) -> Result<ProcessingTimes> {
    let done = store::assessments::published_between(db, from, before).await?;
    let measure = |from: fn(&Assessment) -> Option<Timestamp>, to: fn(&Assessment) -> Option<Timestamp>| {
        stretch(done.iter().filter_map(|one| Some(to(one)?.duration_since(from(one)?))).collect())
    };
    Ok(ProcessingTimes {
        waiting_for_order: measure(|one| Some(one.submitted_at), |one| Some(one.ordered_at)),
        assessment: measure(|one| Some(one.ordered_at), |one| one.approved_at),
        publishing: measure(|one| one.approved_at, |one| one.published_at),
        whole: measure(|one| Some(one.submitted_at), |one| one.published_at),
    })
}

fn stretch(mut times: Vec<SignedDuration>) -> Stretch {
    times.sort_unstable();
    let count = times.len();
    // The smallest time that so many of a hundred do not exceed.
    let days = |percent: usize| {
        let rank = (count * percent).div_ceil(100).saturating_sub(1);
        times.get(rank).map_or(0, |time| time.as_hours() / 24)
    };
    Stretch { count, median_days: days(50), p90_days: days(90) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_and_nine_of_ten_are_counted_in_whole_days() {
        let days = |days: i64| SignedDuration::from_hours(days * 24);
        assert_eq!(stretch(vec![]), Stretch::default());
        assert_eq!(stretch(vec![days(3)]), Stretch { count: 1, median_days: 3, p90_days: 3 });
        let ten = (1..=10).rev().map(days).collect();
        assert_eq!(stretch(ten), Stretch { count: 10, median_days: 5, p90_days: 9 });
    }
}
