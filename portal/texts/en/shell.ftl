title-error = Error:
title-page = page { $page } of { $pages }
title-older = { $when } and older
skip-to-content = Skip to content
menu = Menu
nav-label = Main menu
language = Language
language-choose = Choose language
language-offer = This page is available in English
language-stay = No thanks, stay in English
log-in = Log in
log-out = Log out
front = Home
change = Change
cancel = Cancel
print = Print
undo = Undo

nav-find = Find tools
nav-my-tools = My tools
nav-my-page = My page
nav-method = How we assess
nav-prescriber = Prescribe
nav-follow-up = Follow-up
nav-orders = Orders
nav-agreements = Agreements
nav-deviations = Deviations
nav-statistics = Statistics
nav-vendor-tools = Our tools
nav-requirements = Requirements
nav-clients = Clients and keys
nav-sandbox = Sandbox
nav-listed-tools = Tools
nav-decisions = Decisions
nav-organisations = Organisations
nav-audit = Audit log

service-citizen = Citizen
service-clinician = Clinician
service-orderer = Ordering body
service-vendor = Vendor
service-operator = Operator

acting-label = You are acting for someone else
acting-for = You are acting for <strong>{ $name }</strong>
acting-stop = Switch to yourself

footer-label = About the site
footer-accessibility = Accessibility statement
footer-privacy = Privacy
footer-method = How we assess tools
footer-figures = Open figures
footer-about = About Reseptor
footer-help = Help
footer-note = Reseptor is one place for quality-assured digital health tools.
footer-demo = This is a demonstration: all persons, organisations and tools are invented.

breadcrumbs-label = You are here
paging-label = Pages
paging-previous = Previous page
paging-next = Next page
paging-page = Page { $number }
steps-label = Step { $current } of { $total }
steps-done = done

card-assessed-by = Assessed by
card-price = Price
card-free = Free
card-works-on = Works on

count-tools = { $count ->
    [one] { $count } tool
   *[other] { $count } tools
}
count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

form-errors = { $count ->
    [one] One thing must be corrected
   *[other] { $count } things must be corrected
}
form-optional = (optional)
form-missing = Fill in this field.
form-too-long = The text is too long. It can have at most { $max } characters.
form-control-characters = The text contains characters that cannot be used.
form-bad-date = Enter a valid date.
form-bad-choice = Choose one of the options.

flash-saved = Your changes have been saved.
offline-away = You are offline. What you have written stays here, and you can send it when the connection is back.
offline-kept = Not sent: You are offline. What you have written is still here. Send it again when the connection is back.
offline-waits = You are offline. The page will open when the connection is back.
offline-back = The connection is back. You can send now.
