log-out-question = Vil du logge ut?
log-out-explanation = Du logges ut her og av alle verktøyene du har startet herfra.
flash-logged-out = Du er logget ut.

oauth-refused-title = Verktøyet ba om noe vi ikke kan gi
oauth-refused-lead = Innloggingen fra verktøyet kunne ikke fullføres. Det er ikke noe du har gjort feil.
oauth-refused-start-here = Start verktøyet fra Mine verktøy i stedet
oauth-refused-developers = Til den som utvikler verktøyet:
sent-on-title = Et øyeblikk
sent-on-text = Du sendes videre nå. Skjer det ikke av seg selv, trykker du på knappen.
sent-on-go = Fortsett

error-login-unknown = Registeret vi bruker, kjenner deg ikke ennå. Har du nylig fått fødselsnummer eller D-nummer, prøv igjen om noen dager. Ellers kan den som forvalter tjenesten, hjelpe deg.
error-login-role = Du har ikke denne rollen hos en virksomhet som er med her. Be den som styrer tilganger hos dere, om å gi deg den (for bestillere og leverandører skjer det som regel i Altinn), og logg inn på nytt. Er virksomheten ikke med ennå, må den ta kontakt med den som forvalter tjenesten.
error-login-not-authorised = Ifølge innloggingen har du ingen autorisasjon eller lisens i Helsepersonellregisteret (HPR) for en yrkesgruppe som har tilgang her. Er det feil, ta kontakt med Helsedirektoratet, som fører registeret.
