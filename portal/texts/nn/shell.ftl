title-error = Feil:
title-page = side { $page } av { $pages }
title-older = { $when } og eldre
skip-to-content = Hopp til innhaldet
menu = Meny
nav-label = Hovudmeny
language = Språk
language-choose = Vel språk
language-offer = Denne sida finst på nynorsk
language-stay = Nei takk, bli på nynorsk
log-in = Logg inn
log-out = Logg ut
front = Framsida
change = Endre
cancel = Avbryt
print = Skriv ut
undo = Angre

nav-find = Finn verktøy
nav-my-tools = Verktøya mine
nav-my-page = Mi side
nav-method = Slik vurderer vi
nav-prescriber = Forskriv
nav-follow-up = Oppfølging
nav-orders = Bestillingar
nav-agreements = Avtalar
nav-deviations = Avvik
nav-statistics = Statistikk
nav-vendor-tools = Verktøya våre
nav-requirements = Krav
nav-clients = Klientar og nøklar
nav-sandbox = Sandkasse
nav-listed-tools = Verktøy
nav-decisions = Avgjerder
nav-organisations = Organisasjonar
nav-audit = Revisjonslogg

service-citizen = Innbyggjar
service-clinician = Behandlar
service-orderer = Bestillar
service-vendor = Leverandør
service-operator = Forvaltar

acting-label = Du handlar for ein annan
acting-for = Du handlar for <strong>{ $name }</strong>
acting-stop = Byt til deg sjølv

footer-label = Om nettstaden
footer-accessibility = Tilgjengeerklæring
footer-privacy = Personvern
footer-method = Slik vurderer vi verktøy
footer-figures = Opne tal
footer-about = Om Reseptor
footer-help = Hjelp
footer-note = Reseptor er ein felles stad for kvalitetssikra digitale helseverktøy.
footer-demo = Dette er ein demonstrasjon: alle personar, organisasjonar og verktøy er oppdikta.

breadcrumbs-label = Her er du
paging-label = Sider
paging-previous = Førre side
paging-next = Neste side
paging-page = Side { $number }
steps-label = Steg { $current } av { $total }
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
   *[other] { $count } dagar
}

form-errors = { $count ->
    [one] Éin ting må rettast
   *[other] { $count } ting må rettast
}
form-optional = (valfritt)
form-missing = Feltet må fyllast ut.
form-too-long = Teksten er for lang. Han kan ha høgst { $max } teikn.
form-control-characters = Teksten inneheld teikn som ikkje kan brukast.
form-bad-date = Skriv ein gyldig dato.
form-bad-choice = Vel eitt av alternativa.

flash-saved = Endringane er lagra.
offline-away = Du er utan nett. Det du har skrive, blir ståande her, og du kan sende når nettet er tilbake.
offline-kept = Ikkje sendt: Du er utan nett. Det du har skrive, står her framleis. Send på nytt når nettet er tilbake.
offline-waits = Du er utan nett. Sida blir opna når nettet er tilbake.
offline-back = Nettet er tilbake. No kan du sende.
