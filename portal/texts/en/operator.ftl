# Shared by the operator's pages.
op-none = –
op-choose = Choose
op-runs-on = ongoing
op-in-force = In force
op-not-in-force = Not in force
op-verified = Verified
op-not-verified = Not verified
op-revision = revision { $number }
op-number-hint = Nine digits.

op-column-tool = Tool
op-column-orderer = Ordering body
op-column-vendor = Vendor
op-column-state = Status
op-column-standing = In the catalogue
op-column-on-its-way = In progress
op-column-since = Since
op-column-requirement = Requirement
op-column-owner = Responsible
op-column-deadline = Deadline
op-column-agreement = Agreement
op-column-parties = Parties
op-column-from = From
op-column-period = Period
op-column-last-day = Last day
op-column-do = Action
op-column-client = Client
op-column-login = Login
op-column-reason = Reason
op-column-organisation = Organisation
op-column-name = Name
op-column-kind = Kind
op-column-number = Organisation number
op-column-number-short = Org. no.
op-column-verified = Verification
op-column-place = No.
op-column-when = When
op-column-who = Who
op-column-what = What
op-column-object = Concerns

op-state-draft = Draft
op-state-submitted = Submitted
op-state-ordered = Ordered
op-state-in_assessment = Being assessed
op-state-changes_requested = Waiting for changes
op-state-approved = Approved
op-state-published = Published
op-state-superseded = Replaced by a newer revision
op-state-withdrawn = Withdrawn
op-state-rejected = Rejected
op-state-suspended = Published, but suspended now

op-standing-published = Published
op-standing-suspended = Suspended
op-standing-withdrawn = Withdrawn
op-standing-unlisted = Not in the catalogue

op-reason-security = Security
op-reason-agreement = An agreement is not in force
op-reason-deviation = The deadline of a deviation has passed
op-reason-vendor_wish = The vendor wishes it
op-reason-quality = Doubt about the quality
op-reason-other = Other

op-agreement-A1 = A1 Platform terms
op-agreement-A2 = A2 Vendor terms
op-agreement-A3 = A3 Delivery agreement
op-agreement-A4 = A4 Person-service terms
op-agreement-A5 = A5 Data-processing agreement
op-agreement-hint-A1 = Ordering body and operator. Needed in order to order.
op-agreement-hint-A2 = Vendor and operator. Needed for central and pseudonymous user profiles.
op-agreement-hint-A3 = Ordering body and vendor, for one tool. Needed for central and pseudonymous user profiles.
op-agreement-hint-A4 = Organisation and operator. Needed for anyone to act for someone else.
op-agreement-hint-A5 = Organisation and vendor, for one tool. Needed for anyone to act for someone else.
op-agreement-standing-in-force = In force
op-agreement-standing-coming = Coming
op-agreement-standing-over = Expired
op-agreement-standing-terminated = Ended
op-agreement-end = End the agreement

op-organisation-directorate = Directorate
op-organisation-health_trust = Health trust
op-organisation-municipality = Municipality
op-organisation-county = County authority
op-organisation-contracted = Private or non-profit under contract
op-organisation-vendor = Vendor
op-organisation-operator = Operator

op-actor-citizen = Citizen
op-actor-clinician = Clinician
op-actor-orderer = Ordering body
op-actor-vendor = Vendor
op-actor-operator = operator
op-actor-client = Client
op-actor-system = The platform

