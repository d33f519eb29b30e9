//! Words about persons, the same in code, columns and on the wire.

/// Defines enums whose variants are words and nothing else.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
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

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::from_name(word).ok_or(UnknownWord)
            }
        }
    )*};
}

/// A word that is none of its set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the word is not known")]
pub struct UnknownWord;

words! {
    /// Address protection (*adressesperre*, F2).
    AddressProtection {
        /// None.
        Open = "open",
        /// *Fortrolig*, formerly code 7.
        Confidential = "confidential",
        /// *Strengt fortrolig*, formerly code 6.
        StrictlyConfidential = "strictly_confidential",
        /// *Strengt fortrolig utland*.
        StrictlyConfidentialAbroad = "strictly_confidential_abroad",
    }

    /// Standing in the population register (F9).
    PersonStatus {
        /// Lives in Norway.
        Active = "active",
        /// Has moved abroad.
        Emigrated = "emigrated",
        /// Is dead.
        Dead = "dead",
        /// Not active for another reason.
        Inactive = "inactive",
    }

    /// How somebody wants to be notified (domain §9).
    Channel {
        /// A text message.
        Sms = "sms",
        /// An e-mail.
        Email = "email",
        /// In the app only.
        App = "app",
        /// Not at all.
        None = "none",
    }

    /// What a person may do for an organisation.
    Role {
        /// Orders and assesses listings.
        Orderer = "orderer",
        /// Registers tools.
        Vendor = "vendor",
        /// Runs the platform.
        Operator = "operator",
        /// Prescribes tools.
        Clinician = "clinician",
    }
}
