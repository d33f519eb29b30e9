clinic-home-crumb = Forskriv
clinic-home-title = Forskriv verktøy
clinic-home-heading = Forskriv verktøy og følg opp
clinic-home-intro = Finn et kvalitetssikret verktøy til pasienten din.
clinic-home-workplace = Du handler for { $organisation }.
clinic-home-elsewhere = Bytt virksomhet
clinic-home-no-right = Yrkesgruppen din kan vanligvis ikke forskrive verktøy
clinic-home-no-right-text = Du kan lese om verktøyene og følge opp det du har overtatt. Skal en pasient ha et verktøy, be en kollega som kan forskrive, om å gjøre det. Noen verktøy er åpnet for flere yrkesgrupper; det står på siden deres.
workplace-title = Hvilken virksomhet gjelder det?
workplace-intro = Du arbeider flere steder. Det du forskriver og ser, hører til virksomheten du velger. Du kan bytte når du vil.
workplace-system = Systemet du logger inn i, hører til { $organisation }. Velger du en annen virksomhet, blir du ikke logget inn i systemet.
workplace-leaves = Du er logget inn i journalsystemet til { $organisation }, og blir logget ut av det hvis du velger en annen virksomhet.
workplace-where = Virksomhet
workplace-go = Fortsett
clinic-home-pressing = { $count ->
    [0] Ingenting venter på deg
    [one] Én forskrivning trenger oppmerksomhet
   *[other] { $count } forskrivninger trenger oppmerksomhet
}
clinic-home-calm = Her vises forskrivninger med nye data, de som ikke er lest etter en uke, og de som snart skal følges opp eller avsluttes.
clinic-home-all = Se alt du følger opp
clinic-home-more = Se alle { $count }
clinic-home-recent = Verktøy du har forskrevet nylig
clinic-home-take = Overta fra en kollega
clinic-home-take-text = Følger en kollega i en annen enhet opp pasienten i dag? Du kan overta oppfølgingen når du har en grunn.
clinic-home-take-go = Overta en oppfølging

clinic-search-label = Hva trenger pasienten hjelp med?
clinic-tool-read = Les om verktøyet
clinic-tool-prescribe = Forskriv
clinic-tool-why = Se hvorfor ikke
clinic-tool-open = Åpent for alle
clinic-tool-others = Forskrives av andre yrkesgrupper
clinic-tool-suspended = Stanset inntil videre
clinic-suspended = Verktøyet er stanset
clinic-similar = Andre verktøy om det samme
clinic-born = Født { $date } ({ $age } år)

clinic-stage-issued = Ikke lest
clinic-stage-seen = Lest
clinic-stage-active = I bruk
clinic-stage-completed = Fullført
clinic-stage-stopped = Avsluttet av behandler
clinic-stage-declined = Avslått av pasienten
clinic-stage-expired = Utløpt

clinic-attention-new-data = Nye data
clinic-attention-unseen = Ikke lest på en uke
clinic-attention-follow-up = Skal følges opp
clinic-attention-ending = Slutter snart

clinic-row-issued = Forskrevet
clinic-row-follow-up = Følges opp
clinic-row-ends = Siste dag
clinic-row-prescriber = Av

clinic-follow-intro = Forskrivninger fra enheten din, og dem du har overtatt.
clinic-follow-title-aapne = Oppfølging: åpne forskrivninger
clinic-follow-title-trenger = Oppfølging: trenger oppmerksomhet
clinic-follow-title-ikke-lest = Oppfølging: ikke lest
clinic-follow-title-lest = Oppfølging: lest
clinic-follow-title-i-bruk = Oppfølging: i bruk
clinic-follow-title-avsluttet = Oppfølging: avsluttet
clinic-follow-title-alle = Oppfølging: alle forskrivninger
clinic-follow-count = { $count ->
    [0] Ingen forskrivninger
    [one] { $count } forskrivning
   *[other] { $count } forskrivninger
}
clinic-follow-show = Hvilke forskrivninger
clinic-follow-show-aapne = Alle åpne
clinic-follow-show-trenger = Trenger oppmerksomhet
clinic-follow-show-ikke-lest = Ikke lest
clinic-follow-show-lest = Lest, ikke startet
clinic-follow-show-i-bruk = I bruk
clinic-follow-show-avsluttet = Avsluttet
clinic-follow-show-alle = Alle
clinic-follow-sort = Sorter etter
clinic-follow-sort-viktigst = Viktigst først
clinic-follow-sort-nyeste = Nyeste først
clinic-follow-sort-slutt = Slutter først
clinic-follow-sort-oppfolging = Følges opp først
clinic-follow-go = Oppdater
clinic-follow-none = Det finnes ingen forskrivninger her nå.
clinic-follow-new = Forskriv et verktøy
clinic-follow-all = Vis alle

