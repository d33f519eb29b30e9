//! The catalogue on both engines.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod agreements;
mod at_hand;
mod common;
mod files;
mod tools;
