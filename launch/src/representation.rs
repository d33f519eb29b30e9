//! Who may act for whom, and start what: the rules as pure functions of facts.

mod decide;
mod explain;
mod facts;
pub mod policy;
mod read;
mod rules;
pub mod source;
pub(crate) mod wire;

pub use decide::{Decision, decide};
pub(crate) use explain::explain_logged;
pub use explain::{NEUTRAL, TEXTS, explain};
pub use facts::{
    About, AddressProtection, Availability, Evidence, Facts, Independence, Mandate, ParentRole, Parenthood,
    PermissionState, PersonFacts, PersonStatus, PrescriptionFacts, ProfileClass, Purpose, Relation,
    Responsibility, Scope, SubjectFacts, ToolFacts, ToolStatus,
};
pub use policy::Basis;
pub(crate) use rules::grounds;
