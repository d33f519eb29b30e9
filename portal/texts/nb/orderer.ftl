orderer-home-intro = Bestill verktøy som leverandører har sendt inn, vurder dem mot kravene, og følg opp det dere står bak.
orderer-orders = Bestillingene våre
orderer-no-orders = Dere har ingen bestillinger ennå. Velg et verktøy under, eller bestill noe som ikke finnes ennå.
orderer-listed = { $count ->
    [one] Ferdig behandlet: ett verktøy
   *[other] Ferdig behandlet: { $count } verktøy
}
orderer-inbox = Sendt inn, venter på bestiller
orderer-inbox-text = Den som har ventet lengst, står først.
orderer-inbox-empty = Ingen verktøy venter
orderer-inbox-empty-text = Her kommer verktøy når leverandører sender dem inn.
orderer-waiting-since = Har ventet siden
orderer-cannot-take-on = Dere kan ikke bestille dette verktøyet
orderer-blocked = Kan ikke bestilles av dere
orderer-free = Kan bestilles
orderer-todo = Dere har noe å gjøre
orderer-unmet = { $count ->
    [one] Ett krav er ikke oppfylt ennå
   *[other] { $count } krav er ikke oppfylt ennå
}
orderer-deadlines = Avvik og frister
orderer-all-deviations = Alle avvik
orderer-order-invited = Venter på svar fra leverandøren
orderer-order-active = Bestilt
orderer-order-declined = Leverandøren takket nei
orderer-order-closed = Avsluttet

orderer-obstacle-K6a = Dette kan dere gjøre: Be direktoratet eller et helseforetak bestille verktøyet, eller be leverandøren tilby det gjennom en behandler i stedet. Da kan også en kommune bestille det.
orderer-obstacle-K6b = Dette kan dere gjøre: Be direktoratet, et helseforetak eller en kommune bestille verktøyet.
orderer-obstacle-K7 = Dette kan dere gjøre: Inngå eller forny bruksvilkårene (A1) med forvalteren, og prøv igjen.
orderer-foreseeable = Slik verktøyet er beskrevet nå, kan det ikke publiseres
orderer-foreseeable-text = Dere kan bestille det likevel, men må be leverandøren om endringer før det kan publiseres.
orderer-own-way-forward = Veien videre: Be leverandøren ta plattformens innlogging i bruk og velge sentral brukerprofil. Da vurderes verktøyet som andre med sentral profil.
orderer-agreements-way-forward = Veien videre: Forvalteren registrerer leverandørvilkår (A2) og leveranseavtale (A3). Når begge gjelder, er kravet oppfylt av seg selv.
orderer-what-it-says = Hva oppføringen sier
orderer-take-on = Bestill verktøyet
orderer-take-on-text = Dere går god for verktøyet, vurderer det mot kravene og følger det opp. Én virksomhet bestiller om gangen.
orderer-take-on-note = Hvorfor dere vil ha det
orderer-take-on-go = Bestill

