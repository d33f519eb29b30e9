//! Pictures and documents from the vendor's form to whoever may see them.

use axum::http::{StatusCode, header};
use catalogue::{RevisionState, Step};
use database::{Read as _, testing::on_both};
use image::{ImageFormat, Rgb, RgbImage};
use kernel::Actor;

use crate::{
    pages::dossier::desk::{Desk, tool_id},
    testing::{Reply, citizen, operator, person},
    web::{Login, session::Standing},
};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n";

/// A picture of one colour.
fn picture(shade: u8) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(800, 120, Rgb([shade, 90, 160])).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

fn an_operator() -> Login {
    Login { standing: Standing::Operator(operator()), ..citizen(person(900)) }
}

/// The form as its page has it: what is hidden and what is filled in.
async fn form(desk: &Desk, page: &str) -> Vec<(String, String)> {
    let shown = desk.site.get_as(&desk.vendor, page).await;
    assert_eq!(shown.status, StatusCode::OK, "{page}");
    let names = shown.attributes("main form textarea, main form input[type=text]", "name");
    let values = names.iter().map(|name| {
        let text = shown.texts(&format!("textarea[name='{name}']"));
        let value = shown.attributes(&format!("input[name='{name}']"), "value");
        text.into_iter().chain(value).next().unwrap_or_default()
    });
    let values: Vec<_> = values.collect();
    let version = shown.attributes("main form input[name=version]", "value").remove(0);
    names.into_iter().zip(values).chain([("version".to_owned(), version)]).collect()
}

/// Fills in the form's page, presses a button, and sends files along.
async fn send(desk: &Desk, tool: &str, other: &[(&str, &str)], then: &str, files: &[(&str, &[u8])]) -> Reply {
    let page = format!("{tool}/rediger/bilder");
    let mut fields = form(desk, &page).await;
    for (name, value) in other {
        fields.retain(|(field, _)| field != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain([("then", then)]).collect();
    desk.site.upload_as(&desk.vendor, &page, &fields, files).await
}

/// Names of the files of a draft, pictures first.
async fn names(desk: &Desk, tool: &str) -> Vec<String> {
    let own = catalogue::find_open_revision(&*desk.site.db, tool_id(tool)).await.unwrap().unwrap();
    let screenshots = own.content.screenshots.iter().map(|one| one.file.to_string());
    screenshots.chain(own.content.documents.iter().map(|one| one.file.to_string())).collect()
}

/// Registers a tool with a picture and a document, both told of.
async fn with_files(desk: &Desk) -> (String, String, String) {
    let tool = desk.register().await;
    desk.fill(&tool, &[]).await;
    let sent = [("screenshots", &picture(1)[..]), ("documents", PDF)];
    let reply = send(desk, &tool, &[], "add", &sent).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{:?}", reply.texts("#errors"));
    let [shot, paper] = names(desk, &tool).await.try_into().unwrap();
    let told = [(format!("alt.{shot}.nb"), "En <blå> flate"), (format!("title.{paper}.nb"), "Veiledning")];
    let told: Vec<_> = told.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let reply = send(desk, &tool, &told, "overview", &[]).await;
    assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, tool.as_str()));
    (tool, format!("/bilder/{shot}"), format!("/dokumenter/{paper}"))
}

