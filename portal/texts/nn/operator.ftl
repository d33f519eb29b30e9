# Shared by the operator's pages.
op-none = –
op-choose = Vel
op-runs-on = løpande
op-in-force = Gjeld
op-not-in-force = Gjeld ikkje
op-verified = Verifisert
op-not-verified = Ikkje verifisert
op-revision = utgåve { $number }
op-number-hint = Ni siffer.

op-column-tool = Verktøy
op-column-orderer = Bestillar
op-column-vendor = Leverandør
op-column-state = Status
op-column-standing = I katalogen
op-column-on-its-way = Under arbeid
op-column-since = Sidan
op-column-requirement = Krav
op-column-owner = Ansvarleg
op-column-deadline = Frist
op-column-agreement = Avtale
op-column-parties = Partar
op-column-from = Frå
op-column-period = Periode
op-column-last-day = Siste dag
op-column-do = Handling
op-column-client = Klient
op-column-login = Innlogging
op-column-reason = Grunn
op-column-organisation = Organisasjon
op-column-name = Namn
op-column-kind = Type
op-column-number = Organisasjonsnummer
op-column-number-short = Org.nr.
op-column-verified = Verifisering
op-column-place = Nr.
op-column-when = Når
op-column-who = Kven
op-column-what = Kva
op-column-object = Gjeld

op-state-draft = Kladd
op-state-submitted = Sendt inn
op-state-ordered = Bestilt
op-state-in_assessment = Under vurdering
op-state-changes_requested = Ventar på endringar
op-state-approved = Godkjent
op-state-published = Publisert
op-state-superseded = Erstatta av ei nyare utgåve
op-state-withdrawn = Trekt tilbake
op-state-rejected = Avslått
op-state-suspended = Publisert, men stansa no

op-standing-published = Publisert
op-standing-suspended = Stansa
op-standing-withdrawn = Trekt tilbake
op-standing-unlisted = Ikkje i katalogen

op-reason-security = Tryggleik
op-reason-agreement = Ein avtale gjeld ikkje
op-reason-deviation = Fristen for eit avvik er gått ut
op-reason-vendor_wish = Leverandøren ønskjer det
op-reason-quality = Tvil om kvaliteten
op-reason-other = Anna

op-agreement-A1 = A1 Bruksvilkår
op-agreement-A2 = A2 Leverandørvilkår
op-agreement-A3 = A3 Leveranseavtale
op-agreement-A4 = A4 Vilkår for persontenesta
op-agreement-A5 = A5 Databehandlaravtale
op-agreement-hint-A1 = Bestillar og forvaltar. Trengst for å bestille.
op-agreement-hint-A2 = Leverandør og forvaltar. Trengst for sentral og pseudonym brukarprofil.
op-agreement-hint-A3 = Bestillar og leverandør, for eitt verktøy. Trengst for sentral og pseudonym brukarprofil.
op-agreement-hint-A4 = Verksemd og forvaltar. Trengst for at nokon kan handle for ein annan.
op-agreement-hint-A5 = Verksemd og leverandør, for eitt verktøy. Trengst for at nokon kan handle for ein annan.
op-agreement-standing-in-force = Gjeld
op-agreement-standing-coming = Kjem
op-agreement-standing-over = Gått ut
op-agreement-standing-terminated = Avslutta
op-agreement-end = Avslutt avtalen

op-organisation-directorate = Direktorat
op-organisation-health_trust = Helseføretak
op-organisation-municipality = Kommune
op-organisation-county = Fylkeskommune
op-organisation-contracted = Privat eller ideell med avtale
op-organisation-vendor = Leverandør
op-organisation-operator = Forvaltar

op-actor-citizen = Innbyggjar
op-actor-clinician = Behandlar
op-actor-orderer = Bestillar
op-actor-vendor = Leverandør
op-actor-operator = forvaltar
op-actor-client = Klient
op-actor-system = Plattforma

