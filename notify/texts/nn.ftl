# Messages by e-mail and SMS. They never name a tool, a diagnosis, a clinic or its speciality.
-sign = Venleg helsing Reseptor

prescription-issued-subject = Du har noko nytt på Reseptor
prescription-issued-body =
    Hei!

    Nokon som følgjer deg opp, har lagt noko til deg på Reseptor. Du vel sjølv om og når du vil bruke det.

    Logg inn for å sjå kva det er: { $address }/nn/mine-verktoy

    { -sign }
prescription-issued-short = Du har noko nytt på Reseptor. Logg inn for å sjå det: { $address }/nn/mine-verktoy

prescription-changed-subject = Noko er endra på Reseptor
prescription-changed-body =
    Hei!

    Noko du har på Reseptor, er endra. Logg inn for å sjå kva: { $address }/nn/mine-verktoy

    { -sign }
prescription-changed-short = Noko du har på Reseptor, er endra. Logg inn for å sjå det: { $address }/nn/mine-verktoy

prescription-stopped-subject = Noko er avslutta på Reseptor
prescription-stopped-body =
    Hei!

    Noko du har på Reseptor, er avslutta av den som følgjer deg opp. Logg inn for å sjå kvifor: { $address }/nn/mine-verktoy

    { -sign }
prescription-stopped-short = Noko du har på Reseptor, er avslutta. Logg inn for å sjå kvifor: { $address }/nn/mine-verktoy

prescription-expired-subject = Noko er gått ut på Reseptor
prescription-expired-body =
    Hei!

    Perioden for noko du har på Reseptor, er over. Logg inn for å sjå kva du kan gjere: { $address }/nn/mine-verktoy

    { -sign }
prescription-expired-short = Perioden for noko du har på Reseptor, er over. Logg inn: { $address }/nn/mine-verktoy

prescription-declined-subject = Noko du har sendt, er avslått
prescription-declined-body =
    Hei!

    Ein du følgjer opp, har takka nei til noko du har sendt. Logg inn for å sjå det: { $address }/nn/forskriver

    { -sign }
prescription-declined-short = Ein du følgjer opp, har takka nei til noko du har sendt. Logg inn: { $address }/nn/forskriver

prescription-taken-over-subject = Ein kollega har overteke ei oppfølging
prescription-taken-over-body =
    Hei!

    Ein kollega har overteke oppfølginga av noko du har sendt. Logg inn for å sjå grunngjevinga: { $address }/nn/forskriver

    { -sign }
prescription-taken-over-short = Ein kollega har overteke ei oppfølging frå deg. Logg inn: { $address }/nn/forskriver

tool-suspended-subject = Noko på Reseptor er stansa inntil vidare
tool-suspended-body =
    Hei!

    Noko du bruker eller har sendt til andre på Reseptor, er stansa inntil vidare. Logg inn for å sjå kvifor, og kva du kan gjere: { $address }/nn

    { -sign }
tool-suspended-short = Noko du bruker på Reseptor, er stansa inntil vidare. Logg inn for å sjå kvifor: { $address }/nn

tool-logged-out-subject = Alle er logga ut av noko på Reseptor
tool-logged-out-body =
    Hei!

    For å vere på den sikre sida har vi logga ut alle frå noko du bruker eller har sendt til andre på Reseptor. Det kan startast på nytt; går det ikkje med ein gong, så prøv igjen seinare: { $address }/nn

    { -sign }
tool-logged-out-short = Alle er logga ut av noko du bruker på Reseptor. Det kan startast på nytt; går det ikkje, prøv igjen seinare: { $address }/nn

tool-shut-subject = Noko på Reseptor kan ikkje brukast for tida
tool-shut-body =
    Hei!

    Av omsyn til tryggleiken er alle logga ut av noko du bruker eller har sendt til andre på Reseptor, og ingen kan logge inn på det inntil vidare. Det som er lagra, blir ikkje borte, og du treng ikkje å gjere noko. Du finn det du bruker, og kven du kan spørje, her: { $address }/nn

    { -sign }
