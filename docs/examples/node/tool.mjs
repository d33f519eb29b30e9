// A complete tool for Reseptor, to copy from: node:http, npm `openid-client` and `jose`. What each step is for stands in docs/for-vendors.md.
//   node tool.mjs key > key.json       a new private key (JWK)
//   node tool.mjs metadata             what to register: paste it on the vendor's page, or give it to `reseptor clients add --tool SLUG`
//   node tool.mjs                      serves
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import * as jose from "jose";
import * as oidc from "openid-client";
import { Told, banner, page, person } from "./pages.mjs";

const { ISSUER = "http://127.0.0.1:8080", ADDRESS = "http://localhost:3000", CLIENT_ID, KEY_FILE = "key.json" } = process.env;
const SCOPE = process.env.SCOPE ?? "openid profile launch patient/Observation.c"; // a pseudonymous tool leaves `profile` out
const [FHIR, SECURE, MINUTE] = [`${ISSUER}/fhir`, ADDRESS.startsWith("https:"), 60_000];
const COOKIE = SECURE ? "__Host-tool" : "tool-node";
const LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

const pending = new Map(); // state → a login under way
const sessions = new Map(); // cookie → who is logged in; kept here, never in the browser
const spent = new Map(); // jti of logout tokens → when it may be forgotten
setInterval(() => {
  for (const kept of [pending, sessions, spent]) for (const [key, { until }] of kept) if (until < Date.now()) kept.delete(key);
}, MINUTE).unref();

/** The platform as it describes itself, read at first need; signatures of ID tokens are checked against its published keys. */
let found;
async function platform() {
  if (found) return found;
  const jwk = JSON.parse(readFileSync(KEY_FILE, "utf8"));
  const key = { key: await jose.importJWK(jwk), kid: jwk.kid };
  const execute = [oidc.enableNonRepudiationChecks, ...(SECURE ? [] : [oidc.allowInsecureRequests])];
  // PrivateKeyJwt signs a new assertion for each request: 60 seconds, its own jti, `aud` the issuer.
  const config = await oidc.discovery(new URL(ISSUER), CLIENT_ID, { id_token_signed_response_alg: "ES256" }, oidc.PrivateKeyJwt(key), { execute });
  found = { config, keys: jose.createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri)) };
  return found;
}

/** Sends the person to log in. State, nonce and verifier belong to this browser alone. */
async function login(request, extra) {
  const { config } = await platform();
  const browser = request.cookie ?? randomUUID();
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
  pending.set(state, { browser, nonce, verifier, until: Date.now() + 10 * MINUTE });
  const url = await oidc.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: `${ADDRESS}/callback`, scope: SCOPE, state, nonce, aud: FHIR, ...extra,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256",
  });
  return { to: url.href, cookie: browser };
}

/** The registered launch address (SMART EHR launch): only a launch from the one platform we believe is followed. */
async function launch(request) {
  const [iss, ticket] = [request.url.searchParams.get("iss"), request.url.searchParams.get("launch")];
  if (iss !== FHIR || !ticket) throw new Told(400, "Ukjent avsender", "Verktøyet ble ikke startet fra plattformen det hører til. Ingenting er hentet derfra.");
  return login(request, { launch: ticket });
}

/** The code comes back. The library checks state, iss (RFC 9207), PKCE, and of the ID token signature, iss, aud, exp and nonce. */
async function callback(request) {
  const { config } = await platform();
  const state = request.url.searchParams.get("state");
  const begun = pending.get(state);
  pending.delete(state);
  if (!begun || begun.browser !== request.cookie) throw new Told(400, "Innloggingen kjennes ikke igjen", "Den er for gammel, brukt, eller begynt i en annen nettleser. Start på nytt.");
  const tokens = await oidc.authorizationCodeGrant(config, new URL(request.url.pathname + request.url.search, ADDRESS),
    { expectedState: state, expectedNonce: begun.nonce, pkceCodeVerifier: begun.verifier, idTokenExpected: true });
  sessions.delete(request.cookie);
  const cookie = randomUUID(); // a new name for a new login
  sessions.set(cookie, { ...take(tokens), sent: {}, until: Date.now() + 12 * 60 * MINUTE });
  return { to: "/", cookie };
}

/** What to remember of a token answer. The start (task, banner, way back) is told at each of them, and so is on whose behalf. */
const take = (tokens) => ({
  claims: tokens.claims(), access: tokens.access_token, refresh: tokens.refresh_token, idToken: tokens.id_token, expires: Date.now() + tokens.expires_in * 1000,
  patient: tokens.patient, intent: tokens.intent, needsBanner: tokens.need_patient_banner, back: tokens.return_url?.startsWith(`${ISSUER}/`) ? tokens.return_url : ISSUER,
});

