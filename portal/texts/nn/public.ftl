front-title = Trygge digitale helseverktøy
front-heading = Trygge verktøy for helsa di
front-intro = Finn appar og nettverktøy som er vurderte av offentlege helseverksemder. Nokre kan du starte med ein gong, andre får du av behandlaren din.
front-topics = Kva gjeld det?
front-all-tools = { $count ->
    [one] Sjå det eine verktøyet
   *[other] Sjå alle dei { $count } verktøya
}
front-situations = Kven er det for?
front-promises = Det du kan rekne med
front-promise-assessed = Vurdert av fagfolk
front-promise-assessed-text = Kvart verktøy er bestilt og vurdert av ei offentleg helseverksemd. Du ser kven, når og <a class="ds-link" href="{ $method }">etter kva krav</a>.
front-promise-free = Gratis og utan reklame
front-promise-free-text = Verktøya kostar deg ingenting, og dei kan ikkje vise reklame.
front-promise-control = Du bestemmer over dataa
front-promise-control-text = Du ser kva eit verktøy får vite, gjev løyve sjølv, og kan trekkje det når du vil.
front-for-work = Bruker du Reseptor i jobben?
front-clinician = For behandlarar
front-clinician-text = Forskriv verktøy og følg opp.
front-orderer = For bestillarar
front-orderer-text = Bestill, vurder og inngå avtalar.
front-vendor = For leverandørar
front-vendor-text = Registrer verktøy og svar på krav.
front-operator = For forvaltarar
front-operator-text = Godkjenn, publiser og stans.

search-label = Kva treng du hjelp med?
search-go = Søk
search-suggestions = Forslag

about-title = Om Reseptor
about-intro = Reseptor samlar digitale helseverktøy som er kvalitetssikra, og gjer det trygt å ta dei i bruk.
about-what = Kva er dette?
about-what-text = <p>Gode digitale verktøy finst, men dei er vanskelege å finne, og det er vanskeleg å vite kva for nokre som er trygge. Her ligg berre verktøy som ei offentleg verksemd har bestilt, vurdert og godkjent.</p><p>Nokre verktøy er opne for alle. Andre får du gjennom ein behandlar, som ein app på resept.</p>
about-who = Kven er det for?
about-who-text = <p>For deg som vil ta vare på eiga helse, for pårørande som hjelper andre, for behandlarar som vil gje pasienten eit verktøy, og for dei som lagar, bestiller og forvaltar verktøya.</p>
about-tool = Korleis startar eg eit verktøy?
about-tool-text = <p>Du startar det frå sida til verktøyet eller frå Verktøya mine. Er du logga inn her, slepp du å logge inn på nytt i verktøyet.</p>
about-open = Opne data
about-open-text = <p>Katalogen kan lesast av maskiner gjennom eit ope grensesnitt. Andre nettstader kan bruke opplysningane om att når dei oppgjev kjelda.</p>
about-source = Kven står bak?
about-source-text = <p>Forvaltaren driv Reseptor. Kvar bestillar svarar for verktøya som han har bestilt, og kvar behandlar for det som er forskrive.</p>

