//! Where a person can be reached.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A telephone number in international form (E.164): `+` and 7 to 15 digits. Eight digits alone are taken as Norwegian.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

/// An e-mail address that a message can be sent to.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// A text that is no telephone number or e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// Not a telephone number.
    #[error("not a telephone number")]
    Phone,
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    Email,
}

impl FromStr for PhoneNumber {
    type Err = ContactError;

    fn from_str(text: &str) -> Result<Self, ContactError> {
        let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let international = match bare.strip_prefix("00") {
            Some(rest) => format!("+{rest}"),
            None if bare.len() == 8 && !bare.starts_with('+') => format!("+47{bare}"),
            None => bare,
        };
        let digits = international.strip_prefix('+').ok_or(ContactError::Phone)?;
        let fits = (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits && !digits.starts_with('0') { Ok(Self(international)) } else { Err(ContactError::Phone) }
    }
}

impl FromStr for EmailAddress {
    type Err = ContactError;

    /// Takes what mail servers deliver in practice: no quoting, no comments, no control characters (header injection).
    fn from_str(text: &str) -> Result<Self, ContactError> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(ContactError::Email)?;
        let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"()<>[]:;@\\,\"".contains(c);
        let local_fits = (1..=64).contains(&local.len()) && local.chars().all(plain);
        let labels_fit = domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
        let fits = local_fits && labels_fit && domain.contains('.') && text.len() <= 254;
        if fits { Ok(Self(text.to_owned())) } else { Err(ContactError::Email) }
    }
}

macro_rules! redacted_text {
    ($($name:ident)*) => {$(
        impl $name {
            /// As text, for sending and for the person's own pages.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
        impl TryFrom<String> for $name {
            type Error = ContactError;
            fn try_from(text: String) -> Result<Self, ContactError> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    )*};
}
redacted_text! { PhoneNumber EmailAddress }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_in_international_form() {
        for (typed, kept) in [
            ("912 34 567", "+4791234567"),
            ("+47 91 23 45 67", "+4791234567"),
            ("004791234567", "+4791234567"),
        ] {
            assert_eq!(typed.parse::<PhoneNumber>().unwrap().as_str(), kept);
        }
        for wrong in ["", "12", "+4791234567890123", "call me", "+0012345678"] {
            assert!(wrong.parse::<PhoneNumber>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_address_cannot_carry_a_header_or_a_second_address() {
        assert!("jon-ante@post.example".parse::<EmailAddress>().is_ok());
        for wrong in ["", "a", "a@b", "a@b@c.no", "a@b.no\r\nBcc: c@d.no", "a, b@c.no", "a@-b.no", "@b.no"] {
            assert!(wrong.parse::<EmailAddress>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn debug_shows_neither() {
        let email: EmailAddress = "kari@post.example".parse().unwrap();
        assert!(!format!("{email:?}").contains("kari"));
    }
}
