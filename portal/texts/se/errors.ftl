error-what-now = Maid sáhtát dál dahkat?
error-try-again = Geahččal ođđasit
error-find-tools = Gávnna reaidduid
error-go-home = Mana iežat álgosiidui
error-get-help = Bivdde veahki
error-request = Almmut dán koda jus bivddát veahki: { $id }
error-rules = { $count ->
    [one] Njuolggadus mii eastada dán
    [two] Njuolggadusat mat eastadit dán
   *[other] Njuolggadusat mat eastadit dán
}

error-bad-request-title = Jearaldaga ii sáhttán lohkat
error-bad-request-lead = Čujuhusas dahje skovis lei juoga maid mii eat sáhte geavahit. Mana ruovttoluotta ja geahččal ođđasit.
error-unauthorized-title = Fertet logget sisa
error-unauthorized-lead = Siidu gáibida ahte leat loggen sisa.
error-forbidden-title = Dán it sáhte dahkat
error-forbidden-lead = Okta njuolggadus eastada dán.
error-not-found-title = Siidu ii gávdnon
error-not-found-lead = Siidu ii gávdno, dat lea sirdojuvvon, dahje dat ii leat du várás.
error-method-not-allowed-title = Siiddu ii sáhte geavahit ná
error-method-not-allowed-lead = Siidu gávdno, muhto ii dasa maid geahččalit dahkat. Mana ruovttoluotta ja geahččal ođđasit.
error-conflict-title = Juoga lea rievdan dan rájes go rahpet siiddu
error-conflict-lead = Mihkkege ii leat vurkejuvvon. Raba siiddu ođđasit ja geahča mo dilli lea dál.
error-gone-title = Siidu ii gávdno šat
error-gone-lead = Dat mii lei dáppe, lea váldojuvvon eret.
error-too-large-title = Dat maid sáddejit, lea beare stuoris
error-too-large-lead = Oanit teavstta ja sádde ođđasit.
error-unsupported-media-type-title = Dán formáhta ii sáhte geavahit
error-unsupported-media-type-lead = Sádde skovi dan siiddus masa dat gullá.
error-invalid-title = Juoga ii leat riekta das maid sáddejit
error-invalid-lead = Mana ruovttoluotta, dárkkis dieđuid ja sádde ođđasit.
error-too-many-requests-title = Beare máŋga geahččaleami oanehis áiggis
error-too-many-requests-lead = Vuordde veaháš ja geahččal ođđasit.
error-unavailable-title = Bálvalus ii leat olámuttus aitto dál
error-unavailable-lead = Juoga maid mii dárbbašit, ii vástit. Mihkkege ii leat vurkejuvvon. Vuordde veaháš ja geahččal ođđasit.
error-internal-title = Juoga manai boastut min bealde
error-internal-lead = Meattáhus lea registrerejuvvon. Mihkkege ii leat vurkejuvvon. Vuordde veaháš ja geahččal ođđasit.

error-foreign-form = Skovvi ii boahtán siiddus mii dus lea rabas dál, soaitá danin go leat loggen sisa ođđasit. Raba siiddu fas ja sádde ođđasit.
error-form-incomplete = Skovvi ii lean nu mo siidu ráhkadii dan. Raba siiddu ođđasit ja geahččal fas.
error-representation-neutral = It sáhte dáppe doaibmat dán olbmo ovddas. Dat ii muital maidege das manin. Váldde oktavuođa dearvvašvuođabargiin jus oaivvildat ahte dát lea boastut.

# Refusals of the domain.
error-ends-before-it-begins = Maŋimus beaivi ferte leat maŋŋil vuosttaš beaivvi.
error-in-use = Dát lea geavahusas, ja dan ii sáhte váldit eret.
error-login-aborted = Sisaloggema ii sáhttán čađahit. Álgge ođđasit.
error-login-away = Sisaloggenbálvalus ii vástit. Vuordde veaháš ja geahččal ođđasit.
error-login-cancelled = Don gaskkalduhttet sisaloggema. Sáhtát geahččalit ođđasit goas háliidat.
error-login-level = Sisaloggen ii lean doarvái alla dásis. Logge sisa ođđasit elektrovnnalaš ID:in mii lea alimus dásis.
error-required = Fertet deavdit dán.
error-stale = Muhtun lea rievdadan dán dan rájes go rahpet siiddu. Raba siiddu ođđasit ja rievdat fas.
error-storage-full = Dán reaiddu várás ii leat šat sadji.
error-subject-changed = Don leat rievdadan gean ovddas doaimmat dan rájes go rahpet siiddu, ja dat mas lei sáhka, guoská dan olbmui gean ovddas dalle doibmet. Mihkkege ii leat dahkkon. Molsso ruovttoluotta siiddus Gean ovddas mun doaimman, jus háliidat joatkit.
error-taken = Dát lea juo geavahusas. Vállje eará.
error-too-many = Dat leat beare olu. Váldde muhtumiid eret.
error-tool-is-anothers = Reaidu gullá eará lágideaddjái.
error-twice = Seamma ášši lea guktii.
error-number-series = Dán riegádannummira ii sáhte geavahit dáppe.
error-date = Vállje rivttes dáhtona.
error-deadline-passed = Áigemearri ferte leat boahtteáiggis.
error-sent-otherwise = Skovvi lea sáddejuvvon ovdal, eará sisdoaluin.
error-not-allowed = Dus ii leat lohpi dahkat dán.
error-not-listed = Reaidu ii leat almmuhuvvon.
error-permission-not-needed = Reaidu ii dárbbaš dakkár lobi.
error-prescription-already-over = Maŋimus beaivi lea juo vássán.
error-prescription-ends-before-start = Maŋimus beaivi ferte leat maŋŋil vuosttaš beaivvi.
error-prescription-follow-up-before-start = Čuovvoleapmi ferte leat maŋŋil vuosttaš beaivvi.
error-requirements-unmet = Reaidu ii deavdde buot gáibádusaid. Geahča njuolggadusaid vuolábealde, ja divo dan mii váilu.
error-too-long = Teaksta lea beare guhkki.
error-unknown-organisation = Mii eat gávnna dakkár organisašuvnna.
