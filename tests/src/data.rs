//! Data folders: empty, or with the demonstration, which is loaded once for each build of the program and copied.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use tempfile::TempDir;

use crate::{binary, query, run};

/// A folder of its own for one installation; it goes with the value.
#[derive(Debug)]
pub struct DataDir {
    folder: TempDir,
}

impl DataDir {
    /// An empty one.
    pub fn empty() -> Self {
        Self { folder: tempfile::Builder::new().prefix("reseptor-test.").tempdir().expect("a folder") }
    }

    /// One with the demonstration in place and indexed.
    pub fn demo() -> Self {
        let data = Self::empty();
        data.fill_with_demo();
        data
    }

    /// Puts the demonstration into an empty one.
    pub fn fill_with_demo(&self) {
        copy(&template(), &self.path()).expect("a copy of the demonstration");
    }

    /// What `RESEPTOR_DATA_DIR` is set to.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The folder that the program is started in; logs are left here.
    pub fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// The SQLite file.
    pub fn database(&self) -> PathBuf {
        self.path().join("reseptor.db")
    }

    /// The environment of a command on this data.
    pub fn environment(&self) -> Vec<(String, String)> {
        vec![("RESEPTOR_DATA_DIR".into(), self.path().display().to_string())]
    }

    /// How many jobs of a kind are neither done nor given up.
    pub fn open_jobs(&self, kind: &str) -> u64 {
        let sql = format!(
            "SELECT count(*) FROM outbox_jobs WHERE kind = '{kind}' AND done_at IS NULL AND dead_at IS NULL"
        );
        query(&self.database(), &sql)[0].parse().expect("a number")
    }

    /// Runs a command on this data to its end.
    pub fn run(&self, arguments: &[&str]) -> crate::Finished {
        run(self.outside(), &self.environment(), arguments)
    }
}

/// The loaded demonstration of this build; whoever comes first makes it, the others wait.
fn template() -> PathBuf {
    let program = binary();
    let built = fs::metadata(&program).and_then(|metadata| metadata.modified()).expect("the program's age");
    let built = built.duration_since(UNIX_EPOCH).expect("after 1970").as_millis();
    let all = program.with_file_name("test-demonstration");
    fs::create_dir_all(&all).expect("a folder for the demonstration");
    let lock = File::create(all.join("lock")).expect("a lock");
    lock.lock().expect("the lock");
    let mine = all.join(built.to_string());
    if !mine.is_dir() {
        for old in fs::read_dir(&all).expect("the folder").flatten().filter(|entry| entry.path().is_dir()) {
            let _ = fs::remove_dir_all(old.path());
        }
        let made = DataDir::empty();
        for step in ["demo", "reindex"] {
            let done = made.run(&[step]);
            assert_eq!(done.code, Some(0), "reseptor {step}: {}{}", done.out, done.err);
        }
        let half = all.join("half");
        copy(&made.path(), &half).expect("a copy of the demonstration");
        fs::rename(half, &mine).expect("the demonstration in place");
    }
    mine
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
