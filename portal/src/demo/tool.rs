//! The demonstration's tool: registered as a client for each of its slugs, and started beside the platform.

use std::{io::Write, path::Path, sync::Arc};

use database::Database;
use demo_tool::{Key, Kind, Tool};
use identity::{Party, Reach, client};
use kernel::Actor;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{command::Failure, config::Config, oauth};

/// The tools that it plays.
const PLAYED: [(&str, &str, Kind); 3] = [
    ("demo-dagbok", "Demo-dagbok", Kind::Central),
    ("demo-pust", "Demo-pust", Kind::Pseudonymous),
    ("demo-steg", "Demo-steg", Kind::Central),
];

/// Listens, registers its clients and serves until told to stop. Without an address to listen on it is not started.
pub async fn start(config: &Config, database: &Database, stop: CancellationToken) -> Result<(), Failure> {
    let Some(address) = config.demo_tool_listen else { return Ok(()) };
    let listener =
        TcpListener::bind(address).await.map_err(Failure::io(format_args!("the demo tool on {address}")))?;
    let port = listener.local_addr().map_err(Failure::io("the demo tool"))?.port();
    let public = Url::parse(&format!("http://localhost:{port}")).map_err(Failure::other)?;
    let key = key(&config.data_dir.join("demo-tool.key"))?;
    let mut played =
        demo_tool::Config { platform: config.public_url.clone(), public, tools: Vec::new(), key };
    for (slug, name, kind) in PLAYED {
        played.tools.push(Tool::new(slug, "", name, kind));
        let client_id = register(&played, database, slug).await?;
        if let Some(tool) = played.tools.last_mut() {
            tool.client_id = client_id;
        }
    }
    let clock = database.clock().clone();
    let router = demo_tool::router(played, Arc::new(move || clock.now())).map_err(Failure::other)?;
    tokio::spawn(async move {
        let served = axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await;
        if let Err(error) = served {
            tracing::error!(error = %error, "demo-tool.serve");
        }
    });
    Ok(())
}

/// The tool's client id: registered at the first start, brought up to date when its address or keys have changed.
async fn register(played: &demo_tool::Config, database: &Database, slug: &str) -> Result<String, Failure> {
    let metadata = demo_tool::client_metadata(played, slug).ok_or_else(|| Failure::other("no metadata"))?;
    let slug = slug.parse().map_err(Failure::other)?;
    let found = catalogue::find_tool_by_slug(database, &slug).await.map_err(Failure::other)?;
    let tool =
        found.ok_or_else(|| Failure::other(format_args!("the demo tool {slug} is not in the catalogue")))?;
    let terms = oauth::terms(Reach::DEMO);
    let tx = database.begin().await?;
    let party = Party::Tool(tool.id);
    let known = client::list_of(&tx, party).await.map_err(Failure::other)?;
    let client = match known.into_iter().find(|client| client.disabled_at.is_none()) {
        Some(client) => client::update(&tx, Actor::System, client.id, &metadata, &terms).await,
        None => client::add(&tx, Actor::System, party, &metadata, &terms).await,
    };
    let client = client.map_err(Failure::other)?;
    tx.commit().await?;
    Ok(client.id.to_string())
}

/// The tool's key pair, kept beside the data.
fn key(path: &Path) -> Result<Key, Failure> {
    if path.exists() {
        let bytes = std::fs::read(path).map_err(Failure::io(path.display()))?;
        return Key::from_pkcs8(&bytes).map_err(Failure::other);
    }
    let key = Key::generate().map_err(Failure::other)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let bytes = key.to_pkcs8().map_err(Failure::other)?;
    options.open(path).and_then(|mut file| file.write_all(&bytes)).map_err(Failure::io(path.display()))?;
    Ok(key)
}
