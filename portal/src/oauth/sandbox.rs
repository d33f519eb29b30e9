//! The sandbox at the provider: a vendor's own session lets a test person into the vendor's own tool, and what the tool does is noted in the
//! launch check that goes on. Nothing here is on a real person's way: a client of the sandbox is another party.

use axum::{http::StatusCode, response::Response};
use database::{Database, Present, Read, Tx};
use identity::{
    Chosen, Client, Code, GrantFacts, LaunchContext, Moment, OAuthError, Params, Party, PolicyAnswer,
    PolicyError, Prompt, Ready, Representation, Session, Spoil, Unpermitted, client, session,
};
use kernel::{CheckId, Citizen, OrganisationId, ToolId, VendorUser};
use launch::{
    Check, Mark, Probe, SandboxAsk, SandboxLaunch, SandboxVerdict, Seen, check,
    sandbox::{self, list_recent},
};
use url::Url;

use super::{
    FLOOR,
    policy::{LaunchPolicy, Told, basis, failed},
};
use crate::{
    login::see_other,
    web::{App, Error, Result},
};

/// The sandbox's page of a tool: where one chooses who to be.
fn page_of(tool: ToolId) -> String {
    format!("/leverandor/sandkasse/{tool}")
}

/// As a real grant, but for a test person, in the vendor's own session. `pushed` says that the request came by PAR.
pub(super) async fn grant(
    app: &App,
    ready: Ready,
    tool: ToolId,
    vendor: &Session,
    pushed: bool,
) -> Result<Response> {
    let provider = &app.identity.provider;
    let denied = |text: &'static str| OAuthError::new(Code::AccessDenied, text);
    let Some(user) = own_user(app, vendor, tool).await? else {
        let error = denied("the sandbox is for the tool's own vendor");
        return Ok(see_other(&provider.refuse(&ready, &error)));
    };
    let tx = app.database.begin().await?;
    let launch = match start_of(app, &tx, &ready, vendor, pushed).await? {
        Ok(launch) => launch,
        Err(elsewhere) => {
            tx.commit().await?;
            return Ok(see_other(&elsewhere));
        }
    };
    let Some(test) = session::find_for_sandbox(&tx, launch.start.session, &user).await? else {
        tx.commit().await?;
        return Ok(see_other(&provider.refuse(&ready, &denied("the test person is logged out"))));
    };
    let probe = launch.start.check.map(|(_, probe)| probe);
    let address = match provider.permit(ready, &test, chosen(app, &launch)).await? {
        Ok(permit) => match provider.issue(Some(tx), permit, &test).await {
            Ok(address) => spoilt(&address, probe),
            Err(identity::Error::OAuth(_)) => return Err(Error::status(StatusCode::CONFLICT)),
            Err(error) => return Err(error.into()),
        },
        Err(Unpermitted::Refused(address)) => {
            tx.commit().await?;
            address
        }
        Err(Unpermitted::LacksPermission(_)) => return Err(Error::internal("a start that lacks permission")),
    };
    Ok(see_other(&address))
}

/// The start that the request belongs to, noted in the launch check; or where the browser goes instead.
async fn start_of(
    app: &App,
    tx: &Tx,
    ready: &Ready,
    vendor: &Session,
    pushed: bool,
) -> Result<Result<SandboxLaunch, String>> {
    let provider = &app.identity.provider;
    let Some(ticket) = &ready.request.launch else {
        note(app, tx, &ready.client, &seen(app, ready, None, pushed)).await?;
        if let Some(launch) = latest(app, &ready.client, vendor).await? {
            return Ok(Ok(launch));
        }
        let nobody = OAuthError::new(Code::LoginRequired, "no test person is chosen in the sandbox");
        return Ok(Err(match (ready.request.prompt, ready.client.party) {
            (Prompt::Any | Prompt::Login, Party::Sandbox(tool)) => page_of(tool),
            _ => provider.refuse(ready, &nobody),
        }));
    };
    let redeemed = sandbox::redeem(tx, ticket, ready.client.id, vendor.id).await?;
    let Some(launch) = redeemed.filter(|launch| ready.client.holds(launch.at)) else {
        let error = OAuthError::new(Code::InvalidRequest, "launch is unknown, used, expired or another's");
        return Ok(Err(provider.refuse(ready, &error)));
    };
    let probe = launch.start.check.map(|(_, probe)| probe);
    note(app, tx, &ready.client, &seen(app, ready, probe, pushed)).await?;
    Ok(Ok(launch))
}

