//! The rules, one row each: to whom it applies and when it refuses. Rows stand by themselves; none silences another.

use jiff::civil::Date;
use kernel::{Rule, oslo};

use super::{
    facts::{
        About, AddressProtection, Availability, Evidence, Facts, Independence, Mandate, ParentRole,
        Parenthood, PermissionState, PersonStatus, ProfileClass, Purpose, Relation, Responsibility, Scope,
        SubjectFacts, ToolFacts, ToolStatus,
    },
    policy::{ALONE_FROM, BASES, Basis, BasisRow, PERMITS_ALONE_FROM, Shape},
};

/// One rule of the domain.
pub(super) struct Row {
    /// Its id.
    pub(super) rule: Rule,
    /// Whether the rule has anything to say about the case.
    pub(super) applies: fn(&Case<'_>) -> bool,
    /// Whether it refuses a case that it applies to.
    pub(super) refuses: fn(&Case<'_>) -> bool,
}

/// The facts on a given day.
pub(super) struct Case<'a> {
    pub(super) facts: &'a Facts,
    /// The date in Oslo.
    pub(super) today: Date,
}

impl<'a> Case<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        Self { facts, today: oslo::date(facts.now) }
    }

    fn subject(&self) -> Option<&'a SubjectFacts> {
        match &self.facts.about {
            About::Oneself => None,
            About::Another { subject, .. } => Some(subject),
        }
    }

    pub(super) fn relation(&self) -> Option<&'a Relation> {
        match &self.facts.about {
            About::Oneself => None,
            About::Another { relation, .. } => relation.as_ref(),
        }
    }

    /// Whether there is a relation on a ground of which this holds.
    fn basis(&self, holds: impl FnOnce(&'static BasisRow) -> bool) -> bool {
        self.relation().is_some_and(|relation| holds(relation.basis.row()))
    }

    fn parenthood(&self) -> Option<Parenthood> {
        match self.relation()?.evidence {
            Evidence::Parenthood(parenthood) => Some(parenthood),
            Evidence::Mandate(_) => None,
        }
    }

    pub(super) fn mandate(&self) -> Option<&'a Mandate> {
        match &self.relation()?.evidence {
            Evidence::Mandate(mandate) => Some(mandate),
            Evidence::Parenthood(_) => None,
        }
    }

    fn actor_age(&self) -> i16 {
        oslo::age(self.facts.actor.born, self.today)
    }

    fn subject_age(&self) -> Option<i16> {
        self.subject().map(|subject| oslo::age(subject.person.born, self.today))
    }

    /// A prescription that is still open and whose period, ends included, holds today.
    fn has_current_prescription(&self) -> bool {
        self.facts.prescription.is_some_and(|prescription| {
            prescription.stage.is_open()
                && prescription.starts <= self.today
                && prescription.ends.is_none_or(|ends| self.today <= ends)
        })
    }
}

fn is_oneself(case: &Case<'_>) -> bool {
    matches!(case.facts.about, About::Oneself)
}

fn is_for_another(case: &Case<'_>) -> bool {
    !is_oneself(case)
}

/// Acting for another to start the tool or to give a permission. Taking one back is left out: F13.
fn acts_for_another(case: &Case<'_>) -> bool {
    is_for_another(case) && matches!(case.facts.purpose, Purpose::Open | Purpose::Permit)
}

/// To whom R1–R6 apply.
pub(super) fn acts_in_standalone(case: &Case<'_>) -> bool {
    acts_for_another(case) && case.facts.tool.independence == Independence::Standalone
}

fn acts_in_integrated(case: &Case<'_>) -> bool {
    acts_for_another(case) && case.facts.tool.independence == Independence::Integrated
}

/// To whom T2 applies.
pub(super) fn opens_prescribed(case: &Case<'_>) -> bool {
    case.facts.purpose == Purpose::Open && case.facts.tool.availability == Availability::Prescription
}

/// Whether this parent has the parental responsibility that is registered (F3).
pub(super) fn has_responsibility(Parenthood { responsibility, role }: Parenthood) -> bool {
    match responsibility {
        Responsibility::Both => role != ParentRole::Other,
        Responsibility::Mother => role == ParentRole::Mother,
        Responsibility::Father => role == ParentRole::Father,
        Responsibility::CoMother => role == ParentRole::CoMother,
        Responsibility::Other => role == ParentRole::Other,
        Responsibility::Unknown => false,
    }
}

/// Whether a power of attorney counts on this day (F7).
pub(super) fn is_in_force(mandate: &Mandate, longest_years: Option<i16>, today: Date) -> bool {
    let within = mandate.from <= today && mandate.until.is_none_or(|until| today <= until);
    let ended = mandate.ended.is_some_and(|ended| ended <= today);
    let too_long =
        longest_years.is_some_and(|years| match (mandate.until, oslo::anniversary(mandate.from, years)) {
            (Some(until), Some(last)) => until > last,
            // An anniversary past the calendar's end: no day can be later.
            (Some(_), None) => false,
            (None, _) => true,
        });
    within && !ended && !mandate.passed_on && !too_long
}

/// R5: whether the tool takes representation from the platform, and has somebody logged in to whom it can be told.
fn takes_representation(tool: &ToolFacts) -> bool {
    tool.uses_platform_representation && !matches!(tool.profile, ProfileClass::None | ProfileClass::Local)
}

