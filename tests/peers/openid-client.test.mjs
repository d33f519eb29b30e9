// npm `openid-client` (a certified relying party) against the provider: private_key_jwt, PAR, PKCE, RFC 9207, DPoP, representation, refresh, introspection,
// revocation, userinfo, logout both ways.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as jose from "jose";
import * as oidc from "openid-client";
import { name } from "../browser/people.mjs";
import { actFor, BASE, close, person } from "./ground.mjs";
import { relyingParty } from "./relying-party.mjs";

let here;
let authorize;
let confidential;
let launched;

before(async () => {
  ({ here, authorize, confidential, launched } = await relyingParty());
});
after(async () => {
  await here.end();
  await close();
});

test("private_key_jwt, PAR, PKCE, iss: a parent acts for child-5; both persons and the basis are told; userinfo, refresh, introspection, revocation", () => person("parent", async (page) => {
  const config = await confidential("demo-dagbok", { require_pushed_authorization_requests: true });
  await actFor(page, name("child-5"));
  const tokens = await launched(config, page, "Demo-dagbok");
  const claims = tokens.claims();
  assert.equal(claims.iss, BASE);
  assert.equal(claims.name, name("child-5"));
  assert.match(claims.birthdate, /^\d{4}-\d\d-\d\d$/);
  assert.equal(claims.pid, undefined, "only what the assessed tool asks for, whatever the client registers");
  assert.equal(claims.act.name, name("parent"));
  assert.notEqual(claims.act.sub, claims.sub);
  assert.equal(claims.representation.basis, "parent");
  assert.equal(claims.acr, "high");
  assert.equal(tokens.intent, "dagens-notat");
  assert.equal(tokens.need_patient_banner, true);
  assert.match(tokens.fhirContext[0].reference, /^Task\//);
  assert.ok(tokens.return_url.startsWith(`${BASE}/mine-verktoy/`));

  const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  assert.equal(info.act.sub, claims.act.sub);
  assert.equal(info.name, claims.name);

  const next = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  assert.equal(next.claims().sub, claims.sub);
  assert.equal(next.claims().act.sub, claims.act.sub, "decided anew, and told anew");
  const alive = await oidc.tokenIntrospection(config, next.access_token);
  assert.equal(alive.active, true);
  assert.equal(alive.sub, claims.sub);

  // The old refresh token once more: the family is dead.
  await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: "invalid_grant" });
  assert.equal((await oidc.tokenIntrospection(config, next.access_token)).active, false);
  await assert.rejects(oidc.refreshTokenGrant(config, next.refresh_token), { error: "invalid_grant" });
}));

test("revocation ends what it names", () => person("parent", async (page) => {
  const config = await confidential("demo-dagbok");
  await actFor(page, name("child-5"));
  const tokens = await launched(config, page, "Demo-dagbok", { par: false });
  await oidc.tokenRevocation(config, tokens.refresh_token);
  assert.equal((await oidc.tokenIntrospection(config, tokens.access_token)).active, false);
  await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: "invalid_grant" });
}));

test("DPoP: a bound token serves with a proof of its key only", () => person("parent", async (page) => {
  const config = await confidential("demo-dagbok", { dpop_bound_access_tokens: true });
  await actFor(page, name("child-5"));
  const dpop = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair("ES256"));
  const tokens = await launched(config, page, "Demo-dagbok", { dpop });
  assert.equal(tokens.token_type, "dpop");
  const info = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub, { DPoP: dpop });
  assert.equal(info.sub, tokens.claims().sub);
  const bare = await fetch(`${BASE}/oauth2/userinfo`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  assert.equal(bare.status, 401);
  const other = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair("ES256"));
  await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub, { DPoP: other }));
  const next = await oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP: dpop });
  assert.equal(next.token_type, "dpop");
}));

for (const alg of ["RS256", "PS256", "EdDSA"]) {
  test(`ID tokens signed with ${alg} where a client needs it`, () => person("parent", async (page) => {
    const config = await confidential("demo-dagbok", { id_token_signed_response_alg: alg });
    await actFor(page, name("child-5"));
    const tokens = await launched(config, page, "Demo-dagbok");
    assert.equal(jose.decodeProtectedHeader(tokens.id_token).alg, alg);
    // The library takes an ID token from the token endpoint on the strength of TLS; verify its signature against the published keys too.
    const published = jose.createRemoteJWKSet(new URL(`${BASE}/oauth2/jwks`));
    await jose.jwtVerify(tokens.id_token, published, { issuer: BASE, audience: config.clientMetadata().client_id });
  }));
}

test("teen-15 starts a pseudonymous tool alone: a pseudonym of its own, and never a name or number", () => person("teen-15", async (page) => {
  const config = await confidential("demo-pust");
  const tokens = await launched(config, page, "Demo-pust");
  const claims = tokens.claims();
  for (const withheld of ["name", "pid", "birthdate", "act", "representation"]) assert.equal(claims[withheld], undefined, withheld);
  assert.ok(!tokens.scope.split(" ").some((scope) => ["pid", "profile"].includes(scope)), tokens.scope);
  const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  assert.deepEqual([info.name, info.pid, info.birthdate], [undefined, undefined, undefined]);
}));

test("logout from the tool ends the session at the platform; logout at the platform reaches the tool's back channel", async () => {
  const config = await confidential("demo-dagbok");
  const published = jose.createRemoteJWKSet(new URL(`${BASE}/oauth2/jwks`));
  await person("parent", async (page) => {
    await actFor(page, name("child-5"));
    const tokens = await launched(config, page, "Demo-dagbok");
    const sid = tokens.claims().sid;
    const url = oidc.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: `${here.address}/bye`, state: "farewell" });
    await page.goto(url.href);
    if (!page.url().startsWith(here.address)) await page.locator("main").getByRole("button").first().click();
    await page.waitForURL(`${here.address}/bye?**`);
    assert.equal(new URL(page.url()).searchParams.get("state"), "farewell");
    assert.equal((await oidc.tokenIntrospection(config, tokens.access_token)).active, false);
    await page.goto(`${BASE}/mine-verktoy`);
    assert.match(page.url(), /logg-inn|testid/, "nobody is logged in any more");
    const told = await here.request((met) => met.url.pathname === "/backchannel" && met.body.includes("logout_token="));
    const { payload, protectedHeader } = await jose.jwtVerify(new URLSearchParams(told.body).get("logout_token"), published, { issuer: BASE, audience: config.clientMetadata().client_id });
    assert.equal(protectedHeader.typ, "logout+jwt");
    assert.equal(payload.sid, sid);
    assert.ok("http://schemas.openid.net/event/backchannel-logout" in payload.events);
    assert.equal(payload.nonce, undefined);
  });
});

test("prompt=none without a session is answered login_required, with iss", () => person(null, async (page) => {
  const config = await confidential("demo-dagbok");
  await assert.rejects(authorize(config, page, { prompt: "none" }), { error: "login_required" });
  assert.equal(new URL(page.url()).searchParams.get("iss"), BASE);
}));
