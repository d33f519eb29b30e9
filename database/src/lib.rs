#![doc = include_str!("../README.md")]

mod atomic;
pub mod audit;
mod connect;
pub mod convert;
mod direct;
mod error;
mod hidden;
mod insertion;
mod keyring;
pub mod outbox;
mod present;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;

pub use atomic::{Atomic, Outcome};
pub use audit::Audit;
pub use connect::{Database, Options, Read};
pub use direct::{Lookup, Readers, all, one};
pub use error::{Error, Result};
pub use hidden::{Line, seen};
pub use insertion::Insertion;
pub use keyring::{Field, Keyring, MasterKey, SystemEntropy};
pub use outbox::Job;
pub use present::{Generation, Present, hold, hold_about, hold_all};
pub use tx::Tx;
