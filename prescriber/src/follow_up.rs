//! The clinician's list of what is followed up, by what needs attention.

use catalogue::{Listed, Window};
use database::Read;
use jiff::{SignedDuration, Timestamp, civil::Date};
use kernel::{Clinician, oslo};

use crate::{Prescription, Result, Stage, store};

/// Not read so long after it was issued, a prescription asks for attention.
pub const UNSEEN_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A follow-up asks for attention so many days ahead.
pub const FOLLOW_UP_DAYS: i64 = 7;
/// An end asks for attention so many days ahead.
pub const ENDING_DAYS: i64 = 14;

/// Why a prescription asks for the clinician's attention, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attention {
    /// Shared data has come in that this clinician has not looked at.
    NewData,
    /// Not read yet, a week after it was issued.
    Unseen,
    /// The follow-up is near, or was missed.
    FollowUp,
    /// The period is nearly over.
    Ending,
}

impl Attention {
    /// All, the most pressing first.
    pub const ALL: [Self; 4] = [Self::NewData, Self::Unseen, Self::FollowUp, Self::Ending];
}

/// Which prescriptions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FollowUpFilter {
    /// In one of these states; in any where empty.
    pub stages: Vec<Stage>,
    /// Only those that ask for attention.
    pub attention_only: bool,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FollowUpSort {
    /// What is most pressing first, then the newest.
    #[default]
    Attention,
    /// The newest first.
    Newest,
    /// What ends soonest first.
    Ends,
    /// The soonest follow-up first.
    FollowUp,
}

/// A prescription in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedUp {
    /// The prescription.
    pub prescription: Prescription,
    /// Why it asks for attention, if it does.
    pub attention: Option<Attention>,
}

/// Against what "soon" and "late" are measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Horizon {
    pub unseen_before: Timestamp,
    pub follow_up_until: Date,
    pub ending_until: Date,
}

impl Horizon {
    fn at(now: Timestamp) -> Self {
        let today = oslo::date(now);
        let ahead = |days| today.saturating_add(SignedDuration::from_hours(24 * days));
        Self {
            unseen_before: now.checked_sub(UNSEEN_AFTER).unwrap_or(Timestamp::MIN),
            follow_up_until: ahead(FOLLOW_UP_DAYS),
            ending_until: ahead(ENDING_DAYS),
        }
    }
}

/// What the clinician follows up: the own prescriptions, the own unit's and those taken over (domain §5). To read one, `open_record`.
pub async fn list_follow_up(
    db: &impl Read,
    clinician: &Clinician,
    filter: &FollowUpFilter,
    sort: FollowUpSort,
    window: Window,
) -> Result<Listed<FollowedUp>> {
    let horizon = Horizon::at(db.now());
    let (ranked, total) = store::follow_up::rank(db, clinician, horizon, filter, sort, window).await?;
    let ids: Vec<_> = ranked.iter().map(|(id, _)| *id).collect();
    let mut found = store::prescription::list_by_ids(db, clinician, &ids).await?;
    let mut items = Vec::with_capacity(ranked.len());
    for (id, attention) in ranked {
        if let Some(at) = found.iter().position(|prescription| prescription.id == id) {
            items.push(FollowedUp { prescription: found.swap_remove(at), attention });
        }
    }
    Ok(Listed { items, total })
}
