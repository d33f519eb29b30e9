front-title = Trygge digitale helseverktøy
front-heading = Trygge verktøy for helsen din
front-intro = Finn apper og nettverktøy som er vurdert av offentlige helsevirksomheter. Noen kan du starte med én gang, andre får du av behandleren din.
front-topics = Hva gjelder det?
front-all-tools = { $count ->
    [one] Se det ene verktøyet
   *[other] Se alle { $count } verktøyene
}
front-situations = Hvem er det for?
front-promises = Det du kan regne med
front-promise-assessed = Vurdert av fagfolk
front-promise-assessed-text = Hvert verktøy er bestilt og vurdert av en offentlig helsevirksomhet. Du ser hvem, når og <a class="ds-link" href="{ $method }">etter hvilke krav</a>.
front-promise-free = Gratis og uten reklame
front-promise-free-text = Verktøyene koster deg ingenting, og de kan ikke vise reklame.
front-promise-control = Du bestemmer over dataene
front-promise-control-text = Du ser hva et verktøy får vite, gir tillatelse selv, og kan trekke den når du vil.
front-for-work = Bruker du Reseptor i jobben?
front-clinician = For behandlere
front-clinician-text = Forskriv verktøy og følg opp.
front-orderer = For bestillere
front-orderer-text = Bestill, vurder og inngå avtaler.
front-vendor = For leverandører
front-vendor-text = Registrer verktøy og svar på krav.
front-operator = For forvaltere
front-operator-text = Godkjenn, publiser og stans.

search-label = Hva trenger du hjelp med?
search-go = Søk
search-suggestions = Forslag

about-title = Om Reseptor
about-intro = Reseptor samler digitale helseverktøy som er kvalitetssikret, og gjør det trygt å ta dem i bruk.
about-what = Hva er dette?
about-what-text = <p>Gode digitale verktøy finnes, men de er vanskelige å finne, og det er vanskelig å vite hvilke som er trygge. Her ligger bare verktøy som en offentlig virksomhet har bestilt, vurdert og godkjent.</p><p>Noen verktøy er åpne for alle. Andre får du gjennom en behandler, som en app på resept.</p>
about-who = Hvem er det for?
about-who-text = <p>For deg som vil ta vare på egen helse, for pårørende som hjelper andre, for behandlere som vil gi pasienten et verktøy, og for dem som lager, bestiller og forvalter verktøyene.</p>
about-tool = Hvordan starter jeg et verktøy?
about-tool-text = <p>Du starter det fra verktøyets side eller fra Mine verktøy. Er du logget inn her, slipper du å logge inn på nytt i verktøyet.</p>
about-open = Åpne data
about-open-text = <p>Katalogen kan leses av maskiner gjennom et åpent grensesnitt. Andre nettsteder kan gjenbruke opplysningene når de oppgir kilden.</p>
about-source = Hvem står bak?
about-source-text = <p>Forvalteren driver Reseptor. Hver bestiller svarer for verktøyene som den har bestilt, og hver behandler for det som er forskrevet.</p>

privacy-title = Personvern
privacy-intro = Slik behandler Reseptor opplysninger om deg.
privacy-controller = Hvem er ansvarlig?
privacy-controller-text = <p>Forvalteren er ansvarlig for opplysningene som Reseptor trenger for å virke. Helsevirksomheten som har forskrevet et verktøy til deg, er ansvarlig for forskrivningen. Hvem som er ansvarlig for dataene i et verktøy, står på verktøyets side.</p>
privacy-what = Hva lagrer vi?
privacy-what-text = <p>Uten innlogging lagrer vi ikke noe om deg. Når du logger inn, lagrer vi navn og fødselsnummer (kryptert), hvilke verktøy du har fått eller startet, tillatelser du har gitt, og hvordan du vil ha beskjed.</p>
privacy-session = Informasjonskapsler
privacy-session-text = <p>Vi bruker nødvendige informasjonskapsler: en som holder deg innlogget, en som viser en kort beskjed etter at du har gjort noe, og en som husker språket hvis du har valgt et. Vi bruker ingen til statistikk eller reklame, og henter ingenting fra andre nettsteder.</p>
privacy-shared = Hvem deler vi med?
privacy-shared-text = <p>Behandleren som følger deg opp, ser om du har sett og startet det som er forskrevet, og de dataene du lar verktøyet dele. Du kan se hvilke behandlere som har sett på opplysningene.</p>
privacy-tools = Hva får verktøyene vite?
privacy-tools-text = <p>Et verktøy får et eget pseudonym for deg. Navn og fødselsnummer får det bare der avtalen tillater det, og du ser det før du starter.</p>
privacy-rights = Rettighetene dine
privacy-rights-text = <p>På Min side kan du se, laste ned og rette opplysninger, trekke tillatelser og avslutte innlogginger. Å trekke en tillatelse er like lett som å gi den, og virker med én gang.</p>
privacy-logs = Logger
privacy-logs-text = <p>Alt som blir gjort med en forskrivning eller en tillatelse, blir ført i en logg som ikke kan endres uten at det oppdages. Tekniske logger inneholder ikke navn, fødselsnummer eller innhold.</p>
privacy-contact = Spørsmål og klage
privacy-contact-text = <p>Ta kontakt med personvernombudet hos virksomheten som er ansvarlig. Du kan også klage til Datatilsynet.</p>

