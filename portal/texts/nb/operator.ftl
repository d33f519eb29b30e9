# Shared by the operator's pages.
op-none = –
op-choose = Velg
op-runs-on = løper
op-in-force = Gjelder
op-not-in-force = Gjelder ikke
op-verified = Verifisert
op-not-verified = Ikke verifisert
op-revision = utgave { $number }
op-number-hint = Ni siffer.

op-column-tool = Verktøy
op-column-orderer = Bestiller
op-column-vendor = Leverandør
op-column-state = Status
op-column-standing = I katalogen
op-column-on-its-way = Under arbeid
op-column-since = Siden
op-column-requirement = Krav
op-column-owner = Ansvarlig
op-column-deadline = Frist
op-column-agreement = Avtale
op-column-parties = Parter
op-column-from = Fra
op-column-period = Periode
op-column-last-day = Siste dag
op-column-do = Handling
op-column-client = Klient
op-column-login = Innlogging
op-column-reason = Grunn
op-column-organisation = Organisasjon
op-column-name = Navn
op-column-kind = Type
op-column-number = Organisasjonsnummer
op-column-number-short = Org.nr.
op-column-verified = Verifisering
op-column-place = Nr.
op-column-when = Når
op-column-who = Hvem
op-column-what = Hva
op-column-object = Gjelder

op-state-draft = Kladd
op-state-submitted = Sendt inn
op-state-ordered = Bestilt
op-state-in_assessment = Under vurdering
op-state-changes_requested = Venter på endringer
op-state-approved = Godkjent
op-state-published = Publisert
op-state-superseded = Erstattet av en nyere utgave
op-state-withdrawn = Trukket tilbake
op-state-rejected = Avslått
op-state-suspended = Publisert, men stanset nå

op-standing-published = Publisert
op-standing-suspended = Stanset
op-standing-withdrawn = Trukket tilbake
op-standing-unlisted = Ikke i katalogen

op-reason-security = Sikkerhet
op-reason-agreement = En avtale gjelder ikke
op-reason-deviation = Fristen for et avvik er gått ut
op-reason-vendor_wish = Leverandøren ønsker det
op-reason-quality = Tvil om kvaliteten
op-reason-other = Annet

op-agreement-A1 = A1 Bruksvilkår
op-agreement-A2 = A2 Leverandørvilkår
op-agreement-A3 = A3 Leveranseavtale
op-agreement-A4 = A4 Vilkår for persontjenesten
op-agreement-A5 = A5 Databehandleravtale
op-agreement-hint-A1 = Bestiller og forvalter. Kreves for å bestille.
op-agreement-hint-A2 = Leverandør og forvalter. Kreves for sentral og pseudonym brukerprofil.
op-agreement-hint-A3 = Bestiller og leverandør, for ett verktøy. Kreves for sentral og pseudonym brukerprofil.
op-agreement-hint-A4 = Virksomhet og forvalter. Kreves for at noen kan handle for en annen.
op-agreement-hint-A5 = Virksomhet og leverandør, for ett verktøy. Kreves for at noen kan handle for en annen.
op-agreement-standing-in-force = Gjelder
op-agreement-standing-coming = Kommer
op-agreement-standing-over = Utløpt
op-agreement-standing-terminated = Avsluttet
op-agreement-end = Avslutt avtalen

op-organisation-directorate = Direktorat
op-organisation-health_trust = Helseforetak
op-organisation-municipality = Kommune
op-organisation-county = Fylkeskommune
op-organisation-contracted = Privat eller ideell med avtale
op-organisation-vendor = Leverandør
op-organisation-operator = Forvalter

op-actor-citizen = Innbygger
op-actor-clinician = Behandler
op-actor-orderer = Bestiller
op-actor-vendor = Leverandør
op-actor-operator = forvalter
op-actor-client = Klient
op-actor-system = Plattformen

