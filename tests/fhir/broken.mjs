// Resources broken on purpose, so that each validator is seen to refuse.

/** An element that each kind must have (R4, cardinality 1..); a Patient must have none. */
const REQUIRED = {
  ActivityDefinition: "status", Bundle: "type", CapabilityStatement: "fhirVersion", Endpoint: "connectionType", Observation: "status", OperationOutcome: "issue", RelatedPerson: "patient", Task: "intent",
};

/** What all three must refuse in a resource of any kind: copies of it, each with what is wrong. */
export function broken(resource) {
  const kind = resource.resourceType;
  const copies = [[`${kind} with an element that R4 does not know`, { ...resource, unheardOf: "x" }]];
  const { [REQUIRED[kind]]: required, ...without } = resource;
  if (required) copies.push([`${kind} without ${REQUIRED[kind]}`, without]);
  if (resource.meta) copies.push([`${kind} with two meta`, { ...resource, meta: [resource.meta, resource.meta] }]);
  return copies;
}

/** What each validator alone, or with another, is there for. */
export const specialities = ({ ActivityDefinition: tool, Observation: observation, Bundle: bundle, CapabilityStatement: statement }) => [
  ["a status that R4 does not know", { ...tool, status: "aktiv" }, ["fhir"]],
  ["a tool in a Bundle with a status that R4 does not know", { ...bundle, entry: [{ ...bundle.entry[0], resource: { ...tool, status: "aktiv" } }] }, ["fhir"]],
  ["an interaction that R4 does not know", { ...statement, rest: [{ ...statement.rest[0], resource: [{ ...statement.rest[0].resource[0], interaction: [{ code: "fetch" }] }] }] }, ["fhir"]],
  ["value and dataAbsentReason (obs-6)", { ...observation, valueInteger: 1, dataAbsentReason: { text: "x" } }, ["@medplum/core"]],
  ["an extension without value (ext-1)", { ...tool, extension: [{ url: "https://tool.example/x" }] }, ["@medplum/core"]],
  ["null", { ...tool, title: null }, ["@medplum/core"]],
  ["two values", { ...observation, valueInteger: 1, valueString: "1" }, ["fhir.resources"]],
  ["an empty text", { ...tool, subtitle: "" }, ["@medplum/core", "fhir.resources"]],
  ["a number for a text", { ...tool, title: 5 }, ["@medplum/core", "fhir.resources"]],
  ["a Norwegian date", { ...tool, date: "29.11.2026" }, ["@medplum/core", "fhir.resources"]],
  ["a day that no calendar has", { ...tool, date: "2026-02-30" }, ["fhir.resources"]],
  ["a time without zone", { ...observation, effectiveDateTime: "2026-11-28T10:00:00" }, ["fhir.resources"]],
  ["an id with a space", { ...tool, id: "has space" }, ["fhir.resources"]],
];
