//! `reseptor reindex`: fills the search index anew.

use super::{Failure, say, setup};
use crate::{config::Config, discovery::Follower, web::App};

/// Fills the index and says how many tools are in it.
pub async fn run(config: Config) -> Result<(), Failure> {
    let database = setup::database(&config).await?;
    let search = setup::search(&config)?;
    let app = App::with_search(config, database.clone(), search).map_err(Failure::other)?;
    let filled = Follower::new(&app).rebuild().await.map_err(Failure::other)?;
    database.close().await?;
    say(format_args!("{filled} tools indexed"));
    Ok(())
}
