# Hálddašeaddji siiddut.
op-none = –
op-choose = Vállje
op-runs-on = bistá
op-in-force = Gusto
op-not-in-force = Ii gusto
op-verified = Duođaštuvvon
op-not-verified = Ii leat duođaštuvvon
op-revision = veršuvdna { $number }
op-number-hint = Ovcci siffara.

op-column-tool = Reaidu
op-column-orderer = Diŋgojeaddji
op-column-vendor = Lágideaddji
op-column-state = Stáhtus
op-column-standing = Katalogas
op-column-on-its-way = Barggu vuolde
op-column-since = Álggii
op-column-requirement = Gáibádus
op-column-owner = Ovddasvástideaddji
op-column-deadline = Áigemearri
op-column-agreement = Šiehtadus
op-column-parties = Bealit
op-column-from = Álgá
op-column-period = Áigodat
op-column-last-day = Maŋimuš beaivi
op-column-do = Doaibma
op-column-client = Klieanta
op-column-login = Sisaloggen
op-column-reason = Sivva
op-column-organisation = Organisašuvdna
op-column-name = Namma
op-column-kind = Šládja
op-column-number = Organisašuvdnanummir
op-column-number-short = Org.nr.
op-column-verified = Duođašteapmi
op-column-place = Nr.
op-column-when = Goas
op-column-who = Gii
op-column-what = Mii
op-column-object = Guoská

op-state-draft = Álgočálus
op-state-submitted = Sáddejuvvon sisa
op-state-ordered = Diŋgojuvvon
op-state-in_assessment = Árvvoštallojuvvo
op-state-changes_requested = Vuordá rievdadusaid
op-state-approved = Dohkkehuvvon
op-state-published = Almmuhuvvon
op-state-superseded = Ođđaset veršuvdna lea boahtán sadjái
op-state-withdrawn = Gessojuvvon ruovttoluotta
op-state-rejected = Hilgojuvvon
op-state-suspended = Almmuhuvvon, muhto bissehuvvon dál

op-standing-published = Almmuhuvvon
op-standing-suspended = Bissehuvvon
op-standing-withdrawn = Gessojuvvon ruovttoluotta
op-standing-unlisted = Ii leat katalogas

op-reason-security = Sihkarvuohta
op-reason-agreement = Šiehtadus ii gusto
op-reason-deviation = Spiehkasteami áigemearri lea nohkan
op-reason-vendor_wish = Lágideaddji háliida dan
op-reason-quality = Eahpádus kvalitehta dáfus
op-reason-other = Eará

op-agreement-A1 = A1 Geavahaneavttut
op-agreement-A2 = A2 Lágideaddjieavttut
op-agreement-A3 = A3 Lágidanšiehtadus
op-agreement-A4 = A4 Persovdnabálvalusa eavttut
op-agreement-hint-A1 = Diŋgojeaddji ja hálddašeaddji. Dárbbašuvvo vai sáhttá diŋgot.
op-agreement-hint-A2 = Lágideaddji ja hálddašeaddji. Dárbbašuvvo guovddáš ja pseudonyma geavaheaddjiprofiilla várás.
op-agreement-hint-A3 = Diŋgojeaddji ja lágideaddji, ovtta reaiddu várás. Dárbbašuvvo guovddáš ja pseudonyma geavaheaddjiprofiilla várás.
op-agreement-hint-A4 = Doaimmahat ja hálddašeaddji. Dárbbašuvvo vai muhtun sáhttá doaibmat eará olbmo ovddas.
op-agreement-hint-A5 = Doaimmahat ja lágideaddji, ovtta reaiddu várás. Dárbbašuvvo vai muhtun sáhttá doaibmat eará olbmo ovddas.
op-agreement-standing-in-force = Gusto
op-agreement-standing-coming = Boahtá
op-agreement-standing-over = Áigi lea nohkan
op-agreement-standing-terminated = Loahpahuvvon
op-agreement-end = Loahpat šiehtadusa

op-organisation-directorate = Direktoráhtta
op-organisation-health_trust = Dearvvašvuođadoaimmahat
op-organisation-municipality = Suohkan
op-organisation-county = Fylkkasuohkan
op-organisation-contracted = Priváhta dahje ideála doaimmahat mas lea šiehtadus
op-organisation-vendor = Lágideaddji
op-organisation-operator = Hálddašeaddji

op-actor-citizen = Ássi
op-actor-clinician = Dearvvašvuođabargi
op-actor-orderer = Diŋgojeaddji
op-actor-vendor = Lágideaddji
op-actor-operator = hálddašeaddji
op-actor-client = Klieanta
op-actor-system = Reseptor

