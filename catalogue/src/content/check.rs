//! What is wrong with a content (bounds, at every save) and what is missing in it (gaps, at submission).

use std::collections::BTreeSet;

use kernel::Refusal;
use url::{Host, Url};

use super::{Content, Launch, MOST_DOCUMENTS, MOST_SCREENSHOTS, MedicalDevice, Text};
use crate::{DeviceStatus, Independence, ProfileClass};

const MOST_KEYS: usize = 12;
const MOST_LANGUAGES: usize = 30;
const MOST_TASKS: usize = 30;
const MOST_VERSIONS: usize = 50;
const LONGEST_ADDRESS: usize = 1000;

impl Content {
    /// What cannot be saved, not even as a draft.
    pub fn check(&self) -> Vec<Refusal> {
        let mut wrong = Vec::new();
        let lengths = [
            ("topics", self.topics.len(), MOST_KEYS),
            ("audiences", self.audiences.len(), MOST_KEYS),
            ("languages", self.languages.len(), MOST_LANGUAGES),
            ("tasks", self.tasks.len(), MOST_TASKS),
            ("versions", self.versions.len(), MOST_VERSIONS),
            ("screenshots", self.screenshots.len(), MOST_SCREENSHOTS),
            ("documents", self.documents.len(), MOST_DOCUMENTS),
        ];
        for (field, length, most) in lengths {
            if length > most {
                wrong.push(Refusal::text("error-too-many").field(field));
            }
        }
        if self.texts.nb.as_ref().is_none_or(|text| text.name.is_empty()) {
            wrong.push(Refusal::text("error-required").field("texts.nb.name"));
        }
        if self.texts.iter().any(|(_, text)| text.name.is_empty() && *text != Text::default()) {
            wrong.push(Refusal::text("error-required").field("texts.name"));
        }
        let keys: BTreeSet<_> = self.tasks.iter().map(|task| &task.key).collect();
        if keys.len() != self.tasks.len() {
            wrong.push(Refusal::text("error-twice").field("tasks"));
        }
        if self.launch.url().is_some_and(|url| !is_safe(url)) {
            wrong.push(Refusal::text("error-address-not-safe").field("launch"));
        }
        self.check_files(&mut wrong);
        wrong
    }

    /// What is missing or does not go together before the vendor can submit it.
    pub fn gaps(&self) -> Vec<Refusal> {
        let mut gaps = self.check();
        let mut need = |there: bool, field: &'static str| {
            if !there {
                gaps.push(Refusal::text("error-required").field(field));
            }
        };
        need(!self.platforms.is_empty(), "platforms");
        need(!self.topics.is_empty(), "topics");
        need(!self.audiences.is_empty(), "audiences");
        need(!self.languages.is_empty(), "languages");
        need(!self.permission.needed || !self.permission.data.is_blank(), "permission.data");
        need(
            !self.representation.declared || !self.representation.how_shown.is_blank(),
            "representation.how_shown",
        );
        need(self.tasks.iter().all(|task| !task.title.is_blank()), "tasks");
        need(!self.profile.uses_login() || !self.login_methods.is_empty(), "login_methods");
        need(self.launch != Launch::None || self.independence == Independence::Integrated, "launch");
        self.medical_device.gaps(&mut need);
        self.file_gaps(&mut need);
        if let Some(text) = &self.texts.nb {
            text.gaps(&mut need);
        }
        if !self.launch_fits() {
            gaps.push(Refusal::text("error-launch-does-not-fit-profile").field("launch.kind"));
        }
        gaps
    }

    /// A start with login needs a profile class that has one, a plain link one that has none (contract §3.1).
    fn launch_fits(&self) -> bool {
        match (&self.launch, self.profile) {
            // Own is refused by O1, with the way forward, when assessed; without a start there is nothing that could fit.
            (_, ProfileClass::Own) | (Launch::None, _) => true,
            (Launch::Smart { .. } | Launch::Hti { .. }, profile) => profile.uses_login(),
            (Launch::Link { .. }, profile) => !profile.uses_login(),
        }
    }
}

impl Text {
    fn gaps(&self, need: &mut impl FnMut(bool, &'static str)) {
        need(!self.summary.is_empty(), "texts.nb.summary");
        need(!self.purpose.is_empty(), "texts.nb.purpose");
        need(!self.effect.is_empty(), "texts.nb.effect");
        need(!self.not_for.is_empty(), "texts.nb.not_for");
        need(!self.usage.is_empty(), "texts.nb.usage");
        need(!self.accessibility.is_empty(), "texts.nb.accessibility");
        need(!self.privacy.what.is_empty(), "texts.nb.privacy.what");
        need(!self.privacy.place.is_empty(), "texts.nb.privacy.where");
        need(!self.privacy.shared.is_empty(), "texts.nb.privacy.shared");
        need(!self.privacy.deletion.is_empty(), "texts.nb.privacy.deletion");
        need(!self.privacy.controller.is_empty(), "texts.nb.privacy.controller");
    }
}

impl MedicalDevice {
    fn gaps(&self, need: &mut impl FnMut(bool, &'static str)) {
        match self.status {
            None => need(false, "medical_device.status"),
            Some(DeviceStatus::Device) => {
                need(self.class.is_some(), "medical_device.class");
                need(self.ce, "medical_device.ce");
            }
            Some(DeviceStatus::NotDevice) => need(!self.why_none.is_blank(), "medical_device.why_none"),
        }
    }
}

/// `https`, or plain `http` on this machine only; no user name in it, no fragment.
fn is_safe(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return false,
    };
    let scheme = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    scheme && bare && url.as_str().len() <= LONGEST_ADDRESS
}
