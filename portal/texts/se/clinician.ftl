clinic-home-crumb = Čále reseptii
clinic-home-title = Čále reaidduid reseptii
clinic-home-heading = Čále reaidduid reseptii ja čuovvol
clinic-home-intro = Gávnna kvalitehtadárkkistuvvon reaiddu iežat pasientii.
clinic-home-workplace = Don doaimmat dán doaimmahaga ovddas: { $organisation }.
clinic-home-elsewhere = Molsso doaimmahaga
clinic-home-no-right = Du fidnojoavku ii sáhte dábálaččat čállit reaidduid reseptii
clinic-home-no-right-text = Sáhtát lohkat reaidduid birra ja čuovvolit dan maid leat váldán badjelasat. Jus pasieanta galgá oažžut reaiddu, de bivdde bargoskihpára gii sáhttá čállit dan reseptii, dahkat dan. Muhtun reaidduid sáhttet eanet fidnojoavkkut čállit reseptii; dat čuožžu daid siidduin.
workplace-title = Guđe doaimmahahkii dat guoská?
workplace-intro = Don barggat máŋgga báikkis. Dat maid čálát reseptii ja maid oainnát, gullá dan doaimmahahkii maid válljet. Sáhtát molsut goas háliidat.
workplace-system = Vuogádat masa leat loggemin sisa, gullá dán doaimmahahkii: { $organisation }. Jus válljet eará doaimmahaga, de it loggejuvvo sisa vuogádahkii.
workplace-leaves = Leat loggen sisa dán doaimmahaga journálavuogádahkii: { $organisation }. Jus válljet eará doaimmahaga, de loggejuvvot olggos das.
workplace-where = Doaimmahat
workplace-go = Joatkke
clinic-home-pressing = { $count ->
    [0] Ii mihkkege vuordde du
    [one] Okta reseapta dárbbaša fuomášumi
    [two] Guokte reseaptta dárbbašit fuomášumi
   *[other] { $count } reseaptta dárbbašit fuomášumi
}
clinic-home-calm = Dáppe oidnojit reseapttat main leat ođđa dieđut, dat mat eai leat lohkkojuvvon vahkkui, ja dat mat fargga galget čuovvoluvvot dahje loahpahuvvot.
clinic-home-all = Geahča buot maid čuovvolat
clinic-home-more = Geahča buot ({ $count })
clinic-home-recent = Reaiddut maid leat čállán reseptii maŋimuš áiggis
clinic-home-take = Váldde čuovvoleami badjelasat bargoskihpáris
clinic-home-take-text = Čuovvolago bargoskihpár eará ossodagas pasieantta dál? Sáhtát váldit badjelasat čuovvoleami go dus lea ágga.
clinic-home-take-go = Váldde badjelasat čuovvoleami

clinic-search-label = Masa pasieanta dárbbaša veahki?
clinic-tool-read = Loga reaiddu birra
clinic-tool-prescribe = Čále reseptii
clinic-tool-why = Geahča manin ii
clinic-tool-open = Rabas buohkaide
clinic-tool-others = Eará fidnojoavkkut čállet reseptii
clinic-tool-suspended = Bissehuvvon gaskaboddosaččat
clinic-suspended = Reaidu lea bissehuvvon
clinic-similar = Eará reaiddut seamma áššái
clinic-born = Riegádan { $date } (ahki: { $age })

clinic-stage-issued = Ii leat lohkkojuvvon
clinic-stage-seen = Lohkkojuvvon
clinic-stage-active = Geavahusas
clinic-stage-completed = Čađahuvvon
clinic-stage-stopped = Dearvvašvuođabargi lea loahpahan
clinic-stage-declined = Pasieanta lea hilgon
clinic-stage-expired = Áigi lea nohkan

clinic-attention-new-data = Ođđa dieđut
clinic-attention-unseen = Ii leat lohkkojuvvon vahkkui
clinic-attention-follow-up = Galgá čuovvoluvvot
clinic-attention-ending = Nohká fargga

clinic-row-issued = Čállojuvvon reseptii
clinic-row-follow-up = Čuovvoluvvo
clinic-row-ends = Maŋimuš beaivi
clinic-row-prescriber = Gii

