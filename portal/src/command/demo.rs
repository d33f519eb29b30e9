//! `reseptor demo`: loads the demonstration into an empty database.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use database::{Database, Options, SystemEntropy};
use kernel::{Clock, SystemClock};

use super::{Failure, say, setup};
use crate::{config::Config, demo};

/// Loads the demonstration unless it is there.
pub async fn run(config: &Config) -> Result<(), Failure> {
    if !config.is_demo() {
        return Err(Failure::other("demo data is for profile demo only"));
    }
    let database = setup::database(config).await?;
    if demo::is_loaded(&database).await? {
        database.close().await?;
        say("the demonstration is there already");
        return Ok(());
    }
    load(config, database).await?;
    say("the demonstration is loaded");
    Ok(())
}

/// Loads the demonstration into this database, which must be empty, and closes it. On SQLite it is made in a file beside it that takes the
/// empty one's place when it is whole: whoever is killed in the middle begins anew at the next start.
pub async fn load(config: &Config, database: Database) -> Result<(), Failure> {
    let empty = demo::is_empty(&database).await?;
    let file = database.sqlite_file().map(Path::to_owned);
    database.close().await?;
    if !empty {
        return Err(Failure::other(
            "the demonstration needs an empty database: this one holds other data, or half a demonstration",
        ));
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
