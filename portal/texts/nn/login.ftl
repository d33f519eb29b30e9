log-out-question = Vil du logge ut?
log-out-explanation = Du blir logga ut her og av alle verktøya du har starta herfrå.
flash-logged-out = Du er logga ut.

oauth-refused-title = Verktøyet bad om noko vi ikkje kan gi
oauth-refused-lead = Innlogginga frå verktøyet kunne ikkje fullførast. Du har ikkje gjort noko feil.
oauth-refused-start-here = Start verktøyet frå Mine verktøy i staden
oauth-refused-developers = Til den som utviklar verktøyet:

error-login-unknown = Vi kjenner deg ikkje igjen her enno. Ta kontakt med den som gav deg lenkja.
error-login-role = Du er ikkje registrert i denne rolla. Be den som styrer tilgangar hos dykk om å registrere deg.
error-login-not-authorised = Ifølgje innlogginga har du ingen autorisasjon eller lisens i Helsepersonellregisteret (HPR) for ei yrkesgruppe som har tilgang her. Er det feil, ta kontakt med Helsedirektoratet, som fører registeret.
