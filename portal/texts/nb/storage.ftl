# Det verktøy lagrer hos oss for en person.
account-stored = Lagrede data
account-stored-text = Det verktøyene har lagret hos oss
account-stored-intro = Verktøy kan oppbevare opplysninger for deg her hos oss. Bare verktøyet selv kan lese dem, og bare når du har gitt det lov. Du kan slette alt et verktøy har lagret.
stored-values = { $count ->
    [one] Én opplysning
   *[other] { $count } opplysninger
}
stored-kilobytes = { $count } kB
stored-changed = Sist endret
stored-forgotten = Tillatelsen er trukket. Slettes for godt
stored-erase = Slett
stored-erase-of = Slett det { $name } har lagret
stored-take-along = Vil du ta det med deg først?
stored-none = Ingenting er lagret
stored-none-text = Ingen verktøy oppbevarer noe for deg her. Et verktøy kan likevel ha opplysninger hos seg selv.
confirm-erase-title = Slette det { $name } har lagret?
confirm-erase-text = Alt verktøyet oppbevarer her, slettes for godt og kan ikke hentes tilbake. Tillatelsen står, så verktøyet kan lagre noe nytt neste gang det brukes.
confirm-erase = Ja, slett for godt
flash-stored-erased = Det verktøyet hadde lagret, er slettet.
act-erased = Slettet det verktøyet hadde lagret
act-exported = Hentet alt som er lagret om deg
export-stored = Lagret av verktøy
field-key = Verktøyets navn på det
field-bytes = Størrelse i byte