# /forvaltning
op-home-title = Mearrádusat
op-home-intro = Dat mii vuordá mearrádusa, dat mii fargga nohká, ja dat mii lea bissánan.
op-home-figure-queue = veršuvnnat jođus
op-home-figure-suspended = bissehuvvon reaiddut
op-home-figure-waiting = dieđáhusat mat vurdet
op-home-figure-dead = dieđáhusat maid eat šat geahččal sáddet
op-search-server = Ohcanserver ii vástit: siskkáldas indeaksa vástida
op-search-server-unknown = Ohcanserver ii leat vel jerrojuvvon. Ohcan doaibmá nu mo dábálaččat.
op-search-server-filling = Ohcanserveris ii leat indeaksa maid sáhttá geavahit, ja ođđa indeaksa ráhkaduvvo. Ohcan doaibmá dan botta nu mo dábálaččat.
op-search-server-away = Mihkkege ii vástit ohcanservera čujuhusas, dahje vástádus ádjána beare guhká. Ohcan doaibmá nu mo dábálaččat. Server váldojuvvo fas atnui iešalddis.
op-search-server-useless = Ohcanserver vástida, muhto dan ii sáhte geavahit: dat hilgu čoavdaga, lea juoga eará go Meilisearch, dahje das lea meattáhus. Loggas čuožžu manin. Ohcan doaibmá nu mo dábálaččat.
op-home-queue = Jođus katalogii, vuosttažin dat maid don sáhtát mearridit
op-home-next = Boahtte lávki
op-home-step-wait = Vuordá earáid
op-home-step-approve = Gearggus dohkkeheapmái
op-home-step-publish = Gearggus almmuheapmái
op-home-step-publish-other = Don leat dohkkehan. Eará olmmoš ferte almmuhit.
op-home-step-check = Gearggus álkes dárkkisteapmái
op-home-unmet = { $count ->
    [one] { $count } gáibádus ii leat devdojuvvon
    [two] { $count } gáibádusa eai leat devdojuvvon
   *[other] { $count } gáibádusa eai leat devdojuvvon
}
op-home-empty = Mihkkege ii leat vuordimin
op-home-empty-text = Go lágideaddji sádde reaiddu sisa, de dat boahtá deike.
op-home-soon = Nohká fargga
op-home-deadlines = Spiehkasteamit main lea áigemearri
op-home-overdue = Áigemearri lea nohkan
op-home-due = Reaiddut maid galgá árvvoštallat fas 90 beaivvi siste
op-home-ending = Šiehtadusat mat nohket 90 beaivvi siste
op-home-nothing-soon = Eai leat áigemearit eaige šiehtadusat mat nohket boahtte 90 beaivvi siste.

# /forvaltning/saker/{id}
op-case-title = { $name } – ášši
op-case-intro = Veršuvdna { $number }, lágideaddji: { $vendor }
op-case-publishable = Gáibádusat leat devdojuvvon
op-case-not-publishable = Ii sáhte almmuhuvvot nu mo dilli lea dál
op-case-verdict-of = Dilli { $date }, gáibádusaid veršuvnna { $criteria } mielde.
op-case-with-deviations = Duođaštuvvon spiehkasteamit: { $rules }.
op-case-ungraded = Dáin váilu árvosátni: { $rules }.
op-case-editorial = Dušše gielalaš rievdadusat
op-case-editorial-text = Mihkkege mearkkašahtti ii leat rievdan almmuhuvvon veršuvnna rájes. Álkes dárkkisteapmi lea doarvái.
op-case-not-assessed = Ii leat vel árvvoštallojuvvon
op-case-not-assessed-text = Almmolaš doaimmahat ferte váldit reaiddu badjelasas ja árvvoštallat dan ovdal go sáhtát mearridit maidege.
op-case-requirements = Gáibádusat
op-case-requirements-text = Raba gáibádusa jus háliidat oaidnit masa vástádus vuođđuduvvá. Dat mat eai leat devdojuvvon, leat rahpasat.
op-case-derived = Čuovvu dieđuin, ii vástádusas.
op-case-answer = Vástádus
op-case-grade = Árvosátni
op-case-evidence = Duođaštus
op-case-reason = Ákkat
op-case-plan = Plána
op-case-agreements = Šiehtadusat maidda gáibádusat vuođđuduvvet
op-case-content = Ná álbmot oažžu lohkat dan
op-case-history = Mii lea dáhpáhuvvan
op-case-decision = Mearrádus
op-case-material = Rievdan mearkkašahtti láhkai
op-case-four-eyes-heading = Njeallje čalmmi
op-case-four-eyes = Dus lea juo leamaš rolla dán áššis. Eará hálddašeaddji ferte dahkat dán mearrádusa.
op-case-nothing-to-do = Dáppe ii leat dál mihkkege maid mearridit.
op-case-to-tool = Buot reaiddu birra