tool-shut-short = Noko du bruker på Reseptor, kan ikkje brukast inntil vidare, og alle er logga ut av det. Du treng ikkje å gjere noko: { $address }/nn

tool-restored-subject = Noko på Reseptor er tilbake
tool-restored-body =
    Hei!

    Noko som var stansa på Reseptor, kan brukast igjen. Logg inn: { $address }/nn

    { -sign }
tool-restored-short = Noko som var stansa på Reseptor, kan brukast igjen. Logg inn: { $address }/nn

tool-withdrawn-subject = Noko på Reseptor er avvikla
tool-withdrawn-body =
    Hei!

    Noko du bruker eller har sendt til andre på Reseptor, er avvikla. Logg inn for å sjå kvifor: { $address }/nn

    { -sign }
tool-withdrawn-short = Noko du bruker på Reseptor, er avvikla. Logg inn for å sjå kvifor: { $address }/nn

tool-changed-subject = Noko du bruker på Reseptor, er endra
tool-changed-body =
    Hei!

    Noko du bruker på Reseptor, har fått ei vesentleg endring. Logg inn for å lese om henne: { $address }/nn

    { -sign }
tool-changed-short = Noko du bruker på Reseptor, har fått ei vesentleg endring. Logg inn: { $address }/nn

listing-changed-subject = Ei sak på Reseptor har fått ny status
listing-changed-body =
    Hei!

    Ei sak du har på Reseptor, har fått ny status. Logg inn for å sjå henne: { $address }/nn

    { -sign }
listing-changed-short = Ei sak du har på Reseptor, har fått ny status. Logg inn: { $address }/nn

client-stopped-subject = Innlogginga til noko de har ansvar for, er stansa
client-stopped-body =
    Hei!

    Ein klient til noko de har ansvar for på Reseptor, er stengd, eller ein nøkkel han har, er avvist. Alle er logga ut. Er klienten stengd, kan ingen logge inn gjennom han før han blir teken i bruk igjen; er ein nøkkel avvist, må klienten bruke ein annan. Logg inn for å sjå kva som gjeld, eller spør forvaltaren: { $address }/nn

    { -sign }
client-stopped-short = Ein klient til noko de har ansvar for på Reseptor, er stengd eller har mista ein nøkkel. Logg inn: { $address }/nn

client-opened-subject = Ein klient er i bruk igjen på Reseptor
client-opened-body =
    Hei!

    Ein klient til noko de har ansvar for på Reseptor, var stengd og er i bruk igjen. Det han hadde før, verkar framleis ikkje: alle loggar inn på nytt. Logg inn for å sjå han: { $address }/nn

    { -sign }
client-opened-short = Ein klient til noko de har ansvar for på Reseptor, er i bruk igjen. Logg inn: { $address }/nn

agreement-expiring-subject = Ein avtale på Reseptor går snart ut
agreement-expiring-body =
    Hei!

    Ein avtale går ut om { $days ->
        [one] éin dag
       *[other] { $days } dagar
    }. Det som byggjer på avtalen, stansar når han går ut. Logg inn: { $address }/nn

    { -sign }
agreement-expiring-short = Ein avtale på Reseptor går snart ut. Logg inn: { $address }/nn

deviation-due-subject = Ein frist på Reseptor nærmar seg
deviation-due-body =
    Hei!

    Fristen for eit avvik er om { $days ->
        [one] éin dag
       *[other] { $days } dagar
    }. Logg inn: { $address }/nn

    { -sign }
deviation-due-short = Fristen for eit avvik på Reseptor nærmar seg. Logg inn: { $address }/nn

representation-changed-subject = Noko er endra under Mi side på Reseptor
representation-changed-body =
    Hei!

    Noko er endra om kven som kan handle for kven på Reseptor. Logg inn for å sjå kva: { $address }/nn/min-side/representasjon

    { -sign }
representation-changed-short = Noko er endra under Mi side på Reseptor. Logg inn for å sjå kva: { $address }/nn/min-side/representasjon
