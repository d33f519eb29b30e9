//! `reseptor migrate`.

use super::{Failure, say, setup};
use crate::config::Config;

/// Brings the schema up to date.
pub async fn run(config: &Config) -> Result<(), Failure> {
    setup::database(config).await?.close().await?;
    say("the schema is up to date");
    Ok(())
}
