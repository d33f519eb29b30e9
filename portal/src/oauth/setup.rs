//! Putting `identity` together from the configuration.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use axum::{Router, routing::get};
use database::Database;
use identity::{
    BackchannelLogout, Error, Fetch, FetchError, KeyStore, LoginOptions, Logins, Preset, Provider,
    ProviderOptions, ProviderSettings, Reach, Service,
};
use kernel::LoginLevel;
use launch::{EmbeddedRegisters, Registers};
use people::NumberPolicy;
use serde_json::{Value, json};
use testid::{Accounts, Client};

use super::{
    LaunchPolicy,
    offered::{offered, reach},
};
use crate::{
    config::{Config, Login, PrivacyComponent},
    login::see_other,
    registers::HttpRegisters,
    web::rates::Rates,
};

/// The platform's floor: no login below it is taken (domain §2, T3).
pub const FLOOR: LoginLevel = LoginLevel::High;

/// Sessions, logins and the provider, as the handlers use them.
pub struct Identity {
    /// The OpenID provider.
    pub provider: Provider,
    /// The national logins.
    pub logins: Logins,
    /// The registers that decide about persons.
    pub registers: Arc<dyn Registers>,
    /// What is registered of test persons: here and nowhere else, whoever knows the real ones.
    pub test_registers: Arc<dyn Registers>,
    /// Fetches others' addresses.
    pub fetch: Fetch,
    /// Our public keys at the login providers, for the built-in one.
    login_keys: Arc<RwLock<Value>>,
}

impl Identity {
    /// From the configuration; authenticated clients are counted here.
    pub fn new(config: &Config, database: &Database, rates: Arc<Rates>) -> Result<Self, Error> {
        let fetch = Fetch::new(reach(config)).map_err(unreachable)?;
        let keys = KeyStore::new(database.clone());
        let registers = registers(config, database).map_err(unreachable)?;
        let test_registers: Arc<dyn Registers> = Arc::new(EmbeddedRegisters::new(database.clone()));
        let provider = Provider::new(ProviderOptions {
            db: database.clone(),
            issuer: config.issuer(),
            keys: keys.clone(),
            fetch: fetch.clone(),
            policy: Arc::new(LaunchPolicy::new(Arc::clone(&registers), Arc::clone(&test_registers), FLOOR)),
            offered: offered(),
            floor: FLOOR,
            admit: Arc::new(move |client| rates.admit(client)),
        });
        let logins = Logins::new(LoginOptions {
            db: database.clone(),
            public: config.issuer(),
            providers: providers(config),
            floor: FLOOR,
            keys,
            fetch: fetch.clone(),
        })?;
        Ok(Self { provider, logins, registers, test_registers, fetch, login_keys: Arc::default() })
    }

    /// Makes the keys that are missing, so that they are published before they are needed, and rotates those whose time is up; call at start and
    /// now and then.
    pub async fn prepare(&self) -> Result<(), Error> {
        self.provider.keys().prepare().await?;
        let keys = self.logins.jwks().await?;
        *self.login_keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// Carries out `identity.backchannel_logout`.
    pub fn backchannel_logout(&self) -> BackchannelLogout {
        BackchannelLogout::new(self.provider.issuer(), self.provider.keys().clone(), self.fetch.clone())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used with map_err")]
fn unreachable(error: FetchError) -> Error {
    identity::LoginError::Away(error.to_string()).into()
}

/// The registers that the configuration names: the privacy component, or those kept here.
pub fn registers(config: &Config, database: &Database) -> Result<Arc<dyn Registers>, FetchError> {
    let Some(component) = &config.privacy_component else {
        return Ok(Arc::new(EmbeddedRegisters::new(database.clone())));
    };
    Ok(Arc::new(privacy_component(config, component, database)?))
}

/// It stands in the health network: private addresses are its own kind, plain http only on this machine in profile `demo`.
pub fn privacy_component(
    config: &Config,
    component: &PrivacyComponent,
    database: &Database,
) -> Result<HttpRegisters, FetchError> {
    let fetch = Fetch::new(Reach { loopback_http: config.is_demo(), private_addresses: true })?;
    let policy = if config.is_demo() { NumberPolicy::Synthetic } else { NumberPolicy::Ordinary };
    Ok(HttpRegisters::new(database.clone(), fetch, component.clone(), policy))
}

/// Each service's provider: its own, or the built-in one.
fn providers(config: &Config) -> BTreeMap<Service, ProviderSettings> {
    let settings = |login: &Login| {
        let (issuer, client_id, asked) = match &login.own {
            Some(own) => (own.issuer.as_str().trim_end_matches('/').to_owned(), own.client_id.clone(), None),
            None if config.builtin_login => (
                testid::Config::new(base(config), Vec::new()).issuer(built_in(login.preset)),
                client_id(login.service),
                asked(login),
            ),
            None => return None,
        };
        let authorization_details = login.authorization_details.clone().or(asked);
        Some(ProviderSettings { preset: login.preset, issuer, client_id, authorization_details })
    };
    config.logins.iter().filter_map(|login| Some((login.service, settings(login)?))).collect()
}

const fn built_in(preset: Preset) -> testid::Provider {
    match preset {
        Preset::Idporten => testid::Provider::Idporten,
        Preset::Helseid => testid::Provider::Helseid,
        Preset::Ansattporten => testid::Provider::Ansattporten,
    }
}

/// What the built-in login is asked for: whom somebody acts for in this service.
fn asked(login: &Login) -> Option<Value> {
    let resource = format!("urn:altinn:resource:{}", client_id(login.service));
    (login.preset == Preset::Ansattporten)
        .then(|| json!([{ "type": "ansattporten:altinn:resource", "resource": resource }]))
}

fn client_id(service: Service) -> String {
    format!("reseptor-{}", service.as_str())
}

fn base(config: &Config) -> String {
    format!("{}/testid", config.issuer())
}

/// The built-in login with the platform registered once for each service; nothing where it is turned off.
pub fn test_login(
    config: &Config,
    identity: &Identity,
    database: &Database,
    accounts: Arc<dyn Accounts>,
) -> Option<Router> {
    if !config.builtin_login {
        return None;
    }
    let clients = config.logins.iter().map(|login| {
        let service = login.service;
        let keys = Arc::clone(&identity.login_keys);
        let keys = move || keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut client =
            Client::new(built_in(login.preset), client_id(service), identity.logins.redirect_uri(), keys);
        client.services = vec![match service {
            Service::Citizen => testid::Service::Citizen,
            Service::Clinician => testid::Service::Clinician,
            Service::Orderer => testid::Service::Orderer,
            Service::Vendor => testid::Service::Vendor,
            Service::Operator => testid::Service::Operator,
        }];
        client.post_logout_redirect_uris = vec![identity.logins.post_logout_redirect_uri()];
        client.frontchannel_logout_uri = Some(identity.logins.logout_uri());
        client
    });
    let clock = Arc::clone(database.clock());
    let settings = testid::Config::new(base(config), clients.collect());
    let router = testid::router(settings, accounts, Arc::new(move || clock.now()));
    // Nothing is there for a person who types the address.
    Some(router.route("/", get(async || see_other("/"))))
}