# /forvaltning
op-home-title = Beslutninger
op-home-intro = Det som venter på en avgjørelse, det som snart løper ut, og det som har stoppet.
op-home-figure-queue = saker under behandling
op-home-figure-suspended = stansede verktøy
op-home-figure-waiting = utsendinger i kø
op-home-figure-dead = mislykkede utsendinger
op-search-server = Søkeserveren svarer ikke: den innebygde indeksen svarer
op-search-server-unknown = Søkeserveren er ikke spurt ennå. Søket virker som vanlig.
op-search-server-filling = Søkeserveren har ingen indeks som kan brukes, og får en ny. Søket virker som vanlig så lenge.
op-search-server-away = Ingenting svarer på søkeserverens adresse, eller det tar for lang tid. Søket virker som vanlig. Serveren tas i bruk igjen av seg selv.
op-search-server-useless = Søkeserveren svarer, men kan ikke brukes: den avviser nøkkelen, er noe annet enn Meilisearch eller feiler. Loggen sier hvorfor. Søket virker som vanlig.
op-home-queue = På vei inn i katalogen, det du kan avgjøre først
op-home-next = Neste steg
op-home-step-wait = Venter på andre
op-home-step-approve = Klar til godkjenning
op-home-step-publish = Klar til publisering
op-home-step-publish-other = Du har godkjent. En annen må publisere.
op-home-step-check = Klar til lett kontroll
op-home-unmet = { $count ->
    [one] { $count } krav mangler
   *[other] { $count } krav mangler
}
op-home-empty = Ingenting venter
op-home-empty-text = Når en leverandør sender inn et verktøy, kommer det hit.
op-home-soon = Løper snart ut
op-home-deadlines = Avvik med frist
op-home-overdue = Fristen er gått ut
op-home-due = Verktøy som skal vurderes igjen innen 90 dager
op-home-ending = Avtaler som slutter innen 90 dager
op-home-nothing-soon = Ingen frister eller avtaler løper ut de nærmeste 90 dagene.

# /forvaltning/saker/{id}
op-case-title = { $name } – sak
op-case-intro = Utgave { $number } fra { $vendor }
op-case-publishable = Kravene er oppfylt
op-case-not-publishable = Kan ikke publiseres slik det står nå
op-case-verdict-of = Slik det står { $date }, etter kravene i versjon { $criteria }.
op-case-with-deviations = Dokumenterte avvik: { $rules }.
op-case-ungraded = Karakter mangler for { $rules }.
op-case-editorial = Bare språklige endringer
op-case-editorial-text = Ingenting vesentlig er endret siden den publiserte utgaven. En lett kontroll er nok.
op-case-not-assessed = Ikke vurdert ennå
op-case-not-assessed-text = En offentlig virksomhet må ta på seg verktøyet og vurdere det før du kan avgjøre noe.
op-case-requirements = Kravene
op-case-requirements-text = Åpne et krav for å se hva svaret bygger på. Det som ikke er oppfylt, står åpent.
op-case-derived = Følger av opplysningene, ikke av et svar.
op-case-answer = Svar
op-case-grade = Karakter
op-case-evidence = Dokumentasjon
op-case-reason = Begrunnelse
op-case-plan = Plan
op-case-agreements = Avtalene som kravene bygger på
op-case-content = Slik får publikum lese det
op-case-history = Hva som har skjedd
op-case-decision = Avgjørelse
op-case-material = Vesentlig endret
op-case-four-eyes-heading = Fire øyne
op-case-four-eyes = Du har alt hatt en rolle i saken. En annen forvalter må ta denne avgjørelsen.
op-case-nothing-to-do = Det er ingenting å avgjøre her nå.
op-case-to-tool = Alt om verktøyet

op-outcome-met = Oppfylt
op-outcome-unmet = Ikke oppfylt
op-outcome-deviation = Avvik
op-outcome-not-applicable = Ikke aktuelt
op-outcome-note = Til opplysning
op-answer-met = Oppfylt
op-answer-unmet = Ikke oppfylt
op-answer-deviation = Avvik
op-answer-not_applicable = Ikke aktuelt
op-grade-strong = God dokumentasjon
op-grade-moderate = Noe dokumentasjon
op-grade-limited = Begrenset dokumentasjon
op-grade-expert = Faglig enighet
op-grade-good = God
op-grade-satisfactory = Tilfredsstillende
op-grade-needs_follow_up = Følges opp
op-material-purpose = formål og effekt
op-material-availability = tilgang
op-material-profile = brukerprofil og innlogging
op-material-data = data
op-material-launch = start

