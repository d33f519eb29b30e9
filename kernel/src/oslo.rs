//! Days and ages as Norwegian law counts them: in Europe/Oslo.

use std::sync::LazyLock;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

static OSLO: LazyLock<TimeZone> = LazyLock::new(|| {
    jiff::tz::db().get("Europe/Oslo").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(1)))
});

/// The time zone Europe/Oslo.
pub fn zone() -> &'static TimeZone {
    &OSLO
}

/// The date in Oslo at this instant.
pub fn date(at: Timestamp) -> Date {
    OSLO.to_datetime(at).date()
}

/// The instant at which this day begins in Oslo (00:00; midnight is never skipped there).
pub fn start_of_day(day: Date) -> Option<Timestamp> {
    day.to_zoned(OSLO.clone()).ok().map(|start| start.timestamp())
}

/// The anniversary `years` after `start`; of 29 February in other years it is 1 March.
pub fn anniversary(start: Date, years: i16) -> Option<Date> {
    let year = start.year().checked_add(years)?;
    match Date::new(year, start.month(), start.day()) {
        Ok(day) => Some(day),
        Err(_) if start.month() == 2 && start.day() == 29 => Date::new(year, 3, 1).ok(),
        Err(_) => None,
    }
}

/// Whole years from `born` to `on`; negative before birth.
pub fn age(born: Date, on: Date) -> i16 {
    let years = on.year().saturating_sub(born.year());
    match anniversary(born, years) {
        Some(birthday) if birthday > on => years.saturating_sub(1),
        _ => years,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn a_leap_day_child_turns_sixteen_on_the_first_of_march_in_other_years() {
        assert_eq!(age(day(2012, 2, 29), day(2028, 2, 28)), 15);
        assert_eq!(age(day(2012, 2, 29), day(2028, 2, 29)), 16);
        assert_eq!(age(day(2012, 2, 29), day(2027, 2, 28)), 14);
        assert_eq!(age(day(2012, 2, 29), day(2027, 3, 1)), 15);
    }

    #[test]
    fn days_begin_at_midnight_in_oslo_in_winter_and_in_summer() {
        assert_eq!(start_of_day(day(2026, 1, 1)), "2025-12-31T23:00:00Z".parse().ok());
        assert_eq!(start_of_day(day(2026, 7, 1)), "2026-06-30T22:00:00Z".parse().ok());
        assert_eq!(date("2026-06-30T22:00:00Z".parse().unwrap()), day(2026, 7, 1));
    }
}
