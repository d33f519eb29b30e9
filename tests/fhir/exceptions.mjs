// What a validator says that is no fault of the resource: named, with the reason and where the specification says so. Everything else fails the run, warnings
// and remarks too; so does an exception that nothing needs any more. None excuses an error: Lantana's validator says "warning" and "info" of bindings that leave the
// choice of code open.
const OPEN = /^Code ".*" (\(.*\) )?not found in value set$/;
const UNKNOWN = (...sets) => new RegExp(`^Value set "http://hl7\\.org/fhir/ValueSet/(${sets.join("|")})" could not be found\\.$`);
const places = (...names) => new RegExp(`^(${names.join("|").replaceAll(".", "\\.").replaceAll("[]", "\\[\\d+\\]")})$`);

export const exceptions = [
  {
    name: "example bindings", validator: "fhir", severity: "warning", text: OPEN,
    place: places("ActivityDefinition.useContext[].valueCodeableConcept", "ActivityDefinition.topic[]", "ActivityDefinition.code", "Task.code",
      "Observation.code", "Observation.component[].code", "Observation.bodySite", "Observation.method", "Observation.meta.tag[]"),
    reason: "The value set only shows by example what codes may be: topics and audiences are our own, the task's code is SMART App Launch's, what is measured, where and how is LOINC's and SNOMED CT's, tags are the tool's. https://hl7.org/fhir/R4/terminologies.html#example",
  },
  {
    name: "language: a preferred binding", validator: "fhir", severity: "warning", text: OPEN, place: places("ActivityDefinition.language", "Observation.language", "OperationOutcome.language"),
    reason: "nb (BCP 47) is not among the common languages, which are preferred only; the binding's maximum is every BCP 47 code. https://hl7.org/fhir/R4/resource-definitions.html#Resource.language",
  },
  {
    name: "relationship: a preferred binding", validator: "fhir", severity: "warning", text: OPEN, place: places("RelatedPerson.relationship[]"),
    reason: "PRN is in the value set (v3-RoleCode, is-a _PersonalRelationshipRoleType), which the validator does not expand; for powers of attorney it has no code, and POWATT is of the same system. The other coding is our own word for the basis. https://hl7.org/fhir/R4/valueset-relatedperson-relationshiptype.html",
  },
  {
    name: "interpretation: a set by its whole system", validator: "fhir", severity: "warning", text: OPEN, place: places("Observation.interpretation[]", "Observation.component[].interpretation[]"),
    reason: "N and L are in the value set, which is all of v3-ObservationInterpretation: a code system that the validator's own definitions leave out. https://hl7.org/fhir/R4/valueset-observation-interpretation.html",
  },
  {
    name: "connection type: an extensible binding", validator: "fhir", severity: "warning", text: OPEN, place: places("Endpoint.connectionType"),
    reason: "The value set has DICOM, IHE and hl7v2 connections and FHIR REST, and nothing for a start of a tool (SMART, HTI, link); where no code fits, another may be used. https://hl7.org/fhir/R4/terminologies.html#extensible",
  },
  {
    name: "sets that stand outside FHIR", validator: "fhir", severity: "info", place: /./,
    text: UNKNOWN("mimetypes", "procedure-code", "observation-codes", "observation-methods", "body-site", "observation-interpretation", "relatedperson-relationshiptype", "security-labels"),
    reason: "Their codes are BCP 13's, SNOMED CT's, LOINC's and HL7 v3's, which the validator does not carry. Only media types are bound as required, and ours is FHIR's own. https://hl7.org/fhir/R4/valueset-mimetypes.html",
  },
];