# /forvaltning
op-home-title = Decisions
op-home-intro = What awaits a decision, what soon runs out, and what has stopped.
op-home-figure-queue = cases in progress
op-home-figure-suspended = suspended tools
op-home-figure-waiting = deliveries in the queue
op-home-figure-dead = failed deliveries
op-search-server = The search server does not answer: the embedded index does
op-search-server-unknown = The search server has not been asked yet. Search works as usual.
op-search-server-filling = The search server has no index that can be used, and is given a new one. Search works as usual meanwhile.
op-search-server-away = Nothing answers at the search server’s address, or it takes too long. Search works as usual. The server is used again by itself.
op-search-server-useless = The search server answers but cannot be used: it refuses the key, is something other than Meilisearch, or fails. The log says why. Search works as usual.
op-home-queue = On the way into the catalogue, what you can decide first
op-home-next = Next step
op-home-step-wait = Waiting for others
op-home-step-approve = Ready for approval
op-home-step-publish = Ready to be published
op-home-step-publish-other = You have approved. Someone else must publish.
op-home-step-check = Ready for a light check
op-home-unmet = { $count ->
    [one] { $count } requirement is unmet
   *[other] { $count } requirements are unmet
}
op-home-empty = Nothing is waiting
op-home-empty-text = When a vendor submits a tool, it appears here.
op-home-soon = Soon runs out
op-home-deadlines = Deviations with a deadline
op-home-overdue = The deadline has passed
op-home-due = Tools due to be assessed again within 90 days
op-home-ending = Agreements that end within 90 days
op-home-nothing-soon = No deadlines or agreements run out in the next 90 days.

# /forvaltning/saker/{id}
op-case-title = { $name } – case
op-case-intro = Revision { $number } from { $vendor }
op-case-publishable = The requirements are met
op-case-not-publishable = Cannot be published as it stands now
op-case-verdict-of = As it stands on { $date }, by the requirements in version { $criteria }.
op-case-with-deviations = Documented deviations: { $rules }.
op-case-ungraded = Grades are missing for { $rules }.
op-case-editorial = Language changes only
op-case-editorial-text = Nothing material has changed since the published revision. A light check is enough.
op-case-not-assessed = Not assessed yet
op-case-not-assessed-text = A public body must take the tool on and assess it before you can decide anything.
op-case-requirements = The requirements
op-case-requirements-text = Open a requirement to see what the answer builds on. What is not met stands open.
op-case-derived = Follows from the information given, not from an answer.
op-case-answer = Answer
op-case-grade = Grade
op-case-evidence = Evidence
op-case-reason = Reasons
op-case-plan = Plan
op-case-agreements = The agreements that the requirements rest on
op-case-content = What the public will read
op-case-history = What has happened
op-case-decision = Decision
op-case-material = Materially changed
op-case-four-eyes-heading = Four eyes
op-case-four-eyes = You have already had a role in this case. Another operator must take this decision.
op-case-nothing-to-do = There is nothing to decide here now.
op-case-to-tool = All about the tool

op-outcome-met = Met
op-outcome-unmet = Not met
op-outcome-deviation = Deviation
op-outcome-not-applicable = Not applicable
op-outcome-note = For information
op-answer-met = Met
op-answer-unmet = Not met
op-answer-deviation = Deviation
op-answer-not_applicable = Not applicable
op-grade-strong = Strong evidence
op-grade-moderate = Some evidence
op-grade-limited = Limited evidence
op-grade-expert = Professional consensus
op-grade-good = Good
op-grade-satisfactory = Satisfactory
op-grade-needs_follow_up = Being followed up
op-material-purpose = purpose and effect
op-material-availability = access
op-material-profile = user profile and login
op-material-data = data
op-material-launch = start

