title-error = Meattáhus:
skip-to-content = Njuike sisdollui
menu = Fállu
nav-label = Váldofállu
language = Giella
language-choose = Vállje giela
language-offer = Dát siidu gávdno davvisámegillii
language-stay = Ii giitu, joatkke davvisámegillii
log-in = Logge sisa
log-out = Logge olggos
front = Ovdasiidu
change = Rievdat
cancel = Gaskkalduhte
print = Čálit
undo = Máhcat

nav-find = Reaiddut
nav-my-tools = Mu reaiddut
nav-my-page = Mu siidu
nav-method = Ná mii árvvoštallat
nav-prescriber = Čále reseptii
nav-follow-up = Čuovvoleapmi
nav-orders = Diŋgojumit
nav-agreements = Šiehtadusat
nav-deviations = Spiehkasteamit
nav-statistics = Statistihkka
nav-vendor-tools = Min reaiddut
nav-requirements = Gáibádusat
nav-clients = Klieanttat ja čoavdagat
nav-sandbox = Sandbox
nav-decisions = Mearrádusat
nav-listed-tools = Reaiddut
nav-organisations = Organisašuvnnat
nav-audit = Revišuvdnalogga

service-citizen = Ássi
service-clinician = Dearvvašvuođabargi
service-orderer = Diŋgojeaddji
service-vendor = Lágideaddji
service-operator = Hálddašeaddji

acting-label = Don doaimmat eará olbmo ovddas
acting-for = Don doaimmat dán olbmo ovddas: <strong>{ $name }</strong>
acting-stop = Doaimma fas iežat ovddas

footer-label = Neahttabáikki birra
footer-accessibility = Olahahttivuođajulggaštus
footer-privacy = Persovdnasuodjalus
footer-method = Ná mii árvvoštallat reaidduid
footer-figures = Rabas logut
footer-about = Reseptora birra
footer-help = Veahkki
footer-note = Reseptor lea oktasaš báiki kvalitehtadárkkistuvvon digitála dearvvašvuođareaidduid várás.
footer-demo = Dát lea demonstrašuvdna: buot olbmot, organisašuvnnat ja reaiddut leat hutkojuvvon.

breadcrumbs-label = Don leat dáppe
paging-label = Siiddut
paging-previous = Ovddit siidu
paging-next = Čuovvovaš siidu
paging-page = Siidu { $number }
steps-label = Lávki { $current }, oktiibuot { $total }
steps-done = gárvvis

card-assessed-by = Gii lea árvvoštallan
card-price = Haddi
card-free = Nuvttá
card-works-on = Gos doaibmá

count-tools = { $count ->
    [one] { $count } reaidu
    [two] { $count } reaiddu
   *[other] { $count } reaiddu
}
count-days = { $count ->
    [one] { $count } beaivi
    [two] { $count } beaivvi
   *[other] { $count } beaivvi
}

form-errors = { $count ->
    [one] Fertet divvut ovtta ášši
    [two] Fertet divvut guokte ášši
   *[other] Fertet divvut { $count } ášši
}
form-optional = (eaktodáhtolaš)
form-missing = Fertet deavdit dán.
form-too-long = Teaksta lea beare guhkki. Das sáhttet leat eanemusat { $max } mearkka.
form-control-characters = Teavsttas leat mearkkat maid ii sáhte geavahit.
form-bad-date = Čále rivttes dáhtona.
form-bad-choice = Vállje ovtta molssaeavttuin.

flash-saved = Rievdadusat leat vurkejuvvon.
offline-away = Dus ii leat neahttaoktavuohta. Dat maid leat čállán, bissu dás, ja sáhtát sáddet go oktavuohta lea fas.
offline-kept = Ii leat sáddejuvvon: Dus ii leat neahttaoktavuohta. Dat maid leat čállán, lea ain dás. Sádde ođđasit go oktavuohta lea fas.
offline-waits = Dus ii leat neahttaoktavuohta. Siidu rahpasa go oktavuohta lea fas.
offline-back = Neahttaoktavuohta lea fas. Dál sáhtát sáddet.
title-page = siidu { $page }, oktiibuot { $pages }
title-older = { $when } ja boarráseappot