accessibility-title = Tilgjengelighetserklæring
accessibility-intro = Alle skal kunne bruke Reseptor, med tastatur, skjermleser, forstørring eller uten JavaScript.
accessibility-status = Hva vi følger
accessibility-status-text = <p>Nettstedet er laget etter WCAG 2.1 på nivå A og AA, som forskriften om universell utforming krever, og vi bruker WCAG 2.2 der den går lenger.</p>
accessibility-tested = Hvordan vi tester
accessibility-tested-text = <p>Sidene kontrolleres automatisk på smal og bred skjerm, i lys og mørk utgave. Det folk skal kunne gjøre her, fra å registrere et verktøy til å ta det i bruk og logge ut, gjennomføres i tillegg med tastatur alene og med JavaScript slått av.</p>
accessibility-checked = Sist kontrollert { $date }: { $pages } sider i { $views } visninger, smale og brede, lyse og mørke, med axe-core { $axe }. { $found ->
    [0] Ingen brudd ble funnet. Automatiske kontroller finner ikke alt.
    [one] Ett brudd ble funnet.
   *[other] { $found } brudd ble funnet.
}
accessibility-ways = I samme kontroll er { $journeys } oppgaver gjennomført bare med tastatur, på { $keyboard } sider, og på nytt uten JavaScript, på { $without } sider. I tillegg er { $enlarged } sider målt i et vindu som er 320 piksler bredt, med større avstand mellom bokstaver, ord og linjer, og med 200 prosent tekst. Ingen av dem måtte rulles sidelengs.
accessibility-known = Kjente mangler
accessibility-known-text = <p>Tekstene på nordsamisk er ikke komplette, og noen sider vises derfor på bokmål. Dokumenter om verktøyene er laget av leverandørene, og vi har ikke kontrollert dem.</p>
accessibility-report = Si fra om feil
accessibility-report-text = <p>Finner du noe som ikke virker for deg, vil vi gjerne vite det. Fortell gjerne hvilken side det gjelder, og hva du prøvde å gjøre. Slik når du oss:</p>
accessibility-law = Klage
accessibility-law-text = <p>Du kan klage til Tilsynet for universell utforming av ikt. Brudd på plikten til universell utforming kan også klages inn for Diskrimineringsnemnda.</p>

method-title = Slik vurderer vi verktøy
method-intro = Ingen verktøy blir publisert før de oppfyller kravene. Her er hva det betyr.
method-steps = Veien til publisering
method-steps-text = <ol class="ds-list"><li>Leverandøren registrerer verktøyet og dokumenterer det.</li><li>En offentlig virksomhet bestiller det og tar ansvar for vurderingen.</li><li>Hvert krav blir vurdert, med begrunnelse og dokumentasjon.</li><li>Forvalteren godkjenner, og en annen person publiserer.</li></ol>
method-figures = <p>Hvor lang tid det tar, og hvor mye verktøyene brukes, står i de <a class="ds-link" href="{ $figures }">åpne tallene</a>.</p>
method-levels = Hva merket betyr
method-levels-text = <p>Merket er alltid ord, aldri bare stjerner: klinisk kvalitet og effekt, brukervennlighet og universell utforming, personvern, informasjonssikkerhet og samspill med andre systemer. For hvert av dem ser du hvem som har vurdert, når, etter hvilken versjon av kravene, og når det skal vurderes igjen.</p>
method-four-eyes = Fire øyne
method-four-eyes-text = <p>Den som har meldt inn eller gått god for et verktøy, tar ikke den endelige avgjørelsen alene.</p>
method-deviations = Avvik
method-deviations-text = <p>Noen få krav kan være uoppfylte en tid, hvis det finnes en plan, en ansvarlig og en frist. Avviket vises på verktøyets side. Går fristen ut, blir verktøyet stanset.</p>
method-again = Ny vurdering
method-again-text = <p>Endrer et verktøy formål, tilgang, innlogging eller bruk av data, blir det vurdert på nytt. Den publiserte utgaven blir stående imens.</p>
method-appeal = Likebehandling
method-appeal-text = <p>Samme svar på samme versjon av kravene gir samme resultat. Leverandøren kan se, svare på og klage på vurderingen. Saksbehandlingstiden måles og publiseres.</p>

