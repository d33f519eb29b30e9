//! Claims whose signature holds, and checks of times and parties.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::JoseError;

/// How far clocks may differ.
pub const SKEW: SignedDuration = SignedDuration::from_secs(10);

/// The payload of a verified token.
#[derive(Clone, PartialEq)]
pub struct Claims(pub(super) Map<String, Value>);

impl std::fmt::Debug for Claims {
    /// Names only: the values are personal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Claims {
    /// The claim as it stands.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A text claim.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// A NumericDate (RFC 7519 §2); fractions are dropped.
    pub fn instant(&self, name: &'static str) -> Result<Option<Timestamp>, JoseError> {
        let Some(value) = self.0.get(name) else { return Ok(None) };
        #[expect(clippy::cast_possible_truncation, reason = "bounded; a NumericDate's fraction is dropped")]
        let seconds = value
            .as_i64()
            .or_else(|| value.as_f64().filter(|seconds| seconds.abs() < 1e11).map(|seconds| seconds as i64));
        let instant = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
        instant.map(Some).ok_or(JoseError::Claim(name))
    }

    /// Refuses a claim that does not say exactly this.
    pub fn must_be(&self, name: &'static str, expected: &str) -> Result<(), JoseError> {
        if self.text(name) == Some(expected) { Ok(()) } else { Err(JoseError::Claim(name)) }
    }

    /// Refuses what is not for `audience`: in a list it may stand beside others.
    pub fn for_audience(&self, audience: &str) -> Result<(), JoseError> {
        let meant = match self.0.get("aud") {
            Some(Value::String(one)) => one == audience,
            Some(Value::Array(several)) => several.iter().any(|one| one.as_str() == Some(audience)),
            _ => false,
        };
        if meant { Ok(()) } else { Err(JoseError::Claim("aud")) }
    }

    /// Whether `aud` names more than one party.
    pub fn has_several_audiences(&self) -> bool {
        matches!(self.0.get("aud"), Some(Value::Array(several)) if several.len() > 1)
    }

    /// Checks `exp` (required), `nbf` and `iat` against `now`, with `SKEW` of tolerance; returns `exp`.
    pub fn in_time(&self, now: Timestamp) -> Result<Timestamp, JoseError> {
        let expires = self.instant("exp")?.ok_or(JoseError::Claim("exp"))?;
        if expires + SKEW <= now {
            return Err(JoseError::Claim("exp"));
        }
        for start in ["nbf", "iat"] {
            if self.instant(start)?.is_some_and(|instant| instant > now + SKEW) {
                return Err(JoseError::Claim(start));
            }
        }
        Ok(expires)
    }

    /// Everything, for handing on.
    pub fn into_map(self) -> Map<String, Value> {
        self.0
    }
}

impl From<Map<String, Value>> for Claims {
    fn from(map: Map<String, Value>) -> Self {
        Self(map)
    }
}
