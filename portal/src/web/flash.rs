//! What the page after a redirect says was done, with a way to undo it: in a signed cookie that lives one minute.

use aws_lc_rs::hmac;
use axum::http::HeaderMap;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use super::{App, origin};

/// A message for the next page. It carries a text's key and never anything personal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// Key of the text (`flash-…`).
    pub text: String,
    /// Path that undoes it by `POST`, where it can be undone.
    pub undo: Option<String>,
}

impl Flash {
    /// Says this text.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), undo: None }
    }

    /// The cookie's value: content and signature.
    pub fn seal(&self, key: &hmac::Key) -> String {
        let content = BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default());
        let tag = BASE64_URL_SAFE_NO_PAD.encode(hmac::sign(key, content.as_bytes()));
        format!("{content}.{tag}")
    }

    /// Reads a cookie's value; `None` where it is not ours.
    pub fn open(key: &hmac::Key, value: &str) -> Option<Self> {
        let (content, tag) = value.split_once('.')?;
        let tag = BASE64_URL_SAFE_NO_PAD.decode(tag).ok()?;
        hmac::verify(key, content.as_bytes(), &tag).ok()?;
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(content).ok()?).ok()
    }

    /// The message that a request brings.
    pub fn of(app: &App, headers: &HeaderMap) -> Option<Self> {
        Self::open(&app.flash_key, origin::cookie(headers, app.config.flash_cookie())?)
    }

    /// `Set-Cookie` that carries it to the next page, or (`None`) ends it.
    pub fn set_cookie(app: &App, flash: Option<&Self>) -> String {
        let (value, age) = flash.map_or_else(|| (String::new(), 0), |flash| (flash.seal(&app.flash_key), 60));
        let secure = if app.config.is_https() { "; Secure" } else { "" };
        format!(
            "{}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}",
            app.config.flash_cookie()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_message_is_shown() {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &[7; 32]);
        let flash = Flash { text: "flash-saved".into(), undo: Some("/min-side/angre".into()) };
        let sealed = flash.seal(&key);
        assert_eq!(Flash::open(&key, &sealed), Some(flash));
        assert_eq!(Flash::open(&key, &sealed.replacen('e', "f", 1)), None);
        assert_eq!(Flash::open(&hmac::Key::new(hmac::HMAC_SHA256, &[8; 32]), &sealed), None);
        assert_eq!(Flash::open(&key, "."), None);
    }
}
