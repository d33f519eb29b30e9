front-title = Dorvvolaš digitála dearvvašvuođareaiddut
front-heading = Dorvvolaš reaiddut du dearvvašvuhtii
front-intro = Gávnna appaid ja neahttareaidduid maid almmolaš dearvvašvuođadoaimmahagat leat árvvoštallan. Muhtumiid sáhtát álggahit dakkaviđe, earáid oaččut iežat dearvvašvuođabargis.
front-topics = Mas lea sáhka?
front-all-tools = { $count ->
    [one] Geahča dan áidna reaiddu
    [two] Geahča goappašiid reaidduid
   *[other] Geahča buot reaidduid ({ $count })
}
front-situations = Geaid várás dat lea?
front-promises = Maid sáhtát vuordit
front-promise-assessed = Fágaolbmuid árvvoštallan
front-promise-assessed-text = Juohke reaiddu lea almmolaš dearvvašvuođadoaimmahat diŋgon ja árvvoštallan. Don oainnát gii, goas ja <a class="ds-link" href="{ $method }">makkár gáibádusaid mielde</a>.
front-promise-free = Nuvttá ja reklámaid haga
front-promise-free-text = Reaiddut eai mávsse dutnje maidege, ja dat eai sáhte čájehit reklámaid.
front-promise-control = Don mearridat iežat dieđuid badjel
front-promise-control-text = Don oainnát maid reaidu oažžu diehtit, attát ieš lobi, ja sáhtát geassit dan ruovttoluotta goas háliidat.
front-for-work = Geavahatgo Reseptora barggus?
front-clinician = Dearvvašvuođabargiide
front-clinician-text = Čále reaidduid reseptii ja čuovvol.
front-orderer = Diŋgojeddjiide
front-orderer-text = Diŋgo, árvvoštala ja daga šiehtadusaid.
front-vendor = Lágideddjiide
front-vendor-text = Registrere reaidduid ja vástit gáibádusaide.
front-operator = Hálddašeddjiide
front-operator-text = Dohkket, almmut ja bisset.

search-label = Masa dárbbašat veahki?
search-go = Oza
search-suggestions = Evttohusat

about-title = Reseptora birra
about-intro = Reseptor čohkke kvalitehtadárkkistuvvon digitála dearvvašvuođareaidduid, ja dahká dorvvolažžan váldit daid atnui.
about-what = Mii dát lea?
about-what-text = <p>Buorit digitála reaiddut gávdnojit, muhto daid lea váttis gávdnat, ja lea váttis diehtit mat dain leat dorvvolaččat. Dáppe leat dušše reaiddut maid almmolaš doaimmahat lea diŋgon, árvvoštallan ja dohkkehan.</p><p>Muhtun reaiddut leat rabas buohkaide. Earáid oaččut dearvvašvuođabargi bokte, dego appa reseapttain.</p>
about-who = Geaid várás dat lea?
about-who-text = <p>Dutnje gii háliidat áimmahuššat iežat dearvvašvuođa, oapmahaččaide geat veahkehit earáid, dearvvašvuođabargiide geat háliidit addit pasientii reaiddu, ja sidjiide geat ráhkadit, diŋgojit ja hálddašit reaidduid.</p>
about-tool = Mo álggahan reaiddu?
about-tool-text = <p>Álggahat dan reaiddu siiddus dahje siiddus Mu reaiddut. Jus leat loggen sisa dáppe, it dárbbaš logget sisa ođđasit reaiddus.</p>
about-open = Rabas dieđut
about-open-text = <p>Mašiinnat sáhttet lohkat kataloga rabas API bokte. Eará neahttabáikkit sáhttet geavahit dieđuid go almmuhit gáldu.</p>
about-source = Gii lea duogábealde?
about-source-text = <p>Hálddašeaddji doaimmaha Reseptora. Juohke diŋgojeaddjis lea ovddasvástádus reaidduin maid lea diŋgon, ja juohke dearvvašvuođabargis das maid lea čállán reseptii.</p>