op-outcome-met = Devdojuvvon
op-outcome-unmet = Ii leat devdojuvvon
op-outcome-deviation = Spiehkasteapmi
op-outcome-not-applicable = Ii guoskka
op-outcome-note = Diehtun
op-answer-met = Devdojuvvon
op-answer-unmet = Ii leat devdojuvvon
op-answer-deviation = Spiehkasteapmi
op-answer-not_applicable = Ii guoskka
op-grade-strong = Bures duođaštuvvon
op-grade-moderate = Muhtun muddui duođaštuvvon
op-grade-limited = Unnán duođaštuvvon
op-grade-expert = Fágalaš ovttaoaivilvuohta
op-grade-good = Buorre
op-grade-satisfactory = Dohkálaš
op-grade-needs_follow_up = Čuovvoluvvo
op-material-purpose = ulbmil ja váikkuhus
op-material-availability = beassan
op-material-profile = geavaheaddjiprofiila ja sisaloggen
op-material-data = dieđut
op-material-launch = álggaheapmi

op-section-texts = Teavsttat
op-section-privacy = Persovdnasuodjalus
op-section-working = Ná dat doaibmá
op-field-name = Namma
op-field-summary = Oanehaččat
op-field-purpose = Ulbmil
op-field-effect = Váikkuhus
op-field-not-for = Ii leat dáid várás
op-field-usage = Ná álggát
op-field-target-group = Olahusjoavku sániiguin
op-field-accessibility = Olahahttivuohta
op-field-what = Mii vurkejuvvo
op-field-where = Gos
op-field-shared = Geainna juhkkojuvvo
op-field-deletion = Sihkkun
op-field-independence = Iešheanalašvuohta
op-field-process = Oassin proseassas
op-field-availability = Beassan
op-field-platforms = Gos doaibmá
op-field-profile = Geavaheaddjiprofiila
op-field-login-methods = Sisaloggen
op-field-claims = Maid reaidu oažžu diehtit geavaheaddji birra
op-field-level = Sisaloggendássi
op-field-overlaps = Seamma doaimmat go Reseptoris
op-field-launch = Álggahanvuohki
op-field-launch-url = Álggahančujuhus
op-field-topics = Fáttát
op-field-audiences = Olahusjoavkkut
op-field-languages = Reaiddu gielat
op-field-translations = Gielat katalogas
op-field-tasks = Bargobihtát
op-field-permission = Dárbbaša lobi
op-field-permission-data = Masa lohpi guoská
op-field-representation = Doarju ahte muhtun doaibmá eará olbmo ovddas
op-field-representation-shown = Ná dat čájehuvvo
op-field-device-class = Luohkká
op-field-device-why-none = Manin ii
op-field-device-ce = Das lea CE-mearka
op-word-answer-yes = Juo
op-word-answer-no = Ii
op-word-independence-standalone = Iešheanalaš
op-word-independence-integrated = Integrerejuvvon bálvalussii
op-word-availability-open = Rabas
op-word-availability-prescription = Dušše dearvvašvuođabargi bokte
op-word-platform-web = Neahttalohkki
op-word-platform-ios = iPhone ja iPad
op-word-platform-android = Android
op-word-profile-none = Ii makkárge
op-word-profile-local = Báikkálaš
op-word-profile-own = Sierra
op-word-profile-central = Guovddáš
op-word-profile-pseudonymous = Pseudonyma
op-word-login-platform = Reseptora
op-word-login-own = Sierra
op-word-login-idporten = ID-porten njuolga
op-word-login-vipps = Vipps
op-word-login-facebook = Facebook
op-word-login-google = Google
op-word-login-apple = Apple
op-word-claim-pseudonym = Pseudonyma
op-word-claim-name = Namma
op-word-claim-birthdate = Riegádanbeaivi
op-word-claim-national_id = Riegádannummir
op-word-level-low = Vuollegis
op-word-level-substantial = Mearkkašahtti
op-word-level-high = Alla
op-word-launch-smart = Njuolga álggaheapmi (SMART)
op-word-launch-hti = Njuolga álggaheapmi (HTI)
op-word-launch-link = Liŋka
op-word-launch-none = Ii álggahuvvo dáppe
op-word-language-nb = Girjedárogiella
op-word-language-nn = Ođđadárogiella
op-word-language-en = Eaŋgalasgiella
op-word-language-se = Davvisámegiella
op-word-device-device = Juo
op-word-device-not_device = Ii