op-section-texts = Tekster
op-section-privacy = Personvern
op-section-working = Slik virker det
op-section-device = Medisinsk utstyr
op-field-name = Navn
op-field-summary = Kort sagt
op-field-purpose = Formål
op-field-effect = Effekt
op-field-not-for = Ikke for
op-field-usage = Slik kommer du i gang
op-field-target-group = Målgruppe i ord
op-field-accessibility = Tilgjengelighet
op-field-what = Hva lagres
op-field-where = Hvor
op-field-shared = Deles med
op-field-deletion = Sletting
op-field-controller = Behandlingsansvarlig
op-field-independence = Selvstendighet
op-field-process = Del av prosessen
op-field-availability = Tilgang
op-field-platforms = Plattformer
op-field-profile = Brukerprofil
op-field-login-methods = Innlogging
op-field-claims = Får vite om brukeren
op-field-level = Innloggingsnivå
op-field-overlaps = Overlapper portalens funksjoner
op-field-launch = Startmåte
op-field-launch-url = Startadresse
op-field-topics = Temaer
op-field-audiences = Målgrupper
op-field-languages = Språk i verktøyet
op-field-translations = Språk i katalogen
op-field-tasks = Oppgaver
op-field-permission = Trenger tillatelse
op-field-permission-data = Hva tillatelsen gjelder
op-field-representation = Støtter at noen handler for en annen
op-field-representation-shown = Slik vises det
op-field-device = Er medisinsk utstyr
op-field-device-class = Klasse
op-field-device-purpose = Tiltenkt formål
op-field-device-why-none = Hvorfor ikke
op-field-device-ce = CE-merket
op-word-answer-yes = Ja
op-word-answer-no = Nei
op-word-independence-standalone = Selvstendig
op-word-independence-integrated = Integrert i en tjeneste
op-word-availability-open = Åpent
op-word-availability-prescription = Bare gjennom en behandler
op-word-platform-web = Nettleser
op-word-platform-ios = iPhone og iPad
op-word-platform-android = Android
op-word-profile-none = Ingen
op-word-profile-local = Lokal
op-word-profile-own = Egen
op-word-profile-central = Sentral
op-word-profile-pseudonymous = Pseudonym
op-word-login-platform = Plattformens
op-word-login-own = Egen
op-word-login-idporten = ID-porten direkte
op-word-login-vipps = Vipps
op-word-login-facebook = Facebook
op-word-login-google = Google
op-word-login-apple = Apple
op-word-claim-pseudonym = Pseudonym
op-word-claim-name = Navn
op-word-claim-birthdate = Fødselsdato
op-word-claim-national_id = Fødselsnummer
op-word-level-low = Lavt
op-word-level-substantial = Betydelig
op-word-level-high = Høyt
op-word-launch-smart = Sømløs start (SMART)
op-word-launch-hti = Sømløs start (HTI)
op-word-launch-link = Lenke
op-word-launch-none = Startes ikke herfra
op-word-language-nb = Bokmål
op-word-language-nn = Nynorsk
op-word-language-en = Engelsk
op-word-language-se = Nordsamisk
op-word-device-device = Ja
op-word-device-not_device = Nei

# /forvaltning/saker/{id}/{verb}
op-verb-godkjenn = Godkjenn
op-verb-publiser = Publiser
op-verb-kontroller = Kontroller og publiser
op-verb-be-om-endring = Be om endring
op-verb-avslag = Avslå
op-decide-godkjenn = Godkjenne { $name }?
op-decide-godkjenn-text = Det er den første av to avgjørelser. En annen forvalter må publisere etterpå.
op-decide-publiser = Publisere { $name }?
op-decide-publiser-text = Verktøyet kommer i katalogen med én gang, og kan finnes og forskrives.
op-decide-kontroller = Kontrollere og publisere { $name }?
op-decide-kontroller-text = Du går god for at ingenting vesentlig er endret. Den nye utgaven erstatter den publiserte med én gang.
op-decide-be-om-endring = Be om endring i { $name }?
op-decide-be-om-endring-text = Leverandøren får beskjed og kan endre og sende inn på nytt.
op-decide-avslag = Avslå { $name }?
op-decide-avslag-text = Leverandøren og bestilleren får beskjed med grunnen. Leverandøren kan svare, klage og sende inn på nytt.
op-decide-words-godkjenn = Grunner ut over svarene
op-decide-words-be-om-endring = Hva må endres?
op-decide-words-avslag = Hvorfor avslår du?

