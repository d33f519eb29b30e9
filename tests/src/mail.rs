//! A real SMTP server (aiosmtpd) that writes down what it takes and refuses what it is told to.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{eventually, program::root};

/// A message that the server has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its `Message-ID`, the same for each try of one message.
    pub id: String,
    /// The addresses it was for.
    pub to: String,
    /// Its subject, decoded.
    pub subject: String,
    /// Its text, decoded.
    pub text: String,
}

/// A running mail server; it is ended when the value goes.
#[derive(Debug)]
pub struct MailServer {
    child: Child,
    folder: TempDir,
    port: u16,
}

impl MailServer {
    /// Starts one on a free port.
    pub fn start() -> Self {
        let python = root().join(".venv/bin/python");
        assert!(python.is_file(), "{} is missing: ./test makes it (aiosmtpd)", python.display());
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(python)
            .arg(root().join("tests/smtp/server.py"))
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("its port");
        Self { child, folder, port: line.trim().parse().expect("its port") }
    }

    /// What `RESEPTOR_SMTP_URL` is set to.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// From now on answers each message with this line instead of taking it: `451 …` for later, `550 …` for never.
    pub fn refuse(&self, line: &str) {
        fs::write(self.orders(), line).expect("the order");
    }

    /// From now on takes messages again.
    pub fn accept(&self) {
        let _ = fs::remove_file(self.orders());
    }

    /// From now on takes messages and says nothing.
    pub fn fall_silent(&self) {
        fs::write(self.folder.path().join("silent"), "").expect("the order");
    }

    /// Answers again.
    pub fn speak(&self) {
        let _ = fs::remove_file(self.folder.path().join("silent"));
    }

    /// Waits until nobody is connected: what was on its way has arrived, or never will.
    pub async fn at_rest(&self) {
        let talking = self.folder.path().join("talking");
        eventually("the end of every connection", async || {
            let open = fs::read_to_string(&talking).unwrap_or_else(|_| "0".to_owned());
            (open == "0").then_some(())
        })
        .await;
    }

    /// How many messages it was offered and refused.
    pub fn refused(&self) -> usize {
        fs::read_to_string(self.folder.path().join("refused")).map_or(0, |text| text.lines().count())
    }

    /// What it has taken, in order.
    pub fn taken(&self) -> Vec<Mail> {
        let text = fs::read_to_string(self.folder.path().join("taken")).unwrap_or_default();
        // A line that is just being written has no end yet.
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        whole.lines().map(mail).collect()
    }

    /// How many times each message was taken, by its id.
    pub fn times_taken(&self) -> BTreeMap<String, usize> {
        let mut times = BTreeMap::new();
        for mail in self.taken() {
            *times.entry(mail.id).or_default() += 1;
        }
        times
    }

    fn orders(&self) -> PathBuf {
        self.folder.path().join("refuse")
    }
}

fn mail(line: &str) -> Mail {
    let value: serde_json::Value = serde_json::from_str(line).expect("a message");
    let text = |name: &str| value[name].as_str().expect("a text").to_owned();
    Mail { id: text("id"), to: text("to"), subject: text("subject"), text: text("text") }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
