// What a whole run of the browser tests has checked for accessibility, in short: for the page that states it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pageOf, pages, unseen } from "./pages.mjs";

const noted = readFileSync("output/accessibility.jsonl", "utf8").trim().split("\n").map((line) => JSON.parse(line));
const checked = noted.filter((one) => "violations" in one);
const distinct = (all, name) => [...new Set(all.map((one) => one[name]).filter((value) => value !== undefined))].sort();
const all = pages();
/** How many of the routed pages these are of. */
const routed = (some, name) => new Set(some.map((one) => one[name] && pageOf(one[name], all)).filter(Boolean)).size;
const [keyboard, noScript] = ["keyboard", "no-script"].map((way) => noted.filter((one) => one.way === way));
const journeys = distinct(keyboard, "journey");
const others = distinct(noScript, "journey");
if (journeys.join() !== others.join()) throw new Error(`by keyboard ${journeys}, without script ${others}`);
const left = unseen(all);
for (const [page, looks] of left) console.log(`not looked at: ${page} ${looks.map(([width, dark]) => `at ${width} px ${dark ? "dark" : "light"}`).join(", ")}`);
if (left.size > 0) throw new Error(`${left.size} pages are not looked at narrow and wide, light and dark`);
const report = {
  day: new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Oslo" }),
  axe: createRequire(import.meta.url)("axe-core/package.json").version,
  pages: routed(checked, "page"),
  views: checked.length,
  languages: distinct(checked, "language"),
  violations: checked.reduce((sum, one) => sum + one.violations, 0),
  journeys: journeys.length,
  keyboard: routed(keyboard, "page"),
  without_script: routed(noScript, "page"),
  enlarged: routed(noted, "enlarged"),
};
writeFileSync(process.argv[2], `${JSON.stringify(report, null, 2)}\n`);
console.log(`accessibility: ${report.pages} pages, looked at in ${report.views} ways, ${report.violations} violations; ${report.journeys} journeys by keyboard through ${report.keyboard} pages, without script through ${report.without_script}; ${report.enlarged} pages enlarged`);