/// The vendor's person, where the tool is the vendor's own.
async fn own_user(app: &App, vendor: &Session, tool: ToolId) -> Result<Option<VendorUser>> {
    let Some(user) = vendor.vendor() else { return Ok(None) };
    Ok(catalogue::find_own_tool(&app.database, &user, tool).await?.map(|_| user))
}

/// The latest start in the sandbox whose test person is still logged in: a tool that starts by itself goes on as that person.
async fn latest(app: &App, client: &Client, vendor: &Session) -> Result<Option<SandboxLaunch>> {
    let Some(user) = vendor.vendor() else { return Ok(None) };
    let recent = list_recent(&app.database, client.id, vendor.id).await?;
    for launch in recent.into_iter().filter(|launch| launch.start.check.is_none()) {
        if session::find_for_sandbox(&app.database, launch.start.session, &user).await?.is_some() {
            return Ok(Some(launch));
        }
    }
    Ok(None)
}

fn chosen(app: &App, launch: &SandboxLaunch) -> Chosen {
    let return_url = format!("{}{}", app.config.issuer(), page_of(launch.tool));
    let context = LaunchContext {
        intent: launch.start.task.as_ref().map(ToString::to_string),
        return_url: Some(return_url),
        need_patient_banner: Some(launch.citizen.represents()),
    };
    Chosen { subject: launch.citizen.subject, launch: Some(launch.id), prescription: None, context }
}

/// The answer as the check wants it: with another issuer or state, which the tool must not take.
fn spoilt(address: &str, probe: Option<Probe>) -> String {
    let spoil = match probe {
        Some(Probe::AnswerIssuer) => ("iss", "https://another-platform.invalid"),
        Some(Probe::AnswerState) => ("state", "another-state-than-the-tool-sent"),
        _ => return address.to_owned(),
    };
    let Ok(url) = address.parse::<Url>() else { return address.to_owned() };
    let kept: Vec<(String, String)> =
        url.query_pairs().into_owned().filter(|(name, _)| name != spoil.0).collect();
    let mut changed = url;
    changed.query_pairs_mut().clear().extend_pairs(kept).append_pair(spoil.0, spoil.1);
    changed.into()
}

fn seen(app: &App, ready: &Ready, probe: Option<Probe>, pushed: bool) -> Seen {
    let mark = |value: &Option<String>| value.as_deref().map(|value| Mark::of(&app.database, value));
    Seen::Authorized { probe, state: mark(&ready.request.state), nonce: mark(&ready.request.nonce), pushed }
}

async fn note(app: &App, tx: &Tx, client: &Client, seen: &Seen) -> Result<()> {
    if let Some(check) = check::find_open(&app.database, client.id).await? {
        check::note(tx, &check, seen).await?;
    }
    Ok(())
}

/// Notes that a client of the sandbox was refused; any other's refusal costs nothing here.
pub(super) async fn note_refusal(app: &App, params: &Params, endpoint: &str, error: &str, description: &str) {
    let named = params.get("client_id").map(str::to_owned).or_else(|| asserted(params));
    let Some(id) = named.and_then(|id| id.parse().ok()) else { return };
    let noted = async {
        let Some(client) = client::find(&app.database, id).await? else { return Ok(()) };
        if !matches!(client.party, Party::Sandbox(_)) {
            return Ok(());
        }
        let Some(check) = check::find_open(&app.database, client.id).await? else { return Ok(()) };
        let (endpoint, error) = (endpoint.to_owned(), error.to_owned());
        write(&app.database, &check, Seen::Refused { endpoint, error, description: description.to_owned() })
            .await
    };
    if let Err(error) = Box::pin(noted).await {
        let error: Error = error;
        tracing::warn!(?error, "oauth.sandbox.note");
    }
}

/// Whom an assertion claims to be from. Nothing is believed of it: it only says whose check a failure belongs to.
fn asserted(params: &Params) -> Option<String> {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let payload = params.get("client_assertion")?.split('.').nth(1)?;
    let claims: serde_json::Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    claims.get("sub")?.as_str().map(str::to_owned)
}

