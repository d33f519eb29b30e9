//! The configuration: defaults, `reseptor.toml`, environment, and the rules of the two profiles.

pub mod docs;
pub mod keys;
mod rules;
mod source;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr,
};

use identity::Preset;
use people::EmailAddress;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;

use source::Source;

use crate::web::Service;

/// What the installation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Everything built in, on loopback; logs anyone in.
    Demo,
    /// For real.
    Production,
}

impl FromStr for Profile {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "demo" => Ok(Self::Demo),
            "production" => Ok(Self::Production),
            _ => Err("is neither demo nor production"),
        }
    }
}

/// Everything that is wrong with a configuration, at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// One line each.
    pub problems: Vec<String>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration cannot be used:")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  - {problem}"))
    }
}
impl std::error::Error for ConfigError {}

/// How the people of one service log in.
#[derive(Debug, Clone)]
pub struct Login {
    /// The service.
    pub service: Service,
    /// Which national login its provider is like.
    pub preset: Preset,
    /// What the provider is asked for of whom a person acts for.
    pub authorization_details: Option<Value>,
    /// Its own provider; without one, the built-in one.
    pub own: Option<Upstream>,
}

/// An OpenID provider that we are registered with.
#[derive(Debug, Clone)]
pub struct Upstream {
    /// Its issuer.
    pub issuer: Url,
    /// Our client there.
    pub client_id: String,
}

/// Where facts about persons and their relations come from, when not from the embedded registers.
#[derive(Debug, Clone)]
pub struct PrivacyComponent {
    /// Its address.
    pub url: Url,
    /// Our key there.
    pub token: SecretString,
    /// Seconds after which facts are not used any more.
    pub facts_s: u32,
    /// Milliseconds that it gets for an answer.
    pub timeout_ms: u32,
}

/// A Meilisearch server.
#[derive(Debug, Clone)]
pub struct SearchServer {
    /// Its address.
    pub url: Url,
    /// Our key there; empty for none.
    pub key: SecretString,
    /// What our indexes' names begin with.
    pub index: String,
}

/// How people reach whoever runs the service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone.
    pub phone: Option<Phone>,
    /// A web page.
    pub page: Option<Url>,
}

impl Contact {
    /// Whether there is no way.
    pub const fn is_none(&self) -> bool {
        self.email.is_none() && self.phone.is_none() && self.page.is_none()
    }
}

/// A telephone number, and in Norwegian what else is to be known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// As people write it; short numbers too.
    pub number: String,
    /// When it is answered: what stands after the number, with the comma or bracket before it.
    pub more: String,
}

impl FromStr for Phone {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let of_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+');
        let (number, _) = text.split_at(text.find(|c: char| !of_number(c)).unwrap_or(text.len()));
        let (number, more) = text.split_at(number.trim_end().len());
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        if (3..=15).contains(&digits) {
            Ok(Self { number: number.to_owned(), more: more.to_owned() })
        } else {
            Err("does not begin with a telephone number")
        }
    }
}

/// A valid configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// What the installation is for.
    pub profile: Profile,
    /// Where the portal listens.
    pub listen: SocketAddr,
    /// The address that people know, and the issuer; without trailing slash.
    pub public_url: Url,
    /// Folder for files.
    pub data_dir: PathBuf,
    /// `sqlite://…` or `postgres://…`; may hold a password.
    pub database_url: SecretString,
    /// Most connections of the pool.
    pub database_connections: u32,
    /// 64 hexadecimal digits that wrap the data keys.
    pub secret_key: Option<SecretString>,
    /// Meilisearch, where it is used.
    pub search: Option<SearchServer>,
    /// Where metrics are read.
    pub metrics_listen: Option<SocketAddr>,
    /// Whether demo data is loaded.
    pub demo_data: bool,
    /// Where the demo tool listens.
    pub demo_tool_listen: Option<SocketAddr>,
    /// Whether the test login is there.
    pub builtin_login: bool,
    /// How the people of each service log in.
    pub logins: Vec<Login>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// The mail server.
    pub smtp_url: Option<SecretString>,
    /// Sender of e-mail.
    pub mail_from: String,
    /// How people reach whoever runs the service.
    pub contact: Contact,
    /// The SMS gateway and its key.
    pub sms: Option<(Url, SecretString)>,
    /// The privacy component, where it is used.
    pub privacy_component: Option<PrivacyComponent>,
    /// Directives of what is logged.
    pub log: String,
    /// Whether log lines are JSON.
    pub log_json: bool,
    /// Seconds a request may take.
    pub request_timeout_s: u32,
    /// Seconds that requests get at the end.
    pub shutdown_timeout_s: u32,
    /// Requests a minute for one session or client.
    pub rate_per_minute: u32,
    /// Requests a minute for one address.
    pub rate_per_minute_address: u32,
}

