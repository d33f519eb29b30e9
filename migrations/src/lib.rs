#![doc = include_str!("../README.md")]

mod m2026_01_ground;
mod m2026_02_catalogue;
mod m2026_03_people;
mod m2026_05_prescriber;
mod m2026_06_launch;
mod m2026_30_approval;
mod m2026_50_identity;
mod m2026_60_messages;
mod m2026_61_message_about;
mod m2026_70_pick_up;
mod m2026_80_client_changes;
mod m2026_80_kill_switch;
mod m2026_81_sandbox;
mod m2026_82_launch_checks;
mod m2026_90_relations;
mod m2026_91_processes;
mod m2026_95_generation;
mod m2026_96_storage;
mod m2026_97_sandbox_observations;
mod m2026_98_client_ended;
mod m2026_99_changes_of_a_tool;
mod m2026_99_tool_lists;
mod m2027_01_person_generations;
mod m2027_02_spent_tokens;
mod m2027_03_ended_with_their_session;
mod m2027_04_grants_by_session;
mod m2027_05_labels_held;
mod m2027_11_memberships_by_login;
mod m2027_13_permissions_replaced;
mod m2027_15_why_a_client_is_shut;
mod m2027_16_signing_keys_held;
mod m2027_17_files;
mod m2027_18_checks_of_a_version;
mod m2027_18_ends_by_parties;
mod m2027_18_refusals_by_actor;
mod table;

use sea_orm_migration::prelude::*;

/// Names this state of the schema; changes with any change to the migrations' sources.
pub const FINGERPRINT: &str = env!("MIGRATIONS_FINGERPRINT");

/// All migrations, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_01_ground::Migration),
            Box::new(m2026_02_catalogue::Migration),
            Box::new(m2026_03_people::Migration),
            Box::new(m2026_05_prescriber::Migration),
            Box::new(m2026_06_launch::Migration),
            Box::new(m2026_30_approval::Migration),
            Box::new(m2026_50_identity::Migration),
            Box::new(m2026_60_messages::Migration),
            Box::new(m2026_61_message_about::Migration),
            Box::new(m2026_70_pick_up::Migration),
            Box::new(m2026_80_kill_switch::Migration),
            Box::new(m2026_80_client_changes::Migration),
            Box::new(m2026_81_sandbox::Migration),
            Box::new(m2026_82_launch_checks::Migration),
            Box::new(m2026_90_relations::Migration),
            Box::new(m2026_91_processes::Migration),
            Box::new(m2026_95_generation::Migration),
            Box::new(m2026_96_storage::Migration),
            Box::new(m2026_97_sandbox_observations::Migration),
            Box::new(m2026_98_client_ended::Migration),
            Box::new(m2026_99_tool_lists::Migration),
            Box::new(m2026_99_changes_of_a_tool::Migration),
            Box::new(m2027_01_person_generations::Migration),
            Box::new(m2027_02_spent_tokens::Migration),
            Box::new(m2027_03_ended_with_their_session::Migration),
            Box::new(m2027_04_grants_by_session::Migration),
            Box::new(m2027_05_labels_held::Migration),
            Box::new(m2027_11_memberships_by_login::Migration),
            Box::new(m2027_13_permissions_replaced::Migration),
            Box::new(m2027_15_why_a_client_is_shut::Migration),
            Box::new(m2027_16_signing_keys_held::Migration),
            Box::new(m2027_17_files::Migration),
            Box::new(m2027_18_refusals_by_actor::Migration),
            Box::new(m2027_18_ends_by_parties::Migration),
            Box::new(m2027_18_checks_of_a_version::Migration),
        ]
    }
}