orderer-what-next = Hva skjer nå?
orderer-next-wait-vendor = Leverandøren har ikke svart med et verktøy ennå.
orderer-next-start = Verktøyet er deres å vurdere. Start når dere er klare.
orderer-next-answer = Svar på kravene ett for ett. Hvert svar lagres for seg, og dere kan fortsette når som helst.
orderer-next-mend = Alt er besvart, men noe er ikke oppfylt eller mangler karakter. Dokumenter avvik der det går, eller be leverandøren om endringer.
orderer-next-wait-decision = Alt er på plass. Saken ligger hos forvalteren, som beslutter. Den som har vurdert, beslutter ikke.
orderer-next-wait-changes = Leverandøren er bedt om endringer. Vurderingen fortsetter når de sender inn på nytt.
orderer-next-wait-publish = Forvalteren har godkjent. En annen hos forvalteren publiserer.
orderer-next-wait-check = En redaksjonell endring venter på forvalterens kontroll.
orderer-next-published = Verktøyet er i katalogen. Følg opp avvik, og stans det hvis noe er galt.
orderer-next-withdrawn = Verktøyet er trukket tilbake.
orderer-next-rejected = Verktøyet har fått avslag. Leverandøren kan rette det og sende inn på nytt.
orderer-start = Start vurderingen
orderer-progress = { $answered } av { $total } besvart
orderer-answer-next = Svar på neste krav
orderer-wanted = Leverandøren er bedt om dette
orderer-order-note = Sagt da det ble bestilt
orderer-verdict = Slik står det
orderer-publishable = Kan publiseres
orderer-publishable-text = Ingen krav står uoppfylt.
orderer-but-ungraded = Kravene er oppfylt, men disse mangler karakter på kvalitetsmerket: { $rules }.
orderer-not-publishable = { $count ->
    [one] Kan ikke publiseres ennå: ett krav er ikke oppfylt
   *[other] Kan ikke publiseres ennå: { $count } krav er ikke oppfylt
}
orderer-with-deviations = Dokumenterte avvik: { $rules }
orderer-criteria = Etter kravene i versjon { $version }.
orderer-answered = Krav dere svarer på
orderer-answered-text = Hvert svar bygger på noe andre kan etterprøve.
orderer-derived = Krav som fastslås av opplysninger
orderer-derived-text = Disse følger av det som er registrert, og kan ikke svares bort.
orderer-ungraded = Mangler karakter
orderer-outcome-met = Oppfylt
orderer-outcome-not-applicable = Ikke aktuelt
orderer-outcome-deviation = Avvik
orderer-outcome-unmet = Ikke oppfylt
orderer-outcome-unmet-mendable = Ikke oppfylt, avvik mulig
orderer-outcome-note = Opplyses om
orderer-outcome-unanswered = Ikke besvart
orderer-ask-changes = Be om endringer
orderer-ask-reject = Gi avslag
orderer-ask-text-changes = Saken går tilbake til leverandøren, som kan endre og sende inn på nytt. Svarene deres blir stående.
orderer-ask-text-reject = Leverandøren får begrunnelsen, og kan rette og sende inn på nytt eller klage.
orderer-ask-words-changes = Hva må endres?
orderer-ask-words-reject = Begrunnelse
orderer-ask-words-hint = Konkret, så leverandøren kan gjøre noe med det. Nevn kravene det gjelder.
orderer-ask-go-changes = Send til leverandøren
orderer-ask-go-reject = Gi avslag
orderer-unmet-now = Ikke oppfylt nå
orderer-suspend = Stans verktøyet
orderer-suspend-heading = Stanse «{ $name }»?
orderer-suspend-text = Fra dette øyeblikket kan ingen starte verktøyet, og pågående innlogginger i det slutter å virke. De som har det, får beskjed.
orderer-suspend-go = Stans nå
orderer-lift = Opphev stans
orderer-lift-heading = Oppheve stansen av «{ $name }»?
orderer-lift-text = Verktøyet er oppe igjen når ingen grunner står igjen.
orderer-stop-reason = Grunn

orderer-position = Krav { $position } av { $total }
orderer-facts = Opplysningene dette følger av
orderer-facts-text = Svaret fastslås av det som er registrert i dag.
orderer-about = Om kravet
orderer-severity-text-absolute = Er det ikke oppfylt, kan verktøyet ikke publiseres.
orderer-severity-text-conditional = Er det ikke oppfylt, kan verktøyet publiseres med et avvik: grunn, plan, ansvarlig og frist. Avviket vises i katalogen.
orderer-severity-text-exception = Er det ikke oppfylt, kan et unntak begrunnes.
orderer-severity-text-information = Det er ingenting å oppfylle; oppføringen sier fra om det.
orderer-status = Svar
orderer-status-met = Oppfylt
orderer-status-unmet = Ikke oppfylt
orderer-status-deviation = Avvik
orderer-status-not_applicable = Ikke aktuelt
orderer-status-hint-met = Dokumentasjonen viser det.
orderer-status-hint-unmet = Be gjerne leverandøren om endringer når dere har svart på resten.
orderer-status-hint-deviation = Ikke oppfylt ennå, men med grunn og plan.
orderer-status-hint-not_applicable = Bare der det ikke er noen overlapp med portalen, og med grunn.
orderer-evidence = Dokumentasjon
orderer-grade = Karakter på kvalitetsmerket
orderer-grade-hint = Vises i katalogen. Kreves når kravet er oppfylt.
orderer-grade-strong = God dokumentasjon
orderer-grade-moderate = Noe dokumentasjon
orderer-grade-limited = Begrenset dokumentasjon
orderer-grade-expert = Faglig enighet
orderer-grade-good = God
orderer-grade-satisfactory = Tilfredsstillende
orderer-grade-needs_follow_up = Følges opp
orderer-deviation = Hvis det avviker eller ikke er aktuelt
orderer-deviation-hint-conditional = Et avvik trenger grunn, plan, ansvarlig og frist.
orderer-deviation-hint-exception = Et unntak trenger en grunn.
orderer-reason = Grunn
orderer-plan = Plan
orderer-owner = Ansvarlig
orderer-owner-hint = En rolle eller virksomhet som følger det opp.
orderer-deadline = Frist
orderer-deadline-hint = Etter fristen regnes kravet som ikke oppfylt, og verktøyet stanses.
orderer-save-next = Lagre og gå til neste
orderer-save = Lagre
orderer-back = Til oversikten
orderer-given = Svaret
orderer-not-now = Kravet kan besvares når vurderingen er i gang.
orderer-next-requirement = Neste krav

