use catalogue::ProcessBasis;
use kernel::{Phrase, ProcessId};
use prescriber::testing::content;

use super::*;

fn process(bases: &[ProcessBasis]) -> Process {
    Process {
        id: ProcessId::from_uuid(uuid::Uuid::from_u128(1)),
        key: "video".parse().unwrap(),
        name: Phrase::new("Videokonsultasjon").unwrap(),
        bases: bases.iter().copied().collect(),
        entry: Phrase::new("Fra forsiden").unwrap(),
        created_at: Timestamp::UNIX_EPOCH,
        changed_at: Timestamp::UNIX_EPOCH,
    }
}

fn changed(change: impl FnOnce(&mut Content)) -> Content {
    let mut content = content();
    change(&mut content);
    content
}

fn hti() -> Launch {
    Launch::Hti { url: "http://localhost:9000/hti".parse().unwrap() }
}

#[test]
fn r1_a_prescribed_tool_is_open_to_parents_and_assigned_powers() {
    let all = process(&[ProcessBasis::OrdinaryPoa]);
    for process in [None, Some(&all)] {
        assert_eq!(
            list_grounds(&content(), process),
            [Basis::PARENT, Basis::ASSIGNED],
            "no process of its own"
        );
    }
}

#[test]
fn r2_r5_r6_a_tool_that_is_open_or_takes_or_declares_no_representation_is_for_oneself_alone() {
    let alone: [fn(&mut Content); 6] = [
        |content| content.availability = Availability::Open,
        |content| content.representation.declared = false,
        |content| content.representation.uses_platform = false,
        |content| content.profile = ProfileClass::None,
        |content| content.profile = ProfileClass::Local,
        |content| content.launch = hti(),
    ];
    for (number, change) in alone.into_iter().enumerate() {
        assert!(list_grounds(&changed(change), None).is_empty(), "{number}");
    }
}

#[test]
fn r7_a_step_of_a_process_is_open_to_whom_the_process_accepts_and_to_nobody_by_hti() {
    let step = |launch: Option<Launch>| {
        changed(|content| {
            content.independence = Independence::Integrated;
            content.availability = Availability::Open;
            content.representation = catalogue::RepresentationSupport::default();
            content.launch = launch.unwrap_or_else(|| content.launch.clone());
        })
    };
    let video = process(&[ProcessBasis::Parent, ProcessBasis::OrdinaryPoa]);
    assert_eq!(list_grounds(&step(None), Some(&video)), [Basis::PARENT, Basis::ORDINARY]);
    assert!(list_grounds(&step(None), Some(&process(&[]))).is_empty(), "a process that accepts nobody");
    assert!(list_grounds(&step(None), None).is_empty(), "a step of none");
    assert!(list_grounds(&step(Some(hti())), Some(&video)).is_empty(), "its token tells of one person");
}

#[test]
fn r5_r6_r7_r8_a_clinician_is_asked_about_others_where_the_tool_or_its_process_may_let_them() {
    let undeclared = |content: &mut Content| content.representation.declared = false;
    let without = |content: &mut Content| content.representation.uses_platform = false;
    let step = |content: &mut Content| {
        content.independence = Independence::Integrated;
        content.representation.declared = false;
    };
    let asked = [changed(|_| ()), changed(undeclared), changed(without), changed(step)];
    assert_eq!(asked.map(|content| crate::can_be_for_another(&content)), [true, false, false, true]);
}
