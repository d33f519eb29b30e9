//! What the program can be told to do; each command is a module.

pub mod audit;
pub mod bulk;
pub mod check;
pub mod clients;
pub mod demo;
pub mod import;
pub mod keys;
pub mod logins;
pub mod members;
pub mod migrate;
pub mod operators;
pub mod reindex;
mod rows;
pub mod serve;
pub mod setup;
pub mod test_persons;

pub use rows::Row;

use std::{
    fmt,
    io::Write,
    path::{Path, PathBuf},
};

use clap::{Parser, Subcommand};

use crate::config::{Config, ConfigError};

/// Platform for quality-assured health tools: catalogue, approval, prescriptions, launch.
#[derive(Debug, Parser)]
#[command(name = "reseptor", version, about, max_term_width = 100)]
pub struct Arguments {
    /// The configuration file; every key can also be set in the environment (docs/configuration.md) [default: reseptor.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do; without it: serve
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the platform (the default)
    Serve,
    /// Bring the database's schema up to date
    Migrate,
    /// Fill the search index anew from the database
    ///
    /// The index in use goes on answering until the new one is whole. Needed only when the index does not belong to the database any more: the
    /// platform fills it by itself where it is missing, damaged or of an older kind.
    Reindex,
    /// Check the configuration, and that everything it names answers
    ///
    /// Each part is named: configuration, database, search index, the login provider of each service, the mail server, the SMS
    /// gateway. Exit code 1 if one does not answer.
    Check,
    /// Print what to register at the login provider of each service, and our keys there
    ///
    /// One JSON object: by service the client as RFC 7591 writes it (addresses, scopes, level, algorithms), and under "jwks" the public keys, for
    /// providers that do not fetch them. docs/national-logins.md says where each goes. Exit code 1 if a provider does not answer, or takes no client
    /// assertion that we can sign: the usual algorithm is printed for it.
    Logins,
    /// List or rotate the signing keys
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Register, list, disable or enable clients: tools and record systems
    #[command(subcommand)]
    Clients(clients::Clients),
    /// Let persons in as operators, the first one too, or list them
    #[command(subcommand)]
    Operators(operators::Operators),
    /// Give, list or end people's roles in organisations, where no login gives them
    #[command(subcommand)]
    Members(members::Members),
    /// Invent or list the people that vendors try their tools with
    #[command(subcommand)]
    TestPersons(test_persons::TestPersons),
    /// Check the audit log
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Load the demonstration: invented people, organisations, tools and their history
    Demo,
    /// Import organisations, tools or registered relations from a file
    #[command(subcommand)]
    Import(import::Import),
    /// Decide who may do what with a tool: one JSON object a line in, one a line out
    ///
    /// Reads the facts about two persons, a tool and a prescription, and answers with every rule that refuses (F0…F14, R1…R8, T1…T4), using the
    /// functions that the platform runs on. The format is described in docs/rules-in-bulk.md. Exit code 1 if a line could not be read.
    Decide,
    /// Assess whether a tool may be published: one JSON object a line in, one a line out
    ///
    /// Reads the facts about a tool, its agreements and answers, and tells what is unmet and what stands as a deviation. The format is described in
    /// docs/rules-in-bulk.md. Exit code 1 if a line could not be read.
    Assess,
}

/// Why a command failed, for whoever ran it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database refused.
    #[error("database: {0}")]
    Database(#[from] database::Error),
    /// A file or a connection refused.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// Anything else, said as it is.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// A file or a connection refused.
    pub fn io(what: impl fmt::Display) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.to_string();
        move |source| Self::Io { what, source }
    }

    /// Anything else.
    pub fn other(problem: impl fmt::Display) -> Self {
        Self::Other(problem.to_string())
    }
}

/// Runs what the arguments say.
pub async fn run(arguments: Arguments) -> Result<(), Failure> {
    let config = || load(arguments.config.as_deref());
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(config()?).await,
        Command::Migrate => migrate::run(&config()?).await,
        Command::Reindex => reindex::run(config()?).await,
        Command::Check => check::run(&config()?).await,
        Command::Logins => logins::run(&config()?).await,
        Command::Keys(what) => keys::run(&config()?, &what).await,
        Command::Clients(what) => clients::run(&config()?, &what).await,
        Command::Operators(what) => operators::run(&config()?, &what).await,
        Command::Members(what) => members::run(&config()?, &what).await,
        Command::TestPersons(what) => test_persons::run(&config()?, &what).await,
        Command::Audit(what) => audit::run(&config()?, &what).await,
        Command::Demo => demo::run(&config()?).await,
        Command::Import(what) => import::run(&config()?, &what).await,
        Command::Decide => bulk::run(bulk::decide),
        Command::Assess => bulk::run(bulk::assess),
    }
}

/// A file that is named must be there; the usual one may be.
fn load(file: Option<&Path>) -> Result<Config, Failure> {
    match file {
        Some(file) if !file.exists() => {
            Err(Failure::other(format_args!("{}: there is no such file", file.display())))
        }
        Some(file) => Ok(Config::load(file)?),
        None => Ok(Config::load(Path::new("reseptor.toml"))?),
    }
}

/// Writes a line to standard output; a closed pipe is nobody's fault.
pub fn say(line: impl fmt::Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
