orderer-home-intro = Dáppe sáhttibehtet diŋgot reaidduid maid lágideaddjit leat sádden sisa, árvvoštallat daid gáibádusaid mielde, ja čuovvolit daid maid lehpet dáhkidan.
orderer-orders = Min diŋgojumit
orderer-no-orders = Dis eai leat vel diŋgojumit. Sáhttibehtet válljet reaiddu vuolábealde, dahje diŋgot juoidá mii ii vel gávdno.
orderer-listed = { $count ->
    [one] Gárvvisin meannuduvvon: okta reaidu
    [two] Gárvvisin meannuduvvon: guokte reaiddu
   *[other] Gárvvisin meannuduvvon: { $count } reaiddu
}
orderer-inbox = Sáddejuvvon sisa, vuordá diŋgojeaddji
orderer-inbox-text = Dat mii lea vuordán guhkimusat, lea vuosttažin.
orderer-inbox-empty = Eai leat reaiddut vuordimin
orderer-inbox-empty-text = Deike bohtet reaiddut go lágideaddjit sáddejit daid sisa.
orderer-waiting-since = Lea vuordán dán beaivvi rájes
orderer-cannot-take-on = Dii ehpet sáhte diŋgot dán reaiddu
orderer-blocked = Dii ehpet sáhte diŋgot
orderer-free = Sáhttá diŋgojuvvot
orderer-todo = Dis lea juoga maid dahkat
orderer-unmet = { $count ->
    [one] Okta gáibádus ii leat vel devdojuvvon
    [two] Guokte gáibádusa eai leat vel devdojuvvon
   *[other] { $count } gáibádusa eai leat vel devdojuvvon
}
orderer-deadlines = Spiehkasteamit ja áigemearit
orderer-all-deviations = Buot spiehkasteamit
orderer-order-invited = Vuordá lágideaddji vástádusa
orderer-order-active = Diŋgojuvvon
orderer-order-declined = Lágideaddji dajai ii giitu
orderer-order-closed = Loahpahuvvon

orderer-obstacle-K6a = Dán sáhttibehtet dahkat: bivdit direktoráhta dahje dearvvašvuođadoaimmahaga diŋgot reaiddu, dahje bivdit lágideaddji fállat dan baicce dearvvašvuođabargi bokte. Dalle maiddái suohkan sáhttá diŋgot dan.
orderer-obstacle-K6b = Dán sáhttibehtet dahkat: bivdit direktoráhta, dearvvašvuođadoaimmahaga dahje suohkana diŋgot reaiddu.
orderer-obstacle-K7 = Dán sáhttibehtet dahkat: soahpat hálddašeddjiin geavahaneavttuid (A1) birra dahje ođasmahttit daid, ja geahččalit ođđasit.
orderer-foreseeable = Nu mo reaidu lea válddahuvvon dál, de dan ii sáhte almmuhit
orderer-foreseeable-text = Sáhttibehtet liikká diŋgot dan, muhto fertebehtet bivdit lágideaddjis rievdadusaid ovdal go dan sáhttá almmuhit.
orderer-own-way-forward = Geaidnu viidáseappot: bivdit lágideaddji váldit Reseptora sisaloggema atnui ja válljet guovddáš geavaheaddjiprofiilla. Dalle reaidu árvvoštallojuvvo nu mo eará reaiddut main lea guovddáš profiila.
orderer-agreements-way-forward = Geaidnu viidáseappot: hálddašeaddji registrere lágideaddjieavttuid (A2) ja lágidanšiehtadusa (A3). Go goappašagat gustojit, de gáibádus lea devdojuvvon iešalddis.
orderer-what-it-says = Mii čuožžu katalogas
orderer-take-on = Diŋgo reaiddu
orderer-take-on-text = Dii dáhkidehpet reaiddu, árvvoštallabehtet dan gáibádusaid mielde ja čuovvolehpet dan. Dušše okta doaimmahat diŋgo hávális.
orderer-take-on-note = Manin háliidehpet dan
orderer-take-on-go = Diŋgo

