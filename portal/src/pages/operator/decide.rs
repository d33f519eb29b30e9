//! `/forvaltning/saker/{revision}/{verb}`: a decision is asked for, confirmed and taken.

use approval::{Approve, Authority, Check, Publish, Reject, RequestChanges};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use catalogue::StateKind;
use database::Tx;
use kernel::{Operator, Phrase, Refusal, RevisionId, Rule, ToolId};
use serde::{Deserialize, Serialize};

use super::cases;
use crate::web::{App, Error, FormState, OperatorLogin, Page, PageContext, Posted, Result, View};

/// What an operator can decide about a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    /// The first decision.
    Godkjenn,
    /// The second decision.
    Publiser,
    /// An editorial revision is looked through and published.
    Kontroller,
    /// The vendor is asked to change something.
    BeOmEndring,
    /// It is turned down.
    Avslag,
}

impl Verb {
    const ALL: [Self; 5] =
        [Self::Godkjenn, Self::Publiser, Self::Kontroller, Self::BeOmEndring, Self::Avslag];

    /// Its part of addresses and of keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Godkjenn => "godkjenn",
            Self::Publiser => "publiser",
            Self::Kontroller => "kontroller",
            Self::BeOmEndring => "be-om-endring",
            Self::Avslag => "avslag",
        }
    }

    /// What a revision in this state offers; whether a rule refuses is the use cases' to say.
    pub fn possible(state: StateKind, editorial: bool) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |verb| match verb {
            Self::Godkjenn | Self::BeOmEndring => state == StateKind::InAssessment,
            Self::Publiser => state == StateKind::Approved,
            Self::Kontroller => editorial && state == StateKind::Submitted,
            Self::Avslag => matches!(
                state,
                StateKind::Ordered
                    | StateKind::InAssessment
                    | StateKind::ChangesRequested
                    | StateKind::Approved
            ),
        })
    }

    /// Whether it takes four eyes (domain §4.3): it leads to publication.
    pub const fn takes_four_eyes(self) -> bool {
        matches!(self, Self::Godkjenn | Self::Publiser | Self::Kontroller)
    }

    /// Whether the public sees the revision afterwards.
    const fn publishes(self) -> bool {
        matches!(self, Self::Publiser | Self::Kontroller)
    }

    /// What is asked for in words: `none`, `optional` or `required`.
    const fn words(self) -> &'static str {
        match self {
            Self::Godkjenn => "optional",
            Self::Publiser | Self::Kontroller => "none",
            Self::BeOmEndring | Self::Avslag => "required",
        }
    }

    const fn flash(self) -> &'static str {
        match self {
            Self::Godkjenn => "flash-op-approved",
            Self::Publiser | Self::Kontroller => "flash-op-published",
            Self::BeOmEndring => "flash-op-changes-requested",
            Self::Avslag => "flash-op-rejected",
        }
    }
}

/// `GET /forvaltning/saker/{revision}/{verb}`.
#[derive(Debug, Serialize)]
pub struct DecideView {
    /// The revision.
    pub revision: RevisionId,
    /// The tool.
    pub tool: ToolId,
    /// Its name.
    pub name: String,
    /// What is decided.
    pub verb: &'static str,
    /// Whether words are asked for: `none`, `optional` or `required`.
    pub words: &'static str,
    /// The version of the revision that was seen.
    pub version: i32,
    /// The version of the assessment that was seen; 0 where there is none.
    pub assessment: i32,
    /// Whether four eyes keep this operator from it.
    pub held: bool,
    /// Requirements that are unmet today, and R7 where a process is missing.
    pub unmet: Vec<&'static str>,
    /// Rules that refused.
    pub refused: Vec<&'static str>,
    /// The form.
    pub form: FormState,
}

impl View for DecideView {
    const TEMPLATE: &'static str = "operator/decide.html";
}

/// Asks before the decision is taken.
pub async fn ask(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path((id, verb)): Path<(RevisionId, Verb)>,
) -> Result<Page<DecideView>> {
    let view = view(&app, &cx, &me.actor, (id, verb), FormState::default()).await?;
    Ok(cx.page(view))
}

