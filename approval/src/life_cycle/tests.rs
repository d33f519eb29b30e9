//! Every state × every move.

use jiff::Timestamp;
use kernel::{Actor, PersonId, RevisionId, SeededEntropy};

use super::*;

fn person(seed: u64) -> PersonId {
    PersonId::new(Timestamp::UNIX_EPOCH, &SeededEntropy::new(seed))
}

fn step(seed: u64) -> Step {
    Step { at: Timestamp::UNIX_EPOCH, by: Actor::Operator { person: person(seed) } }
}

fn an_order() -> OrderId {
    OrderId::new(Timestamp::UNIX_EPOCH, &SeededEntropy::new(9))
}

fn grounds() -> Phrase<4000> {
    Phrase::new("because").unwrap()
}

fn state(kind: StateKind) -> RevisionState {
    let newer = RevisionId::new(Timestamp::UNIX_EPOCH, &SeededEntropy::new(8));
    match kind {
        StateKind::Draft => RevisionState::Draft,
        StateKind::Submitted => RevisionState::Submitted { step: step(1) },
        StateKind::Ordered => RevisionState::Ordered { step: step(2), order: an_order() },
        StateKind::InAssessment => RevisionState::InAssessment { step: step(2) },
        StateKind::ChangesRequested => RevisionState::ChangesRequested { step: step(2), wanted: grounds() },
        StateKind::Approved => RevisionState::Approved { step: step(3) },
        StateKind::Published => RevisionState::Published { step: step(4), approved: step(3) },
        StateKind::Superseded => RevisionState::Superseded { step: step(4), newer },
        StateKind::Withdrawn => RevisionState::Withdrawn { step: step(4), reason: PerLocale::default() },
        StateKind::Rejected => RevisionState::Rejected { step: step(3), grounds: grounds() },
    }
}

fn try_move(from: StateKind, with: Move) -> Result<StateKind> {
    let (from, step, proof) = (state(from), step(5), Publishable::for_tests());
    let by = SecondPair::of(step, &[])?;
    let next = match with {
        Move::Submit => submit(from, step)?,
        Move::Order => order(from, step, an_order())?,
        Move::Start => start(from, step)?,
        Move::Answer => answer(&from).map(|()| from)?,
        Move::RequestChanges => request_changes(from, step, grounds())?,
        Move::Resubmit => resubmit(from, step)?,
        Move::Approve => approve(from, &proof, by)?,
        Move::Publish => publish(from, &proof, by)?,
        Move::Check => check(from, &state(StateKind::Published), &proof, by)?,
        Move::Reject => reject(from, step, grounds())?,
        Move::Withdraw => withdraw(from, step, PerLocale::default())?,
    };
    Ok(next.kind())
}

#[test]
fn every_move_leads_where_it_should_or_is_refused_by_name() {
    use StateKind::{
        Approved, ChangesRequested, Draft, InAssessment, Ordered, Published, Rejected, Submitted, Superseded,
        Withdrawn,
    };
    let allowed = [
        (Draft, Move::Submit, Submitted),
        (Rejected, Move::Submit, Submitted),
        (Submitted, Move::Order, Ordered),
        (Ordered, Move::Start, InAssessment),
        (InAssessment, Move::Answer, InAssessment),
        (InAssessment, Move::RequestChanges, ChangesRequested),
        (ChangesRequested, Move::Resubmit, InAssessment),
        (InAssessment, Move::Approve, Approved),
        (Approved, Move::Publish, Published),
        (Submitted, Move::Check, Published),
        (Ordered, Move::Reject, Rejected),
        (InAssessment, Move::Reject, Rejected),
        (ChangesRequested, Move::Reject, Rejected),
        (Approved, Move::Reject, Rejected),
        (Draft, Move::Withdraw, Withdrawn),
        (Submitted, Move::Withdraw, Withdrawn),
        (Ordered, Move::Withdraw, Withdrawn),
        (InAssessment, Move::Withdraw, Withdrawn),
        (ChangesRequested, Move::Withdraw, Withdrawn),
        (Approved, Move::Withdraw, Withdrawn),
        (Published, Move::Withdraw, Withdrawn),
        (Rejected, Move::Withdraw, Withdrawn),
    ];
    for from in StateKind::ALL {
        for with in Move::ALL {
            let expected = allowed.iter().find(|(state, step, _)| state == from && step == with);
            match (try_move(*from, *with), expected) {
                (Ok(to), Some((_, _, expected))) => assert_eq!(to, *expected, "{from:?} {with:?}"),
                (Err(Error::State { state, step }), None) => assert_eq!((state, step), (*from, *with)),
                (other, _) => panic!("{from:?} {with:?}: {other:?}"),
            }
        }
    }
    // The state after the last one cannot be left.
    assert!(Move::ALL.iter().all(|with| try_move(Superseded, *with).is_err()));
}

#[test]
fn whoever_filed_or_vouched_does_not_decide_and_nobody_decides_twice() {
    let proof = Publishable::for_tests();
    assert!(matches!(SecondPair::of(step(2), &[person(1), person(2)]), Err(Error::FourEyes)));
    let same = SecondPair::of(step(3), &[]).unwrap();
    assert!(matches!(publish(state(StateKind::Approved), &proof, same), Err(Error::FourEyes)));
    let system = Step { at: Timestamp::UNIX_EPOCH, by: Actor::System };
    assert!(matches!(SecondPair::of(system, &[]), Err(Error::FourEyes)));
}

#[test]
fn an_editorial_revision_rests_on_a_published_one_only() {
    let by = SecondPair::of(step(5), &[]).unwrap();
    let withdrawn = state(StateKind::Withdrawn);
    let checked = check(state(StateKind::Submitted), &withdrawn, &Publishable::for_tests(), by);
    assert!(matches!(checked, Err(Error::State { state: StateKind::Withdrawn, step: Move::Check })));
}
