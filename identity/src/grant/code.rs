//! Authorization codes: the grant that a code is good for, sealed. It becomes a row when the code is redeemed, and not before.

use database::Keyring;
use jiff::Timestamp;
use kernel::{ClientId, LaunchId, LoginLevel, PersonId, PrescriptionId, SessionId};
use serde::{Deserialize, Serialize};

use super::{Bound, Grant, LaunchContext};
use crate::{Result, Scopes, sealed::Sealed};

const CODE: Sealed = Sealed { table: "grants", column: "sealed_code", longest: 16_384 };

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
    SentBound,
    SentContext,
    LoginLevel,
    [i64; 3],
    Option<String>,
);

/// `Bound`, each part in its place: in the table's JSON what is empty is left out.
type SentBound = (String, String, Option<String>);
/// `LaunchContext`, likewise.
type SentContext = (Option<String>, Option<String>, Option<bool>);

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
        (grant.bound.redirect_uri, grant.bound.challenge, grant.bound.nonce),
        (grant.context.intent, grant.context.return_url, grant.context.need_patient_banner),
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
    let ((redirect_uri, challenge, nonce), (intent, return_url, need_patient_banner)) = (bound, context);
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
        bound: Bound { redirect_uri, challenge, nonce },
        context: LaunchContext { intent, return_url, need_patient_banner },
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

#[cfg(test)]
mod tests {
    use database::{Read, testing::TestDatabase};
    use kernel::{GrantId, SeededEntropy};

    use super::*;

    #[tokio::test]
    async fn a_code_gives_back_the_grant_whatever_is_left_out_of_it() {
        let (db, entropy) = (TestDatabase::sqlite().await, SeededEntropy::new(1));
        let now: Timestamp = "2026-12-01T10:00:00.123456Z".parse().unwrap();
        let bare = Grant {
            id: GrantId::new(now, &entropy),
            client: ClientId::new(now, &entropy),
            session: SessionId::new(now, &entropy),
            person: PersonId::new(now, &entropy),
            subject: PersonId::new(now, &entropy),
            launch: None,
            prescription: None,
            scopes: Scopes::parse("openid").unwrap(),
            bound: Bound {
                redirect_uri: "https://tool.example/tilbake?språk=nb".to_owned(),
                challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned(),
                nonce: None,
            },
            context: LaunchContext::default(),
            level: LoginLevel::High,
            authenticated_at: now,
            created_at: now,
            expires_at: now,
            redeemed_at: None,
            dpop_thumbprint: None,
            refresh_sequence: 0,
            used_at: None,
            access_void_at: None,
            revoked_at: None,
        };
        let own = Grant { subject: bare.person, ..bare.clone() };
        let whole = Grant {
            launch: Some(LaunchId::new(now, &entropy)),
            prescription: Some(PrescriptionId::new(now, &entropy)),
            bound: Bound { nonce: Some("n".to_owned()), ..bare.bound.clone() },
            context: LaunchContext {
                intent: Some("step".to_owned()),
                return_url: Some("https://reseptor.example/mine-verktoy".to_owned()),
                need_patient_banner: Some(true),
            },
            level: LoginLevel::Substantial,
            dpop_thumbprint: Some("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I".to_owned()),
            ..bare.clone()
        };
        for grant in [bare, own, whole] {
            let code = write(db.keyring(), grant.clone()).unwrap();
            assert!(code.len() < 700, "{}", code.len());
            assert_eq!(read(db.keyring(), &code), Some(grant));
        }
    }
}
