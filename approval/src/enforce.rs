//! What time does by itself: warnings ahead, suspension on the day, and back when the ground for it is gone (3, 4.2).

use std::collections::BTreeSet;

use catalogue::{
    Agreement, Listing, NewSuspension, Parties, PerLocale, Prose, Standing, Suspension, SuspensionReason,
};
use database::{Database, Read, Tx};
use jiff::civil::Date;
use kernel::{Actor, OrganisationId, ToolId, oslo};

use crate::{
    Answers, DecisionKind, Outcome, Requirement, Result, decision::NewDecision, facts, outcomes, store,
    suspend, tell,
};

/// Days ahead at which the parties are warned.
const WARNINGS: [i32; 3] = [7, 30, 90];

/// What a suspension hangs on while its vendor is stopped.
const VENDOR: &str = "vendor";

/// Tools looked at together.
const BATCH: u64 = 100;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Enforced {
    /// Reasons for suspension added.
    pub suspended: u32,
    /// Reasons lifted.
    pub lifted: u32,
}

/// What time asks to be done with one tool.
#[derive(Default)]
struct Due {
    add: Vec<(SuspensionReason, String)>,
    remove: Vec<Suspension>,
    warn: Vec<Warning>,
    /// What people are told where the vendor is stopped.
    note: PerLocale<Prose<500>>,
}

/// Something ends soon.
struct Warning {
    organisation: OrganisationId,
    template: &'static str,
    /// Names what ends, when, and which warning of the three it is: each is given once.
    subject: String,
    days: i32,
}

impl Due {
    fn is_empty(&self) -> bool {
        self.add.is_empty() && self.remove.is_empty() && self.warn.is_empty()
    }
}

/// Goes through every listed tool: run it at the beginning of each day in Oslo, and as often as wished in between.
pub async fn enforce_deadlines(db: &Database) -> Result<Enforced> {
    let mut done = Enforced::default();
    let mut after = None;
    loop {
        let listings = catalogue::list_listings_after(db, after, BATCH).await?;
        let Some(last) = listings.last() else { return Ok(done) };
        after = Some(last.id());
        for listing in &listings {
            if due(db, listing).await?.is_empty() {
                continue;
            }
            let tx = db.begin().await?;
            let one = enforce(&tx, listing.id()).await?;
            tx.commit().await?;
            done.suspended += one.suspended;
            done.lifted += one.lifted;
        }
    }
}

/// Does with one tool what time asks for: also right after an agreement or a deviation has changed.
pub async fn enforce(tx: &Tx, tool: ToolId) -> Result<Enforced> {
    let Some(listing) = catalogue::find_listing_of(tx, tool).await? else { return Ok(Enforced::default()) };
    let due = due(tx, &listing).await?;
    let mut done = Enforced::default();
    for (reason, cause) in due.add {
        let note = if cause == VENDOR { due.note.clone() } else { PerLocale::default() };
        let new = NewSuspension { reason, cause, note };
        if suspend::add(tx, Actor::System, tool, new).await? {
            done.suspended += 1;
            record(tx, DecisionKind::Suspend, tool, reason).await?;
        }
    }
    for suspension in due.remove {
        suspend::remove(tx, Actor::System, &suspension).await?;
        done.lifted += 1;
        record(tx, DecisionKind::Lift, tool, suspension.reason).await?;
    }
    for warning in due.warn {
        tell::warn(tx, warning.organisation, (warning.template, &warning.subject), warning.days).await?;
    }
    if done != Enforced::default() {
        suspend::tell_parties(tx, tool, tell::LISTING_CHANGED).await?;
    }
    Ok(done)
}

/// Does what an agreement that was just entered or ended asks for, with every tool that may depend on it (3).
pub async fn enforce_agreement(tx: &Tx, parties: Parties) -> Result<Enforced> {
    let tools: Vec<ToolId> = match parties {
        Parties::A1 { body } => store::orders::active_tools_of(tx, body).await?,
        Parties::A2 { vendor } => {
            catalogue::list_listed_tools_of(tx, vendor).await?.into_iter().map(|tool| tool.id).collect()
        }
        Parties::A3 { tool, .. } => vec![tool],
        // Representation rests on these, and is decided each time (R3, R4).
        Parties::A4 { .. } | Parties::A5 { .. } => Vec::new(),
    };
    enforce_all(tx, tools).await
}

/// Does with each of these tools what the facts ask for now.
pub(crate) async fn enforce_all(tx: &Tx, tools: impl IntoIterator<Item = ToolId>) -> Result<Enforced> {
    let mut done = Enforced::default();
    for tool in tools {
        let one = enforce(tx, tool).await?;
        done.suspended += one.suspended;
        done.lifted += one.lifted;
    }
    Ok(done)
}

async fn record(tx: &Tx, kind: DecisionKind, tool: ToolId, reason: SuspensionReason) -> Result<()> {
    NewDecision { reason: Some(reason), ..NewDecision::new(kind, tool) }.record(tx, Actor::System).await
}

