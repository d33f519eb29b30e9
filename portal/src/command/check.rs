//! `reseptor check`: the configuration was read already; here everything it names is tried.

use std::time::Duration;

use identity::{Fetch, Preset};
use jiff::SignedDuration;
use notify::Smtp;
use search::Engine;
use secrecy::ExposeSecret;
use serde_json::Value;
use tokio::{net::TcpStream, time::timeout};
use url::Url;

use super::{Failure, say, setup};
use crate::{
    config::{Config, Contact, PrivacyComponent, Upstream},
    oauth,
};

/// How long something may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How far from the database's an instance's clock may be, so that no two are a second apart (docs/operations.md, ADR 0010).
const CLOCKS: SignedDuration = SignedDuration::from_millis(500);

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
    match setup::search_server(config) {
        Ok(None) => {}
        Ok(Some(server)) => tell("search server", reached(server).await),
        Err(failure) => tell("search server", Err(failure.to_string())),
    }
    for login in &config.logins {
        let name = format!("login of {}", login.service.as_str());
        match &login.own {
            Some(upstream) => tell(&name, discovery(config, upstream, login.preset).await),
            None => tell(&name, Ok(" (the built-in test login)".into())),
        }
    }
    match &config.smtp_url {
        Some(address) => tell("mail server", mail_server(address.expose_secret(), &config.mail_from).await),
        None => tell("mail server", Ok(" (none: e-mail is kept, not sent)".into())),
    }
    match &config.sms {
        Some((address, _)) => tell("SMS gateway", sms_gateway(address).await),
        None => tell("SMS gateway", Ok(" (none: text messages are kept, not sent)".into())),
    }
    match &config.privacy_component {
        Some(component) => tell("privacy component", privacy_component(config, component).await),
        None => tell("privacy component", Ok(" (none: the registers are embedded)".into())),
    }
    // A database that is away was told of.
    if let Ok(Some(off)) = clock(config).await {
        let said = beside(off);
        away += u32::from(said.is_some());
        say(format_args!("clock: {}", said.as_deref().unwrap_or("ok (with the database's)")));
    }
    if let Some(said) = unreached(&config.contact) {
        say(format_args!("contact: {said}"));
    }
    if away == 0 { Ok(()) } else { Err(Failure::other("not everything answers")) }
}

/// What is said where people are told of no way to reach whoever runs the service; nothing has to answer for that.
fn unreached(contact: &Contact) -> Option<&'static str> {
    contact.is_none().then_some(
        "none: /hjelp and /tilgjengelighet cannot say how to reach you (contact_email, contact_phone, contact_page)",
    )
}

async fn database(config: &Config) -> Tried {
    let database = setup::database(config).await.map_err(|failure| failure.to_string())?;
    let kind = if database.is_sqlite() { " (SQLite)" } else { " (PostgreSQL)" };
    database.ping().await.map_err(|error| error.to_string())?;
    database.close().await.map_err(|error| error.to_string())?;
    Ok(kind.into())
}

/// How far the database's clock is ahead of ours, where it has its own.
async fn clock(config: &Config) -> Result<Option<SignedDuration>, Failure> {
    let database = setup::database(config).await?;
    let off = database.clock_difference().await?;
    database.close().await?;
    Ok(off)
}

/// What is said of a clock that is too far off.
fn beside(off: SignedDuration) -> Option<String> {
    let (seconds, way) = (off.abs().as_secs_f64(), if off.is_negative() { "ahead of" } else { "behind" });
    (off.abs() > CLOCKS).then(|| format!("{seconds:.1} s {way} the database's (docs/operations.md, Clocks)"))
}

/// Whether it knows our key.
async fn privacy_component(config: &Config, component: &PrivacyComponent) -> Tried {
    let database = setup::database(config).await.map_err(|failure| failure.to_string())?;
    let registers =
        oauth::privacy_component(config, component, &database).map_err(|error| error.to_string())?;
    let answered = registers.ping().await.map_err(|error| error.to_string());
    database.close().await.map_err(|error| error.to_string())?;
    answered.map(|()| String::new())
}

async fn search_index(config: &Config) -> Tried {
    reached(setup::search_index(config).map_err(|failure| failure.to_string())?).await
}