privacy-title = Personvern
privacy-intro = Slik behandlar Reseptor opplysningar om deg.
privacy-controller = Kven er ansvarleg?
privacy-controller-text = <p>Forvaltaren er ansvarleg for opplysningane som Reseptor treng for å verke. Helseverksemda som har forskrive eit verktøy til deg, er ansvarleg for forskrivinga. Kven som er ansvarleg for dataa i eit verktøy, står på sida til verktøyet.</p>
privacy-what = Kva lagrar vi?
privacy-what-text = <p>Utan innlogging lagrar vi ikkje noko om deg. Når du loggar inn, lagrar vi namn og fødselsnummer (kryptert), kva verktøy du har fått eller starta, løyve du har gjeve, og korleis du vil ha beskjed.</p>
privacy-session = Informasjonskapslar
privacy-session-text = <p>Vi bruker nødvendige informasjonskapslar: éin som held deg innlogga, éin som viser ein kort beskjed etter at du har gjort noko, og éin som hugsar språket om du har valt eit. Vi bruker ingen til statistikk eller reklame, og hentar ingenting frå andre nettstader.</p>
privacy-shared = Kven deler vi med?
privacy-shared-text = <p>Behandlaren som følgjer deg opp, ser om du har sett og starta det som er forskrive, og dei dataa du lèt verktøyet dele. Du kan sjå kva behandlarar som har sett på opplysningane.</p>
privacy-tools = Kva får verktøya vite?
privacy-tools-text = <p>Eit verktøy får eit eige pseudonym for deg. Namn og fødselsnummer får det berre der avtalen tillèt det, og du ser det før du startar.</p>
privacy-rights = Rettane dine
privacy-rights-text = <p>På Mi side kan du sjå, laste ned og rette opplysningar, trekkje løyve og avslutte innloggingar. Å trekkje eit løyve er like lett som å gje det, og verkar med ein gong.</p>
privacy-logs = Loggar
privacy-logs-text = <p>Alt som blir gjort med ei forskriving eller eit løyve, blir ført i ein logg som ikkje kan endrast utan at det blir oppdaga. Tekniske loggar inneheld ikkje namn, fødselsnummer eller innhald.</p>
privacy-contact = Spørsmål og klage
privacy-contact-text = <p>Ta kontakt med personvernombodet hos verksemda som er ansvarleg. Du kan òg klage til Datatilsynet.</p>

accessibility-title = Tilgjengeerklæring
accessibility-intro = Alle skal kunne bruke Reseptor, med tastatur, skjermlesar, forstørring eller utan JavaScript.
accessibility-status = Kva vi følgjer
accessibility-status-text = <p>Nettstaden er laga etter WCAG 2.1 på nivå A og AA, som forskrifta om universell utforming krev, og vi bruker WCAG 2.2 der den går lenger.</p>
accessibility-tested = Korleis vi testar
accessibility-tested-text = <p>Sidene blir kontrollerte automatisk på smal og brei skjerm, i lys og mørk utgåve. Det folk skal kunne gjere her, frå å registrere eit verktøy til å ta det i bruk og logge ut, blir i tillegg gjennomført med tastatur åleine og med JavaScript slått av.</p>
accessibility-checked = Sist kontrollert { $date }: { $pages } sider i { $views } visingar, smale og breie, lyse og mørke, med axe-core { $axe }. { $found ->
    [0] Ingen brot vart funne. Automatiske kontrollar finn ikkje alt.
    [one] Eitt brot vart funne.
   *[other] { $found } brot vart funne.
}
accessibility-ways = I same kontrollen er { $journeys } oppgåver gjennomførte berre med tastatur, på { $keyboard } sider, og på nytt utan JavaScript, på { $without } sider. I tillegg er { $enlarged } sider målte i eit vindauge som er 320 pikslar breitt, med større avstand mellom bokstavar, ord og linjer, og med 200 prosent tekst. Ingen av dei måtte rullast sidelengs.
accessibility-known = Kjende manglar
accessibility-known-text = <p>Tekstane på nordsamisk er ikkje komplette, og nokre sider blir difor viste på bokmål. Dokument om verktøya er laga av leverandørane, og vi har ikkje kontrollert dei.</p>
accessibility-report = Sei frå om feil
accessibility-report-text = <p>Finn du noko som ikkje verkar for deg, vil vi gjerne vite det. Fortel gjerne kva side det gjeld, og kva du prøvde å gjere. Slik når du oss:</p>
accessibility-law = Klage
accessibility-law-text = <p>Du kan klage til Tilsynet for universell utforming av ikt. Brot på plikta til universell utforming kan òg klagast inn for Diskrimineringsnemnda.</p>

