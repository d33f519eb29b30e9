//! What tests of pages stand on: a site on a throw-away database with the demonstration's published tools, and visitors.

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use catalogue::{Content, NewOrganisation, OrganisationKind, Register, RevisionState, Step};
use database::{Database, Read, testing::TestDatabase};
use http_body_util::BodyExt;
use jiff::{ToSpan, civil::Date};
use kernel::{
    Actor, Citizen, Clinician, LoginLevel, Operator, OrganisationId, PersonId, SessionId, Slug, ToolId,
    VendorUser,
};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{
    config::Config,
    discovery::Follower,
    web::{App, Login, Representing, Visitor, csrf, session::Standing},
};

/// A site to visit.
pub(crate) struct Site {
    pub(crate) app: App,
    pub(crate) db: TestDatabase,
    router: Router,
    /// Who publishes and whose tools they are.
    pub(crate) vendor: OrganisationId,
}

/// An answer.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// The body as it was sent, where it is no text.
    pub(crate) bytes: Bytes,
}

impl Reply {
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    /// The texts of every element that the selector finds, with single spaces.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        page.select(&Selector::parse(selector).unwrap())
            .map(|element| {
                element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// An attribute of every element that the selector finds.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        let elements: Vec<_> = page.select(&Selector::parse(selector).unwrap()).collect();
        elements.iter().filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }
}

pub(crate) fn operator() -> Operator {
    Operator { person: person(900) }
}

/// An id to be told by its number.
pub(crate) fn person(number: u128) -> PersonId {
    PersonId::from_uuid(uuid::Uuid::from_u128(number))
}

/// The login of a citizen.
pub(crate) fn citizen(person: PersonId) -> Login {
    Login {
        session: SessionId::from_uuid(uuid::Uuid::from_u128(1)),
        person,
        name: "Kari Eksempel".into(),
        standing: Standing::Citizen(Citizen::oneself(person)),
        organisation: None,
        representing: None,
        level: LoginLevel::High,
        csrf_token: "token".into(),
    }
}

/// The same citizen acting for another.
pub(crate) fn acting(person: PersonId, subject: PersonId) -> Login {
    Login {
        standing: Standing::Citizen(Citizen { person, subject }),
        representing: Some(Representing { person: subject, name: "Lise Eksempel".into() }),
        ..citizen(person)
    }
}

/// The login of a clinician.
pub(crate) fn as_clinician(clinician: &Clinician) -> Login {
    Login {
        session: SessionId::from_uuid(clinician.person.uuid()),
        person: clinician.person,
        name: "Liv Behandler".into(),
        standing: Standing::Clinician(clinician.clone()),
        organisation: Some("Demo helseforetak".into()),
        representing: None,
        level: LoginLevel::High,
        csrf_token: "token".into(),
    }
}

impl Site {
    /// With the demonstration's published tools in it, found by the search.
    pub(crate) async fn with_tools(db: TestDatabase) -> Self {
        let site = Self::empty(db).await;
        for line in include_str!("../demo/tools.jsonl").lines() {
            let tool: Value = serde_json::from_str(line).unwrap();
            if tool["state"] == "published" {
                publish(&site.db, site.vendor, &tool).await;
            }
        }
        site.index().await;
        site
    }

    /// With nothing in it.
    pub(crate) async fn empty(db: TestDatabase) -> Self {
        let app = App::new(Config::from_parts(None, []).unwrap(), db.clone()).unwrap();
        Self::of(app, db).await
    }

    /// The same of an application on this database.
    pub(crate) async fn of(app: App, db: TestDatabase) -> Self {
        let router = app.router();
        let tx = db.begin().await.unwrap();
        let vendor = NewOrganisation {
            key: None,
            name: kernel::Phrase::new("Demo Verktøysmia AS").unwrap(),
            kind: OrganisationKind::Vendor,
            org_number: "974760673".parse().unwrap(),
        };
        let vendor = catalogue::add_organisation(&tx, &operator(), vendor).await.unwrap().id;
        tx.commit().await.unwrap();
        let site = Self { app, db, router, vendor };
        site.index().await;
        site
    }

    /// Brings the search index up to date.
    pub(crate) async fn index(&self) {
        Follower::new(&self.app).catch_up().await.unwrap();
    }

    /// The tool at this address.
    pub(crate) async fn tool(&self, slug: &str) -> ToolId {
        let slug: Slug = slug.parse().unwrap();
        catalogue::find_tool_by_slug(&*self.db, &slug).await.unwrap().unwrap().id
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(None, Method::GET, path, &[]).await
    }

