//! The ways out: SMTP, an HTTP gateway for SMS.

use std::{fmt, time::Duration};

use async_trait::async_trait;
use database::outbox::Failure;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message as Mail, Tokio1Executor, address::AddressError,
    message::Mailbox, message::header::ContentType,
};
use uuid::Uuid;

/// One message to hand over.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Idempotency key towards the gateway.
    pub id: Uuid,
    /// E-mail address or telephone number.
    pub to: String,
    /// Subject, of an e-mail.
    pub subject: String,
    /// Text.
    pub text: String,
    /// Language of the text.
    pub language: &'static str,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outgoing({})", self.id)
    }
}

/// Hands messages of one channel over.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Hands one message over; may be called again with the same id.
    async fn send(&self, message: &Outgoing) -> Result<(), Failure>;
}

/// The gateways that are configured. Where one is missing, its messages are kept for the person to read, and not sent.
#[derive(Default)]
pub struct Gateways {
    /// For e-mail.
    pub email: Option<Box<dyn Gateway>>,
    /// For SMS.
    pub sms: Option<Box<dyn Gateway>>,
}

impl fmt::Debug for Gateways {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gateways(email: {}, sms: {})", self.email.is_some(), self.sms.is_some())
    }
}

const PATIENCE: Duration = Duration::from_secs(20);

/// E-mail through an SMTP server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    domain: String,
}

/// Why mail cannot be sent with this configuration.
#[derive(Debug, thiserror::Error)]
pub enum SmtpError {
    /// The server's address is wrong.
    #[error("the SMTP address is wrong: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
    /// The server does not answer, or does not let us in.
    #[error("{0}")]
    Away(#[source] lettre::transport::smtp::Error),
    /// The sender's address is wrong.
    #[error("the sender's address is wrong: {0}")]
    Sender(#[from] AddressError),
}

impl Smtp {
    /// `smtp://host:port`, `smtps://user:password@host` …, and the sender as `Name <address>`.
    pub fn new(url: &str, from: &str) -> Result<Self, SmtpError> {
        let from: Mailbox = from.parse()?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.timeout(Some(PATIENCE)).build();
        let domain = from.email.domain().to_owned();
        Ok(Self { transport, from, domain })
    }

    /// Connects as for a message – TLS and login included – and sends none; `false` where the server is there and does not want to talk.
    pub async fn try_out(&self) -> Result<bool, SmtpError> {
        self.transport.test_connection().await.map_err(SmtpError::Away)
    }
}

#[async_trait]
impl Gateway for Smtp {
    async fn send(&self, message: &Outgoing) -> Result<(), Failure> {
        let to: Mailbox =
            message.to.parse().map_err(|_| Failure::Never("the address is not an e-mail address".into()))?;
        let mail = Mail::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&message.subject)
            .message_id(Some(format!("<{}@{}>", message.id, self.domain)))
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.clone())
            .map_err(|error| Failure::Never(error.to_string()))?;
        match self.transport.send(mail).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(Failure::Never(format!("the server refused: {error}"))),
            Err(error) => Err(Failure::Later(format!("the server did not take it: {error}"))),
        }
    }
}

/// SMS through an HTTP gateway: `POST` of `{"id","to","text"}` with a bearer token; 2xx is taken, 4xx (but 408, 429) never.
pub struct Sms {
    client: reqwest::Client,
    address: String,
    token: Option<String>,
}

impl Sms {
    /// A gateway at this address.
    pub fn new(address: &str, token: Option<String>) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { client, address: address.to_owned(), token })
    }
}

#[async_trait]
impl Gateway for Sms {
    async fn send(&self, message: &Outgoing) -> Result<(), Failure> {
        let body = serde_json::json!({"id": message.id, "to": message.to, "text": message.text});
        let mut request =
            self.client.post(&self.address).header("idempotency-key", message.id.to_string()).json(&body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.map_err(|error| Failure::Later(error.without_url().to_string()))?;
        let status = answer.status();
        if status.is_success() {
            Ok(())
        } else if status.is_client_error() && !matches!(status.as_u16(), 408 | 429) {
            Err(Failure::Never(format!("the gateway answered {status}")))
        } else {
            Err(Failure::Later(format!("the gateway answered {status}")))
        }
    }
}
