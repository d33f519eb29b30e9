//! Who can log in.

use async_trait::async_trait;

use crate::Language;

/// Where the accounts come from: the host's demo data.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// The account with this key or synthetic identity number.
    async fn find(&self, hint: &str) -> Option<Account>;
    /// The accounts to offer for a service, in the order to show them.
    async fn list(&self, service: Service, language: Language) -> Vec<Account>;
}

/// The kind of login that an account is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Service {
    /// *Innbygger*.
    Citizen,
    /// *Behandler*.
    Clinician,
    /// *Bestiller*.
    Orderer,
    /// *Leverandør*.
    Vendor,
    /// *Forvalter*.
    Operator,
}

/// A person who can be logged in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The fixed key, as `login_hint` takes it.
    pub key: String,
    /// The displayed name; empty when nothing is known but the number.
    pub name: String,
    /// What the account is good for, in the language asked for; may be empty.
    pub purpose: String,
    /// The synthetic identity number.
    pub pid: String,
    /// How safely the person is logged in.
    pub level: Level,
    /// The entry in the register of health personnel.
    pub hpr: Option<Hpr>,
    /// Whom the person acts for at work; the first is the one that logs in.
    pub organisations: Vec<Organisation>,
}

/// The level of assurance of a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Only `idporten-loa-low`.
    Low,
    /// Level 3.
    Substantial,
    /// Level 4.
    High,
}

impl Level {
    /// The value of `acr` at ID-porten.
    pub const fn acr(self) -> &'static str {
        match self {
            Self::Low => "idporten-loa-low",
            Self::Substantial => "idporten-loa-substantial",
            Self::High => "idporten-loa-high",
        }
    }

    /// The value of `helseid://claims/identity/security_level`.
    pub(crate) const fn security_level(self) -> &'static str {
        match self {
            Self::Low => "1",
            Self::Substantial => "3",
            Self::High => "4",
        }
    }

    /// The value of `helseid://claims/identity/assurance_level`.
    pub(crate) const fn assurance_level(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }
}

/// An entry in the register of health personnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hpr {
    /// The number in the register.
    pub number: String,
    /// Professions by code list 9060: `LE` physician, `SP` nurse, `PS` psychologist …
    pub professions: Vec<String>,
}

/// An organisation that a person acts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// The organisation number, nine digits.
    pub number: String,
    /// The organisation's name.
    pub name: String,
    /// The person's role there, as the host names its roles.
    pub role: String,
}

impl Account {
    /// A person of whom nothing is known but a synthetic number; `None` for any other text.
    pub(crate) fn from_number(text: &str) -> Option<Self> {
        let pid: String = text.chars().filter(|character| *character != ' ').collect();
        is_synthetic_number(&pid).then(|| Self {
            key: pid.clone(),
            name: String::new(),
            purpose: String::new(),
            pid,
            level: Level::High,
            hpr: None,
            organisations: Vec::new(),
        })
    }
}

/// Whether the text is a national identity number or D-number of a synthetic series (month +40, +65 or +80) with right check digits.
pub fn is_synthetic_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().map_while(|character| character.to_digit(10)).collect();
    if digits.len() != 11 || text.len() != 11 {
        return false;
    }
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let (day, month) = (two(0) % 40, two(2));
    let synthetic = matches!(month, 41..=52 | 66..=77 | 81..=92);
    let remainder =
        |weights: &[u32]| weights.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum::<u32>() % 11;
    synthetic
        && (1..=31).contains(&day)
        && remainder(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) <= 3
        && remainder(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0
}

#[cfg(test)]
mod tests {
    use super::is_synthetic_number;

    #[test]
    fn only_synthetic_numbers_with_right_check_digits_are_taken() {
        assert!(!is_synthetic_number("02013299997"), "a real series");
        assert!(!is_synthetic_number("0201329999"));
        assert!(!is_synthetic_number("åååååå"));
        let made = (0..100).filter(|end| is_synthetic_number(&format!("010190{:03}{end:02}", 123))).count();
        assert_eq!(made, 0, "month without the synthetic mark");
        let made = (0..100).filter(|end| is_synthetic_number(&format!("018190{:03}{end:02}", 123))).count();
        assert!((1..=4).contains(&made), "one set of check digits per remainder");
    }
}