orderer-deviations-intro = Krav som publiserte verktøy ikke oppfyller ennå. Etter fristen stanses verktøyet til avviket er lukket eller har fått ny frist.
orderer-no-deviations = Det er ingen åpne avvik.
orderer-overdue = Fristen er gått ut
orderer-days-left = { $count ->
    [0] Frist i dag
    [one] Én dag igjen
   *[other] { $count } dager igjen
}
orderer-settle = Lukk avviket
orderer-settle-evidence = Hva viser at kravet er oppfylt nå?
orderer-settle-go = Lukk avviket
orderer-extend = Gi ny frist
orderer-extend-text = Ny frist er en beslutning som vises i katalogen.
orderer-extend-reason = Hvorfor det ikke er oppfylt ennå
orderer-extend-go = Gi ny frist
orderer-deviation-closed = Avviket er lukket.

orderer-body-kind = Bestilleren er
orderer-no-agreement = Ingen gyldig avtale er registrert
orderer-agreements-intro = Avtalene deres slik forvalteren har registrert dem. Partene varsles 90, 30 og 7 dager før en avtale går ut.
orderer-agreements-caption = Avtaler
orderer-agreement = Avtale
orderer-agreement-about = Gjelder
orderer-agreement-period = Periode
orderer-agreement-terms = Vilkår
orderer-agreement-state = Status
orderer-no-agreements = Det er ikke registrert noen avtaler.

orderer-invite = Bestill noe nytt
orderer-invite-text = Bestill en oppføring før verktøyet er registrert. Leverandøren blir bedt om å svare med et verktøy.
orderer-invite-vendor = Leverandør
orderer-invite-subject = Hva trenger dere?
orderer-invite-subject-hint = Én linje, for eksempel «Søvndagbok for ungdom».
orderer-invite-note = Mer om behovet
orderer-invite-go = Send bestillingen

orderer-statistics-intro = Hvor lang tid veien inn i katalogen har tatt det siste året, for alle verktøy.
orderer-statistics-caption = Saksbehandlingstid det siste året
orderer-stretch = Strekning
orderer-stretch-count = Antall
orderer-stretch-median = Halvparten innen
orderer-stretch-p90 = Ni av ti innen
orderer-stretch-waiting = Fra innsending til bestilling
orderer-stretch-assessment = Fra bestilling til godkjenning
orderer-stretch-publishing = Fra godkjenning til publisering
orderer-stretch-whole = Fra innsending til publisering

flash-assessment-started = Vurderingen er i gang.
flash-answer-saved = Svaret er lagret.
flash-changes-requested = Leverandøren er bedt om endringer.
flash-rejected = Avslaget er sendt.
flash-suspended = Verktøyet er stanset.
flash-lifted = Grunnen er tatt bort.
flash-deviation-settled = Avviket er lukket.
flash-deviation-extended = Avviket har fått ny plan og frist.
flash-invited = Bestillingen er sendt til leverandøren.

error-cannot-take-on = Dere kan ikke bestille dette verktøyet. Regelen og det dere kan gjøre i stedet, står under.
orderer-statistics-bars = Smal stolpe: halvparten gikk like fort eller fortere. Bred stolpe bak: ni av ti.