# /forvaltning/saker/{id}/{verb}
op-verb-godkjenn = Dohkket
op-verb-publiser = Almmut
op-verb-kontroller = Dárkkis ja almmut
op-verb-be-om-endring = Bivdde rievdadusaid
op-verb-avslag = Hilggo
op-decide-godkjenn = Áiggutgo dohkkehit reaiddu { $name }?
op-decide-godkjenn-text = Dát lea vuosttaš mearrádus guovttis. Eará hálddašeaddji ferte almmuhit maŋŋil.
op-decide-publiser = Áiggutgo almmuhit reaiddu { $name }?
op-decide-publiser-text = Reaidu boahtá katalogii dakkaviđe. Dalle dan sáhttá gávdnat ja čállit reseptii.
op-decide-kontroller = Áiggutgo dárkkistit ja almmuhit reaiddu { $name }?
op-decide-kontroller-text = Don dáhkidat ahte mihkkege mearkkašahtti ii leat rievdan. Ođđa veršuvdna boahtá dakkaviđe almmuhuvvon veršuvnna sadjái.
op-decide-be-om-endring = Áiggutgo bivdit rievdadusaid reidui { $name }?
op-decide-be-om-endring-text = Lágideaddji oažžu dieđu, ja sáhttá rievdadit ja sáddet sisa ođđasit.
op-decide-avslag = Áiggutgo hilgut reaiddu { $name }?
op-decide-avslag-text = Lágideaddji ja diŋgojeaddji oažžuba dieđu, ja das čuožžu manin. Lágideaddji sáhttá vástidit, váidit ja sáddet sisa ođđasit.
op-decide-words-godkjenn = Ákkat vástádusaid lassin
op-decide-words-be-om-endring = Mii ferte rievdaduvvot?
op-decide-words-avslag = Manin áiggut hilgut dan?

# /forvaltning/verktoy
op-tools-title = Reaiddut
op-tools-intro = Buot reaiddut mat leat sáddejuvvon sisa, mat leat katalogas dahje leat jođus dohko.
op-tools-search = Oza nama mielde
op-tools-which = Makkár reaiddut
op-tools-all = Buot
op-tools-only-suspended = Bissehuvvon
op-tools-count = { $count ->
    [one] { $count } reaidu
    [two] { $count } reaiddu
   *[other] { $count } reaiddu
}
op-tools-empty = Eai leat reaiddut mat heivejit
op-tools-empty-text = Geahččal eará nama, dahje vállje «Buot».
op-tool-title = { $name } – reaidu
op-tool-public = Geahča siiddu katalogas
op-tool-withdrawn = Gessojuvvon ruovttoluotta
op-tool-suspensions = Bissehuvvon dáid sivaid geažil
op-tool-suspensions-text = Reaiddu sáhttá geavahit fas easka go buot sivat leat váldojuvvon eret.
op-tool-lifts-itself = Váldojuvvo eret iešalddis go sivva ii leat šat.
op-tool-lift = Váldde eret dán siva
op-tool-clients = Klieanttat
op-tool-agreements = Šiehtadusat reaiddu birra
op-tool-decisions = Mearrádusat
op-tool-no-decisions = Mihkkege ii leat vel mearriduvvon.
op-tool-about = Reaiddu birra
op-tool-listed = Almmuhuvvon veršuvdna
op-tool-dossier = Geahča ášši
op-tool-events = Revišuvdnalogga
op-tool-events-link = Geahča dáhpáhusaid
op-tool-suspend = Bisset
op-tool-withdraw = Gease ruovttoluotta
op-tool-add-agreement = Lasit šiehtadusa

op-decision-order = Diŋgojeaddji lea váldán badjelasas
op-decision-request_changes = Rievdadusat leat bivdojuvvon
op-decision-approve = Dohkkehuvvon
op-decision-publish = Almmuhuvvon
op-decision-check = Dárkkistuvvon ja almmuhuvvon
op-decision-reject = Hilgojuvvon
op-decision-suspend = Bissehuvvon
op-decision-lift = Bisseheapmi loahpahuvvon
op-decision-withdraw = Gessojuvvon ruovttoluotta
op-decision-settle = Spiehkasteapmi loahpahuvvon
op-decision-extend = Ođđa áigemearri spiehkasteapmái

