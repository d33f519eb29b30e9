// What a whole run of the browser tests has checked for accessibility, in short: for the page that states it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pages, unseen } from "./pages.mjs";

const noted = readFileSync("output/accessibility.jsonl", "utf8").trim().split("\n").map((line) => JSON.parse(line));
const checked = noted.filter((one) => "violations" in one);
const distinct = (all, name) => [...new Set(all.map((one) => one[name]).filter((value) => value !== undefined))].sort();
const [keyboard, noScript] = ["keyboard", "no-script"].map((way) => noted.filter((one) => one.way === way));
const journeys = distinct(keyboard, "journey");
const others = distinct(noScript, "journey");
if (journeys.join() !== others.join()) throw new Error(`by keyboard ${journeys}, without script ${others}`);
const report = {
  day: new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Oslo" }),
  axe: createRequire(import.meta.url)("axe-core/package.json").version,
  pages: distinct(checked, "page").length,
  views: checked.length,
  languages: distinct(checked, "language"),
  violations: checked.reduce((sum, one) => sum + one.violations, 0),
  journeys: journeys.length,
  keyboard: distinct(keyboard, "page").length,
  without_script: distinct(noScript, "page").length,
  enlarged: distinct(noted, "enlarged").length,
};
writeFileSync(process.argv[2], `${JSON.stringify(report, null, 2)}\n`);
console.log(`accessibility: ${report.pages} pages, looked at in ${report.views} ways, ${report.violations} violations; ${report.journeys} journeys by keyboard through ${report.keyboard} pages, without script through ${report.without_script}; ${report.enlarged} pages enlarged`);
const left = unseen(pages());
if (left.size > 0) console.log(`not looked at narrow and wide, light and dark: ${[...left.keys()].join(" ")}`);
