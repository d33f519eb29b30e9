//! The words that tell tools and organisations apart, the same in code, columns and on the wire.

use std::{fmt, marker::PhantomData};

use serde::de::{Error, Visitor};

/// Defines enums whose variants are words and nothing else.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its word.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The one with this word.
            pub fn from_name(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl $crate::word::Word for $name {
            const WORDS: &'static [&'static str] = &[$($word),*];
            fn read(word: &str) -> Option<Self> {
                Self::from_name(word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::word::UnknownWord;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::from_name(word)
                    .ok_or($crate::word::UnknownWord(<Self as $crate::word::Word>::WORDS))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::word::Reader::new())
            }
        }
    )*};
}
pub(crate) use words;

/// A set of words that reads itself.
pub(crate) trait Word: Sized {
    /// All words of the set.
    const WORDS: &'static [&'static str];
    /// The value of this word.
    fn read(word: &str) -> Option<Self>;
}

/// A word that is none of its set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownWord(pub(crate) &'static [&'static str]);

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "none of {}", self.0.join(", "))
    }
}
impl std::error::Error for UnknownWord {}

/// Reads a word from a string and from nothing else.
pub(crate) struct Reader<W>(PhantomData<fn() -> W>);

impl<W> Reader<W> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<W: Word> Visitor<'_> for Reader<W> {
    type Value = W;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one of {}", W::WORDS.join(", "))
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<W, E> {
        W::read(word).ok_or_else(|| E::unknown_variant(word, W::WORDS))
    }
}

words! {
    /// Kinds of organisation (domain §3).
    OrganisationKind {
        /// The directorate of health.
        Directorate = "directorate",
        /// A health trust.
        HealthTrust = "health_trust",
        /// A municipality.
        Municipality = "municipality",
        /// A county.
        County = "county",
        /// Private or non-profit with a public agreement.
        Contracted = "contracted",
        /// A vendor of tools.
        Vendor = "vendor",
        /// Who runs the platform.
        Operator = "operator",
    }

    /// Kinds of agreement (domain §3).
    AgreementKind {
        /// Platform terms: ordering body and operator.
        A1 = "A1",
        /// Vendor terms: vendor and operator.
        A2 = "A2",
        /// Delivery agreement: ordering body and vendor, per tool.
        A3 = "A3",
        /// Person-service terms: enterprise and operator.
        A4 = "A4",
        /// Data-processing agreement: enterprise and vendor, per tool.
        A5 = "A5",
    }

    /// Whether a tool works on its own or as a step of a process (domain §4.1).
    Independence {
        /// Works on its own, started separately.
        Standalone = "standalone",
        /// A step of a service's process; follows that process's access rules.
        Integrated = "integrated",
    }

    /// Who can get at a tool (domain §4.1).
    Availability {
        /// Citizens find and use it themselves.
        Open = "open",
        /// Only through a clinician.
        Prescription = "prescription",
    }

    /// What a tool runs on (domain §4.1).
    Platform {
        /// In the browser.
        Web = "web",
        /// App for iPhone and iPad.
        Ios = "ios",
        /// App for Android.
        Android = "android",
    }

    /// Where a tool's user data and login live (domain §4.1).
    ProfileClass {
        /// No user profile.
        None = "none",
        /// On the device only.
        Local = "local",
        /// The tool's own login; not supported (O1).
        Own = "own",
        /// The platform's login.
        Central = "central",
        /// The platform's login with nothing but a pseudonym (P1).
        Pseudonymous = "pseudonymous",
    }

    /// A way to log in to a tool (C2).
    LoginMethod {
        /// Through this platform.
        Platform = "platform",
        /// The tool's own.
        Own = "own",
        /// ID-porten directly.
        Idporten = "idporten",
        /// Vipps.
        Vipps = "vipps",
        /// Facebook.
        Facebook = "facebook",
        /// Google.
        Google = "google",
        /// Apple.
        Apple = "apple",
    }

    /// Something a tool asks to be told about a person (P1).
    Claim {
        /// A pseudonym that differs per tool.
        Pseudonym = "pseudonym",
        /// The name.
        Name = "name",
        /// The birth date.
        Birthdate = "birthdate",
        /// The national identity number.
        NationalId = "national_id",
    }

    /// A basis for acting for another that an integrated tool's process accepts (R7).
    ProcessBasis {
        /// A parent.
        Parent = "parent",
        /// An assigned power of attorney.
        AssignedPoa = "assigned_poa",
        /// An ordinary power of attorney.
        OrdinaryPoa = "ordinary_poa",
    }

    /// Whether a tool is a medical device (K4a).
    DeviceStatus {
        /// It is.
        Device = "device",
        /// It is not.
        NotDevice = "not_device",
    }

    /// Risk class of a medical device (Regulation (EU) 2017/745, annex VIII).
    DeviceClass {
        /// Lowest risk.
        I = "I",
        /// Low to medium risk.
        IIa = "IIa",
        /// Medium to high risk.
        IIb = "IIb",
        /// Highest risk.
        III = "III",
    }

    /// Where a revision stands (domain §4.4). Suspension is not here: it is a set of reasons beside it.
    StateKind {
        /// Being written by the vendor.
        Draft = "draft",
        /// Handed in by the vendor.
        Submitted = "submitted",
        /// Taken on by a public body.
        Ordered = "ordered",
        /// Being assessed.
        InAssessment = "in_assessment",
        /// Sent back to the vendor.
        ChangesRequested = "changes_requested",
        /// Approved, not yet published.
        Approved = "approved",
        /// In the public catalogue.
        Published = "published",
        /// Replaced by a newer published revision.
        Superseded = "superseded",
        /// Taken out for good.
        Withdrawn = "withdrawn",
        /// Turned down, with grounds; may be resubmitted.
        Rejected = "rejected",
    }

    /// Why a tool is suspended (domain §4.4).
    SuspensionReason {
        /// A security matter.
        Security = "security",
        /// An agreement it depends on is not in force.
        Agreement = "agreement",
        /// A deviation is past its deadline.
        Deviation = "deviation",
        /// The vendor wishes it.
        VendorWish = "vendor_wish",
        /// Clinical quality is in doubt.
        Quality = "quality",
        /// Something else, told in words.
        Other = "other",
    }
}

impl StateKind {
    /// Whether the revision is on its way: at most one of a tool's revisions is.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Published | Self::Superseded | Self::Withdrawn)
    }

    /// Whether the vendor may change the content.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::ChangesRequested | Self::Rejected)
    }
}

impl OrganisationKind {
    /// Whether it is a public body or works for one: it can order, prescribe and be an enterprise.
    pub const fn is_public(self) -> bool {
        matches!(
            self,
            Self::Directorate | Self::HealthTrust | Self::Municipality | Self::County | Self::Contracted
        )
    }
}

impl ProfileClass {
    /// Whether people log in to the tool through the platform (C1–C6).
    pub const fn uses_login(self) -> bool {
        matches!(self, Self::Central | Self::Pseudonymous)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_reads_back_and_nothing_else_is_one() {
        for kind in StateKind::ALL {
            assert_eq!(kind.name().parse(), Ok(*kind));
            assert_eq!(
                serde_json::from_str::<StateKind>(&serde_json::to_string(kind).unwrap()).unwrap(),
                *kind
            );
        }
        assert!(serde_json::from_str::<StateKind>(r#"{"draft":null}"#).is_err());
        assert!(serde_json::from_str::<StateKind>(r#""Draft""#).is_err());
    }
}