# /forvaltning
op-home-title = Avgjerder
op-home-intro = Det som ventar på ei avgjerd, det som snart går ut, og det som har stoppa.
op-home-figure-queue = saker under behandling
op-home-figure-suspended = stansa verktøy
op-home-figure-waiting = utsendingar i kø
op-home-figure-dead = mislykka utsendingar
op-search-server = Søketenaren svarar ikkje: den innebygde indeksen svarar
op-search-server-unknown = Søketenaren er ikkje spurd enno. Søket verkar som vanleg.
op-search-server-filling = Søketenaren har ingen indeks som kan brukast, og får ein ny. Søket verkar som vanleg så lenge.
op-search-server-away = Ingenting svarar på adressa til søketenaren, eller det tek for lang tid. Søket verkar som vanleg. Tenaren blir teken i bruk att av seg sjølv.
op-search-server-useless = Søketenaren svarar, men kan ikkje brukast: han avviser nøkkelen, er noko anna enn Meilisearch eller feilar. Loggen seier kvifor. Søket verkar som vanleg.
op-home-queue = På veg inn i katalogen, det du kan avgjere først
op-home-next = Neste steg
op-home-step-wait = Ventar på andre
op-home-step-approve = Klart til godkjenning
op-home-step-publish = Klart til publisering
op-home-step-publish-other = Du har godkjent. Ein annan må publisere.
op-home-step-check = Klart til lett kontroll
op-home-unmet = { $count ->
    [one] { $count } krav manglar
   *[other] { $count } krav manglar
}
op-home-empty = Ingenting ventar
op-home-empty-text = Når ein leverandør sender inn eit verktøy, kjem det hit.
op-home-soon = Går snart ut
op-home-deadlines = Avvik med frist
op-home-overdue = Fristen er gått ut
op-home-due = Verktøy som skal vurderast igjen innan 90 dagar
op-home-ending = Avtalar som sluttar innan 90 dagar
op-home-nothing-soon = Ingen fristar eller avtalar går ut dei nærmaste 90 dagane.

# /forvaltning/saker/{id}
op-case-title = { $name } – sak
op-case-intro = Utgåve { $number } frå { $vendor }
op-case-publishable = Krava er oppfylte
op-case-not-publishable = Kan ikkje publiserast slik det står no
op-case-verdict-of = Slik det står { $date }, etter krava i versjon { $criteria }.
op-case-with-deviations = Dokumenterte avvik: { $rules }.
op-case-ungraded = Karakter manglar for { $rules }.
op-case-editorial = Berre språklege endringar
op-case-editorial-text = Ingenting vesentleg er endra sidan den publiserte utgåva. Ein lett kontroll er nok.
op-case-not-assessed = Ikkje vurdert enno
op-case-not-assessed-text = Ei offentleg verksemd må ta på seg verktøyet og vurdere det før du kan avgjere noko.
op-case-requirements = Krava
op-case-requirements-text = Opne eit krav for å sjå kva svaret byggjer på. Det som ikkje er oppfylt, står ope.
op-case-derived = Følgjer av opplysningane, ikkje av eit svar.
op-case-answer = Svar
op-case-grade = Karakter
op-case-evidence = Dokumentasjon
op-case-reason = Grunngjeving
op-case-plan = Plan
op-case-agreements = Avtalane som krava byggjer på
op-case-content = Slik får publikum lese det
op-case-history = Kva som har skjedd
op-case-decision = Avgjerd
op-case-material = Vesentleg endra
op-case-four-eyes-heading = Fire auge
op-case-four-eyes = Du har alt hatt ei rolle i saka. Ein annan forvaltar må ta denne avgjerda.
op-case-nothing-to-do = Det er ingenting å avgjere her no.
op-case-to-tool = Alt om verktøyet

op-outcome-met = Oppfylt
op-outcome-unmet = Ikkje oppfylt
op-outcome-deviation = Avvik
op-outcome-not-applicable = Ikkje aktuelt
op-outcome-note = Til opplysning
op-answer-met = Oppfylt
op-answer-unmet = Ikkje oppfylt
op-answer-deviation = Avvik
op-answer-not_applicable = Ikkje aktuelt
op-grade-strong = God dokumentasjon
op-grade-moderate = Noko dokumentasjon
op-grade-limited = Avgrensa dokumentasjon
op-grade-expert = Fagleg semje
op-grade-good = God
op-grade-satisfactory = Tilfredsstillande
op-grade-needs_follow_up = Blir følgd opp
op-material-purpose = formål og effekt
op-material-availability = tilgang
op-material-profile = brukarprofil og innlogging
op-material-data = data
op-material-launch = start

