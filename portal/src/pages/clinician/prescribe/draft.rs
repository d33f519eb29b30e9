//! What the clinician has filled in, read from the form.

use catalogue::Listing;
use database::Read;
use jiff::civil::Date;
use kernel::{PersonId, Slug, oslo};
use prescriber::{Goal, Instructions, Period, Prescribe, Withheld};
use uuid::Uuid;

use crate::{
    pages::clinician::day,
    web::{App, FormState, Result},
};

/// Everything but the patient.
#[derive(Debug, Clone)]
pub struct Draft {
    pub goal: Goal,
    pub instructions: Option<Instructions>,
    pub task: Option<Slug>,
    pub starts: Option<Date>,
    pub ends: Option<Date>,
    pub follow_up: Option<Date>,
    pub representative_allowed: bool,
    pub returns_data: bool,
    pub withheld: Option<Withheld>,
}

impl Draft {
    /// Reads it; what is wrong is noted at its field.
    pub fn read(form: &mut FormState, listing: &Listing) -> Option<Self> {
        let goal = form.phrase("goal", "clinic-fill-goal-missing");
        let instructions = form.optional_phrase("instructions");
        let task = form.parse_optional("task", "form-bad-choice");
        let (starts, ends) = (day(form, "starts"), day(form, "ends"));
        let follow_up = day(form, "follow_up");
        Some(Self {
            goal: goal?,
            instructions,
            task,
            starts,
            ends,
            follow_up,
            // R8 is what a clinician has decided: who was not asked has decided nothing.
            representative_allowed: !launch::can_be_for_another(listing.content())
                || form.checked("representative"),
            returns_data: may_return(listing) && form.checked("returns_data"),
            withheld: None,
        })
    }

    /// The command that issues it.
    pub fn command(&self, form_key: Uuid, patient: PersonId, listing: &Listing) -> Prescribe {
        Prescribe {
            form_key,
            patient,
            tool: listing.id(),
            goal: self.goal.clone(),
            instructions: self.instructions.clone(),
            task: self.task.clone(),
            starts: self.starts,
            ends: self.ends,
            follow_up: self.follow_up,
            representative_allowed: self.representative_allowed,
            withheld: self.withheld,
            returns_data: self.returns_data,
        }
    }

    /// How long it counts; from today where nothing else is said.
    pub fn period(&self, app: &App) -> Result<Period> {
        let today = oslo::date(app.database.now());
        Ok(Period::new(self.starts.unwrap_or(today), self.ends)?)
    }
}

/// Whether the tool can report anything: only one that uses the platform's login can.
pub fn may_return(listing: &Listing) -> bool {
    listing.content().profile.uses_login()
}
