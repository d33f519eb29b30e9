//! Forgetting what no longer counts.

use database::{Database, Read};
use jiff::SignedDuration;

use crate::{Result, store};

/// How long ended sessions and grants stay, for the person's overview and for finding out what happened.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Deletes logins and requests past their time, spent tokens that could no longer pass, and sessions, grants and signing keys that ended 90 days
/// ago.
pub async fn purge(db: &Database) -> Result<u64> {
    let now = db.now();
    let tx = db.begin().await?;
    let gone = store::delete_older(&tx, now, now - KEPT).await?;
    tx.commit().await?;
    Ok(gone)
}
