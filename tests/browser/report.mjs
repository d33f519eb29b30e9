// What a whole run of the browser tests has checked for accessibility, in short: for the page that states it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const checked = readFileSync("output/accessibility.jsonl", "utf8").trim().split("\n").map((line) => JSON.parse(line));
const distinct = (name) => [...new Set(checked.map((one) => one[name]))].sort();
const report = {
  day: new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Oslo" }),
  axe: createRequire(import.meta.url)("axe-core/package.json").version,
  pages: distinct("page").length,
  views: checked.length,
  languages: distinct("language"),
  violations: checked.reduce((sum, one) => sum + one.violations, 0),
};
writeFileSync(process.argv[2], `${JSON.stringify(report, null, 2)}\n`);
console.log(`accessibility: ${report.pages} pages, looked at in ${report.views} ways, ${report.violations} violations`);
