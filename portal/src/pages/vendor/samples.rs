use kernel::{ClientId, OrderId, ToolId};

use super::{
    client::{
        ClientView, DropKeyView, Waiting,
        list::{AllClientsView, ClientRow, ClientsView, ToolClients},
        write::WriteView,
    },
    confirm::ConfirmView,
    edit::{
        EditView, Section,
        files::{FileRow, FilesView},
    },
    home::{HomeView, Invitation, Row},
    invitation::InvitationView,
    register::RegisterView,
    requirements::{RequirementRow, RequirementsView},
    sandbox::{
        RecentRow, SandboxClient, SandboxView, ToolRow, ToolsView, Who,
        check::{CheckView, OpenCheck, QuestionRow, StepRow},
    },
    statistics::{StatisticsView, UseRow},
    tool::{ContentView, SectionRow, ToolView},
};
use crate::{
    pages::{
        dossier::samples::{badge, check, events, failed_check, files, groups, instant, reasons},
        files::Files,
        samples::Sample,
        wording::Wording,
    },
    web::{FormState, paging::Paging},
};

fn tool() -> ToolId {
    ToolId::from_uuid(uuid::Uuid::from_u128(1))
}

fn order() -> OrderId {
    OrderId::from_uuid(uuid::Uuid::from_u128(2))
}

fn name() -> String {
    "Navn & eksempel".into()
}

fn failed(field: &str) -> FormState {
    let mut form = FormState::filled([(field, "<Eksempel>"), ("version", "1")]);
    form.error(field, "form-missing");
    form
}

fn homes() -> [HomeView; 2] {
    let row = |next| Row {
        tool: tool(),
        name: name(),
        state: badge(),
        also_published: true,
        suspended: true,
        next,
        gaps: 2,
        updated: instant(),
    };
    let nexts = [
        "fill",
        "submit",
        "wait-order",
        "wait-assessment",
        "change",
        "wait-publish",
        "published",
        "withdrawn",
        "rejected",
    ];
    let invitation = Invitation { order: order(), subject: name(), orderer: name(), since: instant() };
    let paging = |total| Paging::new("/leverandor", None, (1, 25), total);
    [
        HomeView { tools: Vec::new(), invitations: Vec::new(), paging: paging(0) },
        HomeView { tools: nexts.map(row).into(), invitations: vec![invitation], paging: paging(60) },
    ]
}

fn tools() -> [ToolView; 2] {
    let view = |editable: bool| ToolView {
        tool: tool(),
        slug: (!editable).then(|| "navn".to_owned()),
        name: name(),
        state: badge(),
        number: 2,
        next: if editable { "change" } else { "published" },
        missing: 0,
        editable,
        deletable: editable,
        revisable: !editable,
        listed: !editable,
        also_published: editable,
        withdrawable: !editable,
        suspensions: reasons(),
        own_wish: editable,
        wanted: editable.then(|| "Rett <Eksempel>".to_owned()),
        foreseeable: vec!["O1"],
        sections: Section::ALL
            .into_iter()
            .map(|section| SectionRow {
                slug: section.slug(),
                optional: section.is_optional(),
                gaps: if section == Section::About { vec![("vendor-topic", "topic")] } else { Vec::new() },
            })
            .collect(),
        timeline: events(),
        decisions: events(),
    };
    [view(true), view(false)]
}

fn edits() -> Vec<EditView> {
    let view = |(at, section): (usize, Section)| EditView {
        tool: tool(),
        name: name(),
        section: section.slug(),
        language: match section {
            Section::Text(locale) => Some(locale.tag()),
            _ => None,
        },
        step: at + 1,
        steps: Section::ALL.len(),
        version: 3,
        foreseeable: vec!["O1", "C2"],
        topics: vec![("sleep".into(), "Søvn".into())],
        audiences: vec![("adults".into(), "Voksne".into())],
        professions: kernel::Profession::ALL.into_iter().map(kernel::Profession::code).collect(),
        rows: 2,
        form: failed(if at % 2 == 0 { "topic" } else { "name" }),
    };
    Section::ALL.into_iter().filter(|section| *section != Section::Files).enumerate().map(view).collect()
}

fn rows<T>(shown: Vec<T>, first: u8) -> Vec<FileRow<T>> {
    let row = |(at, shown)| FileRow { file: catalogue::FileHash::of(&[at]), shown };
    (first..).zip(shown).map(row).collect()
}

fn file_pages() -> [FilesView; 2] {
    let view = |any: bool| {
        let shown = if any { files() } else { Files::default() };
        let mut form = failed(&format!("alt.{}.nb", catalogue::FileHash::of(&[1])));
        form.error("screenshots", "error-files-full");
        form.error("documents", "error-files-full");
        FilesView {
            tool: tool(),
            name: name(),
            step: 12,
            steps: 12,
            version: 3,
            screenshots: rows(shown.screenshots, 1),
            more_screenshots: if any { 4 } else { 0 },
            documents: rows(shown.documents, 3),
            more_documents: usize::from(any),
            form: if any { form } else { FormState::default() },
        }
    };
    [view(true), view(false)]
}

