clinic-home-crumb = Forskriv
clinic-home-title = Forskriv verktøy
clinic-home-heading = Forskriv verktøy og følg opp
clinic-home-intro = Finn eit kvalitetssikra verktøy til pasienten din.
clinic-home-workplace = Du handlar for { $organisation }.
clinic-home-elsewhere = Byt verksemd
clinic-home-no-right = Yrkesgruppa di kan vanlegvis ikkje forskrive verktøy
clinic-home-no-right-text = Du kan lese om verktøya og følgje opp det du har teke over. Skal ein pasient ha eit verktøy, be ein kollega som kan forskrive, om å gjere det. Nokre verktøy er opna for fleire yrkesgrupper; det står på sida deira.
workplace-title = Kva verksemd gjeld det?
workplace-intro = Du arbeider fleire stader. Det du forskriv og ser, høyrer til verksemda du vel. Du kan byte når du vil.
workplace-system = Systemet du loggar inn i, høyrer til { $organisation }. Vel du ei anna verksemd, blir du ikkje logga inn i systemet.
workplace-leaves = Du er logga inn i journalsystemet til { $organisation }, og blir logga ut av det om du vel ei anna verksemd.
workplace-where = Verksemd
workplace-go = Hald fram
clinic-home-pressing = { $count ->
    [0] Ingenting ventar på deg
    [one] Éi forskriving treng merksemd
   *[other] { $count } forskrivingar treng merksemd
}
clinic-home-calm = Her kjem forskrivingar med nye data, dei som ikkje er lesne etter ei veke, og dei som snart skal følgjast opp eller avsluttast.
clinic-home-all = Sjå alt du følgjer opp
clinic-home-more = Sjå alle { $count }
clinic-home-recent = Verktøy du har forskrive nyleg
clinic-home-take = Ta over frå ein kollega
clinic-home-take-text = Er det ein kollega i ei anna eining som følgjer opp pasienten i dag? Du kan ta over oppfølginga når du har ein grunn.
clinic-home-take-go = Ta over ei oppfølging

clinic-search-label = Kva treng pasienten hjelp med?
clinic-tool-read = Les om verktøyet
clinic-tool-prescribe = Forskriv
clinic-tool-why = Sjå kvifor ikkje
clinic-tool-open = Ope for alle
clinic-tool-others = Blir forskrive av andre yrkesgrupper
clinic-tool-suspended = Stansa inntil vidare
clinic-suspended = Verktøyet er stansa
clinic-similar = Andre verktøy om det same
clinic-born = Fødd { $date } ({ $age } år)

clinic-stage-issued = Ikkje lesen
clinic-stage-seen = Lesen
clinic-stage-active = I bruk
clinic-stage-completed = Fullført
clinic-stage-stopped = Avslutta av behandlar
clinic-stage-declined = Avslått av pasienten
clinic-stage-expired = Gått ut

clinic-attention-new-data = Nye data
clinic-attention-unseen = Ikkje lesen på ei veke
clinic-attention-follow-up = Skal følgjast opp
clinic-attention-ending = Sluttar snart

clinic-row-issued = Forskriven
clinic-row-follow-up = Oppfølging
clinic-row-ends = Siste dag
clinic-row-prescriber = Av

clinic-follow-intro = Forskrivingar frå eininga di, og dei du har teke over.
clinic-follow-title-aapne = Oppfølging: opne forskrivingar
clinic-follow-title-trenger = Oppfølging: treng merksemd
clinic-follow-title-ikke-lest = Oppfølging: ikkje lesne
clinic-follow-title-lest = Oppfølging: lesne
clinic-follow-title-i-bruk = Oppfølging: i bruk
clinic-follow-title-avsluttet = Oppfølging: avslutta
clinic-follow-title-alle = Oppfølging: alle forskrivingar
clinic-follow-count = { $count ->
    [0] Ingen forskrivingar
    [one] { $count } forskriving
   *[other] { $count } forskrivingar
}
clinic-follow-show = Kva forskrivingar
clinic-follow-show-aapne = Alle opne
clinic-follow-show-trenger = Treng merksemd
clinic-follow-show-ikke-lest = Ikkje lesne
clinic-follow-show-lest = Lesne, ikkje starta
clinic-follow-show-i-bruk = I bruk
clinic-follow-show-avsluttet = Avslutta
clinic-follow-show-alle = Alle
clinic-follow-sort = Sorter etter
clinic-follow-sort-viktigst = Viktigast først
clinic-follow-sort-nyeste = Nyaste først
clinic-follow-sort-slutt = Sluttar først
clinic-follow-sort-oppfolging = Skal følgjast opp først
clinic-follow-go = Oppdater
clinic-follow-none = Det finst ingen forskrivingar her no.
clinic-follow-new = Forskriv eit verktøy
clinic-follow-all = Vis alle

