//! What is taken as an `Observation`, and what is told to whoever sends another.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;

use super::{
    shape,
    value::{
        Code, CodeableConcept, DateTime, Identifier, Period, Quantity, Range, Ratio, Reference, SampledData,
        Time,
    },
};
use crate::fhir::{
    Failure, Issue, Result,
    json::{self, Elements},
};

/// Value set observation-status (R4), required binding.
const STATUS: [&str; 8] = [
    "registered",
    "preliminary",
    "final",
    "amended",
    "corrected",
    "cancelled",
    "entered-in-error",
    "unknown",
];

/// What is measured cannot lie further ahead than clocks and dates differ.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// Most characters of an identifier, `system|value`.
const LONGEST_IDENTIFIER: usize = 400;

/// An `Observation` that is taken.
#[derive(Debug)]
pub struct Accepted {
    /// The sender's own identifier, `system|value`.
    pub identifier: Option<String>,
    /// What was measured, `system|code`.
    pub code: String,
    /// When it was measured.
    pub effective_at: Timestamp,
    /// The elements as sent, without those that are ours to say: `id`, version and time, `subject`.
    pub resource: String,
}

/// Reads an `Observation` about this patient (the id in the token's context).
pub fn accept(text: &str, patient: &str, now: Timestamp) -> Result<Accepted> {
    let malformed = |error: serde_json::Error| {
        // Places, not content: what a tool sends is health data.
        let place = format!("line {}, column {}", error.line(), error.column());
        let what = if error.is_data() {
            format!("The body {}", reason(&error))
        } else {
            format!("The body is no JSON object ({place}).")
        };
        Failure::bad_request(Issue::new("structure", what))
    };
    let walk = json::walk(text, "Observation").map_err(malformed)?;
    let elements = Elements::parse(text).map_err(malformed)?;
    let mut reader = Reader { elements: &elements, issues: walk.issues };
    if !reader.issues.is_empty() {
        return Err(Failure::Outcome { status: StatusCode::BAD_REQUEST, issues: reader.issues });
    }
    reader.kind()?;
    reader.status();
    let code = reader.code();
    let effective = reader.effective(now);
    reader.subject(patient);
    reader.foreign(&walk.references, patient);
    reader.result();
    reader.not_understood();
    let identifier = reader.identifier();
    let issues = reader.issues;
    match (code, effective) {
        (Some(code), Some(effective_at)) if issues.is_empty() => {
            let resource = kept(elements);
            match shape::issues(&resource).map_err(malformed)? {
                issues if issues.is_empty() => Ok(Accepted { identifier, code, effective_at, resource }),
                issues => Err(Failure::Outcome { status: StatusCode::UNPROCESSABLE_ENTITY, issues }),
            }
        }
        _ => Err(Failure::Outcome { status: StatusCode::UNPROCESSABLE_ENTITY, issues }),
    }
}

/// The elements that are kept.
fn kept(mut elements: Elements) -> String {
    let meta = elements.get("meta").and_then(|meta| Elements::parse(meta).ok()).map(|mut meta| {
        meta.without(&["versionId", "lastUpdated"]);
        meta
    });
    elements.without(&["resourceType", "id", "meta", "subject"]);
    match meta {
        Some(meta) if !meta.is_empty() => elements.write(&[("meta", meta.write(&[]))]),
        _ => elements.write(&[]),
    }
}

/// Reads elements and collects what is wrong.
struct Reader<'e> {
    elements: &'e Elements,
    issues: Vec<Issue>,
}

