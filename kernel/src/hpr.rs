//! Health personnel: HPR numbers and professions (code list 9060).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A number in the Norwegian register of health personnel: up to nine digits, no leading zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HprNumber(u32);

/// A text that is not an HPR number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an HPR number has one to nine digits")]
pub struct HprNumberError;

impl FromStr for HprNumber {
    type Err = HprNumberError;

    fn from_str(text: &str) -> Result<Self, HprNumberError> {
        let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || text.starts_with('0') {
            return Err(HprNumberError);
        }
        text.parse().map(Self).map_err(|_| HprNumberError)
    }
}
impl fmt::Display for HprNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A health profession by its code in code list 9060.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Profession {
    /// Physician.
    Le,
    /// Psychologist.
    Ps,
    /// Nurse.
    Sp,
    /// Physiotherapist.
    Ft,
    /// Occupational therapist.
    Et,
    /// Social educator.
    Vp,
    /// Midwife.
    Jo,
    /// Clinical nutritionist.
    Ke,
    /// Dentist.
    Tl,
    /// Chiropractor.
    Ki,
    /// Health-care worker.
    Hf,
    /// Radiographer.
    Ra,
}

impl Profession {
    /// All that are known.
    pub const ALL: [Self; 12] = [
        Self::Le,
        Self::Ps,
        Self::Sp,
        Self::Ft,
        Self::Et,
        Self::Vp,
        Self::Jo,
        Self::Ke,
        Self::Tl,
        Self::Ki,
        Self::Hf,
        Self::Ra,
    ];

    /// Those that may prescribe tools unless a tool or an organisation narrows it (domain §5).
    pub const PRESCRIBING: [Self; 10] =
        [Self::Le, Self::Ps, Self::Sp, Self::Ft, Self::Et, Self::Vp, Self::Jo, Self::Ke, Self::Tl, Self::Ki];

    /// The code: `LE`, `PS` …
    pub const fn code(self) -> &'static str {
        match self {
            Self::Le => "LE",
            Self::Ps => "PS",
            Self::Sp => "SP",
            Self::Ft => "FT",
            Self::Et => "ET",
            Self::Vp => "VP",
            Self::Jo => "JO",
            Self::Ke => "KE",
            Self::Tl => "TL",
            Self::Ki => "KI",
            Self::Hf => "HF",
            Self::Ra => "RA",
        }
    }
}

/// A code that is no known profession.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the profession's code is not known")]
pub struct UnknownProfession;

impl FromStr for Profession {
    type Err = UnknownProfession;

    fn from_str(code: &str) -> Result<Self, UnknownProfession> {
        Self::ALL.into_iter().find(|profession| profession.code() == code).ok_or(UnknownProfession)
    }
}
impl fmt::Display for Profession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
