//! Tables `relations`, `permissions`, `launches`, `sandbox_launches`, `launch_checks`, `launch_check_notes`.

pub(crate) mod check;
pub(crate) mod launch;
pub(crate) mod permission;
pub(crate) mod relation;
pub(crate) mod sandbox;