# /forvaltning/verktoy
op-tools-title = Verktøy
op-tools-intro = Alle verktøy som er sendt inn, i katalogen eller på vei dit.
op-tools-search = Søk etter navn
op-tools-which = Hvilke verktøy
op-tools-all = Alle
op-tools-only-suspended = Stansede
op-tools-count = { $count ->
    [one] { $count } verktøy
   *[other] { $count } verktøy
}
op-tools-empty = Ingen verktøy passer
op-tools-empty-text = Prøv et annet navn, eller velg «Alle».
op-tool-title = { $name } – verktøy
op-tool-public = Se siden i katalogen
op-tool-withdrawn = Trukket tilbake
op-tool-suspensions = Stanset av disse grunnene
op-tool-suspensions-text = Verktøyet er oppe igjen først når alle grunnene er opphevet.
op-tool-lifts-itself = Oppheves av seg selv når grunnen er borte.
op-tool-lift = Opphev denne grunnen
op-tool-clients = Klienter
op-tool-agreements = Avtaler om verktøyet
op-tool-decisions = Avgjørelser
op-tool-no-decisions = Ingenting er avgjort ennå.
op-tool-about = Om verktøyet
op-tool-listed = Publisert utgave
op-tool-dossier = Se saken
op-tool-events = Revisjonslogg
op-tool-events-link = Se hendelser
op-tool-suspend = Stans
op-tool-withdraw = Trekk tilbake
op-tool-add-agreement = Legg inn avtale

op-decision-order = Bestilt
op-decision-request_changes = Bedt om endring
op-decision-approve = Godkjent
op-decision-publish = Publisert
op-decision-check = Kontrollert og publisert
op-decision-reject = Avslått
op-decision-suspend = Stanset
op-decision-lift = Stans opphevet
op-decision-withdraw = Trukket tilbake
op-decision-settle = Avvik lukket
op-decision-extend = Avvik fikk ny frist

op-stop-suspend = Stanse { $name }?
op-stop-suspend-text = Fra samme øyeblikk kan ingen starte verktøyet, og de som er logget inn i det, blir logget ut.
op-stop-lift = Oppheve en grunn til stans av { $name }?
op-stop-lift-text = Bare denne grunnen oppheves. Er det andre grunner, er verktøyet fortsatt stanset.
op-stop-withdraw = Trekke { $name } tilbake for godt?
op-stop-withdraw-text = Dette kan ikke angres. Verktøyet kan aldri startes igjen. De som har hatt det, ser fortsatt at det fantes, og grunnen.
op-stop-who = Disse får beskjed
op-stop-nobody-patients = Ingen pasienter har verktøyet nå.
op-stop-few-patients = Færre enn fem pasienter som har verktøyet på forskrivning.
op-stop-told-patients = { $count ->
    [one] { $count } pasient som har verktøyet på forskrivning.
   *[other] { $count } pasienter som har verktøyet på forskrivning.
}
op-stop-nobody-clinicians = Ingen behandlere følger opp noen med det nå.
op-stop-few-clinicians = Færre enn fem behandlere som har forskrevet det.
op-stop-told-clinicians = { $count ->
    [one] { $count } behandler som har forskrevet det.
   *[other] { $count } behandlere som har forskrevet det.
}
op-stop-told-parties = Leverandøren og bestilleren, og alle som har gitt verktøyet tillatelse.
op-stop-sure = Ja, { $name } skal trekkes tilbake for godt
op-stop-do-suspend = Stans verktøyet
op-stop-do-lift = Opphev grunnen
op-stop-do-withdraw = Trekk tilbake for godt