op-section-texts = Tekstar
op-section-privacy = Personvern
op-section-working = Slik verkar det
op-section-device = Medisinsk utstyr
op-field-name = Namn
op-field-summary = Kort sagt
op-field-purpose = Formål
op-field-effect = Effekt
op-field-not-for = Ikkje for
op-field-usage = Slik kjem du i gang
op-field-target-group = Målgruppe i ord
op-field-accessibility = Tilgjenge
op-field-what = Kva blir lagra
op-field-where = Kvar
op-field-shared = Blir delt med
op-field-deletion = Sletting
op-field-controller = Behandlingsansvarleg
op-field-independence = Sjølvstende
op-field-process = Del av prosessen
op-field-availability = Tilgang
op-field-platforms = Plattformer
op-field-profile = Brukarprofil
op-field-login-methods = Innlogging
op-field-claims = Får vite om brukaren
op-field-level = Innloggingsnivå
op-field-overlaps = Overlappar funksjonane i portalen
op-field-launch = Startmåte
op-field-launch-url = Startadresse
op-field-topics = Tema
op-field-audiences = Målgrupper
op-field-languages = Språk i verktøyet
op-field-translations = Språk i katalogen
op-field-tasks = Oppgåver
op-field-permission = Treng løyve
op-field-permission-data = Kva løyvet gjeld
op-field-representation = Støttar at nokon handlar for ein annan
op-field-representation-shown = Slik blir det vist
op-field-device = Er medisinsk utstyr
op-field-device-class = Klasse
op-field-device-purpose = Tiltenkt formål
op-field-device-why-none = Kvifor ikkje
op-field-device-ce = CE-merkt
op-word-answer-yes = Ja
op-word-answer-no = Nei
op-word-independence-standalone = Sjølvstendig
op-word-independence-integrated = Integrert i ei teneste
op-word-availability-open = Ope
op-word-availability-prescription = Berre gjennom ein behandlar
op-word-platform-web = Nettlesar
op-word-platform-ios = iPhone og iPad
op-word-platform-android = Android
op-word-profile-none = Ingen
op-word-profile-local = Lokal
op-word-profile-own = Eigen
op-word-profile-central = Sentral
op-word-profile-pseudonymous = Pseudonym
op-word-login-platform = Innlogginga til plattforma
op-word-login-own = Eiga
op-word-login-idporten = ID-porten direkte
op-word-login-vipps = Vipps
op-word-login-facebook = Facebook
op-word-login-google = Google
op-word-login-apple = Apple
op-word-claim-pseudonym = Pseudonym
op-word-claim-name = Namn
op-word-claim-birthdate = Fødselsdato
op-word-claim-national_id = Fødselsnummer
op-word-level-low = Lågt
op-word-level-substantial = Betydeleg
op-word-level-high = Høgt
op-word-launch-smart = Saumlaus start (SMART)
op-word-launch-hti = Saumlaus start (HTI)
op-word-launch-link = Lenkje
op-word-launch-none = Blir ikkje starta herfrå
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
op-decide-godkjenn-text = Det er den første av to avgjerder. Ein annan forvaltar må publisere etterpå.
op-decide-publiser = Publisere { $name }?
op-decide-publiser-text = Verktøyet kjem i katalogen med ein gong, og kan finnast og forskrivast.
op-decide-kontroller = Kontrollere og publisere { $name }?
op-decide-kontroller-text = Du går god for at ingenting vesentleg er endra. Den nye utgåva erstattar den publiserte med ein gong.
op-decide-be-om-endring = Be om endring i { $name }?
op-decide-be-om-endring-text = Leverandøren får beskjed og kan endre og sende inn på nytt.
op-decide-avslag = Avslå { $name }?
op-decide-avslag-text = Leverandøren og bestillaren får beskjed med grunnen. Leverandøren kan svare, klage og sende inn på nytt.
op-decide-words-godkjenn = Grunnar ut over svara
op-decide-words-be-om-endring = Kva må endrast?
op-decide-words-avslag = Kvifor avslår du?

