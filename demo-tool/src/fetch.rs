//! Fetching: no redirects, no long waits, no large answers, no plain http off this machine.

use std::time::Duration;

use reqwest::{Client, RequestBuilder, redirect::Policy};
use serde_json::Value;
use url::Url;

use crate::{
    config::{ConfigError, allowed},
    failure::Failure,
};

/// The largest answer read, in bytes.
const LARGEST: usize = 1 << 20;

/// The HTTP client.
#[derive(Clone)]
pub(crate) struct Fetch(Client);

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The JSON of the body; `null` when it is none.
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) const fn ok(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

impl Fetch {
    pub(crate) fn new() -> Result<Self, ConfigError> {
        let client = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(Duration::from_secs(3))
            .timeout(Duration::from_secs(10))
            .user_agent("demo-tool")
            .build();
        client.map(Self).map_err(|_| ConfigError::Client)
    }

    pub(crate) async fn get(&self, address: &str) -> Result<Answer, Failure> {
        Self::send(self.0.get(checked(address)?).header("accept", "application/json")).await
    }

    pub(crate) async fn get_with(&self, address: &str, token: &str) -> Result<Answer, Failure> {
        let accept = "application/fhir+json, application/json";
        Self::send(self.0.get(checked(address)?).header("accept", accept).bearer_auth(token)).await
    }

    pub(crate) async fn post_form(&self, address: &str, form: &[(&str, &str)]) -> Result<Answer, Failure> {
        Self::send(self.0.post(checked(address)?).header("accept", "application/json").form(form)).await
    }

    /// Creates a FHIR resource, unless one with the identifier is there.
    pub(crate) async fn create(
        &self,
        address: &str,
        token: &str,
        unless: &str,
        resource: &Value,
    ) -> Result<Answer, Failure> {
        let request = self
            .0
            .post(checked(address)?)
            .bearer_auth(token)
            .header("content-type", "application/fhir+json")
            .header("accept", "application/fhir+json")
            .header("if-none-exist", unless)
            .body(resource.to_string());
        Self::send(request).await
    }

    async fn send(request: RequestBuilder) -> Result<Answer, Failure> {
        let mut response = request.send().await.map_err(|_| Failure::Unreachable)?;
        let status = response.status().as_u16();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| Failure::Unreachable)? {
            if bytes.len() + chunk.len() > LARGEST {
                return Err(Failure::Unsound("the answer is too large"));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Answer { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
    }
}

fn checked(address: &str) -> Result<Url, Failure> {
    Url::parse(address).ok().filter(allowed).ok_or(Failure::Unsound("an address is not https"))
}
