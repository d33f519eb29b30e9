//! The life cycle: a state carries its evidence, a transition consumes it.

use jiff::Timestamp;
use kernel::Phrase;
use serde::{Deserialize, Serialize};

use crate::Stage;

/// Why somebody ended a prescription or took it over, in plain language.
pub type Reason = Phrase<1_000>;

/// How far the patient had come when a prescription ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reached {
    /// When it was first read.
    pub seen: Option<Timestamp>,
    /// When the tool was first started.
    pub started: Option<Timestamp>,
}

/// Where a prescription stands, with what proves it (domain §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Sent.
    Issued,
    /// Read by the patient, or by somebody who acts for the patient.
    Seen {
        /// When first.
        at: Timestamp,
    },
    /// In use.
    Active {
        /// When first read.
        seen: Timestamp,
        /// When first started.
        since: Timestamp,
    },
    /// Finished as meant.
    Completed {
        /// When.
        at: Timestamp,
        /// How far the patient came.
        reached: Reached,
    },
    /// Ended by a clinician.
    Stopped {
        /// When.
        at: Timestamp,
        /// Why.
        reason: Reason,
        /// How far the patient came.
        reached: Reached,
    },
    /// Turned down by the citizen.
    Declined {
        /// When.
        at: Timestamp,
        /// Why, if the citizen cared to say.
        reason: Option<Reason>,
        /// How far the patient came.
        reached: Reached,
    },
    /// Past its end.
    Expired {
        /// When it was marked so.
        at: Timestamp,
        /// How far the patient came.
        reached: Reached,
    },
}

/// What can happen to a prescription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Read.
    See,
    /// Started.
    Start,
    /// Finished.
    Complete,
    /// Ended by a clinician.
    Stop,
    /// Turned down.
    Decline,
    /// Ran out.
    Expire,
}

/// A step that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a prescription that is {from} cannot {step:?}")]
pub struct Refused {
    /// Where it stands.
    pub from: Stage,
    /// What was tried.
    pub step: Step,
}

