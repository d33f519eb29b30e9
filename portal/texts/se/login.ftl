log-out-question = Áiggutgo logget olggos?
log-out-explanation = Don loggejuvvot olggos dáppe ja buot reaidduin maid leat álggahan dáppe.
flash-logged-out = Don leat loggen olggos.

oauth-refused-title = Reaidu bivddii juoidá maid mii eat sáhte addit
oauth-refused-lead = Sisaloggema reaiddus ii sáhttán čađahit. Don it leat dahkan maidege boastut.
oauth-refused-start-here = Álggat reaiddu baicce siiddus Mu reaiddut
oauth-refused-developers = Reaiddu ráhkadeaddjái:

error-login-role = Don it leat registrerejuvvon dán rollii. Bivdde su gii stivre beassamiid din luhtte, registreret du.
