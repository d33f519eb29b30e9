//! Who acts for whom, proved anew at each request.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use jiff::Timestamp;
use kernel::{Citizen, PrescriptionId, Refusal, Rule, ToolId};
use launch::{Acting, Ask, Pair, Registers};
use prescriber::PatientScope;

use crate::{
    oauth::FLOOR,
    web::{App, CitizenLogin, Error, Login, Result},
};

/// A logged-in citizen with the proof that the subject's things may be seen now. Somebody whose right has ended is refused.
#[derive(Debug, Clone)]
pub struct OnBehalf {
    /// Who, for whom.
    pub citizen: Citizen,
    /// The session.
    pub login: Arc<Login>,
    /// The proof.
    pub acting: Acting,
    /// The facts it rests on.
    pub pair: Pair,
    /// When it was made.
    pub now: Timestamp,
}

/// The registers that know about persons and how they are related.
pub fn registers(app: &App) -> &dyn Registers {
    &*app.identity.registers
}

impl OnBehalf {
    /// Proves it; a refusal is left in the audit log and explained.
    pub async fn of(app: &App, citizen: Citizen, login: &Arc<Login>) -> Result<Self> {
        let pair = launch::pair(registers(app), citizen.person, citizen.subject).await?;
        let now = database::Read::now(&app.database);
        match launch::acting(&pair, login.level, FLOOR, now) {
            Ok(acting) => Ok(Self { citizen, login: Arc::clone(login), acting, pair, now }),
            Err(denial) => {
                let tx = app.database.begin().await?;
                denial.record(&tx);
                tx.commit().await?;
                Err(Error::refused(Refusal::text(
                    denial.texts().first().copied().unwrap_or("refusal-neutral"),
                )))
            }
        }
    }

    /// What the rules are asked about a tool.
    pub fn ask(&self, tool: ToolId, prescription: Option<PrescriptionId>) -> Ask {
        Ask { citizen: self.citizen, level: self.login.level, floor: FLOOR, tool, prescription }
    }

    /// Which of the subject's prescriptions may be found.
    pub fn scope(&self) -> PatientScope {
        self.acting.scope()
    }

    /// Whether it is for another.
    pub fn for_another(&self) -> bool {
        self.citizen.represents()
    }
}

/// The same for everything about the subject: somebody who acts by a power of attorney for single things is refused (F10).
#[derive(Debug, Clone)]
pub struct Whole {
    /// Who, for whom.
    pub who: OnBehalf,
    /// The proof.
    pub proof: launch::Whole,
}

impl Whole {
    /// What this ground reaches, where that is everything.
    pub fn of(who: &OnBehalf) -> Result<Self> {
        let refused = || Error::refused(Refusal::text("limited-not-whole").rule(Rule("F10")));
        let proof = who.acting.whole().ok_or_else(refused)?;
        Ok(Self { who: who.clone(), proof })
    }
}

impl FromRequestParts<App> for Whole {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Self::of(&OnBehalf::from_request_parts(parts, app).await?)
    }
}

impl FromRequestParts<App> for OnBehalf {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let CitizenLogin { actor, login } = CitizenLogin::from_request_parts(parts, app).await?;
        Self::of(app, actor, &login).await
    }
}
