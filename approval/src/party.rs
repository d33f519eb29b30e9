//! Who may decide what: the logins that a use case takes.

use catalogue::{SuspensionReason, Tool};
use database::Read;
use kernel::{Actor, Operator, Orderer, VendorUser};

use crate::{Assessment, Error, Result, store};

/// Who may send back or turn down what is being assessed.
#[derive(Debug, Clone, Copy)]
pub enum Authority {
    /// The body that has taken it on.
    Orderer(Orderer),
    /// The operator, whatever body has.
    Operator(Operator),
}

impl Authority {
    /// As the audit log knows it.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Orderer(orderer) => orderer.into(),
            Self::Operator(operator) => operator.into(),
        }
    }

    /// Whether the assessment is within its scope.
    pub(crate) fn covers(&self, assessment: &Assessment) -> bool {
        match self {
            Self::Orderer(orderer) => orderer.organisation == assessment.orderer,
            Self::Operator(_) => true,
        }
    }
}

/// Who may suspend, lift and withdraw.
#[derive(Debug, Clone, Copy)]
pub enum Party {
    /// Any tool.
    Operator(Operator),
    /// Tools that the body has ordered.
    Orderer(Orderer),
    /// The vendor's own tools: its own wish only.
    Vendor(VendorUser),
}

impl Party {
    /// As the audit log knows it.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Operator(operator) => operator.into(),
            Self::Orderer(orderer) => orderer.into(),
            Self::Vendor(user) => user.into(),
        }
    }

    /// The tool, if it is within the party's scope.
    pub(crate) async fn tool(&self, db: &impl Read, id: kernel::ToolId) -> Result<Tool> {
        let tool = catalogue::get_tool(db, id).await?;
        let within = match self {
            Self::Operator(_) => true,
            Self::Orderer(orderer) => {
                let order = store::orders::active_of_tool(db, id).await?;
                order.is_some_and(|order| order.orderer == orderer.organisation)
            }
            Self::Vendor(user) => tool.vendor == user.organisation,
        };
        if within { Ok(tool) } else { Err(Error::NotFound("tool")) }
    }

    /// Whether it may suspend for this reason: the vendor's wish is the vendor's, the others are not.
    pub(crate) const fn may_suspend_for(&self, reason: SuspensionReason) -> bool {
        match self {
            Self::Operator(_) | Self::Orderer(_) => true,
            Self::Vendor(_) => matches!(reason, SuspensionReason::VendorWish),
        }
    }

    /// Whether it may lift what this actor set: the operator anything, others what their own organisation set.
    pub(crate) fn may_lift(&self, set_by: &Actor) -> bool {
        match (self, set_by) {
            (Self::Operator(_), _) => true,
            (Self::Orderer(orderer), Actor::Orderer { organisation, .. }) => {
                orderer.organisation == *organisation
            }
            (Self::Vendor(user), Actor::Vendor { organisation, .. }) => user.organisation == *organisation,
            _ => false,
        }
    }
}