clinic-step-tool = Velg verktøy
clinic-step-patient = Pasient og formål
clinic-step-review = Se over og send

clinic-choose-title = Velg verktøy – forskriv
clinic-choose-heading = Velg verktøy
clinic-choose-all = Verktøy på forskrivning
clinic-choose-count = { $count ->
    [0] Ingen treff på «{ $query }»
    [one] Ett treff på «{ $query }»
   *[other] { $count } treff på «{ $query }»
}
clinic-choose-order = Verktøy som du kan forskrive, kommer først.
clinic-choose-more = { $count ->
    [one] Ett verktøy til passer. Skriv flere ord for å finne det.
   *[other] { $count } verktøy til passer. Skriv flere ord for å finne dem.
}
clinic-choose-none = Vi fant ingen verktøy
clinic-choose-none-text = Prøv et annet ord for plagen eller målet, eller se alle verktøy på forskrivning.

clinic-fill-title = Forskriv { $tool }
clinic-fill-heading = Forskriv { $tool }
clinic-fill-patient = Hvem er pasienten?
clinic-fill-number = Fødselsnummer eller D-nummer
clinic-fill-number-hint = Elleve siffer. Oppslaget loggføres, og pasienten kan se det. Du ser navn og fødselsdato før du sender.
clinic-fill-number-other = Fødselsnummeret til en annen pasient
clinic-fill-number-other-hint = Fyll ut bare hvis det skal være en annen enn den som står over.
clinic-fill-what = Hva skal pasienten bruke det til?
clinic-fill-goal = Mål
clinic-fill-goal-hint = Skriv så pasienten forstår det. Pasienten leser dette.
clinic-fill-goal-missing = Skriv hva pasienten skal bruke verktøyet til.
clinic-fill-instructions = Slik brukes det
clinic-fill-instructions-hint = For eksempel hvor ofte, og hva dere skal snakke om neste gang.
clinic-fill-task = Oppgave
clinic-fill-task-hint = Hva pasienten kommer rett til når verktøyet startes.
clinic-fill-task-none = Verktøyets startside
clinic-fill-when = Hvor lenge?
clinic-fill-starts = Første dag
clinic-fill-ends = Siste dag
clinic-fill-follow-up = Oppfølging
clinic-fill-days-hint = Datoene er forslag. Uten siste dag gjelder forskrivningen til du avslutter den.
clinic-fill-choices = Hva er greit?
clinic-fill-representative = Den som handler for pasienten, kan bruke verktøyet
clinic-fill-representative-hint = Gjelder foreldre til barn under 16 år, og nærmeste pårørende med tildelt fullmakt.
clinic-fill-returns = Jeg ønsker data tilbake fra verktøyet
clinic-fill-returns-hint = Pasienten bestemmer selv hva som deles: ingenting, et sammendrag eller målingene.
clinic-fill-next = Se over før sending
clinic-fill-other-tool = Velg et annet verktøy