privacy-title = Persovdnasuodjalus
privacy-intro = Ná Reseptor meannuda dieđuid du birra.
privacy-controller = Gii lea ovddasvástideaddji?
privacy-controller-text = <p>Hálddašeaddjis lea ovddasvástádus dieđuin maid Reseptor dárbbaša vai doaibmá. Dearvvašvuođadoaimmahagas mii lea čállán dutnje reaiddu reseptii, lea ovddasvástádus reseapttas. Geas lea ovddasvástádus reaiddu dieđuin, čuožžu reaiddu siiddus.</p>
privacy-what = Maid mii vurket?
privacy-what-text = <p>Jus it logge sisa, mii eat vurke maidege du birra. Go logget sisa, mii vurket nama ja riegádannummira (krypterejuvvon), makkár reaidduid leat ožžon dahje álggahan, lobiid maid leat addán, ja mo háliidat oažžut dieđu.</p>
privacy-session = Diehtočoahkut
privacy-session-text = <p>Mii geavahit golbma dárbbašlaš diehtočoahku: okta dahká ahte it dárbbaš logget sisa juohke siiddus, okta čájeha oanehis dieđu maŋŋil go leat dahkan juoidá, ja okta muitá giela jus leat válljen dan. Mii eat geavat ovttage statistihkkii dahje reklámii, eatge viečča maidege eará neahttabáikkiin.</p>
privacy-shared = Geainna mii juohkit dieđuid?
privacy-shared-text = <p>Dearvvašvuođabargi gii čuovvola du, oaidná leatgo oaidnán ja álggahan dan mii lea čállojuvvon reseptii, ja daid dieđuid maid suovat reaiddu juohkit. Sáhtát oaidnit guđe dearvvašvuođabargit leat geahččan dieđuid.</p>
privacy-tools = Maid reaiddut ožžot diehtit?
privacy-tools-text = <p>Reaidu oažžu sierra pseudonyma du várás. Nama ja riegádannummira dat oažžu dušše doppe gos šiehtadus suovvá dan, ja don oainnát dan ovdal go álggahat.</p>
privacy-rights = Du vuoigatvuođat
privacy-rights-text = <p>Mu siiddus sáhtát geahččat, viežžat ja divvut dieđuid, geassit lobiid ruovttoluotta ja loahpahit sisaloggemiid. Lobi geassit ruovttoluotta lea seamma álki go addit dan, ja dat doaibmá dakkaviđe.</p>
privacy-logs = Loggat
privacy-logs-text = <p>Buot mii dahkkojuvvo reseapttain dahje lobiin, čállojuvvo loggii maid ii sáhte rievdadit almmá ahte dat fuomášuvvo. Teknihkalaš loggain eai leat namat, riegádannummirat eaige sisdoallu.</p>
privacy-contact = Gažaldagat ja váidda
privacy-contact-text = <p>Váldde oktavuođa persovdnasuodjalusáittardeddjiin dan doaimmahagas mii lea ovddasvástideaddji. Sáhtát maiddái váidit Dáhtabearráigehččui.</p>

accessibility-title = Olahahttivuođajulggaštus
accessibility-intro = Buohkat galget sáhttit geavahit Reseptora: boallobevddiin, šearbmalohkkiin, stuoridemiin dahje JavaScript haga.
accessibility-status = Maid mii čuovvut
accessibility-status-text = <p>Neahttabáiki lea ráhkaduvvon WCAG 2.1 mielde dásis A ja AA, nu mo oppalaš hábmema láhkaásahus gáibida, ja mii geavahit WCAG 2.2 doppe gos dat manná guhkkelii.</p>
accessibility-tested = Mo mii geahččalit
accessibility-tested-text = <p>Siiddut geahččaluvvojit automáhtalaččat čuvges ja sevdnjes hámis, gáržžes ja govda šearpmas.</p>
accessibility-checked = Maŋimuš dárkkistuvvon { $date }: { $pages } siiddu ja { $views } čájeheami, gáržžes ja govda, čuvges ja sevdnjes, axe-core { $axe } bokte. { $found ->
    [0] Rihkkumat eai gávdnon. Automáhtalaš dárkkisteamit eai gávnna buot.
    [one] Okta rihkkun gávdnui.
    [two] Guokte rihkkuma gávdnojedje.
   *[other] { $found } rihkkuma gávdnojedje.
}
accessibility-ways = Seamma dárkkisteamis čađahuvvojedje { $journeys } barggu álggu rájes lohppii dušše boallobevddiin ({ $keyboard } iešguđet siiddu), ja nu maiddái JavaScript haga ({ $without } siiddu). { $enlarged } siiddu leat mihtiduvvon láses mii lea 320 piksela govdat, go bustávaid, sániid ja linnjáid gaskkat leat stuorábut, ja go teaksta lea 200 proseantta. Ii ovttage siiddu dárbbašan sirdit olgeš- dahje gurutguvlui.
accessibility-known = Dovddus váilevašvuođat
accessibility-known-text = <p>Davvisámegiel teavsttat eai leat dievaslaččat, ja danin muhtun siiddut čájehuvvojit girjedárogillii. Lágideaddjit leat ráhkadan dokumeanttaid reaidduid birra, ja mii eat leat dárkkistan daid.</p>
accessibility-report = Dieđit meattáhusaid
accessibility-report-text = <p>Jus gávnnat juoidá mii ii doaimma du várás, de mii háliidit diehtit dan. Muital áinnas guđe siidui dat guoská, ja maid geahččalit dahkat. Ná oaččut oktavuođa minguin:</p>
accessibility-law = Váidda
accessibility-law-text = <p>Sáhtát váidit dán bearráigehččui: Tilsynet for universell utforming av ikt. Jus oppalaš hábmema geatnegasvuohta rihkkojuvvo, de sáhtát váidit maiddái dán lávdegoddái: Diskrimineringsnemnda.</p>