# /forvaltning/verktoy
op-tools-title = Verktøy
op-tools-intro = Alle verktøy som er sende inn, i katalogen eller på veg dit.
op-tools-search = Søk etter namn
op-tools-which = Kva for verktøy
op-tools-all = Alle
op-tools-only-suspended = Stansa
op-tools-count = { $count ->
    [one] { $count } verktøy
   *[other] { $count } verktøy
}
op-tools-empty = Ingen verktøy passar
op-tools-empty-text = Prøv eit anna namn, eller vel «Alle».
op-tool-title = { $name } – verktøy
op-tool-public = Sjå sida i katalogen
op-tool-withdrawn = Trekt tilbake
op-tool-suspensions = Stansa av desse grunnane
op-tool-suspensions-text = Verktøyet er oppe igjen først når alle grunnane er oppheva.
op-tool-lifts-itself = Blir oppheva av seg sjølv når grunnen er borte.
op-tool-lift = Opphev denne grunnen
op-tool-clients = Klientar
op-tool-agreements = Avtalar om verktøyet
op-tool-decisions = Avgjerder
op-tool-no-decisions = Ingenting er avgjort enno.
op-tool-about = Om verktøyet
op-tool-listed = Publisert utgåve
op-tool-dossier = Sjå saka
op-tool-events = Revisjonslogg
op-tool-events-link = Sjå hendingar
op-tool-suspend = Stans
op-tool-withdraw = Trekk tilbake
op-tool-add-agreement = Legg inn avtale

op-decision-order = Bestilt
op-decision-request_changes = Bede om endring
op-decision-approve = Godkjent
op-decision-publish = Publisert
op-decision-check = Kontrollert og publisert
op-decision-reject = Avslått
op-decision-suspend = Stansa
op-decision-lift = Stans oppheva
op-decision-withdraw = Trekt tilbake
op-decision-settle = Avvik lukka
op-decision-extend = Avvik fekk ny frist

op-stop-suspend = Stanse { $name }?
op-stop-suspend-text = Frå same stund kan ingen starte verktøyet, og dei som er logga inn i det, blir logga ut.
op-stop-lift = Oppheve ein grunn til stans av { $name }?
op-stop-lift-text = Berre denne grunnen blir oppheva. Er det andre grunnar, er verktøyet framleis stansa.
op-stop-withdraw = Trekkje { $name } tilbake for godt?
op-stop-withdraw-text = Dette kan ikkje angrast. Verktøyet kan aldri startast igjen. Dei som har hatt det, ser framleis at det fanst, og grunnen.
op-stop-who = Desse får beskjed
op-stop-nobody-patients = Ingen pasientar har verktøyet no.
op-stop-few-patients = Færre enn fem pasientar som har verktøyet på forskriving.
op-stop-told-patients = { $count ->
    [one] { $count } pasient som har verktøyet på forskriving.
   *[other] { $count } pasientar som har verktøyet på forskriving.
}
op-stop-nobody-clinicians = Ingen behandlarar følgjer opp nokon med det no.
op-stop-few-clinicians = Færre enn fem behandlarar som har forskrive det.
op-stop-told-clinicians = { $count ->
    [one] { $count } behandlar som har forskrive det.
   *[other] { $count } behandlarar som har forskrive det.
}
op-stop-told-parties = Leverandøren og bestillaren, og alle som har gjeve verktøyet løyve.
op-stop-sure = Ja, { $name } skal trekkjast tilbake for godt
op-stop-do-suspend = Stans verktøyet
op-stop-do-lift = Opphev grunnen
op-stop-do-withdraw = Trekk tilbake for godt