clinic-review-title = Se over og send
clinic-review-patient = Er dette riktig pasient?
clinic-review-reach-patient = Pasienten kan starte verktøyet selv.
clinic-review-reach-unknown = Pasienten kan ikke starte verktøyet alene. Om noen kan gjøre det på pasientens vegne, vet vi ikke akkurat nå: registeret svarer ikke.
clinic-review-reach-representative = Pasienten kan ikke starte verktøyet alene, men noen kan gjøre det på pasientens vegne.
clinic-review-nobody = Ingen kan starte verktøyet
clinic-nobody-text = Slik forskrivningen står nå, kan verken pasienten eller noen som handler for pasienten, starte verktøyet. Dette kan du gjøre i stedet:
clinic-nobody-handout = Gi pasienten en utskrift av øvelsene eller opplysningene.
clinic-nobody-appointment = Avtal en time, og gå gjennom verktøyet sammen.
clinic-review-what = Dette sender du
clinic-review-tool = Verktøy
clinic-review-period = Periode
clinic-review-no-end = ingen sluttdato
clinic-review-none = Ikke avtalt
clinic-review-representative = Kan brukes av den som handler for pasienten
clinic-review-returns = Data tilbake
clinic-review-returns-yes = Ja, så langt pasienten vil dele
clinic-review-yes = Ja
clinic-review-no = Nei
clinic-review-message = Dette får pasienten
clinic-review-message-text = Meldingen går den veien pasienten selv har valgt, eller til den som handler for pasienten. Den nevner verken verktøyet, klinikken eller helsen.
clinic-review-sms = SMS
clinic-review-send = Send forskrivningen
clinic-review-change = Endre

clinic-sent-heading = Skjemaet er alt sendt, med et annet innhold
clinic-sent-text = Det du ser her nå, er ikke sendt. Se på det som ble sendt, eller forny det. Skal dette også forskrives, går du videre med skjemaet.
clinic-sent-open = Se det som ble sendt
clinic-already-title = Pasienten har alt dette verktøyet
clinic-already-text = Virksomheten din har alt en åpen forskrivning av { $tool } til denne pasienten. Da forskrives det ikke på nytt.
clinic-already-renew-text = Forny den i stedet. Pasienten beholder verktøyet, tillatelsene og innloggingen.
clinic-already-renew = Forny forskrivningen
clinic-already-open = Åpne forskrivningen
clinic-already-take-text = En kollega i en annen enhet følger den opp. Du kan overta oppfølgingen og så fornye den.

clinic-refused-title-suspended = Verktøyet er stanset
clinic-refused-text-suspended = { $tool } er stanset inntil videre og kan ikke forskrives nå.
clinic-refused-now-suspended = Velg et annet verktøy om det samme, eller vent til stansen er opphevet. De som har verktøyet fra før, får melding når det er tilbake.
clinic-refused-title-withdrawn = Verktøyet er trukket tilbake
clinic-refused-text-withdrawn = { $tool } er trukket tilbake og kan ikke forskrives lenger.
clinic-refused-now-withdrawn = Velg et annet verktøy om det samme.
clinic-refused-title-profession = Du kan ikke forskrive dette verktøyet
clinic-refused-text-profession = { $tool } kan ikke forskrives av din yrkesgruppe.
clinic-refused-now-profession = Be en kollega med riktig yrkesgruppe om å forskrive det, eller velg et verktøy som du kan forskrive selv.
clinic-refused-title-terms = Virksomheten din kan ikke forskrive nå
clinic-refused-text-terms = Virksomheten mangler gyldige bruksvilkår for plattformen (A1). Derfor kan { $tool } ikke forskrives.
clinic-refused-now-terms = Be den som har ansvar for avtaler i virksomheten, om å godta bruksvilkårene. Da kan du forskrive med en gang.
clinic-refused-title-shut = Ingen kan logge inn i verktøyet nå
clinic-refused-text-shut = { $tool } er stengt for innlogging inntil videre og kan ikke forskrives nå.
clinic-refused-now-shut = Velg et annet verktøy om det samme, eller vent til innloggingen er åpnet. De som har verktøyet fra før, får melding når det er tilbake.
clinic-refused-notes = Dette har vi fått vite
clinic-refused-professions = Disse yrkesgruppene kan forskrive verktøyet
clinic-refused-search = Søk etter andre verktøy

profession-LE = Lege
profession-PS = Psykolog
profession-SP = Sykepleier
profession-FT = Fysioterapeut
profession-ET = Ergoterapeut
profession-VP = Vernepleier
profession-JO = Jordmor
profession-KE = Klinisk ernæringsfysiolog
profession-TL = Tannlege
profession-KI = Kiropraktor
profession-HF = Helsefagarbeider
profession-RA = Radiograf