async fn due(db: &impl Read, listing: &Listing) -> Result<Due> {
    let mut due = Due::default();
    if matches!(listing.standing, Standing::Withdrawn { .. }) {
        return Ok(due);
    }
    let vendor = listing.tool.vendor;
    let mut grounds = BTreeSet::new();
    if let Some(stop) = catalogue::get_organisation(db, vendor).await?.stopped {
        grounds.insert((SuspensionReason::Security, VENDOR.to_owned()));
        due.note = stop.note;
    }
    // A tool that nobody orders (any longer) has nothing else to keep: what stands of that stays as it is.
    let order = store::orders::active_of_tool(db, listing.id()).await?;
    let ordered = order.is_some();
    if let Some(order) = order {
        due_by_order(db, listing, (order.orderer, vendor), &mut grounds, &mut due).await?;
    }
    for suspension in catalogue::list_suspensions(db, listing.id()).await? {
        let looked_into = ordered || suspension.cause == VENDOR;
        let ground = (suspension.reason, suspension.cause.clone());
        // What people set has no cause and is theirs to lift.
        if looked_into && !suspension.cause.is_empty() && !grounds.remove(&ground) {
            due.remove.push(suspension);
        }
    }
    due.add.extend(grounds);
    Ok(due)
}

/// What the orderer and the vendor owe each other: agreements in force, deviations mended in time.
async fn due_by_order(
    db: &impl Read,
    listing: &Listing,
    parties: (OrganisationId, OrganisationId),
    grounds: &mut BTreeSet<(SuspensionReason, String)>,
    due: &mut Due,
) -> Result<()> {
    let today = oslo::date(db.now());
    for requirement in agreements_missing(db, listing, parties, today).await? {
        grounds.insert((SuspensionReason::Agreement, requirement.name().to_owned()));
    }
    for deviation in store::deviations::open_of_tools(db, &[listing.id()]).await? {
        if deviation.is_overdue(today) {
            grounds.insert((SuspensionReason::Deviation, deviation.id.to_string()));
        } else if let Some(deadline) = deviation.binding_deadline() {
            let subject = format!("approval.deviation:{}", deviation.id);
            due.warn.extend(warnings(tell::DEVIATION_DUE, &subject, deadline, today, [parties.0, parties.1]));
        }
    }
    for agreement in agreements_ending(db, listing, parties, today).await? {
        let subject = format!("approval.agreement:{}:{}", agreement.id, listing.id());
        if let Some(last) = agreement.last_day() {
            due.warn.extend(warnings(
                tell::AGREEMENT_EXPIRING,
                &subject,
                last,
                today,
                [parties.0, parties.1],
            ));
        }
    }
    Ok(())
}

/// Requirements on agreements (K7, C5) that the listed tool does not meet today, by the very rules it was assessed by.
async fn agreements_missing(
    db: &impl Read,
    listing: &Listing,
    parties: (OrganisationId, OrganisationId),
    today: Date,
) -> Result<Vec<Requirement>> {
    let case = facts::case(db, &listing.revision, parties, Answers::default(), today).await?;
    let on_agreements = [Requirement::K7, Requirement::C5];
    let unmet =
        outcomes(&case).filter(|(id, outcome)| *outcome == Outcome::Unmet && on_agreements.contains(id));
    Ok(unmet.map(|(id, _)| id).collect())
}

/// Agreements that the tool depends on, in force today, and followed by none.
async fn agreements_ending(
    db: &impl Read,
    listing: &Listing,
    (body, vendor): (OrganisationId, OrganisationId),
    today: Date,
) -> Result<Vec<Agreement>> {
    let mut needed = vec![Parties::A1 { body }];
    if Requirement::C5.row().applies_to.covers(&facts::tool(listing.content())) {
        needed.extend([Parties::A2 { vendor }, Parties::A3 { body, vendor, tool: listing.id() }]);
    }
    let mut ending = Vec::new();
    for parties in needed {
        let found = catalogue::find_agreement(db, parties, today).await?;
        let Some(agreement) = found.filter(|agreement| agreement.in_force(today)) else { continue };
        let Some(next) = agreement.last_day().and_then(|last| last.tomorrow().ok()) else { continue };
        if !catalogue::is_in_force(db, parties, next).await? {
            ending.push(agreement);
        }
    }
    Ok(ending)
}

/// The one warning that is due with this many days left: the nearest of the three that has been reached.
fn warnings(
    template: &'static str,
    subject: &str,
    last: Date,
    today: Date,
    to: [OrganisationId; 2],
) -> Vec<Warning> {
    let days = today.until(last).map_or(i32::MAX, |span| span.get_days());
    let Some(reached) = WARNINGS.into_iter().find(|threshold| days <= *threshold) else { return Vec::new() };
    let subject = format!("{subject}:{last}:{reached}");
    to.into_iter()
        .map(|organisation| Warning { organisation, template, subject: subject.clone(), days })
        .collect()
}