op-client-confidential = Med nøkkel
op-client-public = Utan nøkkel
op-client-disabled = Stengd
op-client-enabled = I bruk
op-vendor-stopped = Leverandøren er stansa
op-vendor-emergency = Naudstans
op-vendor-emergency-text = Stansar alle verktøya til leverandøren på éin gong. Kan opphevast like raskt.
op-vendor-stop = Stanse { $name } med alle verktøya?
op-vendor-stop-text = Frå same stund kan ingen starte noko av verktøya, og dei som er logga inn i dei, blir logga ut. Alle det gjeld, får beskjed. Det gjeld òg verktøy som blir publiserte medan stansen varer.
op-vendor-release = Oppheve stansen av { $name }?
op-vendor-release-text = Verktøya kan startast igjen, bortsett frå dei som er stansa av andre grunnar. Alle det gjeld, får beskjed.
op-vendor-do-stop = Stans leverandøren
op-vendor-do-release = Opphev stansen
op-vendor-tools = { $count ->
    [one] Gjeld eitt verktøy i katalogen
   *[other] Gjeld { $count } verktøy i katalogen
}
op-vendor-no-tools = Leverandøren har ingen verktøy i katalogen no.
flash-op-vendor-stopped = Leverandøren er stansa med alle verktøya. Dei det gjeld, får beskjed.
flash-op-vendor-released = Stansen er oppheva.
op-keys-title = Nøklar
op-keys-of = Nøklane til { $name }
op-keys-intro = Ein nøkkel som er komen på avvegar, kan avvisast her. Klienten kan bruke dei andre nøklane sine som før.
op-keys-name = Namn (kid)
op-keys-thumbprint = Avtrykk
op-keys-refused = Avvist
op-keys-accepted = Godteken
op-keys-not-published = Ikkje publisert lenger
op-keys-none = Klienten har ingen nøklar.
op-keys-away = Adressa som klienten har nøklane sine på, svarar ikkje no. Nøklar som er avviste, er avviste likevel.
op-keys-see = Nøklar
op-key-avvis = Avvise denne nøkkelen?
op-key-avvis-text = Frå same stund kan ingen logge inn klienten med nøkkelen. Alt klienten har fått, sluttar å verke, og dei som er logga inn gjennom han, blir logga ut og får beskjed. Det får òg dei som har ansvar for klienten, og behandlarar som har forskrive verktøyet. Det hjelper ikkje å publisere nøkkelen på nytt under eit anna namn.
op-key-godta = Godta denne nøkkelen igjen?
op-key-godta-text = Klienten kan logge inn med nøkkelen på nytt. Det han hadde før, verkar framleis ikkje.
op-key-verb-avvis = Avvis nøkkelen
op-key-verb-godta = Godta nøkkelen
error-too-many-refused-keys = Klienten har alt 100 avviste nøklar. Steng klienten i staden: då slepp ingen av nøklane inn.
flash-op-key-refused = Nøkkelen er avvist.
flash-op-key-accepted = Nøkkelen er godteken igjen.
op-client-verb-steng = Steng
op-client-verb-aapne = Ta i bruk igjen
op-home-changes = Klientar som ventar på svar
op-change-waits = Ventar på svar
op-change-answer = Svar leverandøren
op-change-title = Stadfeste adresser for { $name }?
op-change-short = Nye adresser
op-change-text = Leverandøren vil at innloggingar skal kunne sendast til nye adresser. Den som eig ei returadresse, får innloggingane til innbyggjarane.
op-change-whole = Leverandøren har registrert ein ny klient for eit verktøy i katalogen. Han verkar først når han er stadfesta.
op-change-asked = Bede om av
op-change-before = I dag
op-change-after = Ønskt
op-change-new = Ny
op-change-confirm = Stadfest
op-change-decline = Avslå
op-client-steng = Stengje ein klient for { $name }?
op-client-steng-text = Alt klienten har fått, sluttar å verke med ein gong, og dei som er logga inn gjennom han, blir logga ut. Er det den siste klienten, kan ingen logge inn før han blir teken i bruk igjen. Dei det gjeld, får beskjed: dei som var logga inn, dei som har ansvar for klienten, og for eit verktøy også dei som har det, bestillaren og behandlarane.
op-client-aapne = Ta ein klient for { $name } i bruk igjen?
op-client-aapne-text = Klienten kan logge inn på nytt. Det han hadde før, verkar framleis ikkje.
op-decide-choose-process = Vel prosessen på sida til verktøyet
op-clients-title = Klientane til fagsystema
op-clients-intro = Klientane som fagsystem loggar inn med. Klientane til eit verktøy står på sida til verktøyet.
op-clients-count = { $count ->
    [one] Éin klient
   *[other] { $count } klientar
}
op-clients-empty = Ingen fagsystem har klientar
op-clients-empty-text = Ein klient for eit fagsystem blir registrert frå kommandolinja, for organisasjonen som har systemet.
op-organisation-clients = Klientane til fagsystemet
op-client-reason = Kvifor
op-client-reason-hint = Dei som har ansvar for klienten, ser dette, og det står i revisjonsloggen. Ikkje skriv noko om personar.
op-client-shut-because = Stengd fordi:

