#![doc = include_str!("../README.md")]

mod agreement;
mod change;
mod content;
mod error;
mod favourite;
mod file;
mod findable;
mod language_tag;
mod listing;
mod organisation;
mod process;
mod prose;
mod revision;
mod store;
mod suspension;
mod tool;
mod tool_list;
mod word;

mod administer;
mod import;
mod progress;
mod register;

pub use administer::{
    NewAgreement, NewOrganisation, NewUnit, add_agreement, add_organisation, add_unit, release_organisation,
    stop_organisation, terminate_agreement, verify_organisation,
};
pub use agreement::{
    Agreement, Parties, Termination, find_agreement, get_agreement, is_in_force, list_agreements,
    list_agreements_about, list_agreements_ending, list_agreements_of,
};
pub use change::{
    Change, ChangeKind, PublicChange, changes_after, find_change, last_change, list_last_changes_of,
    list_latest_changes, list_public_changes, note_change,
};
pub use content::{
    Content, Document, Launch, MOST_DOCUMENTS, MOST_SCREENSHOTS, Material, MedicalDevice, PermissionNeed,
    Privacy, RepresentationSupport, Screenshot, Task, Text, VersionNote,
};
pub use error::{Error, Result};
pub use favourite::{
    Keeper, MOST_FAVOURITES, add_favourite, is_favourite, list_favourites, list_favourites_of_person,
    remove_favourite,
};
pub use file::{
    FileHash, FileHashError, MOST_DOCUMENT_BYTES, MOST_PICTURE_BYTES, MOST_STORED_BYTES, MediaType, Pdf,
    Picture, Rendition, StoredFile, find_file_of, find_own_file, find_public_file, forget_unused_files,
    keep_document, keep_picture, list_revisions_showing,
};
pub use findable::{Findable, FindableText};
pub use import::{ImportedOrganisation, Outcome, import_organisations};
pub use language_tag::{LanguageTag, LanguageTagError};
pub use listing::{
    Listing, Standing, find_held_listing, find_listing, find_listing_of, list_held_listings, list_listings,
    list_listings_after, list_listings_of_vendor,
};
pub use organisation::{
    Listed, Organisation, OrganisationFilter, Stop, Unit, Window, find_organisation,
    find_organisation_by_key, find_organisation_by_number, find_unit, get_organisation, list_organisations,
    list_organisations_by_id, list_units,
};
pub use process::{
    NewProcess, Process, add_process, assign_process, change_process, find_held_process_of, find_process,
    find_process_of, list_processes, list_tools_of_process,
};
pub use progress::set_state;
pub use prose::{PerLocale, Prose};
pub use register::{
    RESERVED_SLUGS, Register, delete_draft, register, register_as, save_draft, save_revision_draft,
};
pub use revision::{
    PastState, Revision, RevisionState, Step, find_held_permission_need, find_open_revision,
    find_own_revision, find_revision, get_revision, list_past_states, list_revisions, list_revisions_by_id,
    list_revisions_in,
};
pub use suspension::{
    NewSuspension, Suspension, SuspensionId, SuspensionKind, add_suspension, lift_suspension,
    list_past_suspensions, list_suspensions, list_suspensions_by_cause,
};
pub use tool::{
    OwnTool, Tool, ToolFilter, count_published, count_suspended, find_own_tool, find_tool, find_tool_by_slug,
    get_tool, list_listed_tools_of, list_own_tools, list_published_after, list_tools, nth_published,
};
pub use tool_list::{
    ListName, MOST_LISTED, MOST_LISTS, ToolList, add_to_tool_list, add_tool_list, delete_tool_list,
    find_tool_list, list_tool_lists, list_tool_lists_with, list_tools_on, remove_from_tool_list,
    rename_tool_list,
};
pub use word::{
    AgreementKind, Availability, Claim, DeviceClass, DeviceStatus, Independence, LoginMethod,
    OrganisationKind, Platform, ProcessBasis, ProfileClass, StateKind, SuspensionReason, UnknownWord,
};