method-title = Ná mii árvvoštallat reaidduid
method-intro = Ii oktage reaidu almmuhuvvo ovdal go deavdá gáibádusaid. Dáppe oainnát maid dat mearkkaša.
method-steps = Geaidnu almmuheapmái
method-steps-text = <ol class="ds-list"><li>Lágideaddji registrere reaiddu ja duođašta dan.</li><li>Almmolaš doaimmahat diŋgo dan ja váldá ovddasvástádusa árvvoštallamis.</li><li>Juohke gáibádus árvvoštallojuvvo, ákkaiguin ja duođaštusain.</li><li>Hálddašeaddji dohkkeha, ja eará olmmoš almmuha.</li></ol>
method-figures = <p>Man guhká dat ádjána, ja man ollu reaiddut geavahuvvojit, čuožžu <a class="ds-link" href="{ $figures }">rabas loguin</a>.</p>
method-levels = Maid mearka mearkkaša
method-levels-text = <p>Mearka lea álo sánit, ii goassege dušše násttit: klinihkalaš kvalitehta ja váikkuhus, geavahahttivuohta ja oppalaš hábmen, persovdnasuodjalus, diehtosihkarvuohta ja ovttasdoaibman eará vuogádagaiguin. Juohke oasis oainnát gii lea árvvoštallan, goas, guđe gáibádusaid veršuvnna mielde, ja goas dat galgá árvvoštallojuvvot fas.</p>
method-four-eyes = Njeallje čalmmi
method-four-eyes-text = <p>Son gii lea dieđihan reaiddu dahje dáhkidan dan, ii daga loahpalaš mearrádusa okto.</p>
method-deviations = Spiehkasteamit
method-deviations-text = <p>Moadde gáibádusa sáhttet leat deavddekeahttá muhtun áiggi, jus lea plána, ovddasvástideaddji ja áigemearri. Spiehkasteapmi čájehuvvo reaiddu siiddus. Jus áigemearri nohká, de reaidu bissehuvvo.</p>
method-again = Ođđa árvvoštallan
method-again-text = <p>Jus reaiddu ulbmil, beassan, sisaloggen dahje dieđuid geavaheapmi rievdá, de dat árvvoštallojuvvo ođđasit. Almmuhuvvon veršuvdna bissu dan botta.</p>
method-appeal = Seammalágan meannudeapmi
method-appeal-text = <p>Seamma vástádus gáibádusaid seamma veršuvdnii addá seamma bohtosa. Lágideaddji sáhttá oaidnit árvvoštallama, vástidit dasa ja váidit dan. Meannudanáigi mihtiduvvo ja almmuhuvvo.</p>

