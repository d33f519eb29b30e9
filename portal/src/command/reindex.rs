//! `reseptor reindex`: fills the search index anew, that on the search server too.

use super::{Failure, say, setup};
use crate::{config::Config, discovery::Follower, web::App};

/// Fills each index and says how many tools are in it.
pub async fn run(config: Config) -> Result<(), Failure> {
    let database = setup::database(&config).await?;
    let search = setup::search(&config)?;
    let app = App::with_search(config, database.clone(), search).map_err(Failure::other)?;
    let mut failed = None;
    for follower in Follower::all(&app) {
        let place = if follower.is_remote() { " on the search server" } else { "" };
        match follower.rebuild().await {
            Ok(filled) => say(format_args!("{filled} tools indexed{place}")),
            Err(error) => failed = Some(Failure::other(format_args!("search index{place}: {error}"))),
        }
    }
    database.close().await?;
    failed.map_or(Ok(()), Err)
}