clinic-step-tool = Vel verktøy
clinic-step-patient = Pasient og formål
clinic-step-review = Sjå over og send

clinic-choose-title = Vel verktøy – forskriv
clinic-choose-heading = Vel verktøy
clinic-choose-all = Verktøy på forskriving
clinic-choose-count = { $count ->
    [0] Ingen treff på «{ $query }»
    [one] Eitt treff på «{ $query }»
   *[other] { $count } treff på «{ $query }»
}
clinic-choose-order = Verktøy som du kan forskrive, kjem først.
clinic-choose-more = { $count ->
    [one] Eitt verktøy til passar. Skriv fleire ord for å finne det.
   *[other] { $count } verktøy til passar. Skriv fleire ord for å finne dei.
}
clinic-choose-none = Vi fann ingen verktøy
clinic-choose-none-text = Prøv eit anna ord for plaga eller målet, eller sjå alle verktøy på forskriving.

clinic-fill-title = Forskriv { $tool }
clinic-fill-heading = Forskriv { $tool }
clinic-fill-patient = Kven er pasienten?
clinic-fill-number = Fødselsnummer eller D-nummer
clinic-fill-number-hint = Elleve siffer. Oppslaget blir loggført, og pasienten kan sjå det. Du ser namn og fødselsdato før du sender.
clinic-fill-number-other = Fødselsnummeret til ein annan pasient
clinic-fill-number-other-hint = Fyll ut berre om det skal vere ein annan enn den som står over.
clinic-fill-what = Kva skal pasienten bruke det til?
clinic-fill-goal = Mål
clinic-fill-goal-hint = Skriv så pasienten forstår det. Pasienten les dette.
clinic-fill-goal-missing = Skriv kva pasienten skal bruke verktøyet til.
clinic-fill-instructions = Slik blir det brukt
clinic-fill-instructions-hint = Til dømes kor ofte, og kva de skal snakke om neste gong.
clinic-fill-task = Oppgåve
clinic-fill-task-hint = Kva pasienten kjem rett til når verktøyet blir starta.
clinic-fill-task-none = Startsida til verktøyet
clinic-fill-when = Kor lenge?
clinic-fill-starts = Første dag
clinic-fill-ends = Siste dag
clinic-fill-follow-up = Oppfølging
clinic-fill-days-hint = Datoane er forslag. Utan siste dag gjeld forskrivinga til du avsluttar henne.
clinic-fill-choices = Kva er greitt?
clinic-fill-representative = Den som handlar for pasienten, kan bruke verktøyet
clinic-fill-representative-hint = Gjeld foreldre til barn under 16 år, og næraste pårørande med tildelt fullmakt.
clinic-fill-returns = Eg ønskjer data tilbake frå verktøyet
clinic-fill-returns-hint = Pasienten bestemmer sjølv kva som blir delt: ingenting, eit samandrag eller målingane.
clinic-fill-next = Sjå over før sending
clinic-fill-other-tool = Vel eit anna verktøy

