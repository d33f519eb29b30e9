//! What the providers say of a person, in one shape.

use jiff::Timestamp;
use kernel::{HprNumber, LoginLevel, NationalId, OrgNumber, Phrase, Profession};
use people::Name;
use serde_json::{Map, Value};

use super::{ProviderSettings, preset::Preset, token::Tokens};
use crate::{Claims, Hint, LoginError, Upstream};

/// A person as a provider knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct UpstreamPerson {
    /// The national identity number or D-number.
    pub number: NationalId,
    /// The name, where the provider tells it.
    pub name: Option<Name>,
    /// How sure the login is.
    pub level: LoginLevel,
    /// By which methods.
    pub methods: Vec<String>,
    /// When.
    pub authenticated_at: Timestamp,
    /// The provider's session.
    pub upstream: Upstream,
    /// What the provider is told when its session is to end.
    pub hint: Option<Hint>,
    /// The entry in the register of health personnel.
    pub hpr: Option<UpstreamHpr>,
    /// Whom the person acts for, none at all too; `None` where the provider was not asked or does not tell.
    pub organisations: Option<Vec<UpstreamOrganisation>>,
}

/// An entry in the register of health personnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpstreamHpr {
    /// The number.
    pub number: HprNumber,
    /// Professions with an authorisation or licence, as far as known here; `None` where the provider does not tell.
    pub professions: Option<Vec<Profession>>,
}

/// An organisation that a person acts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpstreamOrganisation {
    /// Its number.
    pub number: OrgNumber,
    /// The role there, where told.
    pub role: Option<String>,
}

const HPR_NUMBER: &str = "helseid://claims/hpr/hpr_number";
const HPR_DETAILS: &str = "helseid://claims/hpr/hpr_details";
const PARENT: &str = "helseid://claims/client/claims/orgnr_parent";

impl UpstreamPerson {
    pub(super) fn read(
        settings: &ProviderSettings,
        claims: &Map<String, Value>,
        tokens: &Tokens,
    ) -> Result<Self, LoginError> {
        let preset = settings.preset;
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let number = match preset {
            Preset::Idporten | Preset::Ansattporten => text("pid"),
            Preset::Helseid => text("helseid://claims/identity/pid"),
        };
        let number = number.and_then(|number| number.parse().ok()).ok_or(LoginError::Claims("pid"))?;
        let times = Claims::from(claims.clone());
        let instant = |name| times.instant(name).map_err(LoginError::from);
        let authenticated_at =
            instant("auth_time")?.or(instant("iat")?).ok_or(LoginError::Claims("auth_time"))?;
        let methods = claims.get("amr").and_then(Value::as_array).into_iter().flatten();
        Ok(Self {
            number,
            name: name(claims),
            level: level(preset, claims).ok_or(LoginError::Level)?,
            methods: methods.filter_map(Value::as_str).take(10).map(str::to_owned).collect(),
            authenticated_at,
            upstream: Upstream {
                issuer: Some(settings.issuer.clone()),
                sid: text("sid").filter(|sid| sid.len() <= 300).map(str::to_owned),
            },
            hint: Some(Hint::new(tokens.id.clone())),
            hpr: hpr(claims),
            organisations: organisations(settings, claims),
        })
    }
}

/// Given and family name as OIDC Core §5.1 has them, or else the whole name, whose last word is taken for the family's.
fn name(claims: &Map<String, Value>) -> Option<Name> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::trim);
    let (given, family) =
        text("given_name").zip(text("family_name")).or_else(|| text("name")?.rsplit_once(' '))?;
    Some(Name { given: Phrase::new(given).ok()?, family: Phrase::new(family).ok()? })
}

/// `acr` at ID-porten; security level (4 = high) or assurance level at HelseID.
fn level(preset: Preset, claims: &Map<String, Value>) -> Option<LoginLevel> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    match preset {
        Preset::Idporten | Preset::Ansattporten => text("acr")?.strip_prefix("idporten-loa-")?.parse().ok(),
        Preset::Helseid => {
            let by_assurance =
                text("helseid://claims/identity/assurance_level").and_then(|name| name.parse().ok());
            let by_security = match text("helseid://claims/identity/security_level") {
                Some("4") => Some(LoginLevel::High),
                Some("3") => Some(LoginLevel::Substantial),
                Some(_) => Some(LoginLevel::Low),
                None => None,
            };
            // Where both are told, the weaker counts.
            match (by_assurance, by_security) {
                (Some(one), Some(other)) => Some(std::cmp::min::<LoginLevel>(one, other)),
                (one, other) => one.or(other),
            }
        }
    }
}

fn hpr(claims: &Map<String, Value>) -> Option<UpstreamHpr> {
    let details = claims.get(HPR_DETAILS);
    let number = claims.get(HPR_NUMBER).or_else(|| details?.get("hpr_number"))?;
    let number = number.as_str().map_or_else(|| number.to_string(), str::to_owned).parse().ok()?;
    let approvals = details.and_then(|details| details.get("approvals")).and_then(Value::as_array);
    let authorised = |approval: &Value| {
        approval.get("authorization").filter(|authorization| authorization.is_object())?;
        serde_json::from_value(approval.get("profession")?.clone()).ok()
    };
    let professions = approvals.map(|approvals| approvals.iter().filter_map(authorised).collect());
    Some(UpstreamHpr { number, professions })
}

fn organisations(
    settings: &ProviderSettings,
    claims: &Map<String, Value>,
) -> Option<Vec<UpstreamOrganisation>> {
    match settings.preset {
        Preset::Idporten => None,
        Preset::Helseid => {
            // A number that is none is nobody's, not silence.
            let number = claims.get(PARENT)?.as_str().and_then(|number| number.parse().ok());
            Some(number.map(|number| UpstreamOrganisation { number, role: None }).into_iter().collect())
        }
        Preset::Ansattporten => {
            // Whoever was asked and chose nobody acts for nobody.
            settings.authorization_details.as_ref()?;
            let details = claims.get("authorization_details").and_then(Value::as_array).into_iter().flatten();
            Some(details.flat_map(parties).take(50).collect())
        }
    }
}

/// Whom the person may act for by one right: `authorized_parties` of an Altinn 3 resource, `reportees` of a service of Altinn 2, each with its number
/// as `0192:<number>` (ISO 6523).
fn parties(detail: &Value) -> Vec<UpstreamOrganisation> {
    let listed = |name: &str| detail.get(name).and_then(Value::as_array).into_iter().flatten();
    let ids = listed("authorized_parties")
        .map(|party| (party.get("orgno").and_then(|number| number.get("ID")), party.get("role")))
        .chain(listed("reportees").map(|party| (party.get("ID"), None)));
    let organisation = |(id, role): (Option<&Value>, Option<&Value>)| {
        let id = id?.as_str()?;
        Some(UpstreamOrganisation {
            number: id.strip_prefix("0192:").unwrap_or(id).parse().ok()?,
            role: role.and_then(Value::as_str).map(|role| role.chars().take(200).collect()),
        })
    };
    ids.filter_map(organisation).collect()
}