method-title = Slik vurderer vi verktøy
method-intro = Ingen verktøy blir publiserte før dei oppfyller krava. Dette inneber det.
method-steps = Vegen til publisering
method-steps-text = <ol class="ds-list"><li>Leverandøren registrerer verktøyet og dokumenterer det.</li><li>Ei offentleg verksemd bestiller det og tek ansvar for vurderinga.</li><li>Kvart krav blir vurdert, med grunngjeving og dokumentasjon.</li><li>Forvaltaren godkjenner, og ein annan person publiserer.</li></ol>
method-figures = <p>Kor lang tid det tek, og kor mykje verktøya blir brukte, står i dei <a class="ds-link" href="{ $figures }">opne tala</a>.</p>
method-levels = Kva merket tyder
method-levels-text = <p>Merket er alltid ord, aldri berre stjerner: klinisk kvalitet og effekt, brukarvennlegheit og universell utforming, personvern, informasjonstryggleik og samspel med andre system. For kvart av dei ser du kven som har vurdert, når, etter kva versjon av krava, og når det skal vurderast igjen.</p>
method-four-eyes = Fire auge
method-four-eyes-text = <p>Den som har meldt inn eller gått god for eit verktøy, tek ikkje den endelege avgjerda åleine.</p>
method-deviations = Avvik
method-deviations-text = <p>Nokre få krav kan vere uoppfylte ei tid, om det finst ein plan, ein ansvarleg og ein frist. Avviket blir vist på sida til verktøyet. Går fristen ut, blir verktøyet stansa.</p>
method-again = Ny vurdering
method-again-text = <p>Endrar eit verktøy formål, tilgang, innlogging eller bruk av data, blir det vurdert på nytt. Den publiserte utgåva blir ståande så lenge.</p>
method-appeal = Likebehandling
method-appeal-text = <p>Same svar på same versjon av krava gjev same resultat. Leverandøren kan sjå, svare på og klage på vurderinga. Saksbehandlingstida blir målt og publisert.</p>

help-title = Hjelp
help-intro = Svar på det folk oftast lurer på.
help-find = Eg finn ikkje noko som passar
help-find-text = <p>Prøv eit anna ord, eller fjern filter. Snakk med fastlegen eller behandlaren din: nokre verktøy får du berre gjennom dei.</p>
help-login = Eg får ikkje logga inn
help-login-text = <p>Du treng ein elektronisk ID på høgaste nivå, til dømes BankID. Har du ikkje det, kan kommunen eller behandlaren hjelpe deg.</p>
help-start = Verktøyet startar ikkje
help-start-text = <p>Eit verktøy kan vere mellombels stansa. Då står grunnen på sida til verktøyet. Appar på telefonen startar du på telefonen, og du loggar inn i appen.</p>
help-child = Eg vil hjelpe barnet mitt eller ein pårørande
help-child-text = <p>Foreldre kan handle for barn under 16 år, og næraste pårørande for ein vaksen som ikkje kan samtykkje, når verktøyet er forskrive og støttar det. Vel kven det gjeld på Mi side.</p>
help-clinician = Spørsmål om behandlinga
help-clinician-text = <p>Reseptor svarar ikkje på spørsmål om helse. Ta kontakt med behandlaren din. Er det akutt, ring 113. Legevakta har telefon 116 117.</p>
help-contact = Kontakt
help-contact-text = <p>Oppgje gjerne koden som står nedst på ei feilside. Send aldri fødselsnummer eller helseopplysningar i e-post.</p>
contact-email = E-post
contact-phone = Telefon
contact-page = Nettside
contact-none = Forvaltaren har ikkje oppgjeve korleis du kan nå oss.

