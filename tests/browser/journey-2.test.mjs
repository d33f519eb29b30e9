// Journey 2: what cannot be listed is stopped where it is, with the rule explained and a way forward: an open tool that a municipality wants (K6a), a tool with only its own login (O1).
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, close, go, login, press, see, seeAll, text } from "./harness.mjs";

after(close);

const TOOL_NAME = "Løypelogg";
const main = (who) => who.page.locator("main");

test("vendor is told of O1, and how to go on, before handing in a tool with only its own login", () => as({}, async (who) => {
  const { page } = who;
  await login(who, "leverandor", "vendor", "/leverandor");
  await seeAll(who, "j2-vendor");
  await press(who, main(who).getByRole("link", { name: TOOL_NAME }).first());
  await seeAll(who, "j2-own-tool");
  const told = await text(who);
  assert.match(told, /O1/);
  assert.match(told, /plattformens innlogging/);
  await press(who, main(who).getByRole("link", { name: "Send inn" }));
  assert.match(await text(who), /O1/);
  await see(who, "j2-own-confirm");
  await press(who, main(who).locator("form button[type=submit]"));
  await see(who, "j2-own-handed-in");
}));

test("a municipality that orders an open tool is stopped at K6a, with the rule explained", () => as({ expectErrors: [/422/] }, async (who) => {
  const { page } = who;
  await login(who, "bestiller", "orderer-municipality", "/bestiller");
  await seeAll(who, "j2-inbox");
  const item = page.locator(".work-list__item", { hasText: TOOL_NAME });
  assert.match(await item.innerText(), /K6a/);
  await press(who, item.getByRole("link"));
  await seeAll(who, "j2-take-on");
  const said = await text(who);
  assert.match(said, /Et åpent verktøy må være bestilt av direktoratet eller et helseforetak/);
  assert.match(said, /Be direktoratet eller et helseforetak bestille verktøyet/);
  assert.match(said, /O1/);
  await press(who, main(who).getByRole("button", { name: "Bestill", exact: true }));
  await see(who, "j2-refused", { status: 422 });
  assert.match(await text(who), /K6a/);
  await go(who, "/bestiller");
  assert.match(await item.innerText(), /K6a/, "it still waits");
}));
