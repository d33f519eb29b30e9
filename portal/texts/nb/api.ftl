api-title = Åpne data og grensesnitt
api-intro = Hele verktøykatalogen er åpen: alle kan hente den til egne nettsider, uten nøkkel. Beskrivelsen under er laget automatisk og står på engelsk.
api-essentials = <ul class="ds-list"><li>Gratis, uten nøkkel og uten avtale.</li><li>Nettlesere kan hente fra alle nettsteder (CORS).</li><li>Svar kan lagres så lenge Cache-Control sier. Send ETag som If-None-Match, så slipper dere å hente det samme igjen.</li><li>Hvor ofte dere kan spørre, er begrenset. Er det for ofte, svarer vi 429, og Retry-After sier når dere kan prøve igjen.</li><li>Opplysningene kan brukes fritt etter <a class="ds-link" href="https://data.norge.no/nlod/no/2.0" hreflang="nb">Norsk lisens for offentlige data (NLOD 2.0)</a> når kilden oppgis.</li></ul>
api-document = OpenAPI 3.1-dokumentet
api-operations = Den åpne katalogen
api-example = Slik spør man, for eksempel:
api-example-answer = Slik er svaret
api-fhir = FHIR R4
api-fhir-intro = Det samme som FHIR-ressurser, og det verktøyene melder tilbake. Alt som finnes, står i
api-problems = Feil
api-problems-intro = Feil er application/problem+json (RFC 9457). Feltet type peker hit.
error-parameter = En parameter har en verdi som ikke kan brukes.
error-cursor-unknown = Markøren er ukjent eller for gammel. Hent hele katalogen på nytt, og følg endringene derfra.
api-whole = Hele katalogen på én gang
api-whole-text = <p>Alle verktøyene som <a class="ds-link" href="/api/v1/tools.csv?lang={ $tongue }" download>regneark (CSV)</a> eller <a class="ds-link" href="/api/v1/tools.json?lang={ $tongue }" download>JSON</a>. Hold en kopi ved like med <a class="ds-link" href="/api/v1/changes">endringene</a>, eller følg med i en nyhetsleser med <a class="ds-link" href="/api/v1/changes.atom?lang={ $tongue }">Atom</a>.</p><p>Vil dere bare vise en liste? <a class="ds-link" href="{ $embed }">Vis verktøy på eget nettsted</a>.</p>
find-export = Last ned katalogen: <a class="ds-link" href="/api/v1/tools.csv?lang={ $tongue }" download>regneark (CSV)</a>, <a class="ds-link" href="/api/v1/tools.json?lang={ $tongue }" download>JSON</a>. <a class="ds-link" href="{ $api }">Åpne data</a> · <a class="ds-link" href="{ $embed }">Vis verktøy på eget nettsted</a>
feed-title = Endringer i verktøykatalogen
feed-subtitle = Verktøy som er publisert, endret, stanset eller trukket tilbake hos Reseptor
feed-published = Publisert: { $name }
feed-suspended = Stanset: { $name }
feed-resumed = Én av grunnene til stans er borte: { $name }
feed-withdrawn = Trukket tilbake: { $name }
feed-changed = Endret: { $name }
