//! Whether a grant may be: asked of `launch` for tools, of the memberships for record systems.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use catalogue::{Claim, Content, ProfileClass};
use database::{Present, Read};
use identity::{
    Account, Basis, GrantFacts, GrantPolicy, KnownPerson, Moment, Party, PolicyAnswer, PolicyError,
    Representation, Scopes,
};
use jiff::Timestamp;
use kernel::{Citizen, GrantId, LoginLevel, OrganisationId, Rule, ToolId, oslo};
use launch::{Ask, Denial, Recheck, Registers};
use moka::sync::Cache;
use serde_json::value::to_raw_value;

use crate::web::metrics;

/// For so long the same refusal to renew the same login stands in the audit log once.
const REFUSED_ONCE: Duration = Duration::from_hours(1);
/// Logins whose refusals are remembered for that.
const REFUSALS: u64 = 10_000;

/// The rules of launch and representation, asked anew for every token.
pub struct LaunchPolicy {
    registers: Arc<dyn Registers>,
    test_registers: Arc<dyn Registers>,
    floor: LoginLevel,
    /// By which rules a login's renewal was refused last, unless it has been good since.
    refused: Cache<GrantId, Vec<Rule>>,
}

impl LaunchPolicy {
    /// Decides by these registers, about test persons by those, with this floor.
    pub fn new(registers: Arc<dyn Registers>, test_registers: Arc<dyn Registers>, floor: LoginLevel) -> Self {
        let refused = Cache::builder().max_capacity(REFUSALS).time_to_live(REFUSED_ONCE).build();
        Self { registers, test_registers, floor, refused }
    }

    pub(super) fn test_registers(&self) -> &dyn Registers {
        &*self.test_registers
    }

    async fn tool(
        &self,
        db: &Present,
        facts: &GrantFacts,
        tool: ToolId,
    ) -> Result<PolicyAnswer, PolicyError> {
        let citizen = Citizen { person: facts.person, subject: facts.subject };
        let pair =
            launch::pair_at(&*self.registers, db, facts.person, facts.subject).await.map_err(failed)?;
        let ask =
            Ask { citizen, level: facts.level, floor: self.floor, tool, prescription: facts.prescription };
        let standing = match launch::recheck(db, &pair, &ask).await.map_err(failed)? {
            Recheck::Stands(standing) => {
                if let Some(grant) = renewed(facts) {
                    self.refused.invalidate(&grant);
                }
                standing
            }
            Recheck::Fallen(denial) => {
                let lacks_permission = denial.as_ref().is_some_and(Denial::only_lacks_permission);
                let refused = match facts.moment {
                    // With a launch, a transaction is open while the code is asked for, and the launch itself was decided about a minute ago at most.
                    // Without one, who lacks the permission alone is asked for it.
                    Moment::Authorize => facts.launch.is_none() && !lacks_permission,
                    Moment::Issue | Moment::Refresh => true,
                    Moment::Use | Moment::Introspect => false,
                };
                let lives = matches!(facts.moment, Moment::Refresh | Moment::Use | Moment::Introspect);
                if let Some(denial) = &denial {
                    // What somebody holds for another, and the rules no longer let, is over for good, at its tool too.
                    let over = denial.ends_logins_until().filter(|_| lives && citizen.represents());
                    if refused || over.is_some() {
                        Box::pin(self.record(db, facts, denial, refused, over)).await?;
                    }
                }
                if lacks_permission {
                    return Err(PolicyError::LacksPermission);
                }
                let rules = denial.map(|denial| format!("{:?}", denial.rules()));
                return Err(PolicyError::Refused(rules.unwrap_or_else(|| "absent".to_owned())));
            }
        };
        let until = standing.until;
        let representation = if citizen.represents() {
            Some(Representation { basis: basis(standing.basis.name())?, until })
        } else {
            None
        };
        // A launch was decided about, and logged, when it was made; what a tool begins by itself, or renews, is decided here.
        let is_logged = match facts.moment {
            Moment::Issue => facts.launch.is_none(),
            Moment::Refresh => true,
            Moment::Authorize | Moment::Introspect | Moment::Use => false,
        };
        let decision = is_logged.then(|| to_raw_value(&standing.log_detail()));
        let told = Told::of(standing.listing.content());
        Ok(PolicyAnswer {
            identity: told.identity(db, facts).await?,
            actor_name: told.actor_name(db, facts).await?,
            withheld: told.withheld(),
            representation,
            prescription: standing.prescription,
            until,
            decision: decision.transpose().map_err(failed)?,
            spoil: None,
        })
    }

    /// Leaves a refusal to issue or renew in the audit log, and any that ends the grant. One at each use is not: whoever holds a dead token could fill it.
    /// A refresh token that is refused may be tried again, and whoever does so could, too.
    async fn record(
        &self,
        db: &Present,
        facts: &GrantFacts,
        denial: &Denial,
        refused: bool,
        over: Option<Timestamp>,
    ) -> Result<(), PolicyError> {
        let renewed = renewed(facts);
        if renewed.and_then(|grant| self.refused.get(&grant)).is_some_and(|rules| rules == denial.rules()) {
            return Ok(());
        }
        let tx = db.database().begin().await?;
        let ended = match facts.grant.zip(over) {
            Some((grant, until)) => identity::grant::end_fallen(&tx, grant, until).await.map_err(failed)?,
            None => false,
        };
        if !refused && !ended {
            return Ok(tx.roll_back().await?);
        }
        denial.record(&tx);
        tx.commit().await?;
        if let Some(grant) = renewed {
            self.refused.insert(grant, denial.rules().to_vec());
        }
        Ok(())
    }

