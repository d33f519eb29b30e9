// The clinician's pages as a person meets them, wide and narrow, light and dark.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, BASE, close, go, login, press, see, seeAll, visitor } from "./harness.mjs";

after(close);

test("a clinician looks around", async () => {
  const who = await visitor({ expectErrors: [/40[039]|422/] });
  await login(who, "behandler", "psychologist", "/forskriver");
  await seeAll(who, "clinician-home");
  for (const [path, name, status] of [
    ["/forskriver/oppfolging?vis=alle", "clinician-follow-up"],
    ["/forskriver/ny?q=uro", "clinician-choose"],
    ["/forskriver/ny?q=qqqqqqqq", "clinician-choose-none"],
    ["/forskriver/ny?verktoy=demo-pust", "clinician-fill"],
    ["/forskriver/ny?verktoy=kneoving-demo", "clinician-refused", 403],
    ["/forskriver/overta", "clinician-take-over"],
  ]) {
    await who.page.goto(BASE + path);
    await seeAll(who, name, { status: status ?? 200 });
  }
  await who.page.goto(`${BASE}/forskriver/oppfolging?vis=alle`);
  const first = await who.page.locator(".case__name a").first().getAttribute("href");
  for (const part of ["", "/forny", "/fullfor", "/stopp", "/tilbakehold", "/brev", "/data"]) {
    await who.page.goto(BASE + first + part);
    await seeAll(who, `clinician-record${part.replace("/", "-")}`);
  }
  await who.page.goto(`${BASE}/forskriver/ny?verktoy=demo-pust`);
  await who.page.getByRole("button", { name: "Se over før sending" }).click();
  await seeAll(who, "clinician-fill-failed", { status: 422 });
  await who.end();
});

for (const width of [1280, 390]) {
  test(`a clinician who works at two places says which one it is about, and changes it, at ${width} px`, () => as({ width, expectErrors: [/422/] }, async (who) => {
    const { page } = who;
    await login(who, "behandler", "physician-north", "/forskriver/oppfolging");
    assert.equal(new URL(page.url()).pathname, "/velg-virksomhet", "asked before anything is seen");
    await seeAll(who, "workplace");
    const other = "Demovik kommune";
    // Only where one works: anything else is refused and the form stands.
    await page.locator("#f-workplace-1").evaluate((input) => { input.checked = true; input.value = "org_01J00000000000000000000000"; });
    await press(who, page.getByRole("button", { name: "Fortsett" }));
    await see(who, "workplace-failed", { status: 422 });
    await page.getByLabel(other).check();
    await press(who, page.getByRole("button", { name: "Fortsett" }));
    assert.equal(new URL(page.url()).pathname, "/forskriver/oppfolging", "where one wanted to go");
    assert.ok((await page.locator(".who__for").textContent()).includes(other));
    assert.equal(await page.locator(".case", { hasText: "Hjemmemålt" }).count() > 0, true, "what the place follows up");
    await go(who, "/forskriver");
    await see(who, "workplace-home");
    await press(who, page.getByRole("link", { name: "Bytt virksomhet" }));
    await page.getByLabel("Demo Nordavind helseforetak").check();
    await press(who, page.getByRole("button", { name: "Fortsett" }));
    assert.equal(new URL(page.url()).pathname, "/forskriver");
    await go(who, "/forskriver/oppfolging?vis=alle");
    assert.equal(await page.locator(".case", { hasText: "Hjemmemålt" }).count(), 0, "nothing of the other place");
  }));
}
