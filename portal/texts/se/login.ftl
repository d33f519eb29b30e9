log-out-question = Áiggutgo logget olggos?
log-out-explanation = Don loggejuvvot olggos dáppe ja buot reaidduin maid leat álggahan dáppe.
flash-logged-out = Don leat loggen olggos.

oauth-refused-title = Reaidu bivddii juoidá maid mii eat sáhte addit
oauth-refused-lead = Sisaloggema reaiddus ii sáhttán čađahit. Don it leat dahkan maidege boastut.
oauth-refused-start-here = Álggat reaiddu baicce siiddus Mu reaiddut
oauth-refused-developers = Reaiddu ráhkadeaddjái:
sent-on-title = Viidáseappot
sent-on-text = Don sáddejuvvot dál viidáseappot. Jus dat ii dáhpáhuva iešalddis, de deaddil boalu.
sent-on-go = Joatkke
error-login-unknown = Registtar maid mii geavahit, ii vel dovdda du. Jus leat aitto ožžon riegádannummira dahje D-nummira, de geahččal ođđasit moatti beaivvi geažes. Muđui sáhttá bálvalusa hálddašeaddji veahkehit du.

error-login-role = Dus ii leat dát rolla doaimmahagas mii lea mielde dáppe. Bivdde su gii stivre beassamiid din luhtte, addit dutnje dan (diŋgojeddjiide ja lágideddjiide dat dábálaččat dahkkojuvvo Altinnas), ja logge sisa ođđasit. Jus doaimmahat ii leat vel mielde, de dat ferte váldit oktavuođa bálvalusa hálddašeddjiin.
error-login-not-authorised = Sisaloggema mielde dus ii leat autorisašuvdna iige liseansa dán registaris: Helsepersonellregisteret (HPR), dakkár fidnojovkui mas lea beassan deike. Jus dat lea boastut, de váldde oktavuođa Dearvvašvuođadirektoráhtain, mii doallá registara.
