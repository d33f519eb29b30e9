//! `reseptor audit`: whether the audit log is whole.

use clap::Subcommand;
use database::audit::{self, Verdict};

use super::{Failure, say, setup};
use crate::config::Config;

/// What to do with the audit log.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Check every link of the chain; exit code 1 if an entry was altered or is missing
    Verify,
}

/// Runs `audit`.
pub async fn run(config: &Config, what: &Audit) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    let verdict = match what {
        Audit::Verify => audit::verify(&database).await?,
    };
    database.close().await?;
    match verdict {
        Verdict::Intact(count) => {
            say(format_args!("the audit log is intact: {count} entries"));
            Ok(())
        }
        Verdict::Broken(at) => {
            Err(Failure::other(format_args!("the audit log is broken: entry {at} was altered or is missing")))
        }
    }
}
