dossier-state-draft = Kladd
dossier-state-submitted = Sendt inn
dossier-state-ordered = Bestilt
dossier-state-in_assessment = Under vurdering
dossier-state-changes_requested = Må endres
dossier-state-approved = Godkjent
dossier-state-published = Publisert
dossier-state-superseded = Erstattet av en nyere utgave
dossier-state-withdrawn = Trukket tilbake
dossier-state-rejected = Avslått

dossier-step-draft = Kladden ble påbegynt
dossier-step-submitted = Sendt inn
dossier-step-ordered = Bestilt av en offentlig virksomhet
dossier-step-in_assessment = Vurderingen pågår
dossier-step-changes_requested = Endringer ble etterspurt
dossier-step-approved = Godkjent
dossier-step-published = Publisert
dossier-step-superseded = Erstattet av en nyere utgave
dossier-step-withdrawn = Trukket tilbake
dossier-step-rejected = Avslått

dossier-decision-order = Bestilt
dossier-decision-request_changes = Endringer etterspurt
dossier-decision-approve = Godkjent (første beslutning)
dossier-decision-publish = Publisert (andre beslutning)
dossier-decision-check = Redaksjonell endring publisert
dossier-decision-reject = Avslått
dossier-decision-suspend = Stanset
dossier-decision-lift = Stans opphevet
dossier-decision-withdraw = Trukket tilbake
dossier-decision-settle = Avvik lukket
dossier-decision-extend = Avvik fikk ny plan og frist

dossier-reason-security = Sikkerhet
dossier-reason-agreement = En avtale gjelder ikke lenger
dossier-reason-deviation = Fristen for et avvik er gått ut
dossier-reason-vendor_wish = Leverandørens ønske
dossier-reason-quality = Faglig kvalitet
dossier-reason-other = Annet

dossier-suspended = Stanset
dossier-since = siden
dossier-lifts-itself = Oppheves av seg selv når grunnen faller bort.
dossier-timeline = Slik har det gått
dossier-decisions = Beslutninger og begrunnelser
dossier-by-operator = Forvalteren
dossier-by-platform = Reseptor
dossier-yes = Ja
dossier-no = Nei
dossier-none = Ingen
dossier-topics = Temaer
dossier-trust = Representasjon, tillatelse og medisinsk utstyr

organisation-kind-directorate = Direktorat
organisation-kind-health_trust = Helseforetak
organisation-kind-municipality = Kommune
organisation-kind-county = Fylkeskommune
organisation-kind-contracted = Virksomhet med avtale
organisation-kind-vendor = Leverandør
organisation-kind-operator = Forvalter

agreement-kind-A1 = Bruksvilkår for plattformen
agreement-kind-A2 = Leverandørvilkår
agreement-kind-A3 = Leveranseavtale
agreement-kind-A4 = Vilkår for persontjenesten
agreement-kind-A5 = Databehandleravtale
agreement-state-in-force = Gjelder
agreement-state-soon = Går snart ut
agreement-state-ended = Gått ut
agreement-state-ahead = Begynner senere

requirement-severity-absolute = Absolutt krav
requirement-severity-conditional = Kan avvikes med plan og frist
requirement-severity-exception = Unntak kan begrunnes
requirement-severity-information = Til opplysning
requirement-applies-all = Gjelder alle verktøy
requirement-applies-open = Gjelder åpne verktøy
requirement-applies-prescription = Gjelder verktøy på forskrivning
requirement-applies-local = Gjelder lokal brukerprofil
requirement-applies-own = Gjelder egen brukerprofil
requirement-applies-pseudonymous = Gjelder pseudonym brukerprofil
requirement-applies-login = Gjelder sentral og pseudonym brukerprofil
requirement-applies-login-web = Gjelder nettverktøy med plattformens innlogging
requirement-applies-login-app = Gjelder apper med plattformens innlogging
requirement-derived = Fastslås av registrerte opplysninger

form-choose-one = Velg ett av alternativene.
form-bad-language = Skriv språkkoder som nb, uk eller ar, med komma mellom.
form-bad-slug = En nøkkel har små bokstaver a–z, tall og bindestrek.
form-bad-json = Dette er ikke gyldig JSON. Se etter et komma eller en hake som mangler.
form-bad-metadata = Klienten kan ikke registreres slik. Se hva som er galt over skjemaet, rett det og send på nytt.

# Når et verktøy stanses, settes i gang igjen eller trekkes
told-note = Hva skal folk få vite?
told-note-hint = Vises på verktøyets side og til dem som har det. Skriv så alle forstår det, og aldri noe om enkeltpersoner.
told-note-nn = Det samme på nynorsk
told-note-nn-hint = Uten en tekst på nynorsk vises teksten på bokmål, merket som bokmål.
told-note-en = Det samme på engelsk
