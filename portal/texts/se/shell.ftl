title-error = Meattáhus:
menu = Fállu
language = Giella
language-choose = Vállje giela
log-in = Logge sisa
log-out = Logge olggos
front = Ovdasiidu
change = Rievdat
cancel = Gaskkalduhte

footer-help = Veahkki

paging-next = Čuovvovaš siidu
paging-page = Siidu { $number }

card-price = Haddi

count-days = { $count ->
    [one] { $count } beaivi
    [two] { $count } beaivvi
   *[other] { $count } beaivvi
}
