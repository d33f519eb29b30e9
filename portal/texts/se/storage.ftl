# What tools store with us for a person.
account-stored = Maid reaiddut leat vurken
account-stored-text = Maid reaiddut seailluhit dáppe du várás
account-stored-intro = Reaiddut sáhttet seailluhit dieđuid du várás dáppe min luhtte. Dušše reaidu ieš sáhttá lohkat daid, ja dušše go don leat addán dasa lobi. Sáhtát sihkkut buot maid reaidu lea vurken.
stored-values = { $count ->
    [one] Okta diehtu
    [two] Guokte dieđu
   *[other] { $count } dieđu
}
stored-kilobytes = { $count } kB
stored-changed = Maŋimuš rievdaduvvon
stored-forgotten = Lohpi lea gessojuvvon ruovttoluotta. Sihkkojuvvo loahpalaččat
stored-erase = Sihko
stored-erase-of = Sihko dan maid reaidu { $name } lea vurken
stored-take-along = Háliidatgo vuos váldit dan mielde?
stored-none = Mihkkege ii leat vurkejuvvon
stored-none-text = Ii oktage reaidu seaillut maidege du várás dáppe. Reaiddus sáhttet liikká leat dieđut iežas luhtte.
confirm-erase-title = Áiggutgo sihkkut dan maid reaidu { $name } lea vurken?
confirm-erase-text = Buot maid reaidu seailluha dáppe, sihkkojuvvo loahpalaččat, iige dan sáhte viežžat ruovttoluotta. Lohpi bissu, ja reaidu sáhttá vurket ođđa dieđuid boahtte háve go dat geavahuvvo.
confirm-erase = Juo, sihko loahpalaččat
flash-stored-erased = Dat maid reaidu lei vurken, lea sihkkojuvvon.
act-erased = Sihkui dan maid reaidu lei vurken
act-exported = Vieččai buot mii lea vurkejuvvon du birra
export-stored = Maid reaiddut leat vurken
field-key = Namma maid reaidu geavaha das
field-bytes = Sturrodat (byte)
