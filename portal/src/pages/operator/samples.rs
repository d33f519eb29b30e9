use jiff::{Timestamp, civil::Date};
use kernel::{AgreementId, ClientId, OrganisationId, PersonId, ProcessId, RevisionId, ToolId};
use uuid::Uuid;

use super::{
    agreements::{AgreementsView, EndView, NewAgreementView},
    audit::{AuditView, Checked, EntryRow},
    cases::{AgreementFact, AnswerRow, CaseView, Happening, RequirementRow, VerdictView},
    client_change::ClientChangeView,
    client_keys::{KeyView, KeysView},
    clients::{ClientRow, ClientView, ClientsView, Owner},
    content::{Field, Section},
    decide::DecideView,
    home::{ChangeRow, DeadlineRow, DueRow, EndingRow, HomeView, QueueRow},
    names::ToolName,
    organisations::{
        NewOrganisationView, OrganisationRow, OrganisationView, OrganisationsView, Stopped, Verified,
    },
    outbox::{DeadRow, OutboxView},
    processes::{ProcessRow, ProcessView, ProcessesView, StepOf},
    register::{FactsSummary, FactsView, FindView, NewRelationView, PersonView, RelationRow, RemoveView},
    statistics::StatisticsView,
    stops::{StopView, Told},
    test_persons::{TestPersonRow, TestPersonsView},
    tools::{AgreementRow, SuspensionRow, ToolRow, ToolView, ToolsView},
    vendor_stop::VendorStopView,
};
use crate::{
    figures::{Days, StateRow, StretchRow},
    pages::{public::samples::wording, samples::Sample},
    web::{FormState, paging::Paging},
};

const ONE: Uuid = Uuid::from_u128(1);

fn at() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn day() -> Date {
    "2026-11-22".parse().unwrap()
}

fn revision() -> RevisionId {
    RevisionId::from_uuid(ONE)
}

fn tool() -> ToolName {
    ToolName { id: ToolId::from_uuid(ONE), slug: "demo-sovn".into(), name: "Demosøvn".into() }
}

fn paging() -> Paging {
    Paging::new("/forvaltning", None, (2, 20), 70)
}

fn wrong(field: &str) -> FormState {
    let mut form = FormState::filled([("kind", "A3"), ("name", "<Eksempel>")]);
    form.error(field, "form-missing");
    form
}

fn happening() -> Happening {
    Happening {
        at: at(),
        text: "Godkjent".into(),
        who: Some("Kari <Eksempel>".into()),
        note: Some("Grunn\n\nto".into()),
        picture: None,
    }
}

fn agreement(standing: &'static str) -> AgreementRow {
    AgreementRow {
        id: AgreementId::from_uuid(ONE),
        kind: "A3",
        parties: vec!["Demo <Eksempel>".into(), "To".into()],
        tool: Some(tool()),
        from: day(),
        last: Some(day()),
        standing,
    }
}

fn client_change(whole: bool) -> ClientChangeView {
    let mut form = FormState::default();
    form.error("", "error-stale");
    ClientChangeView {
        client: ClientId::from_uuid(ONE),
        name: whole.then(|| "<Eksempel>".to_owned()),
        tool: tool(),
        whole,
        asked_by: "Kari <Eksempel>".into(),
        asked_at: at(),
        before: vec!["https://a.example/".into()],
        after: vec![("https://a.example/".into(), false), ("https://b.example/<Eksempel>".into(), true)],
        form,
    }
}

