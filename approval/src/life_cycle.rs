//! The way of a revision into the catalogue (4.4): a state carries what it rests on; a step takes the state and gives the
//! next one, or says by name why not.

use catalogue::{PerLocale, Prose, RevisionState, StateKind, Step};
use kernel::{OrderId, PersonId, Phrase};

use crate::{Error, Result, assessment::Publishable, wire::words};

words! {
    /// What can be done with a revision.
    Move {
        /// The vendor hands it in.
        Submit = "submit",
        /// A public body takes it on.
        Order = "order",
        /// Assessment begins.
        Start = "start",
        /// A requirement is answered.
        Answer = "answer",
        /// The vendor is asked for changes.
        RequestChanges = "request_changes",
        /// The vendor has made them.
        Resubmit = "resubmit",
        /// The first decision.
        Approve = "approve",
        /// The second decision.
        Publish = "publish",
        /// An editorial revision is looked through and published.
        Check = "check",
        /// It is turned down.
        Reject = "reject",
        /// It is taken out for good.
        Withdraw = "withdraw",
    }
}

fn refuse<T>(state: &RevisionState, step: Move) -> Result<T> {
    Err(Error::State { state: state.kind(), step })
}

/// Somebody who may decide: has neither filed, taken on, assessed nor already decided what is to be decided (4.3).
#[derive(Debug, Clone, Copy)]
pub(crate) struct SecondPair(Step);

impl SecondPair {
    /// The person behind `step`, unless among those who had a part.
    pub(crate) fn of(step: Step, had_part: &[PersonId]) -> Result<Self> {
        match step.by.person() {
            Some(person) if !had_part.contains(&person) => Ok(Self(step)),
            _ => Err(Error::FourEyes),
        }
    }
}

/// The vendor hands in a draft, or one that was turned down.
pub(crate) fn submit(state: RevisionState, step: Step) -> Result<RevisionState> {
    match state {
        RevisionState::Draft | RevisionState::Rejected { .. } => Ok(RevisionState::Submitted { step }),
        other => refuse(&other, Move::Submit),
    }
}

/// A public body takes it on.
pub(crate) fn order(state: RevisionState, step: Step, order: OrderId) -> Result<RevisionState> {
    match state {
        RevisionState::Submitted { .. } => Ok(RevisionState::Ordered { step, order }),
        other => refuse(&other, Move::Order),
    }
}

/// Assessment begins.
pub(crate) fn start(state: RevisionState, step: Step) -> Result<RevisionState> {
    match state {
        RevisionState::Ordered { .. } => Ok(RevisionState::InAssessment { step }),
        other => refuse(&other, Move::Start),
    }
}

/// Answering leaves it where it is: in assessment.
pub(crate) fn answer(state: &RevisionState) -> Result<()> {
    match state {
        RevisionState::InAssessment { .. } => Ok(()),
        other => refuse(other, Move::Answer),
    }
}

/// The vendor is asked for changes.
pub(crate) fn request_changes(
    state: RevisionState,
    step: Step,
    wanted: Phrase<4000>,
) -> Result<RevisionState> {
    match state {
        RevisionState::InAssessment { .. } => Ok(RevisionState::ChangesRequested { step, wanted }),
        other => refuse(&other, Move::RequestChanges),
    }
}

/// The vendor has made the changes: assessment goes on.
pub(crate) fn resubmit(state: RevisionState, step: Step) -> Result<RevisionState> {
    match state {
        RevisionState::ChangesRequested { .. } => Ok(RevisionState::InAssessment { step }),
        other => refuse(&other, Move::Resubmit),
    }
}

/// The first decision.
pub(crate) fn approve(state: RevisionState, _: &Publishable, by: SecondPair) -> Result<RevisionState> {
    match state {
        RevisionState::InAssessment { .. } => Ok(RevisionState::Approved { step: by.0 }),
        other => refuse(&other, Move::Approve),
    }
}

/// The second decision, by another person than the first (4.3).
pub(crate) fn publish(state: RevisionState, _: &Publishable, by: SecondPair) -> Result<RevisionState> {
    match state {
        RevisionState::Approved { step: approved } if approved.by.person() == by.0.by.person() => {
            Err(Error::FourEyes)
        }
        RevisionState::Approved { step: approved } => Ok(RevisionState::Published { step: by.0, approved }),
        other => refuse(&other, Move::Publish),
    }
}

/// An editorial revision of what is published rests on that approval: one other person than who filed it is enough.
pub(crate) fn check(
    state: RevisionState,
    published: &RevisionState,
    _: &Publishable,
    by: SecondPair,
) -> Result<RevisionState> {
    match (state, published) {
        (RevisionState::Submitted { .. }, RevisionState::Published { approved, .. }) => {
            Ok(RevisionState::Published { step: by.0, approved: *approved })
        }
        (RevisionState::Submitted { .. }, other) => refuse(other, Move::Check),
        (other, _) => refuse(&other, Move::Check),
    }
}

/// It is turned down, anywhere between being taken on and published.
pub(crate) fn reject(state: RevisionState, step: Step, grounds: Phrase<4000>) -> Result<RevisionState> {
    match state.kind() {
        StateKind::Ordered | StateKind::InAssessment | StateKind::ChangesRequested | StateKind::Approved => {
            Ok(RevisionState::Rejected { step, grounds })
        }
        _ => refuse(&state, Move::Reject),
    }
}

/// It is taken out for good, from any state.
pub(crate) fn withdraw(
    state: RevisionState,
    step: Step,
    reason: PerLocale<Prose<500>>,
) -> Result<RevisionState> {
    match state {
        RevisionState::Withdrawn { .. } | RevisionState::Superseded { .. } => refuse(&state, Move::Withdraw),
        _ => Ok(RevisionState::Withdrawn { step, reason }),
    }
}

#[cfg(test)]
mod tests;
