//! Bad and hostile input: an explanation, never a fault of ours.

use tests::{Browser, DataDir, Server, Settings};
use url::Url;

/// Pages and addresses of every kind.
const PATHS: [&str; 24] = [
    "/",
    "/verktoy",
    "/verktoy/demo-dagbok",
    "/logg-inn",
    "/mine-verktoy",
    "/min-side",
    "/forskriver",
    "/bestiller",
    "/leverandor",
    "/forvaltning",
    "/hent/x",
    "/om",
    "/en/om",
    "/se/om",
    "/api/v1/tools",
    "/api/openapi.json",
    "/fhir/metadata",
    "/fhir/ActivityDefinition",
    "/fhir/Task/x",
    "/.well-known/openid-configuration",
    "/oauth2/authorize",
    "/oauth2/userinfo",
    "/testid/",
    "/health/ready",
];

const QUERIES: [&str; 12] = [
    "",
    "?q=%00%ff%fe&side=-1&sorter=%27",
    "?side=99999999999999999999",
    "?tema=&tema=a&tema=%F0%9F%92%A9&malgruppe[]=x",
    "?q=%22%20OR%201%3D1%20--&profil=(*%3A*)%5B",
    "?&&&===&%",
    "?q=*:*%20AND%20NOT%20(%5E~%22",
    "?neste=//evil.example&tjeneste=alle&login_hint=%0d%0aset-cookie:%20a=b",
    "?client_id=x&redirect_uri=javascript:alert(1)&response_type=code&state=%00",
    "?request_uri=urn:ietf:params:oauth:request_uri:..%2f..%2f",
    "?_count=-1&_offset=9e99&_id=%27&status=,,,|",
    "?iss=https://evil.example&launch=%00&code=x&state=y&error=%3Cscript%3E",
];

fn no_fault(status: u16, what: &str) {
    assert!(status != 500 && status != 502 && status != 504, "{what} answered {status}");
}

async fn survives(server: &Server) {
    let answer = server.browser().get("/verktoy?q=sovn").await;
    assert_eq!(answer.status, 200);
    assert!(!server.logged().contains("panicked"), "{}", server.logged());
}

#[tokio::test]
async fn no_address_with_any_query_is_a_fault_of_ours() {
    let data = DataDir::demo();
    let server = Server::start_with(&data, Settings::new().set("RESEPTOR_RATE_PER_MINUTE", "1000000")).await;
    let (stranger, citizen) = (server.browser(), server.browser());
    citizen.login("innbygger", "parent").await;
    for path in PATHS {
        for query in QUERIES {
            for (who, name) in [(&stranger, "a stranger"), (&citizen, "a citizen")] {
                let address = format!("{path}{query}");
                let answer = who.send("GET", &address, &[], Vec::new()).await.unwrap();
                no_fault(answer.status, &format!("GET {address} as {name}"));
                assert!(answer.headers.contains_key("x-request-id"), "{address}");
                if let Some(to) = answer.headers.get("location") {
                    let to = Url::parse(server.address()).unwrap().join(to).unwrap();
                    assert_eq!(to.host_str(), Some("127.0.0.1"), "{address} leads to {to}");
                }
            }
        }
    }
    let long = format!("/verktoy?q={}", "a".repeat(30_000));
    no_fault(stranger.send("GET", &long, &[], Vec::new()).await.unwrap().status, "a long address");
    for path in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/verktoy/%00",
        "/verktoy/%ff",
        "/assets/x/..%2f..%2fCargo.toml",
        "//evil.example/",
        "/en/en/nn/om",
        "/%E2%80%AE",
    ] {
        let answer = stranger.send("GET", path, &[], Vec::new()).await.unwrap();
        no_fault(answer.status, path);
        assert!(answer.status >= 300, "{path}: {}", answer.status);
    }
    survives(&server).await;
}

#[tokio::test]
async fn no_header_is_a_fault_of_ours() {
    let data = DataDir::demo();
    let server = Server::start(&data).await;
    let browser = server.browser();
    let long = "x".repeat(8_000);
    let headers: [(&str, &[u8]); 18] = [
        ("cookie", b"reseptor=\xff\xfe; reseptor; ;;=;reseptor=a=b"),
        ("cookie", long.as_bytes()),
        ("authorization", b"Bearer"),
        ("authorization", b"Bearer \xf0\x9f\x92\xa9"),
        ("authorization", b"Basic !!!!"),
        ("authorization", b"DPoP a.b.c"),
        ("dpop", b"..."),
        ("accept-language", b"\xff, *;q=9, nb;q=, en-\xc3\xa6;;;"),
        ("accept", b"*/*/*;q=x"),
        ("if-none-match", b"\"\xff\", W/, *"),
        ("if-modified-since", b"yesterday"),
        ("range", b"bytes=-1,99999999999999999999-"),
        ("x-forwarded-for", b"not an address, ::::, 1.2.3.4.5"),
        ("x-request-id", b"a\xff<script>"),
        ("host", b"evil.example"),
        ("origin", b"null"),
        ("sec-fetch-site", b"cross-site"),
        ("content-type", b"application/x-www-form-urlencoded; charset=\xff"),
    ];
    for (name, value) in headers {
        for path in
            ["/", "/verktoy?q=a", "/mine-verktoy", "/oauth2/userinfo", "/fhir/metadata", "/api/v1/tools"]
        {
            for method in ["GET", "POST"] {
                let answer = browser.send(method, path, &[(name, value)], Vec::new()).await.unwrap();
                no_fault(
                    answer.status,
                    &format!("{method} {path} with {name}: {}", String::from_utf8_lossy(value)),
                );
                assert!(!answer.text.contains("evil.example"), "{path} believes the host header");
            }
        }
    }
    survives(&server).await;
}

