use kernel::{PersonId, RevisionId};
use uuid::Uuid;

use super::*;
use crate::{
    pages::{public::samples::wording, samples::Sample},
    web::FormState,
};

fn card(stage: &'static str, tool: &'static str) -> RxCard {
    RxCard {
        id: "presc_1".into(),
        name: wording("Demo-pust"),
        picture: "Waves".into(),
        goal: "Roe <deg> ned.".into(),
        from: "Demo helseforetak".into(),
        stage,
        tool,
        issued: "2026-11-01T09:00:00Z".parse().unwrap(),
        begins: None,
        ends: Some("2027-01-01".parse().unwrap()),
        follow_up: Some("2026-12-01".parse().unwrap()),
        open: stage == "issued",
    }
}

fn prescription(stage: &'static str, tool: &'static str) -> PrescriptionView {
    let at = "2026-11-01T09:00:00Z".parse().unwrap();
    let mut form = FormState::filled([("sharing", "nothing")]);
    form.error("sharing", "form-bad-choice");
    PrescriptionView {
        card: card(stage, tool),
        slug: "demo-pust".into(),
        instructions: Some("En gang om dagen.\n\nGjerne om kvelden.".into()),
        task: Some(wording("Kveldsøvelse")),
        prescriber: Some("Ola Demo".into()),
        starts: "2026-11-01".parse().unwrap(),
        representative_allowed: true,
        withheld: tool == "withdrawn",
        returns_data: true,
        sharing: "summary",
        permission: Some(tool == "published"),
        because: vec![wording("Feil i <utregningen>.")],
        events: [
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
            "shared",
        ]
        .into_iter()
        .map(|kind| EventLine { kind, at, by: Some("Ola Demo".into()), note: Some("Fordi".into()) })
        .collect(),
        confirm: stage == "issued",
        only_seen: false,
        form,
    }
}

fn pick_up_typed_wrongly() -> FormState {
    let mut form = FormState::filled([("code", "\"><script>")]);
    form.error("code", "form-bad-pick-up-code");
    form
}

fn act_first(person: Option<&str>) -> ActFirstView {
    ActFirstView {
        name: "Lise <Eksempel>".into(),
        person: person.map(str::to_owned),
        next: "/hent/ABCD-EFGH-JKLM".into(),
    }
}

fn attorneys() -> Vec<Sample> {
    let (today, at): (jiff::civil::Date, jiff::Timestamp) =
        ("2026-11-22".parse().unwrap(), "2026-11-01T09:00:00Z".parse().unwrap());
    let mut form = FormState::filled([("kind", "limited"), ("family", "\"><script>")]);
    for (field, text) in [
        ("", "attorney-neutral"),
        ("number", "attorney-self"),
        ("from", "attorney-from-past"),
        ("until", "attorney-until-before"),
        ("scopes", "attorney-scopes-missing"),
        ("", "error-attorney-stands"),
    ] {
        form.error(field, text);
    }
    let mut samples = vec![
        Sample::of(&GiveView { form: FormState::default(), today }),
        Sample::of(&GiveView { form, today }),
    ];
    for (kind, given) in [("ordinary_poa", true), ("limited_poa", false), ("assigned_poa", false)] {
        let scopes = if given { vec![] } else { vec!["see", "remind"] };
        if kind != "assigned_poa" {
            samples.push(Sample::of(&PreviewView {
                name: "Ola <Eksempel>".into(),
                kind,
                scopes,
                from: today,
                until: given.then_some(today),
                kept: vec![("family".into(), "\"><script>".into())],
            }));
        }
        samples.push(Sample::of(&EndView {
            name: "Ola <Eksempel>".into(),
            kind,
            given,
            action: "/min-side/fullmakter/rel_1/avslutt".into(),
        }));
    }
    let line = |deed| ActLine {
        at,
        by: "Ola <Eksempel>".into(),
        deed,
        tool: (deed != "began").then(|| LineTool { slug: "demo-pust".into(), name: wording("Demo-pust") }),
        basis: (deed == "began").then_some("parent"),
        refreshed: (deed == "logged-in").then_some((2, at)),
    };
    let deeds = ["began", "started", "logged-in", "permitted", "withdrew", "seen", "declined", "shared"];
    let mut lines = deeds.into_iter().chain(["erased", "exported"]).map(line).collect::<Vec<_>>();
    for basis in ["assigned_poa", "ordinary_poa", "limited_poa"] {
        lines.push(ActLine { basis: Some(basis), ..line("began") });
    }
    let subject = Some("Lise <Eksempel>".to_owned());
    samples.push(Sample::of(&ActsView { subject, lines, later: true, older: Some(1) }));
    samples.push(Sample::of(&ActsView { subject: None, lines: vec![], later: false, older: None }));
    samples
}