orderer-what-next = Mii dáhpáhuvvá dál?
orderer-next-wait-vendor = Lágideaddji ii leat vel vástidan reaidduin.
orderer-next-start = Dii galgabehtet árvvoštallat reaiddu. Sáhttibehtet álgit go lehpet gearggus.
orderer-next-answer = Galgabehtet vástidit gáibádusaide ovtta háválassii. Juohke vástádus vurkejuvvo sierra, ja sáhttibehtet joatkit goas háliidehpet.
orderer-next-mend = Buot lea vástiduvvon, muhto juoga ii leat devdojuvvon dahje das váilu árvosátni. Sáhttibehtet duođaštit spiehkastemiid doppe gos lea vejolaš, dahje bivdit lágideaddjis rievdadusaid.
orderer-next-wait-decision = Buot lea sajis. Ášši lea hálddašeaddji luhtte, gii mearrida. Son gii lea árvvoštallan, ii mearrit.
orderer-next-wait-changes = Rievdadusat leat bivdojuvvon lágideaddjis. Árvvoštallan joatkašuvvá go lágideaddji sádde sisa ođđasit.
orderer-next-wait-publish = Hálddašeaddji lea dohkkehan. Eará olmmoš hálddašeaddji luhtte almmuha.
orderer-next-wait-check = Doaimmahuslaš rievdadus vuordá hálddašeaddji dárkkisteami.
orderer-next-published = Reaidu lea katalogas. Galgabehtet čuovvolit spiehkastemiid, ja bissehit reaiddu jus juoga lea boastut.
orderer-next-withdrawn = Reaidu lea gessojuvvon ruovttoluotta.
orderer-next-rejected = Reaidu lea hilgojuvvon. Lágideaddji sáhttá divvut dan ja sáddet sisa ođđasit.
orderer-start = Álggat árvvoštallama
orderer-progress = { $answered } vástiduvvon, oktiibuot { $total }
orderer-answer-next = Vástit čuovvovaš gáibádussii
orderer-wanted = Dát lea bivdojuvvon lágideaddjis
orderer-order-note = Daddjojuvvon go dat diŋgojuvvui
orderer-verdict = Dilli dál
orderer-publishable = Sáhttá almmuhuvvot
orderer-publishable-text = Buot gáibádusat leat devdojuvvon.
orderer-but-ungraded = Gáibádusat leat devdojuvvon, muhto dáin váilu kvalitehtamearkka árvosátni: { $rules }.
orderer-not-publishable = { $count ->
    [one] Ii sáhte vel almmuhuvvot: okta gáibádus ii leat devdojuvvon
    [two] Ii sáhte vel almmuhuvvot: guokte gáibádusa eai leat devdojuvvon
   *[other] Ii sáhte vel almmuhuvvot: { $count } gáibádusa eai leat devdojuvvon
}
orderer-with-deviations = Duođaštuvvon spiehkasteamit: { $rules }
orderer-criteria = Gáibádusaid veršuvnna { $version } mielde.
orderer-answered = Gáibádusat maidda dii vástidehpet
orderer-answered-text = Juohke vástádus vuođđuduvvá juoidái maid earát sáhttet dárkkistit.
orderer-derived = Gáibádusat maid dieđut mearridit
orderer-derived-text = Dát čuvvot das mii lea registrerejuvvon, iige daid sáhte rievdadit vástádusain.
orderer-ungraded = Árvosátni váilu
orderer-outcome-met = Devdojuvvon
orderer-outcome-not-applicable = Ii guoskka
orderer-outcome-deviation = Spiehkasteapmi
orderer-outcome-unmet = Ii leat devdojuvvon
orderer-outcome-unmet-mendable = Ii leat devdojuvvon, spiehkasteapmi lea vejolaš
orderer-outcome-note = Diehtun
orderer-outcome-unanswered = Ii leat vástiduvvon
orderer-ask-changes = Bivdde rievdadusaid
orderer-ask-reject = Hilggo
orderer-ask-text-changes = Ášši manná ruovttoluotta lágideaddjái, gii sáhttá rievdadit ja sáddet sisa ođđasit. Din vástádusat bissot.
orderer-ask-text-reject = Lágideaddji oažžu ákkaid, ja sáhttá divvut ja sáddet sisa ođđasit dahje váidit.
orderer-ask-words-changes = Mii ferte rievdaduvvot?
orderer-ask-words-reject = Ákkat
orderer-ask-words-hint = Čállet čielgasit, vai lágideaddji sáhttá dahkat juoidá dainna. Muitalehket guđe gáibádusaide dat guoská.
orderer-ask-go-changes = Sádde lágideaddjái
orderer-ask-go-reject = Hilggo
orderer-unmet-now = Ii leat devdojuvvon dál
orderer-suspend = Bisset reaiddu
orderer-suspend-heading = Áigubehtetgo bissehit reaiddu «{ $name }»?
orderer-suspend-text = Dán bottu rájes ii oktage sáhte álggahit reaiddu, ja sisaloggemat mat leat jođus, heitet gustomis. Sii geain dat lea, ožžot dieđu.
orderer-suspend-go = Bisset dál
orderer-lift = Loahpat bisseheami
orderer-lift-heading = Áigubehtetgo loahpahit reaiddu «{ $name }» bisseheami?
orderer-lift-text = Reaiddu sáhttá geavahit fas go eai šat leat sivat.
orderer-stop-reason = Sivva

