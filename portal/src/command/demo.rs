//! `reseptor demo`: loads the demonstration into an empty database.

use std::sync::Arc;

use database::{Options, SystemEntropy};
use kernel::{Clock, SystemClock};

use super::{Failure, say, setup};
use crate::{config::Config, demo};

/// Loads the demonstration unless it is there.
pub async fn run(config: &Config) -> Result<(), Failure> {
    if !config.is_demo() {
        return Err(Failure::other("demo data is for profile demo only"));
    }
    let database = setup::database(config).await?;
    let there = demo::is_loaded(&database).await?;
    database.close().await?;
    if there {
        say("the demonstration is there already");
        return Ok(());
    }
    load(config).await?;
    say("the demonstration is loaded");
    Ok(())
}

/// Loads the demonstration, with a clock that goes through its history.
pub async fn load(config: &Config) -> Result<(), Failure> {
    let now = SystemClock.now();
    let options = Options {
        url: config.database_url().to_owned(),
        connections: 1,
        master_key: setup::master_key(config)?,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
    };
    demo::load(options, now, &demo::tool_address(config)).await
}