clinic-follow-intro = Reseapttat iežat ossodagas, ja dat maid leat váldán badjelasat.
clinic-follow-title-aapne = Čuovvoleapmi: rabas reseapttat
clinic-follow-title-trenger = Čuovvoleapmi: dárbbašit fuomášumi
clinic-follow-title-ikke-lest = Čuovvoleapmi: eai leat lohkkojuvvon
clinic-follow-title-lest = Čuovvoleapmi: lohkkojuvvon
clinic-follow-title-i-bruk = Čuovvoleapmi: geavahusas
clinic-follow-title-avsluttet = Čuovvoleapmi: loahpahuvvon
clinic-follow-title-alle = Čuovvoleapmi: buot reseapttat
clinic-follow-count = { $count ->
    [0] Eai leat reseapttat
    [one] { $count } reseapta
    [two] { $count } reseaptta
   *[other] { $count } reseaptta
}
clinic-follow-show = Čájet
clinic-follow-show-aapne = Buot rabas reseapttat
clinic-follow-show-trenger = Dárbbašit fuomášumi
clinic-follow-show-ikke-lest = Eai leat lohkkojuvvon
clinic-follow-show-lest = Lohkkojuvvon, eai leat álggahuvvon
clinic-follow-show-i-bruk = Geavahusas
clinic-follow-show-avsluttet = Loahpahuvvon
clinic-follow-show-alle = Buot
clinic-follow-sort = Ordne ná
clinic-follow-sort-viktigst = Deháleamos vuosttažin
clinic-follow-sort-nyeste = Ođđaseamos vuosttažin
clinic-follow-sort-slutt = Mii nohká vuosttažin
clinic-follow-sort-oppfolging = Mii galgá čuovvoluvvot vuosttažin
clinic-follow-go = Ođasmahte
clinic-follow-none = Dáppe eai leat dál reseapttat.
clinic-follow-new = Čále reaiddu reseptii
clinic-follow-all = Čájet buot

clinic-step-tool = Vállje reaiddu
clinic-step-patient = Pasieanta ja ulbmil
clinic-step-review = Dárkkis ja sádde

clinic-choose-title = Vállje reaiddu – čále reseptii
clinic-choose-heading = Vállje reaiddu
clinic-choose-all = Reaiddut maid sáhttá čállit reseptii
clinic-choose-count = { $count ->
    [0] Eai leat reaiddut mat heivejit: «{ $query }»
    [one] Okta reaidu heive: «{ $query }»
    [two] Guokte reaiddu heivejit: «{ $query }»
   *[other] { $count } reaiddu heivejit: «{ $query }»
}
clinic-choose-order = Reaiddut maid don sáhtát čállit reseptii, bohtet vuosttažin.
clinic-choose-more = { $count ->
    [one] Vel okta reaidu heive. Čále eanet sániid vai gávnnat dan.
    [two] Vel guokte reaiddu heivejit. Čále eanet sániid vai gávnnat daid.
   *[other] Vel { $count } reaiddu heivejit. Čále eanet sániid vai gávnnat daid.
}
clinic-choose-none = Mii eat gávdnan reaidduid
clinic-choose-none-text = Geahččal eará sáni mii govvida váivvi dahje ulbmila, dahje geahča buot reaidduid maid sáhttá čállit reseptii.

clinic-fill-title = Čále reaiddu reseptii: { $tool }
clinic-fill-heading = Čále reaiddu reseptii: { $tool }
clinic-fill-patient = Gii lea pasieanta?
clinic-fill-number = Riegádannummir dahje D-nummir
clinic-fill-number-hint = 11 siffara. Ohcan čállojuvvo loggii, ja pasieanta sáhttá oaidnit dan. Don oainnát nama ja riegádanbeaivvi ovdal go sáddet.
clinic-fill-number-other = Eará pasieantta riegádannummir
clinic-fill-number-other-hint = Deavdde dušše jus galgá leat eará go son gii čuožžu bajábealde.
clinic-fill-what = Masa pasieanta galgá geavahit dan?
clinic-fill-goal = Ulbmil
clinic-fill-goal-hint = Čále nu ahte pasieanta ipmirda dan. Pasieanta lohká dán.
clinic-fill-goal-missing = Čále masa pasieanta galgá geavahit reaiddu.
clinic-fill-instructions = Ná geavahit dan
clinic-fill-instructions-hint = Ovdamearkka dihte man dávjá, ja man birra galgabeahtti hállat boahtte háve.
clinic-fill-task = Bargobihttá
clinic-fill-task-hint = Gosa pasieanta boahtá njuolga go reaidu álggahuvvo.
clinic-fill-task-none = Reaiddu álgosiidu
clinic-fill-when = Man guhká?
clinic-fill-starts = Vuosttaš beaivi
clinic-fill-ends = Maŋimuš beaivi
clinic-fill-follow-up = Čuovvoleapmi
clinic-fill-days-hint = Dáhtonat leat evttohusat. Jus maŋimuš beaivi ii leat, de reseapta gusto dassážii go loahpahat dan.
clinic-fill-choices = Mii lea ortnegis?
clinic-fill-representative = Son gii doaibmá pasieantta ovddas, sáhttá geavahit reaiddu
clinic-fill-representative-hint = Guoská váhnemiidda geain leat mánát vuollel 16 jagi, ja lagamus oapmahaččaide geain lea juolluduvvon fápmudus.
clinic-fill-returns = Háliidan dieđuid ruovttoluotta reaiddus
clinic-fill-returns-hint = Pasieanta mearrida ieš mii juhkkojuvvo: ii mihkkege, čoahkkáigeassu dahje mihtideamit.
clinic-fill-next = Dárkkis ovdal sáddema
clinic-fill-other-tool = Vállje eará reaiddu

