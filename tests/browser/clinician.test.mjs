// The clinician's pages as a person meets them, at 390 and 1280 px.
import { after, test } from "node:test";
import { BASE, close, login, see, visitor } from "./harness.mjs";

after(close);

for (const width of [390, 1280]) {
  test(`a clinician looks around at ${width} px`, async () => {
    const who = await visitor({ width, expectErrors: [/40[039]|422/] });
    await login(who, "behandler", "psychologist", "/forskriver");
    await see(who, "clinician-home");
    for (const [path, name, status] of [
      ["/forskriver/oppfolging?vis=alle", "clinician-follow-up"],
      ["/forskriver/ny?q=uro", "clinician-choose"],
      ["/forskriver/ny?q=qqqqqqqq", "clinician-choose-none"],
      ["/forskriver/ny?verktoy=demo-pust", "clinician-fill"],
      ["/forskriver/ny?verktoy=kneoving-demo", "clinician-refused", 403],
      ["/forskriver/overta", "clinician-take-over"],
    ]) {
      await who.page.goto(BASE + path);
      await see(who, name, { status });
    }
    await who.page.goto(`${BASE}/forskriver/oppfolging?vis=alle`);
    const first = await who.page.locator(".case__name a").first().getAttribute("href");
    for (const part of ["", "/forny", "/stopp", "/tilbakehold", "/data"]) {
      await who.page.goto(BASE + first + part);
      await see(who, `clinician-record${part.replace("/", "-")}`);
    }
    await who.page.goto(`${BASE}/forskriver/ny?verktoy=demo-pust`);
    await who.page.getByRole("button", { name: "Se over før sending" }).click();
    await see(who, "clinician-fill-failed", { status: 422 });
    await who.end();
  });
}