op-section-texts = Texts
op-section-privacy = Privacy
op-section-working = How it works
op-section-device = Medical device
op-field-name = Name
op-field-summary = In short
op-field-purpose = Purpose
op-field-effect = Effect
op-field-not-for = Not for
op-field-usage = How to get started
op-field-target-group = Target group in words
op-field-accessibility = Accessibility
op-field-what = What is stored
op-field-where = Where
op-field-shared = Shared with
op-field-deletion = Deletion
op-field-controller = Data controller
op-field-independence = Independence
op-field-process = Part of the process
op-field-availability = Access
op-field-platforms = Platforms
op-field-profile = User profile
op-field-login-methods = Login
op-field-claims = Is told about the user
op-field-level = Login level
op-field-overlaps = Overlaps the portal’s functions
op-field-launch = Way of starting
op-field-launch-url = Launch address
op-field-topics = Topics
op-field-audiences = Target groups
op-field-languages = Languages in the tool
op-field-translations = Languages in the catalogue
op-field-tasks = Tasks
op-field-permission = Needs a permission
op-field-permission-data = What the permission is for
op-field-representation = Supports acting for someone else
op-field-representation-shown = How it is shown
op-field-device = Is a medical device
op-field-device-class = Class
op-field-device-purpose = Intended purpose
op-field-device-why-none = Why not
op-field-device-ce = CE marked
op-word-answer-yes = Yes
op-word-answer-no = No
op-word-independence-standalone = Standalone
op-word-independence-integrated = Integrated in a service
op-word-availability-open = Open
op-word-availability-prescription = Only through a clinician
op-word-platform-web = Web browser
op-word-platform-ios = iPhone and iPad
op-word-platform-android = Android
op-word-profile-none = None
op-word-profile-local = Local
op-word-profile-own = Own
op-word-profile-central = Central
op-word-profile-pseudonymous = Pseudonymous
op-word-login-platform = The platform’s
op-word-login-own = Its own
op-word-login-idporten = ID-porten directly
op-word-login-vipps = Vipps
op-word-login-facebook = Facebook
op-word-login-google = Google
op-word-login-apple = Apple
op-word-claim-pseudonym = Pseudonym
op-word-claim-name = Name
op-word-claim-birthdate = Date of birth
op-word-claim-national_id = National identity number
op-word-level-low = Low
op-word-level-substantial = Substantial
op-word-level-high = High
op-word-launch-smart = Seamless start (SMART)
op-word-launch-hti = Seamless start (HTI)
op-word-launch-link = Link
op-word-launch-none = Not started from here
op-word-language-nb = Norwegian bokmål
op-word-language-nn = Norwegian nynorsk
op-word-language-en = English
op-word-language-se = Northern Sámi
op-word-device-device = Yes
op-word-device-not_device = No

# /forvaltning/saker/{id}/{verb}
op-verb-godkjenn = Approve
op-verb-publiser = Publish
op-verb-kontroller = Check and publish
op-verb-be-om-endring = Request changes
op-verb-avslag = Reject
op-decide-godkjenn = Approve { $name }?
op-decide-godkjenn-text = This is the first of two decisions. Another operator must publish afterwards.
op-decide-publiser = Publish { $name }?
op-decide-publiser-text = The tool enters the catalogue at once, and can be found and prescribed.
op-decide-kontroller = Check and publish { $name }?
op-decide-kontroller-text = You vouch that nothing material has changed. The new revision replaces the published one at once.
op-decide-be-om-endring = Request changes to { $name }?
op-decide-be-om-endring-text = The vendor is told, and can make changes and submit again.
op-decide-avslag = Reject { $name }?
op-decide-avslag-text = The vendor and the ordering body are told, with the reason. The vendor can answer, appeal and submit again.
op-decide-words-godkjenn = Reasons beyond the answers
op-decide-words-be-om-endring = What must be changed?
op-decide-words-avslag = Why do you reject it?

# /forvaltning/verktoy
op-tools-title = Tools
op-tools-intro = Every tool that has been submitted, in the catalogue or on its way there.
op-tools-search = Search by name
op-tools-which = Which tools
op-tools-all = All
op-tools-only-suspended = Suspended
op-tools-count = { $count ->
    [one] { $count } tool
   *[other] { $count } tools
}
op-tools-empty = No tools fit
op-tools-empty-text = Try another name, or choose “All”.
op-tool-title = { $name } – tool
op-tool-public = See the page in the catalogue
op-tool-withdrawn = Withdrawn
op-tool-suspensions = Suspended for these reasons
op-tool-suspensions-text = The tool is not back up until every reason has been lifted.
op-tool-lifts-itself = Lifts itself when the reason is gone.
op-tool-lift = Lift this reason
op-tool-clients = Clients
op-tool-agreements = Agreements about the tool
op-tool-decisions = Decisions
op-tool-no-decisions = Nothing has been decided yet.
op-tool-about = About the tool
op-tool-listed = Published revision
op-tool-dossier = See the case
op-tool-events = Audit log
op-tool-events-link = See events
op-tool-suspend = Suspend
op-tool-withdraw = Withdraw
op-tool-add-agreement = Add agreement

