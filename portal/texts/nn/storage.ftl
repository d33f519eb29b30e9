# Det verktøy lagrar hos oss for ein person.
account-stored = Lagra data
account-stored-text = Det verktøya har lagra hos oss
account-stored-intro = Verktøy kan ta vare på opplysningar for deg her hos oss. Berre verktøyet sjølv kan lese dei, og berre når du har gjeve det lov. Du kan slette alt eit verktøy har lagra.
stored-values = { $count ->
    [one] Éi opplysning
   *[other] { $count } opplysningar
}
stored-kilobytes = { $count } kB
stored-changed = Sist endra
stored-forgotten = Løyvet er trekt. Blir sletta for godt
stored-erase = Slett
stored-erase-of = Slett det { $name } har lagra
stored-take-along = Vil du ta det med deg først?
stored-none = Ingenting er lagra
stored-none-text = Ingen verktøy tek vare på noko for deg her. Eit verktøy kan likevel ha opplysningar hos seg sjølv.
confirm-erase-title = Slette det { $name } har lagra?
confirm-erase-text = Alt verktøyet tek vare på her, blir sletta for godt og kan ikkje hentast tilbake. Løyvet står, så verktøyet kan lagre noko nytt neste gong det blir brukt.
confirm-erase = Ja, slett for godt
flash-stored-erased = Det verktøyet hadde lagra, er sletta.
act-erased = Sletta det verktøyet hadde lagra
act-exported = Henta alt som er lagra om deg
export-stored = Lagra av verktøy
field-key = Verktøyet sitt namn på det
field-bytes = Storleik i byte