impl Reader<'_> {
    fn wrong(&mut self, code: &'static str, place: &str, text: impl Into<String>) {
        self.issues.push(Issue::new(code, text).at(format!("Observation{place}")));
    }

    /// An element, if it is there and right.
    fn read<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let text = self.elements.get(name)?;
        match serde_json::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong("value", &format!(".{name}"), format!("{name} {}", reason(&error)));
                None
            }
        }
    }

    fn kind(&self) -> Result<()> {
        match self.elements.get("resourceType") {
            Some("\"Observation\"") => Ok(()),
            Some(_) => Err(Failure::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                Issue::new("invariant", "resourceType is Observation at this address.")
                    .at("Observation.resourceType"),
            )),
            None => Err(Failure::bad_request(
                Issue::new("required", "resourceType is missing.").at("Observation.resourceType"),
            )),
        }
    }

    fn status(&mut self) {
        match self.read::<String>("status") {
            Some(status) if STATUS.contains(&status.as_str()) => {}
            Some(_) => {
                let text = format!("status is one of {}.", STATUS.join(", "));
                self.wrong("code-invalid", ".status", text);
            }
            None => self.required("status", "status is missing."),
        }
    }

    /// Says that an element is missing, unless it is there and wrong already.
    fn required(&mut self, name: &str, text: &str) {
        if self.elements.get(name).is_none() {
            self.wrong("required", &format!(".{name}"), text);
        }
    }

    fn code(&mut self) -> Option<String> {
        let Some(code) = self.read::<CodeableConcept>("code") else {
            self.required("code", "code is missing: what was measured?");
            return None;
        };
        let coded = code.coding.iter().find_map(|coding| {
            let (system, code) = (coding.system.as_ref()?, coding.code.as_ref()?);
            Some(format!("{}|{}", system.0, code.0))
        });
        if coded.is_none() {
            self.wrong("required", ".code.coding", "code has at least one coding with system and code.");
        }
        coded
    }

    fn effective(&mut self, now: Timestamp) -> Option<Timestamp> {
        let names: Vec<_> = self.elements.names().filter(|name| name.starts_with("effective")).collect();
        let [name] = names[..] else {
            let text =
                "One of effectiveDateTime, effectiveInstant and effectivePeriod says when it was measured.";
            self.wrong("required", ".effective[x]", text);
            return None;
        };
        let at = match name {
            "effectiveDateTime" => self.read::<DateTime>(name)?.at,
            "effectiveInstant" => {
                let instant = self.read::<DateTime>(name)?;
                if !instant.is_instant {
                    self.wrong("value", ".effectiveInstant", "effectiveInstant is precise to the second.");
                    return None;
                }
                instant.at
            }
            "effectivePeriod" => {
                let period = self.read::<Period>(name)?;
                if !period.is_proper() {
                    self.wrong(
                        "invariant",
                        ".effectivePeriod",
                        "The period has a start or an end, and does not end before it starts.",
                    );
                    return None;
                }
                period.start.or(period.end)?.at
            }
            _ => {
                self.wrong("not-supported", &format!(".{name}"), format!("{name} is not supported."));
                return None;
            }
        };
        if at > now + AHEAD {
            self.wrong("business-rule", ".effective[x]", "What is measured lies in the past, not ahead.");
            return None;
        }
        Some(at)
    }

    fn subject(&mut self, patient: &str) {
        let Some(subject) = self.read::<Reference>("subject") else { return };
        let own =
            subject.reference.as_deref().is_some_and(|reference| patient_of(reference) == Some(patient));
        if !own {
            let text = "subject is left out, or is the Patient of the token's context.";
            self.wrong("business-rule", ".subject", text);
        }
    }

    /// No element points at another patient.
    fn foreign(&mut self, references: &[(String, String)], patient: &str) {
        for (place, reference) in references {
            let other = patient_of(reference).is_some_and(|found| found != patient);
            if other && !place.starts_with("Observation.subject") {
                let text = "Only the Patient of the token's context is pointed at.";
                self.issues.push(Issue::new("business-rule", text).at(place.clone()));
            }
        }
    }

    /// A value, components, members or the reason why there is none.
    fn result(&mut self) {
        self.value("", self.elements);
        let has = |name: &str| self.elements.get(name).is_some();
        let valued = values_of(self.elements).next().is_some();
        if valued && has("dataAbsentReason") {
            self.wrong(
                "invariant",
                ".dataAbsentReason",
                "obs-6: dataAbsentReason stands only where there is no value.",
            );
        } else if !valued && !["component", "hasMember", "dataAbsentReason"].into_iter().any(has) {
            self.wrong(
                "required",
                ".value[x]",
                "There is a value, a component, hasMember or dataAbsentReason.",
            );
        }
        self.read::<CodeableConcept>("dataAbsentReason");
        for (at, component) in self.read::<Vec<Elements>>("component").unwrap_or_default().iter().enumerate()
        {
            let place = format!(".component[{at}]");
            match component.get("code").map(serde_json::from_str::<CodeableConcept>) {
                Some(Ok(code)) if !code.coding.is_empty() || code.text.is_some() => {}
                _ => self.wrong("required", &format!("{place}.code"), "A component has a code."),
            }
            self.value(&place, component);
        }
    }

    /// At most one value, of a kind that R4 knows, and shaped like it.
    fn value(&mut self, place: &str, elements: &Elements) {
        let names: Vec<_> = values_of(elements).collect();
        if names.len() > 1 {
            self.wrong("structure", &format!("{place}.value[x]"), "There is only one value[x].");
            return;
        }
        let [name] = names[..] else { return };
        let text = elements.get(name).unwrap_or_default();
        let checked = match name {
            "valueQuantity" => check::<Quantity>(text, Quantity::is_proper),
            "valueCodeableConcept" => {
                check::<CodeableConcept>(text, |value| !value.coding.is_empty() || value.text.is_some())
            }
            "valueString" => check::<String>(text, |_| true),
            "valueBoolean" => check::<bool>(text, |_| true),
            "valueInteger" => check::<i32>(text, |_| true),
            "valueRange" => check::<Range>(text, |_| true),
            "valueRatio" => check::<Ratio>(text, |_| true),
            "valueSampledData" => check::<SampledData>(text, |_| true),
            "valueTime" => check::<Time>(text, |_| true),
            "valueDateTime" => check::<DateTime>(text, |_| true),
            "valuePeriod" => check::<Period>(text, Period::is_proper),
            _ => Err("is none of R4's kinds of value.".to_owned()),
        };
        if let Err(problem) = checked {
            self.wrong("value", &format!("{place}.{name}"), format!("{name} {problem}"));
        }
    }

    /// What changes the meaning of everything else is refused where it is not understood (R4 §2.4.3).
    fn not_understood(&mut self) {
        for name in ["modifierExtension", "implicitRules", "contained"] {
            if self.elements.get(name).is_some() {
                self.wrong("not-supported", &format!(".{name}"), format!("{name} is not supported."));
            }
        }
    }

    fn identifier(&mut self) -> Option<String> {
        let identifiers = self.read::<Vec<Identifier>>("identifier")?;
        let named = identifiers
            .into_iter()
            .find_map(|identifier| Some(format!("{}|{}", identifier.system?.0, identifier.value?)))?;
        if named.chars().count() > LONGEST_IDENTIFIER {
            let text = format!("system and value have at most {LONGEST_IDENTIFIER} characters together.");
            self.wrong("too-long", ".identifier", text);
        }
        Some(named)
    }
}

