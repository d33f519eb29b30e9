#![doc = include_str!("../README.md")]

mod acting;
mod ask;
pub mod bulk;
pub mod check;
mod error;
mod gather;
mod history;
mod open;
mod permission;
mod reach;
mod registers;
pub mod representation;
pub mod sandbox;
mod store;
mod tell;
mod tell_users;

pub use acting::{Acting, Represented, acting, list_represented, record_unrelated};
pub use ask::{Aim, Ask, Denial, Open, Permit, Proof, Recheck, See, Verdict, Withdraw, ask, recheck};
pub use check::{Check, Mark, Probe, Seen};
pub use error::{Error, Result};
use history::hidden_tools;
pub use history::{count_people_who_started, list_history};
pub use open::{Launch, TICKET_LASTS, Ticket, open, redeem};
pub use permission::{
    Permission, give_permission, list_permissions, share, stop_sharing, withdraw_permission,
};
pub use reach::{Draft, Reach, reach};
pub use registers::{
    EmbeddedRegisters, FACTS_LAST, Pair, PersonRecord, Registers, RelationRecord, change_relation,
    enter_relation, pair,
};
pub use sandbox::{SandboxAsk, SandboxLaunch, SandboxProof, SandboxStart, SandboxVerdict};
pub use tell::Teller;
pub use tell_users::UserTeller;