/// A sample of each page.
#[expect(clippy::too_many_lines, reason = "a list, one page after the other")]
pub(crate) fn all() -> Vec<Sample> {
    let at: jiff::Timestamp = "2026-11-01T09:00:00Z".parse().unwrap();
    let cards =
        |stages: &[&'static str]| stages.iter().map(|stage| card(stage, "published")).collect::<Vec<_>>();
    let used =
        UsedTool { slug: "demo-sovn".into(), name: wording("Demo-søvn"), picture: "Moon".into(), last: at };
    let permission = |withdrawn: Option<jiff::Timestamp>| PermissionLine {
        slug: "demo-pust".into(),
        name: wording("Demo-pust"),
        words: Some(wording("Lese <målinger>.")),
        outdated: withdrawn.is_none(),
        given: at,
        by: Some("Kari".into()),
        withdrawn,
        replaced: None,
    };
    let relation = |kind, refused: &[&'static str], current| Relation {
        id: "person_1".into(),
        name: "Lise <Eksempel>".into(),
        age: 8,
        kind,
        until: (kind != "ordinary_poa").then_some(at),
        refused: refused.to_vec(),
        current,
        daily_care: (kind == "parent").then_some(current),
        scopes: if kind == "limited_poa" { vec!["see", "remind"] } else { vec![] },
        end: (kind == "ordinary_poa").then(|| "/min-side/fullmakter/rel_1/avslutt".to_owned()),
    };
    let holder = |kind, stands: bool| Holder {
        name: "Ola <Eksempel>".into(),
        kind,
        from: (kind != "parent").then(|| "2026-01-01".parse().unwrap()),
        until: (kind == "assigned_poa").then(|| "2029-01-01".parse().unwrap()),
        ended: (!stands).then(|| "2026-02-01".parse().unwrap()),
        stands,
        scopes: if kind == "limited_poa" { vec!["remind"] } else { vec![] },
        end: (kind == "limited_poa").then(|| "/min-side/fullmakter/rel_2/avslutt".to_owned()),
    };
    let message = |template: &notify::Template| MessageLine {
        kind: template.key(),
        lang: "nb",
        leads: Some(Lead { path: "/mine-verktoy/presc_1".into(), name: wording("Demo-søvn") }),
        subject: "Beskjed".into(),
        body: "Logg inn".into(),
        at,
        channel: "sms",
        new: true,
        to: Some("Kari".into()),
    };
    let mut samples = vec![
        Sample::of(&MineView {
            subject: Some("Lise <Eksempel>".into()),
            only_seen: true,
            new: cards(&["issued", "seen"]),
            active: cards(&["active"]),
            ended: cards(&["completed", "stopped", "declined", "expired"]),
            used: vec![used],
            unread: 2,
        }),
        Sample::of(&MineView {
            subject: None,
            only_seen: false,
            new: vec![],
            active: vec![],
            ended: vec![],
            used: vec![],
            unread: 0,
        }),
        Sample::of(&prescription("issued", "published")),
        Sample::of(&prescription("active", "suspended")),
        Sample::of(&prescription("expired", "withdrawn")),
        Sample::of(&PrescriptionView {
            only_seen: true,
            events: vec![],
            ..prescription("issued", "published")
        }),
        Sample::of(&DeclineView {
            card: card("seen", "published"),
            form: FormState::default(),
            changed: true,
        }),
        Sample::of(&RefusedView {
            name: wording("Demo-pust"),
            texts: launch::representation::TEXTS
                .iter()
                .map(|(_, key)| *key)
                .chain(["refusal-neutral", "refused-shut"])
                .collect(),
            back: "/verktoy/demo-pust".into(),
            waiting: None,
        }),
        Sample::of(&RefusedView {
            name: wording("Demo-pust"),
            texts: vec!["refusal-F12"],
            back: "/verktoy/demo-pust".into(),
            waiting: Some(("/a".into(), "/oauth2/authorize?client_id=a&request_uri=b".into())),
        }),
        Sample::of(&ConfirmStartView {
            name: wording("Demo-pust"),
            action: "/verktoy/demo-pust/start".into(),
            back: "/verktoy/demo-pust".into(),
            at_once: true,
            how_shown: Some(wording("Øverst.")),
            changed: false,
        }),
        Sample::of(&PermissionView {
            name: wording("Demo-pust"),
            words: Some(wording("Lagre svar.")),
            before: Some((Some(wording("Lagre <noe annet>.")), at)),
            revision: RevisionId::from_uuid(Uuid::from_u128(3)),
            privacy: vec![("shared", wording("Ingen")), ("deletion", wording("Når du vil"))],
            action: "/a".into(),
            back: "/b".into(),
            next: Some("/oauth2/authorize?client_id=a&request_uri=b".into()),
            changed: true,
        }),
        Sample::of(&TypeCodeView { form: pick_up_typed_wrongly() }),
        Sample::of(&act_first(Some("person_1"))),
        Sample::of(&act_first(None)),
        Sample::of(&NotForYouView { left_out: false }),
        Sample::of(&NotForYouView { left_out: true }),
        Sample::of(&AccountView { for_another: true, whole: true }),
        Sample::of(&AccountView { for_another: true, whole: false }),
        Sample::of(&NotificationsView {
            form: FormState::filled([("channel", "sms"), ("phone", "+4791234567")]),
        }),
        Sample::of(&MessagesView { messages: notify::Template::ALL.iter().map(message).collect() }),
        Sample::of(&MessagesView { messages: vec![] }),
        Sample::of(&PermissionsView {
            given: vec![permission(None)],
            ended: vec![permission(Some(at)), PermissionLine { replaced: Some(at), ..permission(None) }],
            later: true,
            older: Some(Uuid::from_u128(9)),
        }),
        Sample::of(&PermissionsView { given: vec![], ended: vec![], later: false, older: None }),
        Sample::of(&HistoryView {
            told: vec![ToldLine {
                slug: "demo-pust".into(),
                name: wording("Demo-<pust>"),
                count: 3,
                last: at,
            }],
            starts: ["platform", "tool"]
                .map(|started| StartLine {
                    slug: "demo-pust".into(),
                    name: wording("Demo-<pust>"),
                    at,
                    by: None,
                    started,
                })
                .to_vec(),
            later: true,
            older: Some(Uuid::from_u128(9)),
        }),
        Sample::of(&HistoryView { told: vec![], starts: vec![], later: true, older: None }),
        Sample::of(&HistoryView { told: vec![], starts: vec![], later: false, older: None }),
        Sample::of(&LooksView { looks: vec![], later: true, older: None }),
        Sample::of(&LooksView { looks: vec![], later: false, older: None }),
    ];
    let look = |what| LookLine { by: "Ola Demo".into(), organisation: "Demo".into(), what, at };
    samples.push(Sample::of(&LooksView {
        looks: ["prescription", "data", "take_over", "look_up"].map(look).to_vec(),
        later: false,
        older: Some(Uuid::from_u128(9)),
    }));
    let here = |current| PlatformLogin {
        id: "sess_1".into(),
        service: "citizen",
        since: at,
        seen: at,
        current,
        device: current.then(|| "Firefox, Linux".into()),
    };
    let tool = ToolLoginLine {
        id: "grant_1".into(),
        name: wording("Demo-pust"),
        since: at,
        used: at,
        subject: Some("Lise".into()),
        device: Some("Firefox, Linux".into()),
    };
    samples.push(Sample::of(&LoginsView { here: vec![here(true), here(false)], tools: vec![tool] }));
    samples.push(Sample::of(&LoginsView { here: vec![here(true)], tools: vec![] }));
    let kinds = ["parent", "assigned_poa", "ordinary_poa", "limited_poa"];
    let can = kinds.map(|kind| relation(kind, &[], kind == "parent")).to_vec();
    let cannot = kinds.map(|kind| relation(kind, &["refusal-neutral", "refusal-F1"], false)).to_vec();
    let holders = kinds.iter().flat_map(|kind| [holder(kind, true), holder(kind, false)]).collect();
    let (away, left_out) = (false, true);
    samples.push(Sample::of(&ActingView { can, cannot, holders, away, left_out, for_another: true }));
    for (away, left_out) in [(false, false), (true, false), (false, true)] {
        let (can, cannot, holders) = (vec![], vec![], vec![]);
        samples.push(Sample::of(&ActingView { can, cannot, holders, away, left_out, for_another: away }));
    }
    samples.extend(attorneys());
    for (deed, sharing) in [
        ("share", Some("nothing")),
        ("share", Some("summary")),
        ("share", Some("measurements")),
        ("withdraw", None),
        ("erase", None),
    ] {
        samples.push(Sample::of(&ConfirmView {
            deed,
            name: wording("Demo-pust"),
            kept: vec![("sharing".into(), "\"><script>".into())],
            sharing,
            action: "/a".into(),
            back: "/b".into(),
            changed: deed == "withdraw",
        }));
    }
    let line = |forget: Option<jiff::Timestamp>, values| StoredLine {
        slug: "demo-pust".into(),
        name: wording("Demo-<pust>"),
        values,
        kilobytes: 12,
        changed: at,
        forget,
    };
    samples.push(Sample::of(&StoredView { lines: vec![line(None, 1), line(Some(at), 12)] }));
    samples.push(Sample::of(&StoredView { lines: Vec::new() }));
    let (child, oneself): (PersonId, PersonId) =
        (PersonId::from_uuid(Uuid::from_u128(5)), PersonId::from_uuid(Uuid::from_u128(40)));
    for changed in [false, true] {
        let mut form = FormState::default();
        if changed {
            form.error("person", "form-bad-choice");
        }
        samples.push(Sample::of(&ForWhomView {
            name: wording("Demo-<pust>"),
            choices: vec![
                Choice { id: oneself, other: None },
                Choice { id: child, other: Some(("Ada <Demo>".into(), 5)) },
            ],
            left_out: changed,
            current: changed.then_some(child),
            form,
            action: "/a".into(),
            back: "/b".into(),
            next: "/oauth2/authorize?client_id=\"><script>".into(),
            how_shown: changed.then(|| wording("Navnet står <øverst>.")),
            changed,
        }));
    }
    samples.push(Sample::of(&HandOverView {
        name: wording("Demo-pust"),
        action: "http://localhost:9/hti/demo-pust".into(),
        token: "a.b.c".into(),
        back: "/b".into(),
    }));
    let keys = [
        "person",
        "roles",
        "notifications",
        "prescriptions",
        "permissions",
        "starts",
        "reported",
        "stored",
        "favourites",
        "looks",
        "relations",
        "acts",
        "refusals",
        "messages",
        "logins",
        "tool_logins",
    ];
    let field = |name: &str, key: Option<&str>| Field {
        name: name.into(),
        text: "<Eksempel>".into(),
        key: key.map(str::to_owned),
        at: (name == "at").then_some(at),
        day: (name == "ends").then(|| jiff::civil::date(2026, 12, 19)),
    };
    let entry = || {
        vec![
            field("at", None),
            field("name", None),
            field("ends", None),
            field("stage", Some("stage-active")),
        ]
    };
    let portion = |key| Portion {
        part: Part { key, entries: vec![entry(), entry()] },
        more: (key == "looks").then(|| "01980".to_owned()),
    };
    let subject = || Some("Lise <Eksempel>".to_owned());
    let portions = keys.map(portion).to_vec();
    samples.push(Sample::of(&ReadableView { subject: None, portions, later: false }));
    let nothing = |later| ReadableView {
        subject: subject(),
        portions: vec![Portion { part: Part { key: "looks", entries: vec![] }, more: None }],
        later,
    };
    samples.extend([Sample::of(&nothing(false)), Sample::of(&nothing(true))]);
    for subject in [None, subject()] {
        let sections = keys.map(|key| Summary { key, count: 1 }).to_vec();
        samples.push(Sample::of(&ExportView { subject, sections }));
    }
    samples
}
