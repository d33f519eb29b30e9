// Every FHIR resource that the platform serves, as whoever may have it gets it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { BASE } from "../peers/ground.mjs";
import { invalid, observations, refused } from "./observations.mjs";

const FHIR = `${BASE}/fhir`;
const JSON_TYPE = "application/fhir+json";

/** `Kind interaction` of everything that was answered as asked. */
export const done = new Set();

/** Asks, and gives back what came: the text as it was served, and the resource in it. */
export async function ask(path, { method = "GET", token, type, body, headers = {}, status = 200, does, note = "" } = {}) {
  const answer = await fetch(path.startsWith("http") ? path : `${FHIR}${path}`, {
    method, body, headers: { ...(token && { authorization: `Bearer ${token}` }), ...(type && { "content-type": type }), ...headers },
  });
  const text = await answer.text();
  const shown = `${answer.status} ${method} ${path.replace(BASE, "")}${note && ` (${note})`}`;
  assert.ok([status].flat().includes(answer.status), `${shown}, not ${status}: ${text}`);
  assert.equal(answer.headers.get("content-type"), JSON_TYPE, shown);
  const resource = JSON.parse(text);
  if (does) done.add(does);
  if (answer.status >= 400) assert.equal(resource.resourceType, "OperationOutcome", shown);
  return { kind: resource.resourceType, text, resource, what: shown, headers: answer.headers };
}

const slugs = readFileSync(new URL("../../portal/demo/tools.jsonl", import.meta.url), "utf8").trim().split("\n").map((line) => JSON.parse(line).slug);
const entries = ({ resource }) => (resource.entry ?? []).map((entry) => entry.resource);

/** A search with all its pages. */
async function pages(query) {
  const found = [];
  for (let next = `/ActivityDefinition?${query}`; next;) {
    const page = await ask(next, { does: "ActivityDefinition search-type" });
    found.push(page);
    next = page.resource.link.find(({ relation }) => relation === "next")?.url;
  }
  return found;
}

/** The open catalogue: searches of all kinds, each tool ever published (withdrawn and suspended ones too), and where each is started. */
export async function catalogue() {
  const all = await pages("_count=7");
  assert.ok(all.length > 5, "many pages");
  const retired = await pages("status=retired");
  const named = await pages(`identifier=${slugs.join(",")}&_count=100`);
  const tools = new Map([...all, ...retired, ...named].flatMap(entries).map((tool) => [tool.id, tool]));
  const standings = new Set([...tools.values()].map((tool) => tool.extension.find(({ url }) => url.endsWith("/standing")).valueCode));
  assert.deepEqual([...standings].sort(), ["published", "suspended", "withdrawn"]);
  const [id] = tools.keys();
  const searches = [
    ...await pages("title=sovn"), ...await pages("topic=sleep&_count=2"), ...await pages("title=xyzzyx"), ...await pages("_count=0"), ...await pages(`_id=${id}`),
    ...await pages(`url=${FHIR}/ActivityDefinition/${id}`),
    await ask("/ActivityDefinition/_search", { method: "POST", type: "application/x-www-form-urlencoded", body: "topic=sleep", does: "ActivityDefinition search-type" }),
  ];
  const reads = [];
  for (const tool of tools.values()) {
    reads.push(await ask(`/ActivityDefinition/${tool.id}`, { does: "ActivityDefinition read" }));
    const endpoint = tool.extension.find(({ url }) => url.endsWith("/endpoint"))?.valueReference.reference;
    if (endpoint) reads.push(await ask(`/${endpoint}`, { does: "Endpoint read" }));
  }
  const states = new Set(reads.filter(({ kind }) => kind === "Endpoint").map(({ resource }) => resource.status));
  assert.deepEqual([...states].sort(), ["active", "off", "suspended"]);
  return [...all, ...retired, ...named, ...searches, ...reads];
}

/** What a token's context holds: the patient, who acts for them, and the prescription. */
export async function context(tokens, fhirUser, note) {
  const token = tokens.access_token;
  const read = (address) => ask(address, { token, note, does: `${address.split("/").at(-2)} read` });
  const answers = [await read(`/Patient/${tokens.patient}`)];
  if (fhirUser?.includes("/RelatedPerson/")) answers.push(await read(`/RelatedPerson/${fhirUser.split("/").at(-1)}`));
  for (const { reference } of tokens.fhirContext ?? []) answers.push(await read(`/${reference}`));
  return answers;
}

