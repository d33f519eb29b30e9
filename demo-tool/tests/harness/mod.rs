//! The tool on a loopback port, and a browser with cookies.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

use demo_tool::{Config, Key, Kind, Tool};
use reqwest::{Response, StatusCode, Url, header};
use tokio::net::TcpListener;

pub const START: i64 = 1_790_000_000;

/// A clock that tests move.
#[derive(Clone)]
pub struct Time(Arc<AtomicI64>);

impl Time {
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(START)))
    }

    pub fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn clock(&self) -> Arc<dyn Fn() -> jiff::Timestamp + Send + Sync> {
        let time = self.clone();
        Arc::new(move || jiff::Timestamp::from_second(time.now()).unwrap())
    }
}

/// A listener and its address.
pub async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    (listener, address)
}

/// The tool's configuration: one central tool that pushes its requests, one pseudonymous that does not.
pub fn config(platform: &str, public: &str) -> Config {
    Config {
        platform: Url::parse(platform).unwrap(),
        public: Url::parse(public).unwrap(),
        tools: vec![
            Tool::new("demo-dagbok", "client-dagbok", "Demo-dagboka", Kind::Central),
            Tool::new("demo-pust", "client-pust", "Demo-pust", Kind::Pseudonymous),
        ],
        key: Key::generate().unwrap(),
    }
}

/// A browser: keeps cookies by host and port, follows nothing by itself.
#[derive(Default)]
pub struct Browser {
    cookies: Mutex<HashMap<String, HashMap<String, String>>>,
}

impl Browser {
    pub async fn get(&self, address: &str) -> Response {
        self.send(address, None).await
    }

    pub async fn post(&self, address: &str, form: &[(&str, &str)]) -> Response {
        self.send(address, Some(form)).await
    }

    async fn send(&self, address: &str, form: Option<&[(&str, &str)]>) -> Response {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let origin = Url::parse(address).unwrap().origin().ascii_serialization();
        let sent = self.cookies.lock().unwrap().get(&origin).map(|jar| {
            jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
        });
        let request = match form {
            Some(form) => client.post(address).form(form),
            None => client.get(address),
        };
        let response = request.header(header::COOKIE, sent.unwrap_or_default()).send().await.unwrap();
        let mut all = self.cookies.lock().unwrap();
        let jar = all.entry(origin).or_default();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        drop(all);
        response
    }

    /// Opens an address and follows until a page comes.
    pub async fn open(&self, address: &str) -> Response {
        let mut address = Url::parse(address).unwrap();
        for _ in 0..10 {
            let response = self.get(address.as_str()).await;
            if response.status() != StatusCode::SEE_OTHER {
                return response;
            }
            address = address.join(response.headers()[header::LOCATION].to_str().unwrap()).unwrap();
        }
        panic!("too many redirects");
    }
}

/// Where the browser is sent.
pub fn location(response: &Response) -> String {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()[header::LOCATION].to_str().unwrap().to_owned()
}

/// A hidden field of the page.
pub fn hidden(page: &str, name: &str) -> String {
    let from = page.split(&format!("name=\"{name}\" value=\"")).nth(1).expect(name);
    from.split('"').next().unwrap().to_owned()
}
