#![doc = include_str!("../README.md")]

mod gateway;
mod handler;
mod message;
mod store;
mod template;

pub use gateway::{Gateway, Gateways, Outgoing, Sms, Smtp, SmtpError};
pub use handler::{KIND, Messenger};
pub use message::{About, Channel, Message, list_for, list_recent, mark_read, unread_count};
pub use template::{Rendered, Template, Texts, TextsError};
