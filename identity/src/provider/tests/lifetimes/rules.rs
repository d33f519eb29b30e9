//! The tools, and the rules about them as a policy: facts that change, and a day that comes by itself.

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use database::{Present, Read};
use jiff::Timestamp;

use crate::{Basis, Client, GrantFacts, GrantPolicy, Moment, PolicyAnswer, PolicyError, Representation};

/// How many tools there are.
pub(super) const TOOLS: usize = 3;
/// Confidential; its tokens are bound to no key.
pub(super) const PLAIN: usize = 0;
/// Public; its tokens are bound to a key, its refresh tokens rotate.
pub(super) const PUBLIC: usize = 1;
/// Held to FAPI 2.0: requests are pushed, tokens are bound to a key, refresh tokens do not rotate.
pub(super) const FAPI: usize = 2;

/// The rules.
#[derive(Default)]
pub(super) struct Rules {
    pub(super) suspended: [AtomicBool; TOOLS],
    pub(super) withdrawn: [AtomicBool; 2],
    pub(super) known: OnceLock<(Vec<Client>, Timestamp)>,
}

impl Rules {
    pub(super) fn permits(&self, tool: usize, child: bool, birthday: Timestamp, now: Timestamp) -> bool {
        !self.suspended[tool].load(Ordering::SeqCst)
            && !self.withdrawn[usize::from(child)].load(Ordering::SeqCst)
            && (!child || now < birthday)
    }
}

#[async_trait]
impl GrantPolicy for Rules {
    async fn check(&self, db: &Present, facts: &GrantFacts) -> Result<PolicyAnswer, PolicyError> {
        let (tools, birthday) = self.known.get().unwrap();
        let tool = tools.iter().position(|tool| tool.id == facts.client).unwrap();
        let child = facts.subject != facts.person;
        // The rule is asked without the day itself: that the answer's `until` holds is the provider's to see to.
        if !self.permits(tool, child, Timestamp::MAX, db.now()) {
            return Err(PolicyError::Refused("test".into()));
        }
        // When a code is asked for the end is not known yet: what is known at each use must be enough.
        let until = (child && facts.moment != Moment::Authorize).then_some(*birthday);
        let representation = child.then_some(Representation { basis: Basis::Parent, until });
        Ok(PolicyAnswer { representation, until, ..PolicyAnswer::default() })
    }
}
