//! Every address that the sources route: a form without its page's token does nothing at any of them (row 22), and no answer can be framed (row 23).

use std::{collections::BTreeMap, fs, path::Path};

use axum::http::{Method, StatusCode, header};
use database::testing::{TestDatabase, on_both};
use kernel::{Clinician, Orderer, Profession, VendorUser};

use super::{Login, locale, session::Standing};
use crate::testing::{Reply, Site, citizen, operator, person};

/// What is answered to a form that is not from one of our pages: `error-foreign-form`.
const FOREIGN: &str = "Skjemaet kom ikke fra en side du har åpen nå";

/// Posted by machines to addresses outside the machines' own: what they send is signed.
const SIGNED: [&str; 1] = ["/logg-ut/fra-leverandor"];

/// The one page that is made to stand in others': public, the same for everybody, without scripts and forms.
const FRAMED: &str = "/innebygd/verktoy";

/// Whose handlers take a session of the database.
const BY_SESSION: [&str; 3] =
    ["/min-side/representasjon", "/min-side/representasjon/avslutt", "/velg-virksomhet"];

/// All sources but tests.
fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "tests") {
                sources(&path, into);
            }
        } else if path.extension().is_some_and(|end| end == "rs")
            && !["web/walk.rs", "tests.rs"].iter().any(|other| path.ends_with(other))
        {
            into.push(fs::read_to_string(path).unwrap());
        }
    }
}

/// Each routed address with the methods it has, in the words of the source.
fn routes() -> BTreeMap<String, String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut found = BTreeMap::new();
    let (mut posts, mut routed_posts) = (0, 0);
    for file in &files {
        posts += file.lines().filter(|line| posts_in(line)).count();
        for (at, _) in file.match_indices(".route(") {
            let rest = &file[at + ".route(".len()..];
            let mut depth = 1;
            let end = rest.find(|letter| {
                depth += i32::from(letter == '(') - i32::from(letter == ')');
                depth == 0
            });
            let (path, methods) = rest[..end.unwrap()].split_once(',').unwrap();
            let Some(path) = path.trim().strip_prefix('"').and_then(|path| path.strip_suffix('"')) else {
                continue;
            };
            routed_posts += methods.lines().filter(|line| posts_in(line)).count();
            found.insert(path.to_owned(), methods.to_owned());
        }
    }
    // Those of FHIR stand in a table of their own, under `/fhir`.
    let in_tables =
        files.iter().flat_map(|file| file.lines()).filter(|line| line.contains("route: || post(")).count();
    assert_eq!(posts, routed_posts + in_tables, "a `post(` stands where this walk does not see it");
    assert!(found.len() > 150 && routed_posts > 80, "{} routes, {routed_posts} for forms", found.len());
    found
}