orderer-position = Gáibádus { $position }, oktiibuot { $total }
orderer-facts = Dieđut maidda dát vuođđuduvvá
orderer-facts-text = Dat mii lea registrerejuvvon odne, mearrida vástádusa.
orderer-about = Gáibádusa birra
orderer-severity-text-absolute = Jus dat ii leat devdojuvvon, de reaiddu ii sáhte almmuhit.
orderer-severity-text-conditional = Jus dat ii leat devdojuvvon, de reaiddu sáhttá almmuhit spiehkastemiin: sivva, plána, ovddasvástideaddji ja áigemearri. Spiehkasteapmi čájehuvvo katalogas.
orderer-severity-text-exception = Jus dat ii leat devdojuvvon, de sáhttá ákkastallat spiehkastaga.
orderer-severity-text-information = Dás ii leat mihkkege maid deavdit. Katalogas dat muitaluvvo.
orderer-status = Vástádus
orderer-status-met = Devdojuvvon
orderer-status-unmet = Ii leat devdojuvvon
orderer-status-deviation = Spiehkasteapmi
orderer-status-not_applicable = Ii guoskka
orderer-status-hint-met = Duođaštus čájeha dan.
orderer-status-hint-unmet = Bivdet áinnas lágideaddjis rievdadusaid go lehpet vástidan eará gáibádusaide.
orderer-status-hint-deviation = Ii leat vel devdojuvvon, muhto lea sivva ja plána.
orderer-status-hint-not_applicable = Dušše doppe gos reaiddus eai leat seamma doaimmat go Reseptoris, ja go lea ágga.
orderer-evidence = Duođaštus
orderer-grade = Kvalitehtamearkka árvosátni
orderer-grade-hint = Čájehuvvo katalogas. Dárbbašuvvo go gáibádus lea devdojuvvon.
orderer-grade-strong = Bures duođaštuvvon
orderer-grade-moderate = Muhtun muddui duođaštuvvon
orderer-grade-limited = Unnán duođaštuvvon
orderer-grade-expert = Fágalaš ovttaoaivilvuohta
orderer-grade-good = Buorre
orderer-grade-satisfactory = Dohkálaš
orderer-grade-needs_follow_up = Čuovvoluvvo
orderer-deviation = Jus dat spiehkasta dahje ii guoskka
orderer-deviation-hint-conditional = Spiehkasteapmi dárbbaša siva, plána, ovddasvástideaddji ja áigemeari.
orderer-deviation-hint-exception = Spiehkastat dárbbaša siva.
orderer-reason = Sivva
orderer-plan = Plána
orderer-owner = Ovddasvástideaddji
orderer-owner-hint = Rolla dahje doaimmahat mii čuovvola dan.
orderer-deadline = Áigemearri
orderer-deadline-hint = Áigemeari maŋŋil adnojuvvo ahte gáibádus ii leat devdojuvvon, ja reaidu bissehuvvo.
orderer-save-next = Vurke ja mana čuovvovažžii
orderer-save = Vurke
orderer-back = Ruovttoluotta bajilgovvii
orderer-given = Vástádus
orderer-not-now = Gáibádussii sáhttá vástidit go árvvoštallan lea jođus.
orderer-next-requirement = Čuovvovaš gáibádus

