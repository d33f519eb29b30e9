//! Styles, scripts, fonts and icons: embedded, addressed by a hash of their content, cached for good.

use std::sync::LazyLock;

use aws_lc_rs::digest;
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// One hash over everything that is served, twelve hexadecimal digits.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut context = digest::Context::new(&digest::SHA256);
    for name in names {
        context.update(name.as_bytes());
        if let Some(file) = Files::get(&name) {
            context.update(&file.data);
        }
    }
    hex::encode(&context.finish().as_ref()[..6])
});

/// The address of an asset.
pub fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *HASH)
}

/// Whether there is such an asset.
pub fn exists(name: &str) -> bool {
    Files::get(name).is_some()
}

/// The text of an asset, for tests and for what is put into a page.
pub fn text(name: &str) -> Option<String> {
    Files::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

/// `GET /assets/{hash}/{*name}`.
pub async fn serve(Path((hash, name)): Path<(String, String)>) -> Response {
    let Some(file) = Files::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    // An address with another hash is of an older or newer build: answered, but not kept.
    let lasting = hash == *HASH && !cfg!(debug_assertions);
    let caching = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    answer(&name, file.data.into_owned(), caching)
}

/// `GET /favicon.ico`: browsers ask for it whatever the page says.
pub async fn favicon() -> Response {
    Files::get("favicon.ico").map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |file| answer("favicon.ico", file.data.into_owned(), "public, max-age=86400"),
    )
}

fn answer(name: &str, content: Vec<u8>, caching: &'static str) -> Response {
    let kind = match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "woff2" => "font/woff2",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    let mut response = content.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}
