//! The application: what handlers share, the routes, and the layers around them.

use std::{convert::Infallible, ops::Deref, sync::Arc, time::Duration};

use aws_lc_rs::hmac;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::StatusCode,
    response::IntoResponse,
    routing::{Route, get},
};
use database::{Database, Read};
use kernel::Entropy;
use tower::{Service, ServiceBuilder, layer::layer_fn, service_fn};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, CompressionLevel,
        predicate::{NotForContentType, Predicate, SizeAbove},
    },
    timeout::TimeoutLayer,
};

use super::{
    Error, assets, form, health, locale, origin,
    rates::{Rates, Readers},
    render::Templates,
    robots, shell,
    texts::Texts,
};
use crate::{
    api,
    config::Config,
    demo::DemoAccounts,
    discovery::Vocabulary,
    fhir, figures, login,
    oauth::{self, Identity},
    pages,
};

/// What is built in cannot be used: a fault of the build.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A file of texts.
    #[error(transparent)]
    Texts(#[from] super::texts::TextsError),
    /// The vocabulary.
    #[error("topics: {0}")]
    Vocabulary(#[from] serde_json::Error),
    /// Sessions, logins and the provider.
    #[error(transparent)]
    Identity(#[from] identity::Error),
}

/// What handlers share; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// The parts of the application.
pub struct Shared {
    /// The configuration.
    pub config: Config,
    /// The database.
    pub database: Database,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Texts in all languages.
    pub texts: Arc<Texts>,
    /// Templates in all languages.
    pub templates: Templates,
    /// The engine that tools are found with; `discovery` is how it is asked.
    pub search: Arc<dyn search::Engine>,
    /// Topics and audiences.
    pub vocabulary: Arc<Vocabulary>,
    /// How often somebody may ask.
    pub rates: Arc<Rates>,
    /// Who has read discovery lately, for launch checks.
    pub readers: Readers,
    /// Open figures, as they were read last.
    pub figures: figures::Held,
    /// Sessions, logins and the OpenID provider.
    pub identity: Identity,
    /// Signs messages for the next page; the same in every instance.
    pub(super) flash_key: hmac::Key,
}

impl Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// Puts the application together, with an index in memory that is still to be filled (`discovery::Follower`).
    pub fn new(config: Config, database: Database) -> Result<Self, AppError> {
        Self::with_search(config, database, Arc::new(search::Index::in_memory()))
    }

    /// Puts the application together with this search engine.
    pub fn with_search(
        config: Config,
        database: Database,
        search: Arc<dyn search::Engine>,
    ) -> Result<Self, AppError> {
        let texts = Arc::new(Texts::load()?);
        let vocabulary = Arc::new(Vocabulary::load()?);
        let templates = Templates::load(&texts);
        let flash_key = hmac::Key::new(hmac::HMAC_SHA256, &database.keyring().mac("portal flash", &[]));
        let entropy = Arc::clone(database.entropy());
        let rates = Arc::new(Rates::new(&config));
        let identity = Identity::new(&config, &database, Arc::clone(&rates))?;
        Ok(Self(Arc::new(Shared {
            config,
            database,
            entropy,
            texts,
            templates,
            search,
            vocabulary,
            rates,
            readers: Readers::default(),
            figures: figures::Held::default(),
            identity,
            flash_key,
        })))
    }

    /// What readiness depends on, by name, and whether it answers.
    pub async fn checks(&self) -> Vec<(&'static str, bool)> {
        vec![
            ("database", self.database.ping().await.is_ok()),
            ("search", self.search.position().await.is_ok()),
        ]
    }

    /// The whole site as one service.
    pub fn router(&self) -> Router {
        let accounts = Arc::new(DemoAccounts::new(self.database.clone()));
        let mut routes = pages::routes()
            .merge(api::routes())
            .merge(fhir::routes())
            .merge(oauth::routes())
            .merge(login::routes());
        if let Some(built_in) = oauth::test_login(&self.config, &self.identity, &self.database, accounts) {
            routes = routes.nest_service("/testid", built_in);
        }
        let routed = routes
            .route("/health/live", get(health::live))
            .route("/health/ready", get(health::ready))
            .route("/assets/{hash}/{*name}", get(assets::serve))
            .route("/favicon.ico", get(assets::favicon))
            .route("/robots.txt", get(robots::show))
            .fallback(locale::unrouted)
            .method_not_allowed_fallback(async || Error::status(StatusCode::METHOD_NOT_ALLOWED))
            .layer(layer_fn(|route: Route| {
                service_fn(move |request| origin::note_route(route.clone(), request))
            }));
        Router::new().fallback_service(self.within(routed.with_state(self.clone())))
    }

    /// What stands around all routes, outermost first: around the router, since the language must be off the address before routing.
    fn within(
        &self,
        routes: Router,
    ) -> impl Service<Request, Response: IntoResponse, Error = Infallible, Future: Send>
    + Clone
    + Send
    + Sync
    + use<> {
        let (app, timeout) = (self.clone(), Duration::from_secs(self.config.request_timeout_s.into()));
        let compressible = SizeAbove::new(860)
            .and(NotForContentType::new("font/"))
            .and(NotForContentType::new("image/png"))
            .and(NotForContentType::new("image/jpeg"))
            .and(NotForContentType::new("image/x-icon"));
        ServiceBuilder::new()
            .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(compressible))
            .layer(layer_fn(move |site| shell::around(app.clone(), site)))
            .layer(CatchPanicLayer::custom(|_| Error::internal("a handler panicked").into_response()))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, timeout))
            .layer(DefaultBodyLimit::max(form::MAX_BODY))
            .service(routes)
    }
}
