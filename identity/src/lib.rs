#![doc = include_str!("../README.md")]

mod error;
mod fetch;
mod jose;
mod key_source;
mod pkce;
mod pseudonym;
mod scope;

pub use error::{Code, Error, LoginError, OAuthError, Result};
pub use fetch::{Fetch, FetchError, Reach};
pub use jose::{Accept, Algorithm, Claims, JoseError, LONGEST_TOKEN, PublicKeys, SKEW, SigningKey, Verified};
pub use key_source::{KeySource, SourceError};
pub use pkce::Challenge;
pub use pseudonym::{Party, sid};
pub use scope::Scopes;