fn posts_in(line: &str) -> bool {
    let line = line.trim_start();
    !line.starts_with("//")
        && !line.contains("Request::post(")
        && !line.contains("fn post(")
        && line
            .match_indices("post(")
            .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// What may stand at a place of an address; the first one that the handler reads will do.
fn candidates(name: &str) -> Vec<String> {
    let id = |prefix: &str| format!("{prefix}_01J00000000000000000000000");
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match name {
        "tool" => vec![id("tool")],
        "client" => vec![id("client")],
        "person" => vec![id("person")],
        "relation" => vec![id("rel")],
        "revision" => vec![id("rev")],
        "process" => vec![id("proc")],
        "organisation" => vec![id("org")],
        "agreement" => vec![id("agr")],
        "order" => vec![id("order")],
        "deviation" => vec![id("dev")],
        "check" => vec![id("check")],
        "job" => words(&["00000000-0000-0000-0000-000000000001"]),
        "key" => vec!["k".repeat(43)],
        "file" => vec!["a".repeat(64)],
        "reason" => words(&["security", "sikkerhet"]),
        "verb" => words(&["steng", "avvis", "godkjenn"]),
        "step" => words(&["start"]),
        "section" => words(&["om"]),
        "requirement" => words(&["K1"]),
        "slug" => words(&["demo-dagbok"]),
        _ => ["presc", "grant", "rel", "perm"].map(id).into(),
    }
}

/// The address with its places filled in, in every way there is to.
fn filled(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let (name, after) = rest.split_once('}').unwrap();
    let values = candidates(name.trim_start_matches('*'));
    filled(after)
        .iter()
        .flat_map(|after| values.iter().map(move |value| format!("{before}{value}{after}")))
        .collect()
}

struct Walk {
    site: Site,
    clinician: Login,
    orderer: Login,
    vendor: Login,
    operator: Login,
}

impl Walk {
    async fn on(db: TestDatabase) -> Self {
        let site = Site::with_tools(db).await;
        let organisation = site.vendor;
        let login = |number, standing| Login {
            standing,
            organisation: Some("Demo".into()),
            ..citizen(person(number))
        };
        let clinician = Clinician {
            person: person(2),
            hpr: "9144889".parse().unwrap(),
            professions: vec![Profession::Le],
            organisation,
            unit: None,
        };
        Self {
            clinician: login(2, Standing::Clinician(clinician)),
            orderer: login(3, Standing::Orderer(Orderer { person: person(3), organisation })),
            vendor: login(4, Standing::Vendor(VendorUser { person: person(4), organisation })),
            operator: login(900, Standing::Operator(operator())),
            site,
        }
    }

    /// Who is meant to stand at this address.
    fn login(&self, path: &str) -> Login {
        let area = |start: &str| path == start || path.starts_with(&format!("{start}/"));
        match path {
            _ if area("/forskriver") || area("/velg-virksomhet") => self.clinician.clone(),
            _ if area("/bestiller") => self.orderer.clone(),
            _ if area("/leverandor") => self.vendor.clone(),
            _ if area("/forvaltning") => self.operator.clone(),
            _ => citizen(person(1)),
        }
    }
}

fn is_foreign(reply: &Reply) -> bool {
    reply.status == StatusCode::FORBIDDEN && reply.body.contains(FOREIGN)
}

on_both! {
    async fn row_22_no_address_takes_a_form_without_its_pages_token_or_from_another_site(db: TestDatabase) {
        let walk = Walk::on(db).await;
        let routes = routes();
        let forms = routes.iter().filter(|(path, methods)| {
            methods.lines().any(posts_in) && !locale::is_machine(path) && !SIGNED.contains(&path.as_str())
        });
        let (mut tried, mut unreached) = (0, Vec::new());
        for (route, _) in forms {
            let login = walk.login(route);
            let mut reached = false;
            for path in filled(route) {
                for token in [None, Some("another session's")] {
                    let fields: Vec<_> = token.map(|token| (crate::web::csrf::FIELD, token)).into_iter().collect();
                    let reply = walk.site.send(Some(&login), Method::POST, &path, &fields).await;
                    assert!(
                        reply.status.is_client_error(),
                        "{path} with {token:?}: {} {}",
                        reply.status,
                        reply.location()
                    );
                    reached |= is_foreign(&reply);
                }
                let elsewhere = walk.site.post_from(&login, &path, "cross-site").await;
                assert!(is_foreign(&elsewhere), "{path} from another site: {}", elsewhere.status);
                let own = walk.site.post_as(&login, &path, &[]).await;
                assert!(!is_foreign(&own), "{path}: the token is what was wrong");
            }
            if !reached {
                unreached.push(route.as_str());
            }
            tried += usize::from(reached);
        }
        // A handler that takes the session itself is reached by a real one only: the browser of `rows_22_23_…` has it.
        assert_eq!(unreached, BY_SESSION, "nothing that was tried came as far as the token");
        assert!(tried > 70, "{tried} addresses");
    }
}

#[tokio::test]
async fn row_23_no_answer_but_the_embedded_list_can_be_framed_and_no_personal_page_is_kept() {
    let walk = Walk::on(TestDatabase::sqlite().await).await;
    let mut addresses: Vec<String> = routes().keys().flat_map(|route| filled(route)).collect();
    addresses.extend(
        ["/nowhere", "/en/", "/testid/authorize", "/testid/nowhere", "/fhir/metadata", "/fhir/nowhere"]
            .map(str::to_owned),
    );
    let mut kinds: BTreeMap<u16, usize> = BTreeMap::new();
    for path in &addresses {
        let login = walk.login(path);
        for visitor in [None, Some(&login)] {
            for method in [Method::GET, Method::POST] {
                let reply = walk.site.send(visitor, method.clone(), path, &[]).await;
                *kinds.entry(reply.status.as_u16()).or_default() += 1;
                let text = |name: &str| {
                    reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
                };
                if FRAMED == *path && method == Method::GET {
                    assert!(
                        text("content-security-policy").ends_with("frame-ancestors *"),
                        "{method} {path}"
                    );
                    assert!(text("cache-control").starts_with("public"), "the same for everybody");
                    continue;
                }
                assert_eq!(text("x-frame-options"), "DENY", "{method} {path}");
                assert!(
                    text("content-security-policy").contains("frame-ancestors 'none'"),
                    "{method} {path}"
                );
                assert_eq!(text("x-content-type-options"), "nosniff", "{method} {path}");
                let page = text(header::CONTENT_TYPE.as_str()).starts_with("text/html");
                if page && visitor.is_some() {
                    assert!(
                        text("cache-control").contains("no-store"),
                        "{method} {path}: {}",
                        text("cache-control")
                    );
                }
            }
        }
    }
    // Pages, links onward, refusals and what is not there have all been among them.
    for kind in [200, 303, 403, 404, 405] {
        assert!(kinds.contains_key(&kind), "{kinds:?}");
    }
}
