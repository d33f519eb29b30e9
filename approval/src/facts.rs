//! From the catalogue's records to the facts of a case.

use catalogue::{Agreement, Content, Parties, Revision};
use database::Read;
use jiff::civil::Date;
use kernel::OrganisationId;

use crate::{
    Answers, Case, OrdererFacts, Outcome, Period, Requirement, Result, ToolFacts, VendorFacts, outcomes,
};

/// The facts about this revision, ordered by this body from this vendor, on this day.
pub(crate) async fn case(
    db: &impl Read,
    revision: &Revision,
    (orderer, vendor): (OrganisationId, OrganisationId),
    answers: Answers,
    at: Date,
) -> Result<Case> {
    let delivery = Parties::A3 { body: orderer, vendor, tool: revision.tool };
    Ok(Case {
        at,
        tool: tool(&revision.content),
        orderer: orderer_facts(db, orderer, at).await?,
        vendor: VendorFacts { vendor_terms: period(db, Parties::A2 { vendor }, at).await? },
        delivery_agreement: period(db, delivery, at).await?,
        answers,
    })
}

/// The facts about an ordering body.
pub(crate) async fn orderer_facts(db: &impl Read, orderer: OrganisationId, at: Date) -> Result<OrdererFacts> {
    let kind = catalogue::get_organisation(db, orderer).await?.kind;
    Ok(OrdererFacts { kind, platform_terms: period(db, Parties::A1 { body: orderer }, at).await? })
}

/// The facts about a tool, from what its listing says.
pub(crate) fn tool(content: &Content) -> ToolFacts {
    ToolFacts {
        independence: content.independence,
        availability: content.availability,
        profile: content.profile,
        platforms: content.platforms.iter().copied().collect(),
        login_methods: content.login_methods.iter().copied().collect(),
        requested_claims: content.requested_claims.iter().copied().collect(),
        overlaps_portal: content.overlaps_portal,
    }
}

async fn period(db: &impl Read, parties: Parties, at: Date) -> Result<Option<Period>> {
    Ok(catalogue::find_agreement(db, parties, at).await?.as_ref().and_then(in_force))
}

/// An agreement's period; `None` for one that was ended before it began.
fn in_force(agreement: &Agreement) -> Option<Period> {
    let until = agreement.last_day();
    until.is_none_or(|last| agreement.from <= last).then_some(Period { from: agreement.from, until })
}

/// What is already certain about a tool, whoever orders it: for telling the vendor before anybody spends time on it.
/// Requirements that are derived from the tool alone and not met.
pub fn foreseeable(content: &Content, at: Date) -> Vec<Requirement> {
    let case = Case {
        at,
        tool: tool(content),
        orderer: OrdererFacts { kind: catalogue::OrganisationKind::Directorate, platform_terms: None },
        vendor: VendorFacts { vendor_terms: None },
        delivery_agreement: None,
        answers: Answers::default(),
    };
    let of_the_tool = [Requirement::L1, Requirement::O1, Requirement::C2, Requirement::P1];
    outcomes(&case)
        .filter(|(requirement, outcome)| *outcome == Outcome::Unmet && of_the_tool.contains(requirement))
        .map(|(requirement, _)| requirement)
        .collect()
}
