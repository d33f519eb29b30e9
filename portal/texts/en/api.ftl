api-title = Open data and interfaces
api-intro = The whole catalogue of tools is open: anybody may fetch it for their own website, without a key. The description below is generated automatically.
api-essentials = <ul class="ds-list"><li>Free, without a key and without an agreement.</li><li>Browsers may fetch from any website (CORS).</li><li>Answers may be kept as long as Cache-Control says. Send ETag as If-None-Match, and you need not fetch the same again.</li><li>How often you may ask is limited. If it is too often, we answer 429, and Retry-After says when to try again.</li><li>The data may be used freely under <a class="ds-link" href="https://data.norge.no/nlod/no/2.0" hreflang="nb">the Norwegian Licence for Open Government Data (NLOD 2.0)</a>, with the source stated.</li></ul>
api-document = The OpenAPI 3.1 document
api-operations = The open catalogue
api-example = A request, for example:
api-example-answer = What it answers
api-fhir = FHIR R4
api-fhir-intro = The same as FHIR resources, and what tools report. Everything there is stands in
api-problems = Errors
api-problems-intro = Errors are application/problem+json (RFC 9457). The member type leads here.
error-parameter = A parameter has a value that cannot be used.
error-cursor-unknown = The cursor is unknown or too old. Fetch the whole catalogue anew, and follow the changes from there.
api-whole = The whole catalogue at once
api-whole-text = <p>All tools as a <a class="ds-link" href="/api/v1/tools.csv?lang={ $tongue }" download>spreadsheet (CSV)</a> or <a class="ds-link" href="/api/v1/tools.json?lang={ $tongue }" download>JSON</a>. Keep a copy up to date by <a class="ds-link" href="/api/v1/changes">the changes</a>, or follow them in a feed reader by <a class="ds-link" href="/api/v1/changes.atom?lang={ $tongue }">Atom</a>.</p><p>Only want to show a list? <a class="ds-link" href="{ $embed }">Show tools on your own site</a>.</p>
find-export = Download the catalogue: <a class="ds-link" href="/api/v1/tools.csv?lang={ $tongue }" download>spreadsheet (CSV)</a>, <a class="ds-link" href="/api/v1/tools.json?lang={ $tongue }" download>JSON</a>. <a class="ds-link" href="{ $api }">Open data</a> · <a class="ds-link" href="{ $embed }">Show tools on your own site</a>
feed-title = Changes in the catalogue of tools
feed-subtitle = Tools published, changed, suspended or withdrawn at Reseptor
feed-published = Published: { $name }
feed-suspended = Suspended: { $name }
feed-resumed = One reason for suspension is gone: { $name }
feed-withdrawn = Withdrawn: { $name }
feed-changed = Changed: { $name }
