//! `reseptor test-persons`: the invented people that vendors try their tools with.

use clap::Subcommand;
use database::Database;
use jiff::civil::Date;
use kernel::{PersonId, Phrase};
use launch::NewTestPerson;
use people::Name;

use super::{Failure, say, setup};
use crate::{config::Config, demo};

/// What to do with test persons.
#[derive(Debug, Subcommand)]
pub enum TestPersons {
    /// Invent a test person; prints its id
    ///
    /// The identity number is made up too, of a series that no real person has. Nobody can log in as a test person but a vendor in its sandbox.
    Add {
        /// Given names
        #[arg(long)]
        given: String,
        /// Family name
        #[arg(long)]
        family: String,
        /// Birth date, YYYY-MM-DD
        #[arg(long)]
        born: Date,
        /// A test person who is its parent, by id; may be given twice
        #[arg(long = "parent", value_name = "ID")]
        parents: Vec<PersonId>,
    },
    /// List the test persons: id, birth date, name
    List,
}

/// Runs `test-persons`.
pub async fn run(config: &Config, what: &TestPersons) -> Result<(), Failure> {
    let database = setup::database(config).await?;
    match what {
        TestPersons::Add { given, family, born, parents } => {
            let phrase =
                |text: &str| Phrase::new(text).map_err(|_| Failure::other("a name is missing or too long"));
            let name = Name { given: phrase(given)?, family: phrase(family)? };
            let new = NewTestPerson { name, born: *born, parents: parents.clone() };
            let operator = demo::an_operator(&database).await?;
            let tx = database.begin().await?;
            let person =
                launch::invent_test_person(&tx, &operator, new).await.map_err(|error| match error {
                    launch::Error::NotFound => Failure::other("a parent is no test person"),
                    other => Failure::other(other),
                })?;
            tx.commit().await?;
            say(person.id);
        }
        TestPersons::List => list(&database).await?,
    }
    Ok(database.close().await?)
}

async fn list(database: &Database) -> Result<(), Failure> {
    let persons = people::list_test_persons(database).await.map_err(Failure::other)?;
    for person in &persons {
        say(format_args!("{}  {}  {}", person.id, person.born(), person.name));
    }
    if persons.is_empty() {
        say("no test persons yet: reseptor test-persons add --help");
    }
    Ok(())
}
