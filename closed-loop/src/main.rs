//! The client of `./bench oidc` (tests/peers/bench.mjs, which makes what is sent): authorize, with PAR before it where a flow has one, then the token.
//! One thread and no cryptography of its own, so that the times are the server's and not the client's queue.
//!
//! Reads a line of JSON with the target ([`Target`]) and one for each flow ([`Flow`]); writes one with how long each took, in ms, and all of them
//! together, in s. An answer that no flow goes on from ends it with an error.

use std::{
    cell::RefCell,
    error::Error,
    io::{self, BufRead, Write},
    time::Instant,
};

use futures_util::future::try_join_all;
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, StatusCode,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
    header::{CONTENT_TYPE, COOKIE, HOST, LOCATION},
};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{net::TcpStream, runtime, task::LocalSet};

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

/// A provider, and somebody who is logged in there.
#[derive(Deserialize)]
struct Target {
    /// `localhost:8080`.
    host: String,
    /// How many at a time.
    clients: usize,
    /// The session.
    cookie: String,
    /// Paths of the endpoints.
    authorize: String,
    token: String,
    par: String,
}

/// What one flow sends, each as a query or form.
#[derive(Deserialize)]
struct Flow {
    /// The pushed request; its `request_uri` is added to `authorize`.
    par: Option<String>,
    authorize: String,
    /// To which the code is added.
    token: String,
}

/// A connection that is kept.
struct Connection<'a> {
    target: &'a Target,
    sender: SendRequest<Full<Bytes>>,
}

impl<'a> Connection<'a> {
    async fn open(target: &'a Target) -> Result<Self> {
        let stream = TcpStream::connect(&target.host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::task::spawn_local(connection);
        Ok(Self { target, sender })
    }

    /// Sends a request and reads the whole answer: where it leads, if anywhere, and its body.
    async fn send(
        &mut self,
        request: Request<Full<Bytes>>,
        expected: fn(StatusCode) -> bool,
    ) -> Result<(Option<String>, Bytes)> {
        let path = request.uri().path().to_owned();
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.into_body().collect().await?.to_bytes();
        if !expected(status) {
            return Err(format!("{path} {status} {}", String::from_utf8_lossy(&body)).into());
        }
        let leads = headers.get(LOCATION).map(|address| address.to_str().map(str::to_owned)).transpose()?;
        Ok((leads, body))
    }

    async fn post(&mut self, path: &str, form: String) -> Result<Value> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(HOST, &self.target.host)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form.into())?;
        let (_, body) = self.send(request, |status| status.is_success()).await?;
        Ok(serde_json::from_slice(&body)?)
    }

    async fn flow(&mut self, flow: &Flow) -> Result<()> {
        let target = self.target;
        let mut query = flow.authorize.clone();
        if let Some(par) = &flow.par {
            let pushed = self.post(&target.par, par.clone()).await?;
            query =
                format!("{query}&request_uri={}", pushed["request_uri"].as_str().ok_or("no request_uri")?);
        }
        let request = Request::builder()
            .uri(format!("{}?{query}", target.authorize))
            .header(HOST, &target.host)
            .header(COOKIE, &target.cookie)
            .body(Full::default())?;
        let (leads, _) = self.send(request, |status| status.is_redirection()).await?;
        let leads = leads.unwrap_or_default();
        let code = leads.split(['?', '&']).find_map(|part| part.strip_prefix("code="));
        let code = code.ok_or_else(|| format!("no code: {leads}"))?;
        let tokens = self.post(&target.token, format!("{}&code={code}", flow.token)).await?;
        tokens["id_token"].as_str().map(drop).ok_or_else(|| "no ID token".into())
    }
}

async fn run(target: &Target, flows: Vec<Flow>) -> Result<Value> {
    let mut connections = Vec::new();
    for _ in 0..target.clients {
        connections.push(Connection::open(target).await?);
    }
    let times = RefCell::new(Vec::with_capacity(flows.len()));
    let left = RefCell::new(flows.into_iter());
    let began = Instant::now();
    let clients = connections.into_iter().map(|mut connection| {
        let (times, left) = (&times, &left);
        async move {
            loop {
                let Some(flow) = left.borrow_mut().next() else { return Ok::<_, Box<dyn Error>>(()) };
                let began = Instant::now();
                connection.flow(&flow).await?;
                times.borrow_mut().push(began.elapsed().as_secs_f64() * 1000.0);
            }
        }
    });
    try_join_all(clients).await?;
    Ok(json!({ "times_ms": *times.borrow(), "wall_s": began.elapsed().as_secs_f64() }))
}

fn main() -> Result<()> {
    let mut lines = io::stdin().lock().lines();
    let target: Target = serde_json::from_str(&lines.next().ok_or("no target")??)?;
    let flows = lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect::<Result<Vec<Flow>>>()?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let done = LocalSet::new().block_on(&runtime, run(&target, flows))?;
    writeln!(io::stdout(), "{done}")?;
    Ok(())
}
