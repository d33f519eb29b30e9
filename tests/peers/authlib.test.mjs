// PyPI Authlib as a tool's server.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { name } from "../browser/people.mjs";
import { actFor, BASE, close, keys, launchOf, person, prescriptionOf, register, site } from "./ground.mjs";

const SCOPE = "openid profile launch fhirUser patient/Observation.cr";
const python = process.env.PYTHON ?? fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));
let here;

before(async () => { here = await site(); });
after(async () => {
  await here.end();
  await close();
});

test("Authlib logs a parent in for child-5, checks the ID token, refreshes, introspects and revokes", () => person("parent", async (page) => {
  const key = await keys();
  const redirect_uri = `${here.address}/cb`;
  const { client_id } = register("demo-dagbok", { client_name: "Authlib", token_endpoint_auth_method: "private_key_jwt", redirect_uris: [redirect_uri], jwks: key.jwks, scope: SCOPE });
  const peer = spawn(python, [fileURLToPath(new URL("authlib_peer.py", import.meta.url))], { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, AUTHLIB_INSECURE_TRANSPORT: "1" } });
  const lines = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
  const ask = async (message) => {
    peer.stdin.write(`${JSON.stringify(message)}\n`);
    const { value, done } = await lines.next();
    assert.ok(!done, "Authlib ended");
    return JSON.parse(value);
  };
  peer.stdin.write(`${JSON.stringify({ issuer: BASE, client_id, jwk: key.jwk, redirect_uri, scope: SCOPE })}\n`);
  try {
    await actFor(page, name("child-5"));
    const { launch, iss } = await launchOf(page, await prescriptionOf(page, "Demo-dagbok"));
    const { url } = await ask({ do: "begin", extra: { launch, aud: iss } });
    await page.goto(url);
    await page.waitForURL(`${redirect_uri}**`);
    const met = await ask({ do: "finish", address: page.url() });
    assert.equal(met.claims.name, name("child-5"));
    assert.equal(met.claims.act.name, name("parent"));
    assert.equal(met.userinfo.sub, met.claims.sub);
    assert.deepEqual([met.refreshed, met.alive, met.revoked], [true, true, true]);
  } finally {
    peer.stdin.end();
  }
}));
