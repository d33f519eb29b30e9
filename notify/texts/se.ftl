# Northern Sámi. No speaker has reviewed these; what is missing falls back to bokmål. See docs/translations.md.
# Messages by e-mail and SMS. They never name a tool, a diagnosis, a clinic or its speciality.
-sign = Dearvvuođaiguin Reseptor

prescription-issued-subject = Dus lea juoga ođas Reseptoris
prescription-issued-body =
    Bures!

    Muhtun gii čuovvola du, lea bidjan juoidá dutnje Reseptorii. Don mearridat ieš áiggutgo geavahit dan, ja goas.

    Logge sisa ja geahča mii dat lea: { $address }/se/mine-verktoy

    { -sign }
prescription-issued-short = Dutnje lea juoga Reseptoris. Logge sisa: { $address }/se/mine-verktoy

prescription-changed-subject = Juoga lea rievdan Reseptoris
prescription-changed-body =
    Bures!

    Juoga mii dus lea Reseptoris, lea rievdan. Logge sisa ja geahča mii: { $address }/se/mine-verktoy

    { -sign }
prescription-changed-short = Juoga mii dus lea Reseptoris, lea rievdan. Logge sisa: { $address }/se/mine-verktoy

prescription-stopped-subject = Juoga lea loahpahuvvon Reseptoris
prescription-stopped-body =
    Bures!

    Son gii čuovvola du, lea loahpahan juoidá mii dus lea Reseptoris. Logge sisa ja geahča manin: { $address }/se/mine-verktoy

    { -sign }
prescription-stopped-short = Juoga mii dus lea Reseptoris, lea loahpahuvvon. Logge sisa: { $address }/se/mine-verktoy

prescription-expired-subject = Juoga ii gusto šat Reseptoris
prescription-expired-body =
    Bures!

    Juoga mii dus lea Reseptoris, ii gusto šat. Dan áigodat lea nohkan. Logge sisa ja geahča maid sáhtát dahkat: { $address }/se/mine-verktoy

    { -sign }
prescription-expired-short = Juoga mii dus lea Reseptoris, lea nohkan. Logge sisa: { $address }/se/mine-verktoy

prescription-declined-subject = Juoga maid leat sádden, lea hilgojuvvon
prescription-declined-body =
    Bures!

    Olmmoš gean čuovvolat, lea hilgon juoidá maid leat sádden. Logge sisa ja geahča dan: { $address }/se/forskriver

    { -sign }
prescription-declined-short = Juoga lea hilgojuvvon Reseptoris. Logge sisa: { $address }/se/forskriver

prescription-taken-over-subject = Bargoskihpár lea váldán badjelasas čuovvoleami
prescription-taken-over-body =
    Bures!

    Du bargoskihpár lea váldán badjelasas čuovvolit juoidá maid don leat sádden. Logge sisa ja geahča ákkaid: { $address }/se/forskriver

    { -sign }
prescription-taken-over-short = Du bargoskihpár lea váldán badjelasas čuovvoleami. Logge sisa: { $address }/se/forskriver

tool-suspended-subject = Juoga lea bissehuvvon gaskaboddosaččat Reseptoris
tool-suspended-body =
    Bures!

    Juoga maid geavahat dahje leat sádden earáide Reseptoris, lea bissehuvvon gaskaboddosaččat. Logge sisa ja geahča manin, ja maid sáhtát dahkat: { $address }/se

    { -sign }
tool-suspended-short = Juoga maid geavahat Reseptoris, lea bissehuvvon. Logge sisa: { $address }/se

tool-logged-out-subject = Sisaloggemat leat loahpahuvvon Reseptoris
tool-logged-out-body =
    Bures!

    Sihkarvuođa dihte mii leat loahpahan buot sisaloggemiid juoidái maid geavahat dahje leat sádden earáide Reseptoris. Dan sáhttá álggahit ođđasit; jus ii mana dalán, de geahččal maŋŋil: { $address }/se

    { -sign }
tool-logged-out-short = Buohkat leat loggejuvvon olggos juogas maid geavahat Reseptoris. Logge fas sisa: { $address }/se

tool-shut-subject = Juoga Reseptoris ii sáhte geavahuvvot dál
tool-shut-body =
    Bures!

    Sihkarvuođa dihte leat buot sisaloggemat juoidái maid geavahat dahje leat sádden earáide Reseptoris, loahpahuvvon, ja ii oktage sáhte logget sisa dasa dál. Dat mii lea vurkejuvvon, ii jávkka, ja it dárbbaš dahkat maidege. Dáppe oainnát dan maid geavahat, ja geas sáhtát jearrat: { $address }/se

    { -sign }
