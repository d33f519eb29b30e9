# Messages by e-mail and SMS. They never name a tool, a diagnosis, a clinic or its speciality.
-sign = Vennlig hilsen Reseptor

prescription-issued-subject = Du har noe nytt på Reseptor
prescription-issued-body =
    Hei!

    Noen som følger deg opp, har lagt noe til deg på Reseptor. Du velger selv om og når du vil bruke det.

    Logg inn for å se hva det er: { $address }/mine-verktoy

    { -sign }
prescription-issued-short = Du har noe nytt på Reseptor. Logg inn for å se det: { $address }/mine-verktoy

prescription-changed-subject = Noe er endret på Reseptor
prescription-changed-body =
    Hei!

    Noe du har på Reseptor, er endret. Logg inn for å se hva: { $address }/mine-verktoy

    { -sign }
prescription-changed-short = Noe du har på Reseptor, er endret. Logg inn for å se det: { $address }/mine-verktoy

prescription-stopped-subject = Noe er avsluttet på Reseptor
prescription-stopped-body =
    Hei!

    Noe du har på Reseptor, er avsluttet av den som følger deg opp. Logg inn for å se hvorfor: { $address }/mine-verktoy

    { -sign }
prescription-stopped-short = Noe du har på Reseptor, er avsluttet. Logg inn for å se hvorfor: { $address }/mine-verktoy

prescription-expired-subject = Noe er utløpt på Reseptor
prescription-expired-body =
    Hei!

    Perioden for noe du har på Reseptor, er over. Logg inn for å se hva du kan gjøre: { $address }/mine-verktoy

    { -sign }
prescription-expired-short = Perioden for noe du har på Reseptor, er over. Logg inn: { $address }/mine-verktoy

prescription-declined-subject = Noe du har sendt, er avslått
prescription-declined-body =
    Hei!

    En du følger opp, har takket nei til noe du har sendt. Logg inn for å se det: { $address }/forskriver

    { -sign }
prescription-declined-short = En du følger opp, har takket nei til noe du har sendt. Logg inn: { $address }/forskriver

prescription-taken-over-subject = En kollega har overtatt en oppfølging
prescription-taken-over-body =
    Hei!

    En kollega har overtatt oppfølgingen av noe du har sendt. Logg inn for å se begrunnelsen: { $address }/forskriver

    { -sign }
prescription-taken-over-short = En kollega har overtatt en oppfølging fra deg. Logg inn: { $address }/forskriver

tool-suspended-subject = Noe på Reseptor er stanset inntil videre
tool-suspended-body =
    Hei!

    Noe du bruker eller har sendt til andre på Reseptor, er stanset inntil videre. Logg inn for å se hvorfor, og hva du kan gjøre: { $address }

    { -sign }
tool-suspended-short = Noe du bruker på Reseptor, er stanset inntil videre. Logg inn for å se hvorfor: { $address }

tool-logged-out-subject = Alle er logget ut av noe på Reseptor
tool-logged-out-body =
    Hei!

    For å være på den sikre siden har vi logget ut alle fra noe du bruker eller har sendt til andre på Reseptor. Det kan startes på nytt; går det ikke med en gang, så prøv igjen senere: { $address }

    { -sign }
tool-logged-out-short = Alle er logget ut av noe du bruker på Reseptor. Det kan startes på nytt; går det ikke, prøv igjen senere: { $address }

tool-shut-subject = Noe på Reseptor kan ikke brukes for tiden
tool-shut-body =
    Hei!

    Av hensyn til sikkerheten er alle logget ut av noe du bruker eller har sendt til andre på Reseptor, og ingen kan logge inn på det inntil videre. Det som er lagret, blir ikke borte, og du trenger ikke å gjøre noe. Du finner det du bruker, og hvem du kan spørre, her: { $address }

    { -sign }
tool-shut-short = Noe du bruker på Reseptor, kan ikke brukes inntil videre, og alle er logget ut av det. Du trenger ikke å gjøre noe: { $address }

tool-restored-subject = Noe på Reseptor er tilbake
tool-restored-body =
    Hei!

    Noe som var stanset på Reseptor, kan brukes igjen. Logg inn: { $address }

    { -sign }
tool-restored-short = Noe som var stanset på Reseptor, kan brukes igjen. Logg inn: { $address }

tool-withdrawn-subject = Noe på Reseptor er avviklet
tool-withdrawn-body =
    Hei!

    Noe du bruker eller har sendt til andre på Reseptor, er avviklet. Logg inn for å se hvorfor: { $address }

    { -sign }
tool-withdrawn-short = Noe du bruker på Reseptor, er avviklet. Logg inn for å se hvorfor: { $address }

tool-changed-subject = Noe du bruker på Reseptor, er endret
tool-changed-body =
    Hei!

    Noe du bruker på Reseptor, har fått en vesentlig endring. Logg inn for å lese om den: { $address }

    { -sign }
tool-changed-short = Noe du bruker på Reseptor, har fått en vesentlig endring. Logg inn: { $address }

listing-changed-subject = En sak på Reseptor har fått ny status
listing-changed-body =
    Hei!

    En sak du har på Reseptor, har fått ny status. Logg inn for å se den: { $address }

    { -sign }
listing-changed-short = En sak du har på Reseptor, har fått ny status. Logg inn: { $address }

client-stopped-subject = Innloggingen til noe dere har ansvar for, er stanset
client-stopped-body =
    Hei!

    En klient til noe dere har ansvar for på Reseptor, er stengt, eller en nøkkel den har, er avvist. Alle er logget ut. Er klienten stengt, kan ingen logge inn gjennom den før den tas i bruk igjen; er en nøkkel avvist, må klienten bruke en annen. Logg inn for å se hva som gjelder, eller spør forvalteren: { $address }

    { -sign }
client-stopped-short = En klient til noe dere har ansvar for på Reseptor, er stengt eller har mistet en nøkkel. Logg inn: { $address }

client-opened-subject = En klient er i bruk igjen på Reseptor
client-opened-body =
    Hei!

    En klient til noe dere har ansvar for på Reseptor, var stengt og er i bruk igjen. Det den hadde før, virker fortsatt ikke: alle logger inn på nytt. Logg inn for å se den: { $address }

    { -sign }
client-opened-short = En klient til noe dere har ansvar for på Reseptor, er i bruk igjen. Logg inn: { $address }

agreement-expiring-subject = En avtale på Reseptor går snart ut
agreement-expiring-body =
    Hei!

    En avtale går ut om { $days ->
        [one] én dag
       *[other] { $days } dager
    }. Det som bygger på avtalen, stanser når den går ut. Logg inn: { $address }

    { -sign }
agreement-expiring-short = En avtale på Reseptor går snart ut. Logg inn: { $address }

deviation-due-subject = En frist på Reseptor nærmer seg
deviation-due-body =
    Hei!

    Fristen for et avvik er om { $days ->
        [one] én dag
       *[other] { $days } dager
    }. Logg inn: { $address }

    { -sign }
deviation-due-short = Fristen for et avvik på Reseptor nærmer seg. Logg inn: { $address }

representation-changed-subject = Noe er endret under Min side på Reseptor
representation-changed-body =
    Hei!

    Noe er endret om hvem som kan handle for hvem på Reseptor. Logg inn for å se hva: { $address }/min-side/representasjon

    { -sign }
representation-changed-short = Noe er endret under Min side på Reseptor. Logg inn for å se hva: { $address }/min-side/representasjon
