#![doc = include_str!("../README.md")]

pub mod bulk;

mod assessment;
mod case;
mod requirement;
mod wire;
mod word;

pub use assessment::{Outcome, Verdict, assess, outcomes};
pub use case::{Answer, Answers, Case, OrdererFacts, Period, ToolFacts, VendorFacts};
pub use requirement::{
    AppliesTo, Basis, CRITERIA_VERSION, LabelDimension, REQUIREMENTS, Requirement, Row, Severity,
};
pub use word::{
    AnswerStatus, Availability, Claim, Independence, LoginMethod, OrganisationKind, Platform, ProfileClass,
};
