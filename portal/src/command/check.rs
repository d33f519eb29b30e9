//! `reseptor check`: the configuration was read already; here everything it names is tried.

use std::time::Duration;

use identity::{Fetch, Reach};
use secrecy::ExposeSecret;
use tokio::{net::TcpStream, time::timeout};
use url::Url;

use super::{Failure, say, setup};
use crate::config::{Config, Upstream};

/// How long something may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What trying a part came to: what is said of it where it answers, else why it does not.
type Tried = Result<String, String>;

/// Tells of each part whether it answers.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let mut away = 0;
    let mut tell = |name: &str, tried: Tried| {
        away += u32::from(tried.is_err());
        match tried {
            Ok(said) => say(format_args!("{name}: ok{said}")),
            Err(why) => say(format_args!("{name}: does not answer: {why}")),
        }
    };
    tell("configuration", Ok(format!(" ({:?}, {})", config.profile, config.issuer())));
    tell("database", database(config).await);
    tell("search index", search_index(config).await);
    for upstream in &config.upstreams {
        tell(&format!("login of {}", upstream.service.as_str()), discovery(config, upstream).await);
    }
    if config.upstreams.is_empty() {
        tell("login", Ok(" (the built-in test login)".into()));
    }
    match &config.smtp_url {
        Some(address) => tell("mail server", mail_server(address.expose_secret()).await),
        None => tell("mail server", Ok(" (none: messages can be read in the demonstration only)".into())),
    }
    if away == 0 { Ok(()) } else { Err(Failure::other("not everything answers")) }
}

async fn database(config: &Config) -> Tried {
    let database = setup::database(config).await.map_err(|failure| failure.to_string())?;
    let kind = if database.is_sqlite() { " (SQLite)" } else { " (PostgreSQL)" };
    database.ping().await.map_err(|error| error.to_string())?;
    database.close().await.map_err(|error| error.to_string())?;
    Ok(kind.into())
}

async fn search_index(config: &Config) -> Tried {
    let engine = setup::search(config).map_err(|failure| failure.to_string())?;
    match engine.position().await {
        Ok(position) => Ok(format!(" (at change {position})")),
        // The platform fills it by itself.
        Err(search::SearchError::NeedsRebuild(_)) => Ok(" (to be filled at the next start)".into()),
        Err(error) => Err(error.to_string()),
    }
}

async fn discovery(config: &Config, upstream: &Upstream) -> Tried {
    let reach = if config.is_demo() { Reach::DEMO } else { Reach::PUBLIC };
    let fetch = Fetch::new(reach).map_err(|error| error.to_string())?;
    let issuer = upstream.issuer.as_str().trim_end_matches('/');
    let address: Url = format!("{issuer}/.well-known/openid-configuration")
        .parse()
        .map_err(|error: url::ParseError| error.to_string())?;
    let document = fetch.get_json(&address).await.map_err(|error| error.to_string())?;
    let named = document["issuer"].as_str().unwrap_or_default();
    if named.trim_end_matches('/') == issuer {
        Ok(format!(" ({issuer})"))
    } else {
        Err(format!("{address} names another issuer"))
    }
}

/// Whether something takes connections there; what it is asked to send is tried by sending.
async fn mail_server(address: &str) -> Tried {
    let url: Url = address.parse().map_err(|_| "the address cannot be read".to_owned())?;
    let host = url.host_str().ok_or("the address has no host")?;
    let port = url.port().unwrap_or(if url.scheme() == "smtps" { 465 } else { 587 });
    let connected = timeout(PATIENCE, TcpStream::connect((host, port))).await;
    match connected {
        Ok(Ok(_)) => Ok(format!(" ({host}:{port})")),
        Ok(Err(error)) => Err(format!("{host}:{port}: {error}")),
        Err(_) => Err(format!("{host}:{port} took too long")),
    }
}
