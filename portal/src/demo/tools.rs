//! Tools through the life of their listings.

use std::fmt::Display;

use approval::{
    Approve, Authority, GiveAnswer, Party, Publish, Reject, RequestChanges, Requirement, StartAssessment,
    Submit, Suspend, TakeOn, Withdraw,
};
use catalogue::{
    Document, Independence, NewAgreement, NewProcess, Parties, Pdf, Picture, Register, Revision, Screenshot,
    StateKind, SuspensionReason, VersionNote,
};
use database::Tx;
use jiff::Timestamp;
use kernel::{Operator, Orderer, Phrase, RevisionId, ToolId, VendorUser};

use super::{
    Known,
    calendar::Calendar,
    files::{self, DecidedLine, FileLine, LifecycleLine, PeriodLine, ToolLine},
};
use crate::command::Failure;

/// One thing that happens to one tool.
#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    Register,
    Submit,
    TakeOn,
    Assess,
    RequestChanges,
    Reject,
    Approve,
    Publish,
    Suspend,
    Withdraw,
    Renew,
}

/// Who does what to a tool.
pub(super) struct Cast {
    vendor: VendorUser,
    orderer: Option<Orderer>,
    approver: Operator,
    publisher: Operator,
}

/// The demonstration's tools on their way.
pub(super) struct Makers {
    lines: Vec<ToolLine>,
    files: Vec<FileLine>,
    made: Vec<Option<(ToolId, RevisionId)>>,
}

impl Makers {
    /// The tools of the file, none of them made.
    pub(super) fn read() -> Result<Self, Failure> {
        let lines: Vec<ToolLine> = files::lines("tools.jsonl", files::TOOLS)?;
        Ok(Self { made: vec![None; lines.len()], files: files::lines("files.jsonl", files::FILES)?, lines })
    }

    /// Every deed, its moment and the number of its tool.
    pub(super) fn plan(&self, calendar: &Calendar) -> Result<Vec<(Timestamp, usize, Deed)>, Failure> {
        let mut deeds = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            plan(line, calendar, |moment, deed| deeds.push((moment, at, deed)))?;
        }
        Ok(deeds)
    }

    /// Does one deed.
    pub(super) async fn perform(
        &mut self,
        tx: &Tx,
        setting: &Setting<'_>,
        at: usize,
        deed: &Deed,
    ) -> Result<(), Failure> {
        let line = &self.lines[at];
        let cast = cast(line, setting.known)?;
        let told = |error| Failure::other(format_args!("{}: {error}", line.slug));
        let (tool, revision) = perform(tx, setting, line, &cast, self.made[at], deed).await.map_err(told)?;
        self.made[at] = Some((tool, revision));
        if matches!(deed, Deed::Register) {
            let files = self.files.iter().filter(|file| file.tool == line.slug);
            attach(tx, &cast.vendor, revision, files).await.map_err(told)?;
        }
        Ok(())
    }
}

/// Puts a tool's pictures and documents into its draft, as its vendor would.
async fn attach(
    tx: &Tx,
    vendor: &VendorUser,
    revision: RevisionId,
    files: impl Iterator<Item = &FileLine>,
) -> Result<(), Failure> {
    let draft = catalogue::get_revision(tx, revision).await.map_err(Failure::other)?;
    let mut content = draft.content.clone();
    for line in files {
        let wrong = |error: &dyn Display| Failure::other(format_args!("{}: {error}", line.file));
        let sent = files::Attached::get(&line.file).ok_or_else(|| wrong(&"no such file"))?.data;
        if line.title.is_blank() {
            let picture = Picture::read(&sent).map_err(|error| wrong(&error))?;
            let kept = catalogue::keep_picture(tx, vendor, picture).await.map_err(|error| wrong(&error))?;
            content.screenshots.push(Screenshot { alt: line.alt.clone(), ..kept });
        } else {
            let pdf = Pdf::read(sent.into_owned()).map_err(|error| wrong(&error))?;
            let kept = catalogue::keep_document(tx, vendor, pdf).await.map_err(|error| wrong(&error))?;
            content.documents.push(Document { title: line.title.clone(), ..kept });
        }
    }
    if content != draft.content {
        let saved = catalogue::save_draft(tx, vendor, revision, draft.version, content).await;
        saved.map_err(Failure::other)?;
    }
    Ok(())
}

