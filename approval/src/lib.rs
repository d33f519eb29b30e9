#![doc = include_str!("../README.md")]

pub mod bulk;

mod assessment;
mod case;
mod decision;
mod deviation;
mod dossier;
mod due;
mod error;
mod facts;
mod file;
mod label;
mod life_cycle;
mod order;
mod party;
mod requirement;
mod statistics;
mod store;
mod tell;
mod wire;
mod work_list;

mod answer;
mod answer_invitation;
mod approve;
mod check;
mod client_changed;
mod enforce;
mod extend_deviation;
mod invite;
mod publish;
mod reject;
mod request_changes;
mod resubmit;
mod settle_deviation;
mod start_assessment;
mod stop_vendor;
mod submit;
mod suspend;
mod take_on;
mod withdraw;

pub use answer::{GiveAnswer, answer};
pub use answer_invitation::{AcceptInvitation, DeclineInvitation, accept_invitation, decline_invitation};
pub use approve::{Approve, approve, may_decide};
pub use assessment::{Outcome, Verdict, assess, outcomes};
pub use case::{Answer, AnswerStatus, Answers, Case, OrdererFacts, Period, ToolFacts, VendorFacts};
pub use check::{Check, check, is_editorial};
pub use client_changed::{CLIENT_CHANGED, ClientTeller};
pub use decision::{
    Decision, DecisionId, DecisionKind, DecisionMarker, Evaluation, list_decisions, list_public_decisions,
};
pub use deviation::{
    Deviation, DeviationScope, find_own_deviation, list_deviations, list_deviations_of,
    list_deviations_of_tools,
};
pub use dossier::{
    Assessment, Dossier, GivenAnswer, Grade, find_any_dossier, find_dossier, find_own_dossier,
};
pub use due::{list_due, list_own_due};
pub use enforce::{Enforced, enforce, enforce_agreement, enforce_deadlines};
pub use error::{Error, Result};
pub use extend_deviation::{ExtendDeviation, extend_deviation};
pub use facts::foreseeable;
pub use file::{find_any_file, find_file};
pub use invite::{Invite, invite};
pub use label::{Label, find_label, list_findings, list_labels};
pub use life_cycle::Move;
pub use order::{
    Order, OrderState, find_invitation, find_order_of, find_own_order, list_invitations, list_orders_of,
    list_own_orders,
};
pub use party::{Authority, Party};
pub use publish::{Publish, lacks_process, publish};
pub use reject::{Reject, reject};
pub use request_changes::{RequestChanges, request_changes};
pub use requirement::{
    AppliesTo, Basis, CRITERIA_VERSION, LabelDimension, REQUIREMENTS, Requirement, Row, Severity,
};
pub use resubmit::{Resubmit, resubmit};
pub use settle_deviation::{SettleDeviation, settle_deviation};
pub use start_assessment::{StartAssessment, start_assessment};
pub use statistics::{ProcessingTimes, Stretch, processing_times};
pub use stop_vendor::{StopVendor, release_vendor, stop_vendor};
pub use submit::{Submit, submit};
pub use suspend::{Lift, Suspend, lift, suspend};
pub use take_on::{TakeOn, obstacles, order};
pub use withdraw::{Withdraw, withdraw};
pub use work_list::{OwnOrder, QueueItem, Submission, list_inbox, list_order_work, list_queue};
