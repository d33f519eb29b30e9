//! `reseptor logins`: what a deployer registers at the national logins.

use std::sync::Arc;

use identity::Service;
use serde_json::{Map, Value};

use super::{Failure, say, setup};
use crate::{
    config::{Config, keys},
    oauth::Identity,
    web::rates::Rates,
};

/// Prints it; keys that are missing are made, so that they can be registered before anybody logs in.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    let rates = Arc::new(Rates::new(config));
    let logins = Identity::new(config, &database, rates).map_err(Failure::other)?.logins;
    let mut all = Map::<String, Value>::new();
    for service in Service::ALL {
        if let Some(registration) = logins.registration(service).await.map_err(Failure::other)? {
            all.insert(keys::SERVICES[service as usize].to_owned(), registration);
        }
    }
    all.insert("jwks".to_owned(), logins.jwks().await.map_err(Failure::other)?);
    say(serde_json::to_string_pretty(&all).map_err(Failure::other)?);
    Ok(database.close().await?)
}
