use jiff::{Timestamp, civil::Date};

use super::{
    chart::Chart,
    complete::CompleteView,
    data::{DataView, Reading, Series, SummaryLine},
    follow_up::{FollowUpView, Row},
    home::HomeView,
    letter::{AskLetterView, Language, LetterView},
    patient::Patient,
    prescribe::view::{AlreadyView, ChooseView, FillView, Message, ReviewView, SentBefore, Task},
    record::{EventView, Head, RecordView},
    refused::RefusedView,
    renew::RenewView,
    stop::StopView,
    take_over::{AskView, FoundView, Line},
    tools::{Fit, ToolLine},
    withhold::WithholdView,
};
use crate::{
    pages::{samples::Sample, wording::Wording},
    web::{FormState, paging::Paging},
};

fn workplaces() -> crate::login::ChooseView {
    let place = |number, unit: Option<&str>| crate::login::Workplace {
        organisation: kernel::OrganisationId::from_uuid(uuid::Uuid::from_u128(number)),
        name: "Demo <Virksomhet>".into(),
        unit: unit.map(str::to_owned),
    };
    let workplaces = vec![place(1, Some("<Enhet>")), place(2, None)];
    let current = workplaces[0].organisation;
    crate::login::ChooseView {
        workplaces,
        current,
        system: Some("Demo <Virksomhet>".into()),
        leaves: Some("Demo <Virksomhet>".into()),
        next: "/forskriver".into(),
        form: FormState::default(),
    }
}

/// A sample of each page.
pub(crate) fn all() -> Vec<Sample> {
    let mut samples = vec![
        Sample::of(&HomeView {
            pressing: rows(),
            pressing_total: 9,
            recent: lines(),
            elsewhere: true,
            no_right: false,
        }),
        Sample::of(&HomeView {
            pressing: Vec::new(),
            pressing_total: 0,
            recent: Vec::new(),
            elsewhere: false,
            no_right: true,
        }),
        Sample::of(&workplaces()),
        Sample::of(&follow_up(rows())),
        Sample::of(&follow_up(Vec::new())),
        Sample::of(&ChooseView { query: "s<øvn".into(), tools: lines(), total: 12 }),
        Sample::of(&ChooseView { query: "xyz".into(), tools: Vec::new(), total: 0 }),
        Sample::of(&fill(None)),
        Sample::of(&fill(Some(patient(40)))),
        Sample::of(&review(14, "representative", false)),
        Sample::of(&review(5, "nobody", true)),
        Sample::of(&AlreadyView { tool: tool(), patient: patient(40), renew: Some("presc_1".into()) }),
        Sample::of(&AlreadyView { tool: tool(), patient: patient(40), renew: None }),
        Sample::of(&record()),
        Sample::of(&RecordView { shut: true, head: Head { suspended: false, ..head() }, ..record() }),
        Sample::of(&RenewView {
            head: head(),
            ended: Some(day()),
            ends: Some(day()),
            follow_up: None,
            instructions: Some("Hver <kveld>".into()),
            version: 3,
            form: wrong("ends", "form-bad-date"),
        }),
        Sample::of(&AskLetterView {
            head: head(),
            languages: vec![Language { tag: "nb", name: "Bokmål" }, Language { tag: "en", name: "English" }],
            language: "en",
            withheld: true,
            form: wrong("language", "form-bad-choice"),
        }),
        Sample::of(&letter()),
        Sample::of(&StopView { head: head(), form: wrong("reason", "clinic-stop-reason-missing") }),
        Sample::of(&CompleteView { head: head(), form: wrong("", "error-prescription-not-yet") }),
        Sample::of(&WithholdView {
            head: head(),
            now: "nei",
            may_ask: true,
            alone: true,
            form: wrong("withheld", "form-bad-choice"),
        }),
        Sample::of(&AskView { form: wrong("number", "error-number-unknown") }),
        Sample::of(&FoundView {
            patient: patient(40),
            lines: taken(),
            form: wrong("reason", "form-missing"),
        }),
        Sample::of(&FoundView { patient: patient(40), lines: Vec::new(), form: FormState::default() }),
    ];
    samples.extend(["suspended", "withdrawn", "profession", "terms", "shut"].map(refused));
    samples.extend([data(series(), Vec::new()), data(Vec::new(), summary()), data(Vec::new(), Vec::new())]);
    samples
}

