//! What the two profiles refuse, and values that no profile takes.

use identity::Preset;
use secrecy::ExposeSecret;

use super::{Config, Profile, keys, source::Source};
use crate::web::Service;

/// Notes what cannot be, and what the profile refuses.
pub fn check(config: &Config, source: &mut Source) {
    if let Some(key) = &config.secret_key {
        let key = key.expose_secret();
        if key.len() != 64 || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            source.problem(&keys::SECRET_KEY, "must be 64 hexadecimal digits (openssl rand -hex 32)");
        }
    }
    if let Some(server) = &config.search {
        let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
        if !(1..=40).contains(&server.index.len()) || !server.index.bytes().all(plain) {
            source.problem(&keys::SEARCH_INDEX, "must be 1 to 40 small letters, digits and _");
        }
    }
    let clinicians = config.logins.iter().find(|login| login.service == Service::Clinician);
    if clinicians.is_some_and(|login| login.preset != Preset::Helseid) {
        let problem =
            "login_clinician_preset can only be helseid: no other login tells who is health personnel";
        source.problem(&keys::LOGIN_PRESET, problem);
    }
    let url = config.database_url();
    if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
        source.problem(&keys::DATABASE_URL, "must begin with sqlite:// or postgres://");
    }
    match config.profile {
        Profile::Demo => demo_rules(config, source),
        Profile::Production => production_rules(config, source),
    }
}

fn demo_rules(config: &Config, source: &mut Source) {
    let addresses = [
        (&keys::LISTEN, Some(config.listen)),
        (&keys::METRICS_LISTEN, config.metrics_listen),
        (&keys::DEMO_TOOL_LISTEN, config.demo_tool_listen),
    ];
    for (key, address) in addresses {
        if address.is_some_and(|address| !address.ip().is_loopback()) {
            source.problem(
                key,
                "profile demo logs anyone in and so listens on loopback only (127.0.0.1 or [::1])",
            );
        }
    }
}

/// Whether an address is this machine's.
fn is_here(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn production_rules(config: &Config, source: &mut Source) {
    if config.builtin_login {
        source.problem(&keys::BUILTIN_LOGIN, "profile production refuses the built-in test login");
    }
    if config.demo_data {
        source.problem(&keys::DEMO_DATA, "profile production refuses demo data");
    }
    if config.secret_key.is_none() {
        source.problem(&keys::SECRET_KEY, "profile production needs a secret key");
    }
    if !config.is_https() {
        source.problem(&keys::PUBLIC_URL, "profile production needs an https public address");
    }
    if config.search.as_ref().is_some_and(|server| server.url.scheme() != "https" && !is_here(&server.url)) {
        source.problem(
            &keys::SEARCH_URL,
            "profile production needs https, unless the server is on this machine: what people search for is nobody else's",
        );
    }
    if config.privacy_component.as_ref().is_some_and(|component| component.url.scheme() != "https") {
        source.problem(
            &keys::PRIVACY_COMPONENT_URL,
            "profile production needs https: by its certificate we know whose facts they are",
        );
    }
    for login in &config.logins {
        let name = keys::SERVICES[login.service as usize];
        let problem = match &login.own {
            None => format!("profile production needs login_{name}_issuer"),
            Some(own) if own.issuer.scheme() != "https" => {
                format!("profile production needs https in login_{name}_issuer")
            }
            Some(_) => continue,
        };
        source.problem(&keys::LOGIN_ISSUER, &problem);
    }
}
