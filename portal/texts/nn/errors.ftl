error-what-now = Kva kan du gjere no?
error-try-again = Prøv ein gong til
error-find-tools = Finn verktøy
error-go-home = Gå til startsida di
error-get-help = Få hjelp
error-request = Oppgi denne koden om du bed om hjelp: { $id }
error-rules = { $count ->
    [one] Regelen som stoppar dette
   *[other] Reglane som stoppar dette
}

error-bad-request-title = Førespurnaden kunne ikkje lesast
error-bad-request-lead = Adressa eller skjemaet inneheldt noko vi ikkje kan bruke. Gå tilbake og prøv igjen.
error-unauthorized-title = Du må logge inn
error-unauthorized-lead = Sida krev at du er logga inn.
error-forbidden-title = Dette kan du ikkje gjere
error-forbidden-lead = Ein regel stoppar dette.
error-not-found-title = Fann ikkje sida
error-not-found-lead = Sida finst ikkje, er flytta, eller er ikkje for deg.
error-method-not-allowed-title = Sida kan ikkje brukast slik
error-method-not-allowed-lead = Sida finst, men ikkje for det du prøvde å gjere. Gå tilbake og prøv igjen.
error-conflict-title = Noko er endra i mellomtida
error-conflict-lead = Det du såg på, er endra sidan du opna sida. Ingenting er lagra. Last sida på nytt og sjå korleis det står no.
error-gone-title = Sida finst ikkje lenger
error-gone-lead = Det som låg her, er teke bort.
error-too-large-title = Det du sende, er for stort
error-too-large-lead = Gjer teksten kortare, og send på nytt.
error-unsupported-media-type-title = Formatet kan ikkje brukast
error-unsupported-media-type-lead = Send skjemaet frå sida det høyrer til.
error-invalid-title = Noko stemmer ikkje i det du sende
error-invalid-lead = Gå tilbake, sjå over opplysningane og send på nytt.
error-too-many-requests-title = For mange forsøk på kort tid
error-too-many-requests-lead = Vent litt, og prøv igjen.
error-unavailable-title = Tenesta er ikkje tilgjengeleg akkurat no
error-unavailable-lead = Noko vi treng, svarar ikkje. Ingenting er lagra. Vent litt, og prøv igjen.
error-internal-title = Noko gjekk gale hos oss
error-internal-lead = Feilen er registrert. Ingenting er lagra. Prøv igjen om litt.

error-foreign-form = Skjemaet kom ikkje frå ei side du har open no, kanskje fordi du har logga inn på nytt. Opne sida igjen og send på nytt.
error-representation-neutral = Du kan ikkje handle for denne personen her. Det seier ikkje noko om kvifor. Ta kontakt med behandlaren om du meiner det er feil.

# Refusals of the domain.
error-address-not-safe = Adressa må byrje med https:// og kan ikkje innehalde brukarnamn eller fragment.
error-agreement-ended = Avtalen er alt avslutta, eller datoen ligg utanfor avtaleperioden.
error-agreement-overlaps = Det finst alt ein avtale av same slag i denne perioden.
error-ends-before-it-begins = Sluttdatoen må vere etter startdatoen.
error-in-use = Dette er i bruk og kan ikkje takast bort.
error-launch-does-not-fit-profile = Startmåten passar ikkje til brukarprofilen.
error-login-aborted = Innlogginga kunne ikkje fullførast. Byrj på nytt.
error-login-away = Innloggingstenesta svarar ikkje. Vent litt, og prøv igjen.
error-login-cancelled = Du avbraut innlogginga. Du kan prøve igjen når du vil.
error-login-level = Innlogginga var ikkje på eit høgt nok nivå. Logg inn på nytt med ein elektronisk ID på høgaste nivå.
error-party-does-not-fit = Denne parten kan ikkje inngå ein slik avtale.
error-required = Feltet må fyllast ut.
error-revision-not-editable = Denne utgåva kan ikkje endrast no. Lag ei ny utgåve.
error-revision-open = Det er alt ei utgåve under arbeid. Gjer henne ferdig først.
error-stale = Nokon har endra dette sidan du opna sida. Last sida på nytt og gjer endringa igjen.
error-taken = Dette er alt i bruk. Vel noko anna.
error-too-many = Det er for mange. Ta bort nokre.
error-tool-is-anothers = Verktøyet tilhøyrer ein annan leverandør.
error-twice = Det same står to gonger.