/// Bodies that are too large, malformed or of another kind, at every kind of address that takes one.
#[tokio::test]
async fn no_body_is_a_fault_of_ours_and_a_large_one_is_413() {
    let data = DataDir::demo();
    let server = Server::start(&data).await;
    let vendor = server.browser();
    vendor.login("leverandor", "vendor").await;
    let token = vendor.get("/leverandor/verktoy/ny").await.field("csrf").expect("a form");
    let form = [("content-type", b"application/x-www-form-urlencoded".as_slice())];
    let json = [("content-type", b"application/json".as_slice())];
    let fhir = [("content-type", b"application/fhir+json".as_slice())];
    let megabytes = vec![b'a'; 3 << 20];
    let large = vendor.send("POST", "/leverandor/verktoy/ny", &form, megabytes.clone()).await.unwrap();
    assert_eq!(large.status, 413, "{}", large.text);
    for path in ["/oauth2/token", "/oauth2/par"] {
        let large = vendor.send("POST", path, &form, megabytes.clone()).await.unwrap();
        assert_eq!(large.status, 413, "{path}: {}", large.text);
    }
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000)).into_bytes();
    let bodies: [&[u8]; 10] = [
        b"",
        b"\xff\xfe\x00",
        b"{",
        &deep,
        b"a=%zz&csrf=%ff",
        b"=&=&=&csrf",
        b"grant_type=authorization_code&code=%00&client_id=%00",
        b"grant_type=refresh_token&refresh_token=x&client_assertion=a.b.c&client_assertion_type=x",
        b"{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":1e999}}",
        b"null",
    ];
    for path in [
        "/leverandor/verktoy/ny",
        "/logg-inn",
        "/logg-ut",
        "/oauth2/token",
        "/oauth2/par",
        "/oauth2/revoke",
        "/oauth2/introspect",
        "/oauth2/authorize",
        "/oauth2/end-session",
        "/fhir/Observation",
        "/fhir",
        "/fhir/Task",
        "/mine-verktoy/x/start",
    ] {
        for body in bodies {
            for headers in [&form[..], &json, &fhir, &[]] {
                let Some(answer) = vendor.send("POST", path, headers, body.to_vec()).await else {
                    panic!("POST {path}: no answer")
                };
                no_fault(
                    answer.status,
                    &format!(
                        "POST {path} {headers:?} {}",
                        String::from_utf8_lossy(&body[..body.len().min(60)])
                    ),
                );
            }
        }
    }
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "BREW"] {
        for path in ["/", "/oauth2/token", "/fhir/metadata", "/leverandor/verktoy/ny"] {
            let answer = vendor.send(method, path, &[], Vec::new()).await.unwrap();
            no_fault(answer.status, &format!("{method} {path}"));
        }
    }
    fields(&vendor, &token).await;
    survives(&server).await;
}

/// Fields that are missing, too long, of the wrong kind, or not from this session's page.
async fn fields(vendor: &Browser, token: &str) {
    let (path, long) = ("/leverandor/verktoy/ny", "å".repeat(20_000));
    let id = vendor.get(path).await.field("id").unwrap();
    for (name, id) in [
        ("", &*id),
        (&*long, &id),
        ("\u{0}\u{202e}", &id),
        ("Greit navn", "tool_'; DROP TABLE tools"),
        ("Greit navn", ""),
    ] {
        let answer = vendor.post(path, &[("csrf", token), ("name", name), ("id", id)]).await;
        assert!([400, 422].contains(&answer.status), "{name:?} {id:?}: {} {}", answer.status, answer.text);
    }
    for token in ["", "forged"] {
        let answer = vendor.post(path, &[("csrf", token), ("name", "Greit navn"), ("id", &id)]).await;
        assert_eq!(answer.status, 403, "{}", answer.text);
    }
    // The same form sent twice has one effect and the same answer.
    let first = vendor.post(path, &[("csrf", token), ("name", "Sendt to ganger"), ("id", &id)]).await;
    let second = vendor.post(path, &[("csrf", token), ("name", "Sendt to ganger"), ("id", &id)]).await;
    assert_eq!((first.status, second.status), (200, 200));
    assert_eq!(first.address, second.address);
}
