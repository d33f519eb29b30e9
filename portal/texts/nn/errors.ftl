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
