//! Reporting an `Observation` to the platform (FHIR R4).

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    callback::text,
    failure::Failure,
    fetch::Answer,
    page::{self, Form},
    random,
    session::{Notice, Session},
    state::{Shared, State},
    tokens,
};

/// The longest note, in characters.
const LONGEST: usize = 500;

/// `POST /tool/{slug}/observations`
pub(crate) async fn observation(
    state: State,
    Path(slug): Path<String>,
    jar: CookieJar,
    form: Form,
) -> Response {
    let done = report(&state, &slug, &jar, &form).await;
    page::or_failure(&state, &slug, done)
}

async fn report(state: &Shared, slug: &str, jar: &CookieJar, form: &Form) -> Result<Response, Failure> {
    let (key, session) = tokens::usable(state, slug, jar).await?;
    page::check_csrf(&session, form)?;
    let (notice, accepted) = match read(form) {
        Ok((mood, note)) => {
            let system = state.config.address("observations");
            let unless = format!("identifier={system}|{}", session.report);
            let at = session.reported.unwrap_or_else(|| state.now());
            state.sessions.change(state.now(), &key, |kept| kept.reported = kept.reported.or(Some(at)));
            let resource = resource(state, &session, at, &system, mood, note);
            let address = format!("{}/Observation", state.config.fhir());
            let answer = state.fetch.create(&address, &session.access_token, &unless, &resource).await?;
            (outcome(&answer, mood), answer.ok())
        }
        Err(problem) => {
            let title = "Ikke sendt".to_owned();
            (Notice { good: false, title, lines: vec![problem.to_owned()] }, false)
        }
    };
    let next = if accepted { random::token().ok_or(Failure::Internal)? } else { session.report.clone() };
    state.sessions.change(state.now(), &key, |kept| {
        kept.notice = Some(notice);
        kept.report = next;
        kept.reported = None;
    });
    Ok(page::no_store(Redirect::to(&format!("/tool/{slug}#melding"))).into_response())
}

fn read(form: &Form) -> Result<(u8, &str), &'static str> {
    let mood = form.get("mood").and_then(|mood| mood.parse::<u8>().ok()).filter(|mood| *mood <= 10);
    let note = form.get("note").map(|note| note.trim()).unwrap_or_default();
    match mood {
        None => Err("Velg et tall fra 0 til 10."),
        Some(_) if note.chars().count() > LONGEST => Err("Notatet kan ha høyst 500 tegn."),
        Some(mood) => Ok((mood, note)),
    }
}

/// The observation; its code is the tool's own, as no terminology has this very scale.
fn resource(state: &Shared, session: &Session, at: Timestamp, system: &str, mood: u8, note: &str) -> Value {
    let mut resource = json!({
        "resourceType": "Observation",
        "status": "final",
        "identifier": [{ "system": system, "value": session.report }],
        "code": {
            "coding": [{ "system": state.config.address("codes"), "code": "mood", "display": "Humør 0–10" }],
            "text": "Humør, fra 0 (svært dårlig) til 10 (svært godt)",
        },
        "effectiveDateTime": at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "valueInteger": mood,
    });
    if let Some(patient) = text(&session.context, "patient") {
        resource["subject"] = json!({ "reference": format!("Patient/{patient}") });
    }
    if !note.is_empty() {
        resource["note"] = json!([{ "text": note }]);
    }
    resource
}

fn outcome(answer: &Answer, mood: u8) -> Notice {
    let lines = issues(&answer.body);
    match answer.status {
        200 => Notice { good: true, title: "Målingen var alt mottatt".to_owned(), lines },
        _ if answer.ok() => Notice { good: true, title: format!("Humør {mood} av 10 er meldt"), lines },
        status => {
            let title = format!("Plattformen tok ikke imot målingen ({status})");
            Notice { good: false, title, lines }
        }
    }
}

/// The texts of an `OperationOutcome`.
fn issues(body: &Value) -> Vec<String> {
    if body.get("resourceType").and_then(Value::as_str) != Some("OperationOutcome") {
        return Vec::new();
    }
    let issues = body.get("issue").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let one = |issue: &Value| {
        let details = issue.pointer("/details/text").or_else(|| issue.get("diagnostics"));
        details.or_else(|| issue.get("code")).and_then(Value::as_str).map(str::to_owned)
    };
    issues.iter().filter_map(one).take(10).collect()
}
