use crate::pages::samples::Sample;

/// A sample of each page.
pub(crate) fn all() -> Vec<Sample> {
    Vec::new()
}