/// What deeds refer to.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Days.
    pub(super) calendar: &'a Calendar,
    /// People and organisations.
    pub(super) known: &'a Known,
    /// The demo tool's address.
    pub(super) address: &'a str,
}

fn plan(line: &ToolLine, calendar: &Calendar, mut add: impl FnMut(Timestamp, Deed)) -> Result<(), Failure> {
    let life = line.lifecycle.clone().unwrap_or_default();
    let registered = life.submitted_day.map_or(-14, |day| day - 7);
    add(calendar.moment(registered, 0)?, Deed::Register);
    let mut on = |day: Option<i32>, minutes, deed| -> Result<(), Failure> {
        if let Some(day) = day {
            add(calendar.moment(day, minutes)?, deed);
        }
        Ok(())
    };
    on(life.submitted_day, 10, Deed::Submit)?;
    on(life.ordered_day, 20, Deed::TakeOn)?;
    on(assessed_day(line, &life), 30, Deed::Assess)?;
    on(life.changes_requested.as_ref().map(|it| it.day), 40, Deed::RequestChanges)?;
    on(life.rejected.as_ref().map(|it| it.day), 50, Deed::Reject)?;
    on(life.approved_day, 60, Deed::Approve)?;
    on(life.published_day, 70, Deed::Publish)?;
    on(line.pending_revision.as_ref().map(|it| it.submitted_day), 80, Deed::Renew)?;
    on(life.suspended.as_ref().map(|it| it.day), 90, Deed::Suspend)?;
    on(life.withdrawn.as_ref().map(|it| it.day), 100, Deed::Withdraw)
}

/// The day of assessment, or the day after the order where one is under way.
fn assessed_day(line: &ToolLine, life: &LifecycleLine) -> Option<i32> {
    let under_way = matches!(line.state.as_deref(), Some("in_assessment" | "changes_requested"));
    life.assessed_day.or_else(|| life.ordered_day.filter(|_| under_way).map(|day| day + 1))
}

pub(super) fn cast(line: &ToolLine, known: &Known) -> Result<Cast, Failure> {
    let vendor = known.organisation(&line.vendor)?;
    let life = line.lifecycle.clone().unwrap_or_default();
    let orderer = match (&line.orderer, &life.assessed_by) {
        (Some(body), Some(person)) => {
            Some(Orderer { person: known.person(person)?, organisation: known.organisation(body)? })
        }
        (Some(body), None) => Some(Orderer {
            person: known.member_of(body, "orderer")?,
            organisation: known.organisation(body)?,
        }),
        (None, _) => None,
    };
    Ok(Cast {
        vendor: VendorUser { person: known.member_of(&line.vendor, "vendor")?, organisation: vendor },
        orderer,
        approver: known.operator(life.approved_by.as_deref().unwrap_or("operator-1"))?,
        publisher: known.operator(life.published_by.as_deref().unwrap_or("operator-2"))?,
    })
}

pub(super) async fn perform(
    tx: &Tx,
    setting: &Setting<'_>,
    line: &ToolLine,
    cast: &Cast,
    made: Option<(ToolId, RevisionId)>,
    deed: &Deed,
) -> Result<(ToolId, RevisionId), Failure> {
    let life = line.lifecycle.clone().unwrap_or_default();
    let Some((tool, revision)) = made else {
        return register(tx, setting, line, cast).await;
    };
    let orderer = || cast.orderer.ok_or_else(|| Failure::other("nobody has ordered it"));
    let seen = catalogue::get_revision(tx, revision).await.map_err(Failure::other)?;
    let expected_version = seen.version;
    match deed {
        Deed::Register => return Err(Failure::other("registered twice")),
        Deed::Submit => {
            let command = Submit { revision, expected_version };
            approval::submit(tx, &cast.vendor, command).await.map_err(refused)?;
        }
        Deed::TakeOn => {
            let command = TakeOn { revision, expected_version, note: None };
            approval::order(tx, &orderer()?, command).await.map_err(refused)?;
        }
        Deed::Assess => assess(tx, setting.calendar, line, &orderer()?, &seen).await?,
        Deed::RequestChanges => {
            let wanted = grounds(life.changes_requested.as_ref())?;
            let command = RequestChanges { revision, expected_version, wanted };
            approval::request_changes(tx, &Authority::Orderer(orderer()?), command).await.map_err(refused)?;
        }
        Deed::Reject => {
            let grounds = grounds(life.rejected.as_ref())?;
            let command = Reject { revision, expected_version, grounds };
            approval::reject(tx, &Authority::Operator(cast.approver), command).await.map_err(refused)?;
        }
        Deed::Approve => approve(tx, &cast.approver, &seen).await?,
        Deed::Publish => {
            let command = Publish { revision, expected_version };
            join_process(tx, &cast.publisher, &seen).await?;
            approval::publish(tx, &cast.publisher, command).await.map_err(refused)?;
        }
        Deed::Suspend => {
            let decided = decided(life.suspended.as_ref())?;
            let reason = decided.reason.unwrap_or(SuspensionReason::Security);
            let command = Suspend { tool, reason, note: decided.text.clone() };
            let by = Party::Operator(setting.known.operator(&decided.by)?);
            approval::suspend(tx, &by, command).await.map_err(refused)?;
        }
        Deed::Withdraw => {
            let decided = decided(life.withdrawn.as_ref())?;
            let command = Withdraw { tool, reason: decided.text.clone() };
            let by = Party::Operator(setting.known.operator(&decided.by)?);
            approval::withdraw(tx, &by, command).await.map_err(refused)?;
        }
        Deed::Renew => renew(tx, line, cast, &seen).await?,
    }
    Ok((tool, revision))
}

