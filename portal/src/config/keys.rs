//! Every key of the configuration, with what the documentation says of it.

/// One key: in `reseptor.toml` under its name, in the environment as `RESEPTOR_` and its name in capitals.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The name.
    pub name: &'static str,
    /// What stands when it is not set, for people.
    pub default: &'static str,
    /// What it does.
    pub what: &'static str,
}

impl Key {
    /// The environment variable.
    pub fn variable(&self) -> String {
        format!("RESEPTOR_{}", self.name.to_ascii_uppercase())
    }
}

const fn key(name: &'static str, default: &'static str, what: &'static str) -> Key {
    Key { name, default, what }
}

/// `profile`.
pub const PROFILE: Key = key(
    "profile",
    "`demo`",
    "`demo` or `production`. `demo` starts with a built-in test login that logs anyone in, and listens on loopback only. \
     `production` refuses to start with the built-in test login, demo data, a plain-http public address or without a secret key.",
);
/// `listen`.
pub const LISTEN: Key = key(
    "listen",
    "`127.0.0.1:8080`",
    "Address and port that the portal listens on; port 0 takes a free one.",
);
/// `public_url`.
pub const PUBLIC_URL: Key = key(
    "public_url",
    "`http://` and the listen address",
    "The address that people and tools know; also the issuer of tokens. No path, no trailing slash.",
);
/// `data_dir`.
pub const DATA_DIR: Key = key(
    "data_dir",
    "`./data`",
    "Folder for the SQLite file `reseptor.db`, the embedded search index and, in `demo`, the generated secret key.",
);
/// `database_url`.
pub const DATABASE_URL: Key = key(
    "database_url",
    "`sqlite://` and `reseptor.db` in `data_dir`",
    "`sqlite://PATH` or `postgres://USER:PASSWORD@HOST/NAME`.",
);
/// `database_connections`.
pub const DATABASE_CONNECTIONS: Key =
    key("database_connections", "`8`", "Most connections of the pool (readers on SQLite), 1 to 200.");
/// `secret_key`.
pub const SECRET_KEY: Key = key(
    "secret_key",
    "none; in `demo` made once and kept in `data_dir`",
    "64 hexadecimal digits that wrap the keys in the database. Without it nothing encrypted can be read: keep it apart from the database and its backups.",
);
/// `search_url`.
pub const SEARCH_URL: Key = key(
    "search_url",
    "unset: the embedded index",
    "Address of a Meilisearch server, whose index all instances then share ([more](operations.md#a-search-server)). While it is away the embedded index answers. `https` in `production`, unless on the same machine.",
);
/// `search_key`.
pub const SEARCH_KEY: Key = key(
    "search_key",
    "unset",
    "Key for the Meilisearch server; [which rights it needs](operations.md#a-search-server).",
);
/// `search_index`.
pub const SEARCH_INDEX: Key = key(
    "search_index",
    "`reseptor`",
    "What the names of our indexes on the Meilisearch server begin with: small letters, digits and `_`. Another for each installation that uses the same server.",
);
/// `metrics_listen`.
pub const METRICS_LISTEN: Key =
    key("metrics_listen", "`127.0.0.1:9464`", "Address and port of `/metrics` (Prometheus); `off` for none.");
/// `demo_data`.
pub const DEMO_DATA: Key = key(
    "demo_data",
    "`true` in `demo`, else `false`",
    "Whether invented organisations, people and tools are loaded into an empty database.",
);
/// `demo_tool_listen`.
pub const DEMO_TOOL_LISTEN: Key = key(
    "demo_tool_listen",
    "`127.0.0.1:8081`",
    "Address and port of the demo web tool in profile `demo`, reached as `localhost`; `off` for none.",
);
/// `builtin_login`.
pub const BUILTIN_LOGIN: Key = key(
    "builtin_login",
    "`true` in `demo`, else `false`",
    "Whether the test login under `/testid` is there and used for services without an issuer of their own.",
);
/// `trusted_proxies`.
pub const TRUSTED_PROXIES: Key = key(
    "trusted_proxies",
    "empty",
    "Addresses of proxies whose `X-Forwarded-For` is believed, separated by commas.",
);
/// `smtp_url`.
pub const SMTP_URL: Key = key(
    "smtp_url",
    "unset: e-mail is kept, not sent",
    "`smtp://HOST` (port 25, no TLS: for a relay on the same machine), `smtp://USER:PASSWORD@HOST?tls=required` (port 587, STARTTLS) or `smtps://USER:PASSWORD@HOST` (port 465); another port after the host.",
);
/// `mail_from`.
pub const MAIL_FROM: Key = key("mail_from", "`Reseptor <ikke-svar@reseptor.example>`", "Sender of e-mail.");
/// `contact_email`.
pub const CONTACT_EMAIL: Key = key(
    "contact_email",
    "an invented one in `demo`, else unset",
    "E-mail address at which people reach whoever runs the service, shown on `/hjelp` and `/tilgjengelighet`. `reseptor check` says so where neither this nor the two below is set.",
);
/// `contact_phone`.
pub const CONTACT_PHONE: Key = key(
    "contact_phone",
    "an invented one in `demo`, else unset",
    "Telephone number, shown there too; after a comma when it is answered, in Norwegian: `12 34 56 78, hverdager 9–15`.",
);
/// `contact_page`.
pub const CONTACT_PAGE: Key =
    key("contact_page", "unset", "Address of a web page that says how to reach you, shown there too.");
/// `sms_url`.
pub const SMS_URL: Key =
    key("sms_url", "unset: text messages are kept, not sent", "Address of the SMS gateway.");
