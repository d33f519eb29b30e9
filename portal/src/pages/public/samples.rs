use super::{
    AboutView, AccessibilityView, Beginning, Checked, Counted, FiguresView, FrontView, HelpView, MailboxView,
    MethodView, PrivacyView, UseLine, Ways,
    card::{Badge, ToolCard},
    embed::{EmbedView, Offered},
    find::{Chip, Choice, FindView, Group, Near, SortChoice},
    structured::JsonLd,
    tool::{
        DecisionLine, DeviationLine, Device, FindingLine, GradeLine, LabelPanel, Start, SuspensionLine,
        ToolView, VersionLine, WithdrawnView,
    },
};
use search::{Fit, Piece};

use crate::{
    figures::{Days, StateRow, StretchRow},
    oauth::{LogOutView, RefusedView, SentOnView},
    pages::{citizen::MessageLine, files::Files, samples::Sample, wording::Wording},
    web::error::ErrorView,
};

/// A sample of each page.
pub(crate) fn all() -> Vec<Sample> {
    let beginning = |code: &str, name: &str, icon: &str, tools| Beginning {
        code: code.into(),
        name: wording(name),
        icon: icon.into(),
        tools,
    };
    let error = |kind, text: Option<&str>, rules| ErrorView {
        kind,
        text: text.map(Into::into),
        rules,
        request_id: "abc".into(),
        again: true,
    };
    vec![
        Sample::of(&FrontView {
            tools: 48,
            topics: vec![
                beginning("sleep", "Søvn", "Moon", 7),
                beginning("diabetes", "Diabetes", "Raindrop", 1),
            ],
            audiences: vec![beginning("parents", "Foreldre", "Stroller", 3)],
            structured: JsonLd::default(),
        }),
        Sample::of(&find(3)),
        Sample::of(&find(0)),
        Sample::of(&tool("published", link(false))),
        Sample::of(&tool("published", link(true))),
        Sample::of(&tool("published", Start::Login { href: "/verktoy/demo-sovn/start".into() })),
        Sample::of(&tool("suspended", Start::None)),
        Sample::of(&tool("withdrawn", Start::Prescription)),
        Sample::of(&WithdrawnView {
            name: "Demo-søvn".into(),
            at: at(),
            reason: Some(wording("Lagt <ned>.")),
            topics: vec![("sleep".into(), wording("Søvn")), ("diabetes".into(), wording("Diabetes"))],
        }),
        Sample::of(&WithdrawnView { name: "Demo".into(), at: at(), reason: None, topics: vec![] }),
        Sample::of(&MailboxView {
            messages: ["sms", "email", "app"]
                .map(|channel| MessageLine {
                    kind: "tool-changed",
                    lang: "nn",
                    leads: None,
                    subject: "Beskjed".into(),
                    body: "Logg inn".into(),
                    at: at(),
                    channel,
                    new: true,
                    to: Some("Kari".into()),
                })
                .into(),
        }),
        Sample::of(&MailboxView { messages: vec![] }),
        Sample::of(&AboutView {}),
        Sample::of(&PrivacyView {}),
        Sample::of(&AccessibilityView { checked: Checked::last().unwrap(), contact: Ways::default() }),
        Sample::of(&MethodView {}),
        Sample::of(&HelpView { contact: Ways::default() }),
        Sample::of(&HelpView { contact: ways() }),
        Sample::of(&figures(true)),
        Sample::of(&figures(false)),
        Sample::of(&LogOutView { fields: vec![("state".into(), "<x>".into())], target: "/logg-ut" }),
        Sample::of(&SentOnView { fields: vec![("state".into(), "<x>".into())], target: "/oauth2/authorize" }),
        Sample::of(&RefusedView { code: "invalid_request", description: "no", request_id: "abc".into() }),
        Sample::of(&embed()),
        Sample::of(&api()),
        Sample::of(&error("not-found", None, Vec::new())),
        Sample::of(&error("forbidden", Some("error-foreign-form"), vec!["K6a", "F1"])),
    ]
}