op-stop-suspend = Áiggutgo bissehit reaiddu { $name }?
op-stop-suspend-text = Dan bottu rájes ii oktage sáhte álggahit reaiddu, ja sii geat leat loggen sisa dasa, loggejuvvojit olggos.
op-stop-lift = Áiggutgo váldit eret siva man geažil dát reaidu lea bissehuvvon: { $name }?
op-stop-lift-text = Dušše dát sivva váldojuvvo eret. Jus leat eará sivat, de reaidu lea ain bissehuvvon.
op-stop-withdraw = Áiggutgo geassit reaiddu { $name } ruovttoluotta loahpalaččat?
op-stop-withdraw-text = Dán ii sáhte šat rievdadit. Reaiddu ii sáhte goassege šat álggahit. Sii geain dat lea leamaš, oidnet ain ahte dat gávdnui, ja manin dat lea gessojuvvon ruovttoluotta.
op-stop-who = Dát ožžot dieđu
op-stop-nobody-patients = Ovttage pasieanttas ii leat dál reaidu.
op-stop-few-patients = Unnit go vihtta pasieantta geain lea reaidu reseapttain.
op-stop-told-patients = { $count ->
    [one] { $count } pasieanta geas lea reaidu reseapttain.
    [two] { $count } pasieantta geain lea reaidu reseapttain.
   *[other] { $count } pasieantta geain lea reaidu reseapttain.
}
op-stop-nobody-clinicians = Ii oktage dearvvašvuođabargi čuovvol dál ovttage olbmo dáinna reaidduin.
op-stop-few-clinicians = Unnit go vihtta dearvvašvuođabargi geat leat čállán dan reseptii.
op-stop-told-clinicians = { $count ->
    [one] { $count } dearvvašvuođabargi gii lea čállán dan reseptii.
    [two] { $count } dearvvašvuođabargi geat leat čállán dan reseptii.
   *[other] { $count } dearvvašvuođabargi geat leat čállán dan reseptii.
}
op-stop-told-parties = Lágideaddji ja diŋgojeaddji, ja buohkat geat leat addán reidui lobi.
op-stop-sure = Juo, gease reaiddu { $name } ruovttoluotta loahpalaččat
op-stop-do-suspend = Bisset reaiddu
op-stop-do-lift = Váldde siva eret
op-stop-do-withdraw = Gease ruovttoluotta loahpalaččat

