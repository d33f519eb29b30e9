#![doc = include_str!("../README.md")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its ground is missing")]

mod browser;
mod data;
mod mail;
mod program;
mod server;
mod sqlite;

pub use browser::{Answer, Browser};
pub use data::DataDir;
pub use mail::{Mail, MailServer};
pub use program::{Finished, binary, root, run, run_fed, run_with_input};
pub use server::{Server, Settings, interrupt};
pub use sqlite::{Locked, query};

use std::time::Duration;

/// Waits up to three minutes (a machine may be slow) until `ready` gives something; `what` says what was waited for in vain.
pub async fn eventually<T>(what: &str, mut ready: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..1_800 {
        if let Some(found) = ready().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("waited in vain: {what}");
}
