//! Field encryption and keyed look-up.
//!
//! A master key from the configuration wraps two kinds of data keys kept in the database: versions of the *field* key, which encrypts, and
//! one *root* key, from which keys for look-up and derivation come (HKDF-SHA-256, one for each purpose) and which is never rotated.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{PoisonError, RwLock},
};

use aws_lc_rs::{
    aead::{AES_256_GCM_SIV, Aad, LessSafeKey, Nonce, UnboundKey},
    hkdf, hmac,
};
use jiff::Timestamp;
use kernel::Entropy;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder, sea_query::OnConflict};
use uuid::Uuid;
use zeroize::Zeroize;

use crate::{Error, Result};

/// 256 bits from the configuration that wrap the data keys.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// The key of these bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}
impl Drop for MasterKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::expect_used, reason = "without randomness nothing here is safe to continue")]
    fn fill(&self, bytes: &mut [u8]) {
        aws_lc_rs::rand::fill(bytes).expect("the operating system gives randomness");
    }
}

/// Where a sealed value stands; a value moved elsewhere does not open.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The row's key.
    pub row: Uuid,
}

/// The data keys, parsed once and held.
pub struct Keyring {
    current: u32,
    field: BTreeMap<u32, LessSafeKey>,
    root: hkdf::Prk,
    /// Keys of purposes, each derived once.
    macs: RwLock<BTreeMap<&'static str, hmac::Key>>,
}

const NONCE: usize = 12;

impl Keyring {
    /// Reads and unwraps the data keys, making the first ones in a new database.
    pub(crate) async fn open(
        writer: &impl ConnectionTrait,
        master: &MasterKey,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<Self> {
        let mut rows = stored::Entity::find().order_by_asc(stored::Column::Version).all(writer).await?;
        if rows.is_empty() {
            for purpose in ["field", "root"] {
                let mut key = [0; 32];
                entropy.fill(&mut key);
                let wrapped = wrap(master, purpose, 1, key, entropy)?;
                let row = stored::ActiveModel {
                    purpose: Set(purpose.to_owned()),
                    version: Set(1),
                    wrapped: Set(wrapped),
                    created_at: Set(now.as_microsecond()),
                };
                // Another instance may have been first: its keys are the ones that count.
                stored::Entity::insert(row)
                    .on_conflict(
                        OnConflict::columns([stored::Column::Purpose, stored::Column::Version])
                            .do_nothing()
                            .to_owned(),
                    )
                    .exec_without_returning(writer)
                    .await?;
            }
            rows = stored::Entity::find().order_by_asc(stored::Column::Version).all(writer).await?;
        }
        let (mut field, mut root, mut current) = (BTreeMap::new(), None, 0);
        for row in rows {
            let version = u32::try_from(row.version).unwrap_or_default();
            let mut key = unwrap(master, &row.purpose, version, row.wrapped)?;
            match row.purpose.as_str() {
                "field" => {
                    current = current.max(version);
                    field.insert(version, aead(&key)?);
                }
                "root" => root = Some(hkdf::Salt::new(hkdf::HKDF_SHA256, b"reseptor root").extract(&key)),
                _ => return Err(Error::corrupt("data_keys", "purpose", &row.purpose, "not known")),
            }
            key.zeroize();
        }
        let root = root.ok_or(Error::Sealed("the root key is missing"))?;
        Ok(Self { current, field, root, macs: RwLock::default() })
    }

    /// Encrypts a value for this field: version (4 bytes, big-endian), nonce (12), ciphertext and tag.
    pub fn seal(&self, field: Field, plain: &[u8], entropy: &dyn Entropy) -> Result<Vec<u8>> {
        let key = self.field.get(&self.current).ok_or(Error::Sealed("no field key"))?;
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce);
        let mut sealed = plain.to_vec();
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(associated(field, self.current)),
            &mut sealed,
        )
        .map_err(|_| Error::Sealed("encryption failed"))?;
        Ok([&self.current.to_be_bytes()[..], &nonce, &sealed].concat())
    }

    /// Decrypts what `seal` made for this very field.
    pub fn open_field(&self, field: Field, sealed: &[u8]) -> Result<Vec<u8>> {
        let (version, rest) = sealed.split_at_checked(4).ok_or(Error::Sealed("too short"))?;
        let (nonce, body) = rest.split_at_checked(NONCE).ok_or(Error::Sealed("too short"))?;
        let version = u32::from_be_bytes(version.try_into().map_err(|_| Error::Sealed("too short"))?);
        let key = self.field.get(&version).ok_or(Error::Sealed("unknown key version"))?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Error::Sealed("too short"))?;
        let mut plain = body.to_vec();
        let length = key
            .open_in_place(nonce, Aad::from(associated(field, version)), &mut plain)
            .map_err(|_| Error::Sealed("altered, moved, or another key"))?
            .len();
        plain.truncate(length);
        Ok(plain)
    }

    /// Keyed hash for look-up and pseudonyms: HMAC-SHA-256 under this purpose's own key.
    pub fn mac(&self, purpose: &'static str, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.mac_key(purpose));
        for part in parts {
            // Length first, so that parts cannot be shifted into one another.
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let tag = context.sign();
        let mut bytes = [0; 32];
        bytes.copy_from_slice(tag.as_ref());
        bytes
    }

    fn mac_key(&self, purpose: &'static str) -> hmac::Key {
        if let Some(key) = self.macs.read().unwrap_or_else(PoisonError::into_inner).get(purpose) {
            return key.clone();
        }
        let info = [purpose.as_bytes()];
        let mut bytes = [0; 32];
        // 32 bytes of HKDF-SHA-256 output cannot fail.
        if let Ok(okm) = self.root.expand(&info, hkdf::HKDF_SHA256) {
            let _ = okm.fill(&mut bytes);
        }
        let key = hmac::Key::new(hmac::HMAC_SHA256, &bytes);
        bytes.zeroize();
        self.macs.write().unwrap_or_else(PoisonError::into_inner).insert(purpose, key.clone());
        key
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring(field key version {})", self.current)
    }
}

