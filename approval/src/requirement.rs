//! The requirements as data: one row a requirement, in the domain's order (4.2).

use catalogue::{Availability, Claim, LoginMethod, OrganisationKind, Platform, ProfileClass};
use kernel::Rule;

use crate::case::{Case, Period, ToolFacts};
use AppliesTo::{All, PlatformLogin, PlatformLoginInApp, PlatformLoginOnWeb};
use Basis::{Answered, Derived};

/// The version of the criteria below; every assessment and decision names the one it was made by (4.3).
pub const CRITERIA_VERSION: &str = "2026-1";

/// How much an unmet requirement weighs (4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// Unmet means not publishable.
    Absolute,
    /// May be unmet for a time: with a reason, a plan, an owner and a deadline.
    Conditional,
    /// May be unmet where a reason for the exception is given.
    Exception,
    /// Nothing to meet: something the listing has to tell.
    Information,
}

/// The tools that a requirement is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppliesTo {
    /// Every tool.
    All,
    /// Tools of this availability.
    Availability(Availability),
    /// Tools of this profile class.
    Profile(ProfileClass),
    /// Tools with the platform's login: central and pseudonymous profiles.
    PlatformLogin,
    /// The same, where the tool runs in the browser.
    PlatformLoginOnWeb,
    /// The same, where it is an app as well or only.
    PlatformLoginInApp,
}

impl AppliesTo {
    /// Whether the tool is among them.
    pub fn covers(self, tool: &ToolFacts) -> bool {
        let platform_login = matches!(tool.profile, ProfileClass::Central | ProfileClass::Pseudonymous);
        match self {
            Self::All => true,
            Self::Availability(availability) => tool.availability == availability,
            Self::Profile(profile) => tool.profile == profile,
            Self::PlatformLogin => platform_login,
            Self::PlatformLoginOnWeb => platform_login && tool.platforms.contains(&Platform::Web),
            Self::PlatformLoginInApp => {
                platform_login && tool.platforms.iter().any(|platform| *platform != Platform::Web)
            }
        }
    }
}

/// Where the verdict on a requirement comes from.
#[derive(Clone, Copy)]
pub enum Basis {
    /// The ordering body answers it, with evidence.
    Answered,
    /// It follows from registered facts by this function.
    Derived(fn(&Case) -> bool),
}

impl Basis {
    /// Whether it follows from facts.
    pub const fn is_derived(self) -> bool {
        matches!(self, Self::Derived(_))
    }
}

/// One row of the table.
#[derive(Clone, Copy)]
pub struct Row {
    /// Which requirement it is.
    pub id: Requirement,
    /// The tools it is made of.
    pub applies_to: AppliesTo,
    /// How much it weighs.
    pub severity: Severity,
    /// Answered or derived.
    pub basis: Basis,
}

impl Row {
    /// Whether somebody has to say something about it: answered ones, and derived ones that a deviation can help.
    pub const fn takes_answer(&self) -> bool {
        match self.severity {
            Severity::Conditional | Severity::Exception => true,
            Severity::Absolute => !self.basis.is_derived(),
            Severity::Information => false,
        }
    }
}

/// A dimension of the public quality label (4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelDimension {
    /// Clinical quality and documented effect.
    Evidence,
    /// Usability and universal design.
    Usability,
    /// Privacy and data processing.
    Privacy,
    /// Information security.
    Security,
    /// Standards and open interfaces.
    Interoperability,
}

macro_rules! requirements {
    ($($(#[$doc:meta])* $id:ident: $applies_to:expr, $severity:ident, $basis:expr;)*) => {
        /// A requirement by its id.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Requirement {
            $($(#[$doc])* $id,)*
        }

        impl Requirement {
            /// The id as text.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$id => stringify!($id),)*
                }
            }

            /// The requirement with this id.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $(stringify!($id) => Some(Self::$id),)*
                    _ => None,
                }
            }
        }

        /// Every requirement in the domain's order; a requirement's number is its place here.
        pub static REQUIREMENTS: [Row; [$(Requirement::$id),*].len()] = [
            $(Row { id: Requirement::$id, applies_to: $applies_to, severity: Severity::$severity, basis: $basis },)*
        ];
    };
}

