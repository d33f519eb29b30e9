//! What search engines are told of a page (schema.org, JSON-LD): nothing that the page does not show.

use catalogue::Listing;
use kernel::Locale;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::tool::ToolView;
use crate::web::PageContext;

/// JSON-LD as it stands in a page: data, which no policy of scripts concerns.
#[derive(Debug, Clone, Default)]
pub struct JsonLd(Value);

impl JsonLd {
    fn graph(nodes: impl IntoIterator<Item = Value>) -> Self {
        Self(json!({ "@context": "https://schema.org", "@graph": nodes.into_iter().collect::<Vec<_>>() }))
    }

    /// Its text, in which nothing can end the element that it stands in.
    fn text(&self) -> String {
        let mut text = String::new();
        for letter in self.0.to_string().chars() {
            match letter {
                '<' => text.push_str("\\u003c"),
                '>' => text.push_str("\\u003e"),
                '&' => text.push_str("\\u0026"),
                '\u{2028}' => text.push_str("\\u2028"),
                '\u{2029}' => text.push_str("\\u2029"),
                _ => text.push(letter),
            }
        }
        text
    }
}

impl Serialize for JsonLd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

fn address(cx: &PageContext, path: &str) -> String {
    format!("{}{}", cx.app.config.issuer(), cx.url(path))
}

/// The site and how it is searched.
pub fn front(cx: &PageContext) -> JsonLd {
    let target = format!("{}?q={{search_term_string}}", address(cx, "/verktoy"));
    JsonLd::graph([json!({
        "@type": "WebSite",
        "@id": format!("{}/#site", cx.app.config.issuer()),
        "name": "Reseptor",
        "url": address(cx, "/"),
        "description": cx.text("front-intro"),
        "inLanguage": Locale::ALL.map(Locale::tag),
        "potentialAction": {
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": target },
            "query-input": "required name=search_term_string",
        },
    })])
}

/// The list's place on the site.
pub fn find(cx: &PageContext) -> JsonLd {
    JsonLd::graph([trail(cx, &[("/", &cx.text("front")), ("/verktoy", &cx.text("find-title"))])])
}

/// The tool, the page about it and its place on the site.
pub fn tool(cx: &PageContext, listing: &Listing, view: &ToolView) -> JsonLd {
    let path = format!("/verktoy/{}", view.slug);
    let page = address(cx, &path);
    let platforms: Vec<&str> = view.platforms.iter().map(|platform| platform.text.as_str()).collect();
    let languages: Vec<String> = listing.content().languages.iter().map(ToString::to_string).collect();
    let mut software = json!({
        "@type": "SoftwareApplication",
        "@id": format!("{page}#tool"),
        "name": view.name.text,
        "description": view.summary.text,
        "url": page,
        "applicationCategory": "HealthApplication",
        "operatingSystem": platforms.join(", "),
        "inLanguage": languages,
        "isAccessibleForFree": true,
        "offers": { "@type": "Offer", "price": "0", "priceCurrency": "NOK" },
        "author": { "@type": "Organization", "name": view.vendor },
    });
    if let Some(latest) = view.versions.first() {
        software["softwareVersion"] = latest.version.clone().into();
    }
    let issuer = cx.app.config.issuer();
    let pictures = view.files.screenshots.iter().map(|one| {
        json!({
            "@type": "ImageObject",
            "contentUrl": format!("{issuer}{}", one.address),
            "thumbnailUrl": format!("{issuer}{}", one.thumbnail),
            "caption": one.alt.as_ref().map(|alt| &alt.text),
            "width": one.width,
            "height": one.height,
        })
    });
    if !view.files.screenshots.is_empty() {
        software["screenshot"] = pictures.collect();
    }
    let mut about = json!({
        "@type": "MedicalWebPage",
        "@id": page,
        "url": page,
        "name": view.name.text,
        "description": view.summary.text,
        "inLanguage": cx.locale().tag(),
        "isPartOf": { "@id": format!("{}/#site", cx.app.config.issuer()) },
        "mainEntity": { "@id": format!("{page}#tool") },
        "breadcrumb": { "@id": format!("{page}#trail") },
    });
    if let Some(label) = &view.label {
        about["lastReviewed"] = kernel::oslo::date(label.at).to_string().into();
        about["reviewedBy"] = json!({ "@type": "Organization", "name": label.by });
    }
    let steps = [("/", &*cx.text("front")), ("/verktoy", &cx.text("nav-find")), (&path, &view.name.text)];
    let mut trail = trail(cx, &steps);
    trail["@id"] = format!("{page}#trail").into();
    JsonLd::graph([software, about, trail])
}

fn trail(cx: &PageContext, steps: &[(&str, &str)]) -> Value {
    let step = |(at, (path, name)): (usize, &(&str, &str))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": address(cx, path) });
    json!({ "@type": "BreadcrumbList", "itemListElement": steps.iter().enumerate().map(step).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_ends_the_element_and_it_reads_back() {
        let value = json!({ "name": "</script><!--<script>&\u{2028}" });
        let text = JsonLd(value.clone()).text();
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