help-title = Veahkki
help-intro = Vástádusat dasa maid olbmot dávjjimusat jerret.
help-find = In gávnna maidege mii heive munnje
help-find-text = <p>Geahččal eará sáni, dahje váldde eret válljemiid. Hála iežat fástadoaktáriin dahje dearvvašvuođabargiin: muhtun reaidduid oaččut dušše sin bokte.</p>
help-login = In beasa logget sisa
help-login-text = <p>Dárbbašat elektrovnnalaš ID alimus dásis, ovdamearkka dihte BankID. Jus dus ii leat dat, de suohkan dahje dearvvašvuođabargi sáhttá veahkehit du.</p>
help-start = Reaidu ii álgge
help-start-text = <p>Reaidu sáhttá leat bissehuvvon gaskaboddosaččat. Dalle čuožžu sivva reaiddu siiddus. Telefovnna appaid álggahat telefovnnas, ja logget sisa appas.</p>
help-child = Háliidan veahkehit iežan máná dahje oapmahačča
help-child-text = <p>Váhnemat sáhttet doaibmat iežaset vuollel 16-jahkásaš máná ovddas, ja lagamus oapmahaš rávisolbmo ovddas gii ii sáhte miehtat, go reaidu lea čállojuvvon reseptii ja doarju dan. Vállje Mu siiddus geasa dat guoská.</p>
help-clinician = Gažaldagat divššu birra
help-clinician-text = <p>Reseptor ii vástit dearvvašvuođagažaldagaide. Váldde oktavuođa iežat dearvvašvuođabargiin. Jus lea heahti, riŋge 113. Doavttirvávtta telefovdna lea 116 117.</p>
help-contact = Váldde oktavuođa
help-contact-text = <p>Almmut áinnas koda mii čuožžu vuolimusas meattáhussiiddus. Ale goassege sádde riegádannummira dahje dearvvašvuođadieđuid e-poasttas.</p>

find-title = Gávnna reaidduid
find-title-query = { $count ->
    [one] «{ $query }»: { $count } reaidu – Gávnna reaidduid
    [two] «{ $query }»: { $count } reaiddu – Gávnna reaidduid
   *[other] «{ $query }»: { $count } reaiddu – Gávnna reaidduid
}
find-title-filtered = { $count ->
    [one] { $count } reaidu – Gávnna reaidduid
    [two] { $count } reaiddu – Gávnna reaidduid
   *[other] { $count } reaiddu – Gávnna reaidduid
}
find-heading = Gávnna reaiddu mii heive dutnje
find-intro = Dearvvašvuođabálvalusa fágaolbmot leat árvvoštallan buot reaidduid. Dat leat nuvttá ja reklámaid haga.
find-count = { $count ->
    [0] Mii eat gávdnan reaidduid
    [one] Mii gávnnaimet ovtta reaiddu
    [two] Mii gávnnaimet guokte reaiddu
   *[other] Mii gávnnaimet { $count } reaiddu
}
find-filters = Válljemat
find-close = Gidde válljemiid
find-show = Čájet reaidduid
find-chips = Du válljemat
find-remove = Váldde eret
find-clear = Váldde eret buot válljemiid
find-sort = Ordne ná
find-sort-beste = Buoremus vuosttažin
find-sort-nyeste = Ođđaseamos vuosttažin
find-sort-navn = Nama mielde
find-resort = Ordne
find-did-you-mean = Oaivvilditgo
find-beyond = { $pages ->
    [one] Lea dušše okta siidu. Don oainnát dan.
    [two] Leat dušše guokte siiddu. Don oainnát maŋit siiddu.
   *[other] Leat dušše { $pages } siiddu. Don oainnát maŋimuš siiddu.
}
find-crisis = <strong>Dárbbašatgo veahki dál?</strong> Jus lea heahti, riŋge <a class="ds-link" href="tel:113">113</a>. Doavttirvávtta telefovdna lea <a class="ds-link" href="tel:116117">116 117</a>. Jus háliidat hupmat soapmásiin, riŋge <a class="ds-link" href="tel:116123">116 123</a> (Mental Helse). Sáhtát riŋget birra jándora.
find-fit-some = Ii oktage reaidu heive buot dasa maid čállet. Dát heivejit muhtun oassái das.
find-fit-near = Mii eat gávdnan aiddo «{ $query }», muhto dát sulastahttet dan.
find-none = Geahččal eará dahje oanehet sáni
find-none-yet = Katalogas eai leat vel reaiddut
find-none-drop = Váldde eret ovtta válljema, de gávnnat juoidá
find-without = «{ $filter }» haga ({ $count })
find-none-filters = Geahččal válljemiid haga
find-none-words = Čále nu mo ieš livččet dadjan. Sáhtát čállit girjedárogillii, ođđadárogillii, sámegillii dahje eaŋgalasgillii.
find-help = Itgo gávnna dan maid dárbbašat?
find-help-text = Hála fástadoaktáriin, dearvvašvuođadivššáriin dahje eará dearvvašvuođabargiin. Muhtun reaidduid oaččut dušše sin bokte, ja sii sáhttet veahkehit du válljet. <a class="ds-link" href="{ $help }">Bivdde veahki gávdnat rivttes reaiddu</a>. Jus lea heahti, riŋge 113.