help-title = Hjelp
help-intro = Svar på det folk oftest lurer på.
help-find = Jeg finner ikke noe som passer
help-find-text = <p>Prøv et annet ord, eller fjern filtre. Snakk med fastlegen eller behandleren din: noen verktøy får du bare gjennom dem.</p>
help-login = Jeg får ikke logget inn
help-login-text = <p>Du trenger en elektronisk ID på høyeste nivå, for eksempel BankID. Har du ikke det, kan kommunen eller behandleren hjelpe deg.</p>
help-start = Verktøyet starter ikke
help-start-text = <p>Et verktøy kan være midlertidig stanset. Da står grunnen på verktøyets side. Apper på telefonen starter du på telefonen, og du logger inn i appen.</p>
help-child = Jeg vil hjelpe barnet mitt eller en pårørende
help-child-text = <p>Foreldre kan handle for barn under 16 år, og nærmeste pårørende for en voksen som ikke kan samtykke, når verktøyet er forskrevet og støtter det. Velg hvem det gjelder på Min side.</p>
help-clinician = Spørsmål om behandlingen
help-clinician-text = <p>Reseptor svarer ikke på spørsmål om helse. Ta kontakt med behandleren din. Er det akutt, ring 113. Legevakten har telefon 116 117.</p>
help-contact = Kontakt
help-contact-text = <p>Oppgi gjerne koden som står nederst på en feilside. Send aldri fødselsnummer eller helseopplysninger i e-post.</p>
contact-email = E-post
contact-phone = Telefon
contact-page = Nettside
contact-none = Forvalteren har ikke oppgitt hvordan du kan nå oss.

find-title = Finn verktøy
find-title-query = { $count ->
    [one] «{ $query }»: { $count } treff – Finn verktøy
   *[other] «{ $query }»: { $count } treff – Finn verktøy
}
find-title-filtered = { $count ->
    [one] { $count } verktøy – Finn verktøy
   *[other] { $count } verktøy – Finn verktøy
}
find-title-nyeste = nyeste først
find-title-navn = sortert etter navn
find-heading = Finn et verktøy som passer deg
find-intro = Alle verktøyene er gratis, uten reklame og vurdert av fagfolk i helsetjenesten.
find-count = { $count ->
    [0] Ingen verktøy funnet
    [one] Ett verktøy funnet
   *[other] { $count } verktøy funnet
}
find-filters = Filtre
find-close = Lukk filtrene
find-show = Vis verktøyene
find-chips = Valgte filtre
find-remove = Fjern
find-clear = Fjern alle filtre
find-sort = Sorter etter
find-sort-beste = Best treff
find-sort-nyeste = Nyeste først
find-sort-navn = Navn
find-resort = Sorter
find-did-you-mean = Mente du
find-beyond = { $pages ->
    [one] Det er bare én side. Du ser den.
   *[other] Det er bare { $pages } sider. Du ser den siste.
}
find-crisis = <strong>Trenger du hjelp nå?</strong> Er det fare for liv, ring <a class="ds-link" href="tel:113">113</a>. Legevakten har telefon <a class="ds-link" href="tel:116117">116 117</a>. Vil du snakke med noen, ring Mental Helse på <a class="ds-link" href="tel:116123">116 123</a>. Alle tre svarer hele døgnet.
find-fit-some = Ingen verktøy passer med alt du skrev. Disse passer med noe av det.
find-fit-near = Vi fant ikke akkurat «{ $query }», men disse ligner.
find-none = Prøv et annet eller kortere ord
find-none-yet = Det er ingen verktøy i katalogen ennå
find-none-drop = Fjern et filter, så finner du noe
find-without = Uten «{ $filter }» ({ $count })
find-none-filters = Prøv uten filtre
find-none-words = Skriv det slik du selv ville sagt det. Du kan skrive på bokmål, nynorsk, samisk eller engelsk.
find-near = Uten filtrene finner vi dette for «{ $query }»
find-deeper = Du kan ikke bla lenger enn til de { $count } første. Velg filtre eller skriv flere ord, så finner du resten.
find-help = Finner du ikke det du trenger?
find-help-text = Snakk med fastlegen, helsesykepleieren eller en annen behandler. Noen verktøy får du bare gjennom dem, og de kan hjelpe deg å velge. <a class="ds-link" href="{ $help }">Få hjelp til å finne fram</a>. Er det akutt, ring 113.

