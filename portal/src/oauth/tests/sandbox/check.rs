//! The launch check, with the demonstration's own program as a sound tool and a small one that does everything wrong.

use axum::{
    Router,
    extract::{Query, State},
    response::Redirect,
    routing::{get, post},
};
use identity::{Accept, Algorithm, PublicKeys};
use launch::{
    Probe, Seen,
    check::{Finding, Outcome, Point},
};
use tokio::net::TcpListener;
use tower::ServiceExt;

use super::*;
use crate::{
    testing::citizen,
    web::{Login, Visitor, session::Standing},
};

impl Yard {
    /// The whole check, with this answer wherever the vendor's person is asked; gives what was found. The demonstration's program asks userinfo when
    /// one presses a button on the page that it shows to whoever is logged in.
    async fn check(&self, answer: Option<&str>, presses: bool) -> Vec<Finding> {
        self.browser.db.clock.advance(jiff::SignedDuration::from_secs(1));
        let who = self.who();
        assert_eq!(self.post("/kontroll", &[("who", &who)]).await.status(), StatusCode::SEE_OTHER);
        let page = self.browser.get(&self.path("/kontroll")).await.text().await.unwrap();
        let mut steps = attributes(&page, "main form", "action");
        let finish = steps.iter().position(|path| path.ends_with("/ferdig")).unwrap();
        let finish = steps.remove(finish);
        for step in steps {
            let rest = step.strip_prefix(&self.path("")).unwrap();
            let sent = self.post(rest, &[]).await;
            assert_eq!(sent.status(), StatusCode::SEE_OTHER, "{step}");
            let shown = self.wander(sent).await;
            if presses {
                self.ask_userinfo(shown).await;
            }
        }
        let finish = finish.strip_prefix(&self.path("")).unwrap();
        if let Some(answer) = answer {
            let page = self.browser.get(&self.path("/kontroll")).await.text().await.unwrap();
            for point in attributes(&page, "main input[name=point]", "value") {
                let fields = [("point", point.as_str()), ("answer", answer)];
                let sent = self.post(&finish.replace("/ferdig", "/svar"), &fields).await;
                assert_eq!(sent.status(), StatusCode::SEE_OTHER, "{point}");
            }
        }
        self.post(finish, &[]).await;
        let found = launch::check::find_result(&*self.browser.db, self.revision).await.unwrap().unwrap();
        found.finished.unwrap().1
    }

    /// Presses the button on the demonstration's page, where it is.
    async fn ask_userinfo(&self, shown: Response) {
        let here = shown.url().clone();
        let page = shown.text().await.unwrap();
        let form = "form[action$='/userinfo']";
        for path in attributes(&page, form, "action") {
            let csrf = attributes(&page, &format!("{form} input[name=csrf]"), "value").remove(0);
            let address = here.join(&path).unwrap();
            let told = self.browser.send(Method::POST, address.as_str(), &[("csrf", &csrf)], &[]).await;
            assert_eq!(told.status(), StatusCode::OK);
        }
    }
}

impl Yard {
    /// A page as an operator sees it.
    async fn as_operator(&self, path: &str) -> String {
        let actor = operator();
        let login = Login { standing: Standing::Operator(actor), ..citizen(actor.person) };
        let mut request = axum::http::Request::get(path).body(axum::body::Body::empty()).unwrap();
        request.extensions_mut().insert(Visitor::logged_in(login));
        let answer = self.browser.app.router().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let body = axum::body::to_bytes(answer.into_body(), 1 << 22).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    }
}

/// What a careless vendor might write.
#[derive(Clone)]
struct Careless {
    platform: String,
    client: Arc<Mutex<String>>,
    at: String,
    pkce: bool,
}

type Asked = Query<BTreeMap<String, String>>;

async fn careless_launch(State(tool): State<Careless>, Query(asked): Asked) -> Redirect {
    let challenge = Challenge::of(VERIFIER);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let client = tool.client.lock().unwrap().clone();
    query
        .append_pair("client_id", &client)
        .append_pair("response_type", "code")
        .append_pair("scope", "openid launch");
    query.append_pair("redirect_uri", &format!("{}/cb", tool.at)).append_pair("state", "always-the-same");
    query.append_pair("launch", &asked["launch"]);
    if tool.pkce {
        query.append_pair("code_challenge", challenge.as_str()).append_pair("code_challenge_method", "S256");
    }
    Redirect::to(&format!("{}/oauth2/authorize?{}", tool.platform, query.finish()))
}

