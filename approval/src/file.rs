//! Files of a revision, for those who assess it and decide.

use catalogue::{FileHash, Rendition, StateKind, StoredFile};
use database::Read;
use kernel::{Operator, Orderer};

use crate::{Result, store};

/// A file of a revision that this ordering body has taken on, or may take on.
pub async fn find_file(
    db: &impl Read,
    orderer: &Orderer,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<StoredFile>> {
    for (revision, state) in catalogue::list_revisions_showing(db, hash).await? {
        let assessment = store::assessments::of_revision(db, revision).await?;
        let own = assessment.is_some_and(|assessment| assessment.orderer == orderer.organisation);
        if own || state == StateKind::Submitted {
            return Ok(catalogue::find_file_of(db, revision, hash, rendition).await?);
        }
    }
    Ok(None)
}

/// A file of any revision, for the operator; drafts are their vendor's alone.
pub async fn find_any_file(
    db: &impl Read,
    _: &Operator,
    hash: FileHash,
    rendition: Rendition,
) -> Result<Option<StoredFile>> {
    let revisions = catalogue::list_revisions_showing(db, hash).await?;
    match revisions.into_iter().find(|(_, state)| *state != StateKind::Draft) {
        Some((revision, _)) => Ok(catalogue::find_file_of(db, revision, hash, rendition).await?),
        None => Ok(None),
    }
}
