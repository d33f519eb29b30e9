//! How the server is reached: the workspace's own HTTP client under Meilisearch's SDK, with a limit to everything.

use std::time::Duration;

use async_trait::async_trait;
use futures_util::{
    AsyncReadExt,
    io::{AsyncRead, Take},
};
use meilisearch_sdk::{
    errors::{Error, MeilisearchCommunicationError, MeilisearchError},
    request::{HttpClient, Method},
};
use serde::{Serialize, de::DeserializeOwned};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(1);
/// Bytes of an answer at most: a page of hits with all their texts is far below.
const LONGEST_ANSWER: usize = 32_000_000;
/// Bytes of a request at most; the server takes 100 MB unless it is told otherwise.
const LONGEST_REQUEST: u64 = 64_000_000;

/// An answer that is longer than anything that is asked for.
#[derive(Debug, thiserror::Error)]
#[error("the answer is too long")]
struct TooLong;

/// The client that the SDK asks through.
#[derive(Debug, Clone)]
pub(super) struct Http {
    client: reqwest::Client,
    key: Option<String>,
}

impl Http {
    /// Gives each answer so long.
    pub(super) fn new(key: Option<&str>, patience: Duration) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(patience)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .user_agent("reseptor")
            .build()?;
        Ok(Self { client, key: key.map(str::to_owned) })
    }

    async fn send<Q: Serialize>(
        &self,
        url: &str,
        method: Method<Q, Vec<u8>>,
        content_type: &str,
    ) -> Result<(u16, Vec<u8>), reqwest::Error> {
        let verb = match &method {
            Method::Get { .. } => reqwest::Method::GET,
            Method::Post { .. } => reqwest::Method::POST,
            Method::Put { .. } => reqwest::Method::PUT,
            Method::Patch { .. } => reqwest::Method::PATCH,
            Method::Delete { .. } => reqwest::Method::DELETE,
        };
        let mut request = self.client.request(verb, url).query(method.query());
        if let Some(key) = &self.key {
            request = request.bearer_auth(key);
        }
        if let Some(body) = method.into_body() {
            request = request.header(reqwest::header::CONTENT_TYPE, content_type).body(body);
        }
        let mut response = request.send().await?;
        let status = response.status().as_u16();
        let mut answer = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            answer.extend_from_slice(&chunk);
            if answer.len() > LONGEST_ANSWER {
                break;
            }
        }
        Ok((status, answer))
    }
}

#[async_trait]
impl HttpClient for Http {
    async fn stream_request<
        Query: Serialize + Send + Sync,
        Body: AsyncRead + Send + Sync + 'static,
        Output: DeserializeOwned + 'static,
    >(
        &self,
        url: &str,
        method: Method<Query, Body>,
        content_type: &str,
        expected_status_code: u16,
    ) -> Result<Output, Error> {
        let method = read(method).await.map_err(other)?;
        let (status, answer) = self.send(url, method, content_type).await.map_err(other)?;
        if answer.len() > LONGEST_ANSWER {
            return Err(other(TooLong));
        }
        if status == expected_status_code {
            return serde_json::from_slice(&answer).map_err(Error::ParseError);
        }
        Err(match serde_json::from_slice::<MeilisearchError>(&answer) {
            Ok(told) => Error::Meilisearch(told),
            Err(_) => Error::MeilisearchCommunication(MeilisearchCommunicationError {
                status_code: status,
                message: None,
                url: String::new(),
            }),
        })
    }

    fn is_tokio(&self) -> bool {
        true
    }
}

/// The method with its body read.
async fn read<Q, B: AsyncRead>(method: Method<Q, B>) -> std::io::Result<Method<Q, Vec<u8>>> {
    async fn all<B: AsyncRead>(body: B) -> std::io::Result<Vec<u8>> {
        let body: Take<_> = Box::pin(body).take(LONGEST_REQUEST);
        let mut body = Box::pin(body);
        let mut bytes = Vec::new();
        body.read_to_end(&mut bytes).await?;
        Ok(bytes)
    }
    Ok(match method {
        Method::Get { query } => Method::Get { query },
        Method::Delete { query } => Method::Delete { query },
        Method::Post { query, body } => Method::Post { query, body: all(body).await? },
        Method::Put { query, body } => Method::Put { query, body: all(body).await? },
        Method::Patch { query, body } => Method::Patch { query, body: all(body).await? },
    })
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Other(Box::new(error))
}
