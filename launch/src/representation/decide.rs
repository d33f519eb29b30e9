//! From facts to a decision.

use jiff::{Timestamp, civil::Date};
use kernel::{Rule, oslo};

use super::{
    facts::{About, Facts},
    policy::Basis,
    rules::{Case, ROWS, acts_in_standalone, opens_prescribed},
};

/// Allowed or refused, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    basis: Option<Basis>,
    until: Option<Timestamp>,
    refused_by: Vec<Rule>,
}

impl Decision {
    /// Whether no rule refuses.
    pub const fn allowed(&self) -> bool {
        self.refused_by.is_empty()
    }

    /// On what ground; `None` where refused.
    pub const fn basis(&self) -> Option<Basis> {
        self.basis
    }

    /// The instant at which the right ends by itself; `None` where refused and where nothing ends it.
    pub const fn until(&self) -> Option<Timestamp> {
        self.until
    }

    /// Every rule that refuses, in the order F0…F14, R1…R8, T1…T4.
    pub fn refused_by(&self) -> &[Rule] {
        &self.refused_by
    }
}

/// Tries every rule on the facts.
pub fn decide(facts: &Facts) -> Decision {
    let case = Case::new(facts);
    let refuses = |row: &&super::rules::Row| (row.applies)(&case) && (row.refuses)(&case);
    let refused_by: Vec<Rule> = ROWS.iter().filter(refuses).map(|row| row.rule).collect();
    if !refused_by.is_empty() {
        return Decision { basis: None, until: None, refused_by };
    }
    let basis = match &facts.about {
        About::Oneself => Some(Basis::ONESELF),
        About::Another { relation, .. } => relation.as_ref().map(|relation| relation.basis),
    };
    let until = last_moment(&case).and_then(oslo::start_of_day);
    Decision { basis, until, refused_by }
}

/// The day that begins without the right: the earliest of what ends it by itself.
fn last_moment(case: &Case<'_>) -> Option<Date> {
    let comes_of_age = match (&case.facts.about, case.relation()) {
        (About::Another { subject, .. }, Some(relation)) => {
            relation.basis.row().ends_at_age.and_then(|age| oslo::anniversary(subject.person.born, age))
        }
        _ => None,
    };
    let mandate = case.mandate();
    let runs_out = mandate.and_then(|mandate| mandate.until).and_then(day_after);
    let ended = mandate.and_then(|mandate| mandate.ended).filter(|&ended| ended > case.today);
    let needs_prescription = acts_in_standalone(case) || opens_prescribed(case);
    let prescription = case.facts.prescription.filter(|_| needs_prescription);
    let prescription_ends = prescription.and_then(|prescription| prescription.ends).and_then(day_after);
    [comes_of_age, runs_out, ended, prescription_ends].into_iter().flatten().min()
}

/// The next day; `None` at the calendar's end, where nothing ends any more.
fn day_after(day: Date) -> Option<Date> {
    day.tomorrow().ok()
}
