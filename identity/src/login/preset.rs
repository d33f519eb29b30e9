//! The profiles of the national logins, as data over one relying party.

use std::{fmt, str::FromStr};

use kernel::LoginLevel;

use crate::Algorithm;

/// A profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// ID-porten: citizens.
    Idporten,
    /// Ansattporten: people who act for an organisation.
    Ansattporten,
    /// HelseID: health personnel.
    Helseid,
}

impl Preset {
    /// All.
    pub const ALL: [Self; 3] = [Self::Idporten, Self::Ansattporten, Self::Helseid];

    /// Its name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Idporten => "idporten",
            Self::Ansattporten => "ansattporten",
            Self::Helseid => "helseid",
        }
    }

    /// Scopes to ask for.
    pub(super) const fn scope(self) -> &'static str {
        match self {
            Self::Idporten | Self::Ansattporten => "openid profile",
            Self::Helseid => {
                "openid profile helseid://scopes/identity/pid helseid://scopes/identity/security_level \
                 helseid://scopes/identity/assurance_level helseid://scopes/hpr/hpr_number"
            }
        }
    }

    /// How its ID tokens may be signed; nothing else is taken (row 11).
    pub(super) const fn algorithms(self) -> &'static [Algorithm] {
        match self {
            Self::Idporten | Self::Ansattporten => &[Algorithm::Rs256],
            Self::Helseid => &[Algorithm::Es256, Algorithm::Ps256, Algorithm::Rs256],
        }
    }

    /// What our client assertions are signed with at a provider that says it takes these: the best of ours that is among them. Where it does not say,
    /// what its documents ask for: RSA at Digdir's, no PKCS #1 v1.5 at a FAPI 2.0 provider (§5.4.1).
    pub fn assertion(self, taken: &[String]) -> Option<Algorithm> {
        match self {
            Self::Idporten | Self::Ansattporten if taken.is_empty() => Some(Algorithm::Rs256),
            Self::Helseid if taken.is_empty() => Some(Algorithm::Es256),
            _ => [Algorithm::Es256, Algorithm::Ps256, Algorithm::Rs256]
                .into_iter()
                .find(|one| taken.iter().any(|name| name == one.as_str())),
        }
    }

    /// `acr_values` that ask for at least this level.
    pub(super) const fn acr(self, level: LoginLevel) -> &'static str {
        match (self, level) {
            (Self::Helseid, LoginLevel::High) => "Level4",
            (Self::Helseid, _) => "Level3",
            (_, LoginLevel::High) => "idporten-loa-high",
            (_, LoginLevel::Substantial) => "idporten-loa-substantial",
            (_, LoginLevel::Low) => "idporten-loa-low",
        }
    }

    /// Whether tokens are bound to a key of ours (DPoP).
    pub(super) const fn binds_tokens(self) -> bool {
        matches!(self, Self::Helseid)
    }

    /// Whether userinfo says more than the ID token.
    pub(super) const fn asks_userinfo(self) -> bool {
        matches!(self, Self::Helseid)
    }
}

impl FromStr for Preset {
    type Err = &'static str;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|preset| preset.name() == name);
        found.ok_or("is none of idporten, ansattporten and helseid")
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assertions_are_signed_by_the_best_that_is_taken_and_where_nothing_is_said_as_the_documents_ask() {
        let chosen = |preset: Preset, taken: &str| {
            preset.assertion(&taken.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        };
        for preset in Preset::ALL {
            for (taken, best) in [
                ("RS256", Some(Algorithm::Rs256)),
                ("RS256 RS384 PS256", Some(Algorithm::Ps256)),
                ("HS256 RS256 PS256 ES256 ES384", Some(Algorithm::Es256)),
                ("none HS256 ES384 RS512", None),
            ] {
                assert_eq!(chosen(preset, taken), best, "{preset}: {taken}");
            }
        }
        assert_eq!(chosen(Preset::Idporten, ""), Some(Algorithm::Rs256));
        assert_eq!(chosen(Preset::Ansattporten, ""), Some(Algorithm::Rs256));
        assert_eq!(chosen(Preset::Helseid, ""), Some(Algorithm::Es256));
    }
}