clinic-review-title = Dárkkis ja sádde
clinic-review-patient = Leago dát rivttes pasieanta?
clinic-review-reach-patient = Pasieanta sáhttá ieš álggahit reaiddu.
clinic-review-reach-unknown = Pasieanta ii sáhte okto álggahit reaiddu. Mii eat dieđe aitto dál sáhttágo muhtun dahkat dan pasieantta ovddas: registtar ii vástit.
clinic-review-reach-representative = Pasieanta ii sáhte okto álggahit reaiddu, muhto muhtun sáhttá dahkat dan pasieantta ovddas.
clinic-review-nobody = Ii oktage sáhte álggahit reaiddu
clinic-nobody-text = Nu mo reseapta lea dál, ii sáhte pasieanta, iige oktage gii doaibmá pasieantta ovddas, álggahit reaiddu. Dan sajis sáhtát dahkat ná:
clinic-nobody-handout = Čálit hárjehusaid dahje dieđuid ja atte daid pasientii.
clinic-nobody-appointment = Šiehtat áiggi, ja geahča reaiddu ovttas pasieanttain.
clinic-review-what = Dán don sáddet
clinic-review-tool = Reaidu
clinic-review-period = Áigodat
clinic-review-no-end = ii leat maŋimuš beaivi
clinic-review-none = Ii leat šihttojuvvon
clinic-review-representative = Son gii doaibmá pasieantta ovddas, sáhttá geavahit dan
clinic-review-returns = Dieđut ruovttoluotta
clinic-review-returns-yes = Juo, nu ollu go pasieanta háliida juohkit
clinic-review-yes = Juo
clinic-review-no = Ii
clinic-review-message = Dán oažžu pasieanta
clinic-review-message-text = Dieđáhus manná dan geainnu maid pasieanta ieš lea válljen, dahje sutnje gii doaibmá pasieantta ovddas. Das ii namuhuvvo reaidu, iige klinihkka, iige dearvvašvuohta.
clinic-review-sms = SMS
clinic-review-send = Sádde reseaptta
clinic-review-change = Rievdat

clinic-sent-heading = Skovvi lea juo sáddejuvvon, eará sisdoaluin
clinic-sent-text = Dat maid dál oainnát dáppe, ii leat sáddejuvvon. Geahča dan mii sáddejuvvui, dahje ođasmahte dan. Jus maiddái dát galgá čállojuvvot reseptii, de joatkke skoviin.
clinic-sent-open = Geahča dan mii sáddejuvvui
clinic-already-title = Pasieanttas lea juo dát reaidu
clinic-already-text = Du doaimmahagas lea juo rabas reseapta dán pasientii: { $tool }. Dalle ii čállojuvvo ođđa reseapta.
clinic-already-renew-text = Ođasmahte baicce dan. Pasieanttas bissot reaidu, lobit ja sisaloggen.
clinic-already-renew = Ođasmahte reseaptta
clinic-already-open = Raba reseaptta
clinic-already-take-text = Bargoskihpár eará ossodagas čuovvola dan. Sáhtát váldit badjelasat čuovvoleami ja de ođasmahttit dan.