/// A sample of each page.
pub(crate) fn all() -> Vec<Sample> {
    let mut all = vec![
        Sample::of(&home(true)),
        Sample::of(&home(false)),
        Sample::of(&case(true)),
        Sample::of(&case(false)),
        Sample::of(&client_question("steng", owner(true))),
        Sample::of(&client_question("aapne", owner(false))),
        Sample::of(&ClientsView {
            clients: vec![ClientRow { owner: Some(owner(false)), ..client(Some(at())) }],
            paging: paging(),
        }),
        Sample::of(&ClientsView { clients: Vec::new(), paging: paging() }),
        Sample::of(&client_change(true)),
        Sample::of(&client_change(false)),
        Sample::of(&tools(true)),
        Sample::of(&tools(false)),
        Sample::of(&tool_view("suspended")),
        Sample::of(&tool_view("withdrawn")),
        Sample::of(&AgreementsView {
            agreements: vec![agreement("in-force"), agreement("over")],
            paging: paging(),
        }),
        Sample::of(&AgreementsView { agreements: Vec::new(), paging: paging() }),
        Sample::of(&NewAgreementView { kinds: vec!["A1", "A3"], form: wrong("kind") }),
        Sample::of(&EndView { agreement: agreement("in-force"), today: day(), form: wrong("on") }),
        Sample::of(&audit(Some(true))),
        Sample::of(&audit(Some(false))),
        Sample::of(&audit(None)),
        Sample::of(&outbox(1)),
        Sample::of(&outbox(0)),
        Sample::of(&statistics()),
    ];
    all.extend(
        ["godkjenn", "publiser", "kontroller", "be-om-endring", "avslag"]
            .map(|verb| Sample::of(&decide(verb))),
    );
    all.extend(["suspend", "lift", "withdraw"].map(|question| Sample::of(&stop(question))));
    all.extend(organisations());
    all.extend(processes());
    all.extend(registers());
    all
}

fn home(full: bool) -> HomeView {
    let row = |step, state| QueueRow {
        revision: revision(),
        name: "Demo søvn".into(),
        number: 2,
        orderer: Some("Demo helseforetak".into()),
        state,
        since: at(),
        step,
        unmet: vec!["K4a", "C2"],
    };
    let queue = [
        row("approve", "in_assessment"),
        row("publish", "approved"),
        row("publish-other", "approved"),
        row("check", "submitted"),
        row("wait", "ordered"),
    ];
    let change = || ChangeRow { client: ClientId::from_uuid(ONE), tool: tool(), since: at() };
    HomeView {
        changes: full.then(change).into_iter().collect(),
        queue: if full { queue.into() } else { Vec::new() },
        paging: paging(),
        deadlines: full
            .then(|| DeadlineRow {
                tool: tool(),
                requirement: "C1",
                owner: Some("Kari".into()),
                deadline: day(),
                overdue: true,
            })
            .into_iter()
            .collect(),
        due: full
            .then(|| DueRow { tool: tool(), orderer: "En".into(), due: day(), overdue: true })
            .into_iter()
            .collect(),
        ending: full
            .then(|| EndingRow {
                kind: "A3",
                parties: vec!["En".into(), "To".into()],
                tool: Some(tool()),
                last: day(),
            })
            .into_iter()
            .collect(),
        suspended: 1,
        waiting: 3,
        dead: 0,
        search_server: full.then_some("away"),
        registers: full,
    }
}

fn case(assessed: bool) -> CaseView {
    let answer = AnswerRow {
        status: "deviation",
        evidence: Some("Vedlegg".into()),
        reason: Some("Ikke ennå".into()),
        plan: Some("Neste utgave".into()),
        owner: Some("Kari <Eksempel>".into()),
        deadline: Some(day()),
        grade: Some("strong"),
        at: at(),
    };
    let row = |id, outcome, answer: Option<AnswerRow>| RequirementRow {
        id,
        outcome,
        derived: answer.is_none(),
        answer,
    };
    let requirements = vec![
        row("K4a", "met", None),
        row("K1", "unmet", None),
        row("C1", "deviation", Some(answer)),
        row("C4", "not-applicable", None),
        row("C6", "note", None),
    ];
    let verdict = VerdictView {
        publishable: false,
        unmet: vec!["K1"],
        deviations: vec!["C1"],
        notes: vec!["C6"],
        ungraded: vec!["K4b"],
        on: day(),
        criteria: "2026-1".into(),
    };
    CaseView {
        revision: revision(),
        number: 1,
        tool: tool(),
        name: "Demo søvn".into(),
        state: "in_assessment",
        vendor: "Demo AS".into(),
        orderer: assessed.then(|| "Demo helseforetak".into()),
        editorial: !assessed,
        material: vec!["purpose", "launch"],
        held: !assessed,
        verbs: if assessed { vec!["godkjenn", "be-om-endring", "avslag"] } else { vec!["kontroller"] },
        verdict: assessed.then_some(verdict),
        requirements: if assessed { requirements } else { Vec::new() },
        agreements: vec![
            AgreementFact { kind: "A1", from: Some(day()), until: None, in_force: true },
            AgreementFact { kind: "A2", from: None, until: None, in_force: false },
        ],
        check: assessed.then(crate::pages::dossier::samples::failed_check),
        sections: vec![Section {
            name: "texts",
            fields: vec![
                Field { name: "name", texts: vec![wording("<Eksempel>")], words: Vec::new() },
                Field { name: "platforms", texts: Vec::new(), words: vec!["platform-web".into()] },
            ],
        }],
        files: crate::pages::dossier::samples::files(),
        history: vec![happening()],
    }
}

