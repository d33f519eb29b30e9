//! What stands in the header for each service.

use super::session::Service;

/// One entry of a service's navigation.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Path without language.
    pub path: &'static str,
    /// Key of its text.
    pub text: &'static str,
}

const fn entry(path: &'static str, text: &'static str) -> Entry {
    Entry { path, text }
}

const ANYBODY: &[Entry] =
    &[entry("/verktoy", "nav-find"), entry("/mine-verktoy", "nav-my-tools"), entry("/metode", "nav-method")];
const CITIZEN: &[Entry] = &[
    entry("/verktoy", "nav-find"),
    entry("/mine-verktoy", "nav-my-tools"),
    entry("/min-side", "nav-my-page"),
];
const CLINICIAN: &[Entry] = &[
    entry("/forskriver", "nav-prescriber"),
    entry("/forskriver/oppfolging", "nav-follow-up"),
    entry("/forskriver/lister", "nav-lists"),
    entry("/verktoy", "nav-find"),
];
const ORDERER: &[Entry] = &[
    entry("/bestiller", "nav-orders"),
    entry("/bestiller/avtaler", "nav-agreements"),
    entry("/bestiller/avvik", "nav-deviations"),
    entry("/bestiller/statistikk", "nav-statistics"),
];
const VENDOR: &[Entry] = &[
    entry("/leverandor", "nav-vendor-tools"),
    entry("/leverandor/krav", "nav-requirements"),
    entry("/leverandor/klienter", "nav-clients"),
    entry("/leverandor/sandkasse", "nav-sandbox"),
    entry("/leverandor/statistikk", "nav-statistics"),
];
const OPERATOR: &[Entry] = &[
    entry("/forvaltning", "nav-decisions"),
    entry("/forvaltning/verktoy", "nav-listed-tools"),
    entry("/forvaltning/organisasjoner", "nav-organisations"),
    entry("/forvaltning/avtaler", "nav-agreements"),
    entry("/forvaltning/statistikk", "nav-statistics"),
    entry("/forvaltning/hendelser", "nav-audit"),
];

/// Where a service begins.
pub const fn home(service: Service) -> &'static str {
    match service {
        Service::Citizen => "/mine-verktoy",
        Service::Clinician => "/forskriver",
        Service::Orderer => "/bestiller",
        Service::Vendor => "/leverandor",
        Service::Operator => "/forvaltning",
    }
}

/// Key of a service's name among the texts.
pub const fn name(service: Service) -> &'static str {
    match service {
        Service::Citizen => "service-citizen",
        Service::Clinician => "service-clinician",
        Service::Orderer => "service-orderer",
        Service::Vendor => "service-vendor",
        Service::Operator => "service-operator",
    }
}

/// The navigation of a service, or of nobody's.
pub const fn of(service: Option<Service>) -> &'static [Entry] {
    match service {
        None => ANYBODY,
        Some(Service::Citizen) => CITIZEN,
        Some(Service::Clinician) => CLINICIAN,
        Some(Service::Orderer) => ORDERER,
        Some(Service::Vendor) => VENDOR,
        Some(Service::Operator) => OPERATOR,
    }
}

/// The entry that the page at `path` belongs to: the longest whose path it lies under. A prescription's own pages
/// belong to the follow-up, as their trail says, though they do not lie under it; likewise the comparison of tools.
pub fn current(entries: &[Entry], path: &str) -> Option<usize> {
    let path = match path {
        "/sammenlign" => "/verktoy",
        _ if path.starts_with("/forskriver/presc_") => "/forskriver/oppfolging",
        _ => path,
    };
    entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| {
            path.strip_prefix(entry.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
        .max_by_key(|(_, entry)| entry.path.len())
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_entry_is_the_current_one() {
        assert_eq!(current(CLINICIAN, "/forskriver/oppfolging"), Some(1));
        assert_eq!(current(CLINICIAN, "/forskriver/presc_1/forny"), Some(1));
        assert_eq!(current(CLINICIAN, "/forskriver/ny"), Some(0));
        assert_eq!(current(CLINICIAN, "/forskriver/lister/list_1"), Some(2));
        assert_eq!(current(CLINICIAN, "/sammenlign"), Some(3));
        assert_eq!(current(ANYBODY, "/verktoyet"), None);
    }
}
