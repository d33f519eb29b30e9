// npm `oidc-client-ts`, a public client in the browser: code with PKCE from another origin (CORS), userinfo, refresh, revocation, logout.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { name } from "../browser/people.mjs";
import { actFor, BASE, close, launchOf, person, prescriptionOf, register, site } from "./ground.mjs";

const dist = join(dirname(createRequire(import.meta.url).resolve("oidc-client-ts")), "..", "browser", "oidc-client-ts.min.js");
const PAGE = '<!doctype html><html lang="nb"><title>oidc-client-ts</title><link rel="icon" href="data:,"><script src="/oidc.js"></script><h1>Klient</h1>';
let here;
let client;

before(async () => {
  here = await site({ "/": PAGE, "/cb": PAGE, "/bye": PAGE, "/oidc.js": { path: dist } });
  client = register("demo-dagbok", {
    client_name: "oidc-client-ts", token_endpoint_auth_method: "none", redirect_uris: [`${here.address}/cb`], post_logout_redirect_uris: [`${here.address}/bye`],
    scope: "openid profile launch fhirUser patient/Observation.cr",
  });
});
after(async () => {
  await here.end();
  await close();
});

/** Runs this in the page with a `UserManager` of the library. */
const manage = (page, act, more = {}) => page.evaluate(`(async () => {
  const manager = new oidc.UserManager({ authority: ${JSON.stringify(BASE)}, client_id: ${JSON.stringify(client.client_id)}, redirect_uri: "${here.address}/cb",
    post_logout_redirect_uri: "${here.address}/bye", scope: "openid profile launch fhirUser patient/Observation.cr", loadUserInfo: true, ...${JSON.stringify(more)} });
  return (${act})(manager);
})()`);

test("a public client in the browser logs in with the launch, reads userinfo, refreshes, and logs out", () => person("parent", async (page) => {
  await actFor(page, name("child-5"));
  const { launch, iss } = await launchOf(page, await prescriptionOf(page, "Demo-dagbok"));
  await page.goto(here.address);
  const back = page.waitForURL(`${here.address}/cb?**`);
  await manage(page, "(manager) => { manager.signinRedirect().catch((error) => { document.title = String(error); }); }", { extraQueryParams: { launch, aud: iss } });
  await back;
  const user = await manage(page, "async (manager) => { const user = await manager.signinRedirectCallback(); return { profile: user.profile, token: user.access_token, refresh: user.refresh_token, scope: user.scope }; }");
  assert.equal(user.profile.iss ?? BASE, BASE);
  assert.equal(user.profile.name, name("child-5"));
  assert.equal(user.profile.act.name, name("parent"));
  assert.ok(user.refresh);
  const next = await manage(page, "async (manager) => { const user = await manager.signinSilent(); return { token: user.access_token, refresh: user.refresh_token, sub: user.profile.sub }; }");
  assert.notEqual(next.token, user.token);
  assert.notEqual(next.refresh, user.refresh, "refresh tokens rotate");
  assert.equal(next.sub, user.profile.sub);
  const status = (token) => fetch(`${BASE}/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } }).then((answer) => answer.status);
  assert.equal(await status(next.token), 200);
  const gone = page.waitForURL(`${here.address}/bye**`);
  await manage(page, "(manager) => { manager.signoutRedirect().catch((error) => { document.title = String(error); }); }");
  await gone;
  assert.equal(await status(next.token), 401, "dead with the session");
}));

test("revocation from the browser", () => person("parent", async (page) => {
  await actFor(page, name("child-5"));
  const { launch, iss } = await launchOf(page, await prescriptionOf(page, "Demo-dagbok"));
  await page.goto(here.address);
  const back = page.waitForURL(`${here.address}/cb?**`);
  await manage(page, "(manager) => { manager.signinRedirect(); }", { extraQueryParams: { launch, aud: iss } });
  await back;
  const token = await manage(page, "async (manager) => { const user = await manager.signinRedirectCallback(); await manager.revokeTokens(['refresh_token', 'access_token']); return user.access_token; }");
  const answer = await fetch(`${BASE}/oauth2/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 401);
}));
