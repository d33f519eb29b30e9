//! A visitor that keeps cookies and follows redirects.

use std::{collections::HashMap, sync::Arc};

use reqwest::{Method, cookie::Jar, redirect::Policy};
use scraper::{Html, Selector};

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The address that answered, after redirects.
    pub address: String,
    /// Headers by lower-case name; of repeated ones the last.
    pub headers: HashMap<String, String>,
    /// The body.
    pub text: String,
}

impl Answer {
    /// The value of the first form field with this name.
    pub fn field(&self, name: &str) -> Option<String> {
        let page = Html::parse_document(&self.text);
        let selector = Selector::parse(&format!("input[name='{name}']")).expect("a selector");
        page.select(&selector).next()?.attr("value").map(str::to_owned)
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

/// A visitor of one server.
#[derive(Debug, Clone)]
pub struct Browser {
    address: String,
    following: reqwest::Client,
    staying: reqwest::Client,
}

impl Browser {
    /// One without cookies.
    pub fn new(address: &str) -> Self {
        let jar = Arc::new(Jar::default());
        let client = |policy| {
            let builder = reqwest::Client::builder().cookie_provider(jar.clone()).redirect(policy).no_proxy();
            // A connection that the server has closed meanwhile would look like a fault.
            let builder = builder.pool_max_idle_per_host(0);
            builder.build().expect("a client")
        };
        Self {
            address: address.to_owned(),
            following: client(Policy::limited(15)),
            staying: client(Policy::none()),
        }
    }

    /// The same visitor with the same cookies, at a server that was started anew.
    #[must_use]
    pub fn at(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    /// Opens a page and follows redirects.
    pub async fn get(&self, path: &str) -> Answer {
        self.try_get(path).await.unwrap_or_else(|| panic!("GET {path}: no answer"))
    }

    /// Opens a page; `None` where nobody answers.
    pub async fn try_get(&self, path: &str) -> Option<Answer> {
        let request = self.following.get(format!("{}{path}", self.address));
        answer(request.send().await.ok()?).await
    }

    /// Sends a form and follows redirects; `None` where nobody answers.
    pub async fn try_post(&self, path: &str, form: &[(&str, &str)]) -> Option<Answer> {
        let request = self.following.post(format!("{}{path}", self.address)).form(form);
        answer(request.send().await.ok()?).await
    }

    /// Sends a form and follows redirects.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.try_post(path, form).await.unwrap_or_else(|| panic!("POST {path}: no answer"))
    }

    /// A request of any shape, without following redirects; `None` where the connection broke.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &[u8])],
        body: Vec<u8>,
    ) -> Option<Answer> {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self.staying.request(method, format!("{}{path}", self.address)).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answer(request.send().await.ok()?).await
    }

    /// Logs in through the test login as the account with this key; `None` where the way broke off before a page of the service.
    pub async fn try_login(&self, service: &str, key: &str) -> Option<Answer> {
        let answer =
            self.try_get(&format!("/logg-inn?tjeneste={service}&login_hint={key}&neste=/om")).await?;
        (answer.status == 200 && answer.address.ends_with("/om")).then_some(answer)
    }

    /// Logs in through the test login.
    pub async fn login(&self, service: &str, key: &str) -> Answer {
        let path = format!("/logg-inn?tjeneste={service}&login_hint={key}&neste=/om");
        let answer = self.get(&path).await;
        assert!(
            answer.status == 200 && answer.address.ends_with("/om"),
            "{key} is not logged in: {} {}",
            answer.status,
            answer.address
        );
        answer
    }

    /// Whether a page knows this visitor: only those who are logged in are offered to log out.
    pub async fn is_logged_in(&self) -> bool {
        let answer = self.get("/om").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.text.contains("/logg-ut")
    }
}

async fn answer(response: reqwest::Response) -> Option<Answer> {
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    Some(Answer {
        status: response.status().as_u16(),
        address: response.url().to_string(),
        headers,
        text: String::from_utf8_lossy(&response.bytes().await.ok()?).into_owned(),
    })
}
