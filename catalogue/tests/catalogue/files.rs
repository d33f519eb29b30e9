//! Files of revisions: kept for their vendor, shown by revisions, swept when nothing shows them.

use crate::common::{content, organisation, publish, register, step, vendor};
use catalogue::{
    Content, Document, Error, FileHash, OrganisationKind, Pdf, Picture, Rendition, RevisionState, Screenshot,
    StateKind,
};
use database::{Tx, testing::on_both};
use image::{ImageFormat, Rgb, RgbImage};
use jiff::SignedDuration;
use kernel::{Classified, VendorUser};

fn picture(shade: u8) -> Picture {
    let mut out = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(700, 100, Rgb([shade, 0, 0])).write_to(&mut out, ImageFormat::Png).unwrap();
    Picture::read(&out.into_inner()).unwrap()
}

fn pdf(filling: usize) -> Pdf {
    Pdf::read([b"%PDF-1.7\n", vec![b' '; filling].as_slice(), b"%%EOF"].concat()).unwrap()
}

async fn shots(tx: &Tx, user: &VendorUser, shades: &[u8]) -> Content {
    let mut content = content("Søvnskolen");
    for shade in shades {
        content.screenshots.push(catalogue::keep_picture(tx, user, picture(*shade)).await.unwrap());
    }
    content
}

fn refused<T: std::fmt::Debug>(result: catalogue::Result<T>) -> (&'static str, Option<&'static str>) {
    let refusal = result.unwrap_err().refusal().unwrap();
    (refusal.text, refusal.field)
}

