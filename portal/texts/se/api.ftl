api-title = Rabas dieđut ja API
api-intro = Olles reaidokataloga lea rabas: buohkat sáhttet viežžat dan iežaset neahttasiidduide, čoavdaga haga. Válddahus vuolábealde lea ráhkaduvvon koda vuođul, ja dat lea eaŋgalasgillii.
api-essentials = <ul class="ds-list"><li>Nuvttá, čoavdaga ja šiehtadusa haga.</li><li>Neahttalohkkit sáhttet viežžat dieđuid buot neahttabáikkiin (CORS).</li><li>Vástádusaid oažžu vurket: geahča Cache-Control, ETag ja If-None-Match.</li><li>Jus jearrá beare dávjá, de mii vástidit 429, ja Retry-After muitala goas sáhttá geahččalit ođđasit.</li><li>Dieđuid oažžu geavahit friddja dán liseanssa mielde go almmuha gáldu: <a class="ds-link" href="https://data.norge.no/nlod/no/2.0" hreflang="nb">Norsk lisens for offentlige data (NLOD 2.0)</a>.</li></ul>
api-document = OpenAPI 3.1-dokumeanta
api-operations = Rabas kataloga
api-example = Ná sáhttá jearrat, ovdamearkka dihte:
api-example-answer = Vástádus lea ná
api-fhir = FHIR R4
api-fhir-intro = Seamma dieđut FHIR-hámis, ja dat maid reaiddut dieđihit ruovttoluotta. Buot mii gávdno, čuožžu dáppe:
api-problems = Meattáhusat
api-problems-intro = Meattáhusat leat application/problem+json (RFC 9457). Type čujuha deike.
error-parameter = Parameteris lea árvu maid ii sáhte geavahit.
error-cursor-unknown = Dát báiki rievdadusaid ráiddus ii leat (šat) min. Viečča olles kataloga ođđasit, ja čuovo rievdadusaid das rájes.
api-whole = Olles kataloga oktanaga
api-whole-text = <p>Buot reaiddut <a class="ds-link" href="/api/v1/tools.csv?lang={ $tongue }" download>tabeallan (CSV)</a> dahje <a class="ds-link" href="/api/v1/tools.json?lang={ $tongue }" download>JSON</a>. Doala kopiija ođasin <a class="ds-link" href="/api/v1/changes">rievdadusaiguin</a>, dahje čuovo rievdadusaid ođaslohkkiin dáppe: <a class="ds-link" href="/api/v1/changes.atom?lang={ $tongue }">Atom</a>.</p><p>Háliidehpetgo dušše čájehit listtu? <a class="ds-link" href="{ $embed }">Čájet reaidduid iežat neahttabáikkis</a>.</p>
find-export = Viečča kataloga: <a class="ds-link" href="/api/v1/tools.csv?lang={ $tongue }" download>tabealla (CSV)</a>, <a class="ds-link" href="/api/v1/tools.json?lang={ $tongue }" download>JSON</a>. <a class="ds-link" href="{ $api }">Rabas dieđut</a> · <a class="ds-link" href="{ $embed }">Čájet reaidduid iežat neahttabáikkis</a>
feed-title = Rievdadusat reaidokatalogas
feed-subtitle = Reaiddut mat leat almmuhuvvon, rievdaduvvon, bissehuvvon dahje gessojuvvon ruovttoluotta Reseptoris
feed-published = Almmuhuvvon: { $name }
feed-suspended = Bissehuvvon: { $name }
feed-resumed = Okta sivva bisseheapmái lea eret: { $name }
feed-withdrawn = Gessojuvvon ruovttoluotta: { $name }
feed-changed = Rievdaduvvon: { $name }