clinic-review-title = Sjå over og send
clinic-review-patient = Er dette rett pasient?
clinic-review-reach-patient = Pasienten kan starte verktøyet sjølv.
clinic-review-reach-unknown = Pasienten kan ikkje starte verktøyet åleine. Om nokon kan gjere det for pasienten, veit vi ikkje akkurat no: registeret svarar ikkje.
clinic-review-reach-representative = Pasienten kan ikkje starte verktøyet åleine, men nokon kan gjere det for pasienten.
clinic-review-nobody = Ingen kan starte verktøyet
clinic-nobody-text = Slik forskrivinga står no, kan korkje pasienten eller nokon som handlar for pasienten, starte verktøyet. Dette kan du gjere i staden:
clinic-nobody-handout = Gje pasienten ei utskrift av øvingane eller opplysningane.
clinic-nobody-appointment = Avtal ein time, og gå gjennom verktøyet saman.
clinic-review-what = Dette sender du
clinic-review-tool = Verktøy
clinic-review-period = Periode
clinic-review-no-end = ingen sluttdato
clinic-review-none = Ikkje avtalt
clinic-review-representative = Kan brukast av den som handlar for pasienten
clinic-review-returns = Data tilbake
clinic-review-returns-yes = Ja, så langt pasienten vil dele
clinic-review-yes = Ja
clinic-review-no = Nei
clinic-review-message = Dette får pasienten
clinic-review-message-text = Meldinga går den vegen pasienten sjølv har valt, eller til den som handlar for pasienten. Ho nemner korkje verktøyet, klinikken eller helsa.
clinic-review-sms = SMS
clinic-review-send = Send forskrivinga
clinic-review-change = Endre

clinic-sent-heading = Skjemaet er alt sendt, med eit anna innhald
clinic-sent-text = Det du ser her no, er ikkje sendt. Sjå på det som vart sendt, eller forny det. Skal dette òg forskrivast, går du vidare med skjemaet.
clinic-sent-open = Sjå det som vart sendt
clinic-already-title = Pasienten har alt dette verktøyet
clinic-already-text = Verksemda di har alt ei open forskriving av { $tool } til denne pasienten. Då blir det ikkje forskrive på nytt.
clinic-already-renew-text = Forny henne i staden. Pasienten beheld verktøyet, løyva og innlogginga.
clinic-already-renew = Forny forskrivinga
clinic-already-open = Opne forskrivinga
clinic-already-take-text = Ein kollega i ei anna eining følgjer henne opp. Du kan ta over oppfølginga og så fornye henne.

clinic-refused-title-suspended = Verktøyet er stansa
clinic-refused-text-suspended = { $tool } er stansa inntil vidare og kan ikkje forskrivast no.
clinic-refused-now-suspended = Vel eit anna verktøy om det same, eller vent til stansen er oppheva. Dei som har verktøyet frå før, får melding når det er tilbake.
clinic-refused-title-withdrawn = Verktøyet er trekt tilbake
clinic-refused-text-withdrawn = { $tool } er trekt tilbake og kan ikkje forskrivast lenger.
clinic-refused-now-withdrawn = Vel eit anna verktøy om det same.
clinic-refused-title-profession = Du kan ikkje forskrive dette verktøyet
clinic-refused-text-profession = { $tool } kan ikkje forskrivast av yrkesgruppa di.
clinic-refused-now-profession = Be ein kollega med rett yrkesgruppe om å forskrive det, eller vel eit verktøy som du kan forskrive sjølv.
clinic-refused-title-terms = Verksemda di kan ikkje forskrive no
clinic-refused-text-terms = Verksemda manglar gyldige bruksvilkår for plattforma (A1). Difor kan ikkje { $tool } forskrivast.
clinic-refused-now-terms = Be den som har ansvar for avtalar i verksemda, om å godta bruksvilkåra. Då kan du forskrive med ein gong.
clinic-refused-title-shut = Ingen kan logge inn i verktøyet no
clinic-refused-text-shut = { $tool } er stengt for innlogging inntil vidare og kan ikkje forskrivast no.
clinic-refused-now-shut = Vel eit anna verktøy om det same, eller vent til innlogginga er opna. Dei som har verktøyet frå før, får melding når det er tilbake.
clinic-refused-notes = Dette har vi fått vite
clinic-refused-professions = Desse yrkesgruppene kan forskrive verktøyet
clinic-refused-search = Søk etter andre verktøy

profession-LE = Lege
profession-PS = Psykolog
profession-SP = Sjukepleiar
profession-FT = Fysioterapeut
profession-ET = Ergoterapeut
profession-VP = Vernepleiar
profession-JO = Jordmor
profession-KE = Klinisk ernæringsfysiolog
profession-TL = Tannlege
profession-KI = Kiropraktor
profession-HF = Helsefagarbeidar
profession-RA = Radiograf

