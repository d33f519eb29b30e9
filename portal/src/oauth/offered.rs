//! What clients may register: which scopes there are, which addresses.

use identity::{Offered, Reach, Scopes, Terms};

use crate::{config::Config, fhir};

/// What a record system can have (contract §3.2). No interface takes it yet: it can be registered and granted, and discovery does not tell of it.
const RECORD_SYSTEMS: &str = "user/Task.cruds";

/// Beside the provider's own: what the FHIR interface takes of a tool, and what record systems can have.
pub fn offered() -> Offered {
    Offered::new(&fhir::scopes(), &Scopes::parse(RECORD_SYSTEMS).unwrap_or_default())
}

/// What may be registered, with addresses of this reach.
pub fn terms(reach: Reach) -> Terms {
    Terms { reach, offered: offered() }
}

/// Which addresses others may have: in profile `demo` those of this machine too.
pub fn reach(config: &Config) -> Reach {
    if config.is_demo() { Reach::DEMO } else { Reach::PUBLIC }
}