async fn set(desk: &Desk, tool: &str, published: bool) {
    let tx = desk.site.db.begin().await.unwrap();
    let step = Step { at: tx.now(), by: Actor::from(&operator()) };
    let all = catalogue::list_revisions(&tx, tool_id(tool)).await.unwrap();
    let revision = all.first().unwrap();
    let reason = catalogue::PerLocale::bokmal("Slutt.".parse().unwrap());
    let state = if published {
        RevisionState::Published { step, approved: step }
    } else {
        RevisionState::Withdrawn { step, reason }
    };
    catalogue::set_state(&tx, revision.id, revision.version, state).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_vendor_adds_files_says_what_they_are_orders_and_removes_them(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let page = format!("{tool}/rediger/bilder");
        let none = desk.site.get_as(&desk.vendor, &page).await;
        assert_eq!(none.attributes("form", "enctype"), ["multipart/form-data"]);
        assert!(none.attributes("main img", "src").is_empty());
        // Nothing chosen, nothing typed: saved all the same, and nothing has changed.
        assert_eq!(send(&desk, &tool, &[], "overview", &[("screenshots", b"")]).await.location(), tool);
        assert!(names(&desk, &tool).await.is_empty());

        // What was added is told of on the same page, whatever button was pressed.
        let (one, two) = (picture(1), picture(2));
        let sent = [("screenshots", &one[..]), ("screenshots", &two[..]), ("documents", PDF)];
        assert_eq!(send(&desk, &tool, &[], "overview", &sent).await.location(), page);
        let files = names(&desk, &tool).await;
        let shown = desk.site.get_as(&desk.vendor, &page).await;
        assert_eq!(shown.attributes("main img", "src"), [format!("/bilder/{}/liten", files[0]), format!("/bilder/{}/liten", files[1])]);
        let overview = desk.site.get_as(&desk.vendor, &tool).await;
        let gaps = overview.texts(".task-list__gaps a");
        assert!(gaps.contains(&"Alternativ tekst til skjermbilder".to_owned()) && gaps.contains(&"Tittel på dokumenter".to_owned()), "{gaps:?}");

        let fields: Vec<_> = files.iter().enumerate().map(|(at, file)| (format!("{}.{file}.nb", if at < 2 { "alt" } else { "title" }), format!("Tekst {at}"))).collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = send(&desk, &tool, &fields, &format!("ned.{}", files[0]), &[]).await;
        assert_eq!(saved.location(), format!("{page}#fil-{}", files[0]));
        assert_eq!(names(&desk, &tool).await, [&*files[1], &*files[0], &*files[2]], "it went down, and what was typed beside it is kept");
        // The last goes no further down.
        send(&desk, &tool, &[], &format!("ned.{}", files[0]), &[]).await;
        send(&desk, &tool, &[], &format!("opp.{}", files[2]), &[]).await;
        assert_eq!(names(&desk, &tool).await, [&*files[1], &*files[0], &*files[2]]);
        let shown = desk.site.get_as(&desk.vendor, &page).await;
        assert_eq!(shown.attributes("main img", "alt"), ["Tekst 1", "Tekst 0"]);
        let overview = desk.site.get_as(&desk.vendor, &tool).await;
        assert!(!overview.texts(".task-list__gaps a").iter().any(|gap| gap.contains("Alternativ")));
        let content = desk.site.get_as(&desk.vendor, &format!("{tool}/innhold")).await;
        assert!(content.body.contains("Tekst 0") && content.body.contains("Tekst 2"));

        // Asked first, with what was typed saved; then gone.
        let asked = send(&desk, &tool, &[], &format!("fjern.{}", files[1]), &[]).await;
        let question = format!("{page}/{}/fjern", files[1]);
        assert_eq!(asked.location(), question);
        assert!(desk.site.get_as(&desk.vendor, &question).await.texts("h1")[0].contains("Tekst 1"));
        assert_eq!(desk.submit(&desk.vendor, &question, &[]).await.location(), page);
        assert_eq!(names(&desk, &tool).await, [&*files[0], &*files[2]]);
        assert_eq!(desk.site.get_as(&desk.vendor, &question).await.status, StatusCode::NOT_FOUND);
    }

    async fn only_who_may_see_the_revision_sees_its_files_and_everybody_once_it_is_published(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let (tool, shot, paper) = with_files(&desk).await;
        let (clinic, forvalter) = (citizen(person(1)), an_operator());
        let everybody = [None, Some(&clinic), Some(&desk.vendor), Some(&desk.other_vendor), Some(&desk.trust), Some(&desk.municipality), Some(&forvalter)];
        let see = async |wanted: [bool; 7], when: &str| {
            for (at, login) in everybody.into_iter().enumerate() {
                for path in [&shot, &format!("{shot}/liten"), &paper] {
                    let reply = desk.site.send(login, axum::http::Method::GET, path, &[]).await;
                    let status = if wanted[at] { StatusCode::OK } else { StatusCode::NOT_FOUND };
                    assert_eq!(reply.status, status, "{when}: {path} for number {at}");
                    let caching = reply.headers[header::CACHE_CONTROL].to_str().unwrap();
                    let public = when == "published";
                    assert_eq!(caching.starts_with("public"), public && wanted[at], "{when}: {caching}");
                }
            }
        };
        see([false, false, true, false, false, false, false], "a draft").await;
        assert_eq!(desk.submit(&desk.vendor, &format!("{tool}/send-inn"), &[]).await.status, StatusCode::SEE_OTHER);
        see([false, false, true, false, true, true, true], "handed in").await;
        let waiting = desk.waiting(&desk.trust).await;
        assert!(desk.site.get_as(&desk.trust, &waiting).await.attributes("main img", "src").contains(&format!("{shot}/liten")));
        assert_eq!(desk.submit(&desk.trust, &waiting, &[]).await.status, StatusCode::SEE_OTHER);
        see([false, false, true, false, true, false, true], "taken on").await;
        set(&desk, &tool, true).await;
        see([true; 7], "published").await;
        set(&desk, &tool, false).await;
        see([false, false, true, false, true, false, true], "withdrawn").await;
    }

    async fn the_public_page_and_the_open_catalogue_show_what_is_published(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let (tool, shot, paper) = with_files(&desk).await;
        set(&desk, &tool, true).await;
        let page = desk.site.get("/nn/verktoy/sovndagboka").await;
        assert_eq!(page.attributes("main img", "alt"), ["En <blå> flate"]);
        assert_eq!(page.attributes("main img", "lang"), ["nb"], "borrowed from bokmål, and marked so");
        assert_eq!((page.attributes("main img", "width"), page.attributes("main img", "height")), (vec!["800".into()], vec!["120".into()]));
        assert_eq!(page.attributes("main a[download]", "href"), std::slice::from_ref(&paper));
        assert_eq!(page.attributes("main a[download]", "download"), ["veiledning.pdf"]);
        assert!(page.body.contains(&format!("{shot}\"")) && page.body.contains("ImageObject"));
        let detail = desk.site.get("/api/v1/tools/sovndagboka").await;
        let detail: serde_json::Value = serde_json::from_str(&detail.body).unwrap();
        let public = desk.site.app.config.issuer();
        assert_eq!(detail["screenshots"], serde_json::json!([{"url": format!("{public}{shot}"), "alt": "En <blå> flate", "lang": "nb", "width": 800, "height": 120}]));
        assert_eq!(detail["documents"], serde_json::json!([{"url": format!("{public}{paper}"), "title": "Veiledning", "lang": "nb", "bytes": PDF.len()}]));

        let whole = desk.site.get(&shot).await;
        let head = |reply: &Reply, name: header::HeaderName| reply.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        assert_eq!(image::guess_format(&whole.bytes).unwrap(), ImageFormat::Png);
        assert_eq!(head(&whole, header::CONTENT_TYPE), "image/png");
        assert_eq!(head(&whole, header::CACHE_CONTROL), "public, max-age=31536000, immutable");
        let tag = head(&whole, header::ETAG);
        let again = desk.site.get_with(&shot, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!((again.status, again.bytes.len(), head(&again, header::ETAG)), (StatusCode::NOT_MODIFIED, 0, tag));
        let small = desk.site.get(&format!("{shot}/liten")).await;
        assert_eq!(image::guess_format(&small.bytes).unwrap(), ImageFormat::Jpeg);
        let sent = desk.site.get(&paper).await;
        assert_eq!((&sent.bytes[..], head(&sent, header::CONTENT_DISPOSITION)), (PDF, "attachment".into()));
        for reply in [&whole, &small, &sent] {
            assert_eq!(head(reply, header::X_CONTENT_TYPE_OPTIONS), "nosniff");
            assert!(head(reply, header::CONTENT_SECURITY_POLICY).contains("default-src 'none'; style-src 'unsafe-inline'; sandbox"));
        }
        // Each is there under its own kind alone, and by its own name alone.
        for wrong in [shot.replace("bilder", "dokumenter"), paper.replace("dokumenter", "bilder"), format!("{paper}/liten"), shot.to_uppercase().to_lowercase() + "0", "/bilder/x".into(), shot.to_uppercase().replace("/BILDER", "/bilder")] {
            assert_eq!(desk.site.get(&wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }

    async fn what_cannot_be_kept_is_told_of_and_what_stood_beside_it_is_kept(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let large = vec![0; catalogue::MOST_PICTURE_BYTES + 1];
        let very_large = vec![b'x'; catalogue::MOST_DOCUMENT_BYTES + 100_000];
        let svg: &[u8] = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#;
        for (field, content, told) in [
            ("screenshots", svg, "kan ikke leses"),
            ("screenshots", PDF, "kan ikke leses"),
            ("screenshots", &large[..], "større enn 2 MB"),
            ("screenshots", &very_large[..], "større enn 2 MB"),
            ("documents", &very_large[..], "større enn 5 MB"),
            ("documents", svg, "ikke en PDF"),
            ("documents", &picture(3)[..], "ikke en PDF"),
        ] {
            let reply = send(&desk, &tool, &[], "add", &[(field, content)]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {told}");
            assert!(reply.texts("#errors")[0].contains(told), "{:?}", reply.texts("#errors"));
            assert_eq!(reply.attributes("#errors a", "href"), [format!("#f-{field}")]);
            assert_eq!(reply.texts(&format!("#f-{field}-error")).len(), 1);
        }
        assert!(names(&desk, &tool).await.is_empty());
        let reply = send(&desk, &tool, &[], "add", &[("screenshots", svg), ("screenshots", &picture(4)[..])]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(names(&desk, &tool).await.len(), 1, "the good one is kept");
        assert_eq!(reply.attributes("main img", "src").len(), 1, "and shown");
        let twice = send(&desk, &tool, &[], "add", &[("screenshots", &picture(4)[..])]).await;
        assert!(twice.texts("#errors")[0].contains("to ganger"));
        let many: Vec<_> = (10..16).map(picture).collect();
        let many: Vec<_> = many.iter().map(|one| ("screenshots", &one[..])).collect();
        let reply = send(&desk, &tool, &[], "add", &many).await;
        assert!(reply.texts("#errors")[0].contains("for mange"), "{:?}", reply.texts("#errors"));
        assert_eq!(names(&desk, &tool).await.len(), 1);
        let fits = send(&desk, &tool, &[], "add", &many[1..]).await;
        assert_eq!((fits.status, names(&desk, &tool).await.len()), (StatusCode::SEE_OTHER, 6));
    }

    async fn a_form_with_files_is_the_vendors_own_and_carries_its_token_first(db: TestDatabase) {
        let desk = Desk::open(db).await;
        let tool = desk.register().await;
        let page = format!("{tool}/rediger/bilder");
        let shot = picture(5);
        let files = [("screenshots", &shot[..])];
        let version = [("version", "1")];
        let stranger = desk.site.upload_as(&desk.other_vendor, &page, &version, &files).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.site.upload(None, &page, &version, &files).await.status, StatusCode::SEE_OTHER, "to the login");
        for fields in [&version[..], &[("csrf", "another's"), ("version", "1")]] {
            for files in [&files[..], &[]] {
                let reply = desk.site.upload(Some(&desk.vendor), &page, fields, files).await;
                assert_eq!(reply.status, StatusCode::FORBIDDEN, "{fields:?}");
            }
        }
        assert!(names(&desk, &tool).await.is_empty());
        // A stale page is told so, and keeps nothing.
        let stale = desk.site.upload_as(&desk.vendor, &page, &[("version", "7")], &files).await;
        assert!(stale.texts("#errors")[0].contains("endret dette siden"));
        assert_eq!(desk.site.upload_as(&desk.vendor, &page, &[], &files).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(names(&desk, &tool).await.is_empty());
        let added = desk.site.upload_as(&desk.vendor, &page, &version, &files).await;
        assert_eq!(added.location(), page);
        let question = format!("{page}/{}/fjern", names(&desk, &tool).await[0]);
        assert_eq!(desk.site.get_as(&desk.other_vendor, &question).await.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.site.post_as(&desk.other_vendor, &question, &[("version", "2")]).await.status, StatusCode::NOT_FOUND);
        for wrong in ["x".to_owned(), "a".repeat(64)] {
            assert_eq!(desk.site.get_as(&desk.vendor, &format!("{page}/{wrong}/fjern")).await.status, StatusCode::NOT_FOUND);
        }
        // Handed in, it is not the vendor's to change.
        desk.fill(&tool, &[]).await;
        let file = names(&desk, &tool).await.remove(0);
        send(&desk, &tool, &[(&format!("alt.{file}.nb"), "Blått")], "overview", &[]).await;
        desk.submit(&desk.vendor, &format!("{tool}/send-inn"), &[]).await;
        assert_eq!(desk.site.get_as(&desk.vendor, &page).await.status, StatusCode::SEE_OTHER);
        assert_eq!(desk.site.get_as(&desk.vendor, &question).await.status, StatusCode::NOT_FOUND);
        let late = desk.site.upload_as(&desk.vendor, &page, &[("version", "9")], &files).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
