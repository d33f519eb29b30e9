orderer-home-intro = Bestill verktøy som leverandørar har sendt inn, vurder dei mot krava, og følg opp det de står bak.
orderer-orders = Bestillingane våre
orderer-no-orders = De har ingen bestillingar enno. Vel eit verktøy under, eller bestill noko som ikkje finst enno.
orderer-listed = { $count ->
    [one] Ferdig behandla: eitt verktøy
   *[other] Ferdig behandla: { $count } verktøy
}
orderer-inbox = Sendt inn, ventar på bestillar
orderer-inbox-text = Den som har venta lengst, står først.
orderer-inbox-empty = Ingen verktøy ventar
orderer-inbox-empty-text = Her kjem verktøy når leverandørar sender dei inn.
orderer-waiting-since = Har venta sidan
orderer-cannot-take-on = De kan ikkje bestille dette verktøyet
orderer-blocked = Kan ikkje bestillast av dykk
orderer-free = Kan bestillast
orderer-todo = De har noko å gjere
orderer-unmet = { $count ->
    [one] Eitt krav er ikkje oppfylt enno
   *[other] { $count } krav er ikkje oppfylte enno
}
orderer-deadlines = Avvik og fristar
orderer-all-deviations = Alle avvik
orderer-order-invited = Ventar på svar frå leverandøren
orderer-order-active = Bestilt
orderer-order-declined = Leverandøren takka nei
orderer-order-closed = Avslutta

orderer-obstacle-K6a = Dette kan de gjere: Be direktoratet eller eit helseføretak bestille verktøyet, eller be leverandøren tilby det gjennom ein behandlar i staden. Då kan òg ein kommune bestille det.
orderer-obstacle-K6b = Dette kan de gjere: Be direktoratet, eit helseføretak eller ein kommune bestille verktøyet.
orderer-obstacle-K7 = Dette kan de gjere: Inngå eller forny bruksvilkåra (A1) med forvaltaren, og prøv igjen.
orderer-foreseeable = Slik verktøyet er skildra no, kan det ikkje publiserast
orderer-foreseeable-text = De kan bestille det likevel, men må be leverandøren om endringar før det kan publiserast.
orderer-own-way-forward = Vegen vidare: Be leverandøren ta i bruk innlogginga til plattforma og velje sentral brukarprofil. Då blir verktøyet vurdert som andre med sentral profil.
orderer-agreements-way-forward = Vegen vidare: Forvaltaren registrerer leverandørvilkår (A2) og leveranseavtale (A3). Når begge gjeld, er kravet oppfylt av seg sjølv.
orderer-what-it-says = Kva oppføringa seier
orderer-take-on = Bestill verktøyet
orderer-take-on-text = De går god for verktøyet, vurderer det mot krava og følgjer det opp. Éi verksemd bestiller om gongen.
orderer-take-on-note = Kvifor de vil ha det
orderer-take-on-go = Bestill

