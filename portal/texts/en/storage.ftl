# What tools store with us for a person.
account-stored = Stored data
account-stored-text = What the tools have stored with us
account-stored-intro = Tools may keep information for you here with us. Only the tool itself can read it, and only while you have permitted it. You can delete everything that a tool has stored.
stored-values = { $count ->
    [one] One item
   *[other] { $count } items
}
stored-kilobytes = { $count } kB
stored-changed = Last changed
stored-forgotten = The permission is withdrawn. Deleted for good on
stored-erase = Delete
stored-erase-of = Delete what { $name } has stored
stored-take-along = Would you like to take it along first?
stored-none = Nothing is stored
stored-none-text = No tool keeps anything for you here. A tool may still have information of its own elsewhere.
confirm-erase-title = Delete what { $name } has stored?
confirm-erase-text = Everything that the tool keeps here is deleted for good and cannot be brought back. The permission stands, so the tool may store something new the next time it is used.
confirm-erase = Yes, delete for good
flash-stored-erased = What the tool had stored is deleted.
act-erased = Deleted what the tool had stored
act-exported = Fetched everything held about you
export-stored = Stored by tools
field-key = The tool’s own name for it
field-bytes = Size in bytes
