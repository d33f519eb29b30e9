//! Gathering what a decision rests on.

use std::{cmp::Reverse, sync::Arc};

use catalogue::{Content, Launch, Listing, Parties, Process, Standing};
use database::Read;
use jiff::Timestamp;
use kernel::{Citizen, LoginLevel, oslo};
use prescriber::{PatientScope, Prescription};

use crate::{
    Ask, Error, Pair, Result, permission,
    representation::{
        About, Availability, Basis, Decision, Facts, Independence, PermissionState, PrescriptionFacts,
        ProfileClass, Purpose, Relation, ToolFacts, ToolStatus, decide, grounds,
    },
};

/// What is known of the tool, the prescription and the permission.
#[derive(Debug, Clone)]
pub(crate) struct Gathered {
    pub(crate) tool: ToolFacts,
    pub(crate) prescription: Option<PrescriptionFacts>,
    pub(crate) permission: PermissionState,
}

/// What a decision was made on, and the decision.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub(crate) facts: Facts,
    pub(crate) decision: Decision,
}

impl Gathered {
    /// For questions about persons alone: a tool that nothing speaks against.
    pub(crate) fn person_level() -> Self {
        Self {
            tool: ToolFacts {
                status: ToolStatus::Published,
                independence: Independence::Standalone,
                availability: Availability::Open,
                profile: ProfileClass::Central,
                level: LoginLevel::Low,
                representation_declared: true,
                uses_platform_representation: true,
                data_processor_agreement: true,
                person_service_terms: true,
                process_bases: Vec::new(),
            },
            prescription: None,
            permission: PermissionState::NotNeeded,
        }
    }
}

/// Decides on the best of the registered relations, whatever their order: of those that allow the widest, else the first.
pub(crate) fn weigh(
    pair: &Pair,
    gathered: &Gathered,
    purpose: Purpose,
    level: LoginLevel,
    floor: LoginLevel,
    now: Timestamp,
) -> Weighed {
    let with = |about: About| {
        let facts = Facts {
            now,
            purpose,
            level,
            floor,
            actor: pair.actor_record.facts.person,
            about,
            tool: gathered.tool.clone(),
            prescription: gathered.prescription,
            permission: gathered.permission,
        };
        let decision = decide(&facts);
        Weighed { facts, decision }
    };
    let Some(other) = &pair.other else { return with(About::Oneself) };
    let subject = other.record.facts;
    let on = |relation: Option<Relation>| with(About::Another { subject, relation });
    let all = other.relations.iter().map(|record| on(Some(record.relation.clone())));
    // `min_by_key` keeps the first of equals.
    all.min_by_key(narrowness).unwrap_or_else(|| on(None))
}

/// How little somebody may by this: a refusal last; a ground that grants single scopes (F10) after those that grant all, one that is good for no standalone
/// tool (R1) after those that are, one that things can be withheld from (F11) after those it does not speak of; then what ends first.
fn narrowness(weighed: &Weighed) -> impl Ord + use<> {
    let until = weighed.decision.until();
    let of = |basis: Basis| {
        let row = basis.row();
        (row.by_scope, !row.standalone, row.withholdable, until.is_some(), Reverse(until))
    };
    let ground = weighed.decision.basis().map(of);
    (ground.is_none(), ground)
}

/// Whether the actor can start the tool: now, or as soon as the permission that it needs has been given, which the actor can do.
pub(crate) fn can_start(
    pair: &Pair,
    gathered: &Gathered,
    level: LoginLevel,
    floor: LoginLevel,
    now: Timestamp,
) -> bool {
    let may = |purpose, permission| {
        let gathered = Gathered { permission, ..gathered.clone() };
        weigh(pair, &gathered, purpose, level, floor, now).decision.allowed()
    };
    let permits = match gathered.permission {
        PermissionState::Given | PermissionState::NotNeeded => true,
        missing => may(Purpose::Permit, missing),
    };
    permits && may(Purpose::Open, PermissionState::Given)
}

/// The tool as listed, and what it may be about.
pub(crate) struct Found {
    pub(crate) listing: Arc<Listing>,
    /// The prescription asked about by name; else the subject's own of this tool that can be meant, the best fitting first.
    pub(crate) prescriptions: Vec<Prescription>,
    named: bool,
}

/// The tool and what it may be about; `None` where there is no such tool, or no such prescription of the subject.
pub(crate) async fn find(db: &impl Read, ask: &Ask) -> Result<Option<Found>> {
    let Some(listing) = catalogue::find_held_listing(db, ask.tool).await? else { return Ok(None) };
    // On the true facts: what is withheld and named is refused by F11 and answered as absent.
    let scope = PatientScope::of(&ask.citizen).with_withheld();
    let Some(id) = ask.prescription else {
        let all = prescriber::list_of_tool_for_patient(db, scope, ask.tool).await?;
        let prescriptions = fitting(all, ask.citizen, db.now());
        return Ok(Some(Found { listing, prescriptions, named: false }));
    };
    let found = prescriber::find_for_patient(db, scope, id).await?;
    let found = found.filter(|found| found.tool == ask.tool);
    Ok(found.map(|found| Found { listing, prescriptions: vec![found], named: true }))
}

