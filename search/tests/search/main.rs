//! What people find, over thirty invented tools.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod engines;
mod facets;
mod following;
mod hostile;
mod lifecycle;
mod player;
mod queries;
mod recorded;
mod server;
mod tools;
mod walking;