fn confirms() -> Vec<ConfirmView> {
    let kinds =
        ["submit", "resubmit", "delete", "revision", "suspend", "lift", "withdraw", "disable", "file"];
    let view = |kind| ConfirmView {
        kind,
        name: name(),
        back: "/leverandor".into(),
        danger: kind == "delete",
        version: 1,
        note: kind == "suspend",
        foreseeable: vec!["O1"],
        form: failed("note"),
    };
    // A note that failed stands at its field; the others have no field for it.
    let whole = |mut view: ConfirmView| {
        if !view.note {
            view.form = FormState::default();
            view.form.error("", "error-stale");
        }
        view
    };
    kinds.map(view).into_iter().map(whole).collect()
}

fn client() -> ClientId {
    ClientId::from_uuid(uuid::Uuid::from_u128(3))
}

fn client_row(disabled: bool) -> ClientRow {
    ClientRow {
        id: client(),
        name: disabled.then(name),
        method: if disabled { "none" } else { "private_key_jwt" },
        redirect_uris: vec!["https://a.example/1".into(), "https://a.example/<Eksempel>".into()],
        scope: "openid".into(),
        since: instant(),
        disabled: disabled.then(instant),
        reason: disabled.then(|| "<Lekket nøkkel>".into()),
        waits: !disabled,
    }
}

fn client_pages() -> [ClientView; 3] {
    let view = |whole: Option<bool>, uri: bool| ClientView {
        tool: tool(),
        tool_name: name(),
        client: client_row(whole.is_none()),
        sandbox: uri,
        launch: uri.then(|| "https://a.example/<Eksempel>".to_owned()),
        post_logout: if uri { vec!["https://a.example/ut".into()] } else { Vec::new() },
        backchannel: uri.then(|| "https://a.example/logg-ut".to_owned()),
        demands: if uri { vec!["fapi", "par", "dpop"] } else { Vec::new() },
        algorithm: "ES256",
        jwks_uri: uri.then(|| "https://a.example/jwks".to_owned()),
        keys: [true, false].map(client_key).into(),
        away: uri,
        waiting: whole.map(|whole| Waiting {
            whole,
            redirect_uris: vec!["https://a.example/<Eksempel>".into()],
            since: instant(),
        }),
        detail: (!uri).then(|| "<Eksempel>".to_owned()),
        form: if uri { FormState::default() } else { failed("keys") },
    };
    let mut last = view(None, true);
    last.client.method = "private_key_jwt";
    [view(Some(true), false), view(Some(false), false), last]
}

fn client_key(published: bool) -> identity::client::ClientKey {
    identity::client::ClientKey {
        kid: published.then(|| "<Eksempel>".into()),
        thumbprint: "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs".into(),
        algorithms: if published { vec![identity::Algorithm::Es256] } else { Vec::new() },
        refused: (!published).then(instant),
        reason: (!published).then(|| "<Lekket>".into()),
        published,
    }
}

fn client_forms() -> [WriteView; 2] {
    let view = |client: Option<ClientId>| WriteView {
        tool: tool(),
        tool_name: name(),
        sandbox: client.is_some(),
        public: client.is_some(),
        keyed: client.is_some(),
        detail: client.map(|_| ("jwks", "<Eksempel>".to_owned())),
        form: failed("redirect_uris"),
        client,
    };
    [view(None), view(Some(client()))]
}

fn people() -> Vec<Who> {
    let one = |other| Who { value: "a.b".into(), name: name(), age: 45, other };
    let for_whom = |basis| one(Some((name(), 5, basis)));
    let bases = ["parent", "assigned_poa", "ordinary_poa", "limited_poa"];
    let mut people = vec![one(None)];
    people.extend(bases.map(for_whom));
    people
}

fn sandboxes() -> Vec<SandboxView> {
    let view = |ready: bool| SandboxView {
        tool: tool(),
        name: name(),
        discovery: "https://reseptor.example/.well-known/openid-configuration".into(),
        ready: vec![("node", "<Eksempel>".into()), ("python", "<Eksempel>".into())],
        client: ready.then(|| SandboxClient {
            id: client(),
            launch: "http://localhost:3000/<Eksempel>".into(),
            confidential: true,
            scope: "openid".into(),
            redirect_uris: vec!["http://localhost:3000/1".into(), "http://localhost:3000/2".into()],
        }),
        people: people(),
        tasks: vec![("en".into(), Wording::new(kernel::Locale::Nn, "<Eksempel>"))],
        recent: vec![
            RecentRow { names: vec![name()], at: instant() },
            RecentRow { names: vec![name(), name()], at: instant() },
        ],
        refused: if ready { vec!["error-stale"] } else { Vec::new() },
        detail: (!ready).then(|| ("jwks", "<Eksempel>".to_owned())),
        form: if ready { failed("who") } else { failed("metadata") },
    };
    vec![view(true), view(false)]
}

