//! `reseptor demo`: loads the demonstration into an empty database.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use database::{Database, Options, SystemEntropy};
use kernel::{Clock, SystemClock};

use super::{Failure, say, setup};
use crate::{
    config::Config,
    demo::{self, Extent},
};

/// Loads the demonstration unless it is there.
pub async fn run(config: &Config) -> Result<(), Failure> {
    if !config.is_demo() {
        return Err(Failure::other("demo data is for profile demo only"));
    }
    let database = setup::database(config).await?;
    if demo::extent(&database).await? == Extent::Whole {
        database.close().await?;
        say("the demonstration is there already");
        return Ok(());
    }
    load(config, database).await?;
    say("the demonstration is loaded");
    Ok(())
}

/// Loads the demonstration into this database, which must be empty, and closes it. Whoever is killed in the middle begins anew at the next start:
/// on SQLite it is made in a file beside it that takes the empty one's place when it is whole, on PostgreSQL the half is thrown away first.
pub async fn load(config: &Config, database: Database) -> Result<(), Failure> {
    let file = database.sqlite_file().map(Path::to_owned);
    let extent = demo::extent(&database).await?;
    if extent == Extent::Half && file.is_none() {
        database.start_over().await?;
    }
    database.close().await?;
    if !(extent == Extent::Empty || extent == Extent::Half && file.is_none()) {
        return Err(Failure::other("the demonstration needs an empty database: this one holds other data"));
    }
    let Some(file) = file else { return load_into(config, config.database_url()).await };
    let mut half = file.clone().into_os_string();
    half.push(".loading");
    let half = PathBuf::from(half);
    remove(&half)?;
    load_into(config, &format!("sqlite://{}", half.display())).await?;
    remove(&file)?;
    std::fs::rename(&half, &file).map_err(Failure::io(file.display()))
}

/// Removes a SQLite file and what belongs to it.
fn remove(file: &Path) -> Result<(), Failure> {
    for ending in ["-wal", "-shm", ""] {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::io(path.display())(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Loads the demonstration, with a clock that goes through its history.
async fn load_into(config: &Config, url: &str) -> Result<(), Failure> {
    let now = SystemClock.now();
    let options = Options {
        url: url.to_owned(),
        // One for the transaction, one for the registers that are asked within it.
        connections: 2,
        master_key: setup::master_key(config)?,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
    };
    demo::load(options, now, &demo::tool_address(config)).await
}