/** New tokens, and with them a new decision of the platform. One at a time: a refresh token used twice ends the login. */
function refresh(request) {
  const session = request.session;
  return session.refreshing ??= (async () => {
    try {
      const { config } = await platform();
      const sub = session.claims.sub;
      Object.assign(session, take(await oidc.refreshTokenGrant(config, session.refresh)));
      if (session.claims.sub !== sub) throw new Told(502, "Svaret gjelder en annen", "Plattformen svarte om en annen person. Du er logget ut her.");
    } catch (error) {
      if (error.error === "invalid_grant" || error instanceof Told) sessions.delete(request.cookie);
      throw error.error === "invalid_grant" ? ended() : error;
    } finally {
      session.refreshing = undefined;
    }
  })();
}
const ended = () => new Told(401, "Tilgangen er avsluttet", "Du kan ikke lenger bruke verktøyet med denne innloggingen. Retten til å handle for den andre, forskrivningen eller innloggingen kan være slutt. Ingenting mer blir hentet eller sendt. Plattformen viser hva som gjelder nå.");

async function home(request) {
  const { session } = request;
  if (!session) return { html: page("Eksempelverktøyet", `<p>Du er ikke logget inn.</p><p><a class="button" href="/start">Logg inn</a></p>`) };
  if (session.expires < Date.now() + MINUTE / 2) await refresh(request); // nothing is shown on a decision that has run out
  const notice = session.notice ?? "";
  session.notice = "";
  return { html: page(session.intent ? `Oppgave: ${session.intent}` : "Eksempelverktøyet", `${notice}
    <form method="post" action="/observation"><label>Humør i dag, 0–10 <input name="mood" type="number" min="0" max="10" required></label>
      <input type="hidden" name="id" value="${randomUUID()}"><button>Send måling</button></form>
    <form method="post" action="/refresh"><button>Spør plattformen på nytt</button></form>
    <form method="post" action="/logout"><button>Logg ut</button></form>`, { banner: banner(session), back: session.back }) };
}

/** Reports to the platform. Its own identifier makes it safe to send the same again; a dead token is renewed once, which decides anew. */
async function observation(request) {
  const { session, form } = request;
  const [mood, id] = [Number(form.get("mood") || NaN), form.get("id") ?? ""];
  if (!Number.isInteger(mood) || mood < 0 || mood > 10 || !/^[\da-f-]{36}$/.test(id)) throw new Told(422, "Ikke sendt", "Velg et helt tall fra 0 til 10.");
  const at = session.sent[id] ??= new Date().toISOString();
  const resource = {
    resourceType: "Observation", status: "final", identifier: [{ system: `${ADDRESS}/observations`, value: id }],
    code: { coding: [{ system: `${ADDRESS}/codes`, code: "mood" }], text: "Humør, 0 (svært dårlig) til 10 (svært godt)" },
    subject: { reference: `Patient/${session.patient}` }, effectiveDateTime: at, valueInteger: mood,
  };
  const send = () => fetch(`${FHIR}/Observation`, { method: "POST", signal: AbortSignal.timeout(10_000), body: JSON.stringify(resource),
    headers: { "authorization": `Bearer ${session.access}`, "content-type": "application/fhir+json" } });
  let answer = await send();
  if (answer.status === 401) {
    await refresh(request);
    answer = await send();
  }
  if (answer.status === 401) {
    sessions.delete(request.cookie);
    throw ended();
  }
  if (!answer.ok) { // an OperationOutcome says what is wrong, and never repeats what was sent
    const { issue = [] } = await answer.json().catch(() => ({}));
    throw new Told(502, "Målingen ble ikke tatt imot", `Plattformen svarte ${answer.status}. ${issue.map((one) => one.details?.text ?? one.diagnostics ?? one.code).join(" ")}`);
  }
  session.notice = `<p role="status">Sendt: humør ${mood} for ${person(session.claims)} (svar ${answer.status}).</p>`;
  return { to: "/" };
}

async function renew(request) {
  await refresh(request);
  request.session.notice = `<p role="status">Plattformen er spurt på nytt: du kan fortsette.</p>`;
  return { to: "/" };
}

/** Ends our session, then the platform's (RP-initiated logout). */
async function logout(request) {
  const { config } = await platform();
  sessions.delete(request.cookie);
  return { to: oidc.buildEndSessionUrl(config, { id_token_hint: request.session.idToken, post_logout_redirect_uri: `${ADDRESS}/bye` }).href };
}

/** The platform says that a login is over (OIDC Back-Channel Logout 1.0 §2.6). */
async function backchannel(request) {
  try {
    const { keys } = await platform();
    const { payload } = await jose.jwtVerify(request.form.get("logout_token") ?? "", keys, {
      issuer: ISSUER, audience: CLIENT_ID, typ: "logout+jwt", algorithms: ["ES256"], requiredClaims: ["iat", "exp", "jti", "sid"], maxTokenAge: "5m", clockTolerance: 10 });
    if (payload.nonce !== undefined || typeof payload.events?.[LOGOUT] !== "object" || spent.has(payload.jti)) throw new Error("no logout token");
    spent.set(payload.jti, { until: Date.now() + 10 * MINUTE });
    for (const [cookie, session] of sessions) if (session.claims.sid === payload.sid) sessions.delete(cookie);
    return { json: {} };
  } catch (error) {
    console.error("logout token refused:", error.message);
    return { status: 400, json: { error: "invalid_request" } };
  }
}

