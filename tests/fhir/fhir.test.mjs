// Every kind of FHIR resource that the platform serves, before three validators that know nothing of one another; and they, before what was broken on purpose.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { name } from "../browser/people.mjs";
import { actFor, close, person } from "../peers/ground.mjs";
import { relyingParty, SCOPE } from "../peers/relying-party.mjs";
import { broken, specialities } from "./broken.mjs";
import { court } from "./court.mjs";
import { exceptions } from "./exceptions.mjs";
import { invalid } from "./observations.mjs";
import { sandboxed } from "./sandbox.mjs";
import { ask, catalogue, context, done, refusals, refusedReports, reports, throttled } from "./served.mjs";

let party;
let hall;
/** One of each kind, as it was served. */
const served = new Map();

before(async () => {
  party = await relyingParty();
  hall = court();
});
after(async () => {
  hall.end();
  await party.here.end();
  await close();
});

async function judge(answers) {
  for (const { kind, resource } of answers) if (!served.has(kind)) served.set(kind, resource);
  await hall.judge(answers);
}

/** Logs in to a tool as somebody, for somebody else where named, and judges what the token opens. */
const started = (slug, tool, who, subject, act = async () => {}) => person(who, async (page) => {
  const config = await party.confidential(slug, { scope: SCOPE });
  if (subject) await actFor(page, name(subject));
  const tokens = await party.launched(config, page, tool, { scope: SCOPE });
  await judge(await context(tokens, tokens.claims().fhirUser, `${slug}: ${subject ? `${who} for ${subject}` : who}`));
  await act(tokens);
  return tokens;
});

test("CapabilityStatement", async () => judge([await ask("/metadata")]));

test("the open catalogue: ActivityDefinition, Endpoint, and the Bundles of its searches", async () => judge(await catalogue()));

test("what a tool with names reads and reports: a parent acts for a child", () => started("demo-dagbok", "Demo-dagbok", "parent", "child-5", async (tokens) => {
  await judge(await reports(tokens.access_token));
  await judge(await refusedReports(tokens.access_token));
}));

test("what a pseudonymous tool reads, a power of attorney, and one's own", async () => {
  await started("demo-pust", "Demo-pust", "teen-15");
  await started("demo-dagbok", "Demo-dagbok", "parent", "incapacitated-mother");
  const tokens = await started("minnevenn-demo", "Minnevenn", "citizen-6");
  await judge([await throttled(tokens.access_token, tokens.patient)]);
});

test("the sandbox: what a test person's token reads and reports, the number too", async () => {
  const { tokens, note } = await sandboxed(party, SCOPE);
  const answers = await context(tokens, tokens.claims().fhirUser, note);
  assert.deepEqual(Object.keys(answers[0].resource).sort(), ["birthDate", "id", "identifier", "name", "resourceType"], "all that a Patient can hold");
  await judge(answers);
  await judge(await reports(tokens.access_token));
});

test("OperationOutcome: whatever goes wrong", async () => judge(await refusals()));

test("everything that the statement lists was served", async () => {
  const { resource: { rest: [{ resource }] } } = await ask("/metadata");
  const listed = resource.flatMap(({ type, interaction }) => interaction.map(({ code }) => `${type} ${code}`));
  assert.deepEqual(listed.filter((one) => !done.has(one)), []);
  assert.deepEqual([...hall.seen.keys()].sort(), [...new Set([...resource.map(({ type }) => type), "Bundle", "CapabilityStatement", "OperationOutcome"])].sort());
  console.log([...hall.seen].map(([kind, count]) => `${count} ${kind}`).join(", "));
});

test("each validator refuses what is broken", async () => {
  for (const resource of served.values()) for (const [what, copy] of broken(resource)) await hall.refuse(JSON.stringify(copy), what);
  const whole = Object.fromEntries(served);
  // What the server refused as no Observation of R4 is none to them either.
  for (const [what, text] of Object.entries(invalid())) await hall.refuse(text, `Observation with ${what}`, 1);
  for (const [what, copy, who] of specialities(whole)) await hall.refuse(JSON.stringify(copy), what, who);
});

test("each exception is still needed", () => {
  for (const { name, reason } of exceptions) console.log(`${hall.used.get(name)} × ${name}: ${reason}`);
  assert.deepEqual(exceptions.filter(({ name }) => !hall.used.get(name)).map(({ name }) => name), []);
});
