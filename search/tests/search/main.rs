//! What people find, over thirty invented tools.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod facets;
mod hostile;
mod lifecycle;
mod queries;
mod tools;
