//! A permission covers the words that were shown when it was given (T4), on both databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where its ground is missing")]

use catalogue::{Content, PerLocale, find_listing_of};
use database::{
    Read,
    testing::{TestDatabase, on_both},
};
use kernel::{Citizen, Locale, LoginLevel, Rule, ToolId};
use launch::{Ask, EmbeddedRegisters, Pair, Permit, Recheck, Verdict, Withdraw, acting, ask};
use prescriber::{
    Prescribe,
    testing::{World, content, publish, publish_anew},
};

const HIGH: LoginLevel = LoginLevel::High;

fn says(words: &[(Locale, &str)]) -> Content {
    let mut content = content();
    let mut data = PerLocale::default();
    for (locale, text) in words {
        data.set(*locale, Some(text.parse().unwrap()));
    }
    content.permission.data = data;
    content
}

/// A patient with a prescribed tool.
struct Patient {
    world: World,
    pair: Pair,
    question: Ask,
}

impl Patient {
    async fn new(db: &TestDatabase, content: Content) -> Self {
        let world = World::new(db).await;
        let tx = db.begin().await.unwrap();
        let tool = publish(&tx, &world.vendor, content).await;
        let form = Prescribe { tool, ..world.form(&tx, world.patient) };
        prescriber::prescribe(&tx, &world.psychologist, form).await.unwrap();
        tx.commit().await.unwrap();
        let registers = EmbeddedRegisters::new((**db).clone());
        let pair = launch::pair(&registers, world.patient, world.patient).await.unwrap();
        let citizen = Citizen::oneself(world.patient);
        let question = Ask { citizen, level: HIGH, floor: HIGH, tool, prescription: None };
        Self { world, pair, question }
    }

    const fn tool(&self) -> ToolId {
        self.question.tool
    }

    async fn publish(&self, db: &TestDatabase, content: Content) {
        let tx = db.begin().await.unwrap();
        publish_anew(&tx, &self.world.vendor, self.tool(), content).await;
        tx.commit().await.unwrap();
    }

    async fn permit(&self, db: &TestDatabase) {
        let tx = db.begin().await.unwrap();
        let verdict = ask::<Permit>(&tx, &self.pair, &self.question).await.unwrap();
        let Verdict::Allowed(proof) = verdict else { panic!("{verdict:?}") };
        launch::give_permission(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The rules that a token falls by, as rows say and as is held.
    async fn fallen(&self, db: &TestDatabase) -> Vec<Rule> {
        let rows = launch::recheck(&**db, &self.pair, &self.question).await.unwrap();
        let held = launch::recheck(&db.present().await.unwrap(), &self.pair, &self.question).await.unwrap();
        let rules = |answer: Recheck| match answer {
            Recheck::Stands(_) => Vec::new(),
            Recheck::Fallen(denial) => denial.unwrap().rules().to_vec(),
        };
        let (rows, held) = (rules(rows), rules(held));
        assert_eq!(rows, held);
        rows
    }

    /// Whether what stands was agreed to in the words of now, and those words; and how many rows there are.
    async fn agreed(&self, db: &TestDatabase) -> (Option<(bool, String)>, usize) {
        let whole = acting(&self.pair, HIGH, HIGH, db.now()).unwrap().whole().unwrap();
        let listing = find_listing_of(&**db, self.tool()).await.unwrap().unwrap();
        let agreed = launch::find_permission(&**db, &whole, &listing).await.unwrap();
        let words =
            |agreed: launch::Agreed| (agreed.covers, agreed.need.data.text(Locale::Nb).unwrap().1.to_owned());
        let all = launch::list_permissions(&**db, &whole, None, prescriber::Page::first(9)).await.unwrap();
        assert!(all.iter().filter(|one| one.stands()).count() <= 1);
        (agreed.map(words), all.len())
    }
}

on_both! {
    async fn t4_a_permission_does_not_cover_what_a_later_revision_asks_for(db: TestDatabase) {
        let before = says(&[(Locale::Nb, "Lagre svar.")]);
        let patient = Patient::new(&db, before.clone()).await;
        assert_eq!(patient.fallen(&db).await, [Rule("T4")]);
        patient.permit(&db).await;
        patient.permit(&db).await;
        assert!(patient.fallen(&db).await.is_empty());
        // Another revision, and one more translation, are nothing new.
        let mut other = before.clone();
        other.acr = LoginLevel::Substantial;
        patient.publish(&db, other).await;
        assert!(patient.fallen(&db).await.is_empty());
        let translated = [(Locale::Nb, "Lagre svar."), (Locale::En, "Store answers.")];
        patient.publish(&db, says(&translated)).await;
        assert!(patient.fallen(&db).await.is_empty());
        patient.permit(&db).await;
        assert_eq!(patient.agreed(&db).await, (Some((true, "Lagre svar.".to_owned())), 1), "giving it twice is giving it once");
        // Other words are.
        patient.publish(&db, says(&[(Locale::Nb, "Lagre svar og bilder.")])).await;
        assert_eq!(patient.fallen(&db).await, [Rule("T4")]);
        assert_eq!(patient.agreed(&db).await, (Some((false, "Lagre svar.".to_owned())), 1), "what was agreed to is still known");
        patient.permit(&db).await;
        assert!(patient.fallen(&db).await.is_empty());
        assert_eq!(patient.agreed(&db).await, (Some((true, "Lagre svar og bilder.".to_owned())), 2));
        // Back to the first words: they were agreed to once, but no longer stand.
        patient.publish(&db, before).await;
        assert_eq!(patient.fallen(&db).await, [Rule("T4")]);
    }

    async fn f13_what_no_longer_covers_can_be_taken_back(db: TestDatabase) {
        let patient = Patient::new(&db, says(&[(Locale::Nb, "Lagre svar.")])).await;
        patient.permit(&db).await;
        patient.publish(&db, says(&[(Locale::Nb, "Lagre alt.")])).await;
        let tx = db.begin().await.unwrap();
        let verdict = ask::<Withdraw>(&tx, &patient.pair, &patient.question).await.unwrap();
        let Verdict::Allowed(proof) = verdict else { panic!("{verdict:?}") };
        launch::withdraw_permission(&tx, &proof).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(patient.agreed(&db).await, (None, 1));
        patient.permit(&db).await;
        assert!(patient.fallen(&db).await.is_empty());
        assert_eq!(patient.agreed(&db).await, (Some((true, "Lagre alt.".to_owned())), 2));
    }
}