find-title = Finn verktøy
find-title-query = { $count ->
    [one] «{ $query }»: { $count } treff – Finn verktøy
   *[other] «{ $query }»: { $count } treff – Finn verktøy
}
find-title-filtered = { $count ->
    [one] { $count } verktøy – Finn verktøy
   *[other] { $count } verktøy – Finn verktøy
}
find-title-nyeste = nyaste først
find-title-navn = sortert etter namn
find-heading = Finn eit verktøy som passar deg
find-intro = Alle verktøya er gratis, utan reklame og vurderte av fagfolk i helsetenesta.
find-count = { $count ->
    [0] Fann ingen verktøy
    [one] Fann eitt verktøy
   *[other] Fann { $count } verktøy
}
find-filters = Filter
find-close = Lukk filtera
find-show = Vis verktøya
find-chips = Valde filter
find-remove = Fjern
find-clear = Fjern alle filter
find-sort = Sorter etter
find-sort-beste = Best treff
find-sort-nyeste = Nyaste først
find-sort-navn = Namn
find-resort = Sorter
find-did-you-mean = Meinte du
find-beyond = { $pages ->
    [one] Det er berre éi side. Du ser henne.
   *[other] Det er berre { $pages } sider. Du ser den siste.
}
find-crisis = <strong>Treng du hjelp no?</strong> Er det fare for liv, ring <a class="ds-link" href="tel:113">113</a>. Legevakta har telefon <a class="ds-link" href="tel:116117">116 117</a>. Vil du snakke med nokon, ring Mental Helse på <a class="ds-link" href="tel:116123">116 123</a>. Alle tre svarar heile døgnet.
find-fit-some = Ingen verktøy passar med alt du skreiv. Desse passar med noko av det.
find-fit-near = Vi fann ikkje akkurat «{ $query }», men desse liknar.
find-none = Prøv eit anna eller kortare ord
find-none-yet = Det er ingen verktøy i katalogen enno
find-none-drop = Fjern eit filter, så finn du noko
find-without = Utan «{ $filter }» ({ $count })
find-none-filters = Prøv utan filter
find-none-words = Skriv det slik du sjølv ville sagt det. Du kan skrive på bokmål, nynorsk, samisk eller engelsk.
find-near = Utan filtera finn vi dette for «{ $query }»
find-deeper = Du kan ikkje bla lenger enn til dei { $count } første. Vel filter eller skriv fleire ord, så finn du resten.
find-help = Finn du ikkje det du treng?
find-help-text = Snakk med fastlegen, helsesjukepleiaren eller ein annan behandlar. Nokre verktøy får du berre gjennom dei, og dei kan hjelpe deg å velje. <a class="ds-link" href="{ $help }">Få hjelp til å finne fram</a>. Er det akutt, ring 113.

facet-tema = Tema
facet-malgruppe = For kven
facet-plattform = Fungerer på
facet-tilgang = Slik får du det
facet-profil = Innlogging og data
facet-sprak = Språk i verktøyet

platform-web = Nettlesar
platform-ios = iPhone og iPad
platform-android = Android
availability-open = Ope for alle
availability-prescription = Gjennom ein behandlar
access-open = Ope for alle
access-login = Ope, du loggar inn
access-prescription = Behandlaren din gjev deg det
access-prescribe = Må forskrivast
profile-none = Ingen brukarprofil
profile-local = Lagrar berre på eininga di
profile-own = Eiga innlogging
profile-central = Du loggar inn med namn
profile-pseudonymous = Du loggar inn utan å vise kven du er
tongue-nb = Norsk bokmål
tongue-nn = Norsk nynorsk
tongue-se = Nordsamisk
tongue-en = Engelsk
tongue-ar = Arabisk
tongue-pl = Polsk
tongue-so = Somali
tongue-uk = Ukrainsk
tongue-ur = Urdu
label-evidence-strong = God dokumentasjon for effekt
label-evidence-moderate = Noko dokumentasjon for effekt
label-evidence-limited = Avgrensa dokumentasjon for effekt
label-evidence-expert = Vurdert av fagfolk, effekten er ikkje målt
standing-suspended = Stansa no
standing-withdrawn = Trekt tilbake
standing-deviation = Ope avvik

