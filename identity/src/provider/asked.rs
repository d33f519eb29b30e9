//! The `claims` parameter (OIDC Core §5.5): a certain person, a certain level. Claims about the person are wishes, and what a client learns of a
//! person goes by its scopes alone: such a wish is met where a scope that it was granted covers it, and passed over where none does.

use kernel::LoginLevel;
use serde_json::{Map, Value};

use crate::OAuthError;

/// Longest parameter, in bytes.
const LONGEST: usize = 4_096;

/// What a client asks for beyond scopes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The one person whom the answer may be about, by the client's own pseudonym.
    pub subject: Option<String>,
    /// The least login level that will do.
    pub level: Option<LoginLevel>,
}

impl Asked {
    /// Reads the parameter. Unknown claims and members are passed over, as the standard wants; what is not JSON of its form is refused.
    pub(crate) fn parse(text: Option<&str>) -> Result<Self, OAuthError> {
        let Some(text) = text else { return Ok(Self::default()) };
        let malformed = || OAuthError::request("claims is a JSON object of the OpenID Connect form");
        if text.len() > LONGEST {
            return Err(OAuthError::request("a parameter is too long"));
        }
        let parameter: Map<String, Value> = serde_json::from_str(text).map_err(|_| malformed())?;
        let mut asked = Self::default();
        for target in ["id_token", "userinfo"] {
            let claims = match parameter.get(target) {
                None | Some(Value::Null) => continue,
                Some(claims) => claims.as_object().ok_or_else(malformed)?,
            };
            for (name, wish) in claims {
                if !(wish.is_null() || wish.is_object()) {
                    return Err(malformed());
                }
                match name.as_str() {
                    "sub" => {
                        let wanted = wish.get("value").and_then(Value::as_str).map(str::to_owned);
                        if asked.subject.is_some() && wanted.is_some() && asked.subject != wanted {
                            return Err(OAuthError::request("claims asks for two persons"));
                        }
                        asked.subject = asked.subject.or(wanted);
                    }
                    "acr" => asked.level = asked.level.max(least(wish)),
                    _ => {}
                }
            }
        }
        Ok(asked)
    }
}

/// The least of the levels that will do; a level that is only wished for is asked for as `acr_values` does.
fn least(wish: &Value) -> Option<LoginLevel> {
    let values = wish.get("values").and_then(Value::as_array).into_iter().flatten();
    let named = values.chain(wish.get("value")).filter_map(Value::as_str);
    named.filter_map(|name| name.strip_prefix("idporten-loa-").unwrap_or(name).parse().ok()).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Asked, OAuthError> {
        Asked::parse(Some(text))
    }

    #[test]
    fn a_person_and_a_level_are_read() {
        let asked = parse(
            r#"{"id_token":{"sub":{"value":"abc"},"acr":{"essential":true,"values":["high","idporten-loa-substantial","x"]}}}"#,
        )
        .unwrap();
        assert_eq!((asked.subject.as_deref(), asked.level), (Some("abc"), Some(LoginLevel::Substantial)));
        assert!(parse(r#"{"id_token":{"sub":{"value":"a"}},"userinfo":{"sub":{"value":"b"}}}"#).is_err());
    }

    #[test]
    fn what_is_not_of_the_form_is_refused_and_absence_asks_for_nothing() {
        for wrong in ["", "x", "[]", r#"{"id_token":[]}"#, r#"{"userinfo":{"name":"Kari"}}"#] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        let deep = format!("{{\"id_token\":{}1{}}}", "[".repeat(1_000), "]".repeat(1_000));
        assert!(parse(&deep).is_err());
        assert!(parse(&format!("{{\"x\":\"{}\"}}", "a".repeat(LONGEST))).is_err());
        for nothing in [
            "{}",
            r#"{"id_token":null}"#,
            r#"{"other":{"name":null}}"#,
            r#"{"userinfo":{"pid":{"essential":true}}}"#,
        ] {
            assert_eq!(parse(nothing).unwrap(), Asked::default(), "{nothing}");
        }
    }
}