op-client-confidential = Čoavdagiin
op-client-public = Čoavdaga haga
op-client-disabled = Giddejuvvon
op-client-enabled = Geavahusas
op-vendor-stopped = Lágideaddji lea bissehuvvon
op-vendor-emergency = Heahtebisseheapmi
op-vendor-emergency-text = Bisseha lágideaddji buot reaidduid oktanaga. Dan sáhttá loahpahit seamma jođánit.
op-vendor-stop = Áiggutgo bissehit lágideaddji ja buot dan reaidduid: { $name }?
op-vendor-stop-text = Dan bottu rájes ii oktage sáhte álggahit dáid reaidduid, ja sii geat leat loggen sisa daidda, loggejuvvojit olggos. Buohkat geaidda dát guoská, ožžot dieđu. Dat guoská maiddái reaidduide mat almmuhuvvojit dan botta go bisseheapmi bistá.
op-vendor-release = Áiggutgo loahpahit dán lágideaddji bisseheami: { $name }?
op-vendor-release-text = Reaidduid sáhttá fas álggahit, earret daid mat leat bissehuvvon eará sivaid geažil. Buohkat geaidda dát guoská, ožžot dieđu.
op-vendor-do-stop = Bisset lágideaddji
op-vendor-do-release = Loahpat bisseheami
op-vendor-tools = { $count ->
    [one] Dasa gullá okta reaidu katalogas
    [two] Dasa gullet guokte reaiddu katalogas
   *[other] Dasa gullet { $count } reaiddu katalogas
}
op-vendor-no-tools = Lágideaddjis eai leat dál reaiddut katalogas.
flash-op-vendor-stopped = Lágideaddji ja buot dan reaiddut leat bissehuvvon. Sii geaidda dát guoská, ožžot dieđu.
flash-op-vendor-released = Bisseheapmi lea loahpahuvvon.
op-keys-title = Čoavdagat
op-keys-of = Čoavdagat: { $name }
op-keys-intro = Jus čoavdda lea šaddan boasttu olbmuid gihtii, de dan sáhttá hilgut dáppe. Klieanta sáhttá geavahit eará čoavdagiiddis nu mo ovdal.
op-keys-name = Namma (kid)
op-keys-thumbprint = Suorbmaluodda
op-keys-refused = Hilgojuvvon
op-keys-accepted = Dohkkehuvvo
op-keys-not-published = Ii leat šat almmuhuvvon
op-keys-none = Klieanttas eai leat čoavdagat.
op-keys-away = Čujuhus gos klieantta čoavdagat leat, ii vástit dál. Hilgojuvvon čoavdagat leat liikká hilgojuvvon.
op-keys-see = Čoavdagat
op-key-avvis = Áiggutgo hilgut dán čoavdaga?
op-key-avvis-text = Dan bottu rájes ii oktage sáhte logget klieantta sisa čoavdagiin. Buot maid klieanta lea ožžon, heaitá gustomis, ja sii geat leat loggen sisa dan bokte, loggejuvvojit olggos ja ožžot dieđu. Dieđu ožžot maiddái sii geain lea ovddasvástádus klieanttas, ja dearvvašvuođabargit geat leat čállán reaiddu reseptii. Ii veahket almmuhit čoavdaga ođđasit eará namain.
op-key-godta = Áiggutgo dohkkehit fas dán čoavdaga?
op-key-godta-text = Klieanta sáhttá fas logget sisa čoavdagiin. Dat maid lei ožžon ovdal, ii gusto liikká.
op-key-verb-avvis = Hilggo čoavdaga
op-key-verb-godta = Dohkket čoavdaga
error-too-many-refused-keys = Klieanttas leat juo 100 hilgojuvvon čoavdaga. Gidde baicce klieantta: dalle ii oktage čoavdda beasa sisa.
flash-op-key-refused = Čoavdda lea hilgojuvvon.
flash-op-key-accepted = Čoavdda dohkkehuvvo fas.
op-client-verb-steng = Gidde
op-client-verb-aapne = Váldde fas atnui
op-home-changes = Klieanttat mat vurdet vástádusa
op-change-waits = Vuordá vástádusa
op-change-answer = Vástit lágideaddjái
op-change-title = Áiggutgo nannet dán reaiddu čujuhusaid: { $name }?
op-change-short = Ođđa čujuhusat
op-change-text = Lágideaddji háliida ahte sisaloggemiid sáhttá sáddet ođđa čujuhusaide. Son gii eaiggáda máhccančujuhusa, oažžu ássiid sisaloggemiid.
op-change-whole = Lágideaddji lea registreren ođđa klieantta reidui mii lea katalogas. Klieanta doaibmá easka go lea nannejuvvon.
op-change-asked = Gii lea jearran
op-change-before = Odne
op-change-after = Maid lágideaddji háliida
op-change-new = Ođas
op-change-confirm = Nanne
op-change-decline = Hilggo
op-client-steng = Áiggutgo giddet ovtta dán reaiddu klieanttain: { $name }?
op-client-steng-text = Buot maid klieanta lea ožžon, heaitá gustomis dakkaviđe, ja sii geat leat loggen sisa dan bokte, loggejuvvojit olggos. Jus dát lea maŋimuš klieanta, de ii oktage sáhte logget sisa ovdal go dat váldojuvvo fas atnui. Dieđu ožžot sii geaidda dát guoská: sii geat ledje loggen sisa, sii geain lea ovddasvástádus klieanttas, ja jus dat gullá reidui, de maiddái sii geain lea reaidu, diŋgojeaddji ja dearvvašvuođabargit.
op-client-aapne = Áiggutgo váldit fas atnui ovtta dán reaiddu klieanttain: { $name }?
op-client-aapne-text = Klieanta sáhttá fas logget sisa. Dat maid lei ožžon ovdal, ii gusto liikká.
op-decide-choose-process = Vállje proseassa reaiddu siiddus
op-clients-title = Journálavuogádagaid klieanttat
op-clients-intro = Klieanttat maiguin journálavuogádagat logget sisa. Reaiddu klieanttat čužžot reaiddu siiddus.
op-clients-count = { $count ->
    [one] Okta klieanta
    [two] Guokte klieantta
   *[other] { $count } klieantta
}
op-clients-empty = Ovttage journálavuogádagas eai leat klieanttat
op-clients-empty-text = Journálavuogádaga klieanta registrerejuvvo gohččosiin, dan organisašuvnna várás masa vuogádat gullá.
op-organisation-clients = Journálavuogádaga klieanttat
op-client-reason = Manin
op-client-reason-hint = Sii geain lea ovddasvástádus klieanttas, oidnet dán, ja dat čuožžu revišuvdnaloggas. Ale čále maidege ovttaskas olbmuid birra.
op-client-shut-because = Manin dat lea giddejuvvon:

