//! Tables `relations`, `permissions`, `launches`, `sandbox_launches`, `sandbox_observations`, `launch_checks`, `launch_check_notes`, `shelves`, `stored_values`.

pub(crate) mod check;
pub(crate) mod launch;
pub(crate) mod permission;
pub(crate) mod relation;
pub(crate) mod sandbox;
pub(crate) mod sandbox_report;
pub(crate) mod storage;
