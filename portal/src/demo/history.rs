//! Prescriptions between the demonstration's people, event by event.

use database::Tx;
use jiff::Timestamp;
use kernel::{Citizen, Clinician, Phrase, PrescriptionId, oslo};
use prescriber::{Completer, PatientScope, Prescribe};
use uuid::Uuid;

use super::{
    Known,
    calendar::Calendar,
    files::{self, EventLine, HistoryLine},
};
use crate::command::Failure;

/// The demonstration's prescriptions on their way.
pub(super) struct Past {
    lines: Vec<HistoryLine>,
    issued: Vec<Option<PrescriptionId>>,
}

impl Past {
    /// The prescriptions of the file, none of them issued.
    pub(super) fn read() -> Result<Self, Failure> {
        let lines: Vec<HistoryLine> = files::lines("history.jsonl", files::HISTORY)?;
        Ok(Self { issued: vec![None; lines.len()], lines })
    }

    /// Every event's moment, the number of its prescription and its own.
    pub(super) fn plan(&self, calendar: &Calendar) -> Result<Vec<(Timestamp, usize, usize)>, Failure> {
        let mut events = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            for ((number, event), minutes) in line.events.iter().enumerate().zip((120..).step_by(10)) {
                events.push((calendar.moment(event.day, minutes)?, at, number));
            }
        }
        Ok(events)
    }

    /// Lets one event happen.
    pub(super) async fn happen(
        &mut self,
        tx: &Tx,
        calendar: &Calendar,
        known: &Known,
        (at, number): (usize, usize),
    ) -> Result<(), Failure> {
        let (line, event) = (&self.lines[at], &self.lines[at].events[number]);
        let done = happen(tx, calendar, known, line, event, self.issued[at]).await;
        self.issued[at] =
            done.map_err(|error| Failure::other(format_args!("{}, {}: {error}", line.key, event.kind)))?;
        Ok(())
    }
}

async fn happen(
    tx: &Tx,
    calendar: &Calendar,
    known: &Known,
    line: &HistoryLine,
    event: &EventLine,
    issued: Option<PrescriptionId>,
) -> Result<Option<PrescriptionId>, Failure> {
    let Some(id) = issued else {
        return Ok(Some(issue(tx, calendar, known, line).await?));
    };
    let by = || event.by.as_deref().ok_or_else(|| Failure::other("nobody did it"));
    let citizen = || -> Result<Citizen, Failure> {
        let subject = event.on_behalf_of.as_deref().map_or_else(by, Ok)?;
        Ok(Citizen { person: known.person(by()?)?, subject: known.person(subject)? })
    };
    let reason = || event.reason.as_deref().map(Phrase::new).transpose().map_err(Failure::other);
    let stated = || reason()?.ok_or_else(|| Failure::other("the reason is missing"));
    match event.kind.as_str() {
        "seen" => {
            let citizen = citizen()?;
            prescriber::mark_seen(tx, &citizen, PatientScope::of(&citizen), id).await
        }
        "started" => prescriber::activate(tx, &citizen()?, id).await,
        "declined" => prescriber::decline(tx, &citizen()?, id, reason()?).await,
        "completed" if by()? == line.patient => {
            prescriber::complete(tx, Completer::Citizen(&citizen()?), id).await
        }
        "completed" => {
            prescriber::complete(tx, Completer::Clinician(&clinician(tx, known, by()?, line).await?), id)
                .await
        }
        "stopped" => prescriber::stop(tx, &clinician(tx, known, by()?, line).await?, id, stated()?).await,
        "taken_over" => {
            prescriber::take_over(tx, &clinician(tx, known, by()?, line).await?, id, stated()?).await
        }
        "expired" => {
            prescriber::expire_due(tx, 100).await.map_err(Failure::other)?;
            return Ok(issued);
        }
        other => return Err(Failure::other(format_args!("event {other:?}"))),
    }
    .map_err(Failure::other)?;
    Ok(issued)
}

async fn issue(
    tx: &Tx,
    calendar: &Calendar,
    known: &Known,
    line: &HistoryLine,
) -> Result<PrescriptionId, Failure> {
    let by = clinician(tx, known, &line.prescriber, line).await?;
    let tool = catalogue::find_tool_by_slug(tx, &line.tool).await.map_err(Failure::other)?;
    let command = Prescribe {
        form_key: Uuid::from_bytes(tx.random()),
        patient: known.person(&line.patient)?,
        tool: tool.ok_or_else(|| Failure::other("no such tool"))?.id,
        goal: Phrase::new(&line.goal).map_err(Failure::other)?,
        instructions: line.instructions.as_deref().map(Phrase::new).transpose().map_err(Failure::other)?,
        task: line.task.clone(),
        starts: Some(calendar.day(line.starts_day)?),
        ends: line.ends_day.map(|day| calendar.day(day)).transpose()?,
        follow_up: line.follow_up_day.map(|day| calendar.day(day)).transpose()?,
        representative_allowed: line.representative_allowed,
        withheld: match (line.withheld_from_parents, &line.withheld_reason) {
            (true, Some(reason)) => {
                Some(serde_json::from_value(reason.as_str().into()).map_err(Failure::other)?)
            }
            (true, None) => return Err(Failure::other("withheld for no reason")),
            (false, _) => None,
        },
        returns_data: line.data_returns,
    };
    Ok(prescriber::prescribe(tx, &by, command).await.map_err(Failure::other)?.id)
}

async fn clinician(tx: &Tx, known: &Known, key: &str, line: &HistoryLine) -> Result<Clinician, Failure> {
    let organisation = known.organisation(&line.organisation)?;
    let on = oslo::date(database::Read::now(tx));
    let found = people::find_clinician(tx, known.person(key)?, Some(organisation), on)
        .await
        .map_err(Failure::other)?;
    let mut clinician = found.ok_or_else(|| Failure::other(format_args!("{key} is no clinician there")))?;
    if let (Some(unit), true) = (&line.unit, key == line.prescriber) {
        clinician.unit = Some(known.unit(&line.organisation, unit)?);
    }
    Ok(clinician)
}