# /forvaltning/organisasjoner
op-organisations-title = Organisašuvnnat
op-organisations-intro = Geat leat mielde, ja maid sii leat šiehtadan.
op-organisations-search = Oza nama mielde
op-organisations-kinds = Organisašuvnnaid šlájat
op-organisations-all = Buot
op-organisations-count = { $count ->
    [one] { $count } organisašuvdna
    [two] { $count } organisašuvnna
   *[other] { $count } organisašuvnna
}
op-organisations-empty = Eai leat organisašuvnnat mat heivejit
op-organisations-empty-text = Geahččal eará nama, dahje čájet buot šlájaid.
op-organisations-add = Lasit organisašuvnna
op-new-organisation-title = Ođđa organisašuvdna
op-new-organisation-intro = Buohtastahte dieđuid Ovttadatregistariin ovdal go duođaštat.
op-organisation-title = { $name } – organisašuvdna
op-organisation-agreements = Šiehtadusat
op-organisation-no-agreements = Organisašuvnnas eai leat šiehtadusat.
op-organisation-units = Ovttadagat
op-organisation-no-units = Organisašuvnnas eai leat ovttadagat.
op-organisation-unit-name = Ođđa ovttadaga namma
op-organisation-add-unit = Lasit ovttadaga
op-verify = Duođaš
op-verify-text = Leatgo dárkkistan ahte namma, nummir ja šládja leat nu mo Ovttadatregistaris?

# /forvaltning/avtaler
op-agreements-title = Šiehtadusat
op-agreements-intro = Šiehtadusat A1–A5. Go nohká šiehtadus masa almmuhuvvon reaidu vuođđuduvvá, de reaidu bissehuvvo seamma beaivvi.
op-agreements-count = { $count ->
    [one] { $count } šiehtadus
    [two] { $count } šiehtadusa
   *[other] { $count } šiehtadusa
}
op-agreements-add = Lasit šiehtadusa
op-agreements-empty = Eai leat šiehtadusat
op-agreements-empty-text = Lasit vuosttaš šiehtadusa.
op-new-agreement-title = Ođđa šiehtadus
op-new-agreement-intro = Hálddašeaddji lea bealli dáin: A1, A2 ja A4.
op-new-agreement-party = Beali organisašuvdnanummir
op-new-agreement-party-hint = A1 ja A3: diŋgojeaddji. A2: lágideaddji. A4 ja A5: doaimmahat.
op-new-agreement-tool = Reaidu
op-new-agreement-tool-hint = Dušše A3 ja A5: reaiddu čujuhusa maŋimuš oassi. Lágideaddji čuovvu reaiddus.
op-new-agreement-terms = Eavttuid veršuvdna
op-new-agreement-until-hint = Guođe dán guorusin jus šiehtadusas ii leat maŋimuš beaivi.
op-end-agreement-title = Áiggutgo loahpahit šiehtadusa?
op-end-agreement-text = Reaiddut mat vuođđuduvvet šiehtadussii, bissehuvvojit dan beaivvi go šiehtadus nohká, ja bealit ožžot dieđu.
op-end-agreement-on = Vuosttaš beaivi go dat ii šat gusto
op-end-agreement-grounds = Manin?

# /forvaltning/hendelser
op-audit-title = Revišuvdnalogga
op-audit-intro = Buot mii lea dahkkon, lea dán viđjjis, mas ii sáhte rievdadit maidege almmá ahte dat fuomášuvvo. Ássiid namat eai čuoččo das.
op-audit-search = Dušše dán birra (id)
op-audit-verify = Dárkkis viđjji
op-audit-intact = Viđji lea ollis
op-audit-intact-text = { $count ->
    [one] { $count } dáhpáhus lea dárkkistuvvon, ja dat lea riekta.
    [two] { $count } dáhpáhusa leat dárkkistuvvon, ja goappašagat leat riekta.
   *[other] { $count } dáhpáhusa leat dárkkistuvvon, ja buot leat riekta.
}
op-audit-broken = Viđji lea boatkanan
op-audit-broken-text = Dáhpáhus nr. { $at } lea rievdaduvvon dahje váilu. Dieđit sutnje geas lea ovddasvástádus sihkarvuođas, ja seailut diehtovuođu nu mo dat lea.
op-audit-table = Dáhpáhusat, ođđaseamosat vuosttažin
op-audit-empty = Eai leat dáhpáhusat
op-audit-empty-text = Dán birra ii leat čállojuvvon mihkkege.
op-audit-older = Boarrásit dáhpáhusat
op-audit-newest = Mana ođđaseamosaide

# /forvaltning/utboks
op-outbox-title = Dieđáhusat maid eat šat geahččal sáddet
op-outbox-intro = { $count ->
    [0] Mihkkege ii leat vuordimin.
    [one] { $count } dieđáhus lea vuordimin.
    [two] { $count } dieđáhusa leat vuordimin.
   *[other] { $count } dieđáhusa leat vuordimin.
}
op-outbox-table = { $count ->
    [one] { $count } dieđáhus maid eat šat geahččal sáddet
    [two] { $count } dieđáhusa maid eat šat geahččal sáddet
   *[other] { $count } dieđáhusa maid eat šat geahččal sáddet
}
op-outbox-queued = Biddjojuvvon vuordit
op-outbox-attempts = Geahččaleamit
op-outbox-error = Meattáhus
op-outbox-revive = Geahččal ođđasit
op-outbox-empty = Eai leat dákkár dieđáhusat
op-outbox-empty-text = Go dieđáhusa ii sáhte sáddet, de dat geahččaluvvo iešalddis ođđasit guokte beaivvi ovdal go boahtá deike.

