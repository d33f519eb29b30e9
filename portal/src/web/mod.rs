//! The shell that every page stands in: requests in, pages out.

pub mod app;
pub mod assets;
pub mod caching;
pub mod challenge;
pub mod context;
pub mod csrf;
pub mod dates;
pub mod error;
mod field_names;
pub mod flash;
pub mod form;
pub mod headers;
pub mod health;
pub mod locale;
pub mod metrics;
pub mod navigation;
pub mod origin;
pub mod paging;
pub mod rates;
pub mod render;
pub mod robots;
pub mod session;
pub mod shell;
pub mod texts;
mod upload;
#[cfg(test)]
mod walk;
pub mod wish;
pub mod xml;

pub use app::App;
pub use context::PageContext;
pub use error::{Error, Result};
pub use form::{FormState, Posted, Received};
pub use origin::RequestInfo;
pub use render::{Page, View};
pub use session::{
    CitizenLogin, ClinicianLogin, CurrentSession, Login, OperatorLogin, OrdererLogin, Representing, Service,
    VendorLogin, Visitor,
};
pub use upload::{Uploaded, UploadedFile};
pub use wish::Wish;