facet-tema = Fáddá
facet-malgruppe = Geaid várás
facet-plattform = Gos doaibmá
facet-tilgang = Ná oaččut dan
facet-profil = Sisaloggen ja dieđut
facet-sprak = Reaiddu giella

platform-web = Neahttalohkki
platform-ios = iPhone ja iPad
platform-android = Android
availability-open = Rabas buohkaide
availability-prescription = Dearvvašvuođabargi bokte
access-open = Rabas buohkaide
access-login = Rabas, logget sisa
access-prescription = Dearvvašvuođabargi addá dan dutnje
access-prescribe = Ferte čállojuvvot reseptii
profile-none = Ii makkárge geavaheaddjiprofiila
profile-local = Vurke dušše du ovttadahkii
profile-own = Sierra sisaloggen
profile-central = Logget sisa iežat namain
profile-pseudonymous = Logget sisa čájetkeahttá gii leat
tongue-nb = Girjedárogiella
tongue-nn = Ođđadárogiella
tongue-se = Davvisámegiella
tongue-en = Eaŋgalasgiella
tongue-ar = Arábagiella
tongue-pl = Polskkagiella
tongue-so = Somaligiella
tongue-uk = Ukrainagiella
tongue-ur = Urdugiella
label-evidence-strong = Váikkuhus lea bures duođaštuvvon
label-evidence-moderate = Váikkuhus lea muhtun muddui duođaštuvvon
label-evidence-limited = Váikkuhus lea unnán duođaštuvvon
label-evidence-expert = Fágaolbmot leat árvvoštallan, váikkuhus ii leat mihtiduvvon
standing-suspended = Bissehuvvon dál
standing-withdrawn = Gessojuvvon ruovttoluotta
standing-deviation = Rabas spiehkasteapmi