orderer-what-next = Kva skjer no?
orderer-next-wait-vendor = Leverandøren har ikkje svart med eit verktøy enno.
orderer-next-start = Det er de som skal vurdere verktøyet. Start når de er klare.
orderer-next-answer = Svar på krava eitt for eitt. Kvart svar blir lagra for seg, og de kan halde fram når som helst.
orderer-next-mend = Alt er svart på, men noko er ikkje oppfylt eller manglar karakter. Dokumenter avvik der det går, eller be leverandøren om endringar.
orderer-next-wait-decision = Alt er på plass. Saka ligg hos forvaltaren, som avgjer. Den som har vurdert, avgjer ikkje.
orderer-next-wait-changes = Leverandøren er beden om endringar. Vurderinga held fram når dei sender inn på nytt.
orderer-next-wait-publish = Forvaltaren har godkjent. Ein annan hos forvaltaren publiserer.
orderer-next-wait-check = Ei redaksjonell endring ventar på kontroll hos forvaltaren.
orderer-next-published = Verktøyet er i katalogen. Følg opp avvik, og stans det om noko er gale.
orderer-next-withdrawn = Verktøyet er trekt tilbake.
orderer-next-rejected = Verktøyet har fått avslag. Leverandøren kan rette det og sende inn på nytt.
orderer-start = Start vurderinga
orderer-progress = Svart på { $answered } av { $total }
orderer-answer-next = Svar på neste krav
orderer-wanted = Leverandøren er beden om dette
orderer-order-note = Sagt då det vart bestilt
orderer-verdict = Slik står det
orderer-publishable = Kan publiserast
orderer-publishable-text = Ingen krav står uoppfylte.
orderer-but-ungraded = Krava er oppfylte, men desse manglar karakter på kvalitetsmerket: { $rules }.
orderer-not-publishable = { $count ->
    [one] Kan ikkje publiserast enno: eitt krav er ikkje oppfylt
   *[other] Kan ikkje publiserast enno: { $count } krav er ikkje oppfylte
}
orderer-with-deviations = Dokumenterte avvik: { $rules }
orderer-criteria = Etter krava i versjon { $version }.
orderer-answered = Krav de svarar på
orderer-answered-text = Kvart svar byggjer på noko andre kan etterprøve.
orderer-derived = Krav som blir fastslått av opplysningar
orderer-derived-text = Desse følgjer av det som er registrert, og kan ikkje svarast bort.
orderer-ungraded = Manglar karakter
orderer-outcome-met = Oppfylt
orderer-outcome-not-applicable = Ikkje aktuelt
orderer-outcome-deviation = Avvik
orderer-outcome-unmet = Ikkje oppfylt
orderer-outcome-unmet-mendable = Ikkje oppfylt, avvik mogleg
orderer-outcome-note = Til opplysning
orderer-outcome-unanswered = Ikkje svart på
orderer-ask-changes = Be om endringar
orderer-ask-reject = Gje avslag
orderer-ask-text-changes = Saka går tilbake til leverandøren, som kan endre og sende inn på nytt. Svara dykkar blir ståande.
orderer-ask-text-reject = Leverandøren får grunngjevinga, og kan rette og sende inn på nytt eller klage.
orderer-ask-words-changes = Kva må endrast?
orderer-ask-words-reject = Grunngjeving
orderer-ask-words-hint = Konkret, så leverandøren kan gjere noko med det. Nemn krava det gjeld.
orderer-ask-go-changes = Send til leverandøren
orderer-ask-go-reject = Gje avslag
orderer-unmet-now = Ikkje oppfylt no
orderer-suspend = Stans verktøyet
orderer-suspend-heading = Stanse «{ $name }»?
orderer-suspend-text = Frå no av kan ingen starte verktøyet, og innloggingar som er i gang, sluttar å verke der. Dei som har verktøyet, får beskjed.
orderer-suspend-go = Stans no
orderer-lift = Opphev stansen
orderer-lift-heading = Oppheve stansen av «{ $name }»?
orderer-lift-text = Verktøyet er oppe igjen når ingen grunnar står att.
orderer-stop-reason = Grunn

orderer-position = Krav { $position } av { $total }
orderer-facts = Opplysningane dette følgjer av
orderer-facts-text = Svaret blir fastslått av det som er registrert i dag.
orderer-about = Om kravet
orderer-severity-text-absolute = Er det ikkje oppfylt, kan verktøyet ikkje publiserast.
orderer-severity-text-conditional = Er det ikkje oppfylt, kan verktøyet publiserast med eit avvik: grunn, plan, ansvarleg og frist. Avviket blir vist i katalogen.
orderer-severity-text-exception = Er det ikkje oppfylt, kan eit unntak grunngjevast.
orderer-severity-text-information = Det er ingenting å oppfylle; oppføringa seier frå om det.
orderer-status = Svar
orderer-status-met = Oppfylt
orderer-status-unmet = Ikkje oppfylt
orderer-status-deviation = Avvik
orderer-status-not_applicable = Ikkje aktuelt
orderer-status-hint-met = Dokumentasjonen viser det.
orderer-status-hint-unmet = Be gjerne leverandøren om endringar når de har svart på resten.
orderer-status-hint-deviation = Ikkje oppfylt enno, men med grunn og plan.
orderer-status-hint-not_applicable = Berre der det ikkje er nokon overlapp med portalen, og med grunn.
orderer-evidence = Dokumentasjon
orderer-grade = Karakter på kvalitetsmerket
orderer-grade-hint = Blir vist i katalogen. Må vere med når kravet er oppfylt.
orderer-grade-strong = God dokumentasjon
orderer-grade-moderate = Noko dokumentasjon
orderer-grade-limited = Avgrensa dokumentasjon
orderer-grade-expert = Fagleg semje
orderer-grade-good = God
orderer-grade-satisfactory = Tilfredsstillande
orderer-grade-needs_follow_up = Blir følgd opp
orderer-deviation = Om det avvik eller ikkje er aktuelt
orderer-deviation-hint-conditional = Eit avvik treng grunn, plan, ansvarleg og frist.
orderer-deviation-hint-exception = Eit unntak treng ein grunn.
orderer-reason = Grunn
orderer-plan = Plan
orderer-owner = Ansvarleg
orderer-owner-hint = Ei rolle eller verksemd som følgjer det opp.
orderer-deadline = Frist
orderer-deadline-hint = Etter fristen blir kravet rekna som ikkje oppfylt, og verktøyet blir stansa.
orderer-save-next = Lagre og gå til neste
orderer-save = Lagre
orderer-back = Til oversikta
orderer-given = Svaret
orderer-not-now = De kan svare på kravet når vurderinga er i gang.
orderer-next-requirement = Neste krav