/// Notes that whoever asked for these tokens has read discovery.
pub(super) async fn note_discovery(app: &App, party: Party, client: kernel::ClientId) {
    if !matches!(party, Party::Sandbox(_)) {
        return;
    }
    let noted = async {
        let Some(check) = check::find_open(&app.database, client).await? else { return Ok(()) };
        write(&app.database, &check, Seen::Discovery).await
    };
    if let Err(error) = Box::pin(noted).await {
        let error: Error = error;
        tracing::warn!(?error, "oauth.sandbox.note");
    }
}

async fn write(db: &Database, check: &Check, seen: Seen) -> Result<()> {
    let tx = db.begin().await?;
    check::note(&tx, check, &seen).await?;
    Ok(tx.commit().await?)
}

/// Notes what this moment tells of a start in a launch check, while the check goes on, and says how its ID token is spoilt. A code with a spoilt answer
/// is never worth anything, nor is what comes with a spoilt ID token.
async fn watch(
    db: &Present,
    moment: Moment,
    check: CheckId,
    probe: Probe,
) -> Result<Option<Spoil>, PolicyError> {
    let seen = match moment {
        Moment::Authorize | Moment::Introspect => None,
        Moment::Issue => Some(Seen::Redeemed { probe }),
        Moment::Refresh | Moment::Use => Some(Seen::Used { probe }),
    };
    if let Some(seen) = seen
        && let Some(check) = check::find(db, check).await.map_err(failed)?
        && check.is_open(db.now())
        && !check::notes(db, check.id).await.map_err(failed)?.contains(&seen)
    {
        write(db.database(), &check, seen).await.map_err(|error| failed(format!("{error:?}")))?;
    }
    match (moment, probe) {
        (Moment::Authorize, _) | (_, Probe::First | Probe::Second) => Ok(None),
        (Moment::Issue, Probe::TokenNonce) => Ok(Some(Spoil::Nonce)),
        (Moment::Issue, Probe::TokenKey) => Ok(Some(Spoil::Key)),
        _ => Err(PolicyError::Refused("spoilt by a launch check".to_owned())),
    }
}

impl LaunchPolicy {
    /// A grant in the sandbox: the client is the sandbox's, the session a test person's that this vendor opened, and the rules speak of test
    /// persons only.
    pub(super) async fn sandbox(
        &self,
        db: &Present,
        facts: &GrantFacts,
        tool: ToolId,
        organisation: OrganisationId,
    ) -> Result<PolicyAnswer, PolicyError> {
        let refused = |why: &str| PolicyError::Refused(why.to_owned());
        let Some(launch) = facts.launch else { return Err(refused("no start in the sandbox")) };
        let launch = sandbox::find(db, launch).await.map_err(failed)?;
        let launch = launch.ok_or_else(|| refused("no start in the sandbox"))?;
        let citizen = Citizen { person: facts.person, subject: facts.subject };
        if launch.tool != tool || launch.start.client != facts.client || launch.citizen != citizen {
            return Err(refused("another start in the sandbox"));
        }
        let owner = catalogue::find_tool(db, tool).await.map_err(failed)?;
        if owner.is_none_or(|owner| owner.vendor != organisation) {
            return Err(refused("another vendor's tool"));
        }
        let pair = launch::pair(self.test_registers(), facts.person, facts.subject).await.map_err(failed)?;
        let ask = SandboxAsk { citizen, tool, level: facts.level, floor: FLOOR };
        let proof = match sandbox::ask(db, &pair, &ask).await.map_err(failed)? {
            SandboxVerdict::Allowed(proof) => proof,
            SandboxVerdict::Refused(denial) => return Err(refused(&format!("{:?}", denial.rules()))),
            SandboxVerdict::Absent => return Err(refused("no test person")),
        };
        let spoil = match launch.start.check {
            Some((check, probe)) => watch(db, facts.moment, check, probe).await?,
            None => None,
        };
        let until = proof.until();
        let representation = if citizen.represents() {
            Some(Representation { basis: basis(proof.basis().name())?, until })
        } else {
            None
        };
        let told = Told::of(proof.content());
        Ok(PolicyAnswer {
            identity: told.identity(db, facts).await?,
            actor_name: told.actor_name(db, facts).await?,
            withheld: told.withheld(),
            representation,
            until,
            spoil,
            ..PolicyAnswer::default()
        })
    }
}
