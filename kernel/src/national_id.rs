//! National identity numbers: *fødselsnummer*, D-numbers and their synthetic test series.

use std::{fmt, str::FromStr};

use zeroize::Zeroize;

/// A valid national identity number or D-number of eleven digits. Neither sex nor age is ever derived from it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NationalId([u8; 11]);

/// Which series a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NationalIdKind {
    /// Issued by the population register.
    Ordinary,
    /// Synthetic: month +40, +65 or +80; accepted only in profile `demo` and test installations.
    Synthetic,
}

/// A text that is not a national identity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NationalIdError {
    /// Not eleven digits.
    #[error("a national identity number has eleven digits")]
    Shape,
    /// The first six digits are no date in any series.
    #[error("the national identity number does not begin with a date")]
    Date,
    /// A check digit does not fit.
    #[error("the national identity number's check digits are wrong")]
    CheckDigit,
}

const WEIGHTS_1: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const WEIGHTS_2: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

impl NationalId {
    /// The eleven digits, for the register, the national login and encryption only.
    pub fn expose(&self) -> String {
        self.0.iter().map(|digit| char::from(b'0' + digit)).collect()
    }

    /// Whether it is a D-number (day +40).
    pub const fn is_d_number(&self) -> bool {
        self.0[0] >= 4
    }

    /// Whether it belongs to a synthetic series.
    pub const fn kind(&self) -> NationalIdKind {
        if self.0[2] >= 4 { NationalIdKind::Synthetic } else { NationalIdKind::Ordinary }
    }
}

impl FromStr for NationalId {
    type Err = NationalIdError;

    /// Takes eleven digits, spaces allowed. The first check digit's remainder may be 0–3 (numbers from 2032), the second's 0.
    fn from_str(text: &str) -> Result<Self, NationalIdError> {
        let mut digits = [0; 11];
        let mut count = 0;
        for byte in text.bytes().filter(|byte| *byte != b' ') {
            if !byte.is_ascii_digit() || count == 11 {
                return Err(NationalIdError::Shape);
            }
            digits[count] = byte - b'0';
            count += 1;
        }
        if count != 11 {
            return Err(NationalIdError::Shape);
        }
        if !is_date(&digits) {
            return Err(NationalIdError::Date);
        }
        let remainder = |weights: &[u32]| -> u32 {
            digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum::<u32>() % 11
        };
        if remainder(&WEIGHTS_1) > 3 || remainder(&WEIGHTS_2) != 0 {
            return Err(NationalIdError::CheckDigit);
        }
        Ok(Self(digits))
    }
}

/// Day and month of any series; the century is not in the number, so 29 February is let through.
fn is_date(digits: &[u8; 11]) -> bool {
    let pair = |at: usize| digits[at] * 10 + digits[at + 1];
    let day = if digits[0] >= 4 { pair(0) - 40 } else { pair(0) };
    let month = match pair(2) {
        month @ 81..=92 => month - 80,
        month @ 66..=77 => month - 65,
        month @ 41..=52 => month - 40,
        month => month,
    };
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=longest).contains(&day)
}

impl fmt::Debug for NationalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NationalId(…)")
    }
}
impl Drop for NationalId {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_2032_series_are_taken() {
        for number in ["02013299997", "30108299920", "30108299939"] {
            assert!(number.parse::<NationalId>().is_ok(), "{number}");
        }
    }

    #[test]
    fn changing_any_digit_of_a_number_by_one_is_refused_or_another_number() {
        assert_eq!("02013299998".parse::<NationalId>(), Err(NationalIdError::CheckDigit));
        assert_eq!("00013299997".parse::<NationalId>(), Err(NationalIdError::Date));
        assert_eq!("0201329999".parse::<NationalId>(), Err(NationalIdError::Shape));
        assert_eq!("020132999970".parse::<NationalId>(), Err(NationalIdError::Shape));
    }

    #[test]
    fn debug_shows_no_digit() {
        let number: NationalId = "02013299997".parse().unwrap();
        assert!(!format!("{number:?}").chars().any(|c| c.is_ascii_digit()));
        assert_eq!(number.kind(), NationalIdKind::Ordinary);
    }
}
