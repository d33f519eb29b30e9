//! Who is told of what, by outbox: the jobs' kinds name the crate that runs them.

use database::{Job, Read as _, Tx};
use kernel::{OrganisationId, ToolId, oslo};
use people::Role;
use serde_json::{Value, json};

use crate::Result;

/// Message templates of crate `notify`.
pub(crate) const LISTING_CHANGED: &str = "listing-changed";
pub(crate) const AGREEMENT_EXPIRING: &str = "agreement-expiring";
pub(crate) const DEVIATION_DUE: &str = "deviation-due";
pub(crate) const CLIENT_STOPPED: &str = "client-stopped";
pub(crate) const CLIENT_OPENED: &str = "client-opened";

/// What happened to a listed tool, as those who have it or prescribe it are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It is stopped for now.
    Suspended,
    /// It is back.
    Restored,
    /// It is gone for good.
    Withdrawn,
    /// It changed materially.
    Changed,
    /// Nobody can log in to it: its client is shut.
    Shut,
    /// Everybody was logged out of it, and can log in again.
    LoggedOut,
}

impl Status {
    const fn name(self) -> &'static str {
        match self {
            Self::Suspended => "suspended",
            Self::Restored => "restored",
            Self::Withdrawn => "withdrawn",
            Self::Changed => "changed",
            Self::Shut => "shut",
            Self::LoggedOut => "logged_out",
        }
    }
}

/// Sends this message to everybody who orders or registers tools for the organisation.
pub(crate) async fn organisation(tx: &Tx, organisation: OrganisationId, template: &str) -> Result<()> {
    send(tx, organisation, template, &json!({}), None).await
}

/// Warns the organisation's people that something ends in `days` days: once for each `subject`, which names the end.
pub(crate) async fn warn(
    tx: &Tx,
    organisation: OrganisationId,
    (template, subject): (&str, &str),
    days: i32,
) -> Result<()> {
    send(tx, organisation, template, &json!({ "days": days }), Some(subject)).await
}

async fn send(
    tx: &Tx,
    organisation: OrganisationId,
    template: &str,
    params: &Value,
    once: Option<&str>,
) -> Result<()> {
    let today = oslo::date(tx.now());
    let mut told = Vec::new();
    for role in [Role::Orderer, Role::Vendor] {
        for member in people::list_members(tx, organisation, role, today).await? {
            if told.contains(&member.person) {
                continue;
            }
            told.push(member.person);
            let payload = json!({ "person": member.person, "template": template, "params": params });
            let job = Job::new("notify.message", payload);
            tx.emit(match once {
                Some(subject) => job.once(format!("{subject}:{}", member.person)),
                None => job,
            });
        }
    }
    Ok(())
}

/// Those who have the tool or prescribe it are told; live tokens of a tool that stops die.
pub(crate) fn tool_status(tx: &Tx, tool: ToolId, status: Status) {
    let payload = json!({ "tool": tool, "status": status.name() });
    tx.emit(Job::new("prescriber.tool_status_changed", payload));
    if matches!(status, Status::Suspended | Status::Withdrawn) {
        let withdrawn = status == Status::Withdrawn;
        tx.emit(Job::new("identity.tool_suspended", json!({ "tool": tool, "withdrawn": withdrawn })));
    }
}

/// The test persons of a vendor that is stopped are logged out of its sandbox.
pub(crate) fn vendor_stopped(tx: &Tx, vendor: OrganisationId) {
    tx.emit(Job::new("identity.vendor_stopped", json!({ "vendor": vendor })));
}