/// Takes the decision.
pub async fn decide(
    State(app): State<App>,
    cx: PageContext,
    me: OperatorLogin,
    Path((id, verb)): Path<(RevisionId, Verb)>,
    Posted(mut form): Posted,
) -> Result<Response> {
    cases::dossier(&app, &me.actor, id).await?;
    if let Some(decision) = read(verb, &mut form) {
        let tx = app.database.begin().await?;
        match take(&tx, &me.actor, id, decision).await {
            Ok(()) => {
                tx.commit().await?;
                let path = format!("/forvaltning/saker/{id}");
                return Ok(cx.redirect(&path).flash(verb.flash()).into_response());
            }
            Err(error) => {
                tx.roll_back().await?;
                form.take(error)?;
            }
        }
    }
    let view = view(&app, &cx, &me.actor, (id, verb), form).await?;
    Ok(cx.page(view).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn view(
    app: &App,
    cx: &PageContext,
    me: &Operator,
    (id, verb): (RevisionId, Verb),
    form: FormState,
) -> Result<DecideView> {
    let dossier = cases::dossier(app, me, id).await?;
    let revision = &dossier.revision;
    let editorial = approval::is_editorial(&app.database, revision).await?;
    // A form that failed is shown even where another has decided meanwhile: it says so.
    if form.is_valid() && !Verb::possible(revision.state.kind(), editorial).any(|other| other == verb) {
        return Err(Error::refused(Refusal::text("error-listing-state")));
    }
    let mut unmet = dossier.verdict().map(|verdict| verdict.unmet).unwrap_or_default();
    if verb.publishes() && approval::lacks_process(&app.database, revision).await? {
        unmet.push(Rule("R7"));
    }
    Ok(DecideView {
        revision: id,
        tool: revision.tool,
        name: revision.content.name(cx.locale()).to_owned(),
        verb: verb.name(),
        words: verb.words(),
        version: revision.version,
        assessment: dossier.assessment.as_ref().map_or(0, |assessment| assessment.version),
        held: verb.takes_four_eyes() && !approval::may_decide(&app.database, me, &dossier).await?,
        unmet: unmet.into_iter().map(|rule| rule.0).collect(),
        refused: form.errors().iter().flat_map(|error| error.rules.iter().copied()).collect(),
        form,
    })
}

/// A decision as the form gives it.
enum Decision {
    Approve { version: i32, assessment: i32, grounds: Option<Phrase<4000>> },
    Publish { version: i32 },
    Check { version: i32 },
    RequestChanges { version: i32, wanted: Phrase<4000> },
    Reject { version: i32, grounds: Phrase<4000> },
}

fn read(verb: Verb, form: &mut FormState) -> Option<Decision> {
    // Not typed by anybody: what is missing or malformed is a page of another day.
    let version = form.parse_hidden("version");
    let assessment = form.parse_hidden::<i32>("assessment");
    let words = match verb.words() {
        "required" => form.phrase::<4000>("grounds", "form-missing").map(Some),
        "optional" => Some(form.optional_phrase::<4000>("grounds")),
        _ => Some(None),
    };
    let (version, assessment, words) = (version?, assessment?, words?);
    if !form.is_valid() {
        return None;
    }
    Some(match (verb, words) {
        (Verb::Godkjenn, grounds) => Decision::Approve { version, assessment, grounds },
        (Verb::Publiser, _) => Decision::Publish { version },
        (Verb::Kontroller, _) => Decision::Check { version },
        (Verb::BeOmEndring, words) => Decision::RequestChanges { version, wanted: words? },
        (Verb::Avslag, words) => Decision::Reject { version, grounds: words? },
    })
}

async fn take(tx: &Tx, me: &Operator, revision: RevisionId, decision: Decision) -> approval::Result<()> {
    let authority = Authority::Operator(*me);
    match decision {
        Decision::Approve { version, assessment, grounds } => {
            let command =
                Approve { revision, expected_version: version, expected_assessment: assessment, grounds };
            approval::approve(tx, me, command).await?;
        }
        Decision::Publish { version } => {
            approval::publish(tx, me, Publish { revision, expected_version: version }).await?;
        }
        Decision::Check { version } => {
            approval::check(tx, me, Check { revision, expected_version: version }).await?;
        }
        Decision::RequestChanges { version, wanted } => {
            let command = RequestChanges { revision, expected_version: version, wanted };
            approval::request_changes(tx, &authority, command).await?;
        }
        Decision::Reject { version, grounds } => {
            let command = Reject { revision, expected_version: version, grounds };
            approval::reject(tx, &authority, command).await?;
        }
    }
    Ok(())
}
