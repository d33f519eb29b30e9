//! Counts and durations for Prometheus: bounded labels, nothing about persons (contract §3).

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, LazyLock, PoisonError, RwLock},
    time::Duration,
};

use axum::http::{Method, StatusCode};
use database::{Database, outbox};
use metrics::{
    Counter, Histogram, Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder};
use tokio_util::sync::CancellationToken;

use super::Service;

const REQUESTS: &str = "reseptor_http_requests_total";
const DURATION: &str = "reseptor_http_request_duration_seconds";
const DECISION: &str = "reseptor_decision_duration_seconds";
const LOGINS: &str = "reseptor_logins_total";
const LAUNCHES: &str = "reseptor_launches_total";
const BACKLOG: &str = "reseptor_outbox_open";
const DEAD: &str = "reseptor_outbox_dead";
const POSITION: &str = "reseptor_search_index_behind";
const SERVER_POSITION: &str = "reseptor_search_server_behind";
const SERVER: &str = "reseptor_search_server_used";

/// Upper bounds in seconds.
const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
/// As `BUCKETS`, for what is far quicker than a request.
const FINE_BUCKETS: [f64; 11] =
    [0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.1, 1.0, 5.0];
/// How often gauges are read.
const EVERY: Duration = Duration::from_secs(10);

/// What the exporter must know of our metrics.
pub fn configure(builder: PrometheusBuilder) -> Result<PrometheusBuilder, BuildError> {
    builder
        .set_buckets_for_metric(Matcher::Full(DURATION.into()), &BUCKETS)?
        .set_buckets_for_metric(Matcher::Full(DECISION.into()), &FINE_BUCKETS)
}

/// Says what each metric is; after the exporter is installed.
pub fn describe() {
    describe_counter!(REQUESTS, "Requests by route, method and class of status");
    describe_histogram!(DURATION, Unit::Seconds, "Duration of requests by route and method");
    describe_histogram!(
        DECISION,
        Unit::Seconds,
        "Duration of launch decisions, what they read included, by moment"
    );
    describe_counter!(LOGINS, "Logins by service");
    describe_counter!(LAUNCHES, "Starts of tools by kind of launch and outcome");
    describe_gauge!(BACKLOG, "Side effects that wait to be run");
    describe_gauge!(DEAD, "Side effects that were given up and wait for an operator");
    describe_gauge!(POSITION, "Changes of listings that the search index has not taken in yet");
    describe_gauge!(
        SERVER_POSITION,
        "Changes of listings that the search server's index has not taken in yet"
    );
    describe_gauge!(SERVER, "1 while the search server is asked, 0 while the embedded index answers instead");
}

/// What is counted at every request, by its labels: the exporter's own way from labels to a counter costs more than the counting. A counter belongs
/// to the recorder that there was when it was first used.
struct Known<K, M>(LazyLock<RwLock<HashMap<K, M>>>);

impl<K: Hash + Eq, M> Known<K, M> {
    const fn new() -> Self {
        Self(LazyLock::new(RwLock::default))
    }

    fn count(&self, key: K, make: impl FnOnce(&K) -> M, count: impl FnOnce(&M)) {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return count(known);
        }
        let made = make(&key);
        count(&made);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, made);
    }
}

/// Counts a request under the pattern of its route.
pub fn count(asked: &Method, route: Arc<str>, status: StatusCode, took: Duration) {
    static KNOWN: Known<(Arc<str>, &str, &str), (Histogram, Counter)> = Known::new();
    let make = |(route, method, class): &(Arc<str>, &'static str, &'static str)| {
        let duration = histogram!(DURATION, "route" => route.to_string(), "method" => *method);
        let requests =
            counter!(REQUESTS, "route" => route.to_string(), "method" => *method, "status" => *class);
        (duration, requests)
    };
    KNOWN.count((route, method(asked), class(status)), make, |(duration, requests)| {
        duration.record(took);
        requests.increment(1);
    });
}

/// Whether a tool may be used was decided for a token, or at a start, in this time.
pub fn decision(moment: &'static str, took: Duration) {
    static KNOWN: Known<&str, Histogram> = Known::new();
    KNOWN.count(moment, |moment| histogram!(DECISION, "moment" => *moment), |duration| duration.record(took));
}

/// Somebody has logged in.
pub fn login(service: Service) {
    counter!(LOGINS, "service" => service.as_str()).increment(1);
}

/// Somebody has started a tool, or was refused; `kind` is the launch's word in the catalogue.
pub fn launch(kind: &'static str, allowed: bool) {
    let outcome = if allowed { "allowed" } else { "refused" };
    counter!(LAUNCHES, "kind" => kind, "outcome" => outcome).increment(1);
}

/// How many changes the search index is behind, or that on the search server.
pub fn index_behind(changes: u64, remote: bool) {
    gauge!(if remote { SERVER_POSITION } else { POSITION }).set(precise(changes));
}

/// Whether the search server is asked.
pub fn search_server(used: bool) {
    gauge!(SERVER).set(f64::from(u8::from(used)));
}

/// Reads the outbox's backlog until told to stop.
pub async fn watch(database: Database, stop: CancellationToken) {
    loop {
        match outbox::backlog(&database).await {
            Ok(backlog) => {
                gauge!(BACKLOG).set(precise(backlog.open));
                gauge!(DEAD).set(precise(backlog.dead));
            }
            Err(error) => tracing::warn!(%error, "the outbox's backlog could not be read"),
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stop.cancelled() => return,
        }
    }
}

/// Gauges are floating-point: exact up to 2³², and no count here comes near.
fn precise(count: u64) -> f64 {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}

/// Methods that exist; whatever else a client writes is one label.
fn method(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clients_write_makes_no_new_label() {
        assert_eq!(method(&Method::from_bytes(b"XYZZY").unwrap()), "other");
        assert_eq!(class(StatusCode::from_u16(777).unwrap()), "5xx");
        assert_eq!(class(StatusCode::NOT_MODIFIED), "3xx");
    }
}