clinic-record-title = Forskriving til { $patient }
clinic-record-suspended = Verktøyet er stansa inntil vidare
clinic-record-suspended-text = Pasienten kan ikkje starte det no. Forskrivinga står ved lag og kan brukast igjen når stansen er oppheva.
clinic-record-shut = Ingen kan logge inn i verktøyet no
clinic-record-shut-text = Pasienten kan ikkje starte det no. Forskrivinga står ved lag og kan brukast igjen når innlogginga er opna.
clinic-record-withheld = Halden tilbake frå foreldra
clinic-record-withheld-child_asked = Ja, barnet har bede om det
clinic-record-withheld-weighty_reasons = Ja, av tungtvegande grunnar
clinic-record-what = Forskrivinga
clinic-record-prescriber = Forskriven av
clinic-record-followers = Teken over av
clinic-record-history = Kva som har skjedd
clinic-record-data = Data frå verktøyet
clinic-record-data-open = Sjå data
clinic-record-no-data = Det er ikkje bede om data tilbake.
clinic-record-sharing-nothing = Pasienten deler ikkje data frå verktøyet med deg.
clinic-record-sharing-summary = Pasienten deler eit samandrag: kva som er registrert, kor ofte og når.
clinic-record-sharing-measurements = Pasienten deler målingane.
clinic-record-actions = Kva du kan gjere
clinic-record-logged = Kvar gong du opnar denne sida, blir det loggført, og pasienten kan sjå det.

clinic-event-issued = Forskriven
clinic-event-seen = Lesen første gong
clinic-event-started = Starta første gong
clinic-event-completed = Fullført
clinic-event-stopped = Avslutta av behandlar
clinic-event-declined = Avslått
clinic-event-expired = Perioden er over
clinic-event-renewed = Fornya utan sluttdato
clinic-event-renewed-until = Fornya til { $date }
clinic-event-taken_over = Oppfølginga er teken over
clinic-event-withheld = Halden tilbake frå foreldra
clinic-event-shown = Ikkje lenger halden tilbake frå foreldra
clinic-event-shared-nothing = Deling av data er slått av
clinic-event-shared-summary = Samandrag av data blir delt
clinic-event-shared-measurements = Målingane blir delte
clinic-event-on-behalf = på vegner av pasienten

clinic-data-title = Data frå { $patient }
clinic-data-heading = Data frå verktøyet
clinic-data-chart = { $title }: { $count } målingar frå { $first } til { $last }, lågast { $low }, høgast { $high }. Tabellen under viser alle.
clinic-data-table = Vis målingane i ein tabell
clinic-data-when = Tidspunkt
clinic-data-value = Verdi
clinic-data-summary = Samandrag
clinic-data-what = Kva
clinic-data-times = Tal
clinic-data-first = Første
clinic-data-last = Siste
clinic-data-none = Ingen data enno
clinic-data-none-text = Pasienten deler data, men verktøyet har ikkje sendt noko enno.
clinic-data-more = Berre dei 500 siste målingane blir viste.
clinic-data-back = Tilbake til forskrivinga
clinic-data-yes = Ja
clinic-data-no = Nei

clinic-renew-link = Forny eller endre
clinic-renew-title = Forny forskrivinga til { $patient }
clinic-renew-now = Forskrivinga gjeld til { $date }.
clinic-renew-now-open = Forskrivinga har ingen sluttdato.
clinic-renew-text = Pasienten får melding om at noko er endra, og beheld verktøyet, løyva og innlogginga.
clinic-renew-ends = Ny siste dag
clinic-renew-ends-hint = Utan dato gjeld forskrivinga til du avsluttar henne.
clinic-renew-instructions-hint = Endre teksten om pasienten skal gjere noko anna no.
clinic-renew-send = Forny

clinic-stop-link = Avslutt
clinic-stop-title = Avslutt forskrivinga til { $patient }
clinic-stop-heading = Avslutte forskrivinga?
clinic-stop-text = Pasienten kan ikkje starte verktøyet etterpå, og får melding. Det kan ikkje angrast, men du kan forskrive på nytt.
clinic-stop-reason = Kvifor blir ho avslutta?
clinic-stop-reason-hint = Pasienten les dette.
clinic-stop-reason-missing = Skriv kvifor forskrivinga blir avslutta.
clinic-stop-send = Avslutt forskrivinga