/** Each kind of Observation: reported, reported again, read, and its version read. */
export async function reports(token) {
  const answers = [];
  for (const [name, observation] of Object.entries(observations())) {
    // The condition makes it idempotent; one carries its identifier itself.
    const condition = `identifier=${encodeURIComponent("https://tool.example/measurement")}|${observation.identifier?.[0].value ?? `${name}-${process.pid}`}`;
    const given = { method: "POST", token, type: JSON_TYPE, body: JSON.stringify(observation), headers: { "if-none-exist": condition }, does: "Observation create", note: name };
    const created = await ask("/Observation", { ...given, status: 201 });
    const version = new URL(created.headers.get("location")).href;
    answers.push(
      created, await ask("/Observation", given),
      await ask(version.replace(/\/_history\/1$/, ""), { token, note: name, does: "Observation read" }), await ask(version, { token, note: name, does: "Observation vread" }),
    );
    for (const [key, value] of Object.entries(JSON.parse(given.body))) {
      if (!["id", "meta"].includes(key)) assert.deepEqual(created.resource[key], value, `${name}: ${key} is kept`);
    }
  }
  return answers;
}

/** What is refused without a token, or with a dead one. */
export async function refusals() {
  const expected = [
    ["/", 404], ["/Basic/1", 404], ["/ActivityDefinition/x", 404], ["/Endpoint/x", 404], ["/Endpoint/x", 404, { headers: { "accept-language": "nb" } }], ["/ActivityDefinition?_count=x", 400], ["/ActivityDefinition?_page=!", 400],
    ["/ActivityDefinition?title:exact=a", 400], ["/ActivityDefinition?unheard-of=1", 400, { headers: { prefer: "handling=strict" } }], ["/metadata?_format=xml", 406],
    ["/metadata", 406, { headers: { accept: "text/html" } }], ["/Patient/x", 401], ["/Task/x", 401, { token: "dead" }], ["/Observation", 401, { method: "POST", type: JSON_TYPE, body: "{}" }],
    ["/Observation", 405], ["/ActivityDefinition/x", 405, { method: "DELETE" }],
    // There is no batch and no transaction: such a Bundle is answered as an outcome.
    ...["batch", "transaction"].map((type) => ["/", 404, { method: "POST", type: JSON_TYPE, body: JSON.stringify({ resourceType: "Bundle", type }), note: type }]),
  ];
  const answers = [];
  for (const [path, status, given] of expected) answers.push(await ask(path, { status, ...given }));
  return answers;
}

/** What is refused with a token that holds. */
export async function refusedReports(token) {
  const post = { method: "POST", token, type: JSON_TYPE };
  const answers = [];
  for (const [note, [body, status]] of Object.entries(refused())) answers.push(await ask("/Observation", { ...post, body, status, note }));
  for (const [note, body] of Object.entries(invalid())) answers.push(await ask("/Observation", { ...post, body, status: 422, note }));
  const twice = Object.values(observations()).find(({ identifier }) => identifier);
  answers.push(
    await ask("/Observation", { ...post, body: JSON.stringify({ ...twice, status: "amended" }), status: 409, note: "other content under the same identifier" }),
    await ask("/Observation", { ...post, type: "text/plain", body: "{}", status: 415 }),
    await ask("/Observation", { ...post, body: JSON.stringify(observations().valueInteger), headers: { "if-none-exist": "code=1" }, status: 400, note: "If-None-Exist" }),
    ...await Promise.all(["Patient", "RelatedPerson", "Task", "Observation"].map((kind) => ask(`/${kind}/x`, { token, status: 404 }))),
  );
  return answers;
}

/** What a client is told that asks too often: the rate lets bursts of 300 through, and fills up again meanwhile. */
export async function throttled(token, patient) {
  for (let asked = 0; asked < 2000; asked += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(`/Patient/${patient}`, { token, status: [200, 429] })));
    const refused = answers.find(({ resource }) => resource.resourceType === "OperationOutcome");
    if (refused) return refused;
  }
  return assert.fail("nobody is throttled");
}
