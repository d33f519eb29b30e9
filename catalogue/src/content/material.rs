//! Which changes need reassessment (domain §4.4).

use super::Content;

/// Something material that differs between two revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Material {
    /// What it is for, what it promises, in a document that is new too, and what it is as a medical device.
    Purpose,
    /// Who can get at it.
    Availability,
    /// Independence, profile class, login and login level.
    Profile,
    /// What it is told, keeps, shares and is permitted.
    Data,
    /// How it is started and acts for others.
    Launch,
}

impl Content {
    /// What is material in the change from `before` to this; empty means editorial, for which a lighter check is enough.
    pub fn material_changes(&self, before: &Self) -> Vec<Material> {
        let differs = [
            (
                Material::Purpose,
                self.medical_device != before.medical_device
                    || self.has_new_document(before)
                    || self.texts.iter().any(|(locale, text)| {
                        // A language that is new translates what was assessed.
                        before.texts.get(locale).is_some_and(|old| {
                            text.purpose != old.purpose
                                || text.effect != old.effect
                                || text.not_for != old.not_for
                        })
                    }),
            ),
            (
                Material::Availability,
                self.availability != before.availability || self.professions != before.professions,
            ),
            (
                Material::Profile,
                self.independence != before.independence
                    || self.process != before.process
                    || self.profile != before.profile
                    || self.login_methods != before.login_methods
                    || self.acr != before.acr
                    || self.platforms != before.platforms,
            ),
            (
                Material::Data,
                self.requested_claims != before.requested_claims
                    || self.overlaps_portal != before.overlaps_portal
                    || self.permission.needed != before.permission.needed
                    || self.permission.data.nb != before.permission.data.nb
                    || self.texts.iter().any(|(locale, text)| {
                        before.texts.get(locale).is_some_and(|old| text.privacy != old.privacy)
                    }),
            ),
            (
                Material::Launch,
                self.launch != before.launch
                    || self.representation.declared != before.representation.declared
                    || self.representation.uses_platform != before.representation.uses_platform
                    || self.representation.process_bases != before.representation.process_bases,
            ),
        ];
        differs.into_iter().filter_map(|(what, differs)| differs.then_some(what)).collect()
    }
}
