//! `reseptor keys`: what we sign with.

use clap::{Subcommand, ValueEnum};
use identity::{Algorithm, Purpose, keys};
use kernel::Actor;

use super::{Failure, say, setup};
use crate::config::Config;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// List the signing keys, oldest first
    List,
    /// Let the next key sign, retire the current one (published for a day yet), and publish a new next one
    Rotate {
        /// What the key is for
        #[arg(long, default_value = "tokens")]
        purpose: For,
        /// How it signs
        #[arg(long, default_value = "ES256")]
        algorithm: With,
    },
}

/// What a key is for.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum For {
    /// Tokens for tools and record systems
    Tokens,
    /// Authenticating at the login providers
    Login,
}

/// How a key signs.
#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "UPPER")]
pub enum With {
    /// ECDSA P-256
    Es256,
    /// RSA PKCS #1 v1.5
    Rs256,
    /// RSA-PSS
    Ps256,
}

/// Runs the command.
pub async fn run(config: &Config, what: &Keys) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    match what {
        Keys::List => {
            for key in keys::list(&database).await.map_err(Failure::other)? {
                let (purpose, algorithm, state) =
                    (key.purpose.as_str(), key.algorithm.as_str(), key.state.as_str());
                say(format_args!("{purpose}\t{algorithm}\t{state}\t{}\t{}", key.created_at, key.kid));
            }
        }
        Keys::Rotate { purpose, algorithm } => {
            let purpose = match purpose {
                For::Tokens => Purpose::Tokens,
                For::Login => Purpose::Login,
            };
            let algorithm = match algorithm {
                With::Es256 => Algorithm::Es256,
                With::Rs256 => Algorithm::Rs256,
                With::Ps256 => Algorithm::Ps256,
            };
            let tx = database.begin().await?;
            keys::rotate(&tx, Actor::System, purpose, algorithm).await.map_err(Failure::other)?;
            tx.commit().await?;
            say("rotated");
        }
    }
    Ok(database.close().await?)
}