fn day() -> Date {
    "2026-11-22".parse().unwrap()
}

fn tool() -> Wording {
    Wording::new(kernel::Locale::Nb, "Demo <Søvn>")
}

fn wrong(field: &str, text: &str) -> FormState {
    let mut form = FormState::filled([("goal", "Sove <bedre>"), ("number", "1")]);
    form.error(field, text);
    form
}

fn patient(age: i16) -> Patient {
    Patient {
        person: kernel::PersonId::from_uuid(uuid::Uuid::from_u128(1)),
        name: "Kari <Eksempel>".into(),
        born: day(),
        age,
        token: "person_1.abc".into(),
        language: kernel::Locale::Nb,
    }
}

fn lines() -> Vec<ToolLine> {
    let line = |fit| ToolLine {
        slug: "demo-sovn".into(),
        name: tool(),
        summary: Wording::new(kernel::Locale::Nb, "For deg som sover dårlig."),
        picture: "Moon".into(),
        fit,
    };
    [Fit::Mine, Fit::Open, Fit::Others, Fit::Suspended].map(line).into()
}

fn rows() -> Vec<Row> {
    let row = |(stage, attention): (&'static str, Option<&'static str>)| Row {
        id: "presc_1".into(),
        patient: "Kari <Eksempel>".into(),
        tool: tool(),
        stage,
        suspended: stage == "seen",
        attention,
        issued: day(),
        ends: Some(day()),
        follow_up: Some(day()),
        prescriber: Some("Ola <Eksempel>".into()),
    };
    let stages = [
        ("issued", Some("unseen")),
        ("seen", Some("follow-up")),
        ("active", Some("new-data")),
        ("active", Some("ending")),
        ("completed", None),
        ("stopped", None),
        ("declined", None),
        ("expired", None),
    ];
    stages.map(row).into()
}

fn follow_up(rows: Vec<Row>) -> FollowUpView {
    FollowUpView {
        shown: "aapne",
        choices: vec!["aapne", "trenger", "alle"],
        sort: "viktigst",
        sorts: vec!["viktigst", "slutt"],
        paging: Paging::new("/forskriver/oppfolging", None, (1, 2), rows.len() as u64),
        rows,
    }
}

fn fill(patient: Option<Patient>) -> FillView {
    FillView {
        slug: "demo-sovn".into(),
        tool: tool(),
        tasks: vec![Task { key: "kveld".into(), title: "Kveld".into() }],
        may_represent: true,
        may_return: true,
        patient,
        key: uuid::Uuid::from_u128(7),
        starts: day(),
        ends: Some(day()),
        follow_up: None,
        sent: Some(SentBefore { id: "presc_1".into(), open: true }),
        form: wrong("number", "error-number-invalid"),
    }
}

fn review(age: i16, reach: &'static str, alone: bool) -> ReviewView {
    ReviewView {
        tool: tool(),
        patient: patient(age),
        goal: "Sove <bedre>".into(),
        instructions: Some("Hver kveld".into()),
        task: Some("Kveld".into()),
        starts: day(),
        ends: None,
        follow_up: Some(day()),
        may_represent: true,
        representative_allowed: true,
        may_return: true,
        returns_data: true,
        message: Some(Message {
            lang: "nn",
            subject: "Du har noko nytt".into(),
            body: "Hei!\n\nLogg inn.".into(),
            short: "Logg inn".into(),
        }),
        reach,
        child: true,
        may_ask: age >= 12,
        alone,
        hidden: vec![("goal".into(), "Sove <bedre>".into())],
        form: FormState::default(),
    }
}

