#![doc = include_str!("../README.md")]

mod acting;
mod acts;
mod ask;
mod attorney;
pub mod bulk;
pub mod check;
mod decline;
mod error;
mod for_whom;
mod gather;
mod history;
mod import;
mod open;
mod permission;
mod reach;
mod refused;
mod register;
mod registers;
pub mod representation;
pub mod sandbox;
pub mod sandbox_report;
pub mod storage;
mod store;
mod tell;
mod tell_logged_in;
mod tell_users;
mod test_family;

pub use acting::{
    Acting, Held, Listed, Represented, Whole, acting, list_held, list_holders, list_represented,
    record_unrelated,
};
pub use acts::{Act, Deed, list_acts};
pub use ask::{
    Aim, Ask, Denial, Open, Permit, Proof, Recheck, See, Standing, Verdict, Withdraw, ask, recheck,
};
pub use attorney::{Attorney, Kind, Proposal, end_attorney, find_attorney, give_attorney, propose};
pub use check::{Check, Mark, Probe, Seen};
pub use decline::decline;
pub use error::{Error, Result};
pub use for_whom::{AtTool, can_be_for_another, is_open_for_whom, list_for_whom};
pub use gather::list_grounds;
pub use history::{count_people_who_started, hidden, list_history, list_most_started};
pub use import::{ImportedRow, RowError, RowOutcome, import_row};
pub use open::{Launch, TICKET_LASTS, Ticket, find_subject, open, redeem};
pub use permission::{
    Agreed, Permission, find_permission, give_permission, has_permitted, list_permissions, share, share_less,
    withdraw_permission,
};
pub use reach::{Draft, Reach, reach};
pub use refused::{Refused, list_refused};
pub use register::{Entry, Registered, find_registered, register_relation, remove_relation};
pub use registers::{
    EmbeddedRegisters, FACTS_LAST, GivenHere, Pair, PersonRecord, Registers, RelationRecord, change_relation,
    enter_relation, pair, pair_at,
};
pub use sandbox::{SandboxAsk, SandboxLaunch, SandboxProof, SandboxStart, SandboxVerdict};
pub use tell::Teller;
pub use tell_logged_in::LoggedInTeller;
pub use tell_users::UserTeller;
pub use test_family::{NewTestPerson, invent_test_person};