fn checks() -> Vec<CheckView> {
    let probes = launch::Probe::ALL.iter().map(|probe| probe.name());
    let steps: Vec<_> = probes.chain(["logout"]).collect();
    let answers = [("token", None), ("token", Some(true)), ("shown", Some(false))];
    let view = |ready: bool, open: bool| CheckView {
        tool: tool(),
        name: name(),
        number: 2,
        ready,
        people: people(),
        open: open.then(|| OpenCheck {
            id: kernel::CheckId::from_uuid(uuid::Uuid::from_u128(4)),
            names: vec![name(), name()],
            until: instant(),
            steps: steps.iter().map(|step| StepRow { step, done: *step != "logout" }).collect(),
            questions: answers.map(|(kind, told)| QuestionRow { point: "token_key", kind, told }).into(),
            so_far: check(),
        }),
        result: (ready && !open).then(failed_check),
        refused: if open { vec!["error-stale"] } else { Vec::new() },
        form: if ready && !open { failed("who") } else { FormState::default() },
    };
    vec![view(false, false), view(true, true), view(true, false)]
}

fn clients() -> [ClientsView; 2] {
    let view = |clients, form, detail| ClientsView {
        tool: tool(),
        name: name(),
        discovery: "https://reseptor.example/.well-known/openid-configuration".into(),
        clients,
        example: "{\"<Eksempel>\":1}",
        detail,
        form,
    };
    [
        view(Vec::new(), FormState::default(), None),
        view(
            vec![client_row(true), client_row(false)],
            failed("metadata"),
            Some(("jwks", "<Eksempel>".into())),
        ),
    ]
}

fn invitations() -> [InvitationView; 2] {
    let view = |tools, form| InvitationView {
        order: order(),
        version: 1,
        orderer: name(),
        subject: name(),
        note: Some(name()),
        since: instant(),
        tools,
        form,
    };
    [view(Vec::new(), FormState::default()), view(vec![(tool().to_string(), name())], failed("tool"))]
}

/// A sample of each page.
pub(crate) fn all() -> Vec<Sample> {
    let requirement = |severity| RequirementRow {
        id: severity,
        title: name(),
        question: name(),
        evidence: Wording::new(kernel::Locale::Nn, name()),
        severity,
        applies_to: "login-web",
        derived: true,
    };
    let severities = ["absolute", "conditional", "exception", "information"];
    let mut samples: Vec<_> = homes().iter().map(Sample::of).collect();
    samples.extend(tools().iter().map(Sample::of));
    samples.extend(edits().iter().map(Sample::of));
    samples.extend(confirms().iter().map(Sample::of));
    samples.extend(file_pages().iter().map(Sample::of));
    samples.extend(clients().iter().map(Sample::of));
    samples.extend(client_pages().iter().map(Sample::of));
    samples.extend(client_forms().iter().map(Sample::of));
    samples.extend(sandboxes().iter().map(Sample::of));
    samples.extend(checks().iter().map(Sample::of));
    let row = |ready| ToolRow { tool: tool(), name: name(), ready };
    samples.push(Sample::of(&ToolsView { tools: vec![row(true), row(false)] }));
    samples.push(Sample::of(&ToolsView { tools: Vec::new() }));
    for last in [true, false] {
        samples.push(Sample::of(&DropKeyView {
            client: client(),
            key: "<Eksempel>".into(),
            kid: None,
            last,
        }));
    }
    samples.extend(invitations().iter().map(Sample::of));
    samples.push(Sample::of(&RegisterView { id: tool(), sent: Some(tool()), form: failed("name") }));
    samples.push(Sample::of(&ContentView { tool: tool(), name: name(), groups: groups(), files: files() }));
    samples.push(Sample::of(&RequirementsView {
        criteria: "1",
        requirements: severities.map(requirement).into(),
    }));
    let figures = UseRow { tool: tool(), name: name(), month: None, year: Some(1_234), prescribed: Some(0) };
    let paging = |total| Paging::new("/leverandor/statistikk", None, (1, 50), total);
    samples.push(Sample::of(&StatisticsView { tools: vec![figures], paging: paging(60) }));
    samples.push(Sample::of(&StatisticsView { tools: Vec::new(), paging: paging(0) }));
    samples.push(Sample::of(&AllClientsView { tools: Vec::new() }));
    let one = ToolClients { tool: tool(), name: name(), active: 1 };
    samples.push(Sample::of(&AllClientsView { tools: vec![one] }));
    samples
}