fn refused(why: &'static str) -> Sample {
    Sample::of(&RefusedView {
        slug: "demo-sovn".into(),
        tool: tool(),
        why,
        rules: vec!["T1"],
        notes: vec![tool()],
        professions: kernel::Profession::ALL.iter().map(|profession| profession.code()).collect(),
        similar: lines(),
    })
}

fn head() -> Head {
    Head {
        id: "presc_1".into(),
        patient: "Kari <Eksempel>".into(),
        born: day(),
        age: 14,
        tool: tool(),
        stage: "active",
        open: true,
        suspended: true,
    }
}

fn letter() -> LetterView {
    LetterView {
        head: head(),
        language: "en",
        heading: "For you".into(),
        to: "To Kari <Eksempel>".into(),
        lead: "Something".into(),
        how: "How".into(),
        steps: vec!["One".into(), "Two".into()],
        qr_text: "QR \"code\"".into(),
        qr: "data:image/svg+xml;base64,AA==".into(),
        address_label: "Address".into(),
        address: "http://127.0.0.1:8080/hent/ABCD-EFGH-JKLM".into(),
        code_label: "Code".into(),
        code: "ABCD-EFGH-JKLM".into(),
        rules: vec!["Until".into()],
        help_heading: "Help".into(),
        help: "There".into(),
    }
}

fn record() -> RecordView {
    let event = |kind| EventView {
        at: Timestamp::UNIX_EPOCH,
        kind,
        who: Some("Ola <Eksempel>".into()),
        on_behalf: true,
        note: Some("Fordi <det>".into()),
        until: (kind == "renewed").then(day),
        sharing: (kind == "shared").then_some("summary"),
        picture: "dot",
    };
    let kinds = [
        "issued",
        "seen",
        "started",
        "completed",
        "stopped",
        "declined",
        "expired",
        "renewed",
        "taken_over",
        "withheld",
        "shown",
        "shared",
    ];
    RecordView {
        head: head(),
        notes: vec![tool()],
        shut: false,
        similar: lines(),
        goal: "Sove <bedre>".into(),
        instructions: Some("Hver kveld".into()),
        task: Some(tool()),
        starts: day(),
        ends: Some(day()),
        follow_up: Some(day()),
        representative_allowed: false,
        withheld: Some("child_asked"),
        returns_data: true,
        sharing: "measurements",
        prescriber: "Ola <Eksempel>".into(),
        unit: Some("Poliklinikk".into()),
        followers: vec!["Liv".into()],
        events: kinds.map(event).into(),
        may_complete: true,
        may_withhold: true,
    }
}

fn series() -> Vec<Series> {
    let reading = |(second, number): (i64, f64)| Reading {
        at: Timestamp::from_second(second).unwrap(),
        value: "7,5".into(),
        number: Some(number),
    };
    let readings: Vec<Reading> = [(90_000, 8.0), (0, 7.5)].map(reading).into();
    let chart = Chart::of(kernel::Locale::Nb, &readings);
    let one = Series { title: "Søvn <timer>".into(), unit: Some("h".into()), readings, chart };
    vec![one.clone(), Series { title: "Humør".into(), unit: None, chart: None, ..one }]
}

fn summary() -> Vec<SummaryLine> {
    let at = Timestamp::UNIX_EPOCH;
    vec![SummaryLine { title: "93832-4".into(), count: 3, first: at, last: at }]
}

fn data(series: Vec<Series>, summary: Vec<SummaryLine>) -> Sample {
    let sharing = if series.is_empty() { "summary" } else { "measurements" };
    Sample::of(&DataView { head: head(), sharing, series, summary, more: true })
}

fn taken() -> Vec<Line> {
    let line = Line {
        id: "presc_1".into(),
        tool: tool(),
        prescriber: "Ola <Eksempel>".into(),
        unit: Some("Poliklinikk".into()),
        issued_at: Timestamp::UNIX_EPOCH,
    };
    vec![line.clone(), Line { unit: None, ..line }]
}
