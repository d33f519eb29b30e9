//! Doors for `fuzz/`: what reads the outside, as the product calls it. There with the feature `fuzzing` only.

use jiff::Timestamp;
use kernel::ClientId;

use crate::{Algorithm, AuthorizationRequest, Claims, Client, JoseError, Params, Proof, ProofFor, provider};

/// `jti` and end of a client assertion whose signature holds.
///
/// # Errors
/// A claim is missing or says something else.
pub fn assertion(
    claims: &Claims,
    client: ClientId,
    issuer: &str,
    now: Timestamp,
) -> Result<(String, Timestamp), JoseError> {
    provider::check_assertion(claims, client, issuer, now)
}

/// A DPoP proof that holds for this request.
pub fn proof(proof: &str, request: ProofFor<'_>, now: Timestamp) -> Option<Proof> {
    Proof::check(proof, request, &Algorithm::ALL, now).ok()
}

/// An authorization request that may be answered to its client.
pub fn request(client: &Client, params: &Params, audiences: &[&str]) -> Option<AuthorizationRequest> {
    AuthorizationRequest::check(client, params, audiences, &client.metadata.scope).ok()
}
