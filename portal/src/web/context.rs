//! What a handler takes to answer with a page or a redirect.

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use kernel::Locale;

use super::{App, Page, RequestInfo, View, Visitor, Wish, flash::Flash, locale};

/// The request, the visitor and the application: everything the layout shows around a page.
#[derive(Clone)]
pub struct PageContext {
    /// The application.
    pub app: App,
    /// The request's language, address and names.
    pub info: RequestInfo,
    /// Who asks.
    pub visitor: Visitor,
    /// What the page before wants said.
    pub flash: Option<Flash>,
    /// The language wanted.
    pub wish: Wish,
}

impl PageContext {
    /// The language to answer in.
    pub const fn locale(&self) -> Locale {
        self.info.locale
    }

    /// The page that shows `view`.
    pub fn page<V: View>(self, view: V) -> Page<V> {
        Page::new(self, view)
    }

    /// A 303 to a path of this site (given without language), in the request's language.
    pub fn redirect(self, path: &str) -> Redirect {
        Redirect { context: self, path: path.to_owned(), flash: None }
    }

    /// A text in the request's language, without arguments.
    pub fn text(&self, key: &str) -> String {
        self.app.texts.text(self.locale(), key)
    }

    /// The address of a path in the request's language.
    pub fn url(&self, path: &str) -> String {
        locale::localised(self.locale(), path)
    }
}

impl FromRequestParts<App> for PageContext {
    type Rejection = super::Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let info = RequestInfo::from_request_parts(parts, app).await?;
        let visitor = parts.extensions.get::<Visitor>().cloned().unwrap_or_default();
        let (flash, wish) = (Flash::of(app, &parts.headers), Wish::of(app, &info, &parts.headers));
        Ok(Self { app: app.clone(), info, visitor, flash, wish })
    }
}

/// A redirect after a form, possibly with a message for the page it leads to.
pub struct Redirect {
    context: PageContext,
    path: String,
    flash: Option<Flash>,
}

impl Redirect {
    /// The next page says this text (`flash-…`).
    #[must_use]
    pub fn flash(mut self, text: &str) -> Self {
        self.flash = Some(Flash::new(text));
        self
    }

    /// The next page offers to undo it by a form `POST` to this path (without language).
    #[must_use]
    pub fn undo(mut self, path: &str) -> Self {
        if let Some(flash) = &mut self.flash {
            flash.undo = Some(path.to_owned());
        }
        self
    }
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        let target =
            locale::own_path(&self.path).map_or_else(|| "/".to_owned(), |path| self.context.url(path));
        let mut response = StatusCode::SEE_OTHER.into_response();
        if let Ok(target) = HeaderValue::from_str(&target) {
            response.headers_mut().insert(header::LOCATION, target);
        }
        if let Some(flash) = &self.flash
            && let Ok(cookie) = HeaderValue::from_str(&Flash::set_cookie(&self.context.app, Some(flash)))
        {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}