impl State {
    /// Its name.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Issued => Stage::Issued,
            Self::Seen { .. } => Stage::Seen,
            Self::Active { .. } => Stage::Active,
            Self::Completed { .. } => Stage::Completed,
            Self::Stopped { .. } => Stage::Stopped,
            Self::Declined { .. } => Stage::Declined,
            Self::Expired { .. } => Stage::Expired,
        }
    }

    /// How far the patient has come.
    pub const fn reached(&self) -> Reached {
        match *self {
            Self::Issued => Reached { seen: None, started: None },
            Self::Seen { at } => Reached { seen: Some(at), started: None },
            Self::Active { seen, since } => Reached { seen: Some(seen), started: Some(since) },
            Self::Completed { reached, .. }
            | Self::Stopped { reached, .. }
            | Self::Declined { reached, .. }
            | Self::Expired { reached, .. } => reached,
        }
    }

    /// Why it ended, where somebody said.
    pub const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Stopped { reason, .. } => Some(reason),
            Self::Declined { reason, .. } => reason.as_ref(),
            _ => None,
        }
    }

    /// First reading: `issued` → `seen`.
    pub fn see(self, at: Timestamp) -> Result<Self, Refused> {
        match self {
            Self::Issued => Ok(Self::Seen { at }),
            other => Err(other.refuse(Step::See)),
        }
    }

    /// First start: `issued` or `seen` → `active`. Whoever starts has seen.
    pub fn start(self, at: Timestamp) -> Result<Self, Refused> {
        match self {
            Self::Issued => Ok(Self::Active { seen: at, since: at }),
            Self::Seen { at: seen } => Ok(Self::Active { seen, since: at }),
            other => Err(other.refuse(Step::Start)),
        }
    }

    /// Finished as meant: only what has been started.
    pub fn complete(self, at: Timestamp) -> Result<Self, Refused> {
        match self {
            Self::Active { .. } => Ok(Self::Completed { at, reached: self.reached() }),
            other => Err(other.refuse(Step::Complete)),
        }
    }

    /// Ended by a clinician: anything that is open.
    pub fn stop(self, at: Timestamp, reason: Reason) -> Result<Self, Refused> {
        let reached = self.end(Step::Stop)?;
        Ok(Self::Stopped { at, reason, reached })
    }

    /// Turned down by the citizen: anything that is open.
    pub fn decline(self, at: Timestamp, reason: Option<Reason>) -> Result<Self, Refused> {
        let reached = self.end(Step::Decline)?;
        Ok(Self::Declined { at, reason, reached })
    }

    /// Ran out: anything that is open.
    pub fn expire(self, at: Timestamp) -> Result<Self, Refused> {
        let reached = self.end(Step::Expire)?;
        Ok(Self::Expired { at, reached })
    }

    fn end(self, step: Step) -> Result<Reached, Refused> {
        if self.stage().is_open() { Ok(self.reached()) } else { Err(self.refuse(step)) }
    }

    const fn refuse(&self, step: Step) -> Refused {
        Refused { from: self.stage(), step }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T1: Timestamp = Timestamp::constant(1, 0);
    const T2: Timestamp = Timestamp::constant(2, 0);
    const T9: Timestamp = Timestamp::constant(9, 0);

    fn state(stage: Stage) -> State {
        let reached = Reached { seen: Some(T1), started: Some(T2) };
        match stage {
            Stage::Issued => State::Issued,
            Stage::Seen => State::Seen { at: T1 },
            Stage::Active => State::Active { seen: T1, since: T2 },
            Stage::Completed => State::Completed { at: T2, reached },
            Stage::Stopped => State::Stopped { at: T2, reason: Phrase::new("wrong").unwrap(), reached },
            Stage::Declined => State::Declined { at: T2, reason: None, reached },
            Stage::Expired => State::Expired { at: T2, reached },
        }
    }

    fn take(state: State, step: Step) -> Result<State, Refused> {
        match step {
            Step::See => state.see(T9),
            Step::Start => state.start(T9),
            Step::Complete => state.complete(T9),
            Step::Stop => state.stop(T9, Phrase::new("better").unwrap()),
            Step::Decline => state.decline(T9, None),
            Step::Expire => state.expire(T9),
        }
    }

    #[test]
    fn every_state_takes_exactly_its_own_steps() {
        use Stage::{Active, Completed, Declined, Expired, Issued, Seen, Stopped};
        use Step::{Complete, Decline, Expire, See, Start, Stop};
        let table = [
            (See, vec![(Issued, Seen)]),
            (Start, vec![(Issued, Active), (Seen, Active)]),
            (Complete, vec![(Active, Completed)]),
            (Stop, vec![(Issued, Stopped), (Seen, Stopped), (Active, Stopped)]),
            (Decline, vec![(Issued, Declined), (Seen, Declined), (Active, Declined)]),
            (Expire, vec![(Issued, Expired), (Seen, Expired), (Active, Expired)]),
        ];
        for (step, allowed) in table {
            for from in Stage::ALL {
                let expected = allowed.iter().find(|(stage, _)| *stage == from).map(|&(_, to)| to);
                let taken = take(state(from), step);
                match expected {
                    Some(to) => assert_eq!(taken.map(|state| state.stage()), Ok(to), "{from} {step:?}"),
                    None => assert_eq!(taken, Err(Refused { from, step }), "{from} {step:?}"),
                }
            }
        }
    }

    #[test]
    fn an_ended_prescription_keeps_how_far_the_patient_came() {
        let seen = State::Issued.see(T1).unwrap();
        assert_eq!(seen.clone().start(T2).unwrap().reached(), Reached { seen: Some(T1), started: Some(T2) });
        assert_eq!(seen.expire(T9).unwrap().reached(), Reached { seen: Some(T1), started: None });
        assert_eq!(State::Issued.start(T2).unwrap().reached().seen, Some(T2));
    }
}