/// Without a prescription named: a current one before others, one not withheld before one that is, the latest first. Of those that are not current the
/// first alone can be meant, and only where no other stands before it.
fn fitting(mut all: Vec<Prescription>, citizen: Citizen, now: Timestamp) -> Vec<Prescription> {
    let today = oslo::date(now);
    // Stable, and the latest stands first.
    all.sort_by_key(|one| (is_hidden(one, citizen), !one.is_current(today)));
    let mut place = 0;
    all.retain(|one| {
        place += 1;
        place == 1 || one.is_current(today)
    });
    all
}

fn is_hidden(one: &Prescription, citizen: Citizen) -> bool {
    citizen.represents() && one.withheld.is_some()
}

/// What `judge` says of the first thing that the tool may be about and that it is content with, else of the first that nobody has withheld; with the place
/// of the prescription among those found.
pub(crate) async fn judge<J>(
    db: &impl Read,
    ask: &Ask,
    found: &Found,
    judge: impl Fn(&Gathered) -> J,
    is_content: impl Fn(&J) -> bool,
) -> Result<(J, Option<usize>)> {
    let unseen = |one: &Prescription| !found.named && is_hidden(one, ask.citizen);
    let all_unseen = found.prescriptions.iter().all(unseen);
    let places = (0..found.prescriptions.len()).map(Some).chain(all_unseen.then_some(None));
    let mut first = None;
    for place in places {
        let one = place.and_then(|place| found.prescriptions.get(place));
        let judged = judge(&gather(db, ask, &found.listing, one).await?);
        if is_content(&judged) {
            return Ok((judged, place));
        }
        // What is withheld refuses nothing where nobody named it (F11).
        if first.is_none() && !one.is_some_and(unseen) {
            first = Some((judged, place));
        }
    }
    first.ok_or(Error::Facts)
}

/// The process that an integrated tool is a step of (R7); none where it is a step of none.
async fn process(db: &impl Read, listing: &Listing) -> Result<Option<Arc<Process>>> {
    if listing.content().independence != Independence::Integrated {
        return Ok(None);
    }
    Ok(catalogue::find_held_process_of(db, listing.id()).await?)
}

/// The facts about tool, agreements, prescription and permission.
pub(crate) async fn gather(
    db: &impl Read,
    ask: &Ask,
    listing: &Listing,
    prescription: Option<&Prescription>,
) -> Result<Gathered> {
    let agreements = match prescription {
        Some(prescription) => {
            let today = oslo::date(db.now());
            let enterprise = prescription.organisation;
            let vendor = listing.tool.vendor;
            let a5 = Parties::A5 { enterprise, vendor, tool: listing.id() };
            let a4 = Parties::A4 { enterprise };
            (catalogue::is_in_force(db, a5, today).await?, catalogue::is_in_force(db, a4, today).await?)
        }
        // There is no enterprise to ask about, and R2 refuses already.
        None => (true, true),
    };
    let status = match listing.standing {
        Standing::Published => ToolStatus::Published,
        Standing::Suspended(_) => ToolStatus::Suspended,
        Standing::Withdrawn { .. } => ToolStatus::Withdrawn,
    };
    let process = process(db, listing).await?;
    let tool = tool_facts(listing.content(), process.as_deref(), status, agreements);
    let permission = permission::state(db, ask.citizen.subject, listing).await?;
    let prescription = prescription.map(PrescriptionFacts::of);
    Ok(Gathered { tool, prescription, permission })
}

/// What the rules ask of a tool; `processor` is A5 and `terms` A4.
fn tool_facts(
    content: &Content,
    process: Option<&Process>,
    status: ToolStatus,
    (processor, terms): (bool, bool),
) -> ToolFacts {
    // R5: the token of an HTI launch has no place for two persons, whatever the tool is registered to do; nor has a process one to take (R7).
    let carries_representation = !matches!(content.launch, Launch::Hti { .. });
    // R7: what the operator lets the process accept.
    let accepted = process.into_iter().flat_map(|process| &process.bases);
    ToolFacts {
        status,
        independence: content.independence,
        availability: content.availability,
        profile: content.profile,
        level: content.acr,
        representation_declared: content.representation.declared,
        uses_platform_representation: carries_representation && content.representation.uses_platform,
        data_processor_agreement: processor,
        person_service_terms: terms,
        process_bases: accepted
            .filter(|_| carries_representation)
            .filter_map(|basis| Basis::named(basis.name()))
            .collect(),
    }
}

/// The grounds on which somebody could start this tool for another, whoever they are: with the prescription (R2) and the agreements (R3, R4) that it takes.
/// Oneself is none of them; none at all where everybody uses it for themselves alone.
pub fn list_grounds(content: &Content, process: Option<&Process>) -> Vec<Basis> {
    grounds(&tool_facts(content, process, ToolStatus::Published, (true, true)))
}

#[cfg(test)]
mod tests;