clinic-refused-title-suspended = Reaidu lea bissehuvvon
clinic-refused-text-suspended = { $tool } lea bissehuvvon gaskaboddosaččat, iige dan sáhte dál čállit reseptii.
clinic-refused-now-suspended = Vállje eará reaiddu seamma áššái, dahje vuordde dassážii go bisseheapmi lea loahpahuvvon. Sii geain lea reaidu ovdalaččas, ožžot dieđu go dan sáhttá fas geavahit.
clinic-refused-title-withdrawn = Reaidu lea gessojuvvon ruovttoluotta
clinic-refused-text-withdrawn = { $tool } lea gessojuvvon ruovttoluotta, iige dan sáhte šat čállit reseptii.
clinic-refused-now-withdrawn = Vállje eará reaiddu seamma áššái.
clinic-refused-title-profession = It sáhte čállit dán reaiddu reseptii
clinic-refused-text-profession = Du fidnojoavku ii sáhte čállit dán reaiddu reseptii: { $tool }.
clinic-refused-now-profession = Bivdde bargoskihpára rivttes fidnojoavkkus čállit dan reseptii, dahje vállje reaiddu maid don ieš sáhtát čállit reseptii.
clinic-refused-title-terms = Du doaimmahat ii sáhte dál čállit reseptii
clinic-refused-text-terms = Doaimmahagas váilot gustojeaddji geavahaneavttut Reseptora várás (A1). Danin ii sáhte čállit dán reaiddu reseptii: { $tool }.
clinic-refused-now-terms = Bivdde su geas lea ovddasvástádus doaimmahaga šiehtadusain, dohkkehit geavahaneavttuid. Dalle sáhtát dakkaviđe čállit reseptii.
clinic-refused-title-shut = Ii oktage sáhte dál logget sisa reidui
clinic-refused-text-shut = Ii oktage sáhte dál logget sisa dán reidui, iige dan sáhte čállit reseptii: { $tool }.
clinic-refused-now-shut = Vállje eará reaiddu seamma áššái, dahje vuordde dassážii go lea vejolaš logget sisa. Sii geain lea reaidu ovdalaččas, ožžot dieđu go dan sáhttá fas geavahit.
clinic-refused-notes = Dán mii leat ožžon diehtit
clinic-refused-professions = Dát fidnojoavkkut sáhttet čállit reaiddu reseptii
clinic-refused-search = Oza eará reaidduid

profession-LE = Doavttir
profession-PS = Psykologa
profession-SP = Buohccedivššár
profession-FT = Fysioterapevta
profession-ET = Ergoterapevta
profession-VP = Suodjalandivššár
profession-JO = Jorddamovra
profession-TL = Bátnedoavttir
profession-HF = Dearvvašvuođafágabargi
profession-RA = Radiográfa

clinic-record-title = Reseapta dán pasientii: { $patient }
clinic-record-suspended = Reaidu lea bissehuvvon gaskaboddosaččat
clinic-record-suspended-text = Pasieanta ii sáhte dál álggahit dan. Reseapta gusto ain, ja dan sáhttá geavahit fas go bisseheapmi lea loahpahuvvon.
clinic-record-shut = Ii oktage sáhte dál logget sisa reidui
clinic-record-shut-text = Pasieanta ii sáhte dál álggahit dan. Reseapta gusto ain, ja dan sáhttá geavahit fas go lea vejolaš logget sisa.
clinic-record-withheld = Dollojuvvo čihkosis váhnemiin
clinic-record-withheld-child_asked = Juo, mánná lea bivdán dan
clinic-record-withheld-weighty_reasons = Juo, lossa ákkaid dihte
clinic-record-what = Reseapta
clinic-record-prescriber = Gii lea čállán reseptii
clinic-record-followers = Gii lea váldán badjelasas
clinic-record-history = Mii lea dáhpáhuvvan
clinic-record-data = Dieđut reaiddus
clinic-record-data-open = Geahča dieđuid
clinic-record-no-data = Dieđut eai leat bivdojuvvon ruovttoluotta.
clinic-record-sharing-nothing = Pasieanta ii juoge reaiddu dieđuid duinna.
clinic-record-sharing-summary = Pasieanta juohká čoahkkáigeasu: mii lea registrerejuvvon, man dávjá ja goas.
clinic-record-sharing-measurements = Pasieanta juohká mihtidemiid.
clinic-record-actions = Maid sáhtát dahkat
clinic-record-logged = Juohke háve go rabat dán siiddu, de dat čállojuvvo loggii, ja pasieanta sáhttá oaidnit dan.