clinic-record-title = Forskrivning til { $patient }
clinic-record-suspended = Verktøyet er stanset inntil videre
clinic-record-suspended-text = Pasienten kan ikke starte det nå. Forskrivningen står ved lag og kan brukes igjen når stansen er opphevet.
clinic-record-shut = Ingen kan logge inn i verktøyet nå
clinic-record-shut-text = Pasienten kan ikke starte det nå. Forskrivningen står ved lag og kan brukes igjen når innloggingen er åpnet.
clinic-record-withheld = Holdt tilbake fra foreldrene
clinic-record-withheld-child_asked = Ja, barnet har bedt om det
clinic-record-withheld-weighty_reasons = Ja, av tungtveiende grunner
clinic-record-what = Forskrivningen
clinic-record-prescriber = Forskrevet av
clinic-record-followers = Overtatt av
clinic-record-history = Hva som har skjedd
clinic-record-data = Data fra verktøyet
clinic-record-data-open = Se data
clinic-record-no-data = Det er ikke bedt om data tilbake.
clinic-record-sharing-nothing = Pasienten deler ikke data fra verktøyet med deg.
clinic-record-sharing-summary = Pasienten deler et sammendrag: hva som er registrert, hvor ofte og når.
clinic-record-sharing-measurements = Pasienten deler målingene.
clinic-record-actions = Hva du kan gjøre
clinic-record-logged = Hver gang du åpner denne siden, blir det loggført, og pasienten kan se det.

clinic-event-issued = Forskrevet
clinic-event-seen = Lest første gang
clinic-event-started = Startet første gang
clinic-event-completed = Fullført
clinic-event-stopped = Avsluttet av behandler
clinic-event-declined = Avslått
clinic-event-expired = Perioden er over
clinic-event-renewed = Fornyet uten sluttdato
clinic-event-renewed-until = Fornyet til { $date }
clinic-event-taken_over = Oppfølgingen er overtatt
clinic-event-withheld = Holdt tilbake fra foreldrene
clinic-event-shown = Ikke lenger holdt tilbake fra foreldrene
clinic-event-shared-nothing = Deling av data er slått av
clinic-event-shared-summary = Sammendrag av data deles
clinic-event-shared-measurements = Målingene deles
clinic-event-on-behalf = på vegne av pasienten

clinic-data-title = Data fra { $patient }
clinic-data-heading = Data fra verktøyet
clinic-data-chart = { $title }: { $count } målinger fra { $first } til { $last }, lavest { $low }, høyest { $high }. Tabellen under viser alle.
clinic-data-table = Vis målingene i en tabell
clinic-data-when = Tidspunkt
clinic-data-value = Verdi
clinic-data-summary = Sammendrag
clinic-data-what = Hva
clinic-data-times = Antall
clinic-data-first = Første
clinic-data-last = Siste
clinic-data-none = Ingen data ennå
clinic-data-none-text = Pasienten deler data, men verktøyet har ikke sendt noe ennå.
clinic-data-more = Bare de 500 siste målingene vises.
clinic-data-back = Tilbake til forskrivningen
clinic-data-yes = Ja
clinic-data-no = Nei

clinic-renew-link = Forny eller endre
clinic-renew-title = Forny forskrivningen til { $patient }
clinic-renew-now = Forskrivningen gjelder til { $date }.
clinic-renew-now-open = Forskrivningen har ingen sluttdato.
clinic-renew-text = Pasienten får melding om at noe er endret, og beholder verktøyet, tillatelsene og innloggingen.
clinic-renew-ends = Ny siste dag
clinic-renew-ends-hint = Uten dato gjelder forskrivningen til du avslutter den.
clinic-renew-instructions-hint = Endre teksten hvis pasienten skal gjøre noe annet nå.
clinic-renew-send = Forny

clinic-stop-link = Avslutt
clinic-stop-title = Avslutt forskrivningen til { $patient }
clinic-stop-heading = Avslutt forskrivningen?
clinic-stop-text = Pasienten kan ikke starte verktøyet etterpå, og får melding. Det kan ikke angres, men du kan forskrive på nytt.
clinic-stop-reason = Hvorfor avsluttes den?
clinic-stop-reason-hint = Pasienten leser dette.
clinic-stop-reason-missing = Skriv hvorfor forskrivningen avsluttes.
clinic-stop-send = Avslutt forskrivningen

