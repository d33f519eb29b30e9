//! `reseptor logins`: what a deployer registers at the national logins.

use identity::Service;
use serde_json::{Map, Value};

use super::{Failure, say, setup};
use crate::{
    config::{Config, keys},
    oauth::Identity,
};

/// Prints it; keys that are missing are made, so that they can be registered before anybody logs in.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    let logins = Identity::new(config, &database).map_err(Failure::other)?.logins;
    let of =
        |service: Service| Some((keys::SERVICES[service as usize].to_owned(), logins.registration(service)?));
    let mut all: Map<String, Value> = Service::ALL.into_iter().filter_map(of).collect();
    all.insert("jwks".to_owned(), logins.jwks().await.map_err(Failure::other)?);
    say(serde_json::to_string_pretty(&all).map_err(Failure::other)?);
    Ok(database.close().await?)
}
