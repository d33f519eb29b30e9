//! Doors for `fuzz/`: what reads the outside, as the product calls it. There with the feature `fuzzing` only.

use database::Keyring;
use jiff::Timestamp;
use kernel::{ClientId, GrantId};

use crate::{
    Algorithm, AuthorizationRequest, Claims, Client, Grant, JoseError, Params, Proof, ProofFor,
    grant::{
        code,
        handle::{Handle, Kind},
    },
    provider,
};

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

/// The code for a grant; `None` where it cannot be sealed.
pub fn write_code(keyring: &Keyring, grant: Grant) -> Option<String> {
    code::write(keyring, grant).ok()
}

/// The grant that a code is good for.
pub fn read_code(keyring: &Keyring, text: &str) -> Option<Grant> {
    code::read(keyring, text)
}

/// The last part of a `request_uri`: the request, good for this grant until then.
pub fn write_pushed(
    keyring: &Keyring,
    id: GrantId,
    until: Timestamp,
    request: &AuthorizationRequest,
) -> Option<String> {
    provider::PUSHED.write(keyring, id, &(until.as_microsecond(), request)).ok()
}

/// The request that was pushed as this, with its grant.
pub fn read_pushed(keyring: &Keyring, text: &str) -> Option<(GrantId, AuthorizationRequest)> {
    let (id, (_, request)) = provider::PUSHED.read::<(i64, AuthorizationRequest)>(keyring, text)?;
    Some((id, request))
}

/// A token's content: its grant, when it was issued, its place in the family, its scopes.
pub type Token = (GrantId, Timestamp, u32, u64);

/// An access token, or a refresh token.
pub fn write_token(keyring: &Keyring, access: bool, (grant, issued, sequence, scopes): Token) -> String {
    Handle { grant, issued, sequence, scopes }.write(keyring, kind(access))
}

/// What this access token, or refresh token, holds.
pub fn read_token(keyring: &Keyring, access: bool, text: &str) -> Option<Token> {
    let Handle { grant, issued, sequence, scopes } = Handle::read(keyring, kind(access), text)?;
    Some((grant, issued, sequence, scopes))
}

const fn kind(access: bool) -> Kind {
    if access { Kind::Access } else { Kind::Refresh }
}
