//! Rows and queries; nothing outside this folder names the database library.

pub(crate) mod agreements;
pub(crate) mod changes;
pub(crate) mod favourites;
pub(crate) mod files;
pub(crate) mod listings;
pub(crate) mod organisations;
pub(crate) mod processes;
pub(crate) mod revisions;
pub(crate) mod suspensions;
pub(crate) mod tool_lists;
pub(crate) mod tools;

impl From<sea_orm::DbErr> for crate::Error {
    fn from(error: sea_orm::DbErr) -> Self {
        database::Error::from(error).into()
    }
}
