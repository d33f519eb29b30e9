//! `reseptor keys`: the keys that tokens and logins are signed with.

use clap::{Subcommand, ValueEnum};
use identity::{
    Algorithm, Purpose,
    keys::{self, StoredKey},
};
use kernel::Actor;

use super::{Failure, say, setup};
use crate::config::Config;

/// What to do with the signing keys.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// List the keys: purpose, algorithm, state, kid, when made and when first used
    List,
    /// Let the next key sign and publish a new next one
    ///
    /// The next key has been published for an hour at least, so that others know it; the retired one stays published for 24 hours. Without
    /// --purpose and --algorithm all keys in use are rotated: all of them, or none where one of them is too young.
    Rotate {
        /// Only the keys for this
        #[arg(long)]
        purpose: Option<PurposeName>,
        /// Only the keys of this algorithm: ES256, RS256, PS256
        #[arg(long)]
        algorithm: Option<String>,
        /// The keys that sign are known to others: the next ones sign at once, however new, and those that have signed so far are gone
        #[arg(long)]
        compromised: bool,
    },
}

/// A purpose as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PurposeName {
    /// What we issue to tools and record systems
    Tokens,
    /// Our own login at the national providers
    Login,
}

impl PurposeName {
    const fn purpose(self) -> Purpose {
        match self {
            Self::Tokens => Purpose::Tokens,
            Self::Login => Purpose::Login,
        }
    }
}

/// Runs `keys`.
pub async fn run(config: &Config, what: &Keys) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    match what {
        Keys::List => {
            let stored = keys::list(&database).await.map_err(Failure::other)?;
            stored.iter().map(line).for_each(say);
            if stored.is_empty() {
                say("no keys yet: they are made when first needed");
            }
        }
        Keys::Rotate { purpose, algorithm, compromised } => {
            let purpose = purpose.map(PurposeName::purpose);
            let tx = database.begin().await?;
            let stored = keys::list(&tx).await.map_err(Failure::other)?;
            let chosen = chosen(&stored, purpose, algorithm.as_deref());
            if chosen.is_empty() {
                return Err(Failure::other("no key in use is like that"));
            }
            for (purpose, algorithm) in &chosen {
                let rotated = if *compromised {
                    keys::replace_compromised(&tx, Actor::System, *purpose, *algorithm).await
                } else {
                    keys::rotate(&tx, Actor::System, *purpose, *algorithm).await
                };
                rotated.map_err(|error| {
                    let (purpose, algorithm) = (purpose.as_str(), algorithm.as_str());
                    Failure::other(format_args!("{purpose} {algorithm}: {error}; nothing was rotated"))
                })?;
            }
            tx.commit().await?;
            for (purpose, algorithm) in chosen {
                say(format_args!("rotated: {} {}", purpose.as_str(), algorithm.as_str()));
            }
        }
    }
    Ok(database.close().await?)
}

/// The kinds of keys in use that are meant, each once.
fn chosen(
    stored: &[StoredKey],
    purpose: Option<Purpose>,
    algorithm: Option<&str>,
) -> Vec<(Purpose, Algorithm)> {
    let mut chosen = Vec::new();
    for key in stored {
        let kind = (key.purpose, key.algorithm);
        let meant = purpose.is_none_or(|it| it == key.purpose)
            && algorithm.is_none_or(|it| it.eq_ignore_ascii_case(key.algorithm.as_str()));
        if meant && !chosen.contains(&kind) {
            chosen.push(kind);
        }
    }
    chosen
}

fn line(key: &StoredKey) -> String {
    let used = key.activated_at.map_or_else(|| "-".to_owned(), |at| at.to_string());
    format!(
        "{:<7} {:<6} {:<8} {}  made {}  in use from {used}",
        key.purpose.as_str(),
        key.algorithm.as_str(),
        key.state.as_str(),
        key.kid,
        key.created_at,
    )
}
