//! Authorization codes: the grant that a code is good for, sealed. It becomes a row when the code is redeemed, and not before.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::{Field, Keyring, SystemEntropy};
use jiff::Timestamp;
use kernel::{ClientId, GrantId, LaunchId, LoginLevel, PersonId, PrescriptionId, SessionId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Bound, Grant, LaunchContext};
use crate::{Error, Result, Scopes};

/// Longest code that is read: what the longest parameters of a request can make of it.
const LONGEST: usize = 16_384;

/// What differs from code to code; short, since it travels in addresses.
#[derive(Serialize, Deserialize)]
struct Body(
    ClientId,
    SessionId,
    PersonId,
    Option<PersonId>,
    Option<LaunchId>,
    Option<PrescriptionId>,
    Scopes,
    Bound,
    LaunchContext,
    LoginLevel,
    [i64; 3],
    Option<String>,
);

const fn field(id: GrantId) -> Field {
    Field { table: "grants", column: "code", row: id.uuid() }
}

/// The code for a grant that is to be given.
pub(crate) fn write(keyring: &Keyring, grant: Grant) -> Result<String> {
    let id = grant.id;
    let body = Body(
        grant.client,
        grant.session,
        grant.person,
        (grant.subject != grant.person).then_some(grant.subject),
        grant.launch,
        grant.prescription,
        grant.scopes,
        grant.bound,
        grant.context,
        grant.level,
        [grant.authenticated_at, grant.created_at, grant.expires_at].map(Timestamp::as_microsecond),
        grant.dpop_thumbprint,
    );
    let body = serde_json::to_vec(&body)
        .map_err(|error| Error::from(database::Error::corrupt("grants", "code", id, error)))?;
    let sealed = keyring.seal(field(id), &body, &SystemEntropy)?;
    Ok(URL_SAFE_NO_PAD.encode([&id.uuid().as_bytes()[..], &sealed].concat()))
}

/// The grant that this code is good for; `None` for everything that was not written by us.
pub(crate) fn read(keyring: &Keyring, text: &str) -> Option<Grant> {
    if text.len() > LONGEST {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (id, sealed) = bytes.split_first_chunk::<16>()?;
    let id = GrantId::from_uuid(Uuid::from_bytes(*id));
    let body = keyring.open_field(field(id), sealed).ok()?;
    let Body(client, session, person, subject, launch, prescription, scopes, bound, context, level, at, key) =
        serde_json::from_slice(&body).ok()?;
    let [authenticated_at, created_at, expires_at] = at.map(Timestamp::from_microsecond);
    Some(Grant {
        id,
        client,
        session,
        person,
        subject: subject.unwrap_or(person),
        launch,
        prescription,
        scopes,
        bound,
        context,
        level,
        authenticated_at: authenticated_at.ok()?,
        created_at: created_at.ok()?,
        expires_at: expires_at.ok()?,
        redeemed_at: None,
        dpop_thumbprint: key,
        refresh_sequence: 0,
        used_at: None,
        access_void_at: None,
        revoked_at: None,
    })
}