async fn reached(engine: impl Engine) -> Tried {
    match Engine::position(&engine).await {
        Ok(position) => Ok(format!(" (at change {position})")),
        // The platform fills it by itself.
        Err(search::SearchError::NeedsRebuild(_)) => Ok(" (to be filled at the next start)".into()),
        Err(search::SearchError::Server(error)) => Err(error.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

async fn discovery(config: &Config, upstream: &Upstream, preset: Preset) -> Tried {
    let fetch = Fetch::new(oauth::reach(config)).map_err(|error| error.to_string())?;
    let issuer = upstream.issuer.as_str().trim_end_matches('/');
    let address: Url = format!("{issuer}/.well-known/openid-configuration")
        .parse()
        .map_err(|error: url::ParseError| error.to_string())?;
    let document = fetch.get_json(&address).await.map_err(|error| error.to_string())?;
    let named = document["issuer"].as_str().unwrap_or_default();
    if named.trim_end_matches('/') != issuer {
        return Err(format!("{address} names another issuer"));
    }
    match missing(&document, preset) {
        Some(missing) => Err(format!("{address} does not offer {missing}")),
        None => Ok(format!(" ({issuer})")),
    }
}

/// What a login needs and the provider does not say that it has.
fn missing(document: &Value, preset: Preset) -> Option<&'static str> {
    // What a document is silent about is not held against it.
    let offers = |list: &str, wanted: &str| {
        document[list].as_array().is_none_or(|offered| offered.iter().any(|one| one == wanted))
    };
    let signed = document["token_endpoint_auth_signing_alg_values_supported"].as_array();
    let signed: Vec<String> =
        signed.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let needed = [
        (document["pushed_authorization_request_endpoint"].is_string(), "pushed authorization requests"),
        (offers("code_challenge_methods_supported", "S256"), "PKCE with S256"),
        (offers("token_endpoint_auth_methods_supported", "private_key_jwt"), "private_key_jwt"),
        (preset.assertion(&signed).is_some(), "client assertions signed by ES256, PS256 or RS256"),
    ];
    needed.into_iter().find(|(offered, _)| !offered).map(|(_, name)| name)
}

/// Whether the server lets us in as it would for a message.
async fn mail_server(address: &str, from: &str) -> Tried {
    let server = Smtp::new(address, from).map_err(|error| error.to_string())?;
    match timeout(PATIENCE, server.try_out()).await {
        Ok(Ok(true)) => Ok(String::new()),
        Ok(Ok(false)) => Err("it closed the connection".into()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("it took too long".into()),
    }
}

/// Whether something takes connections there; whether it takes messages shows with the first.
async fn sms_gateway(address: &Url) -> Tried {
    let sockets = address.socket_addrs(|| None).map_err(|error| error.to_string())?;
    match timeout(PATIENCE, TcpStream::connect(&*sockets)).await {
        Ok(Ok(_)) => Ok(String::new()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("it took too long".into()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn who_cannot_be_reached_is_told_so() {
        assert!(unreached(&Contact::default()).is_some_and(|said| said.contains("contact_email")));
        let contact = Contact { phone: "12 34 56 78".parse().ok(), ..Contact::default() };
        assert_eq!(unreached(&contact), None);
    }

    #[test]
    fn row_30_a_clock_that_is_off_is_told_of() {
        for (off, said) in
            [(400, None), (-500, None), (1_500, Some("1.5 s behind")), (-61_000, Some("61.0 s ahead of"))]
        {
            let told = beside(SignedDuration::from_millis(off));
            assert_eq!(told.is_some(), said.is_some(), "{told:?}");
            assert!(told.unwrap_or_default().starts_with(said.unwrap_or_default()));
        }
    }

    #[test]
    fn a_provider_that_lacks_what_a_login_needs_is_told_of() {
        let mut document = json!({
            "pushed_authorization_request_endpoint": "https://login.example/par",
            "token_endpoint_auth_signing_alg_values_supported": ["RS256", "ES256"],
        });
        for preset in Preset::ALL {
            assert_eq!(missing(&document, preset), None);
            assert_eq!(missing(&json!({}), preset), Some("pushed authorization requests"));
        }
        let mut taken = |list: Value| {
            document["token_endpoint_auth_signing_alg_values_supported"] = list;
            missing(&document, Preset::Idporten)
        };
        assert_eq!(taken(json!(["RS256"])), None);
        assert_eq!(taken(json!(["ES512"])), Some("client assertions signed by ES256, PS256 or RS256"));
    }
}
