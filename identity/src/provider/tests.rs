//! What an attacker may not do at the provider; the numbers are rows of the table of attempts.

mod authorize;
mod clients;
mod ended;
mod fapi;
mod hti;
mod key_address;
mod lifetimes;
mod logout;
mod scopes;
mod spent;
pub(crate) mod stage;
mod tokens;
