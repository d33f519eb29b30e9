#![doc = include_str!("../README.md")]

mod activate;
mod announce;
mod change;
mod complete;
mod decline;
mod error;
mod event;
mod expire;
mod find;
mod follow_up;
mod hand_out;
mod look;
mod mark_seen;
mod observation;
mod open_record;
mod patient;
mod pick_up;
mod pick_up_code;
mod prescribe;
mod prescription;
mod read_data;
mod renew;
mod report;
mod scope;
mod share;
mod stage;
mod state;
mod stop;
mod store;
mod take_over;
#[cfg(feature = "testing")]
pub mod testing;
mod tool_status;
mod withhold;

pub use activate::activate;
pub use announce::{Announcement, Notice, TELL, TELL_LOGGED_IN, TELL_USERS};
pub use complete::{Completer, complete};
pub use decline::decline;
pub use error::{Error, Result};
pub use event::{Event, EventKind};
pub use expire::expire_due;
pub use find::{
    Affected, ClinicianFilter, Follower, count_affected, count_patients_by_tool, find_for_patient, hidden,
    list_by_ids_for_patient, list_events, list_events_by_others, list_events_of, list_followers,
    list_for_clinician, list_for_patient, list_of_tool_for_patient, list_open_of_tool, list_patients_of_tool,
};
pub use follow_up::{
    Attention, ENDING_DAYS, FOLLOW_UP_DAYS, FollowUpFilter, FollowUpSort, FollowedUp, UNSEEN_AFTER,
    list_follow_up,
};
pub use hand_out::{HandOut, PICK_UP_DAYS, hand_out};
pub use look::{Look, LookKind, list_looks};
pub use mark_seen::mark_seen;
pub use observation::{Observation, Told, find_observation_of_client, list_observations, list_told};
pub use open_record::{Record, open_record};
pub use patient::WITHHELD_ON_ASKING;
pub use pick_up::pick_up;
pub use pick_up_code::{NoPickUpCode, PickUpCode};
pub use prescribe::{Prescribe, may_prescribe, prescribe};
pub use prescription::{Goal, Instructions, Period, Prescription, Sharing, UnknownWord, Withheld};
pub use read_data::{CodeSummary, SharedData, read_data};
pub use renew::{Renew, renew};
pub use report::{Report, Reported, report};
pub use scope::{Page, PatientScope};
pub use share::share;
pub use stage::{Stage, UnknownStage};
pub use state::{Reached, Reason, Refused, State, Step};
pub use stop::stop;
pub use take_over::{Transferable, list_transferable, take_over};
pub use tool_status::{TOOL_STATUS_CHANGED, ToolStatusTeller};
pub use withhold::withhold;