requirements! {
    /// A health tool that is part of the public health service.
    K1: All, Absolute, Answered;
    /// The end user is the citizen or patient.
    K2: All, Absolute, Answered;
    /// Gives insight in, or helps to master or improve, own health and life.
    K3: All, Absolute, Answered;
    /// Clinical quality and health benefit, medical-device status.
    K4a: All, Absolute, Answered;
    /// Usability and universal design.
    K4b: All, Absolute, Answered;
    /// Privacy and data processing.
    K4c: All, Absolute, Answered;
    /// Information security.
    K4d: All, Absolute, Answered;
    /// National standards, documented open interfaces.
    K4e: All, Absolute, Answered;
    /// No advertising.
    K5a: All, Absolute, Answered;
    /// Free of charge for the citizen.
    K5b: All, Absolute, Answered;
    /// Open tools are ordered by the directorate or a health trust.
    K6a: AppliesTo::Availability(Availability::Open), Absolute, Derived(may_order_open);
    /// Prescription tools are ordered by the directorate, a health trust or a municipality.
    K6b: AppliesTo::Availability(Availability::Prescription), Absolute, Derived(may_order_prescription);
    /// The ordering body holds the platform terms (A1).
    K7: All, Absolute, Derived(|case| in_force(case.orderer.platform_terms, case));
    /// Local profiles are for mobile apps; an exception needs a reason.
    L1: AppliesTo::Profile(ProfileClass::Local), Exception, Derived(is_app_only);
    /// User data stays on, or is reachable from, one device.
    L2: AppliesTo::Profile(ProfileClass::Local), Absolute, Answered;
    /// Own profiles are not supported: the tool takes the platform's login and becomes central.
    O1: AppliesTo::Profile(ProfileClass::Own), Absolute, Derived(|_| false);
    /// Follows the principles for coupling with the portal.
    C1: PlatformLogin, Conditional, Answered;
    /// Uses the platform's login, possibly beside others.
    C2: PlatformLogin, Conditional, Derived(|case| case.tool.login_methods.contains(&LoginMethod::Platform));
    /// Seamless start on the web.
    C3: PlatformLoginOnWeb, Conditional, Answered;
    /// Integrates the elements that it shares with the portal.
    C4: PlatformLogin, Conditional, Answered;
    /// Vendor terms (A2) and delivery agreement (A3) are in force.
    C5: PlatformLogin, Absolute, Derived(has_vendor_agreements);
    /// In an app the citizen logs in inside the app; the listing says so.
    C6: PlatformLoginInApp, Information, Derived(|_| true);
    /// Never receives name or national identity number.
    P1: AppliesTo::Profile(ProfileClass::Pseudonymous), Absolute, Derived(asks_for_pseudonym_only);
}

impl Requirement {
    /// Its row in the table.
    pub fn row(self) -> &'static Row {
        // The macro writes both in the same order, which a test confirms.
        &REQUIREMENTS[self as usize]
    }

    /// Its id as a rule that refusals and decisions cite.
    pub const fn rule(self) -> Rule {
        Rule(self.name())
    }

    /// The dimension of the quality label that it yields (4.2).
    pub const fn label(self) -> Option<LabelDimension> {
        match self {
            Self::K4a => Some(LabelDimension::Evidence),
            Self::K4b => Some(LabelDimension::Usability),
            Self::K4c => Some(LabelDimension::Privacy),
            Self::K4d => Some(LabelDimension::Security),
            Self::K4e => Some(LabelDimension::Interoperability),
            _ => None,
        }
    }
}

fn in_force(agreement: Option<Period>, case: &Case) -> bool {
    agreement.is_some_and(|period| period.covers(case.at))
}

fn may_order_open(case: &Case) -> bool {
    matches!(case.orderer.kind, OrganisationKind::Directorate | OrganisationKind::HealthTrust)
}

fn may_order_prescription(case: &Case) -> bool {
    may_order_open(case) || case.orderer.kind == OrganisationKind::Municipality
}

fn is_app_only(case: &Case) -> bool {
    case.tool.platforms.iter().all(|platform| matches!(platform, Platform::Ios | Platform::Android))
}

fn has_vendor_agreements(case: &Case) -> bool {
    in_force(case.vendor.vendor_terms, case) && in_force(case.delivery_agreement, case)
}

fn asks_for_pseudonym_only(case: &Case) -> bool {
    case.tool.requested_claims.iter().all(|claim| *claim == Claim::Pseudonym)
}
