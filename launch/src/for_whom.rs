//! For whom a tool that starts by itself can be (domain §7.2).

use catalogue::{Content, Independence};
use database::{Present, Read};
use futures_util::StreamExt;
use kernel::{Citizen, LoginLevel, PersonId, ToolId};

use crate::{Ask, Error, Listed, Pair, Registers, Result, gather, registers::at_once};

/// A person at a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtTool {
    /// At the keyboard.
    pub person: PersonId,
    /// The session's login level.
    pub level: LoginLevel,
    /// The platform's floor.
    pub floor: LoginLevel,
    /// Which tool.
    pub tool: ToolId,
}

/// Whether the person can start the tool for anybody else than this one: what a tool that starts by itself is asked before it is given a code. For
/// somebody without relations, and for a tool that nobody acts for another in, it is answered from what is held.
pub async fn is_open_for_whom(
    db: &Present,
    registers: &dyn Registers,
    at: AtTool,
    chosen: PersonId,
) -> Result<bool> {
    let mut all = Listed::default();
    let others = candidates(db, registers, at).await?.into_iter().filter(|subject| *subject != chosen);
    let pairs = at_once(others.map(|subject| registers.pair_at(db, at.person, subject)).collect());
    for found in pairs.collect::<Vec<_>>().await {
        all.add(can_start(db, at, found).await)?;
        if !all.known.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Everybody for whom the person can start the tool, oneself first. Whoever is missing is missing without a reason, since that may be protected.
pub async fn list_for_whom(db: &Present, registers: &dyn Registers, at: AtTool) -> Result<Listed<PersonId>> {
    let mut all = Listed::default();
    let subjects = candidates(db, registers, at).await?;
    let questions = subjects.into_iter().map(|subject| registers.pair_at(db, at.person, subject));
    let pairs = at_once(questions.collect());
    for found in pairs.collect::<Vec<_>>().await {
        all.add(can_start(db, at, found).await)?;
    }
    Ok(all)
}

/// Oneself, and where the tool can be for another, everybody whom the person has a relation to.
async fn candidates(db: &Present, registers: &dyn Registers, at: AtTool) -> Result<Vec<PersonId>> {
    let mut all = vec![at.person];
    if let Some(listing) = catalogue::find_held_listing(db, at.tool).await?
        && can_be_for_another(listing.content())
    {
        match registers.subjects_at(db, at.person).await {
            Err(Error::Unregistered) => {}
            subjects => all.extend(subjects?),
        }
    }
    Ok(all)
}

/// Whether anybody could act for another in this tool (R5, R6), or its process may let somebody (R7): what the tool says of itself. The rules have the last
/// word.
pub fn can_be_for_another(content: &Content) -> bool {
    let declared = content.representation.declared && content.representation.uses_platform;
    declared || content.independence == Independence::Integrated
}

/// The one whom these facts are about, where the person can start it for that one.
async fn can_start(db: &Present, at: AtTool, found: Result<Pair>) -> Result<Option<PersonId>> {
    let pair = found?;
    let AtTool { person, level, floor, tool } = at;
    let subject = pair.subject();
    let ask = Ask { citizen: Citizen { person, subject }, level, floor, tool, prescription: None };
    let Some(found) = gather::find(db, &ask).await? else { return Ok(None) };
    let able = |gathered: &gather::Gathered| gather::can_start(&pair, gathered, level, floor, db.now());
    let (able, _) = gather::judge(db, &ask, &found, able, |able| *able).await?;
    Ok(able.then_some(subject))
}
