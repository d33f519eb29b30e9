use kernel::{DeviationId, OrderId, RevisionId};

use super::{
    agreements::{AgreementRow, AgreementsView},
    decide::AskView,
    deviations::{DeviationRow, DeviationView, DeviationsView},
    facts::Fact,
    home::{DueRow, HomeView, InboxRow, OrderRow},
    invite::InviteView,
    order::{ContentView, OrderView, RequirementRow, VerdictView},
    requirement::RequirementView,
    statistics::{StatisticsView, StretchRow},
    stop::StopView,
    take_on::TakeOnView,
};
use crate::{
    pages::{
        dossier::samples::{badge, check, events, files, groups, instant, reasons},
        samples::Sample,
        wording::Wording,
    },
    web::{FormState, paging::Paging},
};

fn order() -> OrderId {
    OrderId::from_uuid(uuid::Uuid::from_u128(2))
}

fn revision() -> RevisionId {
    RevisionId::from_uuid(uuid::Uuid::from_u128(3))
}

fn name() -> String {
    "Navn & eksempel".into()
}

fn failed(field: &str) -> FormState {
    let mut form = FormState::filled([(field, "<Eksempel>")]);
    form.error(field, "form-missing");
    form
}

fn deviation(overdue: bool) -> DeviationRow {
    DeviationRow {
        id: DeviationId::from_uuid(uuid::Uuid::from_u128(4)),
        tool: name(),
        requirement: "C1",
        title: name(),
        reason: name(),
        plan: Some(name()),
        owner: Some(name()),
        deadline: "2026-12-01".parse().ok(),
        days: Some(9),
        overdue,
    }
}

fn due(days: i32) -> DueRow {
    DueRow { order: order(), tool: name(), due: "2026-12-01".parse().unwrap(), days, overdue: days < 0 }
}

fn homes() -> [HomeView; 2] {
    let inbox = |obstacles| InboxRow {
        revision: revision(),
        name: name(),
        vendor: name(),
        availability: "open",
        since: instant(),
        obstacles,
    };
    let row = |todo: bool| OrderRow {
        order: order(),
        name: name(),
        vendor: name(),
        state: todo.then(badge),
        order_state: "invited",
        todo,
        unmet: todo.then_some(3),
    };
    [
        HomeView { inbox: Vec::new(), orders: Vec::new(), deviations: Vec::new(), due: Vec::new() },
        HomeView {
            inbox: vec![inbox(vec!["K6a", "K7"]), inbox(Vec::new())],
            orders: vec![row(true), row(false)],
            deviations: vec![deviation(false), deviation(true)],
            due: vec![due(-3), due(9)],
        },
    ]
}

fn verdict(publishable: bool) -> VerdictView {
    VerdictView {
        publishable,
        unmet: if publishable { Vec::new() } else { vec!["O1", "C5"] },
        deviations: vec!["C1"],
        ungraded: vec!["K4a"],
        answered: 14,
        total: if publishable { 17 } else { 14 },
        next: publishable.then_some("K5b"),
        criteria: "2026-1".into(),
    }
}

fn orders() -> Vec<OrderView> {
    let requirement = |id, outcome| RequirementRow {
        id,
        title: name(),
        outcome,
        tone: "warning",
        icon: "hourglass",
        ungraded: true,
    };
    let view = |next: &'static str, verdict: Option<VerdictView>| OrderView {
        order: order(),
        order_state: "active",
        name: name(),
        vendor: name(),
        note: Some(name()),
        state: verdict.is_some().then(badge),
        version: 1,
        next,
        slug: Some("navn".into()),
        wanted: Some(name()),
        verdict,
        answered: ["met", "not-applicable", "deviation", "unmet", "unmet-mendable"]
            .map(|one| requirement("K1", one))
            .into(),
        derived: vec![requirement("C6", "note"), requirement("C2", "unanswered")],
        check: Some(check()),
        suspensions: reasons(),
        rejectable: true,
        listed: true,
        timeline: events(),
        decisions: events(),
    };
    vec![
        view("wait-vendor", None),
        view("start", Some(verdict(false))),
        view("mend", Some(verdict(false))),
        view("answer", Some(verdict(true))),
        view("published", Some(verdict(true))),
    ]
}