impl Config {
    /// Reads the file (if it exists) and the process's environment.
    pub fn load(file: &Path) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(ConfigError { problems: vec![format!("{}: {error}", file.display())] }),
        };
        Self::from_parts(text.as_deref(), std::env::vars())
    }

    /// Reads a file's text and an environment.
    pub fn from_parts(
        file: Option<&str>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut source = Source::new(file, environment);
        let config = read(&mut source);
        rules::check(&config, &mut source);
        source.finish()?;
        Ok(config)
    }

    /// Whether this is the demo profile.
    pub fn is_demo(&self) -> bool {
        self.profile == Profile::Demo
    }

    /// Whether the registers are embedded and invented, so that the operator changes them.
    pub fn has_own_registers(&self) -> bool {
        self.is_demo() && self.privacy_component.is_none()
    }

    /// Whether people reach it over https.
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// The public address without trailing slash: the issuer.
    pub fn issuer(&self) -> String {
        self.public_url.as_str().trim_end_matches('/').to_owned()
    }

    /// Scheme, host and port of the public address, as browsers name it.
    pub fn public_origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// Name of the session cookie; the prefix makes browsers keep it to this host, over https only.
    pub fn session_cookie(&self) -> &'static str {
        if self.is_https() { "__Host-reseptor" } else { "reseptor" }
    }

    /// Name of the cookie with the message for the next page.
    pub fn flash_cookie(&self) -> &'static str {
        if self.is_https() { "__Host-reseptor-flash" } else { "reseptor-flash" }
    }

    /// Name of the cookie with the language that was chosen.
    pub fn language_cookie(&self) -> &'static str {
        if self.is_https() { "__Host-reseptor-sprak" } else { "reseptor-sprak" }
    }

    /// The database's address.
    pub fn database_url(&self) -> &str {
        self.database_url.expose_secret()
    }

    /// After listening on port 0: the port that was given, in both addresses.
    pub fn bound(&mut self, address: SocketAddr) {
        if self.listen.port() == 0 {
            if self.public_url.port() == Some(0) && self.public_url.set_port(Some(address.port())).is_err() {
                tracing::warn!("the public address takes no port");
            }
            self.listen = address;
        }
    }
}

