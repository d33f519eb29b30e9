#![doc = include_str!("../README.md")]

mod actor;
mod clock;
mod entropy;
mod error;
mod hidden;
mod hpr;
mod id;
mod locale;
mod login_level;
mod national_id;
mod org_number;
pub mod oslo;
mod phrase;
mod slug;

pub use actor::{Actor, Citizen, Clinician, Operator, Orderer, VendorUser};
pub use clock::{Clock, ManualClock, SystemClock};
pub use entropy::{Entropy, SeededEntropy};
pub use error::{Classified, ErrorKind, Refusal, Rule};
pub use hidden::{Hidden, HiddenTool};
pub use hpr::{HprNumber, Profession};
pub use id::{
    AgreementId, AssessmentId, CheckId, ClientId, DeviationId, GrantId, Id, IdError, IdKind, LaunchId,
    LookId, MembershipId, ObservationId, OrderId, OrganisationId, PermissionId, PersonId, PrescriptionId,
    ProcessId, RelationId, RevisionId, SessionId, StoredId, ToolId, ToolListId, UnitId,
};
pub use locale::Locale;
pub use login_level::{LoginLevel, UnknownLoginLevel};
pub use national_id::{NationalId, NationalIdError, NationalIdKind};
pub use org_number::{OrgNumber, OrgNumberError};
pub use phrase::{Phrase, PhraseError};
pub use slug::{Slug, SlugError};
