//! The limits of Norwegian law and practice as data. Another country, or tomorrow's law, is a change here and nowhere else.

use std::fmt;

use kernel::Rule;
pub use prescriber::WITHHELD_ON_ASKING;

/// Nobody younger logs in alone (F12; Helsenorge's own-login practice for children).
pub const ALONE_FROM: i16 = 13;
/// From this age one gives data permissions without a parent (F12; health-law majority, *pasient- og
/// brukerrettighetsloven* § 4-3).
pub const PERMITS_ALONE_FROM: i16 = 16;
/// Rules that would themselves reveal something protected: people get one neutral text for all of them (domain §6.3).
pub const PROTECTED: [Rule; 5] = [Rule("F2"), Rule("F4"), Rule("F5"), Rule("F9"), Rule("F11")];

/// What a relation is proved by, and so which members it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Nothing: one acts for oneself.
    Oneself,
    /// Parental responsibility in the population register.
    Parenthood,
    /// A document with a period: a power of attorney.
    Mandate,
}

/// The ages that both parties to a power of attorney must have reached (F6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ages {
    /// Of who acts.
    pub holder: i16,
    /// Of who is represented.
    pub giver: i16,
}

/// One ground on which somebody may act, with everything in which the grounds differ. A new ground is one more row.
#[derive(Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a row of a table: each column answers one rule")]
pub struct BasisRow {
    /// As on the wire, in tokens and in the database.
    pub name: &'static str,
    /// What proves it.
    pub shape: Shape,
    /// F1: ends on the day the represented person reaches this age.
    pub ends_at_age: Option<i16>,
    /// F3: counts only as the registered parental responsibility says.
    pub by_responsibility: bool,
    /// F4: a care order takes it away.
    pub ends_by_care_order: bool,
    /// F6: ages of the parties.
    pub ages: Option<Ages>,
    /// F7: the most years it may last; an end is then required.
    pub longest_years: Option<i16>,
    /// F8: whether it decides on data permissions.
    pub decides_permissions: bool,
    /// F10: grants its listed scopes only.
    pub by_scope: bool,
    /// F11: a prescription can be withheld from whoever acts on it.
    pub withholdable: bool,
    /// F14: counts only while the giver lacks capacity to consent and the holder is closest next of kin.
    pub needs_incapacity: bool,
    /// R1: good for standalone tools.
    pub standalone: bool,
    /// R7: a process may name it among those it accepts.
    pub by_process: bool,
    /// Told what the represented person is told; a limited power of attorney by its scope `remind` (F10).
    pub told: bool,
}

/// A ground on which somebody may act: a row of [`BASES`].
#[derive(Clone, Copy)]
pub struct Basis(&'static BasisRow);

const fn row(name: &'static str, shape: Shape) -> BasisRow {
    BasisRow {
        name,
        shape,
        ends_at_age: None,
        by_responsibility: false,
        ends_by_care_order: false,
        ages: None,
        longest_years: None,
        decides_permissions: true,
        by_scope: false,
        withholdable: false,
        needs_incapacity: false,
        standalone: false,
        by_process: false,
        told: false,
    }
}

/// *Pasient- og brukerrettighetsloven* § 4-9 for the giver, *vergemålsloven* § 2 for the holder.
const ATTORNEY_AGES: Ages = Ages { holder: 18, giver: 16 };

/// For oneself: no representation.
static ONESELF: BasisRow = row("self", Shape::Oneself);
/// A parent with parental responsibility (*barneloven* § 30; ends at the health-law majority, *pasient- og
/// brukerrettighetsloven* §§ 3-4, 4-3, 4-4).
static PARENT: BasisRow = BasisRow {
    ends_at_age: Some(16),
    by_responsibility: true,
    ends_by_care_order: true,
    withholdable: true,
    standalone: true,
    by_process: true,
    told: true,
    ..row("parent", Shape::Parenthood)
};
/// *Tildelt fullmakt* of the closest next of kin (*pasient- og brukerrettighetsloven* §§ 1-3 b, 4-6; five years: Helsenorge).
static ASSIGNED: BasisRow = BasisRow {
    ages: Some(ATTORNEY_AGES),
    longest_years: Some(5),
    needs_incapacity: true,
    standalone: true,
    by_process: true,
    told: true,
    ..row("assigned_poa", Shape::Mandate)
};
/// *Ordinær fullmakt*, given by the person (*avtaleloven* chapter 2; decides no consents or reservations: Helsenorge).
static ORDINARY: BasisRow = BasisRow {
    ages: Some(ATTORNEY_AGES),
    decides_permissions: false,
    by_process: true,
    ..row("ordinary_poa", Shape::Mandate)
};
/// Next-of-kin light: exactly the listed scopes.
static LIMITED: BasisRow = BasisRow {
    ages: Some(ATTORNEY_AGES),
    decides_permissions: false,
    by_scope: true,
    ..row("limited_poa", Shape::Mandate)
};

/// Every ground there is.
pub static BASES: [Basis; 5] =
    [Basis(&ONESELF), Basis(&PARENT), Basis(&ASSIGNED), Basis(&ORDINARY), Basis(&LIMITED)];

impl Basis {
    /// For oneself.
    pub const ONESELF: Self = Self(&ONESELF);
    /// A parent.
    pub const PARENT: Self = Self(&PARENT);
    /// Holder of an assigned power of attorney.
    pub const ASSIGNED: Self = Self(&ASSIGNED);
    /// Holder of an ordinary power of attorney.
    pub const ORDINARY: Self = Self(&ORDINARY);
    /// Holder of a limited power of attorney.
    pub const LIMITED: Self = Self(&LIMITED);

    /// The ground of this name.
    pub fn named(name: &str) -> Option<Self> {
        BASES.into_iter().find(|basis| basis.0.name == name)
    }

    /// As on the wire: `self`, `parent`, `assigned_poa` …
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// In what it differs from others.
    pub const fn row(self) -> &'static BasisRow {
        self.0
    }
}

impl PartialEq for Basis {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0) || self.0.name == other.0.name
    }
}
impl Eq for Basis {}
impl fmt::Debug for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}
impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}
impl serde::Serialize for Basis {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name)
    }
}
impl<'de> serde::Deserialize<'de> for Basis {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl serde::de::Visitor<'_> for Name {
            type Value = Basis;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a basis")
            }
            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Basis, E> {
                Basis::named(name).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(name), &self))
            }
        }
        deserializer.deserialize_str(Name)
    }
}