/// A tool's card.
pub(crate) fn card() -> ToolCard {
    let piece = |text: &str, hit| Piece { text: text.into(), hit };
    let badge =
        |text: &str, tone| Badge { label: wording(text), tone, picture: Some("shield"), leads: "assessment" };
    ToolCard {
        slug: "demo-sovn".into(),
        lang: "nb",
        name: vec![piece("Demo-", false), piece("søvn", true)],
        summary: vec![piece("For deg som <sover> dårlig.", false)],
        summary_lang: "nb",
        excerpt: Some(vec![piece("Sov bedre", true)]),
        badges: vec![badge("God dokumentasjon", "success"), badge("Åpent", "neutral")],
        assessed_by: Some("Demo-direktoratet".into()),
        assessed_on: Some("2026-03-01".parse().unwrap()),
        platforms: vec![wording("Nettleser"), wording("Android")],
        picture: "Moon".into(),
    }
}

/// A start by a link.
pub(crate) fn link(app: bool) -> Start {
    Start::Link { href: "https://tool.example/?a=1&b=2".into(), app }
}

/// A text in bokmål.
pub(crate) fn wording(text: &str) -> Wording {
    Wording::new(kernel::Locale::Nb, text)
}

fn find(total: usize) -> FindView {
    let chip = |count| Chip { label: wording("Søvn"), href: "/verktoy?q=a".into(), count };
    let choice =
        |value: &str, checked| Choice { value: value.into(), label: wording(value), count: 2, checked };
    FindView {
        query: "søvn".into(),
        total,
        fit: Fit::Near,
        crisis: total > 0,
        did_you_mean: Some(chip(None)),
        groups: vec![Group { name: "tema", choices: vec![choice("sleep", true), choice("diabetes", false)] }],
        chips: vec![chip(None)],
        clear: "/verktoy".into(),
        drop: vec![chip(Some(3))],
        near: (total == 0).then(|| Near { fit: Fit::Some, tools: vec![card(); 2] }),
        tools: vec![card(); total],
        deeper: (total > 0).then_some(10_000),
        paging: crate::web::paging::Paging::new("/verktoy", Some("q=a"), (2, 1), 3),
        beyond: true,
        sorts: vec![SortChoice { value: "beste", chosen: true }, SortChoice { value: "navn", chosen: false }],
        canonical: "/verktoy?tema=sleep".into(),
        lists: total > 0,
        structured: JsonLd::default(),
    }
}

fn ways() -> Ways {
    Ways {
        email: Some("hjelp@reseptor.example".into()),
        phone: Some(("00 00 00 00".into(), "00000000".into(), wording(", hverdager <9–15>"))),
        page: Some("https://reseptor.example/?a=1&b=2".into()),
    }
}

fn embed() -> EmbedView {
    let offered = |value: &str| vec![Offered { value: value.into(), label: wording(value), chosen: true }];
    EmbedView {
        query: "<søvn>".into(),
        topics: offered("sleep"),
        audiences: offered("adults"),
        counts: offered("6"),
        list: "/innebygd/verktoy?antall=6".into(),
        frame: "<iframe></iframe>".into(),
        script: "<script></script>".into(),
    }
}

fn api() -> crate::api::ApiView {
    let document = serde_json::json!({
        "info": { "description": "A catalogue." },
        "paths": { "/api/v1/tools": { "get": {
            "operationId": "findTools", "summary": "Find tools", "description": "Searches.",
            "parameters": [{ "name": "q", "in": "query", "description": "What to look for" }],
            "responses": { "200": {
                "description": "A page of tools",
                "content": { "application/json": { "schema": { "example": { "total": 1 } } } },
            } },
        } } },
    });
    crate::api::ApiView::new("https://reseptor.example".into(), &document)
}

fn figures(any: bool) -> FiguresView {
    let day = "2026-11-01".parse().unwrap();
    let counted = |name: &str, count| Counted { name: wording(name), count };
    let days = Days { count: 9, median: 4, p90: 12 };
    let stretch = |name, days| StretchRow { name, days };
    let used = UseLine {
        slug: "demo-sovn".into(),
        name: wording("Demo-søvn"),
        month: None,
        year: Some(40),
        prescribed: Some(0),
    };
    FiguresView {
        at: at(),
        from: day,
        until: day,
        published: 48,
        stretches: vec![stretch("waiting", any.then_some(days)), stretch("whole", None)],
        states: vec![
            StateRow { state: "published", count: Some(40) },
            StateRow { state: "suspended", count: None },
        ],
        topics: if any { vec![counted("Søvn", 7), counted("Diabetes", 1)] } else { Vec::new() },
        access: if any { vec![counted("Åpent for alle", 8)] } else { Vec::new() },
        tools: if any { vec![used] } else { Vec::new() },
    }
}

