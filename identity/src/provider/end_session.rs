//! Logout that a tool asks for (OIDC RP-Initiated Logout 1.0; row 24).

use std::sync::Arc;

use database::Read;
use kernel::SessionId;
use url::Url;

use super::{Provider, authenticate::live_client};
use crate::{
    Accept, Algorithm, Claims, Client, OAuthError, Params, Party, Purpose, Result, Session, pseudonym,
    secret::same, store,
};

/// What to do with a logout request.
#[derive(Debug, Clone, PartialEq)]
pub enum EndSession {
    /// The request is bad: told on a page, nobody is redirected, nothing ends.
    Refuse(OAuthError),
    /// Ask the person whether to log out; afterwards go there.
    Ask {
        /// Where to go after.
        then: Option<Url>,
    },
    /// The tool proved that it is this session's: end it, then go there.
    End {
        /// Where to go after.
        then: Option<Url>,
    },
    /// A tool in the sandbox ends its test person's session, or asks for it without saying whose it is: the vendor's own goes on.
    EndTest {
        /// The sessions of test persons.
        sessions: Vec<SessionId>,
        /// Whether the tool proved that it is this session's; else it is asked first, as of a real one.
        proved: bool,
        /// Where to go after.
        then: Option<Url>,
    },
    /// Nobody is logged in: just go there.
    Nothing {
        /// Where to go.
        then: Option<Url>,
    },
}

impl Provider {
    /// Decides about a logout request from this browser.
    pub async fn end_session(&self, params: &Params, session: Option<&Session>) -> Result<EndSession> {
        let hint = match params.get("id_token_hint") {
            None => None,
            Some(token) => match self.read_hint(token).await? {
                Some(hint) => Some(hint),
                None => return Ok(EndSession::Refuse(OAuthError::request("id_token_hint does not hold"))),
            },
        };
        let named = match params.get("client_id") {
            None => None,
            Some(id) => match live_client(&self.db().present().await?, id).await? {
                Some(client) => Some(client),
                None => return Ok(EndSession::Refuse(OAuthError::request("client_id is unknown"))),
            },
        };
        if let (Some((client, _)), Some(named)) = (&hint, &named)
            && client.id != named.id
        {
            return Ok(EndSession::Refuse(OAuthError::request("id_token_hint is another client's")));
        }
        let client = hint.as_ref().map(|(client, _)| client).or(named.as_ref());
        let then = match params.get("post_logout_redirect_uri") {
            None => None,
            Some(address) => match client.and_then(|client| registered(client, address)) {
                Some(url) => Some(with_state(url, params.get("state"))),
                None => {
                    return Ok(EndSession::Refuse(OAuthError::request(
                        "post_logout_redirect_uri is not registered",
                    )));
                }
            },
        };
        if let Some(client) = client.filter(|client| matches!(client.party, Party::Sandbox(_))) {
            let sid = hint.as_ref().map(|(_, sid)| sid.as_str());
            return self.end_test(client, sid, then).await;
        }
        let Some(session) = session else { return Ok(EndSession::Nothing { then }) };
        let proved = hint.is_some_and(|(client, sid)| {
            same(pseudonym::sid(self.db().keyring(), client.id, session.id).as_bytes(), sid.as_bytes())
        });
        Ok(if proved { EndSession::End { then } } else { EndSession::Ask { then } })
    }

    /// The session that the hint is of, among those in which the sandbox's client holds something; all of them where there is no hint.
    async fn end_test(&self, client: &Client, sid: Option<&str>, then: Option<Url>) -> Result<EndSession> {
        let mut sessions = store::grants::live_sessions(self.db(), client.id).await?;
        if let Some(sid) = sid {
            let own = |session| pseudonym::sid(self.db().keyring(), client.id, session);
            sessions.retain(|session| same(own(*session).as_bytes(), sid.as_bytes()));
        }
        if sessions.is_empty() {
            return Ok(EndSession::Nothing { then });
        }
        Ok(EndSession::EndTest { sessions, proved: sid.is_some(), then })
    }

    /// What an ID token of ours says, which may have expired (§2).
    pub(super) async fn hint(&self, token: &str) -> Result<Option<Claims>> {
        let accept = Accept { algorithms: &Algorithm::ALL, types: &["jwt"] };
        let verified = self.keys().public(Purpose::Tokens).await?.verify(token, accept);
        let claims = verified.ok().map(|verified| verified.claims);
        Ok(claims.filter(|claims| claims.must_be("iss", self.issuer()).is_ok()))
    }

    /// The client and `sid` of such a token.
    async fn read_hint(&self, token: &str) -> Result<Option<(Arc<Client>, String)>> {
        let Some(claims) = self.hint(token).await? else { return Ok(None) };
        let (Some(audience), Some(sid)) = (claims.text("aud"), claims.text("sid")) else { return Ok(None) };
        let client = live_client(&self.db().present().await?, audience).await?;
        Ok(client.map(|client| (client, sid.to_owned())))
    }
}

fn registered(client: &Client, address: &str) -> Option<Url> {
    client
        .metadata
        .post_logout_redirect_uris
        .iter()
        .any(|one| one == address)
        .then(|| address.parse().ok())?
}

fn with_state(mut url: Url, state: Option<&str>) -> Url {
    if let Some(state) = state {
        url.query_pairs_mut().append_pair("state", state);
    }
    url
}
