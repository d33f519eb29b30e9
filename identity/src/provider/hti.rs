//! The launch of Health Tools Interoperability (HTI:core 2.0): one signed token, which the browser posts to the tool. No login follows it.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use database::{Read, Tx};
use jiff::SignedDuration;
use kernel::{Citizen, PersonId, PrescriptionId, ToolId};
use serde_json::json;

use super::Provider;
use crate::{Algorithm, Error, Party, Purpose, Result, SigningKey};

/// How long a token may be taken (HTI:core 2.0 ②: at most five minutes).
pub const HTI_LASTS: SignedDuration = SignedDuration::from_mins(5);
/// The claims below are those of this version.
const VERSION: &str = "2.0";

/// What is launched, for the person at the keyboard.
#[derive(Debug, Clone)]
pub struct HtiLaunch {
    person: PersonId,
    tool: ToolId,
    address: String,
    prescription: Option<PrescriptionId>,
    definition: String,
    intent: Option<String>,
}

impl HtiLaunch {
    /// A launch of the tool at `address`; `None` for somebody who acts for another, since the token has no place for two persons (R5).
    pub fn new(
        citizen: Citizen,
        tool: ToolId,
        address: impl Into<String>,
        definition: impl Into<String>,
    ) -> Option<Self> {
        (!citizen.represents()).then(|| Self {
            person: citizen.person,
            tool,
            address: address.into(),
            prescription: None,
            definition: definition.into(),
            intent: None,
        })
    }

    /// On this prescription, which is the task; without one the person's own use of the tool is.
    #[must_use]
    pub fn on(mut self, prescription: Option<PrescriptionId>) -> Self {
        self.prescription = prescription;
        self
    }

    /// Leads to this task within the tool.
    #[must_use]
    pub fn to(mut self, intent: Option<String>) -> Self {
        self.intent = intent;
        self
    }
}

/// Signs launches; fetched before the transaction that records them, since a missing key is made in one of its own.
#[derive(Debug, Clone)]
pub struct HtiSigner {
    issuer: String,
    key: Arc<SigningKey>,
}

impl Provider {
    /// The signer of launches; its keys are those of `/oauth2/jwks`.
    pub async fn hti_signer(&self) -> Result<HtiSigner> {
        let key = self.keys().signer(Purpose::Tokens, Algorithm::Es256).await?;
        Ok(HtiSigner { issuer: self.issuer().to_owned(), key })
    }
}

impl HtiSigner {
    /// The token: pseudonyms of this tool alone, and nothing personal (HTI:core 2.0 ①).
    pub fn sign(&self, tx: &Tx, launch: &HtiLaunch) -> Result<String> {
        let party = Party::Tool(launch.tool);
        let task = match launch.prescription {
            Some(prescription) => party.task(tx.keyring(), None, prescription),
            None => party.own_use(tx.keyring(), launch.person),
        };
        let now = tx.now();
        let mut claims = json!({
            "iss": self.issuer,
            // The tool's own address: several tools may live at one host.
            "aud": launch.address,
            "iat": now.as_second(),
            "exp": (now + HTI_LASTS).as_second(),
            "jti": URL_SAFE_NO_PAD.encode(tx.random::<32>()),
            "sub": format!("Patient/{}", party.patient(tx.keyring(), None, launch.person)),
            "resource": format!("Task/{task}"),
            "definition": launch.definition,
            "hti-version": VERSION,
        });
        if let Some(intent) = &launch.intent {
            claims["intent"] = json!(intent);
        }
        // HTI names no type of its own, and libraries take `JWT` alone by default; what tells it from an ID token is its audience.
        self.key.sign("JWT", &claims).map_err(Error::Key)
    }
}
