//! A clinician prescribes a tool to a patient.

use catalogue::{Listing, Parties};
use database::{Read, Tx};
use jiff::civil::Date;
use kernel::{Clinician, PersonId, Slug, ToolId, oslo};
use uuid::Uuid;

use crate::{
    Error, Event, EventKind, Goal, Instructions, Notice, Period, Prescription, Result, Sharing, State,
    Withheld, announce, change, expire, patient, store,
};

/// What a clinician prescribes.
#[derive(Debug, Clone)]
pub struct Prescribe {
    /// Made with the form, so that sending it twice has one effect.
    pub form_key: Uuid,
    /// To whom.
    pub patient: PersonId,
    /// Which tool.
    pub tool: ToolId,
    /// Why.
    pub goal: Goal,
    /// How to use it.
    pub instructions: Option<Instructions>,
    /// Which task a start leads to.
    pub task: Option<Slug>,
    /// First day; today where `None`.
    pub starts: Option<Date>,
    /// Last day.
    pub ends: Option<Date>,
    /// When the clinician means to follow up.
    pub follow_up: Option<Date>,
    /// R8.
    pub representative_allowed: bool,
    /// F11.
    pub withheld: Option<Withheld>,
    /// Whether the clinician asks for data back.
    pub returns_data: bool,
}

/// Issues a prescription and tells the patient (domain §5). The same form again gives the same prescription; `SentOtherwise` where it says
/// something else now, and `Again` where it is being sent at this very moment.
pub async fn prescribe(tx: &Tx, clinician: &Clinician, command: Prescribe) -> Result<Prescription> {
    if let Some(sent) = sent_before(tx, clinician, &command).await? {
        return Ok(sent);
    }
    let today = oslo::date(tx.now());
    check_tool(tx, clinician, &command).await?;
    let period = check_days(&command, today)?;
    patient::check(tx, command.patient).await?;
    patient::check_withheld(tx, command.patient, command.withheld).await?;
    if let Some(sent) = check_duplicate(tx, clinician, &command, today).await? {
        return Ok(sent);
    }
    let prescription = Prescription {
        id: tx.new_id(),
        patient: command.patient,
        tool: command.tool,
        organisation: clinician.organisation,
        unit: clinician.unit,
        prescriber: clinician.person,
        goal: command.goal,
        instructions: command.instructions,
        task: command.task,
        period,
        follow_up: command.follow_up,
        representative_allowed: command.representative_allowed,
        withheld: command.withheld,
        returns_data: command.returns_data,
        sharing: Sharing::Nothing,
        state: State::Issued,
        state_since: tx.now(),
        version: 1,
    };
    store::prescription::insert(tx, &prescription, Some(command.form_key)).await?;
    change::trace(tx, &prescription, clinician.into(), EventKind::Issued).await?;
    announce::tell_patient(tx, &prescription, Notice::PrescriptionIssued);
    Ok(prescription)
}

/// What must hold before this clinician prescribes a tool to anybody: it is published, one of the clinician's professions may
/// prescribe it, and the organisation holds the platform terms (A1). Refused with `NotPublished`, `Profession` or `NoTerms`.
pub async fn may_prescribe(db: &impl Read, clinician: &Clinician, tool: ToolId) -> Result<Listing> {
    let listing = catalogue::find_listing_of(db, tool).await?;
    let listing = listing.filter(Listing::is_published).ok_or(Error::NotPublished)?;
    let content = listing.content();
    if !clinician.professions.iter().any(|&profession| content.may_be_prescribed_by(profession)) {
        return Err(Error::Profession);
    }
    let terms = Parties::A1 { body: clinician.organisation };
    if !catalogue::is_in_force(db, terms, oslo::date(db.now())).await? {
        return Err(Error::NoTerms);
    }
    Ok(listing)
}

/// What must hold of the tool, its task included.
async fn check_tool(tx: &Tx, clinician: &Clinician, command: &Prescribe) -> Result<()> {
    let listing = may_prescribe(tx, clinician, command.tool).await?;
    if command.task.as_ref().is_some_and(|task| listing.content().task(task).is_none()) {
        return Err(Error::Task);
    }
    Ok(())
}

fn check_days(command: &Prescribe, today: Date) -> Result<Period> {
    let period = Period::new(command.starts.unwrap_or(today), command.ends)?;
    if period.is_over(today) {
        return Err(Error::AlreadyOver);
    }
    if command.follow_up.is_some_and(|day| day < period.starts()) {
        return Err(Error::FollowUpBeforeStart);
    }
    Ok(period)
}

/// What this very form has led to.
async fn sent_before(tx: &Tx, clinician: &Clinician, command: &Prescribe) -> Result<Option<Prescription>> {
    let found = store::prescription::find_by_form(tx, clinician.person, command.form_key).await?;
    let Some(sent) = found else { return Ok(None) };
    let events = store::event::list(tx, sent.id).await?;
    if sent.organisation == clinician.organisation && says_the_same(&sent, &events, command) {
        return Ok(Some(sent));
    }
    Err(Error::SentOtherwise { sent: sent.id, open: sent.state.stage().is_open() })
}

/// Whether the form asks for what was sent. What has been changed since, by a renewal or by withholding, is not held against it.
fn says_the_same(sent: &Prescription, events: &[Event], command: &Prescribe) -> bool {
    let renewed = events.iter().any(|event| matches!(event.kind, EventKind::Renewed { .. }));
    let withheld_later = events.iter().any(|event| matches!(event.kind, EventKind::Withheld { .. }));
    let lasting = sent.patient == command.patient
        && sent.tool == command.tool
        && sent.goal == command.goal
        && sent.task == command.task
        && sent.representative_allowed == command.representative_allowed
        && sent.returns_data == command.returns_data
        && command.starts.is_none_or(|starts| starts == sent.period.starts());
    let renewable = sent.period.ends() == command.ends
        && sent.follow_up == command.follow_up
        && sent.instructions == command.instructions;
    lasting && (renewed || renewable) && (withheld_later || sent.withheld == command.withheld)
}

/// One open prescription of a tool for each patient and organisation; one that has run out unnoticed makes room, and one that this
/// very form has led to meanwhile is its own.
async fn check_duplicate(
    tx: &Tx,
    clinician: &Clinician,
    command: &Prescribe,
    today: Date,
) -> Result<Option<Prescription>> {
    let open =
        store::prescription::find_open(tx, clinician.organisation, command.patient, command.tool).await?;
    match open {
        None => Ok(None),
        Some(open) if open.period.is_over(today) => expire::expire(tx, open).await.map(|_| None),
        Some(open) => match sent_before(tx, clinician, command).await? {
            Some(sent) => Ok(Some(sent)),
            None => Err(Error::AlreadyOpen(open.id)),
        },
    }
}