orderer-deviations-intro = Krav som publiserte verktøy ikkje oppfyller enno. Etter fristen blir verktøyet stansa til avviket er lukka eller har fått ny frist.
orderer-no-deviations = Det er ingen opne avvik.
orderer-overdue = Fristen er gått ut
orderer-days-left = { $count ->
    [0] Frist i dag
    [one] Éin dag igjen
   *[other] { $count } dagar igjen
}
orderer-settle = Lukk avviket
orderer-settle-evidence = Kva viser at kravet er oppfylt no?
orderer-settle-go = Lukk avviket
orderer-extend = Gje ny frist
orderer-extend-text = Ny frist er ei avgjerd som blir vist i katalogen.
orderer-extend-reason = Kvifor det ikkje er oppfylt enno
orderer-extend-go = Gje ny frist
orderer-deviation-closed = Avviket er lukka.

orderer-body-kind = Bestillaren er
orderer-no-agreement = Ingen gyldig avtale er registrert
orderer-agreements-intro = Avtalane dykkar slik forvaltaren har registrert dei. Partane blir varsla 90, 30 og 7 dagar før ein avtale går ut.
orderer-agreements-caption = Avtalar
orderer-agreement = Avtale
orderer-agreement-about = Gjeld
orderer-agreement-period = Periode
orderer-agreement-terms = Vilkår
orderer-agreement-state = Status
orderer-no-agreements = Det er ikkje registrert nokon avtalar.

orderer-invite = Bestill noko nytt
orderer-invite-text = Bestill ei oppføring før verktøyet er registrert. Leverandøren blir beden om å svare med eit verktøy.
orderer-invite-vendor = Leverandør
orderer-invite-subject = Kva treng de?
orderer-invite-subject-hint = Éi linje, til dømes «Søvndagbok for ungdom».
orderer-invite-note = Meir om behovet
orderer-invite-go = Send bestillinga

orderer-statistics-intro = Kor lang tid vegen inn i katalogen har teke det siste året, for alle verktøy.
orderer-statistics-caption = Saksbehandlingstid det siste året
orderer-stretch = Strekning
orderer-stretch-count = Tal
orderer-stretch-median = Halvparten innan
orderer-stretch-p90 = Ni av ti innan
orderer-stretch-waiting = Frå innsending til bestilling
orderer-stretch-assessment = Frå bestilling til godkjenning
orderer-stretch-publishing = Frå godkjenning til publisering
orderer-stretch-whole = Frå innsending til publisering

flash-assessment-started = Vurderinga er i gang.
flash-answer-saved = Svaret er lagra.
flash-changes-requested = Leverandøren er beden om endringar.
flash-rejected = Avslaget er sendt.
flash-suspended = Verktøyet er stansa.
flash-lifted = Grunnen er teken bort.
flash-deviation-settled = Avviket er lukka.
flash-deviation-extended = Avviket har fått ny plan og frist.
flash-invited = Bestillinga er send til leverandøren.

error-cannot-take-on = De kan ikkje bestille dette verktøyet. Regelen og det de kan gjere i staden, står under.
orderer-statistics-bars = Smal stolpe: halvparten gjekk like fort eller fortare. Brei stolpe bak: ni av ti.
