#![doc = include_str!("../README.md")]

pub mod client;
mod dpop;
mod error;
mod fetch;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
pub mod grant;
mod jose;
mod key_source;
pub mod keys;
pub mod login;
mod logout;
mod offered;
mod params;
mod pkce;
mod policy;
pub mod provider;
mod pseudonym;
mod purge;
mod scope;
mod sealed;
mod secret;
pub mod session;
mod store;
mod tool_stopped;
mod vendor_stopped;

pub use client::{AuthMethod, Client, ClientMetadata, RefusedKey, Requirements, SecurityProfile, Terms};
pub use dpop::{Proof, ProofFor};
pub use error::{Code, Error, LoginError, OAuthError, Result};
pub use fetch::{Fetch, FetchError, Reach};
pub use grant::{Grant, LaunchContext, ToolLogin};
pub use jose::{
    Accept, Algorithm, Claims, JoseError, KeyName, LONGEST_TOKEN, PublicKeys, SKEW, SigningKey, Verified,
};
pub use key_source::{KeySource, SourceError};
pub use keys::{KeyStore, Purpose};
pub use login::{
    Begin, Begun, Completed, LoginOptions, Logins, Preset, ProviderSettings, UpstreamHpr,
    UpstreamOrganisation, UpstreamPerson,
};
pub use logout::{BACKCHANNEL_LOGOUT, BackchannelLogout};
pub use offered::Offered;
pub use params::Params;
pub use pkce::Challenge;
pub use policy::{
    Basis, GrantFacts, GrantPolicy, KnownPerson, Moment, PolicyAnswer, PolicyError, Representation, Spoil,
};
pub use provider::{
    Access, Admission, AuthorizationRequest, Chosen, ClientKeys, Credentials, EndSession, HTI_LASTS,
    HtiLaunch, HtiSigner, LoginNeeded, Parked, Permit, Prompt, Provider, ProviderOptions, Pushed, Ready,
    Step, TokenResponse, Unpermitted,
};
pub use pseudonym::{Party, sid};
pub use purge::purge;
pub use scope::{Context, Interaction, Scopes};
pub use secret::Secret;
pub use session::{Account, EndReason, Hint, Opening, Service, Session, Upstream};
pub use tool_stopped::{TOOL_SUSPENDED, ToolStopped};
pub use vendor_stopped::{VENDOR_STOPPED, VendorStopped};