    async fn record_system(
        &self,
        db: &Present,
        facts: &GrantFacts,
        organisation: OrganisationId,
    ) -> Result<PolicyAnswer, PolicyError> {
        let today = oslo::date(db.now());
        let clinician =
            people::find_clinician(db, facts.person, Some(organisation), today).await.map_err(failed)?;
        if clinician.is_none() || facts.level < self.floor {
            return Err(PolicyError::Refused("no clinician of this organisation".to_owned()));
        }
        let name = people::find_person(db, facts.person)
            .await
            .map_err(failed)?
            .map(|person| person.name.to_string());
        let identity = Some(KnownPerson { name, ..KnownPerson::default() });
        Ok(PolicyAnswer { identity, ..PolicyAnswer::default() })
    }
}

#[async_trait]
impl GrantPolicy for LaunchPolicy {
    async fn check(&self, db: &Present, facts: &GrantFacts) -> Result<PolicyAnswer, PolicyError> {
        match (facts.party, &facts.account) {
            (Party::Tool(tool), Account::Citizen) => {
                let began = Instant::now();
                let answer = self.tool(db, facts, tool).await;
                metrics::decision(facts.moment.as_str(), began.elapsed());
                answer
            }
            (Party::RecordSystem(owner), Account::Clinician { organisation, .. })
                if owner == *organisation =>
            {
                Box::pin(self.record_system(db, facts, owner)).await
            }
            (Party::Sandbox(tool), Account::Sandbox { organisation, .. }) => {
                Box::pin(self.sandbox(db, facts, tool, *organisation)).await
            }
            // A real person's login at a client of the sandbox, and a test person's at a real one, among others.
            _ => Err(PolicyError::Refused("another service's login".to_owned())),
        }
    }
}

/// The login that is to be renewed, where that is what is asked.
fn renewed(facts: &GrantFacts) -> Option<GrantId> {
    facts.grant.filter(|_| facts.moment == Moment::Refresh)
}

/// What a tool may be told of persons: only profile class `central`, only what its assessed revision asks for (contract §3.1, P1).
pub(super) struct Told {
    number: bool,
    name: bool,
    birthdate: bool,
    /// L2: what a tool of profile class `local` knows of persons stays on the device.
    stays_on_device: bool,
}

impl Told {
    pub(super) fn of(content: &Content) -> Self {
        let central = content.profile == ProfileClass::Central;
        let told = |claim| central && content.requested_claims.contains(&claim);
        Self {
            number: told(Claim::NationalId),
            name: told(Claim::Name),
            birthdate: told(Claim::Birthdate),
            stays_on_device: content.profile == ProfileClass::Local,
        }
    }

    pub(super) fn withheld(&self) -> Scopes {
        let withheld = [
            ("pid", !self.number),
            ("profile", !self.name && !self.birthdate),
            ("storage", self.stays_on_device),
        ];
        let names: Vec<_> =
            withheld.iter().filter(|(_, withheld)| *withheld).map(|(name, _)| *name).collect();
        Scopes::parse(&names.join(" ")).unwrap_or_default()
    }

    pub(super) async fn identity(
        &self,
        db: &impl Read,
        facts: &GrantFacts,
    ) -> Result<Option<KnownPerson>, PolicyError> {
        let (number, profile) = (self.number && facts.scopes.has("pid"), facts.scopes.has("profile"));
        if !number && !(profile && (self.name || self.birthdate)) {
            return Ok(None);
        }
        let person = people::get_person(db, facts.subject).await.map_err(failed)?;
        let pid =
            if number { Some(people::reveal_number(db, facts.subject).await.map_err(failed)?) } else { None };
        Ok(Some(KnownPerson {
            pid,
            name: self.name.then(|| person.name.to_string()),
            birthdate: self.birthdate.then(|| person.born()),
        }))
    }

    pub(super) async fn actor_name(
        &self,
        db: &impl Read,
        facts: &GrantFacts,
    ) -> Result<Option<String>, PolicyError> {
        if !self.name || facts.person == facts.subject || !facts.scopes.has("profile") {
            return Ok(None);
        }
        let person = people::find_person(db, facts.person).await.map_err(failed)?;
        Ok(person.map(|person| person.name.to_string()))
    }
}

pub(super) fn basis(name: &str) -> Result<Basis, PolicyError> {
    match name {
        "parent" => Ok(Basis::Parent),
        "assigned_poa" => Ok(Basis::AssignedPoa),
        "ordinary_poa" => Ok(Basis::OrdinaryPoa),
        other => Err(PolicyError::Refused(format!("{other} opens nothing"))),
    }
}

/// Without facts there is no permission.
pub(super) fn failed(error: impl std::fmt::Display) -> PolicyError {
    PolicyError::Unavailable(error.to_string())
}
