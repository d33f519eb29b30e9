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
    /// A tool in the sandbox ends its test person's session; the vendor's own goes on.
    EndTest {
        /// The test person's session.
        session: SessionId,
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
        if client.is_some_and(|client| matches!(client.party, Party::Sandbox(_))) {
            return self.end_test(hint.as_ref(), then).await;
        }
        let Some(session) = session else { return Ok(EndSession::Nothing { then }) };
        let proved = hint.is_some_and(|(client, sid)| {
            same(pseudonym::sid(self.db().keyring(), client.id, session.id).as_bytes(), sid.as_bytes())
        });
        Ok(if proved { EndSession::End { then } } else { EndSession::Ask { then } })
    }

    /// The session that the hint is of, among those in which the sandbox's client holds something.
    async fn end_test(&self, hint: Option<&(Arc<Client>, String)>, then: Option<Url>) -> Result<EndSession> {
        let Some((client, sid)) = hint else { return Ok(EndSession::Nothing { then }) };
        for session in store::grants::live_sessions(self.db(), client.id).await? {
            let own = pseudonym::sid(self.db().keyring(), client.id, session);
            if same(own.as_bytes(), sid.as_bytes()) {
                return Ok(EndSession::EndTest { session, then });
            }
        }
        Ok(EndSession::Nothing { then })
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