label-assessed = Fágaolbmuid árvvoštallan
standing-published = Almmuhuvvon
suspension-security = Sihkarvuohta
suspension-agreement = Šiehtadus váilu
suspension-deviation = Spiehkasteapmi ii leat divvojuvvon ovdal áigemeari
suspension-vendor_wish = Lágideaddji lea bivdán dan
suspension-quality = Klinihkalaš kvalitehta guorahallojuvvo
suspension-other = Eará
tool-start = Álggat
tool-start-login = Logge sisa ja álggat
tool-start-app = Viečča appa
tool-start-link = Mana reidui
tool-start-link-hint = It dárbbaš logget sisa. Manat lágideaddji siidui.
tool-start-login-hint = Logget sisa oktii dáppe, ja leat dalle loggen sisa maiddái reaiddus.
tool-start-patient = Pasieanta logge sisa ja álggaha reaiddu dán siiddus.
tool-prescription = Dán reaiddu oaččut dearvvašvuođabargi bokte, ovdamearkka dihte fástadoaktáris dahje dearvvašvuođadivššáris. Jeara boahtte háve go hállabeahtti.
tool-prescription-mine = Leatgo ožžon dan? Geahča Mu reaiddut
tool-start-none = Reaiddu ii sáhte álggahit dáppe. Loga bajábealde mo oaččut dan.
tool-suspended = Reaidu lea bissehuvvon dál
tool-suspended-text = It sáhte álggahit dan nu guhká go dat lea bissehuvvon. Dat maid leat vurken, ii jávkka. Jus dárbbašat veahki dan botta, de hála iežat dearvvašvuođabargiin.
tool-withdrawn = Reaidu lea gessojuvvon ruovttoluotta
tool-withdrawn-text = Dan ii sáhte šat álggahit. Siidu čájehuvvo danin go dus lea leamaš reaidu.
withdrawn-lead = { $name }: dan ii sáhte šat álggahit iige čállit reseptii.
withdrawn-when = Goas
withdrawn-why = Manin
withdrawn-other = Gávnna eará reaiddu
withdrawn-had = Lea go dus leamaš reaidu? Logge sisa oaidnin dihte siiddu
tool-since = – bissehuvvon
tool-how = Ná oaččut dan ja álggát
tool-how-patient = Ná pasieanta álgá
tool-native = Telefovnna appas logget ieš sisa. Dušše neahttareaidduid sáhttá álggahit dáppe nu ahte leat juo loggen sisa.
tool-purpose = Masa dat lea veahkkin
tool-target = Geaid várás dat lea
tool-effect = Doaibmágo dat?
tool-not-for = Goas it galgga geavahit dan
tool-assessment = Ná dat lea árvvoštallojuvvon
dimension-evidence = Klinihkalaš kvalitehta ja váikkuhus
dimension-usability = Geavahahttivuohta ja oppalaš hábmen
dimension-privacy = Persovdnasuodjalus
dimension-security = Diehtosihkarvuohta
dimension-interoperability = Ovttasdoaibman eará vuogádagaiguin
grade-evidence-strong = Bures duođaštuvvon
grade-evidence-moderate = Muhtun muddui duođaštuvvon
grade-evidence-limited = Unnán duođaštuvvon
grade-evidence-expert = Fágalaš ovttaoaivilvuohta, ii mihtiduvvon
grade-meaning-strong = Buorit dutkamušat dán reaiddu birra, dahje dan birra masa dat vuođđuduvvá, čájehit ahte dat doaibmá.
grade-meaning-moderate = Muhtun dutkamušat čájehit ahte dat doaibmá, muhto daid lohku lea unni, dat leat smávvát, dahje dat leat dahkkon eará diliin.
grade-meaning-limited = Unnán lea dutkojuvvon. Dat mii lea dovddus, čujuha dasa ahte dat doaibmá.
grade-meaning-expert = Váikkuhus ii leat mihtiduvvon. Fágaolbmot leat ovtta oaivilis das ahte sisdoallu lea riekta ja ávkkálaš.
grade-meaning-good = Gáibádus lea devdojuvvon, ja dat lea bures duođaštuvvon.
grade-meaning-satisfactory = Gáibádus lea devdojuvvon. Juoga sáhttá šaddat buorebun.
grade-meaning-needs_follow_up = Gáibádus lea devdojuvvon, muhto son gii lea árvvoštallan, čuovvola juoidá.
grade-tells = Loga maid katalogadieđut ieža muitalit dán birra
finding-met = Devdojuvvon
finding-deviation = Rabas spiehkasteapmi
finding-not_applicable = Ii guoskka
tool-findings = { $count ->
    [one] Okta gáibádus mii lea árvvoštallojuvvon
    [two] Guokte gáibádusa mat leat árvvoštallojuvvon
   *[other] Buot { $count } gáibádusa mat leat árvvoštallojuvvon
}
tool-findings-text = Dat masa árvvoštallan vuođđuduvvá, sáhttá sisttisdoallat dieđuid mat eai leat almmolaččat, ja danin dat ii čájehuvvo dáppe.
tool-assessed-by = Gii lea árvvoštallan
tool-assessed-at = Goas
tool-assessed-what = Mii lea árvvoštallojuvvon
tool-assessed-revision = Katalogadieđuid veršuvdna { $number }
tool-assessed-version = reaiddu veršuvdna { $version }
tool-assessed-reworded = Dán siiddu teaksta lea rievdaduvvon dan maŋŋil, muhto ii mihkkege mii gáibida ođđa árvvoštallama.
tool-criteria = Gáibádusaid veršuvdna
tool-method = Maid mearka mearkkaša
tool-due = Galgá árvvoštallojuvvot fas
tool-was-due = Galggai árvvoštallojuvvot fas
tool-deviations-text = Reaiddu sáhttá geavahit dan botta go dát divvojuvvo. Jus dat ii divvojuvvo ovdal áigemeari, de reaidu bissehuvvo.
deviation-reason = Manin
deviation-plan = Mii dahkkojuvvo
deviation-owner = Ovddasvástideaddji
deviation-deadline = Áigemearri
tool-privacy = Persovdnasuodjalus ja sisaloggen
privacy-line-what = Mii vurkejuvvo
privacy-line-where = Gos
privacy-line-shared = Geainna dat juhkkojuvvo
privacy-line-deletion = Sihkkun
tool-login = Sisaloggen
tool-login-none = It logge sisa, iige reaidu dovdda du.
tool-login-local = It logge sisa. Dat maid čálát, bissu du ovttadagas.
tool-login-own = Reaiddus lea sierra sisaloggen.
tool-login-central = Logget sisa dáppe oktii. Reaidu oažžu diehtit gii don leat.
tool-login-pseudonymous = Logget sisa dáppe oktii. Reaidu oažžu dušše pseudonyma, ii goassege nama dahje riegádannummira.
tool-permission = Lohpi
tool-permission-text = Dus jerrojuvvo vuosttaš geardde, ja sáhtát geassit lobi ruovttoluotta goas háliidat.
tool-accessibility = Olahahttivuohta
tool-screenshots = Šearbmagovat
tool-documents = Dokumeanttat
tool-device-ce = Das lea CE-mearka.
tool-device-no = Ii leat.
tool-versions = Veršuvnnat
tool-version = Veršuvdna { $version }
tool-version-material = Árvvoštallojuvvon ođđasit
tool-versions-none = Lágideaddji ii leat almmuhan ovttage.
tool-decisions = Mearrádusat
decision-order = Diŋgojuvvon
decision-approve = Dohkkehuvvon
decision-publish = Almmuhuvvon
decision-check = Unna rievdadus dárkkistuvvon ja almmuhuvvon
decision-suspend = Bissehuvvon
decision-lift = Bisseheapmi loahpahuvvon
decision-withdraw = Gessojuvvon ruovttoluotta
decision-settle = Spiehkasteapmi loahpahuvvon
decision-extend = Ođđa áigemearri spiehkasteapmái
tool-facts = Oanehaččat
tool-free = Nuvttá dutnje
tool-representation = Geavahit dan eará olbmo ovddas
tool-representation-yes = Juo, dát sáhttet:
tool-representation-no = Ii, dušše alccesat.
tool-process = Oassin dás
tool-vendor = Gii lea ráhkadan
tool-orderer = Gii lea diŋgon
mailbox-title = Demonstrašuvnna dieđáhusat
mailbox-intro = Dát siidu lea telefovnnaid ja poastakássaid sajis. Dat gávdno dušše demonstrašuvnnas.
mailbox-to = Vuostáiváldi: { $name }
mailbox-none = Ii oktage leat vel ožžon dieđáhusa.
grade-usability-good = Buorre
grade-usability-satisfactory = Dohkálaš
grade-usability-needs_follow_up = Čuovvoluvvo
grade-privacy-good = Buorre
grade-privacy-satisfactory = Dohkálaš
grade-privacy-needs_follow_up = Čuovvoluvvo
grade-security-good = Buorre
grade-security-satisfactory = Dohkálaš
grade-security-needs_follow_up = Čuovvoluvvo
grade-interoperability-good = Buorre
grade-interoperability-satisfactory = Dohkálaš
grade-interoperability-needs_follow_up = Čuovvoluvvo
tool-deviations = { $count ->
    [one] Okta gáibádus ii leat vel devdojuvvon
    [two] Guokte gáibádusa eai leat vel devdojuvvon
   *[other] { $count } gáibádusa eai leat vel devdojuvvon
}

