//! `reseptor import`: organisations and tools from files.

use std::path::{Path, PathBuf};

use catalogue::{ImportedOrganisation, Outcome, import_organisations};
use clap::Subcommand;

use super::{Failure, rows, say, setup};
use crate::{config::Config, demo};

const ORGANISATIONS: &str = "\
CSV (with a header line) or JSON Lines, by the file's ending. Columns or members:
  name        the organisation's name
  kind        directorate, health_trust, municipality, county, contracted, vendor or operator
  org_number  nine digits with a right check digit
  key         a stable key of a-z, 0-9 and hyphens (may be left out)
Each row is taken or refused by itself. A row that is there already is left as it is.";

const TOOLS: &str = "\
CSV (with a header line) or JSON Lines, by the file's ending, one tool a line. A CSV column's header is a path of members
(texts.nb.name); lists and objects in a cell are JSON. Members:
  slug            the tool's part of addresses
  vendor          key or organisation number of the vendor, who must have a member
  orderer         key or organisation number of the ordering body (needed with --publish)
  independence    standalone | integrated
  availability    open | prescription
  platforms       list of web, ios, android
  profile         none | local | own | central | pseudonymous
  login_methods   list of platform, own, idporten, vipps, facebook, google, apple
  requested_claims list of pseudonym, name, birthdate, national_id
  acr             low | substantial | high
  topics, audiences, languages   lists of keys and BCP 47 tags
  launch          {\"kind\": smart | hti | link | none, \"url\": …}
  tasks           list of {\"key\", \"title\": {\"nb\", \"nn\", \"en\", \"se\"}}
  representation  {\"declared\", \"uses_platform\", \"how_shown\": {…}, \"process_bases\": […]}
  permission      {\"needed\", \"data\": {…}}
  professions     list of codes such as LE, or null
  medical_device  {\"status\": device | not_device, \"class\", \"ce\", \"intended_purpose\", \"why_none\": {…}}
  texts           {\"nb\": {name, summary, purpose, effect, not_for, usage, target_group, accessibility,
                  privacy: {what, where, shared, deletion, controller}}, \"nn\": …, \"en\": …, \"se\": …}
With --publish also:
  answers         requirement id -> {\"status\": met | unmet | deviation | not_applicable, \"evidence\", \"reason\", \"plan\", \"owner\", \"deadline_day\"}
  quality         {\"evidence\": strong | moderate | limited | expert, \"usability\", \"privacy\", \"security\", \"interoperability\": good | satisfactory | needs_follow_up}
  agreements      {\"A3\": {\"from_day\", \"until_day\"}, \"A5\": [{\"enterprise\", \"from_day\", \"until_day\"}]}, days relative to today
portal/demo/tools.jsonl is an example. Each line is taken or refused by itself; unknown members are ignored.";

/// What to import.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Organisations from CSV or JSON Lines
    #[command(after_long_help = ORGANISATIONS)]
    Organisations {
        /// The file
        file: PathBuf,
    },
    /// Tools from CSV or JSON Lines
    #[command(after_long_help = TOOLS)]
    Tools {
        /// The file
        file: PathBuf,
        /// Take them as ordered, assessed and published (only in profile demo)
        #[arg(long)]
        publish: bool,
    },
}

/// Imports a file and tells of every line that was refused.
pub async fn run(config: &Config, what: &Import) -> Result<(), Failure> {
    match what {
        Import::Organisations { file } => organisations(config, file).await,
        Import::Tools { file, publish } => tools(config, file, *publish).await,
    }
}

async fn organisations(config: &Config, file: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(file).map_err(Failure::io(file.display()))?;
    let rows = rows::read(file, &text).into_iter().map(|(line, row)| {
        let parsed = row.and_then(|row| {
            serde_json::from_value::<ImportedOrganisation>(row).map_err(|error| error.to_string())
        });
        (line, parsed)
    });
    let database = setup::database(config).await?;
    let operator = demo::an_operator(&database).await?;
    let (mut added, mut refused) = (0, 0);
    for (line, row) in rows {
        let outcome = match row {
            Ok(row) => {
                import_organisations(&database, &operator, vec![row]).await.map_err(Failure::other)?.pop()
            }
            Err(error) => {
                say(format_args!("line {line}: {error}"));
                refused += 1;
                continue;
            }
        };
        match outcome {
            Some(Outcome::Added(_)) => added += 1,
            Some(Outcome::Refused(error)) => {
                say(format_args!("line {line}: {error}"));
                refused += 1;
            }
            Some(Outcome::Unchanged(_)) | None => {}
        }
    }
    database.close().await?;
    finish(added, refused)
}

async fn tools(config: &Config, file: &Path, publish: bool) -> Result<(), Failure> {
    if publish && !config.is_demo() {
        return Err(Failure::other(
            "--publish is for profile demo only: in production people order, assess and publish",
        ));
    }
    let text = std::fs::read_to_string(file).map_err(Failure::io(file.display()))?;
    let database = setup::database(config).await?;
    let known = demo::known_to(&database).await?;
    let rows = rows::read(file, &text);
    let imported = demo::import_tools(&database, &known, rows, publish, &demo::tool_address(config)).await?;
    database.close().await?;
    for slug in &imported.added {
        say(slug);
    }
    for (line, why) in &imported.refused {
        say(format_args!("line {line}: {why}"));
    }
    finish(imported.added.len(), imported.refused.len())
}

fn finish(added: usize, refused: usize) -> Result<(), Failure> {
    say(format_args!("{added} added, {refused} refused"));
    if refused == 0 { Ok(()) } else { Err(Failure::other(format_args!("{refused} lines were refused"))) }
}