pub(super) async fn register(
    tx: &Tx,
    setting: &Setting<'_>,
    line: &ToolLine,
    cast: &Cast,
) -> Result<(ToolId, RevisionId), Failure> {
    let Setting { calendar, known, address } = *setting;
    let dated = line.versions.iter().filter_map(|version| Some((version, version.day?)));
    let versions = dated
        .map(|(version, day)| {
            Ok(VersionNote {
                version: version.version.clone(),
                date: calendar.day(day)?,
                material: version.material,
                what: version.what.clone(),
            })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    let command = Register { content: line.content(address, versions)?, slug: Some(line.slug.clone()) };
    let (tool, revision) = catalogue::register(tx, &cast.vendor, command).await.map_err(Failure::other)?;
    let agreements = line.agreements.clone().unwrap_or_default();
    let vendor = cast.vendor.organisation;
    let mut periods = Vec::new();
    if let (Some(period), Some(orderer)) = (agreements.delivery, cast.orderer) {
        periods.push((Parties::A3 { body: orderer.organisation, vendor, tool: tool.id }, period));
    }
    for processing in agreements.processing {
        let enterprise = known.organisation(&processing.enterprise)?;
        periods.push((Parties::A5 { enterprise, vendor, tool: tool.id }, processing.period));
    }
    for (parties, period) in periods {
        agree(tx, calendar, &cast.approver, parties, &period).await?;
    }
    Ok((tool.id, revision.id))
}

async fn agree(
    tx: &Tx,
    calendar: &Calendar,
    operator: &Operator,
    parties: Parties,
    period: &PeriodLine,
) -> Result<(), Failure> {
    let new = NewAgreement {
        parties,
        terms: Phrase::new("1.0").map_err(Failure::other)?,
        from: calendar.day(period.from_day)?,
        until: period.until_day.map(|day| calendar.day(day)).transpose()?,
    };
    catalogue::add_agreement(tx, operator, new).await.map_err(Failure::other)?;
    Ok(())
}

async fn assess(
    tx: &Tx,
    calendar: &Calendar,
    line: &ToolLine,
    orderer: &Orderer,
    seen: &Revision,
) -> Result<(), Failure> {
    let command = StartAssessment { revision: seen.id, expected_version: seen.version };
    approval::start_assessment(tx, orderer, command).await.map_err(refused)?;
    for (id, answer) in &line.answers {
        let requirement =
            Requirement::from_name(id).ok_or_else(|| Failure::other(format_args!("requirement {id:?}")))?;
        let command = GiveAnswer {
            revision: seen.id,
            requirement,
            expected_version: 0,
            status: answer.status,
            evidence: answer.evidence.clone(),
            reason: answer.reason.clone(),
            plan: answer.plan.clone(),
            owner: answer.owner.clone(),
            deadline: answer.deadline_day.map(|day| calendar.day(day)).transpose()?,
            grade: grade(line, requirement)?,
        };
        approval::answer(tx, orderer, command).await.map_err(|error| {
            Failure::other(format_args!("{id}: {error} {:?}", kernel::Classified::refusal(&error)))
        })?;
    }
    Ok(())
}

fn grade(line: &ToolLine, requirement: Requirement) -> Result<Option<approval::Grade>, Failure> {
    use approval::LabelDimension as Dimension;
    let (Some(quality), Some(dimension)) = (&line.quality, requirement.label()) else { return Ok(None) };
    let name = match dimension {
        Dimension::Evidence => "evidence",
        Dimension::Usability => "usability",
        Dimension::Privacy => "privacy",
        Dimension::Security => "security",
        Dimension::Interoperability => "interoperability",
    };
    quality
        .get(name)
        .map(|word| serde_json::from_value(word.as_str().into()).map_err(Failure::other))
        .transpose()
}

async fn approve(tx: &Tx, operator: &Operator, seen: &Revision) -> Result<(), Failure> {
    let dossier = approval::find_any_dossier(tx, operator, seen.id).await.map_err(refused)?;
    let assessment = dossier.and_then(|dossier| dossier.assessment);
    let assessment = assessment.ok_or_else(|| Failure::other("nothing is assessed"))?;
    let command = Approve {
        revision: seen.id,
        expected_version: seen.version,
        expected_assessment: assessment.version,
        grounds: None,
    };
    approval::approve(tx, operator, command).await.map_err(refused)?;
    Ok(())
}

/// An integrated tool is published as a step of its process, which accepts what the vendor's file says of it.
async fn join_process(tx: &Tx, operator: &Operator, revision: &Revision) -> Result<(), Failure> {
    let content = &revision.content;
    let name = if content.process.is_empty() { "Uten navn" } else { content.process.as_str() };
    if content.independence != Independence::Integrated {
        return Ok(());
    }
    let there = catalogue::list_processes(tx).await.map_err(Failure::other)?;
    let bases = content.representation.process_bases.clone();
    let same = there.into_iter().find(|process| process.name.as_str() == name && process.bases == bases);
    let process = if let Some(process) = same {
        process
    } else {
        let tool = catalogue::get_tool(tx, revision.tool).await.map_err(Failure::other)?;
        let new = NewProcess {
            name: Phrase::new(name).map_err(Failure::other)?,
            bases,
            entry: Phrase::new(&format!("/verktoy/{}", tool.slug)).map_err(Failure::other)?,
        };
        catalogue::add_process(tx, operator, tool.slug, new).await.map_err(Failure::other)?
    };
    catalogue::assign_process(tx, operator, revision.tool, Some(process.id)).await.map_err(Failure::other)
}

/// A newer version, handed in and begun on while the published one stays up.
async fn renew(tx: &Tx, line: &ToolLine, cast: &Cast, listed: &Revision) -> Result<(), Failure> {
    let Some(pending) = &line.pending_revision else { return Ok(()) };
    let content = files::merge_texts(&listed.content, pending)?;
    let draft = catalogue::save_revision_draft(tx, &cast.vendor, listed.tool, content)
        .await
        .map_err(Failure::other)?;
    let command = Submit { revision: draft.id, expected_version: draft.version };
    let handed_in = approval::submit(tx, &cast.vendor, command).await.map_err(refused)?;
    let begun = pending.state == "in_assessment" && handed_in.state.kind() == StateKind::Ordered;
    if let (true, Some(orderer)) = (begun, cast.orderer) {
        let command = StartAssessment { revision: handed_in.id, expected_version: handed_in.version };
        approval::start_assessment(tx, &orderer, command).await.map_err(refused)?;
    }
    Ok(())
}

fn decided(line: Option<&DecidedLine>) -> Result<&DecidedLine, Failure> {
    line.ok_or_else(|| Failure::other("the decision is missing"))
}

fn grounds(line: Option<&DecidedLine>) -> Result<Phrase<4000>, Failure> {
    let text = decided(line)?.text.text(kernel::Locale::Nb).map(|(_, text)| text.to_owned());
    Phrase::new(&text.unwrap_or_default()).map_err(Failure::other)
}

fn refused(error: impl kernel::Classified) -> Failure {
    match error.refusal() {
        Some(refusal) => Failure::other(format_args!("{error} ({}, {:?})", refusal.text, refusal.rules)),
        None => Failure::other(&error as &dyn Display),
    }
}