on_both! {
    async fn a_file_is_shown_as_long_as_a_revision_shows_it_and_a_week_longer_kept(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (_, draft) = register(&tx, &user, "Søvnskolen").await;
        let both = shots(&tx, &user, &[1, 2]).await;
        let [one, two] = [both.screenshots[0].file, both.screenshots[1].file];
        let draft = catalogue::save_draft(&tx, &user, draft.id, draft.version, both.clone()).await.unwrap();
        let mut less = both.clone();
        less.screenshots.remove(1);
        tx.commit().await.unwrap();
        let kept = async |hash| catalogue::find_own_file(&*db, &user, hash, Rendition::Thumbnail).await.unwrap().is_some();
        let weeks = |weeks: i64| db.clock.advance(SignedDuration::from_hours(24 * 7 * weeks));

        weeks(20);
        assert_eq!(catalogue::forget_unused_files(&db).await.unwrap(), 0, "both are shown");
        let tx = db.begin().await.unwrap();
        let draft = catalogue::save_draft(&tx, &user, draft.id, draft.version, less).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.advance(SignedDuration::from_hours(24 * 7));
        assert_eq!(catalogue::forget_unused_files(&db).await.unwrap(), 0, "seven days are not over");
        assert!(kept(two).await);
        db.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(catalogue::forget_unused_files(&db).await.unwrap(), 1);
        assert!(kept(one).await && !kept(two).await);

        // A form that was open meanwhile is told so.
        let tx = db.begin().await.unwrap();
        let late = catalogue::save_draft(&tx, &user, draft.id, draft.version, both).await;
        assert_eq!(refused(late), ("error-file-gone", Some("screenshots")));
        drop(tx);
        let tx = db.begin().await.unwrap();
        catalogue::delete_draft(&tx, &user, draft.id, draft.version).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(catalogue::forget_unused_files(&db).await.unwrap(), 0);
        weeks(2);
        assert_eq!(catalogue::forget_unused_files(&db).await.unwrap(), 1, "the draft is gone, and its file too");
    }

    async fn a_revision_shows_its_vendors_own_files_as_they_are(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let other = organisation(&tx, OrganisationKind::Vendor, "974760673").await;
        let stranger = VendorUser { person: tx.new_id(), organisation: other };
        let good = shots(&tx, &user, &[1]).await;
        let document = catalogue::keep_document(&tx, &user, pdf(10)).await.unwrap();
        tx.commit().await.unwrap();
        let save = async |user: &VendorUser, content: Content| {
            let tx = db.begin().await.unwrap();
            let (_, draft) = register(&tx, user, "Et annet").await;
            catalogue::save_draft(&tx, user, draft.id, 1, content).await.map(|saved| saved.version)
        };
        assert_eq!(save(&user, good.clone()).await.unwrap(), 2);
        assert_eq!(refused(save(&stranger, good.clone()).await), ("error-file-gone", Some("screenshots")));
        let shot = good.screenshots[0].clone();
        for wrong in [
            Screenshot { width: 701, ..shot.clone() },
            Screenshot { height: 99, ..shot.clone() },
            Screenshot { file: FileHash::of(b"nothing"), ..shot.clone() },
            Screenshot { file: document.file, ..shot.clone() },
        ] {
            let content = Content { screenshots: vec![wrong], ..content("Et") };
            assert_eq!(refused(save(&user, content).await), ("error-file-gone", Some("screenshots")));
        }
        for wrong in [Document { bytes: 1, ..document.clone() }, Document { file: shot.file, ..document.clone() }] {
            let content = Content { documents: vec![wrong], ..content("Et") };
            assert_eq!(refused(save(&user, content).await), ("error-file-gone", Some("documents")));
        }
        let twice = Content { screenshots: vec![shot.clone(), shot], ..content("Et") };
        assert_eq!(refused(save(&user, twice).await), ("error-twice", Some("screenshots")));
    }

    async fn the_public_sees_what_a_published_revision_shows(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let (tool, draft) = register(&tx, &user, "Søvnskolen").await;
        let first = shots(&tx, &user, &[1]).await;
        let (old, new) = (first.screenshots[0].file, shots(&tx, &user, &[2]).await);
        let public = async |hash| catalogue::find_public_file(&tx, hash, Rendition::Whole).await.unwrap().is_some();
        let draft = catalogue::save_draft(&tx, &user, draft.id, draft.version, first).await.unwrap();
        assert!(!public(old).await);
        assert_eq!(catalogue::list_revisions_showing(&tx, old).await.unwrap(), [(draft.id, StateKind::Draft)]);
        publish(&tx, &draft).await;
        assert!(public(old).await);
        let next = catalogue::save_revision_draft(&tx, &user, tool.id, new.clone()).await.unwrap();
        let hash = new.screenshots[0].file;
        assert!(public(old).await && !public(hash).await);
        assert!(catalogue::find_file_of(&tx, next.id, hash, Rendition::Whole).await.unwrap().is_some());
        assert!(catalogue::find_file_of(&tx, draft.id, hash, Rendition::Whole).await.unwrap().is_none());
        let next = publish(&tx, &next).await;
        assert!(!public(old).await && public(hash).await, "what was replaced is not public any more");
        let reason = catalogue::PerLocale::bokmal("Slutt.".parse().unwrap());
        let withdrawn = RevisionState::Withdrawn { step: step(&tx), reason };
        catalogue::set_state(&tx, next.id, next.version, withdrawn).await.unwrap();
        assert!(!public(hash).await);
    }

    async fn a_vendors_files_are_bounded_and_the_same_file_counts_once(db: TestDatabase) {
        let tx = db.begin().await.unwrap();
        let user = vendor(&tx).await;
        let other = organisation(&tx, OrganisationKind::Vendor, "974760673").await;
        let stranger = VendorUser { person: tx.new_id(), organisation: other };
        // Each a little different, none kept in full: what counts is what is kept.
        let room = usize::try_from(catalogue::MOST_STORED_BYTES).unwrap();
        let one = catalogue::MOST_DOCUMENT_BYTES - 100;
        for number in 0..room / one {
            catalogue::keep_document(&tx, &user, pdf(one - number)).await.unwrap();
        }
        catalogue::keep_document(&tx, &user, pdf(one)).await.unwrap();
        let full = catalogue::keep_document(&tx, &user, pdf(one - 1_000)).await;
        assert_eq!(refused(full), ("error-files-full", Some("documents")));
        assert!(catalogue::keep_document(&tx, &user, pdf(10)).await.is_ok(), "there is room for a small one");
        assert!(catalogue::keep_document(&tx, &stranger, pdf(one)).await.is_ok(), "another's are another's");
        let unknown = catalogue::keep_document(&tx, &user, pdf(one - 2_000)).await;
        assert!(matches!(unknown, Err(Error::Invalid(_))));
    }
}