fn decide(verb: &'static str) -> DecideView {
    let words = match verb {
        "godkjenn" => "optional",
        "be-om-endring" | "avslag" => "required",
        _ => "none",
    };
    DecideView {
        revision: revision(),
        tool: tool().id,
        name: "Demo søvn".into(),
        verb,
        words,
        version: 3,
        assessment: 2,
        held: true,
        unmet: vec!["K1", "R7"],
        refused: if verb == "godkjenn" { Vec::new() } else { vec!["O1"] },
        form: wrong("grounds"),
    }
}

fn stop(question: &'static str) -> StopView {
    StopView {
        tool: tool(),
        question,
        reason: (question == "lift").then_some("security"),
        reasons: vec!["security", "other"],
        patients: Told { some: true, count: None },
        clinicians: Told { some: true, count: Some(7) },
        form: if question == "lift" { FormState::default() } else { wrong("note") },
    }
}

fn tools(full: bool) -> ToolsView {
    let row = |standing, reasons| ToolRow {
        id: ToolId::from_uuid(ONE),
        name: "Demo søvn".into(),
        slug: "demo".into(),
        vendor: "Demo AS".into(),
        standing,
        reasons,
        open: Some((revision(), "approved")),
    };
    let rows =
        vec![row("published", vec![]), row("suspended", vec!["security", "other"]), row("unlisted", vec![])];
    ToolsView {
        query: "<Eksempel>".into(),
        suspended: !full,
        tools: if full { rows } else { Vec::new() },
        paging: paging(),
    }
}

fn tool_view(standing: &'static str) -> ToolView {
    let suspension = |reason, by_itself| SuspensionRow {
        reason,
        note: Some(wording("<Eksempel>")),
        since: at(),
        who: "Kari".into(),
        by_itself,
    };
    let suspended = standing == "suspended";
    ToolView {
        tool: tool(),
        vendor: "Demo AS".into(),
        orderer: Some("Demo helseforetak".into()),
        standing,
        withdrawn: (!suspended).then(|| wording("Slutt")),
        suspensions: if suspended {
            vec![suspension("security", false), suspension("agreement", true)]
        } else {
            Vec::new()
        },
        open: Some((revision(), "approved")),
        listed: Some(revision()),
        clients: vec![client(None), client(Some(at())), ClientRow { waits: false, ..client(Some(at())) }],
        agreements: vec![agreement("in-force")],
        decisions: vec![happening()],
        step: suspended.then(|| StepOf {
            name: Some("Triage <demo>".into()),
            choices: vec![(ProcessId::from_uuid(ONE), "Triage".into())],
            form: FormState::default(),
        }),
    }
}

fn client(disabled: Option<Timestamp>) -> ClientRow {
    ClientRow {
        id: ClientId::from_uuid(ONE),
        name: Some("Demo".into()),
        owner: None,
        confidential: true,
        since: at(),
        disabled,
        reason: disabled.map(|_| "<Lekket nøkkel>".into()),
        waits: disabled.is_some(),
    }
}

fn owner(is_tool: bool) -> Owner {
    Owner { name: "Demo <eier>".into(), is_tool, path: "/forvaltning/organisasjoner/org_1".into() }
}

fn client_question(verb: &'static str, owner: Owner) -> ClientView {
    let reason = (verb == "aapne").then(|| "<Lekket nøkkel>".into());
    ClientView { client: ClientId::from_uuid(ONE), name: None, owner, verb, reason, form: wrong("reason") }
}

