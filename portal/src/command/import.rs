//! `reseptor import`: organisations and tools from files.

use std::path::{Path, PathBuf};

use catalogue::{ImportedOrganisation, Outcome, import_organisations};
use clap::Subcommand;
use launch::{ImportedRow, RowOutcome};
use people::NumberPolicy;

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
  screenshots, documents   lists as the catalogue keeps them, of files that are kept for the vendor already (may be left out)
  texts           {\"nb\": {name, summary, purpose, effect, not_for, usage, target_group, accessibility,
                  privacy: {what, where, shared, deletion, controller}}, \"nn\": …, \"en\": …, \"se\": …}
With --publish also:
  answers         requirement id -> {\"status\": met | unmet | deviation | not_applicable, \"evidence\", \"reason\", \"plan\", \"owner\", \"deadline_day\"}
  quality         {\"evidence\": strong | moderate | limited | expert, \"usability\", \"privacy\", \"security\", \"interoperability\": good | satisfactory | needs_follow_up}
  agreements      {\"A3\": {\"from_day\", \"until_day\"}, \"A5\": [{\"enterprise\", \"from_day\", \"until_day\"}]}, days relative to today
portal/demo/tools.jsonl is an example. Each line is taken or refused by itself; unknown members are ignored.";

const RELATIONS: &str = "\
CSV (with a header line) or JSON Lines, by the file's ending; one line a person or a relation, `kind` says which. Members:
  kind            person | parent | assigned_poa | ordinary_poa | limited_poa
of a person (facts that are left out stay as they are):
  person          national identity number or D-number
  given, family, born   name and birth date (YYYY-MM-DD), needed for somebody who is not known yet
  address         open | confidential | strictly_confidential | strictly_confidential_abroad
  status          active | emigrated | dead | inactive
  emergency_block, lacks_capacity, care_order   true | false
of a relation:
  actor, subject  numbers of who may act and for whom; both must be known, or stand on an earlier line
  responsibility  both | mother | father | co_mother | other | unknown          (parent)
  role            mother | father | co_mother | other: the actor's               (parent)
  daily_care      true | false, or left out                                      (parent)
  from, until, ended   days (YYYY-MM-DD)                                          (powers of attorney)
  passed_on, closest_next_of_kin   true | false                                  (powers of attorney)
  scopes          list of see, remind                                            (limited_poa)
  removed         true: the register no longer has this relation
All lines are taken or none: what is wrong is told with its line's number, and exit code 1. The same file again changes nothing.
A power of attorney that its giver or holder has ended here stays ended, and so does one that was ended before it was kept who ends one, which is told
with the line's number, and a new one begins that day or later.
Not for installations whose facts come from a privacy component (privacy_component_url).";

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

    /// Persons' registered facts and relations from CSV or JSON Lines, all or none
    #[command(after_long_help = RELATIONS)]
    Relations {
        /// The file
        file: PathBuf,
        /// Only tell what would come of it
        #[arg(long)]
        dry_run: bool,
    },
}

/// Imports a file and tells of every line that was refused.
pub async fn run(config: &Config, what: &Import) -> Result<(), Failure> {
    match what {
        Import::Organisations { file } => organisations(config, file).await,
        Import::Tools { file, publish } => tools(config, file, *publish).await,
        Import::Relations { file, dry_run } => relations(config, file, *dry_run).await,
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

/// One transaction for the whole file: a dry run is one that is not committed.
async fn relations(config: &Config, file: &Path, dry_run: bool) -> Result<(), Failure> {
    if config.privacy_component.is_some() {
        return Err(Failure::other("the facts come from the privacy component: there is nothing to import"));
    }
    let text = std::fs::read_to_string(file).map_err(Failure::io(file.display()))?;
    let policy = if config.is_demo() { NumberPolicy::Synthetic } else { NumberPolicy::Ordinary };
    let database = setup::database(config).await?;
    let operator = demo::an_operator(&database).await?;
    let tx = database.begin().await?;
    let (mut counts, mut refused) = ([0_u64; 5], 0_usize);
    for (line, row) in rows::read(file, &text) {
        let parsed =
            row.and_then(|row| serde_json::from_value::<ImportedRow>(row).map_err(|error| error.to_string()));
        let outcome = match parsed {
            Ok(row) => launch::import_row(&tx, &operator, policy, row)
                .await
                .map_err(Failure::other)?
                .map_err(|error| error.to_string()),
            Err(error) => Err(error),
        };
        match outcome {
            Ok(RowOutcome::Added) => counts[0] += 1,
            Ok(RowOutcome::Changed) => counts[1] += 1,
            Ok(RowOutcome::Removed) => counts[2] += 1,
            Ok(RowOutcome::Unchanged) => counts[3] += 1,
            Ok(RowOutcome::StaysEnded) => {
                say(format_args!(
                    "line {line}: it stays ended: by a party, or before it was kept who ends one"
                ));
                counts[4] += 1;
            }
            Err(error) => {
                say(format_args!("line {line}: {error}"));
                refused += 1;
            }
        }
    }
    if refused == 0 && !dry_run {
        tx.commit().await?;
    } else {
        drop(tx);
    }
    database.close().await?;
    if refused > 0 {
        return Err(Failure::other(format_args!("{refused} lines are wrong: nothing was taken")));
    }
    let [added, changed, removed, unchanged, ended] = counts;
    let mood = if dry_run { " (dry run: nothing was changed)" } else { "" };
    say(format_args!(
        "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged, {ended} stay ended{mood}"
    ));
    Ok(())
}

fn finish(added: usize, refused: usize) -> Result<(), Failure> {
    say(format_args!("{added} added, {refused} refused"));
    if refused == 0 { Ok(()) } else { Err(Failure::other(format_args!("{refused} lines were refused"))) }
}