# /forvaltning/statistikk
op-statistics-title = Statistihkka
op-statistics-intro = Unnit go vihtta ii čájehuvvo. <a class="ds-link" href="{ $figures }">Rabas logut</a>
op-statistics-times = Meannudanáigi
op-statistics-times-text = Reaiddut mat leat almmuhuvvon áigodagas { $from } – { $until }. Seakka stoalpu lea mediána. Govda stoalpu duogábealde čájeha áiggi mii lei doarvái ovcci reidui logis.
op-statistics-both = bealli, eanemusat { $median }; ovcci logis, eanemusat { $p90 }
op-statistics-times-table = Meannudanáigi, lávki lávkki mielde
op-statistics-stretch = Lávki
op-statistics-number = Lohku
op-statistics-median = Mediána
op-statistics-p90 = Ovcci logis, eanemusat
op-statistics-few = unnit go vihtta
op-statistics-states = Gos reaiddut leat
op-statistics-states-table = Veršuvnnat stáhtusa mielde
op-stretch-waiting = Sisasáddema rájes dassážii go diŋgojeaddji váldá dan badjelasas
op-stretch-assessment = Diŋgojumi rájes dohkkeheami rádjai
op-stretch-publishing = Dohkkeheami rájes almmuheami rádjai
op-stretch-whole = Sisasáddema rájes almmuheami rádjai

form-op-not-sure = Merke ahte oaivvildat dan. Dán ii sáhte šat rievdadit.
form-op-bad-number = Čále rivttes organisašuvdnanummira mas leat ovcci siffara.
form-op-no-letters = Namas fertejit leat muhtun bustávat.
form-op-unknown-tool = Mii eat gávnna reaiddu dáinna čujuhusain.
form-op-day-passed = Vállje odná beaivvi dahje maŋit beaivvi.

flash-op-approved = Reaidu lea dohkkehuvvon. Eará olmmoš ferte almmuhit dan.
flash-op-published = Reaidu lea almmuhuvvon.
flash-op-changes-requested = Lágideaddji lea ožžon dieđu das mii ferte rievdaduvvot.
flash-op-rejected = Reaidu lea hilgojuvvon, ja bealit leat ožžon dieđu.
flash-op-suspended = Reaidu lea bissehuvvon. Sii geaidda dát guoská, ožžot dieđu.
flash-op-lifted = Sivva lea váldojuvvon eret.
flash-op-withdrawn = Reaidu lea gessojuvvon ruovttoluotta loahpalaččat.
flash-op-client-disabled = Klieanta lea giddejuvvon.
flash-op-client-enabled = Klieanta lea fas geavahusas.
flash-op-change-confirmed = Rievdadus lea nannejuvvon, ja gusto dán rájes.
flash-op-change-declined = Rievdadus lea hilgojuvvon. Buot lea nu mo ovdal.
flash-op-added = Lasihuvvon.
flash-op-verified = Organisašuvdna lea duođaštuvvon.
flash-op-ended = Šiehtadus lea loahpahuvvon.
flash-op-revived = Mii geahččalat sáddet dieđáhusa ođđasit.
op-test-persons = Geahččalanolbmot
op-test-persons-intro = Lágideaddjit geahččalit reaidduideaset dáid hutkojuvvon olbmuid namas, juohke lágideaddji iežas sandboxas. Riegádannummir váldojuvvo ráiddus mas ii ovttage duohta olbmos leat nummir, ja ii oktage sáhte eará láhkai logget sisa sin namas.
op-test-persons-none = Eai leat geahččalanolbmot
op-test-persons-none-text = Jus eai leat geahččalanolbmot, de ii oktage lágideaddji sáhte geavahit sandboxa. Ráhkat áinnas vuos rávisolbmo, ja dan maŋŋil dan rávisolbmo máná.
op-test-born = Riegádanbeaivi
op-test-acts-for = Sáhttá doaibmat dáid ovddas
op-test-add = Ráhkat geahččalanolbmo
op-test-given = Ovdanamma
op-test-family = Goargu
op-test-parent = Váhnen
op-test-parent-hint = Dat guhte válljejuvvo, oažžu váhnenovddasvástádusa ja sáhttá geahččalit doaibmat máná ovddas dassážii go mánná deavdá 16 jagi.
op-test-no-parent = Ii oktage
error-test-persons-full = Dál leat nu máŋga geahččalanolbmo go sáhttet leat.