clinic-event-issued = Čállojuvvon reseptii
clinic-event-seen = Lohkkojuvvon vuosttaš geardde
clinic-event-started = Álggahuvvon vuosttaš geardde
clinic-event-completed = Čađahuvvon
clinic-event-stopped = Dearvvašvuođabargi lea loahpahan
clinic-event-declined = Hilgojuvvon
clinic-event-expired = Áigodat lea nohkan
clinic-event-renewed = Ođasmahttojuvvon maŋimuš beaivvi haga
clinic-event-renewed-until = Ođasmahttojuvvon { $date } rádjai
clinic-event-taken_over = Eará dearvvašvuođabargi lea váldán badjelasas čuovvoleami
clinic-event-withheld = Dollojuvvo čihkosis váhnemiin
clinic-event-shown = Ii šat dollojuvvo čihkosis váhnemiin
clinic-event-shared-nothing = Dieđut eai šat juhkkojuvvo
clinic-event-shared-summary = Dieđuid čoahkkáigeassu juhkkojuvvo
clinic-event-shared-measurements = Mihtideamit juhkkojuvvojit
clinic-event-on-behalf = pasieantta ovddas

clinic-data-title = Dieđut dán pasieanttas: { $patient }
clinic-data-heading = Dieđut reaiddus
clinic-data-chart = { $title }: mihtidemiid lohku { $count }, { $first } – { $last }, vuolimus { $low }, alimus { $high }. Tabealla vuolábealde čájeha buot.
clinic-data-table = Čájet mihtidemiid tabeallas
clinic-data-when = Áigi
clinic-data-value = Árvu
clinic-data-summary = Čoahkkáigeassu
clinic-data-what = Mii
clinic-data-times = Lohku
clinic-data-first = Vuosttaš
clinic-data-last = Maŋimuš
clinic-data-none = Eai leat vel dieđut
clinic-data-none-text = Pasieanta juohká dieđuid, muhto reaidu ii leat vel sádden maidege.
clinic-data-more = Dušše 500 maŋimuš mihtideami čájehuvvojit.
clinic-data-back = Ruovttoluotta reseptii
clinic-data-yes = Juo
clinic-data-no = Ii

clinic-renew-link = Ođasmahte dahje rievdat
clinic-renew-title = Ođasmahte dán pasieantta reseaptta: { $patient }
clinic-renew-now = Reseapta gusto { $date } rádjai.
clinic-renew-now-open = Reseapttas ii leat maŋimuš beaivi.
clinic-renew-text = Pasieanta oažžu dieđu ahte juoga lea rievdan. Sus bissot reaidu, lobit ja sisaloggen.
clinic-renew-ends = Ođđa maŋimuš beaivi
clinic-renew-ends-hint = Jus beaivi ii leat, de reseapta gusto dassážii go loahpahat dan.
clinic-renew-instructions-hint = Rievdat teavstta jus pasieanta galgá dál dahkat juoidá eará.
clinic-renew-send = Ođasmahte

clinic-stop-link = Loahpat
clinic-stop-title = Loahpat dán pasieantta reseaptta: { $patient }
clinic-stop-heading = Áiggutgo loahpahit reseaptta?
clinic-stop-text = Pasieanta ii sáhte dan maŋŋil álggahit reaiddu, ja oažžu dieđu. Dan ii sáhte šat rievdadit, muhto sáhtát čállit ođđa reseaptta.
clinic-stop-reason = Manin loahpahat dan?
clinic-stop-reason-hint = Pasieanta lohká dán.
clinic-stop-reason-missing = Čále manin loahpahat reseaptta.
clinic-stop-send = Loahpat reseaptta

clinic-complete-link = Merke čađahuvvon reseaptan
clinic-complete-title = Čađat dán pasieantta reseaptta: { $patient }
clinic-complete-heading = Leago pasieanta geargan reaidduin?
clinic-complete-text = Go reseapta lea čađahuvvon, de reaiddu ii sáhte šat álggahit. Dan ii sáhte šat rievdadit, muhto sáhtát čállit ođđa reseaptta.
clinic-complete-send = Merke čađahuvvon reseaptan

