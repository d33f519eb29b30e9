//! Prescriptions between the demonstration's people, event by event.

use database::{Database, Tx};
use jiff::Timestamp;
use kernel::{Citizen, Clinician, Phrase, PrescriptionId, oslo};
use prescriber::{Completer, PatientScope, Prescribe};
use uuid::Uuid;

use super::{
    Known,
    calendar::Calendar,
    files::{self, EventLine, HistoryLine},
    reports::{self, Measurement, Reporters},
};
use crate::command::Failure;

/// The demonstration's prescriptions on their way.
pub(super) struct Past {
    lines: Vec<HistoryLine>,
    issued: Vec<Option<PrescriptionId>>,
    reporters: Reporters,
}

/// One thing that happens on a prescription, by its number in the file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// One of its events.
    Event(usize),
    /// A measurement: which thing, which of its values.
    Report(usize, usize),
}

impl Past {
    /// The prescriptions of the file, none of them issued.
    pub(super) fn read(db: &Database, tool: &str) -> Result<Self, Failure> {
        let lines: Vec<HistoryLine> = files::lines("history.jsonl", files::HISTORY)?;
        Ok(Self { issued: vec![None; lines.len()], lines, reporters: Reporters::new(db, tool) })
    }

    /// Every step's moment, and the number of its prescription.
    pub(super) fn plan(&self, calendar: &Calendar) -> Result<Vec<(Timestamp, usize, Step)>, Failure> {
        let mut steps = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            for ((number, event), minutes) in line.events.iter().enumerate().zip((120..).step_by(10)) {
                steps.push((calendar.moment(event.day, minutes)?, at, Step::Event(number)));
            }
            for (thing, observations) in line.observations.iter().enumerate() {
                let planned = reports::plan(observations, calendar)?.into_iter();
                steps.extend(planned.map(|(moment, value)| (moment, at, Step::Report(thing, value))));
            }
        }
        Ok(steps)
    }

    /// Lets one step happen.
    pub(super) async fn happen(
        &mut self,
        tx: &Tx,
        calendar: &Calendar,
        known: &Known,
        (at, step): (usize, Step),
    ) -> Result<(), Failure> {
        let line = &self.lines[at];
        let number = match step {
            Step::Event(number) => number,
            Step::Report(thing, value) => return self.report(tx, known, at, (thing, value)).await,
        };
        let event = &line.events[number];
        let done = happen(tx, calendar, known, &self.reporters, line, event, self.issued[at]).await;
        self.issued[at] =
            done.map_err(|error| Failure::other(format_args!("{}, {}: {error}", line.key, event.kind)))?;
        Ok(())
    }

    async fn report(
        &mut self,
        tx: &Tx,
        known: &Known,
        at: usize,
        (thing, value): (usize, usize),
    ) -> Result<(), Failure> {
        let line = &self.lines[at];
        let observations = &line.observations[thing];
        let measured = Measurement {
            line: observations,
            numbers: &observations.values[value][1..],
            prescription: self.issued[at].ok_or_else(|| Failure::other("reported before it was issued"))?,
            identifier: format!("{}-{}-{value}", line.key, observations.code),
        };
        let done = self.reporters.report(tx, known, &measured).await;
        done.map_err(|error| Failure::other(format_args!("{}, {}: {error}", line.key, observations.code)))
    }
}

async fn happen(
    tx: &Tx,
    calendar: &Calendar,
    known: &Known,
    reporters: &Reporters,
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
        "declined" => {
            let citizen = citizen()?;
            prescriber::decline(tx, &citizen, PatientScope::of(&citizen), id, reason()?).await
        }
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
        "permits" | "shares_measurements" | "shares_summary" => {
            reporters.permit(tx, citizen()?, id, &event.kind).await?;
            return Ok(issued);
        }
        "read_data" => {
            let by = clinician(tx, known, by()?, line).await?;
            prescriber::read_data(tx, &by, id, 500).await.map_err(Failure::other)?;
            return Ok(issued);
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