orderer-deviations-intro = Gáibádusat maid almmuhuvvon reaiddut eai vel deavdde. Áigemeari maŋŋil reaidu bissehuvvo dassážii go spiehkasteapmi lea divvojuvvon dahje lea ožžon ođđa áigemeari.
orderer-no-deviations = Eai leat rabas spiehkasteamit.
orderer-overdue = Áigemearri lea nohkan
orderer-days-left = { $count ->
    [0] Áigemearri odne
    [one] Vel okta beaivi
    [two] Vel guokte beaivvi
   *[other] Vel { $count } beaivvi
}
orderer-settle = Loahpat spiehkasteami
orderer-settle-evidence = Mii čájeha ahte gáibádus lea devdojuvvon dál?
orderer-settle-go = Loahpat spiehkasteami
orderer-extend = Atte ođđa áigemeari
orderer-extend-text = Ođđa áigemearri lea mearrádus mii čájehuvvo katalogas.
orderer-extend-reason = Manin dat ii leat vel devdojuvvon
orderer-extend-go = Atte ođđa áigemeari
orderer-deviation-closed = Spiehkasteapmi lea loahpahuvvon.

orderer-body-kind = Diŋgojeaddji lea
orderer-no-agreement = Gustojeaddji šiehtadus ii leat registrerejuvvon
orderer-agreements-intro = Din šiehtadusat nu mo hálddašeaddji lea registreren daid. Bealit ožžot dieđu 90, 30 ja 7 beaivvi ovdal go šiehtadus nohká.
orderer-agreements-caption = Šiehtadusat
orderer-agreement = Šiehtadus
orderer-agreement-about = Guoská
orderer-agreement-period = Áigodat
orderer-agreement-terms = Eavttut
orderer-agreement-state = Stáhtus
orderer-no-agreements = Eai leat registrerejuvvon šiehtadusat.

orderer-invite = Diŋgo juoidá ođđa
orderer-invite-text = Sáhttibehtet diŋgot ovdal go reaidu lea registrerejuvvon. Lágideaddji bivdojuvvo vástidit reaidduin.
orderer-invite-vendor = Lágideaddji
orderer-invite-subject = Maid dárbbašehpet?
orderer-invite-subject-hint = Okta linnjá, ovdamearkka dihte «Oađđinbeaivegirji nuoraid várás».
orderer-invite-note = Eambbo dárbbu birra
orderer-invite-go = Sádde diŋgojumi

orderer-statistics-intro = Man guhká geaidnu katalogii lea ádjánan maŋimuš jagi, buot reaidduin.
orderer-statistics-caption = Meannudanáigi maŋimuš jagi
orderer-stretch = Lávki
orderer-stretch-count = Lohku
orderer-stretch-median = Bealli, eanemusat
orderer-stretch-p90 = Ovcci logis, eanemusat
orderer-stretch-waiting = Sisasáddema rájes diŋgojumi rádjai
orderer-stretch-assessment = Diŋgojumi rájes dohkkeheami rádjai
orderer-stretch-publishing = Dohkkeheami rájes almmuheami rádjai
orderer-stretch-whole = Sisasáddema rájes almmuheami rádjai

flash-assessment-started = Árvvoštallan lea jođus.
flash-answer-saved = Vástádus lea vurkejuvvon.
flash-changes-requested = Rievdadusat leat bivdojuvvon lágideaddjis.
flash-rejected = Dieđáhus hilguma birra lea sáddejuvvon.
flash-suspended = Reaidu lea bissehuvvon.
flash-lifted = Sivva lea váldojuvvon eret.
flash-deviation-settled = Spiehkasteapmi lea loahpahuvvon.
flash-deviation-extended = Spiehkasteapmi lea ožžon ođđa plána ja áigemeari.
flash-invited = Diŋgojupmi lea sáddejuvvon lágideaddjái.

error-cannot-take-on = Dii ehpet sáhte diŋgot dán reaiddu. Njuolggadus, ja dat maid baicce sáhttibehtet dahkat, čuožžu vuolábealde.
orderer-statistics-bars = Seakka stoalpu: bealli manai seamma jođánit dahje jođáneappot. Govda stoalpu duogábealde: ovcci logis.