fn read(source: &mut Source) -> Config {
    let profile = source.parse(&keys::PROFILE, Profile::Demo);
    let demo = profile == Profile::Demo;
    let listen = source.parse(&keys::LISTEN, SocketAddr::from(([127, 0, 0, 1], 8080)));
    let data_dir = PathBuf::from(source.text(&keys::DATA_DIR).unwrap_or_else(|| "./data".into()));
    let database_url = source
        .text(&keys::DATABASE_URL)
        .unwrap_or_else(|| format!("sqlite://{}", data_dir.join("reseptor.db").display()));
    Config {
        profile,
        listen,
        public_url: public_url(source, listen),
        database_url: database_url.into(),
        database_connections: source.number(&keys::DATABASE_CONNECTIONS, 8, 1..=200),
        secret_key: source.text(&keys::SECRET_KEY).map(Into::into),
        search: search_server(source),
        metrics_listen: address(source, &keys::METRICS_LISTEN, 9464),
        demo_data: source.parse(&keys::DEMO_DATA, demo),
        demo_tool_listen: if demo { address(source, &keys::DEMO_TOOL_LISTEN, 8081) } else { None },
        builtin_login: source.parse(&keys::BUILTIN_LOGIN, demo),
        logins: Service::ALL.map(|service| login(source, service)).into(),
        trusted_proxies: proxies(source),
        smtp_url: source.text(&keys::SMTP_URL).map(Into::into),
        mail_from: source
            .text(&keys::MAIL_FROM)
            .unwrap_or_else(|| "Reseptor <ikke-svar@reseptor.example>".into()),
        contact: contact(source, demo),
        sms: pair(source, &keys::SMS_URL, &keys::SMS_KEY),
        privacy_component: privacy_component(source),
        log: source.text(&keys::LOG).unwrap_or_else(|| "info,sea_orm_migration=warn".into()),
        log_json: log_json(source),
        request_timeout_s: source.number(&keys::REQUEST_TIMEOUT_S, 30, 1..=300),
        shutdown_timeout_s: source.number(&keys::SHUTDOWN_TIMEOUT_S, 10, 0..=300),
        rate_per_minute: source.number(&keys::RATE_PER_MINUTE, 600, 1..=1_000_000),
        rate_per_minute_address: source.number(&keys::RATE_PER_MINUTE_ADDRESS, 60_000, 1..=100_000_000),
        data_dir,
    }
}

fn privacy_component(source: &mut Source) -> Option<PrivacyComponent> {
    let facts_s = source.number(&keys::PRIVACY_COMPONENT_FACTS_S, 60, 1..=60);
    let timeout_ms = source.number(&keys::PRIVACY_COMPONENT_TIMEOUT_MS, 2_000, 50..=8_000);
    let (url, token) = pair(source, &keys::PRIVACY_COMPONENT_URL, &keys::PRIVACY_COMPONENT_TOKEN)?;
    Some(PrivacyComponent { url, token, facts_s, timeout_ms })
}

/// In the demonstration what nobody can mistake for a way to reach anybody.
fn contact(source: &mut Source, demo: bool) -> Contact {
    let invented = |text: &str| demo.then(|| text.to_owned());
    let email = source.text(&keys::CONTACT_EMAIL).or_else(|| invented("hjelp@reseptor.example"));
    if email.as_ref().is_some_and(|text| text.parse::<EmailAddress>().is_err()) {
        source.problem(&keys::CONTACT_EMAIL, "is not an e-mail address");
    }
    let phone = source.text(&keys::CONTACT_PHONE).or_else(|| invented("00 00 00 00 (oppdiktet nummer)"));
    let phone = phone.and_then(|text| match text.parse::<Phone>() {
        Ok(phone) => Some(phone),
        Err(problem) => {
            source.problem(&keys::CONTACT_PHONE, problem);
            None
        }
    });
    let page = source.text(&keys::CONTACT_PAGE).and_then(|text| {
        let page = text.parse::<Url>().ok().filter(|page| matches!(page.scheme(), "http" | "https"));
        if page.is_none() {
            source.problem(&keys::CONTACT_PAGE, "is not an http or https address");
        }
        page
    });
    Contact { email, phone, page }
}

fn log_json(source: &mut Source) -> bool {
    match source.text(&keys::LOG_FORMAT).as_deref() {
        Some("json") => true,
        None | Some("text") => false,
        Some(_) => {
            source.problem(&keys::LOG_FORMAT, "is text or json");
            false
        }
    }
}