/// `sms_key`.
pub const SMS_KEY: Key = key("sms_key", "unset", "Key for the SMS gateway, sent as bearer token.");
/// `privacy_component_url`.
pub const PRIVACY_COMPONENT_URL: Key = key(
    "privacy_component_url",
    "unset: the registers are embedded",
    "Address of the privacy component, which then says who may act for whom (docs/privacy-component.md). `https` in `production`.",
);
/// `privacy_component_token`.
pub const PRIVACY_COMPONENT_TOKEN: Key =
    key("privacy_component_token", "unset", "Our key there, sent as bearer token.");
/// `privacy_component_facts_s`.
pub const PRIVACY_COMPONENT_FACTS_S: Key = key(
    "privacy_component_facts_s",
    "`60`",
    "Seconds that its facts are used before they are fetched anew; older ones are never decided on, whether they aged here or there. 1 to 60.",
);
/// `privacy_component_timeout_ms`.
pub const PRIVACY_COMPONENT_TIMEOUT_MS: Key =
    key("privacy_component_timeout_ms", "`2000`", "Milliseconds that it gets for an answer, 50 to 8000.");
/// `log`.
pub const LOG: Key = key(
    "log",
    "`info,sea_orm_migration=warn`",
    "What is logged, as `tracing` directives: `info,identity=debug`.",
);
/// `log_format`.
pub const LOG_FORMAT: Key =
    key("log_format", "`text`", "`text` or `json`, one line an event, on standard error.");
/// `request_timeout_s`.
pub const REQUEST_TIMEOUT_S: Key =
    key("request_timeout_s", "`30`", "Seconds after which a request is given up with 503, 1 to 300.");
/// `shutdown_timeout_s`.
pub const SHUTDOWN_TIMEOUT_S: Key = key(
    "shutdown_timeout_s",
    "`10`",
    "Seconds that requests under way get when the program is told to stop, 0 to 300.",
);
/// `rate_per_minute`.
pub const RATE_PER_MINUTE: Key = key(
    "rate_per_minute",
    "`600`",
    "Requests a minute for one session or client; bursts of half as many are let through.",
);
/// `rate_per_minute_address`.
pub const RATE_PER_MINUTE_ADDRESS: Key = key(
    "rate_per_minute_address",
    "`60000`",
    "Requests a minute for one network address: far above what a hospital behind one address needs.",
);
/// `login_…_issuer`.
pub const LOGIN_ISSUER: Key = key(
    "login_SERVICE_issuer",
    "the built-in test login in `demo`",
    "Issuer of the OpenID provider that the service's people log in through. SERVICE is `citizen`, `clinician`, `orderer`, `vendor` or `operator`.",
);
/// `login_…_client_id`.
pub const LOGIN_CLIENT_ID: Key = key(
    "login_SERVICE_client_id",
    "unset",
    "Our client at that provider. It authenticates with `private_key_jwt`: what to register there stands in [national-logins.md](national-logins.md).",
);
/// `login_…_preset`.
pub const LOGIN_PRESET: Key = key(
    "login_SERVICE_preset",
    "`idporten` for `citizen`, `helseid` for `clinician`, `ansattporten` for the others",
    "Which national login that provider is like: `idporten`, `ansattporten` or `helseid` ([more](national-logins.md)). Clinicians' is `helseid` always.",
);
/// `login_…_authorization_details`.
pub const LOGIN_AUTHORIZATION_DETAILS: Key = key(
    "login_SERVICE_authorization_details",
    "unset: the provider is not asked whom a person acts for",
    "What the provider is asked for as `authorization_details` (RFC 9396): JSON, an array of objects with a `type` each. At Ansattporten it names the right in Altinn that \
     gives a person the role here ([more](national-logins.md#ansattporten)).",
);

/// All keys, as the documentation lists them; `SERVICE` in a name stands for each service.
pub const ALL: &[Key] = &[
    PROFILE,
    LISTEN,
    PUBLIC_URL,
    DATA_DIR,
    DATABASE_URL,
    DATABASE_CONNECTIONS,
    SECRET_KEY,
    SEARCH_URL,
    SEARCH_KEY,
    SEARCH_INDEX,
    METRICS_LISTEN,
    BUILTIN_LOGIN,
    LOGIN_ISSUER,
    LOGIN_CLIENT_ID,
    LOGIN_PRESET,
    LOGIN_AUTHORIZATION_DETAILS,
    DEMO_DATA,
    DEMO_TOOL_LISTEN,
    TRUSTED_PROXIES,
    SMTP_URL,
    MAIL_FROM,
    CONTACT_EMAIL,
    CONTACT_PHONE,
    CONTACT_PAGE,
    SMS_URL,
    SMS_KEY,
    PRIVACY_COMPONENT_URL,
    PRIVACY_COMPONENT_TOKEN,
    PRIVACY_COMPONENT_FACTS_S,
    PRIVACY_COMPONENT_TIMEOUT_MS,
    RATE_PER_MINUTE,
    RATE_PER_MINUTE_ADDRESS,
    REQUEST_TIMEOUT_S,
    SHUTDOWN_TIMEOUT_S,
    LOG,
    LOG_FORMAT,
];

/// Names of the services in login keys.
pub const SERVICES: [&str; 5] = ["citizen", "clinician", "orderer", "vendor", "operator"];

/// Whether a key of this name exists.
pub fn exists(name: &str) -> bool {
    ALL.iter().any(|key| match key.name.split_once("SERVICE") {
        Some((start, end)) => SERVICES.iter().any(|service| name == format!("{start}{service}{end}")),
        None => key.name == name,
    })
}