clinic-complete-link = Marker som fullført
clinic-complete-title = Fullfør forskrivningen til { $patient }
clinic-complete-heading = Er pasienten ferdig med verktøyet?
clinic-complete-text = Når forskrivningen er fullført, kan verktøyet ikke startes lenger. Det kan ikke angres, men du kan forskrive på nytt.
clinic-complete-send = Marker som fullført

clinic-withhold-link = Holde tilbake fra foreldrene
clinic-withhold-title = Holde tilbake fra foreldrene til { $patient }
clinic-withhold-heading = Holde tilbake fra foreldrene
clinic-withhold-text = Foreldre ser og får melding om det som er forskrevet til barn under 16 år. Er den holdt tilbake, ser de den ingen steder og får ingen melding om den.
clinic-withhold-legend = Skal forskrivningen holdes tilbake fra foreldrene?
clinic-withhold-no = Nei
clinic-withhold-no-hint = Foreldre med foreldreansvar kan se den.
clinic-withhold-asked = Ja, barnet har bedt om det
clinic-withhold-asked-hint = Barn på 12–15 år kan be om det av grunner som bør respekteres.
clinic-withhold-weighty = Ja, tungtveiende grunner taler for det
clinic-withhold-weighty-hint = Uansett barnets alder. Skriv grunnen i journalen.
clinic-withhold-alone = Holdes den tilbake, kan ingen starte verktøyet
clinic-withhold-send = Lagre

clinic-take-title = Overta en oppfølging
clinic-take-intro = Finn pasienten, velg forskrivningen og skriv hvorfor du overtar. Pasienten og kollegaen din får se grunnen.
clinic-take-number-hint = Elleve siffer. Oppslaget loggføres, og pasienten kan se det.
clinic-take-find = Finn forskrivninger
clinic-take-which = Hvilken forskrivning overtar du?
clinic-take-choose = Velg hvilken forskrivning du overtar.
clinic-take-reason = Hvorfor overtar du?
clinic-take-reason-hint = For eksempel at pasienten er flyttet til din enhet. Pasienten leser dette.
clinic-take-reason-missing = Skriv hvorfor du overtar oppfølgingen.
clinic-take-send = Overta oppfølgingen
clinic-take-other = Finn en annen pasient
clinic-take-none = Det finnes ingen åpne forskrivninger til denne pasienten som du kan overta. Det kan være at du alt følger dem opp.

error-number-invalid = Sjekk fødselsnummeret. Det må ha elleve siffer, og sifrene må stemme.
error-number-unknown = Vi finner ingen med dette fødselsnummeret. Sjekk at det er riktig.
error-patient-again = Skriv fødselsnummeret på nytt. Oppslaget er ikke lenger gyldig.

flash-prescribed = Forskrivningen er sendt. Pasienten får melding.
flash-renewed = Forskrivningen er fornyet. Pasienten får melding.
flash-stopped = Forskrivningen er avsluttet. Pasienten får melding.
flash-completed = Forskrivningen er fullført.
flash-withheld = Forskrivningen er holdt tilbake fra foreldrene.
flash-not-withheld = Forskrivningen er ikke lenger holdt tilbake fra foreldrene.
flash-taken-over = Du har overtatt oppfølgingen. Kollegaen din får melding.

clinic-letter-link = Skriv ut brev
clinic-letter-title = Brev til { $patient }
clinic-letter-heading = Skriv ut brev med hentekode
clinic-letter-text = Brevet er for pasienter som ikke bruker digitale tjenester til daglig. Det har en hentekode og en QR-kode, og sier verken hvilket verktøy det gjelder eller hvor det kommer fra. Koden virker bare for pasienten, og for den som har rett til å handle for pasienten, etter innlogging.
clinic-letter-once = Koden vises bare på brevet du lager nå. Lager du et nytt brev senere, slutter koden på det gamle å virke. Koden gjelder i 90 dager, men aldri lenger enn forskrivningen.
clinic-letter-withheld = Gi brevet til pasienten selv. Send det ikke hjem, der foreldrene kan se det.
clinic-letter-language = Språk i brevet
clinic-letter-make = Lag brevet
clinic-letter-print-text = Skriv ut brevet før du går videre: koden kan ikke vises igjen. Du kan også velge «Skriv ut» i nettleserens meny.
clinic-letter-back = Tilbake til forskrivningen
