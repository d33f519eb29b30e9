//! Days relative to the day of loading, and the clock that is set to them.

use std::sync::Arc;

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Time},
};
use kernel::{ManualClock, oslo};

use crate::command::Failure;

/// The day of loading and the clock that everything is done by.
#[derive(Debug)]
pub(crate) struct Calendar {
    clock: Arc<ManualClock>,
    now: Timestamp,
}

impl Calendar {
    pub(crate) fn new(clock: Arc<ManualClock>, now: Timestamp) -> Self {
        Self { clock, now }
    }

    /// The day of loading, in Oslo.
    pub(crate) fn today(&self) -> Date {
        oslo::date(self.now)
    }

    /// The day that lies so many days ahead (or, negative, back).
    pub(crate) fn day(&self, days: i32) -> Result<Date, Failure> {
        self.today().checked_add(days.days()).map_err(Failure::other)
    }

    /// A moment of that day: 09:00 in Oslo and so many minutes, never later than now.
    pub(crate) fn moment(&self, days: i32, minutes: i32) -> Result<Timestamp, Failure> {
        let start = oslo::start_of_day(self.day(days)?).ok_or_else(|| Failure::other("no such day"))?;
        let at = start + SignedDuration::from_hours(9) + SignedDuration::from_mins(minutes.into());
        Ok(at.min(self.now))
    }

    /// That time of that day in Oslo, never later than now.
    pub(crate) fn time(&self, days: i32, time: Time) -> Result<Timestamp, Failure> {
        let minutes = i32::from(time.hour()) * 60 + i32::from(time.minute());
        self.moment(days, minutes - 9 * 60)
    }

    /// Sets the clock to this moment.
    pub(crate) fn go_to(&self, at: Timestamp) {
        self.clock.set(at);
    }

    /// Sets the clock to the present.
    pub(crate) fn return_to_the_present(&self) {
        self.clock.set(self.now);
    }
}
