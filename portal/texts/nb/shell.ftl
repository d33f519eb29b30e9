title-error = Feil:
title-page = side { $page } av { $pages }
title-older = { $when } og eldre
skip-to-content = Hopp til innholdet
menu = Meny
nav-label = Hovedmeny
language = Språk
language-choose = Velg språk
language-offer = Denne siden finnes på bokmål
language-stay = Nei takk, bli på bokmål
log-in = Logg inn
log-out = Logg ut
front = Forsiden
change = Endre
cancel = Avbryt
print = Skriv ut
undo = Angre

nav-find = Finn verktøy
nav-my-tools = Mine verktøy
nav-my-page = Min side
nav-method = Slik vurderer vi
nav-prescriber = Forskriv
nav-follow-up = Oppfølging
nav-orders = Bestillinger
nav-agreements = Avtaler
nav-deviations = Avvik
nav-statistics = Statistikk
nav-vendor-tools = Verktøyene våre
nav-requirements = Krav
nav-clients = Klienter og nøkler
nav-sandbox = Sandkasse
nav-decisions = Beslutninger
nav-listed-tools = Verktøy
nav-organisations = Organisasjoner
nav-audit = Revisjonslogg

service-citizen = Innbygger
service-clinician = Behandler
service-orderer = Bestiller
service-vendor = Leverandør
service-operator = Forvalter

acting-label = Du handler for en annen
acting-for = Du handler for <strong>{ $name }</strong>
acting-stop = Bytt til deg selv

footer-label = Om nettstedet
footer-accessibility = Tilgjengelighetserklæring
footer-privacy = Personvern
footer-method = Slik vurderer vi verktøy
footer-figures = Åpne tall
footer-about = Om Reseptor
footer-help = Hjelp
footer-note = Reseptor er et felles sted for kvalitetssikrede digitale helseverktøy.
footer-demo = Dette er en demonstrasjon: alle personer, organisasjoner og verktøy er oppdiktet.

breadcrumbs-label = Her er du
paging-label = Sider
paging-previous = Forrige side
paging-next = Neste side
paging-page = Side { $number }
steps-label = Trinn { $current } av { $total }
steps-done = gjort

card-assessed-by = Vurdert av
card-price = Pris
card-free = Gratis
card-works-on = Fungerer på

count-tools = { $count ->
    [one] { $count } verktøy
   *[other] { $count } verktøy
}
count-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dager
}

form-errors = { $count ->
    [one] Én ting må rettes
   *[other] { $count } ting må rettes
}
form-optional = (valgfritt)
form-missing = Feltet må fylles ut.
form-too-long = Teksten er for lang. Den kan ha høyst { $max } tegn.
form-control-characters = Teksten inneholder tegn som ikke kan brukes.
form-bad-date = Skriv en gyldig dato.
form-bad-choice = Velg ett av alternativene.

flash-saved = Endringene er lagret.
offline-away = Du er uten nett. Det du har skrevet, blir stående her, og du kan sende når nettet er tilbake.
offline-kept = Ikke sendt: Du er uten nett. Det du har skrevet, står her fortsatt. Send på nytt når nettet er tilbake.
offline-waits = Du er uten nett. Siden åpnes når nettet er tilbake.
offline-back = Nettet er tilbake. Nå kan du sende.