const routes = {
  "GET /": home, "GET /launch": launch, "GET /start": (request) => login(request, {}), "GET /callback": callback, "POST /backchannel-logout": backchannel,
  "GET /bye": async () => ({ html: page("Du er logget ut", `<p>Både her og på plattformen.</p>`, { back: ISSUER }) }),
  "POST /observation": observation, "POST /refresh": renew, "POST /logout": logout,
};
const own = [observation, renew, logout]; // forms of our own pages, for whoever is logged in

async function answer(request) {
  const run = routes[`${request.method} ${request.url.pathname}`];
  if (!run) throw new Told(404, "Siden finnes ikke", "Sjekk adressen.");
  request.cookie = request.headers.cookie?.split("; ").find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  request.session = sessions.get(request.cookie);
  if (own.includes(run) && request.headers.origin !== ADDRESS) throw new Told(403, "Ikke utført", "Skjemaet kom ikke fra verktøyets egen side.");
  if (own.includes(run) && !request.session) throw new Told(401, "Du er logget ut", "Innloggingen er slutt, her eller på plattformen. Start verktøyet på nytt.");
  return run(request);
}

const UNSOUND = ["OAUTH_INVALID_RESPONSE", "OAUTH_JWT_CLAIM_COMPARISON_FAILED", "OAUTH_JWT_TIMESTAMP_CHECK_FAILED"];

/** What went wrong, in the person's words; the protocol's own words go to the log. */
function told(error) {
  if (error instanceof Told) return error;
  console.error(error.error ?? error.code ?? error.name, error.error_description ?? error.message);
  if (error.error === "access_denied") return new Told(403, "Du kan ikke bruke verktøyet nå", "Plattformen sier nei: det kan mangle en forskrivning, en tillatelse eller retten til å handle for den andre. Der ser du hva.");
  if (error instanceof oidc.AuthorizationResponseError) return new Told(400, "Verktøyet ble ikke startet", "Starten er brukt før, for gammel eller avbrutt. Gå tilbake til plattformen og start på nytt.");
  if (error.error === "invalid_grant") return new Told(400, "Innloggingen ble ikke fullført", "Den tok for lang tid eller er brukt. Start på nytt.");
  if (UNSOUND.includes(error.code)) return new Told(400, "Innloggingen holder ikke", "Svaret kunne ikke kontrolleres, og ingen er logget inn. Start på nytt.");
  return new Told(503, "Plattformen svarer ikke som den skal", "Prøv igjen om litt. Ingenting er sendt.");
}

async function serve(met, response) {
  try {
    let body = "";
    for await (const part of met) if ((body += part).length > 20_000) throw new Told(413, "For mye", "Det var mer enn skjemaet har plass til.");
    const { html, json, to, cookie, status } = await answer({ method: met.method, headers: met.headers, url: new URL(met.url, ADDRESS), form: new URLSearchParams(body) });
    if (cookie) response.setHeader("set-cookie", `${COOKIE}=${cookie}; Path=/; HttpOnly; SameSite=Lax${SECURE ? "; Secure" : ""}`);
    response.writeHead(status ?? (to ? 303 : 200), to ? { location: to } : { "content-type": html ? "text/html; charset=utf-8" : "application/json" }).end(html ?? JSON.stringify(json));
  } catch (error) {
    const { status, title, text } = told(error);
    response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(page(title, `<p role="alert">${text}</p>`, { back: ISSUER }));
  }
}

const command = {
  async key() {
    const { privateKey } = await jose.generateKeyPair("ES256", { extractable: true });
    console.log(JSON.stringify({ ...await jose.exportJWK(privateKey), kid: randomUUID(), alg: "ES256", use: "sig" }));
  },
  metadata() {
    const { kty, crv, x, y, kid, alg, use } = JSON.parse(readFileSync(KEY_FILE, "utf8"));
    console.log(JSON.stringify({
      client_name: "Eksempelverktøyet", token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [{ kty, crv, x, y, kid, alg, use }] }, scope: SCOPE,
      redirect_uris: [`${ADDRESS}/callback`], post_logout_redirect_uris: [`${ADDRESS}/bye`], initiate_login_uri: `${ADDRESS}/launch`,
      backchannel_logout_uri: `${ADDRESS}/backchannel-logout`, backchannel_logout_session_required: true, require_pushed_authorization_requests: true,
    }));
  },
  serve() {
    const server = createServer((met, response) => {
      response.setHeader("cache-control", "no-store").setHeader("referrer-policy", "same-origin").setHeader("x-content-type-options", "nosniff");
      response.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
      serve(met, response);
    });
    server.listen(Number(new URL(ADDRESS).port || 3000), process.env.HOST ?? "localhost", () => console.log(`ready at ${ADDRESS}`));
  },
};
await command[process.argv[2] ?? "serve"]();