fn processes() -> Vec<Sample> {
    let row = || ProcessRow {
        id: ProcessId::from_uuid(ONE),
        name: "Triage <demo>".into(),
        bases: vec!["parent", "assigned_poa", "ordinary_poa"],
        entry: "/triage".into(),
    };
    let nobody = ProcessRow { bases: vec![], ..row() };
    vec![
        Sample::of(&ProcessesView { processes: vec![row(), nobody] }),
        Sample::of(&ProcessesView { processes: vec![] }),
        Sample::of(&ProcessView { process: None, tools: vec![], form: FormState::default() }),
        Sample::of(&ProcessView { process: Some(row()), tools: vec![tool()], form: FormState::default() }),
        Sample::of(&ProcessView { process: Some(row()), tools: vec![], form: FormState::default() }),
    ]
}

fn registers() -> Vec<Sample> {
    let person = PersonId::from_uuid(ONE);
    let row = |acts_for: &[&str]| TestPersonRow {
        id: person,
        name: "Lise <Eksempel>".into(),
        born: day(),
        acts_for: acts_for.iter().map(|name| (*name).to_owned()).collect(),
    };
    let mut wrong = FormState::filled([("given", "\"><script>")]);
    wrong.error("born", "form-bad-date");
    let parents = vec![(person.to_string(), "Lise <Eksempel>".to_owned())];
    let relation = |acts, kind, responsibility: &str, role: &str| RelationRow {
        id: "rel_1".into(),
        other: person,
        name: "Lise <Eksempel>".into(),
        acts,
        kind,
        parenthood: (kind == "parent").then(|| (responsibility.to_owned(), role.to_owned())),
        period: (kind != "parent").then(|| (day(), acts.then(day))),
        ended: (kind == "ordinary_poa").then(day),
        scopes: if kind == "limited_poa" { vec!["see", "remind"] } else { vec![] },
        stands: acts,
    };
    let words = [
        ("both", "mother"),
        ("mother", "father"),
        ("father", "co_mother"),
        ("co_mother", "other"),
        ("other", "mother"),
        ("unknown", "father"),
    ];
    let mut relations: Vec<_> = words.map(|(one, role)| relation(true, "parent", one, role)).into();
    for kind in ["assigned_poa", "ordinary_poa", "limited_poa"] {
        relations.extend([true, false].map(|acts| relation(acts, kind, "", "")));
    }
    let view = |address, status, relations| PersonView {
        person,
        name: "Kari <Eksempel>".into(),
        facts: FactsSummary {
            born: day(),
            address,
            status,
            emergency_block: address == "open",
            lacks_capacity: address == "open",
            care_order: address != "open",
            since: at(),
        },
        relations,
    };
    let name = || "Kari <Eksempel>".to_owned();
    let mut form = FormState::filled([("reason", "<script>")]);
    form.error("number", "op-register-same");
    let mut samples = vec![
        Sample::of(&TestPersonsView {
            rows: vec![row(&["Ola <Eksempel>"]), row(&[])],
            parents,
            form: FormState::default(),
        }),
        Sample::of(&TestPersonsView { rows: vec![], parents: vec![], form: wrong }),
        Sample::of(&FindView { form: form.clone() }),
        Sample::of(&view("open", "active", relations)),
        Sample::of(&FactsView { person, name: name(), form: FormState::default() }),
        Sample::of(&NewRelationView { person, name: name(), form: form.clone() }),
        Sample::of(&RemoveView { person, name: name(), other: "Lise".into(), kind: "parent", form }),
    ];
    for (address, status) in [
        ("confidential", "emigrated"),
        ("strictly_confidential", "dead"),
        ("strictly_confidential_abroad", "inactive"),
    ] {
        samples.push(Sample::of(&view(address, status, Vec::new())));
    }
    samples
}

