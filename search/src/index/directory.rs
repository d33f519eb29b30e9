//! Where indexes lie: each generation in a folder of its own, one file naming the one in use.

use std::{
    fs::{self, File},
    io,
    io::Write,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use tantivy::{Index, IndexBuilder, IndexSettings, schema::Schema};

use super::{
    live::{Live, Writer},
    schema::{Fields, generation},
};
use crate::{Rebuild, SearchError};

const CURRENT: &str = "current.json";
const NEXT: &str = "current.json.new";
/// Files whose locks are held, one process at a time, while the index in use is written or exchanged, and while a new one is filled.
pub(super) const WRITING: &str = "writing.lock";
const FILLING: &str = "filling.lock";

/// Where indexes are kept.
pub(super) enum Place {
    Memory,
    /// The folder, and the generation of what is made in it.
    Directory(PathBuf, String),
}

/// The content of the file that names the index in use.
#[derive(Serialize, Deserialize)]
struct Current {
    generation: String,
    folder: String,
}

impl Place {
    pub(super) fn directory(path: PathBuf, made_with: &str) -> io::Result<Self> {
        fs::create_dir_all(&path)?;
        Ok(Self::Directory(path, generation(made_with)))
    }

    /// The index in use, or why there is none.
    pub(super) fn open(&self) -> Result<Live, Rebuild> {
        let Self::Directory(root, generation) = self else { return Err(Rebuild::Missing) };
        let current = read_current(root)?;
        if current.generation != *generation {
            return Err(Rebuild::Generation);
        }
        let folder = root.join(&current.folder);
        let index = open_checked(&folder)?;
        Live::open(index, Some(folder)).ok().flatten().ok_or(Rebuild::Damaged)
    }

    /// Whether the files of the index in use are as they were written.
    pub(super) fn is_intact(&self) -> bool {
        let Self::Directory(root, _) = self else { return true };
        read_current(root).is_ok_and(|current| open_checked(&root.join(current.folder)).is_ok())
    }

    /// A writer for a new index.
    pub(super) fn create(&self) -> Result<Writer, SearchError> {
        let (schema, _) = Fields::new();
        let Self::Directory(root, generation) = self else {
            return Writer::new(builder(schema).create_in_ram()?, None, None);
        };
        fs::create_dir_all(root)?;
        let filling = self.lock(FILLING)?;
        let folder = new_folder(root, generation)?;
        Writer::new(builder(schema).create_in_dir(&folder)?, Some(folder), filling)
    }

    /// Waits until no other process holds this lock; it is let go with the file.
    pub(super) fn lock(&self, name: &str) -> io::Result<Option<File>> {
        let Self::Directory(root, _) = self else { return Ok(None) };
        let file = File::options().create(true).write(true).truncate(false).open(root.join(name))?;
        file.lock()?;
        Ok(Some(file))
    }

    /// Whether an index is named as the one in use, and it is not this.
    pub(super) fn names_other_than(&self, known: Option<&Path>) -> bool {
        let Self::Directory(root, _) = self else { return false };
        read_current(root).is_ok_and(|current| known != Some(&root.join(current.folder)))
    }

    /// Names a filled index as the one in use; from here on a restart finds it.
    pub(super) fn adopt(&self, live: &Live) -> Result<(), SearchError> {
        let (Self::Directory(root, generation), Some(path)) = (self, &live.path) else { return Ok(()) };
        let folder = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let current = Current { generation: generation.clone(), folder };
        let mut file = File::create(root.join(NEXT))?;
        file.write_all(&serde_json::to_vec(&current).map_err(io::Error::from)?)?;
        file.sync_all()?;
        fs::rename(root.join(NEXT), root.join(CURRENT))?;
        Ok(())
    }

    /// Removes indexes that are no longer in use; open ones live on until their last search ends.
    pub(super) fn sweep(&self) {
        let Self::Directory(root, _) = self else { return };
        let Ok(current) = read_current(root) else { return };
        for folder in folders(root) {
            // Folders are numbered: a later one is being filled.
            let older = number(&folder) < number(&current.folder);
            if older && let Err(error) = fs::remove_dir_all(root.join(&folder)) {
                tracing::warn!(error = %error, "an old search index could not be removed");
            }
        }
    }
}

/// Hits lie apart from one another, and a block of stored texts is unpacked for each: blocks are small.
fn builder(schema: Schema) -> IndexBuilder {
    let settings = IndexSettings {
        docstore_blocksize: 4_096,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    Index::builder().schema(schema).settings(settings)
}

fn read_current(root: &Path) -> Result<Current, Rebuild> {
    match fs::read(root.join(CURRENT)) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| Rebuild::Damaged),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Rebuild::Missing),
        Err(_) => Err(Rebuild::Damaged),
    }
}

fn open_checked(folder: &Path) -> Result<Index, Rebuild> {
    let index = Index::open_in_dir(folder).map_err(|_| Rebuild::Damaged)?;
    match index.validate_checksum() {
        Ok(damaged) if damaged.is_empty() => Ok(index),
        _ => Err(Rebuild::Damaged),
    }
}

/// `index-{number}-{generation}`, numbered on from the last.
fn new_folder(root: &Path, generation: &str) -> io::Result<PathBuf> {
    let mut next = folders(root).iter().map(|folder| number(folder)).max().unwrap_or_default() + 1;
    loop {
        let folder = root.join(format!("index-{next}-{generation}"));
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => next += 1,
            made => return made.map(|()| folder),
        }
    }
}

fn folders(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| number(name) > 0).collect()
}

fn number(folder: &str) -> u64 {
    folder.strip_prefix("index-").and_then(|rest| rest.split('-').next()?.parse().ok()).unwrap_or_default()
}
