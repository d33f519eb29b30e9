log-out-question = Vil du logge ut?
log-out-explanation = Du logges ut her og av alle verktøyene du har startet herfra.
flash-logged-out = Du er logget ut.

oauth-refused-title = Verktøyet ba om noe vi ikke kan gi
oauth-refused-lead = Innloggingen fra verktøyet kunne ikke fullføres. Det er ikke noe du har gjort feil.
oauth-refused-start-here = Start verktøyet fra Mine verktøy i stedet
oauth-refused-developers = Til den som utvikler verktøyet:

error-login-unknown = Vi kjenner deg ikke igjen her ennå. Ta kontakt med den som ga deg lenken.
error-login-role = Du er ikke registrert i denne rollen. Be den som styrer tilganger hos dere om å registrere deg.
error-login-not-authorised = Ifølge innloggingen har du ingen autorisasjon eller lisens i Helsepersonellregisteret (HPR) for en yrkesgruppe som har tilgang her. Er det feil, ta kontakt med Helsedirektoratet, som fører registeret.