/// Whatever the ID token says, userinfo is asked.
async fn careless_callback(State(tool): State<Careless>, Query(asked): Asked) -> String {
    let Some(code) = asked.get("code") else { return "no code".into() };
    let client = tool.client.lock().unwrap().clone();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", &format!("{}/cb", tool.at)),
        ("code_verifier", VERIFIER),
        ("client_id", &client),
    ];
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let sent = http.post(format!("{}/oauth2/token", tool.platform)).form(&form).send().await.unwrap();
    let tokens: Value = sent.json().await.unwrap();
    let Some(access) = tokens["access_token"].as_str() else { return tokens.to_string() };
    let userinfo = http.get(format!("{}/oauth2/userinfo", tool.platform)).bearer_auth(access);
    userinfo.send().await.unwrap().status().to_string()
}

impl Yard {
    async fn careless_tool(&self, pkce: bool) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let client = Arc::new(Mutex::new(String::new()));
        let tool = Careless {
            platform: self.browser.base.clone(),
            client: Arc::clone(&client),
            at: at.clone(),
            pkce,
        };
        let router = Router::new()
            .route("/launch", get(careless_launch))
            .route("/cb", get(careless_callback))
            .route("/logout", post(async || "thanks"))
            .with_state(tool);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let metadata = json!({
            "client_name": "Slurv", "redirect_uris": [format!("{at}/cb")], "initiate_login_uri": format!("{at}/launch"),
            "backchannel_logout_uri": format!("{at}/logout"), "scope": "openid launch",
        });
        let id = self.register(&metadata).await.to_string();
        *client.lock().unwrap() = id;
    }
}