op-client-confidential = Med nøkkel
op-client-public = Uten nøkkel
op-client-disabled = Stengt
op-client-enabled = I bruk
op-vendor-stopped = Leverandøren er stanset
op-vendor-emergency = Nødstans
op-vendor-emergency-text = Stanser alle verktøyene til leverandøren på én gang. Kan oppheves like raskt.
op-vendor-stop = Stanse { $name } med alle verktøyene?
op-vendor-stop-text = Fra samme øyeblikk kan ingen starte noe av verktøyene, og de som er logget inn i dem, blir logget ut. Alle det gjelder, får beskjed. Det gjelder også verktøy som blir publisert mens stansen varer.
op-vendor-release = Oppheve stansen av { $name }?
op-vendor-release-text = Verktøyene kan startes igjen, unntatt dem som er stanset av andre grunner. Alle det gjelder, får beskjed.
op-vendor-do-stop = Stans leverandøren
op-vendor-do-release = Opphev stansen
op-vendor-tools = { $count ->
    [one] Gjelder ett verktøy i katalogen
   *[other] Gjelder { $count } verktøy i katalogen
}
op-vendor-no-tools = Leverandøren har ingen verktøy i katalogen nå.
flash-op-vendor-stopped = Leverandøren er stanset med alle verktøyene. De det gjelder, får beskjed.
flash-op-vendor-released = Stansen er opphevet.
op-keys-title = Nøkler
op-keys-of = Nøklene til { $name }
op-keys-intro = En nøkkel som er kommet på avveie, kan avvises her. Klienten kan bruke de andre nøklene sine som før.
op-keys-name = Navn (kid)
op-keys-thumbprint = Avtrykk
op-keys-refused = Avvist
op-keys-accepted = Godtas
op-keys-not-published = Ikke publisert lenger
op-keys-none = Klienten har ingen nøkler.
op-keys-away = Adressen som klienten har nøklene sine på, svarer ikke nå. Nøkler som er avvist, er avvist likevel.
op-keys-see = Nøkler
op-key-avvis = Avvise denne nøkkelen?
op-key-avvis-text = Fra samme øyeblikk kan ingen logge inn klienten med nøkkelen. Alt klienten har fått, slutter å virke, og de som er logget inn gjennom den, blir logget ut og får beskjed. Det får også de som har ansvar for klienten, og behandlere som har forskrevet verktøyet. Det hjelper ikke å publisere nøkkelen på nytt under et annet navn.
op-key-godta = Godta denne nøkkelen igjen?
op-key-godta-text = Klienten kan logge inn med nøkkelen på nytt. Det den hadde før, virker fortsatt ikke.
op-key-verb-avvis = Avvis nøkkelen
op-key-verb-godta = Godta nøkkelen
error-too-many-refused-keys = Klienten har alt 100 avviste nøkler. Steng klienten i stedet: da slipper ingen av nøklene inn.
flash-op-key-refused = Nøkkelen er avvist.
flash-op-key-accepted = Nøkkelen godtas igjen.
op-client-verb-steng = Steng
op-client-verb-aapne = Ta i bruk igjen
op-home-changes = Klienter som venter på svar
op-change-waits = Venter på svar
op-change-answer = Svar leverandøren
op-change-title = Bekrefte adresser for { $name }?
op-change-short = Nye adresser
op-change-text = Leverandøren vil at innlogginger skal kunne sendes til nye adresser. Den som eier en returadresse, får innbyggernes innlogginger.
op-change-whole = Leverandøren har registrert en ny klient for et verktøy i katalogen. Den virker først når den er bekreftet.
op-change-asked = Bedt om av
op-change-before = I dag
op-change-after = Ønsket
op-change-new = Ny
op-change-confirm = Bekreft
op-change-decline = Avslå
op-client-steng = Stenge en klient for { $name }?
op-client-steng-text = Alt klienten har fått, slutter å virke med én gang, og de som er logget inn gjennom den, blir logget ut. Er det den siste klienten, kan ingen logge inn før den tas i bruk igjen. De det gjelder, får beskjed: de som var logget inn, de som har ansvar for klienten, og for et verktøy også de som har det, bestilleren og behandlerne.
op-client-aapne = Ta en klient for { $name } i bruk igjen?
op-client-aapne-text = Klienten kan logge inn på nytt. Det den hadde før, virker fortsatt ikke.
op-decide-choose-process = Velg prosessen på verktøyets side
op-clients-title = Fagsystemenes klienter
op-clients-intro = Klientene som fagsystemer logger inn med. Et verktøys klienter står på verktøyets side.
op-clients-count = { $count ->
    [one] Én klient
   *[other] { $count } klienter
}
op-clients-empty = Ingen fagsystemer har klienter
op-clients-empty-text = En klient for et fagsystem registreres fra kommandolinjen, for organisasjonen som har systemet.
op-organisation-clients = Fagsystemets klienter
op-client-reason = Hvorfor
op-client-reason-hint = De som har ansvar for klienten, ser dette, og det står i revisjonsloggen. Ikke skriv noe om personer.
op-client-shut-because = Stengt fordi:

# /forvaltning/organisasjoner
op-organisations-title = Organisasjoner
op-organisations-intro = Hvem som tar del, og hva de har avtalt.
op-organisations-search = Søk etter navn
op-organisations-kinds = Type organisasjon
op-organisations-all = Alle
op-organisations-count = { $count ->
    [one] { $count } organisasjon
   *[other] { $count } organisasjoner
}
op-organisations-empty = Ingen organisasjoner passer
op-organisations-empty-text = Prøv et annet navn, eller vis alle typer.
op-organisations-add = Legg til organisasjon
op-new-organisation-title = Ny organisasjon
op-new-organisation-intro = Kontroller opplysningene mot Enhetsregisteret før du verifiserer.
op-organisation-title = { $name } – organisasjon
op-organisation-agreements = Avtaler
op-organisation-no-agreements = Organisasjonen har ingen avtaler.
op-organisation-units = Enheter
op-organisation-no-units = Organisasjonen har ingen enheter.
op-organisation-unit-name = Navn på ny enhet
op-organisation-add-unit = Legg til enhet
op-verify = Verifiser
op-verify-text = Har du kontrollert navn, nummer og type mot Enhetsregisteret?

# /forvaltning/avtaler
op-agreements-title = Avtaler
op-agreements-intro = Avtalene A1–A5. Når en avtale som et publisert verktøy hviler på, slutter, blir verktøyet stanset samme dag.
op-agreements-count = { $count ->
    [one] { $count } avtale
   *[other] { $count } avtaler
}
op-agreements-add = Legg inn avtale
op-agreements-empty = Ingen avtaler
op-agreements-empty-text = Legg inn den første.
op-new-agreement-title = Ny avtale
op-new-agreement-intro = Forvalteren er part i A1, A2 og A4.
op-new-agreement-party = Partens organisasjonsnummer
op-new-agreement-party-hint = Bestilleren i A1 og A3, leverandøren i A2, virksomheten i A4 og A5.
op-new-agreement-tool = Verktøy
op-new-agreement-tool-hint = Bare for A3 og A5: siste del av verktøyets adresse. Leverandøren følger av verktøyet.
op-new-agreement-terms = Utgave av vilkårene
op-new-agreement-until-hint = La stå tom for en avtale som løper.
op-end-agreement-title = Avslutte avtalen?
op-end-agreement-text = Verktøy som hviler på avtalen, blir stanset den dagen den slutter, og partene får beskjed.
op-end-agreement-on = Første dag den ikke gjelder
op-end-agreement-grounds = Hvorfor?

# /forvaltning/hendelser
op-audit-title = Revisjonslogg
op-audit-intro = Alt som er gjort, i en kjede der ingenting kan endres uten at det oppdages. Innbyggere står uten navn.
op-audit-search = Vis bare hendelser om (id)
op-audit-verify = Kontroller kjeden
op-audit-intact = Kjeden er hel
op-audit-intact-text = { $count ->
    [one] { $count } hendelse er kontrollert, og den stemmer.
   *[other] { $count } hendelser er kontrollert, og alle stemmer.
}
op-audit-broken = Kjeden er brutt
op-audit-broken-text = Hendelse nr. { $at } er endret eller mangler. Varsle sikkerhetsansvarlig, og ta vare på databasen slik den er.
op-audit-table = Hendelser, de nyeste først
op-audit-empty = Ingen hendelser
op-audit-empty-text = Det er ikke ført noe om dette.
op-audit-older = Eldre hendelser
op-audit-newest = Til de nyeste

