api-title = Opne data og grensesnitt
api-intro = Heile verktøykatalogen er open: alle kan hente han til eigne nettsider, utan nøkkel. Skildringa under er laga automatisk og står på engelsk.
api-essentials = <ul class="ds-list"><li>Gratis, utan nøkkel og utan avtale.</li><li>Nettlesarar kan hente frå alle nettstader (CORS).</li><li>Svar kan lagrast så lenge Cache-Control seier. Send ETag som If-None-Match, så slepp de å hente det same igjen.</li><li>Kor ofte de kan spørje, er avgrensa. Er det for ofte, svarar vi 429, og Retry-After seier når de kan prøve igjen.</li><li>Opplysningane kan brukast fritt etter <a class="ds-link" href="https://data.norge.no/nlod/no/2.0" hreflang="nb">Norsk lisens for offentlege data (NLOD 2.0)</a> når kjelda blir oppgjeven.</li></ul>
api-document = OpenAPI 3.1-dokumentet
api-operations = Den opne katalogen
api-example = Slik spør ein, til dømes:
api-example-answer = Slik er svaret
api-fhir = FHIR R4
api-fhir-intro = Det same som FHIR-ressursar, og det verktøya melder tilbake. Alt som finst, står i
api-problems = Feil
api-problems-intro = Feil er application/problem+json (RFC 9457). Feltet type peikar hit.
error-parameter = Ein parameter har ein verdi som ikkje kan brukast.
error-cursor-unknown = Markøren er ukjend eller for gammal. Hent heile katalogen på nytt, og følg endringane derfrå.
api-whole = Heile katalogen på éin gong
api-whole-text = <p>Alle verktøya som <a class="ds-link" href="/api/v1/tools.csv?lang={ $tongue }" download>rekneark (CSV)</a> eller <a class="ds-link" href="/api/v1/tools.json?lang={ $tongue }" download>JSON</a>. Hald ein kopi ved like med <a class="ds-link" href="/api/v1/changes">endringane</a>, eller følg med i ein nyhendelesar med <a class="ds-link" href="/api/v1/changes.atom?lang={ $tongue }">Atom</a>.</p><p>Vil de berre vise ei liste? <a class="ds-link" href="{ $embed }">Vis verktøy på eigen nettstad</a>.</p>
find-export = Last ned katalogen: <a class="ds-link" href="/api/v1/tools.csv?lang={ $tongue }" download>rekneark (CSV)</a>, <a class="ds-link" href="/api/v1/tools.json?lang={ $tongue }" download>JSON</a>. <a class="ds-link" href="{ $api }">Opne data</a> · <a class="ds-link" href="{ $embed }">Vis verktøy på eigen nettstad</a>
feed-title = Endringar i verktøykatalogen
feed-subtitle = Verktøy som er publiserte, endra, stansa eller trekte tilbake hos Reseptor
feed-published = Publisert: { $name }
feed-suspended = Stansa: { $name }
feed-resumed = Éin av grunnane til stans er borte: { $name }
feed-withdrawn = Trekt tilbake: { $name }
feed-changed = Endra: { $name }
