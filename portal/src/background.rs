//! What runs beside the requests: side effects from the outbox, and what falls due with time.

use std::{sync::Arc, time::Duration};

use database::{
    Database, Read,
    outbox::{self, Handler, Worker},
};
use jiff::SignedDuration;
use launch::{LoggedInTeller, Teller, UserTeller};
use notify::{Gateways, Messenger, Sms, Smtp, Texts};
use prescriber::ToolStatusTeller;
use secrecy::ExposeSecret;
use tokio_util::sync::CancellationToken;

use crate::{command::Failure, config::Config, web::App};

/// How often it is looked for what has fallen due.
const ROUND: Duration = Duration::from_mins(1);
/// Prescriptions that expire in one transaction.
const AT_ONCE: u64 = 200;
/// How long the outbox remembers what it has done.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 30);

/// The handlers of side effects that the domain crates ask for.
pub fn handlers(app: &App) -> Result<Vec<Arc<dyn Handler>>, Failure> {
    let texts = Texts::load().map_err(Failure::other)?;
    Ok(vec![
        Messenger::new(texts, gateways(&app.config)?, app.config.issuer()),
        Arc::new(Teller::new(Arc::clone(&app.identity.registers))),
        Arc::new(app.identity.backchannel_logout()),
        Arc::new(UserTeller::new(Arc::clone(&app.identity.registers))),
        Arc::new(LoggedInTeller::new(Arc::clone(&app.identity.registers))),
        Arc::new(approval::ClientTeller),
        Arc::new(ToolStatusTeller),
        Arc::new(identity::ToolStopped),
        Arc::new(identity::VendorStopped),
        Arc::new(identity::client::ClientEnded),
    ])
}

fn gateways(config: &Config) -> Result<Gateways, Failure> {
    let mut gateways = Gateways::default();
    if let Some(url) = &config.smtp_url {
        gateways.email =
            Some(Box::new(Smtp::new(url.expose_secret(), &config.mail_from).map_err(Failure::other)?));
    }
    if let Some((url, key)) = &config.sms {
        let token = Some(key.expose_secret().to_owned()).filter(|token| !token.is_empty());
        let sms = Sms::new(url.as_str(), token).map_err(Failure::other)?;
        gateways.sms = Some(Box::new(sms));
    }
    Ok(gateways)
}

/// Runs the outbox until told to stop; a job under way is finished first. What a killed program left begun goes on at once where this one has the
/// database for itself (SQLite), else when its lease runs out.
pub async fn run_outbox(database: Database, handlers: Vec<Arc<dyn Handler>>, stop: CancellationToken) {
    if database.is_sqlite()
        && let Err(error) = outbox::release(&database).await
    {
        tracing::warn!(error = %error, "outbox.release");
    }
    Worker::new(database, handlers).run(stop.cancelled_owned()).await;
}

/// Looks every minute for what has fallen due, until told to stop. A round that fails is told of and tried again.
pub async fn run_schedule(app: App, stop: CancellationToken) {
    loop {
        if let Err(failure) = app.identity.prepare().await {
            tracing::error!(error = %failure, "identity.prepare");
        }
        let ((), done) = tokio::join!(app.identity.logins.look_up(), round(&app.database));
        if let Err(failure) = done {
            tracing::error!(error = %failure, "schedule.round");
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            () = stop.cancelled() => return,
        }
    }
}

/// Everything that falls due with time: prescriptions that run out, deadlines of deviations and agreements, what can be forgotten.
pub async fn round(database: &Database) -> Result<(), Failure> {
    loop {
        let tx = database.begin().await?;
        let expired = prescriber::expire_due(&tx, AT_ONCE).await.map_err(Failure::other)?;
        tx.commit().await?;
        if expired < AT_ONCE {
            break;
        }
    }
    approval::enforce_deadlines(database).await.map_err(Failure::other)?;
    identity::purge(database).await.map_err(Failure::other)?;
    catalogue::forget_unused_files(database).await.map_err(Failure::other)?;
    launch::storage::forget_kept(database).await.map_err(Failure::other)?;
    launch::sandbox_report::forget_observations(database).await.map_err(Failure::other)?;
    if let Ok(before) = database.now().checked_sub(REMEMBERED) {
        outbox::forget_done(database, before, 10_000).await?;
    }
    Ok(())
}