op-decision-order = Ordered
op-decision-request_changes = Changes requested
op-decision-approve = Approved
op-decision-publish = Published
op-decision-check = Checked and published
op-decision-reject = Rejected
op-decision-suspend = Suspended
op-decision-lift = Suspension lifted
op-decision-withdraw = Withdrawn
op-decision-settle = Deviation settled
op-decision-extend = New deadline for a deviation

op-stop-suspend = Suspend { $name }?
op-stop-suspend-text = From that moment nobody can start the tool, and those who are logged in to it are logged out.
op-stop-lift = Lift a reason for suspending { $name }?
op-stop-lift-text = Only this reason is lifted. If there are others, the tool is still suspended.
op-stop-withdraw = Withdraw { $name } for good?
op-stop-withdraw-text = This cannot be undone. The tool can never be started again. Those who have had it still see that it existed, and the reason.
op-stop-who = These will be told
op-stop-nobody-patients = No patients have the tool now.
op-stop-few-patients = Fewer than five patients who have the tool on prescription.
op-stop-told-patients = { $count ->
    [one] { $count } patient who has the tool on prescription.
   *[other] { $count } patients who have the tool on prescription.
}
op-stop-nobody-clinicians = No clinicians are following anyone up with it now.
op-stop-few-clinicians = Fewer than five clinicians who have prescribed it.
op-stop-told-clinicians = { $count ->
    [one] { $count } clinician who has prescribed it.
   *[other] { $count } clinicians who have prescribed it.
}
op-stop-told-parties = The vendor and the ordering body, and everyone who has given the tool a permission.
op-stop-sure = Yes, withdraw { $name } for good
op-stop-do-suspend = Suspend the tool
op-stop-do-lift = Lift the reason
op-stop-do-withdraw = Withdraw for good

op-client-confidential = With a key
op-client-public = Without a key
op-client-disabled = Closed
op-client-enabled = In use
op-vendor-stopped = The vendor is suspended
op-vendor-emergency = Emergency stop
op-vendor-emergency-text = Suspends all the vendor’s tools at once. Can be lifted just as fast.
op-vendor-stop = Suspend { $name } with all its tools?
op-vendor-stop-text = From that moment nobody can start any of the tools, and those who are logged in to them are logged out. Everyone concerned is told. It also covers tools that are published while the suspension lasts.
op-vendor-release = Lift the suspension of { $name }?
op-vendor-release-text = The tools can be started again, except those suspended for other reasons. Everyone concerned is told.
op-vendor-do-stop = Suspend the vendor
op-vendor-do-release = Lift the suspension
op-vendor-tools = { $count ->
    [one] Covers one tool in the catalogue
   *[other] Covers { $count } tools in the catalogue
}
op-vendor-no-tools = The vendor has no tools in the catalogue now.
flash-op-vendor-stopped = The vendor is suspended with all its tools. Those concerned are told.
flash-op-vendor-released = The suspension has been lifted.
op-keys-title = Keys
op-keys-of = The keys of { $name }
op-keys-intro = A key that has gone astray can be refused here. The client can use its other keys as before.
op-keys-name = Name (kid)
op-keys-thumbprint = Thumbprint
op-keys-refused = Refused
op-keys-accepted = Accepted
op-keys-not-published = No longer published
op-keys-none = The client has no keys.
op-keys-away = The address where the client keeps its keys does not answer now. Keys that are refused are refused all the same.
op-keys-see = Keys
op-key-avvis = Refuse this key?
op-key-avvis-text = From that moment nobody can log the client in with the key. Everything the client has been given stops working, and those who are logged in through it are logged out and told. So are those who answer for the client, and clinicians who have prescribed the tool. It does not help to publish the key again under another name.
op-key-godta = Accept this key again?
op-key-godta-text = The client can log in with the key again. What it had before still does not work.
op-key-verb-avvis = Refuse the key
op-key-verb-godta = Accept the key
error-too-many-refused-keys = The client already has 100 refused keys. Close the client instead: then none of the keys are let in.
flash-op-key-refused = The key is refused.
flash-op-key-accepted = The key is accepted again.
op-client-verb-steng = Close
op-client-verb-aapne = Take back into use
op-home-changes = Clients waiting for an answer
op-change-waits = Waiting for an answer
op-change-answer = Answer the vendor
op-change-title = Confirm addresses for { $name }?
op-change-short = New addresses
op-change-text = The vendor wants logins to be sent to new addresses. Whoever owns a redirect address gets citizens’ logins.
op-change-whole = The vendor has registered a new client for a tool in the catalogue. It does not work until it is confirmed.
op-change-asked = Requested by
op-change-before = Today
op-change-after = Wanted
op-change-new = New
op-change-confirm = Confirm
op-change-decline = Decline
op-client-steng = Close a client of { $name }?
op-client-steng-text = Everything the client has been given stops working at once, and those who are logged in through it are logged out. If it is the last client, nobody can log in until it is in use again. Those whom it concerns are told: who was logged in, who answers for the client, and for a tool also those who have it, the ordering body and the clinicians.
op-client-aapne = Take a client of { $name } back into use?
op-client-aapne-text = The client can log in again. What it had before still does not work.
op-decide-choose-process = Choose the process on the tool’s page
op-clients-title = Clients of record systems
op-clients-intro = The clients that record systems log in with. A tool’s clients stand on the tool’s page.
op-clients-count = { $count ->
    [one] One client
   *[other] { $count } clients
}
op-clients-empty = No record system has a client
op-clients-empty-text = A client of a record system is registered on the command line, for the organisation whose system it is.
op-organisation-clients = Clients of the record system
op-client-reason = Why
op-client-reason-hint = Those who answer for the client see this, and it stands in the audit log. Write nothing about persons.
op-client-shut-because = Closed because:

# /forvaltning/organisasjoner
op-organisations-title = Organisations
op-organisations-intro = Who takes part, and what they have agreed to.
op-organisations-search = Search by name
op-organisations-kinds = Kinds of organisation
op-organisations-all = All
op-organisations-count = { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
op-organisations-empty = No organisations fit
op-organisations-empty-text = Try another name, or show all kinds.
op-organisations-add = Add organisation
op-new-organisation-title = New organisation
op-new-organisation-intro = Check the details against the Norwegian register of legal entities before you verify.
op-organisation-title = { $name } – organisation
op-organisation-agreements = Agreements
op-organisation-no-agreements = The organisation has no agreements.
op-organisation-units = Units
op-organisation-no-units = The organisation has no units.
op-organisation-unit-name = Name of the new unit
op-organisation-add-unit = Add unit
op-verify = Verify
op-verify-text = Have you checked name, number and kind against the Norwegian register of legal entities?

# /forvaltning/avtaler
op-agreements-title = Agreements
op-agreements-intro = Agreements A1–A5. When an agreement that a published tool rests on ends, the tool is suspended the same day.
op-agreements-count = { $count ->
    [one] { $count } agreement
   *[other] { $count } agreements
}
op-agreements-add = Add agreement
op-agreements-empty = No agreements
op-agreements-empty-text = Add the first one.
op-new-agreement-title = New agreement
op-new-agreement-intro = The operator is a party to A1, A2 and A4.
op-new-agreement-party = The party’s organisation number
op-new-agreement-party-hint = The ordering body in A1 and A3, the vendor in A2, the organisation in A4 and A5.
op-new-agreement-tool = Tool
op-new-agreement-tool-hint = Only for A3 and A5: the last part of the tool’s address. The vendor follows from the tool.
op-new-agreement-terms = Version of the terms
op-new-agreement-until-hint = Leave it empty for an ongoing agreement.
op-end-agreement-title = End the agreement?
op-end-agreement-text = Tools that rest on the agreement are suspended the day it ends, and the parties are told.
op-end-agreement-on = First day it is no longer in force
op-end-agreement-grounds = Why?

# /forvaltning/hendelser
op-audit-title = Audit log
op-audit-intro = Everything that has been done, in a chain where nothing can be changed unnoticed. Citizens appear without names.
op-audit-search = Show only events about (id)
op-audit-verify = Check the chain
op-audit-intact = The chain is whole
op-audit-intact-text = { $count ->
    [one] { $count } event has been checked, and it is right.
   *[other] { $count } events have been checked, and all are right.
}
op-audit-broken = The chain is broken
op-audit-broken-text = Event no. { $at } has been changed or is missing. Alert whoever is responsible for security, and preserve the database as it is.
op-audit-table = Events, the newest first
op-audit-empty = No events
op-audit-empty-text = Nothing has been entered about this.
op-audit-older = Older events
op-audit-newest = To the newest

# /forvaltning/utboks
op-outbox-title = Failed deliveries
op-outbox-intro = { $count ->
    [0] Nothing is waiting in the queue.
    [one] { $count } delivery is waiting in the queue.
   *[other] { $count } deliveries are waiting in the queue.
}
op-outbox-table = { $count ->
    [one] { $count } failed delivery
   *[other] { $count } failed deliveries
}
op-outbox-queued = Queued
op-outbox-attempts = Attempts
op-outbox-error = Error
op-outbox-revive = Try again
op-outbox-empty = No failed deliveries
op-outbox-empty-text = What fails is tried again by itself for two days before it comes here.

# /forvaltning/statistikk
op-statistics-title = Statistics
op-statistics-intro = Fewer than five are not shown. Everybody can see <a class="ds-link" href="{ $figures }">the open figures</a>.
op-statistics-times = Processing time
op-statistics-times-text = Tools published from { $from } to { $until }. The narrow bar inside is the median, the wide one behind it what nine in ten did not exceed.
op-statistics-both = half within { $median }, nine in ten within { $p90 }
op-statistics-times-table = Processing time, step by step
op-statistics-stretch = Step
op-statistics-number = Number
op-statistics-median = Median
op-statistics-p90 = Nine in ten within
op-statistics-few = fewer than five
op-statistics-states = Where the tools stand
op-statistics-states-table = Revisions by status
op-stretch-waiting = From submission until an ordering body takes it on
op-stretch-assessment = From order to approval
op-stretch-publishing = From approval to publication
op-stretch-whole = From submission to publication

form-op-not-sure = Tick the box to say that you mean it. It cannot be undone.
form-op-bad-number = Enter a valid organisation number of nine digits.
form-op-no-letters = The name must have some letters.
form-op-unknown-tool = We find no tool with this address.
form-op-day-passed = Choose today or a later day.

flash-op-approved = The tool has been approved. Someone else must publish it.
flash-op-published = The tool has been published.
flash-op-changes-requested = The vendor has been told what must be changed.
flash-op-rejected = The tool has been rejected, and the parties have been told.
flash-op-suspended = The tool is suspended. Those concerned are told.
flash-op-lifted = The reason has been lifted.
flash-op-withdrawn = The tool has been withdrawn for good.
flash-op-client-disabled = The client is closed.
flash-op-client-enabled = The client is in use again.
flash-op-change-confirmed = The change is confirmed, and in effect from now on.
flash-op-change-declined = The change is declined. Everything is as before.
flash-op-added = Added.
flash-op-verified = The organisation is verified.
flash-op-ended = The agreement has been ended.
flash-op-revived = The delivery is being tried again.
op-test-persons = Test persons
op-test-persons-intro = Vendors try out their tools as these invented persons, each vendor in a sandbox of its own. The national identity number is made from a series that no real person has, and nobody can log in as them otherwise.
op-test-persons-none = No test persons
op-test-persons-none-text = Without test persons no vendor can use the sandbox. Preferably make an adult first, and then a child of that adult.
op-test-born = Date of birth
op-test-acts-for = Can act for
op-test-add = Make a test person
op-test-given = First name
op-test-family = Family name
op-test-parent = Child of
op-test-parent-hint = Whoever is chosen gets parental responsibility and can try acting for the child until it turns 16.
op-test-no-parent = Nobody
error-test-persons-full = There is no room for more test persons.