clinic-complete-link = Marker som fullført
clinic-complete-title = Fullfør forskrivinga til { $patient }
clinic-complete-heading = Er pasienten ferdig med verktøyet?
clinic-complete-text = Når forskrivinga er fullført, kan verktøyet ikkje startast lenger. Det kan ikkje angrast, men du kan forskrive på nytt.
clinic-complete-send = Marker som fullført

clinic-withhold-link = Halde tilbake frå foreldra
clinic-withhold-title = Halde tilbake frå foreldra til { $patient }
clinic-withhold-heading = Halde tilbake frå foreldra
clinic-withhold-text = Foreldre ser og får melding om det som er forskrive til barn under 16 år. Er forskrivinga halden tilbake, ser dei henne ingen stader og får inga melding om henne.
clinic-withhold-legend = Skal forskrivinga haldast tilbake frå foreldra?
clinic-withhold-no = Nei
clinic-withhold-no-hint = Foreldre med foreldreansvar kan sjå henne.
clinic-withhold-asked = Ja, barnet har bede om det
clinic-withhold-asked-hint = Barn på 12–15 år kan be om det av grunnar som bør respekterast.
clinic-withhold-weighty = Ja, tungtvegande grunnar taler for det
clinic-withhold-weighty-hint = Same kor gammalt barnet er. Skriv grunnen i journalen.
clinic-withhold-alone = Blir ho halden tilbake, kan ingen starte verktøyet
clinic-withhold-send = Lagre

clinic-take-title = Ta over ei oppfølging
clinic-take-intro = Finn pasienten, vel forskrivinga og skriv kvifor du tek over. Pasienten og kollegaen din får sjå grunnen.
clinic-take-number-hint = Elleve siffer. Oppslaget blir loggført, og pasienten kan sjå det.
clinic-take-find = Finn forskrivingar
clinic-take-which = Kva forskriving tek du over?
clinic-take-choose = Vel kva forskriving du tek over.
clinic-take-reason = Kvifor tek du over?
clinic-take-reason-hint = Til dømes at pasienten er flytta til eininga di. Pasienten les dette.
clinic-take-reason-missing = Skriv kvifor du tek over oppfølginga.
clinic-take-send = Ta over oppfølginga
clinic-take-other = Finn ein annan pasient
clinic-take-none = Det finst ingen opne forskrivingar til denne pasienten som du kan ta over. Det kan vere at du alt følgjer dei opp.

error-number-invalid = Sjekk fødselsnummeret. Det må ha elleve siffer, og siffera må stemme.
error-number-unknown = Vi finn ingen med dette fødselsnummeret. Sjekk at det er rett.
error-patient-again = Skriv fødselsnummeret på nytt. Oppslaget er ikkje gyldig lenger.

flash-prescribed = Forskrivinga er send. Pasienten får melding.
flash-renewed = Forskrivinga er fornya. Pasienten får melding.
flash-stopped = Forskrivinga er avslutta. Pasienten får melding.
flash-completed = Forskrivinga er fullført.
flash-withheld = Forskrivinga er halden tilbake frå foreldra.
flash-not-withheld = Forskrivinga er ikkje lenger halden tilbake frå foreldra.
flash-taken-over = Du har teke over oppfølginga. Kollegaen din får melding.

clinic-letter-link = Skriv ut brev
clinic-letter-title = Brev til { $patient }
clinic-letter-heading = Skriv ut brev med hentekode
clinic-letter-text = Brevet er for pasientar som ikkje bruker digitale tenester til dagleg. Det har ein hentekode og ein QR-kode, og seier korkje kva verktøy det gjeld eller kvar det kjem frå. Koden verkar berre for pasienten, og for den som har rett til å handle for pasienten, etter innlogging.
clinic-letter-once = Koden blir berre vist på brevet du lagar no. Lagar du eit nytt brev seinare, sluttar koden på det gamle å verke. Koden gjeld i 90 dagar, men aldri lenger enn forskrivinga.
clinic-letter-withheld = Gje brevet til pasienten sjølv. Send det ikkje heim, der foreldra kan sjå det.
clinic-letter-language = Språk i brevet
clinic-letter-make = Lag brevet
clinic-letter-print-text = Skriv ut brevet før du går vidare: koden kan ikkje visast igjen. Du kan òg velje «Skriv ut» i menyen til nettlesaren.
clinic-letter-back = Tilbake til forskrivinga
