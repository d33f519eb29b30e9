//! The built program from the outside: start and end, commands, bad input, faults.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its ground is missing")]

mod bulk;
mod commands;
mod demo;
mod faults;
mod input;
mod mail;
mod metrics;
mod operators;
mod postgres;
mod privacy;
mod queue;
mod search;
mod start;
mod traces;