fn at() -> jiff::Timestamp {
    "2026-11-01T09:00:00Z".parse().unwrap()
}

pub(crate) fn tool(standing: &'static str, start: Start) -> ToolView {
    let day = "2026-11-01".parse().unwrap();
    let text = || Some(wording("Et <avsnitt>.\n\nOg et til."));
    let badge = Badge { label: wording("Åpent"), tone: "neutral", picture: Some("unlock"), leads: "how" };
    let grades = approval_grades();
    let reasons = ["security", "agreement", "deviation", "vendor_wish", "quality", "other"];
    let decisions =
        ["order", "approve", "publish", "check", "suspend", "lift", "withdraw", "settle", "extend"];
    ToolView {
        slug: "demo-sovn".into(),
        name: wording("Demo-søvn"),
        summary: wording("For deg som <sover> dårlig."),
        picture: "Moon".into(),
        standing,
        suspensions: reasons.map(|reason| SuspensionLine { reason, note: text(), since: at() }).to_vec(),
        withdrawn_because: text(),
        access: badge.clone(),
        evidence: Some(badge),
        start,
        usage: text(),
        purpose: text(),
        target_group: text(),
        effect: text(),
        not_for: text(),
        label: Some(LabelPanel {
            grades,
            by: "Demo-direktoratet".into(),
            at: at(),
            revision: 2,
            version: Some("1.0".into()),
            reworded: standing == "published",
            criteria: "2026-1".into(),
            due: Some(day),
            overdue: standing == "published",
            findings: [("K4a", "met"), ("C1", "deviation"), ("C4", "not_applicable")]
                .map(|(rule, found)| FindingLine { rule, found })
                .into(),
        }),
        deviations: vec![DeviationLine {
            rule: "C1",
            reason: wording("Ikke <ferdig>"),
            plan: Some(wording("Snart")),
            owner: Some(wording("Demo")),
            deadline: Some(day),
        }],
        files: files(),
        privacy: ["what", "where", "shared", "deletion", "controller"]
            .map(|key| (key, wording("Svar")))
            .to_vec(),
        profile: "central",
        permission: text(),
        asks_permission: true,
        languages: vec![wording("Norsk")],
        platforms: vec![wording("Nettleser")],
        native: true,
        accessibility: text(),
        device: Some(Device { is_device: true, class: Some("I"), ce: true, words: text() }),
        representation: text(),
        grounds: if standing == "withdrawn" {
            vec![]
        } else {
            vec!["parent", "assigned_poa", "ordinary_poa"]
        },
        process: Some((wording("Video<konsultasjon>"), wording("Legen sender en <lenke>."))),
        versions: vec![VersionLine { version: "1.0".into(), date: day, material: true, what: text() }],
        decisions: decisions
            .map(|kind| DecisionLine { kind: kind.into(), at: at(), grounds: text() })
            .to_vec(),
        at_hand: None,
        prescribing: None,
        vendor: "Demo AS".into(),
        structured: JsonLd::default(),
    }
}

/// More pictures than are shown at first.
fn files() -> Files {
    let mut files = crate::pages::dossier::samples::files();
    let one = files.screenshots[0].clone();
    files.screenshots.resize(5, one);
    files
}

/// Every grade of every dimension, so that each text is shown once.
fn approval_grades() -> Vec<GradeLine> {
    let grades = |dimension, grades: &[&str]| -> Vec<GradeLine> {
        let line = |grade: &&str| GradeLine {
            dimension,
            grade: (*grade).to_owned(),
            tone: "info",
            rule: "K4a",
            tells: Some("effect"),
        };
        grades.iter().map(line).collect()
    };
    let others = ["usability", "privacy", "security", "interoperability"];
    let mut all = grades("evidence", &["strong", "moderate", "limited", "expert"]);
    all.extend(
        others
            .into_iter()
            .flat_map(|dimension| grades(dimension, &["good", "satisfactory", "needs_follow_up"])),
    );
    all
}
