// The platform logs people in through npm `oidc-provider` in the place of ID-porten and of HelseID. `run` starts the platform with these issuers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { name, number, organisation, person as record } from "../browser/people.mjs";
import { BASE, close, person } from "./ground.mjs";
import { start } from "./upstream.mjs";

let upstream;

before(async () => {
  upstream = await start({ idporten: process.env.IDPORTEN_PORT, helseid: process.env.HELSEID_PORT }, BASE);
});
after(async () => {
  await upstream.end();
  await close();
});

const login = (page, service, hint, next = "/") =>
  page.goto(`${BASE}/logg-inn?${new URLSearchParams({ tjeneste: service, login_hint: hint, neste: next })}`);

test("a citizen logs in through the stand-in for ID-porten, and logging out ends the session there too", () => person(null, async (page) => {
  upstream.people.set(number("parent"), { pid: number("parent") });
  await login(page, "innbygger", number("parent"), "/mine-verktoy");
  assert.equal(page.url(), `${BASE}/mine-verktoy`);
  assert.ok((await page.locator("header").innerText()).includes(name("parent")));
  await page.goto(`${BASE}/logg-ut`);
  await page.locator("main").getByRole("button").first().click();
  await page.waitForURL(/session\/end/);
  await page.getByRole("button", { name: "Ja" }).click();
  await page.waitForURL(`${BASE}/`);
  assert.ok(!(await page.locator("header").innerText()).includes(name("parent")));
}));

test("a clinician logs in through the stand-in for HelseID, with DPoP and its nonces", () => person(null, async (page) => {
  const who = record("psychologist");
  const account = who.accounts.find((one) => one.service === "clinician");
  upstream.people.set(number("psychologist"), {
    "helseid://claims/identity/pid": number("psychologist"), "helseid://claims/identity/security_level": "4", "helseid://claims/identity/assurance_level": "high",
    "helseid://claims/hpr/hpr_number": account.hpr,
    "helseid://claims/hpr/hpr_details": { hpr_number: account.hpr, approvals: account.professions.map((profession) => ({ profession, authorization: { value: "1" }, requisition_rights: [], specialities: [] })) },
    "helseid://claims/client/claims/orgnr_parent": organisation(account.organisation), name: name("psychologist"),
  });
  await login(page, "behandler", number("psychologist"), "/forskriver");
  assert.equal(page.url(), `${BASE}/forskriver`, await page.locator("main").innerText());
  assert.ok((await page.locator("header").innerText()).includes(name("psychologist")));
}));

test("a login that is too weak is refused, and nobody is logged in", () => person(null, async (page) => {
  upstream.people.set(number("psychologist"), { "helseid://claims/identity/pid": number("psychologist"), "helseid://claims/identity/security_level": "3" });
  await login(page, "behandler", number("psychologist"), "/forskriver");
  assert.match(await page.locator("main").innerText(), /sikker|nivå/i, "told that the login is too weak");
  await page.goto(`${BASE}/`);
  assert.ok(!(await page.locator("header").innerText()).includes(name("psychologist")));
}));
