//! `reseptor logins`: what a deployer registers at the national logins.

use std::sync::Arc;

use identity::{Error, LoginError, Service};
use serde_json::{Map, Value};

use super::{Failure, say, setup};
use crate::{
    config::{Config, keys},
    oauth::Identity,
    web::rates::Rates,
};

/// Prints it; keys that are missing are made, so that they can be registered before anybody logs in. What is printed of a provider that cannot be asked,
/// or takes nothing that we sign, is told of as the fault that it is.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    let rates = Arc::new(Rates::new(config));
    let logins = Identity::new(config, &database, rates).map_err(Failure::other)?.logins;
    let (mut all, mut unsure) = (Map::<String, Value>::new(), Vec::new());
    for service in Service::ALL {
        if let Some(registration) = logins.registration(service).await.map_err(Failure::other)? {
            all.insert(keys::SERVICES[service as usize].to_owned(), registration);
        }
    }
    all.insert("jwks".to_owned(), logins.jwks().await.map_err(Failure::other)?);
    // The built-in login is there only while the platform runs, and takes what we sign.
    for login in config.logins.iter().filter(|login| login.own.is_some()) {
        if let Err(error) = logins.try_discovery(login.service).await {
            unsure.push(format!("\nlogin of {}: does not answer: {}", login.service.as_str(), why(&error)));
        }
    }
    say(serde_json::to_string_pretty(&all).map_err(Failure::other)?);
    database.close().await?;
    if unsure.is_empty() {
        return Ok(());
    }
    let heading = "the usual token_endpoint_auth_signing_alg is printed for these:";
    Err(Failure::other(heading.to_owned() + &unsure.concat()))
}

fn why(error: &Error) -> String {
    match error {
        Error::Login(LoginError::Away(why)) => why.clone(),
        other => other.to_string(),
    }
}
