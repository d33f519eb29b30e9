//! Authorization codes: the grant that a code is good for, sealed. It becomes a row when the code is redeemed, and not before.

use database::Keyring;
use jiff::Timestamp;
use kernel::{ClientId, LaunchId, LoginLevel, PersonId, PrescriptionId, SessionId};
use serde::{Deserialize, Serialize};

use super::{Bound, Grant, LaunchContext};
use crate::{Result, Scopes, sealed::Sealed};

const CODE: Sealed = Sealed { table: "grants", column: "code", longest: 16_384 };

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
    CODE.write(keyring, id, &body)
}

/// The grant that this code is good for; `None` for everything that was not written by us.
pub(crate) fn read(keyring: &Keyring, text: &str) -> Option<Grant> {
    let (id, body) = CODE.read(keyring, text)?;
    let Body(client, session, person, subject, launch, prescription, scopes, bound, context, level, at, key) =
        body;
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
