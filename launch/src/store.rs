//! Tables `relations`, `permissions`, `launches`.

pub(crate) mod launch;
pub(crate) mod permission;
pub(crate) mod relation;