/// The grounds that the tool itself leaves open for acting for another (R1, R2, R5, R6; R7), whoever the persons are and whatever is prescribed and agreed.
pub(crate) fn grounds(tool: &ToolFacts) -> Vec<Basis> {
    let standalone = tool.availability == Availability::Prescription
        && tool.representation_declared
        && takes_representation(tool);
    match tool.independence {
        Independence::Integrated => tool.process_bases.clone(),
        Independence::Standalone if standalone => {
            BASES.into_iter().filter(|basis| basis.row().standalone).collect()
        }
        Independence::Standalone => Vec::new(),
    }
}

const fn row(rule: &'static str, applies: fn(&Case<'_>) -> bool, refuses: fn(&Case<'_>) -> bool) -> Row {
    Row { rule: Rule(rule), applies, refuses }
}

/// Every rule that can refuse, in the order of answers. F13 refuses nothing (see `acts_for_another`).
pub(super) static ROWS: [Row; 26] = [
    row("F0", is_for_another, |case| case.relation().is_none()),
    row(
        "F1",
        |case| case.basis(|basis| basis.ends_at_age.is_some()),
        |case| {
            case.basis(|basis| {
                basis.ends_at_age.is_some_and(|end| case.subject_age().is_none_or(|age| age >= end))
            })
        },
    ),
    row("F2", is_for_another, |case| {
        let open = |address| address == AddressProtection::Open;
        !open(case.facts.actor.address) || !case.subject().is_some_and(|subject| open(subject.person.address))
    }),
    row(
        "F3",
        |case| case.basis(|basis| basis.by_responsibility),
        |case| !case.parenthood().is_some_and(has_responsibility),
    ),
    row(
        "F4",
        |case| case.basis(|basis| basis.ends_by_care_order),
        |case| case.subject().is_none_or(|subject| subject.care_order),
    ),
    row("F5", is_for_another, |case| {
        case.facts.actor.emergency_block
            || case.subject().is_none_or(|subject| subject.person.emergency_block)
    }),
    row(
        "F6",
        |case| case.basis(|basis| basis.ages.is_some()),
        |case| {
            case.basis(|basis| {
                basis.ages.is_some_and(|ages| {
                    case.actor_age() < ages.holder || case.subject_age().is_none_or(|age| age < ages.giver)
                })
            })
        },
    ),
    row(
        "F7",
        |case| case.basis(|basis| basis.shape == Shape::Mandate),
        |case| {
            case.basis(|basis| {
                !case.mandate().is_some_and(|mandate| is_in_force(mandate, basis.longest_years, case.today))
            })
        },
    ),
    row(
        "F8",
        |case| case.basis(|basis| !basis.decides_permissions),
        |case| matches!(case.facts.purpose, Purpose::Permit | Purpose::Withdraw),
    ),
    row(
        "F9",
        |_| true,
        |case| match case.subject() {
            None => case.facts.actor.status == PersonStatus::Dead,
            Some(subject) => {
                case.facts.actor.status != PersonStatus::Active
                    || subject.person.status != PersonStatus::Active
            }
        },
    ),
    row(
        "F10",
        |case| case.basis(|basis| basis.by_scope),
        |case| {
            case.facts.purpose != Purpose::See
                || !case.mandate().is_some_and(|mandate| mandate.scopes.contains(&Scope::See))
        },
    ),
    row(
        "F11",
        |case| case.basis(|basis| basis.withholdable),
        |case| case.facts.prescription.is_some_and(|prescription| prescription.withheld_from_parents),
    ),
    row("F12", is_oneself, |case| {
        let age = case.actor_age();
        age < ALONE_FROM || (age < PERMITS_ALONE_FROM && case.facts.purpose == Purpose::Permit)
    }),
    row(
        "F14",
        |case| case.basis(|basis| basis.needs_incapacity),
        |case| {
            !case.subject().is_some_and(|subject| subject.lacks_capacity)
                || !case.mandate().is_some_and(|mandate| mandate.closest_next_of_kin)
        },
    ),
    row("R1", acts_in_standalone, |case| case.basis(|basis| !basis.standalone)),
    row("R2", acts_in_standalone, |case| {
        case.facts.tool.availability != Availability::Prescription || !case.has_current_prescription()
    }),
    row("R3", acts_in_standalone, |case| !case.facts.tool.data_processor_agreement),
    row("R4", acts_in_standalone, |case| !case.facts.tool.person_service_terms),
    row("R5", acts_in_standalone, |case| !takes_representation(&case.facts.tool)),
    row("R6", acts_in_standalone, |case| !case.facts.tool.representation_declared),
    row("R7", acts_in_integrated, |case| {
        case.relation().is_some_and(|relation| !case.facts.tool.process_bases.contains(&relation.basis))
    }),
    row("R8", acts_for_another, |case| {
        case.facts.prescription.is_some_and(|prescription| !prescription.representative_allowed)
    }),
    row(
        "T1",
        |case| case.facts.purpose == Purpose::Open,
        |case| case.facts.tool.status != ToolStatus::Published,
    ),
    row("T2", opens_prescribed, |case| !case.has_current_prescription()),
    row(
        "T3",
        |_| true,
        |case| {
            let facts = case.facts;
            facts.level < facts.floor
                || (matches!(facts.purpose, Purpose::Open | Purpose::Permit)
                    && facts.level < facts.tool.level)
        },
    ),
    row(
        "T4",
        |case| case.facts.purpose == Purpose::Open,
        |case| matches!(case.facts.permission, PermissionState::Withdrawn | PermissionState::NotGiven),
    ),
];
