//! Norwegian organisation numbers: nine digits, modulo 11.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A valid organisation number (weights 3 2 7 6 5 4 3 2, the ninth digit is the check digit).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrgNumber([u8; 9]);

/// A text that is not an organisation number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrgNumberError {
    /// Not nine digits.
    #[error("an organisation number has nine digits")]
    Shape,
    /// The check digit does not fit.
    #[error("the organisation number's check digit is wrong")]
    CheckDigit,
}

impl FromStr for OrgNumber {
    type Err = OrgNumberError;

    /// Takes nine digits, spaces between them allowed.
    fn from_str(text: &str) -> Result<Self, OrgNumberError> {
        let mut digits = [0; 9];
        let mut count = 0;
        for byte in text.bytes().filter(|byte| *byte != b' ') {
            if !byte.is_ascii_digit() || count == 9 {
                return Err(OrgNumberError::Shape);
            }
            digits[count] = byte - b'0';
            count += 1;
        }
        if count != 9 {
            return Err(OrgNumberError::Shape);
        }
        let sum: u32 = digits
            .iter()
            .zip([3, 2, 7, 6, 5, 4, 3, 2])
            .map(|(digit, weight)| u32::from(*digit) * weight)
            .sum();
        let check = (11 - sum % 11) % 11;
        if check == u32::from(digits[8]) { Ok(Self(digits)) } else { Err(OrgNumberError::CheckDigit) }
    }
}
impl fmt::Display for OrgNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{digit}"))
    }
}
impl fmt::Debug for OrgNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl TryFrom<String> for OrgNumber {
    type Error = OrgNumberError;
    fn try_from(text: String) -> Result<Self, OrgNumberError> {
        text.parse()
    }
}
impl From<OrgNumber> for String {
    fn from(number: OrgNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        assert_eq!(
            "983 544 622".parse::<OrgNumber>().map(|number| number.to_string()),
            Ok("983544622".into())
        );
        assert_eq!("983544623".parse::<OrgNumber>(), Err(OrgNumberError::CheckDigit));
        assert_eq!("98354462".parse::<OrgNumber>(), Err(OrgNumberError::Shape));
        assert_eq!("9835446222".parse::<OrgNumber>(), Err(OrgNumberError::Shape));
        assert_eq!("98354462a".parse::<OrgNumber>(), Err(OrgNumberError::Shape));
    }
}