fn organisations() -> Vec<Sample> {
    let row = |verified| OrganisationRow {
        id: OrganisationId::from_uuid(ONE),
        name: "Demo søvn".into(),
        kind: "health_trust",
        number: "974760673".into(),
        verified,
    };
    let list = |organisations| OrganisationsView {
        query: String::new(),
        kind: "vendor",
        kinds: vec!["vendor", "county"],
        organisations,
        paging: paging(),
    };
    let one = |verified: bool| OrganisationView {
        organisation: OrganisationRow {
            kind: if verified { "vendor" } else { "health_trust" },
            ..row(verified)
        },
        verified: verified.then(|| Verified { at: at(), who: "Kari".into() }),
        stopped: verified.then(|| Stopped { at: at(), who: "Kari".into(), note: None }),
        units: if verified { vec!["<Eksempel>".into()] } else { Vec::new() },
        clients: if verified { Vec::new() } else { vec![client(None), client(Some(at()))] },
        agreements: if verified { vec![agreement("terminated")] } else { Vec::new() },
        form: wrong("name"),
    };
    vec![
        Sample::of(&list(vec![row(true), row(false)])),
        Sample::of(&list(Vec::new())),
        Sample::of(&NewOrganisationView { kinds: vec!["vendor"], form: wrong("org_number") }),
        Sample::of(&one(true)),
        Sample::of(&one(false)),
        Sample::of(&OrganisationView { stopped: None, ..one(true) }),
        Sample::of(&vendor_stop("stop", vec![tool()])),
        Sample::of(&vendor_stop("release", Vec::new())),
        Sample::of(&client_keys()),
        Sample::of(&KeysView { keys: Vec::new(), away: true, ..client_keys() }),
        Sample::of(&key_question("avvis")),
        Sample::of(&key_question("godta")),
    ]
}

fn vendor_stop(question: &'static str, tools: Vec<ToolName>) -> VendorStopView {
    VendorStopView {
        vendor: OrganisationId::from_uuid(ONE),
        name: "Demo <Verksted>".into(),
        question,
        tools,
        form: wrong("note"),
    }
}

fn client_keys() -> KeysView {
    let key = |refused| identity::client::ClientKey {
        thumbprint: "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs".into(),
        kid: Some("<k1>".into()),
        algorithms: vec![identity::Algorithm::Es256],
        refused,
        reason: refused.map(|_| "<Lekket>".into()),
        published: true,
    };
    KeysView {
        client: kernel::ClientId::from_uuid(ONE),
        name: Some("Demo".into()),
        owner: owner(true),
        keys: vec![key(None), key(Some(at()))],
        away: false,
    }
}

fn key_question(verb: &'static str) -> KeyView {
    let KeysView { client, name, owner, keys, .. } = client_keys();
    KeyView { client, name, owner, thumbprint: keys[0].thumbprint.clone(), verb, form: wrong("reason") }
}

fn audit(intact: Option<bool>) -> AuditView {
    let entry = EntryRow {
        seq: 7,
        at: at(),
        who: "Kari <Eksempel>".into(),
        action: if intact == Some(true) { "listing.decide" } else { "listing.forget" }.into(),
        object: tool().id.to_string(),
        detail: "{\"a\":1}".into(),
    };
    AuditView {
        object: "tool_1".into(),
        entries: if intact.is_some() { vec![entry] } else { Vec::new() },
        older: intact.map(|_| "/forvaltning/hendelser?foer=7".into()),
        later: true,
        checked: intact.map(|intact| Checked { intact, at: 7 }),
    }
}

fn outbox(count: u64) -> OutboxView {
    let row = DeadRow {
        id: ONE,
        kind: "notify.message".into(),
        attempts: 14,
        queued: at(),
        error: "<Eksempel> away".into(),
    };
    OutboxView { waiting: count, total: count, dead: (0..count).map(|_| row_of(&row)).collect() }
}

fn row_of(row: &DeadRow) -> DeadRow {
    DeadRow { kind: row.kind.clone(), error: row.error.clone(), ..*row }
}

fn statistics() -> StatisticsView {
    let days = Days { count: 9, median: 4, p90: 12 };
    StatisticsView {
        from: day(),
        until: day(),
        stretches: vec![
            StretchRow { name: "waiting", days: Some(days) },
            StretchRow { name: "whole", days: None },
        ],
        states: vec![
            StateRow { state: "published", count: Some(40) },
            StateRow { state: "suspended", count: None },
        ],
    }
}