# /forvaltning/organisasjoner
op-organisations-title = Organisasjonar
op-organisations-intro = Kven som tek del, og kva dei har avtalt.
op-organisations-search = Søk etter namn
op-organisations-kinds = Type organisasjon
op-organisations-all = Alle
op-organisations-count = { $count ->
    [one] { $count } organisasjon
   *[other] { $count } organisasjonar
}
op-organisations-empty = Ingen organisasjonar passar
op-organisations-empty-text = Prøv eit anna namn, eller vis alle typar.
op-organisations-add = Legg til organisasjon
op-new-organisation-title = Ny organisasjon
op-new-organisation-intro = Kontroller opplysningane mot Einingsregisteret før du verifiserer.
op-organisation-title = { $name } – organisasjon
op-organisation-agreements = Avtalar
op-organisation-no-agreements = Organisasjonen har ingen avtalar.
op-organisation-units = Einingar
op-organisation-no-units = Organisasjonen har ingen einingar.
op-organisation-unit-name = Namn på ny eining
op-organisation-add-unit = Legg til eining
op-verify = Verifiser
op-verify-text = Har du kontrollert namn, nummer og type mot Einingsregisteret?

# /forvaltning/avtaler
op-agreements-title = Avtalar
op-agreements-intro = Avtalane A1–A5. Når ein avtale som eit publisert verktøy kviler på, sluttar, blir verktøyet stansa same dagen.
op-agreements-count = { $count ->
    [one] { $count } avtale
   *[other] { $count } avtalar
}
op-agreements-add = Legg inn avtale
op-agreements-empty = Ingen avtalar
op-agreements-empty-text = Legg inn den første.
op-new-agreement-title = Ny avtale
op-new-agreement-intro = Forvaltaren er part i A1, A2 og A4.
op-new-agreement-party = Organisasjonsnummeret til parten
op-new-agreement-party-hint = Bestillaren i A1 og A3, leverandøren i A2, verksemda i A4 og A5.
op-new-agreement-tool = Verktøy
op-new-agreement-tool-hint = Berre for A3 og A5: siste del av adressa til verktøyet. Leverandøren følgjer av verktøyet.
op-new-agreement-terms = Utgåve av vilkåra
op-new-agreement-until-hint = La feltet stå tomt for ein løpande avtale.
op-end-agreement-title = Avslutte avtalen?
op-end-agreement-text = Verktøy som kviler på avtalen, blir stansa den dagen han sluttar, og partane får beskjed.
op-end-agreement-on = Første dagen han ikkje gjeld
op-end-agreement-grounds = Kvifor?

# /forvaltning/hendelser
op-audit-title = Revisjonslogg
op-audit-intro = Alt som er gjort, i ei kjede der ingenting kan endrast utan at det blir oppdaga. Innbyggjarar står utan namn.
op-audit-search = Vis berre hendingar om (id)
op-audit-verify = Kontroller kjeda
op-audit-intact = Kjeda er heil
op-audit-intact-text = { $count ->
    [one] { $count } hending er kontrollert, og ho stemmer.
   *[other] { $count } hendingar er kontrollerte, og alle stemmer.
}
op-audit-broken = Kjeda er broten
op-audit-broken-text = Hending nr. { $at } er endra eller manglar. Varsle den tryggleiksansvarlege, og ta vare på databasen slik han er.
op-audit-table = Hendingar, dei nyaste først
op-audit-empty = Ingen hendingar
op-audit-empty-text = Det er ikkje ført noko om dette.
op-audit-older = Eldre hendingar
op-audit-newest = Til dei nyaste

