//! Side effects queued the way that use cases queue them, by a second program on the same data.

use std::{fs, sync::Arc};

use database::{Database, Job, MasterKey, Options, SystemEntropy};
use kernel::{PersonId, SystemClock};
use serde_json::Value;

use tests::{DataDir, query};
use uuid::Uuid;

/// The id of the person with this account key, as payloads name it.
pub fn person(data: &DataDir, key: &str) -> String {
    let found = query(&data.database(), &format!("SELECT hex(id) FROM persons WHERE account_key = '{key}'"));
    PersonId::from_uuid(Uuid::from_u128(u128::from_str_radix(&found[0], 16).unwrap())).to_string()
}

/// Queues one job for each payload, in one transaction.
pub async fn queue(data: &DataDir, kind: &'static str, payloads: &[Value]) {
    let text = fs::read_to_string(data.path().join("secret.key")).unwrap();
    let mut key = [0; 32];
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap();
    }
    let options = Options {
        url: format!("sqlite://{}", data.database().display()),
        connections: 1,
        master_key: MasterKey::new(key),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
    };
    let database = Database::open(options).await.unwrap();
    let tx = database.begin().await.unwrap();
    for payload in payloads {
        tx.emit(Job::new(kind, payload.clone()));
    }
    tx.commit().await.unwrap();
}
