#![doc = include_str!("../README.md")]

mod contact;
mod error;
mod look_up;
mod membership;
mod notification;
mod person;
mod practitioner;
mod store;
mod test_person;
mod word;

pub use contact::{ContactError, EmailAddress, PhoneNumber};
pub use error::{Error, Result};
pub use look_up::{
    LOOK_UPS_PER_HOUR, LookUp, LookUpKind, PastLookUp, PatientCard, list_look_ups_of, look_up_patient,
};
pub use membership::{
    Membership, NewMembership, add_membership, end_membership, find_clinician, find_operator, find_orderer,
    find_vendor_user, list_clinicians, list_members, list_memberships, list_memberships_kept,
    take_memberships_from_login,
};
pub use notification::{
    NotificationProfile, choose_notification, notification_profile, set_contact_from_register,
};
pub use person::{
    Facts, FactsChange, Name, NumberPolicy, Person, RegisterEntry, change_facts, choose_language,
    find_person, find_person_by_account_key, find_person_by_number, get_person, list_persons, reveal_number,
    upsert_from_register,
};
pub use practitioner::{Practitioner, find_practitioner, find_practitioner_by_hpr, upsert_practitioner};
pub use test_person::{
    MOST_TEST_PERSONS, invent_test_person, is_test_person, list_as_test_person, list_test_persons,
};
pub use word::{AddressProtection, Channel, PersonStatus, Role, UnknownWord};
