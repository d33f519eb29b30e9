//! Tokens: opaque outside; inside the grant they belong to, when they were issued, and a keyed hash over it.
//!
//! Nothing of them is stored, so that issuing writes no row and a stolen database holds none; whether one is still good is decided by its
//! grant at each use.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::Keyring;
use jiff::Timestamp;
use kernel::GrantId;
use uuid::Uuid;

/// What a handle is good for; each is hashed under a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Access,
    Refresh,
}

impl Kind {
    const fn purpose(self) -> &'static str {
        match self {
            Self::Access => "token access",
            Self::Refresh => "token refresh",
        }
    }
}

/// A token, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Handle {
    pub(crate) grant: GrantId,
    pub(crate) issued: Timestamp,
    /// Position in the family of refresh tokens.
    pub(crate) sequence: u32,
    /// Which of the grant's scopes, a bit each.
    pub(crate) scopes: u64,
}

const BODY: usize = 16 + 8 + 4 + 8;
const MAC: usize = 32;

impl Handle {
    pub(crate) fn write(&self, keyring: &Keyring, kind: Kind) -> String {
        let body = self.body();
        let mac = keyring.mac(kind.purpose(), &[&body]);
        URL_SAFE_NO_PAD.encode([&body[..], &mac].concat())
    }

    /// `None` for everything that was not written by us as this kind.
    pub(crate) fn read(keyring: &Keyring, kind: Kind, text: &str) -> Option<Self> {
        if text.len() > 128 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (body, mac) = bytes.split_at_checked(BODY)?;
        if mac.len() != MAC || verify_slices_are_equal(&keyring.mac(kind.purpose(), &[body]), mac).is_err() {
            return None;
        }
        let (grant, rest) = body.split_first_chunk::<16>()?;
        let (issued, rest) = rest.split_first_chunk::<8>()?;
        let (sequence, rest) = rest.split_first_chunk::<4>()?;
        let (scopes, _) = rest.split_first_chunk::<8>()?;
        Some(Self {
            grant: GrantId::from_uuid(Uuid::from_bytes(*grant)),
            issued: Timestamp::from_microsecond(i64::from_be_bytes(*issued)).ok()?,
            sequence: u32::from_be_bytes(*sequence),
            scopes: u64::from_be_bytes(*scopes),
        })
    }

    fn body(&self) -> [u8; BODY] {
        let mut body = [0; BODY];
        body[..16].copy_from_slice(self.grant.uuid().as_bytes());
        body[16..24].copy_from_slice(&self.issued.as_microsecond().to_be_bytes());
        body[24..28].copy_from_slice(&self.sequence.to_be_bytes());
        body[28..].copy_from_slice(&self.scopes.to_be_bytes());
        body
    }
}
