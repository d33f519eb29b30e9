// npm `fhirclient` (SMART App Launch): EHR launch from the platform and standalone launch from the tool, a public client in the browser; reads the task and
// the patient's own resources, reports an Observation.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import { join, dirname } from "node:path";
import { name } from "../browser/people.mjs";
import { actFor, BASE, close, launchOf, person, prescriptionOf, register, site } from "./ground.mjs";

const bundle = join(dirname(createRequire(import.meta.url).resolve("fhirclient/package.json")), "build", "fhir-client.min.js");
const SCOPE = "openid profile launch launch/patient fhirUser patient/Observation.cr patient/Task.r";
const page = (script) => `<!doctype html><html lang="nb"><title>fhirclient</title><link rel="icon" href="data:,"><script src="/fhir.js"></script><h1>Klient</h1><script>${script}</script>`;
const files = { "/fhir.js": { path: bundle }, "/app": page("") };
let here;

before(async () => {
  here = await site(files);
  const { client_id } = register("demo-dagbok", {
    client_name: "fhirclient", token_endpoint_auth_method: "none", redirect_uris: [`${here.address}/app`], initiate_login_uri: `${here.address}/launch`, scope: SCOPE,
  });
  const options = JSON.stringify({ clientId: client_id, scope: SCOPE, redirectUri: "/app", pkceMode: "required" });
  files["/launch"] = page(`FHIR.oauth2.authorize(${options}).catch((error) => { document.title = "failed: " + error; });`);
  files["/standalone"] = page(`FHIR.oauth2.authorize({ ...${options}, iss: ${JSON.stringify(`${BASE}/fhir`)} }).catch((error) => { document.title = "failed: " + error; });`);
});
after(async () => {
  await here.end();
  await close();
});

const DATA = `async () => {
  const client = await FHIR.oauth2.ready();
  const state = client.state.tokenResponse;
  const task = state.fhirContext?.[0] && await client.request(state.fhirContext[0].reference);
  const patient = await client.patient.read();
  const observation = task && await client.create({ resourceType: "Observation", status: "final", subject: { reference: "Patient/" + client.patient.id },
    code: { coding: [{ system: "http://loinc.org", code: "72514-3", display: "Pain severity" }], text: "Smerte" }, effectiveDateTime: new Date().toISOString(), valueInteger: 4 });
  return { patient, task, observation, intent: state.intent, banner: state.need_patient_banner, fhirUser: client.user.fhirUser, id: client.patient.id };
}`;

test("EHR launch: the parent starts the child's tool from the platform; the library finds context, task and patient and creates an Observation", () => person("parent", async (page) => {
  await actFor(page, name("child-5"));
  const { launch, iss } = await launchOf(page, await prescriptionOf(page, "Demo-dagbok"));
  const back = page.waitForURL(`${here.address}/app**`);
  await page.goto(`${here.address}/launch?${new URLSearchParams({ iss, launch })}`);
  await back;
  const seen = await page.evaluate(`(${DATA})()`);
  assert.equal(seen.intent, "dagens-notat");
  assert.equal(seen.banner, true);
  assert.equal(seen.patient.id, seen.id);
  assert.equal(seen.patient.name[0].text ?? `${seen.patient.name[0].given.join(" ")} ${seen.patient.name[0].family}`, name("child-5"));
  assert.equal(seen.task.resourceType, "Task");
  assert.equal(seen.task.intent, "order");
  assert.equal(seen.observation.resourceType, "Observation");
  assert.ok(seen.observation.id);
  assert.match(seen.fhirUser, /^(RelatedPerson|Patient|Person)\//, "who is at the keyboard");
}));

/** Starts the tool by itself: the library, without a launch, finds the server by its `iss`. */
async function standalone(page) {
  const back = page.waitForURL(`${here.address}/app**`, { timeout: 15_000 });
  await page.goto(`${here.address}/standalone`);
  return { back };
}

test("standalone launch: a parent who starts at the tool picks for whom, and comes back with the child's context", () => person("parent", async (page) => {
  const { back } = await standalone(page);
  await page.waitForURL("**/verktoy/demo-dagbok/for-hvem?**");
  await page.getByRole("radio", { name: name("child-5") }).check();
  await page.locator("main form button:not([name])").click();
  // The permission that the tool needs, where it has not been given.
  await page.waitForURL((url) => url.pathname.endsWith("/tillatelse") || url.href.startsWith(here.address));
  if (page.url().includes("/tillatelse")) await page.locator("main form button:not([name])").click();
  await back;
  const seen = await page.evaluate(`(${DATA})()`);
  assert.equal(seen.patient.id, seen.id);
  assert.equal(seen.patient.name[0].text ?? `${seen.patient.name[0].given.join(" ")} ${seen.patient.name[0].family}`, name("child-5"));
  assert.equal(seen.banner, true, "it is about another than who is at the keyboard");
  assert.equal(seen.task.for.reference, `Patient/${seen.id}`, "the current prescription's task, also without a launch");
  assert.match(seen.fhirUser, /^(RelatedPerson|Patient|Person)\//);
}));

test("standalone launch: a citizen with an own prescription comes back with the own context, and is asked nothing about others", () => person("citizen-8", async (page) => {
  const { back } = await standalone(page);
  await page.waitForURL((url) => url.pathname.endsWith("/tillatelse") || url.href.startsWith(here.address));
  if (page.url().includes("/tillatelse")) await page.locator("main form button:not([name])").click();
  await back;
  const seen = await page.evaluate(`(${DATA})()`);
  assert.equal(seen.patient.id, seen.id);
  assert.equal(seen.patient.name[0].text ?? `${seen.patient.name[0].given.join(" ")} ${seen.patient.name[0].family}`, name("citizen-8"));
}));

test("standalone launch: the rules' no is told in the protocol's way", () => person("teen-15", async (page) => {
  const { back } = await standalone(page);
  await back;
  const answer = new URL(page.url()).searchParams;
  // teen-15 has no prescription of this tool.
  assert.equal(answer.get("error"), "access_denied");
  assert.equal(answer.get("iss"), BASE);
}));