# /forvaltning/utboks
op-outbox-title = Mislykkede utsendinger
op-outbox-intro = { $count ->
    [0] Ingenting venter i køen.
    [one] { $count } utsending venter i køen.
   *[other] { $count } utsendinger venter i køen.
}
op-outbox-table = { $count ->
    [one] { $count } mislykket utsending
   *[other] { $count } mislykkede utsendinger
}
op-outbox-queued = Lagt i kø
op-outbox-attempts = Forsøk
op-outbox-error = Feil
op-outbox-revive = Prøv igjen
op-outbox-empty = Ingen mislykkede utsendinger
op-outbox-empty-text = Det som feiler, blir prøvd igjen av seg selv i to dager før det kommer hit.

# /forvaltning/statistikk
op-statistics-title = Statistikk
op-statistics-intro = Færre enn fem vises ikke. Alle kan se <a class="ds-link" href="{ $figures }">de åpne tallene</a>.
op-statistics-times = Saksbehandlingstid
op-statistics-times-text = Verktøy publisert fra { $from } til { $until }. Den smale stolpen inni er medianen, den brede bak det ni av ti ikke brukte mer enn.
op-statistics-both = halvparten innen { $median }, ni av ti innen { $p90 }
op-statistics-times-table = Saksbehandlingstid, steg for steg
op-statistics-stretch = Steg
op-statistics-number = Antall
op-statistics-median = Median
op-statistics-p90 = Ni av ti innen
op-statistics-few = færre enn fem
op-statistics-states = Hvor verktøyene står
op-statistics-states-table = Utgaver etter status
op-stretch-waiting = Fra innsending til en bestiller tar det på seg
op-stretch-assessment = Fra bestilling til godkjenning
op-stretch-publishing = Fra godkjenning til publisering
op-stretch-whole = Fra innsending til publisering

form-op-not-sure = Kryss av for at du mener det. Det kan ikke angres.
form-op-bad-number = Skriv et gyldig organisasjonsnummer med ni siffer.
form-op-no-letters = Navnet må ha noen bokstaver.
form-op-unknown-tool = Vi finner ikke noe verktøy med denne adressen.
form-op-day-passed = Velg i dag eller en senere dag.

flash-op-approved = Verktøyet er godkjent. En annen må publisere det.
flash-op-published = Verktøyet er publisert.
flash-op-changes-requested = Leverandøren har fått beskjed om hva som må endres.
flash-op-rejected = Verktøyet er avslått, og partene har fått beskjed.
flash-op-suspended = Verktøyet er stanset. De det gjelder, får beskjed.
flash-op-lifted = Grunnen er opphevet.
flash-op-withdrawn = Verktøyet er trukket tilbake for godt.
flash-op-client-disabled = Klienten er stengt.
flash-op-client-enabled = Klienten er i bruk igjen.
flash-op-change-confirmed = Endringen er bekreftet, og gjelder fra nå.
flash-op-change-declined = Endringen er avslått. Alt er som før.
flash-op-added = Lagt til.
flash-op-verified = Organisasjonen er verifisert.
flash-op-ended = Avtalen er avsluttet.
flash-op-revived = Utsendingen prøves igjen.
op-test-persons = Testpersoner
op-test-persons-intro = Leverandører prøver verktøyene sine som disse oppdiktede personene, hver i sin egen sandkasse. Fødselsnummeret lages av en serie som ingen virkelige personer har, og ingen kan logge inn som dem ellers.
op-test-persons-none = Ingen testpersoner
op-test-persons-none-text = Uten testpersoner kan ingen leverandør bruke sandkassen. Lag gjerne en voksen først, og så et barn av den voksne.
op-test-born = Fødselsdato
op-test-acts-for = Kan handle for
op-test-add = Lag en testperson
op-test-given = Fornavn
op-test-family = Etternavn
op-test-parent = Barn av
op-test-parent-hint = Den som velges, får foreldreansvaret og kan prøve å handle for barnet til det fyller 16 år.
op-test-no-parent = Ingen
error-test-persons-full = Det er ikke plass til flere testpersoner.