og-locale = se_NO
embed-title = Čájet reaidduid iežat neahttabáikkis
embed-intro = Suohkanat, buohcciviesut ja earát sáhttet čájehit iežaset siidduin reaidduid listtu mii lea álo ođasmahttojuvvon. Dat lea nuvttá, iige dárbbašuvvo čoavdda iige šiehtadus.
embed-choose = Vállje maid listu galgá čájehit
embed-words = Ohcansánit
embed-any = Buot
embed-count = Reaidduid lohku
embed-show = Čájet listtu
embed-language = Listu boahtá dan gillii mii dán siiddus lea. Molsso giela bajimusas jus háliidat dan eará gillii.
embed-result = Ná šaddá listu
embed-frame = Rámman
embed-frame-text = Álkimus, ja doaibmá skripttaid haga. Bija dán dohko gosa listu galgá boahtit. Liŋkkat rahpet reaiddu siiddu Reseptoris.
embed-frame-title = Digitála dearvvašvuođareaiddut Reseptoris
embed-script = Skripttain
embed-script-text = Listu šaddá oassin din siiddus ja oažžu seamma hámi go eará oasit. Skriptta haga čuožžu liŋka doppe. Jus neahttabáikkis lea čavga Content Security Policy, de dat ferte suovvat skripttaid ja viežžamiid (script-src ja connect-src) dán neahttabáikkis.
embed-more = Eanet válljenvejolašvuođat
embed-more-text = <p>Goappašagain leat seamma válljenvejolašvuođat go ohcansiiddus: <code>q</code>, <code>tema</code>, <code>malgruppe</code>, <code>plattform</code>, <code>tilgang</code>, <code>profil</code>, <code>sprak</code>, <code>sorter</code> (<code>beste</code>, <code>nyeste</code>, <code>navn</code>) ja <code>antall</code> (1–24). Skripttas daid čállá ná: <code>data-tema</code> ja nu ain, guorus sajiin máŋgga árvvu gaskkas. Rámmas lea maiddái <code>farger</code> (<code>lys</code>, <code>mork</code>, <code>auto</code>).</p><p>Jus háliidehpet ráhkadit juoidá iežadet, de lea <a class="ds-link" href="{ $api }">olles kataloga rabas</a>.</p>
embed-terms = Persovdnasuodjalus ja eavttut
embed-terms-text = <p>Listu ii bija iige loga diehtočoahkuid, ja mii eat mihtit geat oidnet dan. Neahttalohkki viežžá listtu dáppe, ja danin mii diehtit neahttalohkki čujuhusa dan botta go dat viežžá. <a class="ds-link" href="{ $privacy }">Eambbo persovdnasuodjalusa birra</a>.</p><p>Dieđuid oažžu geavahit friddja dán liseanssa mielde go almmuha gáldu: Norsk lisens for offentlige data (NLOD 2.0).</p>
embed-all = Geahča buot reaidduid Reseptoris
embed-none = Aitto dál eai leat reaiddut mat heivejit.
embed-suspended = Bissehuvvon gaskaboddosaččat
figures-title = Rabas logut
figures-intro = Man guhká ádjána árvvoštallat ja almmuhit reaiddu, mii lea katalogas, ja man galle olbmo geavahit reaidduid. Unnit go vihtta ii čájehuvvo, vai ii oktage dovdojuvvo.
figures-at = Ođasmahttojuvvon
figures-table = Čájet loguid tabeallas
figures-download = Viečča daid: <a class="ds-link" href="/api/v1/figures.csv" download>tabealla (CSV)</a> dahje <a class="ds-link" href="/api/v1/figures" download>JSON</a>. <a class="ds-link" href="{ $api }">Eambbo rabas dieđuid birra</a>
figures-catalogue = Katalogas
figures-published = almmuhuvvon reaiddut
figures-suspended = Lassin leat { $number } reaiddu bissehuvvon gaskaboddosaččat. Dat leat mielde loguin vuolábealde.
figures-topics = Reaiddut fáttá mielde
figures-access = Reaiddut dan mielde mo daid oažžu
figures-use = Geavaheapmi
figures-use-text = Guoktelogi reaiddu maid eanemus olbmot leat álggahan maŋimuš jagi.
figures-use-none = Eai leat vel logut maid čájehit
figures-use-none-text = Go unnimusat vihtta olbmo leat álggahan reaiddu, de dat boahtá deike.
contact-email = E-poasta
contact-phone = Telefovdna
contact-page = Neahttasiidu
contact-none = Hálddašeaddji ii leat almmuhan mo oaččut oktavuođa minguin.
find-title-nyeste = ođđaseamos vuosttažin
find-title-navn = nama mielde
find-near = Válljemiid haga mii gávdnat dán: «{ $query }»
find-deeper = It sáhte mannat guhkkelii go { $count } vuosttaš reidui. Vállje eambbo dahje čále eanet sániid, de gávnnat daid eará.
tool-screenshots-more = Eanet govat ({ $count })
