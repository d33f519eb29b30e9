// Debian's libapache2-mod-auth-openidc (a certified relying party): a page behind Apache that the child's parent reaches by way of the platform, as a
// public client (its assertions name the token endpoint as their audience, which row 14 refuses), with PKCE, claims handed to the page, and back-channel logout.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { name } from "../browser/people.mjs";
import { actFor, BASE, close, launchOf, person, prescriptionOf, register } from "./ground.mjs";

const SCOPE = "openid profile launch fhirUser";
const modules = "/usr/lib/apache2/modules";
let work;
let address;
let apache;

before(async () => {
  work = mkdtempSync(join(tmpdir(), "reseptor-apache."));
  chmodSync(work, 0o755);
  const port = execFileSync("../free-ports", { encoding: "utf8" }).trim();
  address = `http://localhost:${port}`;
  const { client_id } = register("demo-dagbok", {
    client_name: "mod_auth_openidc", token_endpoint_auth_method: "none", redirect_uris: [`${address}/tool/back`],
    post_logout_redirect_uris: [`${address}/bye`], backchannel_logout_uri: `${address}/tool/back?logout=backchannel`, scope: SCOPE, id_token_signed_response_alg: "RS256",
  });
  const root = join(work, "www");
  mkdirSync(join(root, "tool"), { recursive: true });
  writeFileSync(join(root, "tool", "index.shtml"), "<!doctype html><title>Verktøy</title><h1>Verktøy</h1><pre><!--#printenv --></pre>");
  writeFileSync(join(root, "bye"), "bye\n");
  const load = (...names) => names.map((one) => `LoadModule ${one}_module ${modules}/mod_${one}.so`).join("\n");
  writeFileSync(join(work, "httpd.conf"), `
ServerName localhost:${port}
Listen 127.0.0.1:${port}
Listen [::1]:${port}
PidFile ${work}/pid
ErrorLog ${work}/error.log
TypesConfig /dev/null
DocumentRoot ${root}
${load("mpm_event", "authn_core", "authz_core", "authz_user", "auth_openidc", "dir", "include", "mime", "env")}
User www-data
Group www-data
LogLevel warn auth_openidc:info
<Directory ${root}>
  Require all granted
  Options +Includes
  DirectoryIndex index.shtml
  AddType text/html .shtml
  AddOutputFilter INCLUDES .shtml
</Directory>
OIDCProviderMetadataURL ${BASE}/.well-known/openid-configuration
OIDCClientID ${client_id}
OIDCProviderTokenEndpointAuth none
OIDCRedirectURI ${address}/tool/back
OIDCCryptoPassphrase ${"x".repeat(40)}
OIDCPKCEMethod S256
OIDCScope "${SCOPE}"
OIDCIDTokenSignedResponseAlg RS256
OIDCPassIDTokenAs claims payload
OIDCSessionInactivityTimeout 600
OIDCCacheShmEntrySizeMax 65536
OIDCAuthRequestParams aud=${encodeURIComponent(`${BASE}/fhir`)}
OIDCPathAuthRequestParams launch=#
<Location /tool>
  AuthType openid-connect
  Require valid-user
</Location>
`);
  apache = spawn("apache2", ["-f", join(work, "httpd.conf"), "-DFOREGROUND"], { stdio: ["ignore", "inherit", "inherit"] });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(`${address}/bye`).then((answer) => answer.ok).catch(() => false)) return;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error(`Apache did not start: ${readFileSync(join(work, "error.log"), "utf8")}`);
});
after(async () => {
  if (apache?.exitCode === null) {
    const ended = new Promise((done) => apache.once("exit", done));
    apache.kill("SIGTERM");
    await ended;
  }
  rmSync(work, { recursive: true, force: true });
  await close();
});

test("Apache lets the parent in for child-5, hands the claims to the page, and lets nobody in after logout", () => person("parent", async (page) => {
  await actFor(page, name("child-5"));
  const { launch } = await launchOf(page, await prescriptionOf(page, "Demo-dagbok"));
  await page.goto(`${address}/tool/?launch=${encodeURIComponent(launch)}`);
  const seen = await page.locator("body").innerText();
  assert.ok(page.url().startsWith(`${address}/tool/`), page.url());
  const claim = (key) => seen.match(new RegExp(`^OIDC_CLAIM_${key}=(.*)$`, "m"))?.[1];
  assert.equal(claim("iss"), BASE);
  assert.equal(Buffer.from(claim("name"), "latin1").toString("utf8") === name("child-5") || claim("name") === name("child-5"), true, claim("name"));
  assert.match(claim("act"), /"sub"/);
  assert.match(claim("representation"), /parent/);
  // Logging out at the platform reaches Apache's back channel: its session is gone without any help from the browser.
  await page.goto(`${BASE}/logg-ut`);
  await page.locator("main").getByRole("button").first().click();
  await page.waitForLoadState("load");
  for (let tries = 0; tries < 50; tries += 1) {
    const cookies = (await page.context().cookies(address)).map((one) => `${one.name}=${one.value}`).join("; ");
    const answer = await fetch(`${address}/tool/`, { headers: { cookie: cookies }, redirect: "manual" });
    if (answer.status !== 200) return;
    await new Promise((wait) => setTimeout(wait, 200));
  }
  assert.fail("Apache still lets the browser in");
}));
