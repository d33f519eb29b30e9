//! `reseptor serve`: listens until told to stop.

use std::{future::IntoFuture, net::SocketAddr, time::Duration};

use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{Failure, say, setup};
use crate::{
    background,
    config::Config,
    demo::{self, Extent},
    discovery::Follower,
    web::{App, metrics},
};

/// Starts everything, says so, and ends cleanly on Ctrl-C or SIGTERM.
pub async fn run(mut config: Config) -> Result<(), Failure> {
    setup::logging(&config)?;
    let listen = config.listen;
    let listener =
        TcpListener::bind(listen).await.map_err(Failure::io(format_args!("listening on {listen}")))?;
    config.bound(listener.local_addr().map_err(Failure::io("the listener"))?);
    export_metrics(&config)?;
    let _alone = setup::alone(&config)?;
    let mut database = setup::database(&config).await?;
    let extent = demo::extent(&database).await?;
    if !config.is_demo() && matches!(extent, Extent::Half | Extent::Whole) {
        return Err(Failure::other(
            "profile production refuses demo data, and this database holds the demonstration: name another one",
        ));
    }
    if config.demo_data && extent != Extent::Whole {
        say("loading the demonstration (the first start only) …");
        super::demo::load(&config, database).await?;
        database = setup::database(&config).await?;
    }
    let patience = Duration::from_secs(config.shutdown_timeout_s.into());
    let search = setup::search(&config)?;
    let app = App::with_search(config, database.clone(), search).map_err(Failure::other)?;
    Follower::new(&app).catch_up().await.map_err(Failure::other)?;
    app.identity.prepare().await.map_err(Failure::other)?;
    let stop = CancellationToken::new();
    tokio::spawn(wait_for_signal(stop.clone()));
    for follower in Follower::all(&app) {
        tokio::spawn(follower.run(stop.clone()));
    }
    tokio::spawn(metrics::watch(database.clone(), stop.clone()));
    let outbox =
        tokio::spawn(background::run_outbox(database.clone(), background::handlers(&app)?, stop.clone()));
    tokio::spawn(background::run_schedule(app.clone(), stop.clone()));
    if app.config.demo_data {
        demo::tool::start(&app.config, &database, stop.clone()).await?;
    }
    ready(&app.config);

    let service = app.router().into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(stop.clone().cancelled_owned());
    let server = server.into_future();
    tokio::pin!(server);
    tokio::select! {
        ended = &mut server => ended.map_err(Failure::io("the listener"))?,
        () = stop.cancelled() => {
            if tokio::time::timeout(patience, server).await.is_err() {
                tracing::warn!("requests under way were given up");
            }
        }
    }
    if tokio::time::timeout(patience, outbox).await.is_err() {
        tracing::warn!("a side effect under way was given up; it is tried again at the next start");
    }
    database.close().await?;
    say("stopped");
    Ok(())
}

/// Whom the demonstration can be met as: the service in addresses, a key that logs straight in, and others.
const DEMO_PEOPLE: [(&str, &str, &str); 5] = [
    ("innbygger", "parent", "other-parent, teen-15, youth-17"),
    ("behandler", "psychologist", "nurse, physician"),
    ("bestiller", "orderer-trust", "orderer-directorate, orderer-municipality"),
    ("leverandor", "vendor", ""),
    ("forvalter", "operator-1", "operator-2"),
];

fn ready(config: &Config) {
    let address = config.issuer();
    say(format_args!("Reseptor is ready at {address}"));
    if !config.demo_data {
        return;
    }
    say(
        "Everybody in the demonstration is invented. Choose «Logg inn», or open one of these and be logged in:",
    );
    for (service, key, others) in DEMO_PEOPLE {
        let also = if others.is_empty() { String::new() } else { format!("   (or {others})") };
        say(format_args!("  {address}/logg-inn?tjeneste={service}&login_hint={key}{also}"));
    }
    say("Messages to people can be read at /demo/meldinger. Ctrl-C ends.");
}

fn export_metrics(config: &Config) -> Result<(), Failure> {
    let Some(address) = config.metrics_listen else { return Ok(()) };
    let failed = |error| Failure::other(format_args!("metrics on {address}: {error}"));
    let builder = metrics::configure(PrometheusBuilder::new()).map_err(failed)?;
    builder.with_http_listener(address).install().map_err(failed)?;
    metrics::describe();
    Ok(())
}

async fn wait_for_signal(stop: CancellationToken) {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            stop.cancel();
            return;
        }
    }
    if interrupt.await.is_ok() {
        stop.cancel();
    }
}