fn requirements() -> Vec<RequirementView> {
    let view = |id, derived: bool, editable: bool, form| RequirementView {
        order: order(),
        name: name(),
        id,
        title: name(),
        question: name(),
        evidence: Wording::new(kernel::Locale::Nn, name()),
        severity: if derived { "exception" } else { "conditional" },
        position: (!derived).then_some(3),
        total: 17,
        next: Some("K2"),
        derived,
        facts: vec![Fact { label: name(), value: name() }],
        outcome: ("unmet", "danger", "stop"),
        editable,
        statuses: if derived {
            vec!["deviation"]
        } else {
            vec!["met", "unmet", "deviation", "not_applicable"]
        },
        grades: if derived { Vec::new() } else { vec!["good", "satisfactory", "needs_follow_up"] },
        version: 1,
        form,
    };
    let given = [
        ("status", "deviation"),
        ("evidence", "<Eksempel>"),
        ("reason", "<Eksempel>"),
        ("plan", "p"),
        ("owner", "o"),
        ("deadline", "2026-12-01"),
        ("grade", "good"),
    ];
    vec![
        view("O1", true, false, FormState::default()),
        view("K6a", true, false, FormState::default()),
        view("C5", true, true, failed("reason")),
        view("C4", false, true, failed("status")),
        view("K4a", false, true, failed("grade")),
        view("K1", false, false, FormState::filled(given)),
        view("K1", false, false, FormState::default()),
    ]
}

fn small() -> Vec<Sample> {
    let ask = |kind| AskView {
        kind,
        order: order(),
        name: name(),
        version: 1,
        unmet: vec!["K1"],
        form: failed("words"),
    };
    let stop = |lift| StopView { order: order(), name: name(), lift, form: failed("note") };
    let paging = Paging::new("/bestiller/avvik", None, (1, 25), 60);
    let agreement = |state, until| AgreementRow {
        kind: "A3",
        vendor: Some(name()),
        tool: Some(name()),
        terms: "1.0".into(),
        from: jiff::civil::date(2026, 1, 1),
        until,
        state,
        tone: "success",
    };
    let stretch = |key, count| StretchRow { key, count, median: 3, p90: 12 };
    let deviation_view =
        |open| DeviationView { deviation: deviation(true), version: 1, open, form: failed("evidence") };
    let closed = DeviationView { form: FormState::default(), ..deviation_view(false) };
    vec![
        Sample::of(&ask("changes")),
        Sample::of(&ask("reject")),
        Sample::of(&stop(None)),
        Sample::of(&stop(Some("security"))),
        Sample::of(&DeviationsView { deviations: vec![deviation(true)], paging: paging.clone() }),
        Sample::of(&DeviationsView { deviations: Vec::new(), paging }),
        Sample::of(&DeviationView { form: FormState::default(), ..deviation_view(true) }),
        Sample::of(&closed),
        Sample::of(&AgreementsView {
            agreements: vec![
                agreement("in-force", None),
                agreement("soon", Some(jiff::civil::date(2027, 1, 1))),
            ],
        }),
        Sample::of(&AgreementsView { agreements: Vec::new() }),
        Sample::of(&InviteView {
            id: order(),
            vendors: vec![("org".into(), name())],
            form: failed("subject"),
        }),
        Sample::of(&StatisticsView { stretches: vec![stretch("waiting", 2), stretch("whole", 0)] }),
        Sample::of(&ContentView { order: order(), name: name(), groups: groups(), files: files() }),
    ]
}

/// A sample of each page.
pub(crate) fn all() -> Vec<Sample> {
    let take_on = |obstacles: Vec<&'static str>| TakeOnView {
        revision: revision(),
        version: 1,
        name: name(),
        vendor: name(),
        since: instant(),
        foreseeable: vec!["O1"],
        obstacles,
        groups: groups(),
        files: files(),
        form: failed("note"),
    };
    let mut samples: Vec<_> = homes().iter().map(Sample::of).collect();
    samples.extend(orders().iter().map(Sample::of));
    samples.extend(requirements().iter().map(Sample::of));
    samples.extend(small());
    samples.push(Sample::of(&take_on(Vec::new())));
    samples.push(Sample::of(&take_on(vec!["K6a", "K6b", "K7"])));
    samples
}