fn associated(field: Field, version: u32) -> Vec<u8> {
    format!("{}\u{1f}{}\u{1f}{}\u{1f}{version}", field.table, field.column, field.row).into_bytes()
}

fn aead(key: &[u8]) -> Result<LessSafeKey> {
    UnboundKey::new(&AES_256_GCM_SIV, key)
        .map(LessSafeKey::new)
        .map_err(|_| Error::Sealed("a data key has the wrong length"))
}

fn wrap(
    master: &MasterKey,
    purpose: &str,
    version: u32,
    mut key: [u8; 32],
    entropy: &dyn Entropy,
) -> Result<Vec<u8>> {
    let mut nonce = [0; NONCE];
    entropy.fill(&mut nonce);
    let mut wrapped = key.to_vec();
    key.zeroize();
    aead(&master.0)?
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(format!("data_keys\u{1f}{purpose}\u{1f}{version}")),
            &mut wrapped,
        )
        .map_err(|_| Error::Sealed("wrapping a data key failed"))?;
    Ok([&nonce[..], &wrapped].concat())
}

fn unwrap(master: &MasterKey, purpose: &str, version: u32, wrapped: Vec<u8>) -> Result<Vec<u8>> {
    let (nonce, body) = wrapped.split_at_checked(NONCE).ok_or(Error::Sealed("a data key is too short"))?;
    let nonce =
        Nonce::try_assume_unique_for_key(nonce).map_err(|_| Error::Sealed("a data key is too short"))?;
    let mut key = body.to_vec();
    let length = aead(&master.0)?
        .open_in_place(nonce, Aad::from(format!("data_keys\u{1f}{purpose}\u{1f}{version}")), &mut key)
        .map_err(|_| Error::Sealed("the secret key is not the one this database was made with"))?
        .len();
    key.truncate(length);
    Ok(key)
}

mod stored {
    //! `data_keys`: wrapped keys by purpose and version.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "data_keys")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub purpose: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub wrapped: Vec<u8>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