tool-shut-short = Juoga maid geavahat Reseptoris, ii sáhte geavahuvvot dál. It dárbbaš dahkat maidege: { $address }/se

tool-restored-subject = Juoga lea ruovttoluotta Reseptoris
tool-restored-body =
    Bures!

    Juoga lei bissehuvvon Reseptoris, muhto dan sáhttá dál fas geavahit. Logge sisa: { $address }/se

    { -sign }
tool-restored-short = Juoga mii lei bissehuvvon Reseptoris, lea fas geavahusas. Logge sisa: { $address }/se

tool-withdrawn-subject = Juoga lea heaittihuvvon Reseptoris
tool-withdrawn-body =
    Bures!

    Juoga maid geavahat dahje leat sádden earáide Reseptoris, lea heaittihuvvon. Logge sisa ja geahča manin: { $address }/se

    { -sign }
tool-withdrawn-short = Juoga maid geavahat Reseptoris, lea heaittihuvvon. Logge sisa: { $address }/se

tool-changed-subject = Juoga maid geavahat Reseptoris, lea rievdan
tool-changed-body =
    Bures!

    Juoga maid geavahat Reseptoris, lea rievdan mearkkašahtti láhkai. Logge sisa ja loga dan birra: { $address }/se

    { -sign }
tool-changed-short = Juoga maid geavahat Reseptoris, lea rievdan. Logge sisa: { $address }/se

listing-changed-subject = Áššis lea ođđa stáhtus Reseptoris
listing-changed-body =
    Bures!

    Áššis mii dus lea Reseptoris, lea ođđa stáhtus. Logge sisa ja geahča dan: { $address }/se

    { -sign }
listing-changed-short = Áššis mii dus lea Reseptoris, lea ođđa stáhtus. Logge sisa: { $address }/se

client-stopped-subject = Sisaloggen juoidái mas dis lea ovddasvástádus, lea bissehuvvon
client-stopped-body =
    Bures!

    Klieanta mii gullá juoidái mas dis lea ovddasvástádus Reseptoris, lea giddejuvvon, dahje okta dan čoavdagiin lea hilgojuvvon. Buohkat leat loggejuvvon olggos. Jus klieanta lea giddejuvvon, de ii oktage sáhte logget sisa dan bokte ovdal go dat váldojuvvo fas atnui. Jus čoavdda lea hilgojuvvon, de klieanta ferte geavahit eará čoavdaga. Logge sisa ja geahča goabbá dat lea, dahje jeara hálddašeaddjis: { $address }/se

    { -sign }
client-stopped-short = Sisaloggen ovtta din klieantta bokte Reseptoris lea bissehuvvon. Logge sisa: { $address }/se

client-opened-subject = Klieanta lea fas geavahusas Reseptoris
client-opened-body =
    Bures!

    Klieanta mii gullá juoidái mas dis lea ovddasvástádus Reseptoris, lei giddejuvvon ja lea fas geavahusas. Dat mii das lei ovdal, ii gusto šat: buohkat fertejit logget sisa ođđasit. Logge sisa ja geahča dan: { $address }/se

    { -sign }
client-opened-short = Okta din klieanttain Reseptoris lea fas geavahusas. Logge sisa: { $address }/se

agreement-expiring-subject = Šiehtadus nohká fargga Reseptoris
agreement-expiring-body =
    Bures!

    Šiehtadus nohká { $days ->
        [one] ovtta beaivvi
        [two] guovtti beaivvi
       *[other] { $days } beaivvi
    } geažes. Dat mii vuođđuduvvá šiehtadussii, heaitá go šiehtadus nohká. Logge sisa: { $address }/se

    { -sign }
agreement-expiring-short = Šiehtadus nohká fargga Reseptoris. Logge sisa: { $address }/se

deviation-due-subject = Áigemearri Reseptoris lahkona
deviation-due-body =
    Bures!

    Spiehkasteami áigemearri lea { $days ->
        [one] ovtta beaivvi
        [two] guovtti beaivvi
       *[other] { $days } beaivvi
    } geažes. Logge sisa: { $address }/se

    { -sign }
deviation-due-short = Spiehkasteami áigemearri Reseptoris lahkona. Logge sisa: { $address }/se

representation-changed-subject = Juoga lea rievdan Mu siiddus Reseptoris
representation-changed-body =
    Bures!

    Lea rievdan gii sáhttá doaibmat gean ovddas Reseptoris. Logge sisa ja geahča mii lea rievdan: { $address }/se/min-side/representasjon

    { -sign }
representation-changed-short = Juoga lea rievdan Mu siiddus Reseptoris. Logge sisa: { $address }/se/min-side/representasjon
