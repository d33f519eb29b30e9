//! Another program on the same SQLite file: Python's own, so that nothing of the product stands in between.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

const HOLD: &str = "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
db.execute('BEGIN EXCLUSIVE')
print('locked', flush=True)
sys.stdin.read()
db.execute('ROLLBACK')
";

const QUERY: &str = "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
for row in db.execute(sys.argv[2]):
    print('|'.join(str(value) for value in row))
";

/// A write lock on the file, held by another process until the value goes.
#[derive(Debug)]
pub struct Locked {
    holder: Child,
}

impl Locked {
    /// Takes the lock.
    pub fn hold(database: &Path) -> Self {
        let mut holder = Command::new("python3")
            .args(["-c", HOLD])
            .arg(database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 runs");
        let mut line = String::new();
        BufReader::new(holder.stdout.take().expect("a pipe")).read_line(&mut line).expect("an answer");
        assert_eq!(line.trim(), "locked");
        Self { holder }
    }

    /// Gives it back and waits until it is free.
    pub fn release(mut self) {
        self.end();
    }

    fn end(&mut self) {
        if let Some(mut pipe) = self.holder.stdin.take() {
            let _ = pipe.flush();
        }
        let _ = self.holder.wait();
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        self.end();
    }
}

/// The rows of a query, one text each, columns separated by `|`.
pub fn query(database: &Path, sql: &str) -> Vec<String> {
    let output =
        Command::new("python3").args(["-c", QUERY]).arg(database).arg(sql).output().expect("python3 runs");
    assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}