facet-tema = Tema
facet-malgruppe = For hvem
facet-plattform = Fungerer på
facet-tilgang = Slik får du det
facet-profil = Innlogging og data
facet-sprak = Språk i verktøyet

platform-web = Nettleser
platform-ios = iPhone og iPad
platform-android = Android
availability-open = Åpent for alle
availability-prescription = Gjennom en behandler
access-open = Åpent for alle
access-login = Åpent, du logger inn
access-prescription = Behandleren din gir deg det
access-prescribe = Må forskrives
profile-none = Ingen brukerprofil
profile-local = Lagrer bare på enheten din
profile-own = Egen innlogging
profile-central = Du logger inn med navn
profile-pseudonymous = Du logger inn uten å vise hvem du er
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
label-evidence-moderate = Noe dokumentasjon for effekt
label-evidence-limited = Begrenset dokumentasjon for effekt
label-evidence-expert = Vurdert av fagfolk, effekten er ikke målt
standing-suspended = Stanset nå
standing-withdrawn = Trukket tilbake
standing-deviation = Åpent avvik

label-assessed = Vurdert av fagfolk
standing-published = Publisert
suspension-security = Sikkerhet
suspension-agreement = En avtale mangler
suspension-deviation = Et avvik er ikke rettet i tide
suspension-vendor_wish = Leverandøren har bedt om det
suspension-quality = Den kliniske kvaliteten blir undersøkt
suspension-other = Annet
tool-start = Start
tool-start-login = Logg inn og start
tool-start-app = Hent appen
tool-start-link = Gå til verktøyet
tool-start-link-hint = Du trenger ikke å logge inn. Du går til leverandørens side.
tool-start-login-hint = Du logger inn én gang her, og er logget inn i verktøyet også.
tool-start-patient = Pasienten logger inn og starter verktøyet fra denne siden.
tool-prescription = Dette verktøyet får du gjennom en behandler, for eksempel fastlegen eller helsesykepleieren. Spør neste gang dere snakker sammen.
tool-prescription-mine = Har du fått det? Se Mine verktøy
tool-start-none = Verktøyet startes ikke herfra. Les over hvordan du får det.
tool-suspended = Verktøyet er stanset nå
tool-suspended-text = Du kan ikke starte det så lenge det er stanset. Det du har lagret, blir ikke borte. Trenger du hjelp i mellomtiden, snakk med behandleren din.
tool-withdrawn = Verktøyet er trukket tilbake
tool-withdrawn-text = Det kan ikke startes mer. Siden vises fordi du har hatt verktøyet.
withdrawn-lead = { $name } kan ikke startes eller forskrives lenger.
withdrawn-when = Når
withdrawn-why = Hvorfor
withdrawn-other = Finn et annet verktøy
withdrawn-had = Har du hatt verktøyet? Logg inn for å se siden om det
tool-since = siden
tool-how = Slik får du det og kommer i gang
tool-how-patient = Slik kommer pasienten i gang
tool-native = I appen på telefonen logger du inn selv. Bare nettverktøy kan startes ferdig innlogget herfra.
tool-purpose = Hva det hjelper med
tool-target = Hvem det er for
tool-effect = Virker det?
tool-not-for = Når du ikke skal bruke det
tool-assessment = Slik er det vurdert
dimension-evidence = Klinisk kvalitet og effekt
dimension-usability = Brukervennlighet og universell utforming
dimension-privacy = Personvern
dimension-security = Informasjonssikkerhet
dimension-interoperability = Samspill med andre systemer
grade-evidence-strong = God dokumentasjon
grade-evidence-moderate = Noe dokumentasjon
grade-evidence-limited = Begrenset dokumentasjon
grade-evidence-expert = Faglig enighet, ikke målt
grade-meaning-strong = Gode studier av dette verktøyet, eller av det det bygger på, viser at det virker.
grade-meaning-moderate = Noen studier viser at det virker, men de er få, små eller gjort under andre forhold.
grade-meaning-limited = Lite er undersøkt. Det som er kjent, taler for at det virker.
grade-meaning-expert = Effekten er ikke målt. Fagfolk er enige om at innholdet er riktig og nyttig.
grade-meaning-good = Kravet er oppfylt, og det er godt dokumentert.
grade-meaning-satisfactory = Kravet er oppfylt. Noe kan bli bedre.
grade-meaning-needs_follow_up = Kravet er oppfylt, men den som har vurdert, følger opp noe.
grade-tells = Les hva oppføringen selv sier om dette
finding-met = Oppfylt
finding-deviation = Åpent avvik
finding-not_applicable = Ikke aktuelt
tool-findings = { $count ->
    [one] Ett krav som er vurdert
   *[other] Alle { $count } kravene som er vurdert
}
tool-findings-text = Det vurderingen bygger på, kan inneholde opplysninger som ikke er åpne, og vises ikke her.
tool-assessed-by = Vurdert av
tool-assessed-at = Når
tool-assessed-what = Hva som er vurdert
tool-assessed-revision = Utgave { $number }
tool-assessed-version = versjon { $version } av verktøyet
tool-assessed-reworded = Teksten på denne siden er endret siden, men ikke noe som krever ny vurdering.
tool-criteria = Versjon av kravene
tool-method = Hva merket betyr
tool-due = Skal vurderes igjen
tool-was-due = Skulle vært vurdert igjen
tool-deviations-text = Verktøyet kan brukes mens dette rettes. Blir det ikke rettet innen fristen, blir verktøyet stanset.
deviation-reason = Hvorfor
deviation-plan = Hva som blir gjort
deviation-owner = Ansvarlig
deviation-deadline = Frist
tool-privacy = Personvern og innlogging
privacy-line-what = Hva lagres
privacy-line-where = Hvor
privacy-line-shared = Hvem det deles med
privacy-line-deletion = Sletting
privacy-line-controller = Behandlingsansvarlig
tool-login = Innlogging
tool-login-none = Du logger ikke inn, og verktøyet kjenner deg ikke igjen.
tool-login-local = Du logger ikke inn. Det du skriver, blir på enheten din.
tool-login-own = Verktøyet har sin egen innlogging.
tool-login-central = Du logger inn her én gang. Verktøyet får vite hvem du er.
tool-login-pseudonymous = Du logger inn her én gang. Verktøyet får bare et pseudonym, aldri navn eller fødselsnummer.
tool-permission = Tillatelse
tool-permission-text = Du blir spurt første gang, og kan trekke tillatelsen når du vil.
tool-accessibility = Tilgjengelighet
tool-screenshots = Slik ser det ut
tool-screenshots-more = Flere bilder ({ $count })
tool-documents = Dokumenter
tool-device = Er det medisinsk utstyr?
tool-device-yes = Ja, det er medisinsk utstyr.
tool-device-class = Ja, det er medisinsk utstyr i klasse { $class }.
tool-device-ce = Det er CE-merket.
tool-device-no = Nei.
tool-versions = Versjoner
tool-version = Versjon { $version }
tool-version-material = Vurdert på nytt
tool-versions-none = Leverandøren har ikke oppgitt noen.
tool-decisions = Avgjørelser
decision-order = Bestilt
decision-approve = Godkjent
decision-publish = Publisert
decision-check = Mindre endring kontrollert og publisert
decision-suspend = Stanset
decision-lift = Stans opphevet
decision-withdraw = Trukket tilbake
decision-settle = Avvik lukket
decision-extend = Ny frist for avvik
tool-facts = Kort fortalt
tool-free = Gratis for deg
tool-representation = Bruke det for en annen
tool-representation-yes = Ja, disse kan:
tool-representation-no = Nei, bare for deg selv.
tool-process = Del av
tool-vendor = Laget av
tool-orderer = Bestilt av
mailbox-title = Meldinger i demonstrasjonen
mailbox-intro = Denne siden står i stedet for telefoner og postkasser. Den finnes bare i demonstrasjonen.
mailbox-to = Til { $name }
mailbox-none = Ingen har fått noen melding ennå.
grade-usability-good = God
grade-usability-satisfactory = Tilfredsstillende
grade-usability-needs_follow_up = Følges opp
grade-privacy-good = God
grade-privacy-satisfactory = Tilfredsstillende
grade-privacy-needs_follow_up = Følges opp
grade-security-good = God
grade-security-satisfactory = Tilfredsstillende
grade-security-needs_follow_up = Følges opp
grade-interoperability-good = God
grade-interoperability-satisfactory = Tilfredsstillende
grade-interoperability-needs_follow_up = Følges opp
tool-deviations = { $count ->
    [one] Ett krav er ikke oppfylt ennå
   *[other] { $count } krav er ikke oppfylt ennå
}