label-assessed = Vurdert av fagfolk
standing-published = Publisert
suspension-security = Tryggleik
suspension-agreement = Ein avtale manglar
suspension-deviation = Eit avvik er ikkje retta i tide
suspension-vendor_wish = Leverandøren har bede om det
suspension-quality = Den kliniske kvaliteten blir undersøkt
suspension-other = Anna
tool-start = Start
tool-start-login = Logg inn og start
tool-start-app = Hent appen
tool-start-link = Gå til verktøyet
tool-start-link-hint = Du treng ikkje å logge inn. Du går til sida til leverandøren.
tool-start-login-hint = Du loggar inn éin gong her, og er logga inn i verktøyet òg.
tool-start-patient = Pasienten loggar inn og startar verktøyet frå denne sida.
tool-prescription = Dette verktøyet får du gjennom ein behandlar, til dømes fastlegen eller helsesjukepleiaren. Spør neste gong de snakkar saman.
tool-prescription-mine = Har du fått det? Sjå Verktøya mine
tool-start-none = Verktøyet blir ikkje starta herfrå. Les over korleis du får det.
tool-suspended = Verktøyet er stansa no
tool-suspended-text = Du kan ikkje starte det så lenge det er stansa. Det du har lagra, blir ikkje borte. Treng du hjelp i mellomtida, snakk med behandlaren din.
tool-withdrawn = Verktøyet er trekt tilbake
tool-withdrawn-text = Det kan ikkje startast meir. Sida blir vist fordi du har hatt verktøyet.
withdrawn-lead = { $name } kan ikkje startast eller forskrivast lenger.
withdrawn-when = Når
withdrawn-why = Kvifor
withdrawn-other = Finn eit anna verktøy
withdrawn-had = Har du hatt verktøyet? Logg inn for å sjå sida om det
tool-since = sidan
tool-how = Slik får du det og kjem i gang
tool-how-patient = Slik kjem pasienten i gang
tool-native = I appen på telefonen loggar du inn sjølv. Berre nettverktøy kan startast ferdig innlogga herfrå.
tool-purpose = Kva det hjelper med
tool-target = Kven det er for
tool-effect = Verkar det?
tool-not-for = Når du ikkje skal bruke det
tool-assessment = Slik er det vurdert
dimension-evidence = Klinisk kvalitet og effekt
dimension-usability = Brukarvennlegheit og universell utforming
dimension-privacy = Personvern
dimension-security = Informasjonstryggleik
dimension-interoperability = Samspel med andre system
grade-evidence-strong = God dokumentasjon
grade-evidence-moderate = Noko dokumentasjon
grade-evidence-limited = Avgrensa dokumentasjon
grade-evidence-expert = Fagleg semje, ikkje målt
grade-meaning-strong = Gode studiar av dette verktøyet, eller av det det byggjer på, viser at det verkar.
grade-meaning-moderate = Nokre studiar viser at det verkar, men dei er få, små eller gjorde under andre tilhøve.
grade-meaning-limited = Lite er undersøkt. Det som er kjent, talar for at det verkar.
grade-meaning-expert = Effekten er ikkje målt. Fagfolk er samde om at innhaldet er rett og nyttig.
grade-meaning-good = Kravet er oppfylt, og det er godt dokumentert.
grade-meaning-satisfactory = Kravet er oppfylt. Noko kan bli betre.
grade-meaning-needs_follow_up = Kravet er oppfylt, men den som har vurdert, følgjer opp noko.
grade-tells = Les kva oppføringa sjølv seier om dette
finding-met = Oppfylt
finding-deviation = Ope avvik
finding-not_applicable = Ikkje aktuelt
tool-findings = { $count ->
    [one] Eitt krav som er vurdert
   *[other] Alle { $count } krava som er vurderte
}
tool-findings-text = Det vurderinga byggjer på, kan innehalde opplysningar som ikkje er opne, og blir ikkje vist her.
tool-assessed-by = Vurdert av
tool-assessed-at = Når
tool-assessed-what = Kva som er vurdert
tool-assessed-revision = Utgåve { $number }
tool-assessed-version = versjon { $version } av verktøyet
tool-assessed-reworded = Teksten på denne sida er endra sidan, men ikkje noko som krev ny vurdering.
tool-criteria = Versjon av krava
tool-method = Kva merket tyder
tool-due = Skal vurderast igjen
tool-was-due = Skulle vore vurdert igjen
tool-deviations-text = Verktøyet kan brukast medan dette blir retta. Blir det ikkje retta innan fristen, blir verktøyet stansa.
deviation-reason = Kvifor
deviation-plan = Kva som blir gjort
deviation-owner = Ansvarleg
deviation-deadline = Frist
tool-privacy = Personvern og innlogging
privacy-line-what = Kva blir lagra
privacy-line-where = Kvar
privacy-line-shared = Kven det blir delt med
privacy-line-deletion = Sletting
privacy-line-controller = Behandlingsansvarleg
tool-login = Innlogging
tool-login-none = Du loggar ikkje inn, og verktøyet kjenner deg ikkje att.
tool-login-local = Du loggar ikkje inn. Det du skriv, blir på eininga di.
tool-login-own = Verktøyet har si eiga innlogging.
tool-login-central = Du loggar inn her éin gong. Verktøyet får vite kven du er.
tool-login-pseudonymous = Du loggar inn her éin gong. Verktøyet får berre eit pseudonym, aldri namn eller fødselsnummer.
tool-permission = Løyve
tool-permission-text = Du blir spurd første gongen, og kan trekkje løyvet når du vil.
tool-accessibility = Tilgjenge
tool-screenshots = Slik ser det ut
tool-screenshots-more = Fleire bilete ({ $count })
tool-documents = Dokument
tool-device = Er det medisinsk utstyr?
tool-device-yes = Ja, det er medisinsk utstyr.
tool-device-class = Ja, det er medisinsk utstyr i klasse { $class }.
tool-device-ce = Det er CE-merkt.
tool-device-no = Nei.
tool-versions = Versjonar
tool-version = Versjon { $version }
tool-version-material = Vurdert på nytt
tool-versions-none = Leverandøren har ikkje oppgjeve nokon.
tool-decisions = Avgjerder
decision-order = Bestilt
decision-approve = Godkjent
decision-publish = Publisert
decision-check = Mindre endring kontrollert og publisert
decision-suspend = Stansa
decision-lift = Stans oppheva
decision-withdraw = Trekt tilbake
decision-settle = Avvik lukka
decision-extend = Ny frist for avvik
tool-facts = Kort fortalt
tool-free = Gratis for deg
tool-representation = Bruke det for ein annan
tool-representation-yes = Ja, desse kan:
tool-representation-no = Nei, berre for deg sjølv.
tool-process = Del av
tool-vendor = Laga av
tool-orderer = Bestilt av
mailbox-title = Meldingar i demonstrasjonen
mailbox-intro = Denne sida står i staden for telefonar og postkasser. Ho finst berre i demonstrasjonen.
mailbox-to = Til { $name }
mailbox-none = Ingen har fått noka melding enno.
grade-usability-good = God
grade-usability-satisfactory = Tilfredsstillande
grade-usability-needs_follow_up = Blir følgd opp
grade-privacy-good = God
grade-privacy-satisfactory = Tilfredsstillande
grade-privacy-needs_follow_up = Blir følgd opp
grade-security-good = God
grade-security-satisfactory = Tilfredsstillande
grade-security-needs_follow_up = Blir følgd opp
grade-interoperability-good = God
grade-interoperability-satisfactory = Tilfredsstillande
grade-interoperability-needs_follow_up = Blir følgd opp
tool-deviations = { $count ->
    [one] Eitt krav er ikkje oppfylt enno
   *[other] { $count } krav er ikkje oppfylte enno
}

