//! The code on a printed letter.

use std::{fmt, str::FromStr};

use database::Read;

/// No letter or digit that is taken for another: neither 0 nor O, neither 1 nor I.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// So many characters of five bits each: 60 bits.
const LENGTH: usize = 12;
/// Characters in a group, as printed.
const GROUP: usize = 4;

/// A code that a printed prescription is picked up with. Useless without the login of somebody entitled.
#[derive(Clone, PartialEq, Eq)]
pub struct PickUpCode([u8; LENGTH]);

/// A text that is no code, whatever letters exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no pick-up code")]
pub struct NoPickUpCode;

impl PickUpCode {
    /// A code of these random bytes, of which five bits each are used.
    pub(crate) fn of_random(bytes: [u8; LENGTH]) -> Self {
        Self(bytes.map(|byte| ALPHABET[usize::from(byte) % ALPHABET.len()]))
    }

    /// What is kept of it: a keyed hash.
    pub(crate) fn digest(&self, db: &impl Read) -> Vec<u8> {
        db.keyring().mac("prescriber pick-up code", &[&self.0]).to_vec()
    }

    /// As printed, in groups: `ABCD-EFGH-JKLM`.
    pub fn expose(&self) -> String {
        let groups = self.0.chunks(GROUP).map(|group| group.iter().copied().map(char::from).collect());
        groups.collect::<Vec<String>>().join("-")
    }
}

impl FromStr for PickUpCode {
    type Err = NoPickUpCode;

    /// Reads what somebody typed: small letters, blanks and dashes do not matter.
    fn from_str(text: &str) -> Result<Self, NoPickUpCode> {
        let mut code = [0; LENGTH];
        let mut typed = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–'));
        for place in &mut code {
            let letter = typed.next().map(|c| c.to_ascii_uppercase()).and_then(|c| u8::try_from(c).ok());
            *place = letter.filter(|letter| ALPHABET.contains(letter)).ok_or(NoPickUpCode)?;
        }
        if typed.next().is_some() { Err(NoPickUpCode) } else { Ok(Self(code)) }
    }
}

impl fmt::Debug for PickUpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PickUpCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it_and_holds_nothing_ambiguous() {
        let code = PickUpCode::of_random([0, 7, 8, 31, 32, 255, 100, 9, 1, 2, 3, 4]);
        assert_eq!(code.expose(), "29AZ-2Z6B-3456");
        for typed in ["29AZ-2Z6B-3456", "29az2z6b3456", " 29az 2z6b–3456\n"] {
            assert_eq!(typed.parse(), Ok(code.clone()), "{typed:?}");
        }
        for wrong in
            ["", "29AZ-2Z6B-345", "29AZ-2Z6B-34567", "09AZ-2Z6B-3456", "29AZ-2Z6B-345ı", "OIOI-1010-0101"]
        {
            assert_eq!(wrong.parse::<PickUpCode>(), Err(NoPickUpCode), "{wrong:?}");
        }
        assert!(!ALPHABET.iter().any(|letter| b"01OI".contains(letter)));
        assert_eq!(format!("{code:?}"), "PickUpCode(…)", "logs never hold it");
    }

    #[test]
    fn every_letter_is_as_likely_as_any_other() {
        let mut counts = [0_u32; 256];
        for byte in 0..=255_u8 {
            let code = PickUpCode::of_random([byte; LENGTH]);
            counts[usize::from(code.0[0])] += 1;
        }
        assert!(ALPHABET.iter().all(|letter| counts[usize::from(*letter)] == 8));
    }
}