/// Names of the value elements; `_valueString` and the like are extensions of one.
fn values_of(elements: &Elements) -> impl Iterator<Item = &str> {
    elements.names().filter(|name| {
        name.strip_prefix("value")
            .is_some_and(|kind| kind.starts_with(|first: char| first.is_ascii_uppercase()))
    })
}

fn check<T: DeserializeOwned>(text: &str, proper: impl Fn(&T) -> bool) -> std::result::Result<(), String> {
    match serde_json::from_str::<T>(text) {
        Ok(value) if proper(&value) => Ok(()),
        Ok(_) => Err("is incomplete or contradicts itself.".into()),
        Err(error) => Err(reason(&error)),
    }
}

/// What is wrong, without what was sent.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    match text.split_once(": ") {
        // "invalid type: string \"…\", expected i32" quotes what was sent.
        Some(("invalid type" | "invalid value", detail)) => match detail.rsplit_once("expected ") {
            Some((_, expected)) => format!("is not as R4 has it: expected {expected}."),
            None => "is not as R4 has it.".into(),
        },
        _ if text.starts_with("unknown variant") => "has a code that R4 does not know there.".into(),
        _ => format!("{}.", text.trim_end_matches('.')),
    }
}

/// The id of the patient that a reference names, if it names one.
fn patient_of(reference: &str) -> Option<&str> {
    let at = reference.rfind("Patient/").filter(|at| *at == 0 || reference.as_bytes()[at - 1] == b'/')?;
    let rest = &reference[at + "Patient/".len()..];
    Some(rest.split_once("/_history/").map_or(rest, |(id, _)| id))
}

/// The identifier that `If-None-Exist` asks for; the only condition that is understood.
pub fn if_none_exist(condition: &str) -> Result<String> {
    let wrong = || {
        let text = "If-None-Exist is identifier=system|value and nothing else.";
        Failure::bad_request(Issue::new("not-supported", text))
    };
    let pairs = crate::fhir::parameters::pairs(condition.trim_start_matches('?'));
    let [(name, token)] = &pairs[..] else { return Err(wrong()) };
    let (system, value) = token.split_once('|').ok_or_else(wrong)?;
    let proper = name == "identifier"
        && super::value::System::try_from(system.to_owned()).is_ok()
        && Code::try_from(value.to_owned()).is_ok()
        && token.chars().count() <= LONGEST_IDENTIFIER;
    if proper { Ok(token.clone()) } else { Err(wrong()) }
}