    /// As `get`, with these headers.
    pub(crate) async fn get_with(&self, path: &str, headers: &[(header::HeaderName, &str)]) -> Reply {
        let mut request = request(Method::GET, path, &[]);
        for (name, value) in headers {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        self.answer(request).await
    }

    pub(crate) async fn get_as(&self, login: &Login, path: &str) -> Reply {
        self.send(Some(login), Method::GET, path, &[]).await
    }

    /// Posts a form as a page made for this login carries it: with the session's token, and for whom the page was made.
    pub(crate) async fn post_as(&self, login: &Login, path: &str, fields: &[(&str, &str)]) -> Reply {
        let subject = match &login.standing {
            Standing::Citizen(citizen) => Some(citizen.subject.to_string()),
            _ => None,
        };
        let subject = subject.as_deref().map(|subject| (csrf::SUBJECT, subject));
        let token = (csrf::FIELD, login.csrf_token.as_str());
        let fields: Vec<_> = fields.iter().copied().chain([token]).chain(subject).collect();
        self.send(Some(login), Method::POST, path, &fields).await
    }

    /// Posts a form with files, each the field that it is chosen in and its bytes, as a page made for this login sends it.
    pub(crate) async fn upload_as(
        &self,
        login: &Login,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Reply {
        let token = [(csrf::FIELD, login.csrf_token.as_str())];
        let fields: Vec<_> = token.into_iter().chain(fields.iter().copied()).collect();
        self.upload(Some(login), path, &fields, files).await
    }

    /// The same with nothing but what is given.
    pub(crate) async fn upload(
        &self,
        login: Option<&Login>,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Reply {
        let mut body = Vec::new();
        let mut part = |disposition: String, content: &[u8]| {
            let head = format!("--part\r\nContent-Disposition: form-data; {disposition}\r\n\r\n");
            body.extend([head.as_bytes(), content, b"\r\n"].concat());
        };
        for (name, value) in fields {
            part(format!("name=\"{name}\""), value.as_bytes());
        }
        for (name, content) in files {
            part(format!("name=\"{name}\"; filename=\"bilde.png\""), content);
        }
        body.extend(b"--part--\r\n");
        let mut request = request(Method::POST, path, &[]);
        let kind = header::HeaderValue::from_static("multipart/form-data; boundary=part");
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        *request.body_mut() = Body::from(body);
        if let Some(login) = login {
            request.extensions_mut().insert(Visitor::logged_in(login.clone()));
        }
        self.answer(request).await
    }

    /// As `post_as`, where the browser says that the form stands on another site's page.
    pub(crate) async fn post_from(&self, login: &Login, path: &str, site: &'static str) -> Reply {
        let mut request = request(Method::POST, path, &[(csrf::FIELD, &login.csrf_token)]);
        request.extensions_mut().insert(Visitor::logged_in(login.clone()));
        request.headers_mut().insert("sec-fetch-site", header::HeaderValue::from_static(site));
        self.answer(request).await
    }

    /// As a browser with this session cookie.
    pub(crate) async fn send_cookie(
        &self,
        cookie: &str,
        method: Method,
        path: &str,
        form: &[(&str, &str)],
    ) -> Reply {
        let mut request = request(method, path, form);
        let cookie = format!("reseptor={cookie}").parse().unwrap();
        request.headers_mut().insert(header::COOKIE, cookie);
        self.answer(request).await
    }

    pub(crate) async fn send(
        &self,
        login: Option<&Login>,
        method: Method,
        path: &str,
        form: &[(&str, &str)],
    ) -> Reply {
        let mut request = request(method, path, form);
        if let Some(login) = login {
            request.extensions_mut().insert(Visitor::logged_in(login.clone()));
        }
        self.answer(request).await
    }

    async fn answer(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            bytes: body,
        }
    }
}

fn request(method: Method, path: &str, form: &[(&str, &str)]) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(serde_urlencoded::to_string(form).unwrap()))
        .unwrap()
}

/// A line of the demonstration's tools as the catalogue keeps it.
pub(crate) fn content(tool: &Value, today: Date) -> Content {
    let mut content = tool.clone();
    if let Some(url) = tool["launch"]["url"].as_str() {
        content["launch"]["url"] = json!(url.replace("{demo_tool}", "http://localhost:9999"));
    }
    for version in content["versions"].as_array_mut().unwrap() {
        let day = version["day"].as_i64().unwrap_or_default();
        version["date"] = json!(today.checked_add(day.days()).unwrap());
    }
    serde_json::from_value(content).unwrap()
}

/// Publishes a tool of the demonstration without its assessment.
pub(crate) async fn publish(db: &Database, vendor: OrganisationId, tool: &Value) -> ToolId {
    let tx = db.begin().await.unwrap();
    let user = VendorUser { person: person(901), organisation: vendor };
    let content = content(tool, kernel::oslo::date(db.now()));
    let slug = Some(tool["slug"].as_str().unwrap().parse().unwrap());
    let (tool, revision) = catalogue::register(&tx, &user, Register { slug, content }).await.unwrap();
    let step = Step { at: tx.now(), by: Actor::from(&operator()) };
    let state = RevisionState::Published { step, approved: step };
    catalogue::set_state(&tx, revision.id, revision.version, state).await.unwrap();
    tx.commit().await.unwrap();
    tool.id
}