# /forvaltning/utboks
op-outbox-title = Mislykka utsendingar
op-outbox-intro = { $count ->
    [0] Ingenting ventar i køen.
    [one] { $count } utsending ventar i køen.
   *[other] { $count } utsendingar ventar i køen.
}
op-outbox-table = { $count ->
    [one] { $count } mislykka utsending
   *[other] { $count } mislykka utsendingar
}
op-outbox-queued = Lagt i kø
op-outbox-attempts = Forsøk
op-outbox-error = Feil
op-outbox-revive = Prøv igjen
op-outbox-empty = Ingen mislykka utsendingar
op-outbox-empty-text = Det som feilar, blir prøvd igjen av seg sjølv i to dagar før det kjem hit.

# /forvaltning/statistikk
op-statistics-title = Statistikk
op-statistics-intro = Færre enn fem blir ikkje vist. Alle kan sjå <a class="ds-link" href="{ $figures }">dei opne tala</a>.
op-statistics-times = Saksbehandlingstid
op-statistics-times-text = Verktøy publiserte frå { $from } til { $until }. Den smale stolpen inni er medianen, den breie bak det ni av ti ikkje brukte meir enn.
op-statistics-both = halvparten innan { $median }, ni av ti innan { $p90 }
op-statistics-times-table = Saksbehandlingstid, steg for steg
op-statistics-stretch = Steg
op-statistics-number = Tal
op-statistics-median = Median
op-statistics-p90 = Ni av ti innan
op-statistics-few = færre enn fem
op-statistics-states = Kvar verktøya står
op-statistics-states-table = Utgåver etter status
op-stretch-waiting = Frå innsending til ein bestillar tek det på seg
op-stretch-assessment = Frå bestilling til godkjenning
op-stretch-publishing = Frå godkjenning til publisering
op-stretch-whole = Frå innsending til publisering

form-op-not-sure = Kryss av for at du meiner det. Det kan ikkje angrast.
form-op-bad-number = Skriv eit gyldig organisasjonsnummer med ni siffer.
form-op-no-letters = Namnet må ha nokre bokstavar.
form-op-unknown-tool = Vi finn ikkje noko verktøy med denne adressa.
form-op-day-passed = Vel i dag eller ein seinare dag.

flash-op-approved = Verktøyet er godkjent. Ein annan må publisere det.
flash-op-published = Verktøyet er publisert.
flash-op-changes-requested = Leverandøren har fått beskjed om kva som må endrast.
flash-op-rejected = Verktøyet er avslått, og partane har fått beskjed.
flash-op-suspended = Verktøyet er stansa. Dei det gjeld, får beskjed.
flash-op-lifted = Grunnen er oppheva.
flash-op-withdrawn = Verktøyet er trekt tilbake for godt.
flash-op-client-disabled = Klienten er stengd.
flash-op-client-enabled = Klienten er i bruk igjen.
flash-op-change-confirmed = Endringa er stadfesta, og gjeld frå no.
flash-op-change-declined = Endringa er avslått. Alt er som før.
flash-op-added = Lagt til.
flash-op-verified = Organisasjonen er verifisert.
flash-op-ended = Avtalen er avslutta.
flash-op-revived = Utsendinga blir prøvd igjen.
op-test-persons = Testpersonar
op-test-persons-intro = Leverandørar prøver verktøya sine som desse oppdikta personane, kvar i si eiga sandkasse. Fødselsnummeret blir laga av ein serie som ingen verkelege personar har, og ingen kan logge inn som dei elles.
op-test-persons-none = Ingen testpersonar
op-test-persons-none-text = Utan testpersonar kan ingen leverandør bruke sandkassa. Lag gjerne ein vaksen først, og så eit barn av den vaksne.
op-test-born = Fødselsdato
op-test-acts-for = Kan handle for
op-test-add = Lag ein testperson
op-test-given = Førenamn
op-test-family = Etternamn
op-test-parent = Barn av
op-test-parent-hint = Den du vel, får foreldreansvaret og kan prøve å handle for barnet til det fyller 16 år.
op-test-no-parent = Ingen
error-test-persons-full = Det er ikkje plass til fleire testpersonar.
