//! `reseptor check`: the configuration was read already; here everything it names is tried.

use super::{Failure, say, setup};
use crate::{config::Config, web::App};

/// Tells of each part whether it answers.
pub async fn run(config: &Config) -> Result<(), Failure> {
    say(format_args!("configuration: ok ({:?}, {})", config.profile, config.issuer()));
    let database = setup::database(config).await?;
    let app = App::new(config.clone(), database).map_err(Failure::other)?;
    let mut away = 0;
    for (name, ok) in app.checks().await {
        say(format_args!("{name}: {}", if ok { "ok" } else { "does not answer" }));
        away += u32::from(!ok);
    }
    if away == 0 { Ok(()) } else { Err(Failure::other("not everything answers")) }
}