fn public_url(source: &mut Source, listen: SocketAddr) -> Url {
    let own = format!("http://{listen}");
    let text = source.text(&keys::PUBLIC_URL).unwrap_or_else(|| own.clone());
    let url = text.parse::<Url>().ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.host_str().is_some()
            && url.username().is_empty()
    });
    url.unwrap_or_else(|| {
        source.problem(
            &keys::PUBLIC_URL,
            &format!("{text:?} is not https://HOST or http://HOST:PORT without a path"),
        );
        fallback_url()
    })
}

#[expect(clippy::expect_used, reason = "a constant address")]
fn fallback_url() -> Url {
    "http://127.0.0.1:8080".parse().expect("a constant address")
}

fn search_server(source: &mut Source) -> Option<SearchServer> {
    let index = source.text(&keys::SEARCH_INDEX).unwrap_or_else(|| "reseptor".into());
    let (url, key) = pair(source, &keys::SEARCH_URL, &keys::SEARCH_KEY)?;
    Some(SearchServer { url, key, index })
}

fn pair(source: &mut Source, address: &keys::Key, secret: &keys::Key) -> Option<(Url, SecretString)> {
    let text = source.text(address)?;
    match text.parse::<Url>() {
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            Some((url, source.text(secret).unwrap_or_default().into()))
        }
        _ => {
            source.problem(address, "is not an http or https address");
            None
        }
    }
}

fn address(source: &mut Source, key: &keys::Key, port: u16) -> Option<SocketAddr> {
    if source.text(key).as_deref() == Some("off") {
        return None;
    }
    Some(source.parse(key, SocketAddr::from(([127, 0, 0, 1], port))))
}

fn proxies(source: &mut Source) -> Vec<IpAddr> {
    let text = source.text(&keys::TRUSTED_PROXIES).unwrap_or_default();
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let Ok(addresses) = parts.map(str::parse).collect() else {
        source.problem(&keys::TRUSTED_PROXIES, "is not a list of addresses separated by commas");
        return Vec::new();
    };
    addresses
}

fn login(source: &mut Source, service: Service) -> Login {
    let name = keys::SERVICES[service as usize];
    let preset = source.named(&format!("login_{name}_preset")).map(|text| text.parse::<Preset>());
    let preset = preset.unwrap_or_else(|| Ok(usual_preset(service))).unwrap_or_else(|problem| {
        source.problem(&keys::LOGIN_PRESET, &format!("login_{name}_preset {problem}"));
        usual_preset(service)
    });
    let details = source.named(&format!("login_{name}_authorization_details"));
    let authorization_details = details.and_then(|text| {
        let details = serde_json::from_str(&text).ok().filter(are_details);
        if details.is_none() {
            let problem = format!(
                "login_{name}_authorization_details is no JSON array of objects with a \"type\" each"
            );
            source.problem(&keys::LOGIN_AUTHORIZATION_DETAILS, &problem);
        }
        details
    });
    Login { service, preset, authorization_details, own: upstream(source, name) }
}

const fn usual_preset(service: Service) -> Preset {
    match service {
        Service::Citizen => Preset::Idporten,
        Service::Clinician => Preset::Helseid,
        Service::Orderer | Service::Vendor | Service::Operator => Preset::Ansattporten,
    }
}

/// RFC 9396 §2.
fn are_details(value: &Value) -> bool {
    let typed = |detail: &Value| detail.get("type").is_some_and(Value::is_string);
    value.as_array().is_some_and(|details| !details.is_empty() && details.iter().all(typed))
}

fn upstream(source: &mut Source, name: &str) -> Option<Upstream> {
    let issuer = source.named(&format!("login_{name}_issuer"))?;
    let client_id = source.named(&format!("login_{name}_client_id"));
    match (issuer.parse::<Url>(), client_id) {
        (Ok(issuer), Some(client_id)) if matches!(issuer.scheme(), "http" | "https") => {
            Some(Upstream { issuer, client_id })
        }
        _ => {
            let problem = format!(
                "login_{name}_issuer must be an address, and login_{name}_client_id be set beside it"
            );
            source.problem(&keys::LOGIN_ISSUER, &problem);
            None
        }
    }
}
