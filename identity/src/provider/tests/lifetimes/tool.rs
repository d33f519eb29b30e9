//! What tools do: ask, by the address or by a pushed request, redeem, renew, revoke, and use what they hold.

use jiff::Timestamp;
use serde_json::json;

use super::{
    super::{fapi::BY_ASSERTION, stage::*, tokens::proof},
    Asked,
    rules::{FAPI, PLAIN, PUBLIC},
    world::{Login, Pushed, Waiting, World},
};
use crate::{
    Credentials, Params, ProofFor, Result, Step, TokenResponse, dpop::access_token_hash, grant,
    provider::par::PUSHED_LIFE, session,
};

impl World<'_> {
    /// Whether the client can authenticate.
    fn is_heard(&self, tool: usize) -> bool {
        self.enabled[tool] && (tool == PUBLIC || !self.refused[tool])
    }

    /// A form of the tool's client, which says in its own way who it is.
    fn form(&self, tool: usize, pairs: &[(&str, &str)]) -> Params {
        let stage = &self.stages[tool];
        if tool != PUBLIC {
            return stage.signed(pairs);
        }
        let id = stage.confidential.id.to_string();
        params(&[pairs, &[("client_id", id.as_str())]].concat())
    }

    /// A proof by this key, of clients whose tokens are bound.
    fn proof(&self, tool: usize, key: usize, path: &str) -> Option<String> {
        let claims = json!({ "htu": format!("{ISSUER}/oauth2/{path}") });
        (tool != PLAIN).then(|| proof(&self.stages[tool], &self.keys[key], &claims))
    }

    async fn token(&self, tool: usize, key: usize, pairs: &[(&str, &str)]) -> Result<TokenResponse> {
        let (form, dpop) = (self.form(tool, pairs), self.proof(tool, key, "token"));
        let credentials = Credentials { authorization: None, params: &form };
        Box::pin(self.instances[0].token(&credentials, dpop.as_deref())).await
    }

    async fn by_code(&self, tool: usize, key: usize, code: &str) -> Result<TokenResponse> {
        let pairs = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        self.token(tool, key, &pairs).await
    }

    async fn by_refresh(&self, tool: usize, key: usize, token: &str) -> Result<TokenResponse> {
        self.token(tool, key, &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// Whether a code is on its way.
    pub(super) async fn ask(&mut self, asked: Asked) -> bool {
        if asked.tool == FAPI {
            return self.push(asked, false).await && self.follow(self.pushed.len() - 1).await;
        }
        let request = Stage::request(&self.stages[asked.tool].confidential, &[("scope", asked.scope())]);
        self.come(asked, &request, self.enabled[asked.tool], None).await
    }

    /// Whether a request is on its way; with a proof, its code is for that key alone.
    pub(super) async fn push(&mut self, asked: Asked, bound: bool) -> bool {
        let tool = asked.tool;
        let stage = &self.stages[tool];
        let assertion = stage.assertion(&json!({}));
        let mut pairs = vec![("scope", asked.scope())];
        if tool != PUBLIC {
            pairs.extend([BY_ASSERTION, ("client_assertion", assertion.as_str())]);
        }
        let request = Stage::request(&stage.confidential, &pairs);
        let dpop = self.proof(tool, 0, "par").filter(|_| bound);
        let credentials = Credentials { authorization: None, params: &request };
        let pushed = Box::pin(self.instances[0].push(&credentials, dpop.as_deref())).await;
        assert_eq!(pushed.is_ok(), self.is_heard(tool), "a pushed request");
        let Ok(pushed) = pushed else { return false };
        let (given, key) = (self.now(), dpop.is_some().then_some(0));
        self.pushed.push(Pushed { asked, uri: pushed.request_uri, given, key, dead: false });
        true
    }

    /// The browser comes with the pushed request at this place; whether a code is on its way then.
    pub(super) async fn follow(&mut self, at: usize) -> bool {
        let Pushed { asked, uri, given, key, dead } = self.pushed.remove(at);
        let id = self.stages[asked.tool].confidential.id.to_string();
        let request = params(&[("client_id", id.as_str()), ("request_uri", uri.as_str())]);
        let lives = !dead && self.enabled[asked.tool] && self.now() < given + PUSHED_LIFE;
        self.come(asked, &request, lives, key).await
    }

    /// The browser comes with a request that the provider takes, or not; its code is for this key, where it is for one.
    async fn come(&mut self, asked: Asked, request: &Params, taken: bool, key: Option<usize>) -> bool {
        if !self.sits(self.seats.len() - 1, false) {
            self.sit_down().await;
        }
        let seat = self.seats.len() - 1;
        let Asked { tool, child, .. } = asked;
        let may = self.rules.permits(tool, child, self.birthday, self.now());
        let (id, person) = (self.seats[seat].session.id, self.seats[seat].session.person);
        let live = session::list_live(&**self.db(), person).await.unwrap();
        let session = live.into_iter().find(|one| one.id == id).unwrap();
        let at = self.db().present().await.unwrap();
        let step = Box::pin(self.instances[0].authorize(&at, request, Some(&session), None)).await.unwrap();
        assert_eq!(matches!(step, Step::Ready(_)), taken, "a request of tool {tool}");
        let Step::Ready(ready) = step else { return false };
        let subject = if child { self.child } else { person };
        let stage = &mut self.stages[tool];
        stage.session = session;
        let answer = query(&Box::pin(stage.issue(*ready, subject)).await);
        let Some(code) = answer.get("code").cloned() else {
            assert!(!may, "{answer:?}");
            return false;
        };
        let given = self.now();
        let (dead, disturbed) = (false, false);
        self.waiting.push(Waiting { asked, session: seat, code, given, key, dead, disturbed });
        true
    }

    /// Redeems the code at this place, by the tool's own key or by another; `false` where there is none.
    pub(super) async fn redeem(&mut self, at: usize, stranger: bool) -> bool {
        if at >= self.waiting.len() {
            return false;
        }
        let Waiting { asked, session, code, given, key, dead, disturbed } = self.waiting.remove(at);
        let Asked { tool, child, offline } = asked;
        let (now, by) = (self.now(), usize::from(stranger));
        let may = !dead
            && now < given + grant::CODE_LIFE
            && self.is_heard(tool)
            && key.is_none_or(|key| key == by)
            && self.sits(session, offline)
            && self.rules.permits(tool, child, self.birthday, now);
        let redeemed = self.by_code(tool, by, &code).await;
        if disturbed {
            assert!(may || redeemed.is_err(), "tokens that the rules refuse");
        } else {
            assert_eq!(redeemed.is_ok(), may, "tokens for a code of tool {tool}");
        }
        if let Ok(tokens) = redeemed {
            let key = (tool != PLAIN).then_some(by);
            let access = vec![(tokens.access_token, now)];
            let refresh = vec![tokens.refresh_token.unwrap()];
            let (ended, void) = (false, None);
            self.logins.push(Login { asked, session, code, key, ended, access, refresh, void });
        }
        true
    }

    pub(super) async fn redeem_again(&mut self, at: usize) {
        let login = &self.logins[at];
        let (tool, code) = (login.asked.tool, login.code.clone());
        assert!(self.by_code(tool, 0, &code).await.is_err(), "a code used twice");
        // A client that may nothing is not heard, so what it says kills nothing.
        let heard = self.is_heard(tool);
        self.logins[at].ended |= heard;
    }

    /// By the key that the login is bound to, or by the other one: a confidential client's login goes over to that, a public one's does not.
    pub(super) async fn refresh(&mut self, at: usize, stranger: bool) {
        let login = &self.logins[at];
        let tool = login.asked.tool;
        let by = login.key.map(|key| if stranger { 1 - key } else { key });
        let expected = self.stands(login) && self.is_heard(tool) && (tool != PUBLIC || by == login.key);
        let token = login.refresh.last().unwrap().clone();
        let answer = self.by_refresh(tool, by.unwrap_or_default(), &token).await;
        assert_eq!(answer.is_ok(), expected, "refresh of login {at}");
        if let Ok(tokens) = answer {
            let now = self.now();
            let login = &mut self.logins[at];
            login.key = by;
            login.access.push((tokens.access_token, now));
            login.refresh.extend(tokens.refresh_token);
        }
    }

    pub(super) async fn refresh_again(&mut self, at: usize) {
        let login = &self.logins[at];
        let [.., used, _] = login.refresh.as_slice() else { return };
        let (tool, key, token) = (login.asked.tool, login.key.unwrap_or_default(), used.clone());
        assert!(self.by_refresh(tool, key, &token).await.is_err(), "a used refresh token");
        let heard = self.is_heard(tool);
        self.logins[at].ended |= heard;
    }

    pub(super) async fn revoke(&mut self, at: usize, refresh: bool) {
        let now = self.now();
        let login = &self.logins[at];
        let tool = login.asked.tool;
        let token = if refresh { login.refresh.last().unwrap() } else { &login.access.last().unwrap().0 };
        let form = self.form(tool, &[("token", token)]);
        let heard = self.instances[0].revoke(&Credentials { authorization: None, params: &form }).await;
        assert_eq!(heard.is_ok(), self.is_heard(tool));
        let login = &mut self.logins[at];
        if heard.is_ok() && refresh {
            login.ended = true;
        } else if heard.is_ok() && !login.ended {
            login.void = Some(now);
        }
    }

    /// Whether the token opens an interface, and userinfo: by a proof with this key, or as it is.
    async fn opens(&self, tool: usize, token: &str, key: Option<usize>) -> [bool; 2] {
        let (fhir, userinfo) = (format!("{ISSUER}/fhir/Task"), format!("{ISSUER}/oauth2/userinfo"));
        let header = format!("{} {token}", if key.is_some() { "DPoP" } else { "Bearer" });
        let proven = |url: &str| {
            let claims = json!({ "htm": "GET", "htu": url, "ath": access_token_hash(token) });
            key.map(|key| proof(&self.stages[tool], &self.keys[key], &claims))
        };
        let request = ProofFor { method: "GET", url: &fhir, token: None };
        let access = self.instances[0].access(Some(&header), proven(&fhir).as_deref(), request).await;
        let info = self.instances[0].userinfo(Some(&header), proven(&userinfo).as_deref(), "GET").await;
        [access.is_ok(), info.is_ok()]
    }

    async fn is_active(&self, tool: usize, token: &str) -> bool {
        let form = self.form(tool, &[("token", token)]);
        let told = self.instances[0].introspect(&Credentials { authorization: None, params: &form }).await;
        told.is_ok_and(|told| told["active"] == json!(true))
    }

    /// Every access token that was ever issued, at each place that takes one; a bound one with its key, and where that opens, without it too.
    pub(super) async fn check(&self) {
        for (at, login) in self.logins.iter().enumerate() {
            let tool = login.asked.tool;
            for (token, issued) in &login.access {
                let expected = self.stands(login) && self.lives(login, *issued);
                assert_eq!(self.opens(tool, token, login.key).await, [expected; 2], "login {at}");
                let active = self.is_active(tool, token).await;
                assert_eq!(active, expected && tool != PUBLIC, "introspection, login {at}");
                let Some(key) = login.key.filter(|_| expected) else { continue };
                for other in [None, Some(1 - key)] {
                    let stolen = self.opens(tool, token, other).await;
                    assert_eq!(stolen, [false; 2], "without its key, login {at}");
                }
            }
        }
    }

    /// Whether a token of the login that was issued then is still of use, as far as it is about the token alone.
    fn lives(&self, login: &Login, issued: Timestamp) -> bool {
        issued + grant::ACCESS_LIFE > self.now() && login.void.is_none_or(|void| issued > void)
    }
}