on_both! {
    async fn a_sound_tool_passes_its_launch_check(db: TestDatabase) {
        let yard = Yard::new(db).await;
        yard.log_in().await;
        yard.sound_tool().await;
        // What is shown nobody has said yet; then that it is as it should not be, then as it should.
        for (answer, outcome) in [(None, Outcome::NotTried), (Some("unsound"), Outcome::Failed), (Some("sound"), Outcome::Passed)] {
            for finding in yard.check(answer, false).await {
                let expected = match finding.point {
                    Point::TokenNonce | Point::TokenKey | Point::Representation => (outcome, answer.is_some()),
                    _ => (Outcome::Passed, false),
                };
                assert_eq!((finding.outcome, finding.told), expected, "{:?} with {answer:?}", finding.point);
            }
        }
        let page = yard.browser.get(&yard.path("/kontroll")).await.text().await.unwrap();
        assert_eq!(page.matches("Bestått").count(), Point::ALL.len(), "kept and shown");

        // Handed in, whoever decides about it reads it.
        let tx = yard.browser.db.begin().await.unwrap();
        let step = catalogue::Step { at: tx.now(), by: Actor::from(&yard.vendor) };
        let handed_in = catalogue::RevisionState::Submitted { step };
        catalogue::set_state(&tx, yard.revision, 1, handed_in).await.unwrap();
        tx.commit().await.unwrap();
        let case = yard.as_operator(&format!("/forvaltning/saker/{}", yard.revision)).await;
        assert_eq!(case.matches("Bestått").count(), Point::ALL.len());
    }

    async fn a_tool_that_is_seen_to_use_its_access_proves_by_silence_that_it_refused_an_id_token(db: TestDatabase) {
        let yard = Yard::new(db).await;
        yard.log_in().await;
        yard.sound_tool().await;
        for finding in yard.check(None, true).await {
            let expected = if finding.point == Point::Representation { Outcome::NotTried } else { Outcome::Passed };
            assert_eq!((finding.outcome, finding.told), (expected, false), "{:?}", finding.point);
        }
    }

    async fn what_comes_with_a_spoilt_id_token_is_never_good_for_anything(db: TestDatabase) {
        let yard = Yard::new(db).await;
        let browser = &yard.browser;
        yard.log_in().await;
        let metadata = json!({ "redirect_uris": [REDIRECT], "initiate_login_uri": "http://localhost:9/launch", "scope": "openid launch storage" });
        let client = yard.register(&metadata).await;
        let id = client.to_string();
        let who = yard.who();
        assert_eq!(yard.post("/kontroll", &[("who", &who)]).await.status(), StatusCode::SEE_OTHER);
        let check = launch::check::find_open(&*browser.db, client).await.unwrap().unwrap();
        let mut spoilt = String::new();
        for probe in [Probe::First, Probe::TokenNonce, Probe::TokenKey] {
            let sent = yard.post(&format!("/kontroll/{}/{}", check.id, probe.name()), &[]).await;
            let ticket = query(sent.headers()[header::LOCATION].to_str().unwrap())["launch"].clone();
            let request = browser.request(&[("launch", &ticket)]).replace(&browser.client, &id).replace("openid+profile+pid", "openid+launch+storage");
            let (at, _) = browser.follow(&request).await;
            let code = query(&at)["code"].clone();
            let form = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", REDIRECT), ("code_verifier", VERIFIER), ("client_id", id.as_str())];
            let sent = browser.send(Method::POST, "/oauth2/token", &form, &[]).await;
            assert_eq!(sent.status(), StatusCode::OK, "{probe:?}: as usual");
            let tokens: Value = sent.json().await.unwrap();

            let published: Value = browser.get("/oauth2/jwks").await.json().await.unwrap();
            let accept = Accept { algorithms: &[Algorithm::Es256], types: &["jwt"] };
            let verified = PublicKeys::parse(&published).unwrap().verify(tokens["id_token"].as_str().unwrap(), accept);
            let nonce = verified.ok().map(|verified| verified.claims.text("nonce") == Some("engang"));
            let expected = match probe {
                Probe::TokenKey => None,
                _ => Some(probe.is_ordinary()),
            };
            assert_eq!(nonce, expected, "{probe:?}");

            let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
            for path in ["/oauth2/userinfo", "/api/v1/storage", "/fhir/Patient/x"] {
                let (status, _) = yard.call(&bearer, Method::GET, path, None).await;
                assert_eq!(status != 401, probe.is_ordinary(), "{probe:?} at {path}: {status}");
            }
            let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"].as_str().unwrap()), ("client_id", id.as_str())];
            let refreshed = browser.send(Method::POST, "/oauth2/token", &refresh, &[]).await;
            assert_eq!(refreshed.status() == StatusCode::OK, probe.is_ordinary(), "{probe:?}");
            let seen = launch::check::notes(&*browser.db, check.id).await.unwrap();
            assert_eq!(seen.iter().filter(|one| **one == Seen::Used { probe }).count(), 1, "{probe:?}: noted once");
            spoilt = bearer;
        }
        // Nor when the check is over.
        assert_eq!(yard.post(&format!("/kontroll/{}/ferdig", check.id), &[]).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(yard.call(&spoilt, Method::GET, "/oauth2/userinfo", None).await.0, 401);
    }

    async fn what_a_tool_does_again_and_again_fills_no_table_and_the_answers_have_room_all_the_same(db: TestDatabase) {
        let yard = Yard::new(db).await;
        let db = &yard.browser.db;
        yard.log_in().await;
        let metadata = json!({ "redirect_uris": [REDIRECT], "initiate_login_uri": "http://localhost:9/launch", "scope": "openid launch" });
        let client = yard.register(&metadata).await;
        let who = yard.who();
        assert_eq!(yard.post("/kontroll", &[("who", &who)]).await.status(), StatusCode::SEE_OTHER);
        let check = launch::check::find_open(&**db, client).await.unwrap().unwrap();
        let (probe, point) = (Probe::TokenNonce, Point::TokenNonce);
        let told = [true, false].map(|sound| Seen::Told { point, sound });
        let tx = db.begin().await.unwrap();
        for seen in std::iter::repeat_n(Seen::Discovery, 205).chain([Seen::Redeemed { probe }]) {
            launch::check::note(&tx, &check, &seen).await.unwrap();
        }
        for seen in told.iter().chain([&Seen::Used { probe }, &Seen::Used { probe }, &Seen::Discovery]) {
            launch::check::note(&tx, &check, seen).await.unwrap();
        }
        tx.commit().await.unwrap();
        let noted = launch::check::notes(&**db, check.id).await.unwrap();
        let count = |seen: &Seen| noted.iter().filter(|one| *one == seen).count();
        let again_and_again = [Seen::Discovery, Seen::Redeemed { probe }].each_ref().map(count);
        assert_eq!(again_and_again, [200, 0], "none after so many");
        let in_place = [&told[0], &told[1], &Seen::Used { probe }].map(count);
        assert_eq!((in_place, noted.len()), ([0, 1, 1], 202), "each takes the place of the one before");
        // The check ends as any other, on what was noted.
        assert_eq!(yard.post(&format!("/kontroll/{}/ferdig", check.id), &[]).await.status(), StatusCode::SEE_OTHER);
        let found = launch::check::find_result(&**db, yard.revision).await.unwrap().unwrap();
        let found = found.finished.unwrap().1;
        assert!(found.iter().any(|one| one.point == Point::Discovery && one.outcome == Outcome::Passed), "{found:?}");
    }

    async fn a_check_is_of_what_the_entry_said_then_and_of_the_client_as_it_was_registered(db: TestDatabase) {
        let yard = Yard::new(db).await;
        let db = &yard.browser.db;
        yard.log_in().await;
        let metadata = |name: &str| json!({ "client_name": name, "redirect_uris": [REDIRECT], "initiate_login_uri": "http://localhost:9/launch", "scope": "openid launch" });
        let check = async |client: ClientId| {
            db.clock.advance(jiff::SignedDuration::from_secs(1));
            let who = yard.who();
            assert_eq!(yard.post("/kontroll", &[("who", &who)]).await.status(), StatusCode::SEE_OTHER);
            let check = launch::check::find_open(&**db, client).await.unwrap().unwrap();
            assert_eq!(yard.post(&format!("/kontroll/{}/ferdig", check.id), &[]).await.status(), StatusCode::SEE_OTHER);
        };
        let told = |page: &str| page.contains("Endret etter kontrollen");
        let outdated = async || told(&yard.browser.get(&yard.path("/kontroll")).await.text().await.unwrap());
        let first = yard.register(&metadata("En")).await;
        check(first).await;
        assert!(!outdated().await);
        let tx = db.begin().await.unwrap();
        let mut draft = catalogue::get_revision(&tx, yard.revision).await.unwrap();
        draft.content.representation.how_shown = PerLocale::bokmal("Navnet står nederst.".parse().unwrap());
        catalogue::save_draft(&tx, &yard.vendor, draft.id, draft.version, draft.content).await.unwrap();
        tx.commit().await.unwrap();
        assert!(outdated().await, "the entry says something else");
        check(first).await;
        assert!(!outdated().await, "made again");
        let second = yard.register(&metadata("To")).await;
        assert!(outdated().await, "another client has taken its place");
        check(second).await;
        assert!(!outdated().await);

        // Handing in changes nothing of what it says; what is changed afterwards is told to whoever decides.
        let tx = db.begin().await.unwrap();
        let step = catalogue::Step { at: tx.now(), by: Actor::from(&yard.vendor) };
        let handed_in = catalogue::RevisionState::Submitted { step };
        catalogue::set_state(&tx, yard.revision, draft.version + 1, handed_in).await.unwrap();
        tx.commit().await.unwrap();
        let case = format!("/forvaltning/saker/{}", yard.revision);
        assert!(!told(&yard.as_operator(&case).await));
        let tx = db.begin().await.unwrap();
        client::update(&tx, Actor::System, second, &metadata("Tre"), &terms(Reach::DEMO)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(told(&yard.as_operator(&case).await) && outdated().await);
    }

    async fn a_careless_tool_fails_where_it_is_careless(db: TestDatabase) {
        let yard = Yard::new(db).await;
        yard.log_in().await;
        yard.careless_tool(true).await;
        let wanted = |point| match point {
            Point::State | Point::Nonce | Point::LaunchIssuer | Point::AnswerIssuer | Point::AnswerState | Point::FalseLogout
            // Seen at userinfo, whatever the vendor says.
            | Point::TokenNonce | Point::TokenKey => Outcome::Failed,
            Point::Discovery | Point::Par => Outcome::NotTried,
            _ => Outcome::Passed,
        };
        for Finding { point, outcome, .. } in yard.check(Some("sound"), false).await {
            assert_eq!(outcome, wanted(point), "{point:?}");
        }
        // What was spoilt was worth nothing, though it was tried: nothing live hangs on it.
        yard.careless_tool(false).await;
        for Finding { point, outcome, .. } in yard.check(Some("sound"), false).await {
            let wanted = match point {
                Point::Pkce | Point::Launch | Point::FalseLogout => Outcome::Failed,
                Point::Logout => Outcome::Passed,
                _ => Outcome::NotTried,
            };
            assert_eq!(outcome, wanted, "without PKCE: {point:?}");
        }
    }
}
