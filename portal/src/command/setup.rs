//! What every command begins with: the secret key, the database, the log.

use std::{
    fs::{File, TryLockError},
    io::{IsTerminal, Write},
    path::Path,
    sync::Arc,
};

use database::{Database, MasterKey, Options, SystemEntropy};
use kernel::{Entropy, SystemClock};
use secrecy::ExposeSecret;
use tracing_subscriber::EnvFilter;

use super::Failure;
use crate::{config::Config, discovery::MADE_WITH};

/// Opens the configured database with the machine's clock and randomness.
pub async fn database(config: &Config) -> Result<Database, Failure> {
    own_folder(&config.data_dir)?;
    let options = Options {
        url: config.database_url().to_owned(),
        connections: config.database_connections,
        master_key: master_key(config)?,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
    };
    Ok(Database::open(options).await?)
}

/// Makes the data folder where there is none, for this user alone. One that is there keeps the rights that it was given.
fn own_folder(folder: &Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(Failure::io(folder.display()))
}

/// Keeps the data folder for this program as long as the value lives: a second one would fill the same index and run the same side effects.
pub fn alone(config: &Config) -> Result<File, Failure> {
    let path = config.data_dir.join("serve.lock");
    own_folder(&config.data_dir)?;
    let lock = File::create(&path).map_err(Failure::io(path.display()))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Failure::other(format_args!(
            "{} is in use: another reseptor serves from it",
            config.data_dir.display()
        ))),
        Err(TryLockError::Error(error)) => Err(Failure::io(path.display())(error)),
    }
}

/// Opens the search index beside the data; whether it can be used shows when it is asked for its position. Where there is a search server, the
/// index beside the data answers while that one is away.
pub fn search(config: &Config) -> Result<Arc<dyn search::Engine>, Failure> {
    let index = search_index(config)?;
    Ok(match search_server(config)? {
        Some(server) => Arc::new(search::Standby::new(index, server)),
        None => Arc::new(index),
    })
}

/// The index on the search server, where there is one; nothing is asked yet.
pub fn search_server(config: &Config) -> Result<Option<search::Meilisearch>, Failure> {
    let Some(server) = &config.search else { return Ok(None) };
    let key = Some(server.key.expose_secret()).filter(|key| !key.is_empty());
    let made = search::Meilisearch::new(server.url.as_str(), key, &server.index, MADE_WITH);
    made.map(Some).map_err(|error| Failure::other(format_args!("search server: {error}")))
}

/// The index beside the data.
pub fn search_index(config: &Config) -> Result<search::Index, Failure> {
    let folder = config.data_dir.join("search");
    search::Index::open(&folder, MADE_WITH)
        .map_err(|error| Failure::other(format_args!("search index in {}: {error}", folder.display())))
}

/// The configured key; in profile `demo` one that is made once and kept beside the data.
pub fn master_key(config: &Config) -> Result<MasterKey, Failure> {
    let text = match &config.secret_key {
        Some(key) => key.expose_secret().to_owned(),
        None if config.is_demo() => kept_key(&config.data_dir)?,
        None => return Err(Failure::other("RESEPTOR_SECRET_KEY is not set")),
    };
    let mut bytes = [0; 32];
    hex::decode_to_slice(text.trim(), &mut bytes)
        .map_err(|_| Failure::other("the secret key is not 64 hexadecimal digits"))?;
    Ok(MasterKey::new(bytes))
}

fn kept_key(folder: &Path) -> Result<String, Failure> {
    let path = folder.join("secret.key");
    match std::fs::read_to_string(&path) {
        Ok(text) => return Ok(text),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Failure::io(path.display())(error));
        }
        Err(_) => {}
    }
    own_folder(folder)?;
    let mut bytes = [0; 32];
    SystemEntropy.fill(&mut bytes);
    let text = hex::encode(bytes);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(&path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes())
                .and_then(|()| file.sync_all())
                .map_err(Failure::io(path.display()))?;
            Ok(text)
        }
        // Another process was first.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            std::fs::read_to_string(&path).map_err(Failure::io(path.display()))
        }
        Err(error) => Err(Failure::io(path.display())(error)),
    }
}

/// Starts the log on standard error.
pub fn logging(config: &Config) -> Result<(), Failure> {
    let filter =
        EnvFilter::try_new(&config.log).map_err(|error| Failure::other(format_args!("log: {error}")))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Where the log cannot be written (its disk is full) requests are answered all the same: saying so on standard error would fail just as well, and end them.
    let builder = builder.with_ansi(std::io::stderr().is_terminal()).log_internal_errors(false);
    let started = if config.log_json { builder.json().try_init() } else { builder.try_init() };
    started.map_err(|error| Failure::other(format_args!("log: {error}")))
}
