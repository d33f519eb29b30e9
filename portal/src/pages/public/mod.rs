//! Pages for everybody: front page, about, help, statements.

pub mod assessed;
pub mod card;
pub mod embed;
mod figures;
pub mod find;
mod front;
mod mailbox;
mod sitemap;
mod statements;
pub mod structured;
pub mod tool;

#[cfg(test)]
pub(crate) mod samples;

use axum::{Router, routing::get};

use crate::web::{App, wish};

pub use figures::{Counted, FiguresView, UseLine};
pub use front::{Beginning, FrontView};
pub use mailbox::MailboxView;
pub use statements::{AboutView, AccessibilityView, Checked, HelpView, MethodView, PrivacyView, Ways};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(front::show))
        .route("/verktoy", get(find::show))
        .route("/verktoy/forslag", get(find::suggest))
        .route("/verktoy/{slug}", get(tool::show))
        .route("/innebygd", get(embed::explain))
        .route("/innebygd/verktoy", get(embed::list))
        .route("/innebygd.js", get(embed::script))
        .route("/sitemap.xml", get(sitemap::show))
        .route("/sitemap/{part}", get(sitemap::part))
        .route("/demo/meldinger", get(mailbox::show))
        .route("/sprak", get(wish::choose))
        .route("/om", get(statements::about))
        .route("/personvern", get(statements::privacy))
        .route("/tilgjengelighet", get(statements::accessibility))
        .route("/metode", get(statements::method))
        .route("/tall", get(figures::show))
        .route("/hjelp", get(statements::help))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use regex::Regex;

    #[test]
    fn no_tool_can_get_the_address_of_a_page_beside_the_tools_pages() {
        let route = Regex::new(r#"\.route\(\s*"/verktoy/([a-z0-9-]+)""#).unwrap();
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        let mut found = BTreeSet::new();
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let source = fs::read_to_string(path).unwrap();
                    found.extend(route.captures_iter(&source).map(|found| found[1].to_owned()));
                }
            }
        }
        let reserved: BTreeSet<_> = catalogue::RESERVED_SLUGS.map(str::to_owned).into();
        assert_eq!(found, reserved, "catalogue::RESERVED_SLUGS is in step with the routes");
    }
}
