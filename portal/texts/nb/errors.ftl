error-what-now = Hva kan du gjøre nå?
error-try-again = Prøv en gang til
error-find-tools = Finn verktøy
error-go-home = Gå til startsiden din
error-get-help = Få hjelp
error-request = Oppgi denne koden hvis du ber om hjelp: { $id }
error-rules = { $count ->
    [one] Regelen som stopper dette
   *[other] Reglene som stopper dette
}

error-bad-request-title = Forespørselen kunne ikke leses
error-bad-request-lead = Adressen eller skjemaet inneholdt noe vi ikke kan bruke. Gå tilbake og prøv igjen.
error-unauthorized-title = Du må logge inn
error-unauthorized-lead = Siden krever at du er logget inn.
error-forbidden-title = Dette kan du ikke gjøre
error-forbidden-lead = En regel stopper dette.
error-not-found-title = Fant ikke siden
error-not-found-lead = Siden finnes ikke, er flyttet, eller er ikke for deg.
error-method-not-allowed-title = Siden kan ikke brukes slik
error-method-not-allowed-lead = Siden finnes, men ikke for det du prøvde å gjøre. Gå tilbake og prøv igjen.
error-conflict-title = Noe er endret i mellomtiden
error-conflict-lead = Det du så på, er endret siden du åpnet siden. Ingenting er lagret. Last siden på nytt og se hvordan det står nå.
error-gone-title = Siden finnes ikke lenger
error-gone-lead = Det som lå her, er tatt bort.
error-too-large-title = Det du sendte, er for stort
error-too-large-lead = Gjør teksten kortere, og send på nytt.
error-unsupported-media-type-title = Formatet kan ikke brukes
error-unsupported-media-type-lead = Send skjemaet fra siden det hører til.
error-invalid-title = Noe stemmer ikke i det du sendte
error-invalid-lead = Gå tilbake, se over opplysningene og send på nytt.
error-too-many-requests-title = For mange forsøk på kort tid
error-too-many-requests-lead = Vent litt, og prøv igjen.
error-unavailable-title = Tjenesten er ikke tilgjengelig akkurat nå
error-unavailable-lead = Noe vi trenger, svarer ikke. Ingenting er lagret. Vent litt, og prøv igjen.
error-internal-title = Noe gikk galt hos oss
error-internal-lead = Feilen er registrert. Ingenting er lagret. Prøv igjen om litt.

error-foreign-form = Skjemaet kom ikke fra en side du har åpen nå, kanskje fordi du har logget inn på nytt. Åpne siden igjen og send på nytt.
error-representation-neutral = Du kan ikke handle for denne personen her. Det sier ikke noe om hvorfor. Ta kontakt med behandleren hvis du mener det er feil.

# Refusals of the domain.
error-address-not-safe = Adressen må begynne med https:// og kan ikke inneholde brukernavn eller fragment.
error-agreement-ended = Avtalen er alt avsluttet, eller datoen ligger utenfor avtaleperioden.
error-agreement-overlaps = Det finnes alt en avtale av samme slag i denne perioden.
error-ends-before-it-begins = Sluttdatoen må være etter startdatoen.
error-in-use = Dette er i bruk og kan ikke tas bort.
error-launch-does-not-fit-profile = Startmåten passer ikke til brukerprofilen.
error-login-aborted = Innloggingen kunne ikke fullføres. Begynn på nytt.
error-login-away = Innloggingstjenesten svarer ikke. Vent litt, og prøv igjen.
error-login-cancelled = Du avbrøt innloggingen. Du kan prøve igjen når du vil.
error-login-level = Innloggingen var ikke på et høyt nok nivå. Logg inn på nytt med en elektronisk ID på høyeste nivå.
error-party-does-not-fit = Denne parten kan ikke inngå en slik avtale.
error-required = Feltet må fylles ut.
error-revision-not-editable = Denne utgaven kan ikke endres nå. Lag en ny utgave.
error-revision-open = Det er alt en utgave under arbeid. Gjør den ferdig først.
error-stale = Noen har endret dette siden du åpnet siden. Last siden på nytt og gjør endringen igjen.
error-taken = Dette er alt i bruk. Velg noe annet.
error-too-many = Det er for mange. Ta bort noen.
error-tool-is-anothers = Verktøyet tilhører en annen leverandør.
error-twice = Det samme står to ganger.
