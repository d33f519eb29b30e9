//! `/forskriver/{id}/brev`: a printed letter with a pick-up code, for a patient who is not active digitally (domain §5).

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use kernel::Locale;
use prescriber::HandOut;
use qrcode::{EcLevel, QrCode, render::svg};
use serde::Serialize;

use super::record::{self, Head, Opened};
use crate::web::{
    App, ClinicianLogin, Error, FormState, Page, PageContext, Posted, Result, View,
    dates::{self, Moment},
};

/// A language to choose.
#[derive(Debug, Serialize)]
pub struct Language {
    /// Its tag.
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
}

/// `GET /forskriver/{id}/brev`: asks, since a new letter makes an earlier one useless.
#[derive(Debug, Serialize)]
pub struct AskLetterView {
    /// Patient, tool and state.
    pub head: Head,
    /// Languages to choose from.
    pub languages: Vec<Language>,
    /// The patient's.
    pub language: &'static str,
    /// Whether it is withheld from the parents, so that the letter should not go home.
    pub withheld: bool,
    /// What was filled in.
    pub form: FormState,
}

impl View for AskLetterView {
    const TEMPLATE: &'static str = "clinician/letter-ask.html";
}

/// The letter, ready to be printed: neither tool nor clinic nor anything about health.
#[derive(Debug, Serialize)]
pub struct LetterView {
    /// Patient, tool and state: for the trail back, which is not printed.
    pub head: Head,
    /// Tag of the letter's language.
    pub language: &'static str,
    /// What it is about.
    pub heading: String,
    /// To whom.
    pub to: String,
    /// That there is something.
    pub lead: String,
    /// Heading of the steps.
    pub how: String,
    /// What to do, one step after the other.
    pub steps: Vec<String>,
    /// What the QR code is, for whoever does not see it.
    pub qr_text: String,
    /// The QR code as an image's address: leads to the address below.
    pub qr: String,
    /// Label of the address.
    pub address_label: String,
    /// Where it is picked up.
    pub address: String,
    /// Label of the code.
    pub code_label: String,
    /// The code.
    pub code: String,
    /// Until when, and for whom.
    pub rules: Vec<String>,
    /// Heading of where help is found.
    pub help_heading: String,
    /// Where help to get a login is found.
    pub help: String,
}

impl View for LetterView {
    const TEMPLATE: &'static str = "clinician/letter.html";
}

fn asked(opened: Opened, form: FormState) -> AskLetterView {
    AskLetterView {
        languages: Locale::ALL.map(|one| Language { tag: one.tag(), name: one.own_name() }).into(),
        language: opened.patient.language.tag(),
        withheld: opened.record.prescription.withheld.is_some(),
        head: opened.head,
        form,
    }
}

pub(super) async fn ask(
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
) -> Result<Page<AskLetterView>> {
    let opened = record::open(&cx, &me, &id).await?;
    Ok(cx.page(asked(opened, FormState::default())))
}

pub(super) async fn make(
    State(app): State<App>,
    cx: PageContext,
    me: ClinicianLogin,
    Path(id): Path<String>,
    Posted(mut form): Posted,
) -> Result<Response> {
    let opened = record::open(&cx, &me, &id).await?;
    if let Ok(language) = form.text("language").parse() {
        let tx = app.database.begin().await?;
        match prescriber::hand_out(&tx, &me.actor, opened.record.prescription.id).await {
            Ok(handed) => {
                tx.commit().await?;
                // The code is kept as a hash only, so the letter is the answer itself.
                return Ok(cx.page(LetterView::new(&app, opened.head, language, &handed)?).into_response());
            }
            Err(error) => form.take(error)?,
        }
    } else {
        form.error("language", "form-bad-choice");
    }
    Ok(cx.page(asked(opened, form)).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

impl LetterView {
    fn new(app: &App, head: Head, language: Locale, handed: &HandOut) -> Result<Self> {
        let say = |key: &str| app.texts.text(language, key);
        let with = |key: &str, name: &str, value: &str| app.texts.with(language, key, &[(name, value)]);
        let site = app.config.issuer();
        let code = handed.code.expose();
        let address = format!("{site}/hent/{code}");
        let until = dates::date(language, Moment::Day(handed.last_day));
        Ok(Self {
            language: language.tag(),
            heading: say("letter-heading"),
            to: with("letter-to", "name", &head.patient),
            lead: say("letter-lead"),
            how: say("letter-how"),
            steps: vec![say("letter-step-open"), say("letter-step-login"), say("letter-step-choose")],
            qr_text: with("letter-qr", "address", &address),
            qr: picture(&address)?,
            address_label: say("letter-address"),
            address,
            code_label: with("letter-code", "address", &format!("{site}/hent")),
            code,
            rules: vec![with("letter-until", "date", &until), say("letter-only-you"), say("letter-acting")],
            help_heading: say("letter-help-heading"),
            help: with("letter-help", "address", &format!("{site}/hjelp")),
            head,
        })
    }
}

/// The QR code of an address, as an image's address. Middle correction: paper is folded.
fn picture(address: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(Error::internal)?;
    let svg = code.render::<svg::Color<'_>>().module_dimensions(8, 8).build();
    Ok(format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(svg)))
}
