//! The scopes that there are: nothing else is registered or granted.

use crate::{Party, Scopes};

/// Those that are not over resources: of OpenID Connect, of launches (SMART App Launch 2.2), and our own.
const NAMED: &str = "openid profile pid launch launch/patient fhirUser offline_access online_access storage";

/// What can be granted, by whom a client speaks for.
#[derive(Debug, Clone)]
pub struct Offered {
    tools: Scopes,
    record_systems: Scopes,
}

impl Offered {
    /// Over resources tools can have these, and record systems those.
    pub fn new(tools: &Scopes, record_systems: &Scopes) -> Self {
        let named = Scopes::parse(NAMED).unwrap_or_default();
        Self { tools: named.with(tools), record_systems: named.with(record_systems) }
    }

    /// What clients of this party can have.
    pub const fn to(&self, party: Party) -> &Scopes {
        match party {
            Party::Tool(_) | Party::Sandbox(_) => &self.tools,
            Party::RecordSystem(_) => &self.record_systems,
        }
    }

    /// What discovery tells of: a tool needs no agreement to find out; a record system's come with its agreement.
    pub(crate) const fn told(&self) -> &Scopes {
        &self.tools
    }
}