clinic-withhold-link = Doala čihkosis váhnemiin
clinic-withhold-title = Doala čihkosis dán máná váhnemiin: { $patient }
clinic-withhold-heading = Doala čihkosis váhnemiin
clinic-withhold-text = Váhnemat oidnet dan mii lea čállojuvvon reseptii mánáide vuollel 16 jagi, ja ožžot dieđu das. Jus reseapta dollojuvvo čihkosis, de sii eai oainne dan gostege, eaige oaččo dieđu das.
clinic-withhold-legend = Galgágo reseapta dollojuvvot čihkosis váhnemiin?
clinic-withhold-no = Ii
clinic-withhold-no-hint = Váhnemat geain lea váhnenovddasvástádus, sáhttet oaidnit dan.
clinic-withhold-asked = Juo, mánná lea bivdán dan
clinic-withhold-asked-hint = Mánát geat leat 12–15 jagi, sáhttet bivdit dan ákkaid dihte maid berre doahttalit.
clinic-withhold-weighty = Juo, lossa ákkat gáibidit dan
clinic-withhold-weighty-hint = Beroškeahttá das man boaris mánná lea. Čále ákka journálii.
clinic-withhold-alone = Jus dat dollojuvvo čihkosis, de ii oktage sáhte álggahit reaiddu
clinic-withhold-send = Vurke

clinic-take-title = Váldde badjelasat čuovvoleami
clinic-take-intro = Gávnna pasieantta, vállje reseaptta ja čále manin válddát badjelasat čuovvoleami. Pasieanta ja du bargoskihpár besset oaidnit ákka.
clinic-take-number-hint = 11 siffara. Ohcan čállojuvvo loggii, ja pasieanta sáhttá oaidnit dan.
clinic-take-find = Gávnna reseapttaid
clinic-take-which = Guđe reseaptta čuovvoleami válddát badjelasat?
clinic-take-choose = Vállje guđe reseaptta čuovvoleami válddát badjelasat.
clinic-take-reason = Manin válddát badjelasat čuovvoleami?
clinic-take-reason-hint = Ovdamearkka dihte ahte pasieanta lea sirdojuvvon du ossodahkii. Pasieanta lohká dán.
clinic-take-reason-missing = Čále manin válddát badjelasat čuovvoleami.
clinic-take-send = Váldde badjelasat čuovvoleami
clinic-take-other = Gávnna eará pasieantta
clinic-take-none = Dán pasieanttas eai leat rabas reseapttat maid sáhtát váldit badjelasat. Soaitá leat nu ahte don juo čuovvolat daid.

error-number-invalid = Dárkkis riegádannummira. Das galget leat 11 siffara, ja siffarat galget leat riekta.
error-number-unknown = Mii eat gávnna ovttage geas lea dát riegádannummir. Dárkkis ahte dat lea riekta.
error-patient-again = Čále riegádannummira ođđasit. Ohcan ii gusto šat.

flash-prescribed = Reseapta lea sáddejuvvon. Pasieanta oažžu dieđu.
flash-renewed = Reseapta lea ođasmahttojuvvon. Pasieanta oažžu dieđu.
flash-stopped = Reseapta lea loahpahuvvon. Pasieanta oažžu dieđu.
flash-completed = Reseapta lea čađahuvvon.
flash-withheld = Reseapta dollojuvvo čihkosis váhnemiin.
flash-not-withheld = Reseapta ii šat dollojuvvo čihkosis váhnemiin.
flash-taken-over = Don leat váldán badjelasat čuovvoleami. Du bargoskihpár oažžu dieđu.

clinic-letter-link = Čálit reivve
clinic-letter-title = Reive dán pasientii: { $patient }
clinic-letter-heading = Čálit reivve mas lea viežžankoda
clinic-letter-text = Reive lea pasieanttaide geat eai geavat digitála bálvalusaid beaivválaččat. Das lea viežžankoda ja QR-koda, iige das daddjo guđe reaiddus lea sáhka, iige gos reive boahtá. Koda doaibmá dušše go pasieanta, dahje son geas lea vuoigatvuohta doaibmat pasieantta ovddas, lea loggen sisa.
clinic-letter-once = Koda čájehuvvo dušše dan reivves maid dál ráhkadat. Jus maŋŋil ráhkadat ođđa reivve, de boares reivve koda heaitá doaibmamis. Koda gusto 90 beaivvi, muhto ii goassege guhkit go reseapta.
clinic-letter-withheld = Atte reivve pasientii alccesis. Ale sádde dan ruoktot, gos váhnemat sáhttet oaidnit dan.
clinic-letter-language = Reivve giella
clinic-letter-make = Ráhkat reivve
clinic-letter-print-text = Čálit reivve ovdal go joatkkát: koda ii čájehuvvo šat. Sáhtát maiddái válljet čálihit neahttalohkki fálus.
clinic-letter-back = Ruovttoluotta reseptii