og-locale = nb_NO
embed-title = Vis verktøy på eget nettsted
embed-intro = Kommuner, sykehus og andre kan vise en oppdatert liste over verktøy på sidene sine. Det er gratis, og det trengs ingen nøkkel eller avtale.
embed-choose = Velg hva listen skal vise
embed-words = Søkeord
embed-any = Alle
embed-count = Antall verktøy
embed-show = Vis listen
embed-language = Listen kommer på språket som denne siden er på. Bytt språk øverst for å få den på et annet.
embed-result = Slik blir listen
embed-frame = Som ramme
embed-frame-text = Enklest, og virker uten skript. Lim inn dette der listen skal stå. Lenkene åpner verktøyets side hos Reseptor.
embed-frame-title = Digitale helseverktøy fra Reseptor
embed-script = Med skript
embed-script-text = Listen blir en del av siden deres og får samme utseende som resten. Uten skript står lenken der. Bruker nettstedet en streng innholdspolicy, må den tillate skript og oppslag (script-src og connect-src) fra dette nettstedet.
embed-more = Flere valg
embed-more-text = <p>Begge tar de samme valgene som søkesiden: <code>q</code>, <code>tema</code>, <code>malgruppe</code>, <code>plattform</code>, <code>tilgang</code>, <code>profil</code>, <code>sprak</code>, <code>sorter</code> (<code>beste</code>, <code>nyeste</code>, <code>navn</code>) og <code>antall</code> (1–24). I skriptet skrives de som <code>data-tema</code> og så videre, med mellomrom mellom flere verdier. Rammen tar også <code>farger</code> (<code>lys</code>, <code>mork</code>, <code>auto</code>).</p><p>Vil dere bygge noe eget, er <a class="ds-link" href="{ $api }">hele katalogen åpen</a>.</p>
embed-terms = Personvern og vilkår
embed-terms-text = <p>Listen setter og leser ingen informasjonskapsler, og vi måler ikke hvem som ser den. Nettleseren henter listen herfra, så adressen den kommer fra, er kjent for oss mens den henter. <a class="ds-link" href="{ $privacy }">Mer om personvern</a>.</p><p>Opplysningene kan brukes fritt etter Norsk lisens for offentlige data (NLOD 2.0) når kilden oppgis.</p>
embed-all = Se alle verktøyene hos Reseptor
embed-none = Ingen verktøy passer akkurat nå.
embed-suspended = Stanset inntil videre
figures-title = Åpne tall
figures-intro = Hvor lang tid det tar å få et verktøy vurdert og publisert, hva som finnes i katalogen, og hvor mange som bruker verktøyene. Færre enn fem vises ikke, så ingen kan kjennes igjen.
figures-at = Oppdatert
figures-table = Vis tallene i en tabell
figures-download = Last dem ned som <a class="ds-link" href="/api/v1/figures.csv" download>regneark (CSV)</a> eller <a class="ds-link" href="/api/v1/figures" download>JSON</a>. <a class="ds-link" href="{ $api }">Mer om åpne data</a>
figures-catalogue = I katalogen
figures-published = publiserte verktøy
figures-suspended = I tillegg er { $number } midlertidig stanset. De er med i tallene etter tema og tilgang.
figures-topics = Verktøy etter tema
figures-access = Verktøy etter tilgang
figures-use = Bruk
figures-use-text = De tjue verktøyene som flest personer har startet det siste året.
figures-use-none = Ingen tall å vise ennå
figures-use-none-text = Når minst fem personer har startet et verktøy, kommer det hit.