og-locale = nn_NO
embed-title = Vis verktøy på eigen nettstad
embed-intro = Kommunar, sjukehus og andre kan vise ei oppdatert liste over verktøy på sidene sine. Det er gratis, og det trengst ingen nøkkel eller avtale.
embed-choose = Vel kva lista skal vise
embed-words = Søkjeord
embed-any = Alle
embed-count = Kor mange verktøy
embed-show = Vis lista
embed-language = Lista kjem på språket som denne sida er på. Byt språk øvst for å få henne på eit anna.
embed-result = Slik blir lista
embed-frame = Som ramme
embed-frame-text = Enklast, og verkar utan skript. Lim inn dette der lista skal stå. Lenkjene opnar sida til verktøyet hos Reseptor.
embed-frame-title = Digitale helseverktøy frå Reseptor
embed-script = Med skript
embed-script-text = Lista blir ein del av sida dykkar og ser ut som resten. Utan skript står lenkja der. Har nettstaden ein streng innhaldspolicy, må han tillate skript og oppslag (script-src og connect-src) frå denne nettstaden.
embed-more = Fleire val
embed-more-text = <p>Begge tek dei same vala som søkjesida: <code>q</code>, <code>tema</code>, <code>malgruppe</code>, <code>plattform</code>, <code>tilgang</code>, <code>profil</code>, <code>sprak</code>, <code>sorter</code> (<code>beste</code>, <code>nyeste</code>, <code>navn</code>) og <code>antall</code> (1–24). I skriptet skriv ein dei som <code>data-tema</code> og så bortetter, med mellomrom mellom fleire verdiar. Ramma tek òg <code>farger</code> (<code>lys</code>, <code>mork</code>, <code>auto</code>).</p><p>Vil de byggje noko eige, er <a class="ds-link" href="{ $api }">heile katalogen open</a>.</p>
embed-terms = Personvern og vilkår
embed-terms-text = <p>Lista set og les ingen informasjonskapslar, og vi måler ikkje kven som ser henne. Nettlesaren hentar lista herfrå, så adressa han kjem frå, er kjend for oss medan han hentar. <a class="ds-link" href="{ $privacy }">Meir om personvern</a>.</p><p>Opplysningane kan brukast fritt etter Norsk lisens for offentlege data (NLOD 2.0) når kjelda er oppgjeven.</p>
embed-all = Sjå alle verktøya hos Reseptor
embed-none = Ingen verktøy passar akkurat no.
embed-suspended = Stansa inntil vidare
figures-title = Opne tal
figures-intro = Kor lang tid det tek å få eit verktøy vurdert og publisert, kva som finst i katalogen, og kor mange som bruker verktøya. Færre enn fem blir ikkje vist, så ingen kan kjennast att.
figures-at = Oppdatert
figures-table = Vis tala i ein tabell
figures-download = Last dei ned som <a class="ds-link" href="/api/v1/figures.csv" download>rekneark (CSV)</a> eller <a class="ds-link" href="/api/v1/figures" download>JSON</a>. <a class="ds-link" href="{ $api }">Meir om opne data</a>
figures-catalogue = I katalogen
figures-published = publiserte verktøy
figures-suspended = I tillegg er { $number } mellombels stansa. Dei er med i tala etter tema og tilgang.
figures-topics = Verktøy etter tema
figures-access = Verktøy etter tilgang
figures-use = Bruk
figures-use-text = Dei tjue verktøya som flest personar har starta det siste året.
figures-use-none = Ingen tal å vise enno
figures-use-none-text = Når minst fem personar har starta eit verktøy, kjem det hit.
