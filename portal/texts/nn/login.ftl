log-out-question = Vil du logge ut?
log-out-explanation = Du blir logga ut her og av alle verktøya du har starta herfrå.
flash-logged-out = Du er logga ut.

oauth-refused-title = Verktøyet bad om noko vi ikkje kan gje
oauth-refused-lead = Innlogginga frå verktøyet kunne ikkje fullførast. Du har ikkje gjort noko feil.
oauth-refused-start-here = Start verktøyet frå Verktøya mine i staden
oauth-refused-developers = Til den som utviklar verktøyet:
sent-on-title = Eit augeblikk
sent-on-text = Du blir send vidare no. Skjer det ikkje av seg sjølv, trykkjer du på knappen.
sent-on-go = Hald fram

error-login-unknown = Registeret vi bruker, kjenner deg ikkje enno. Har du nyleg fått fødselsnummer eller D-nummer, prøv igjen om nokre dagar. Elles kan den som forvaltar tenesta, hjelpe deg.
error-login-role = Du har ikkje denne rolla hos ei verksemd som er med her. Be den som styrer tilgangar hos dykk, om å gje deg henne (for bestillarar og leverandørar skjer det som regel i Altinn), og logg inn på nytt. Er verksemda ikkje med enno, må ho ta kontakt med den som forvaltar tenesta.
error-login-not-authorised = Ifølgje innlogginga har du ingen autorisasjon eller lisens i Helsepersonellregisteret (HPR) for ei yrkesgruppe som har tilgang her. Er det feil, ta kontakt med Helsedirektoratet, som fører registeret.
