front-title = Safe digital health tools
front-heading = Safe tools for your health
front-intro = Find apps and web tools that public health bodies in Norway have assessed. Some you can start right away, others your clinician gives you.
front-topics = What is it about?
front-all-tools = { $count ->
    [one] See the one tool
   *[other] See all { $count } tools
}
front-situations = Who is it for?
front-promises = What you can rely on
front-promise-assessed = Assessed by professionals
front-promise-assessed-text = A public health body has ordered and assessed every tool. You see who, when and <a class="ds-link" href="{ $method }">by which requirements</a>.
front-promise-free = Free and without advertising
front-promise-free-text = The tools cost you nothing, and they may not show advertising.
front-promise-control = You control your data
front-promise-control-text = You see what a tool gets to know, give permission yourself, and can withdraw it whenever you like.
front-for-work = Do you use Reseptor at work?
front-clinician = For clinicians
front-clinician-text = Prescribe tools and follow up.
front-orderer = For ordering bodies
front-orderer-text = Order, assess and make agreements.
front-vendor = For vendors
front-vendor-text = Register tools and answer requirements.
front-operator = For the operator
front-operator-text = Approve, publish and suspend.

search-label = What do you need help with?
search-go = Search
search-suggestions = Suggestions

about-title = About Reseptor
about-intro = Reseptor gathers digital health tools that are quality-assured, and makes it safe to use them.
about-what = What is this?
about-what-text = <p>Good digital tools exist, but they are hard to find, and it is hard to know which are safe. Here you find only tools that a public body has ordered, assessed and approved.</p><p>Some tools are open to all. Others you get through a clinician, as an app on prescription.</p>
about-who = Who is it for?
about-who-text = <p>For people who want to look after their own health, for next of kin who help others, for clinicians who want to give a patient a tool, and for those who make, order and manage the tools.</p>
about-tool = How do I start a tool?
about-tool-text = <p>You start it from the tool’s page or from My tools. If you are logged in here, you need not log in again in the tool.</p>
about-open = Open data
about-open-text = <p>Machines can read the catalogue through an open interface. Other sites may reuse the information when they state the source.</p>
about-source = Who is behind it?
about-source-text = <p>The operator runs Reseptor. Each ordering body answers for the tools it has ordered, and each clinician for what is prescribed.</p>

privacy-title = Privacy
privacy-intro = How Reseptor handles information about you.
privacy-controller = Who is responsible?
privacy-controller-text = <p>The operator is responsible for the information Reseptor needs in order to work. The health enterprise that has prescribed a tool to you is responsible for the prescription. Who is responsible for the data in a tool is stated on the tool’s page.</p>
privacy-what = What do we store?
privacy-what-text = <p>Without login we store nothing about you. When you log in we store your name and national identity number (encrypted), which tools you have been given or have started, permissions you have given, and how you want to be notified.</p>
privacy-session = Cookies
privacy-session-text = <p>We use necessary cookies: one that keeps you logged in, one that shows a short message after you have done something, and one that remembers the language if you have chosen one. We use none for statistics or advertising, and fetch nothing from other sites.</p>
privacy-shared = Whom do we share with?
privacy-shared-text = <p>The clinician who follows you up sees whether you have seen and started what is prescribed, and the data you let the tool share. You can see which clinicians have looked.</p>
privacy-tools = What do the tools get to know?
privacy-tools-text = <p>A tool gets a pseudonym of its own for you. It gets your name and identity number only where the agreement allows it, and you see that before you start.</p>
privacy-rights = Your rights
privacy-rights-text = <p>On My page you can see, download and correct information, withdraw permissions and end logins. Withdrawing a permission is as easy as giving it, and takes effect at once.</p>
privacy-logs = Logs
privacy-logs-text = <p>Everything done with a prescription or a permission is entered in a log that cannot be changed unnoticed. Technical logs hold no names, identity numbers or content.</p>
privacy-contact = Questions and complaints
privacy-contact-text = <p>Contact the data protection officer of the body that is responsible. You can also complain to the Norwegian Data Protection Authority.</p>

accessibility-title = Accessibility statement
accessibility-intro = Everyone should be able to use Reseptor, with a keyboard, a screen reader, magnification or without JavaScript.
accessibility-status = What we follow
accessibility-status-text = <p>The site is made to WCAG 2.1 levels A and AA, as Norwegian regulations require, and we use WCAG 2.2 where it goes further.</p>
accessibility-tested = How we test
accessibility-tested-text = <p>The pages are checked automatically on narrow and wide screens, in light and dark. What people are to do here, from registering a tool to using it and logging out, is also carried out with the keyboard alone and with JavaScript off.</p>
accessibility-checked = Last checked { $date }: { $pages } pages in { $views } views, narrow and wide, light and dark, with axe-core { $axe }. { $found ->
    [0] No violations were found. Automatic checks do not find everything.
    [one] One violation was found.
   *[other] { $found } violations were found.
}
accessibility-ways = In the same check, { $journeys } tasks were carried out with the keyboard alone, on { $keyboard } pages, and again without JavaScript, on { $without } pages. In addition, { $enlarged } pages were measured in a window 320 pixels wide, with more space between letters, words and lines, and with text at 200 per cent. None of them had to be scrolled sideways.
accessibility-known = Known shortcomings
accessibility-known-text = <p>The texts in Northern Sámi are not complete, and some pages are therefore shown in Norwegian. Documents about the tools are made by their vendors, and we have not checked them.</p>
accessibility-report = Report a problem
accessibility-report-text = <p>If you find something that does not work for you, we want to know. Please tell us which page it is, and what you were trying to do. This is how you reach us:</p>
accessibility-law = Complaints
accessibility-law-text = <p>You can complain to the Norwegian authority for universal design of ICT. Breaches can also be brought before the Anti-Discrimination Tribunal.</p>

method-title = How we assess tools
method-intro = No tool is published before it meets the requirements. This is what that means.
method-steps = The way to publication
method-steps-text = <ol class="ds-list"><li>The vendor registers the tool and documents it.</li><li>A public body orders it and takes responsibility for the assessment.</li><li>Each requirement is assessed, with reasons and evidence.</li><li>The operator approves, and another person publishes.</li></ol>
method-figures = <p>How long that takes, and how much the tools are used, is among the <a class="ds-link" href="{ $figures }">open figures</a>.</p>
method-levels = What the label means
method-levels-text = <p>The label is always words, never stars alone: clinical quality and effect, usability and universal design, privacy, information security, and interoperation. For each you see who assessed it, when, by which version of the requirements, and when it is due again.</p>
method-four-eyes = Four eyes
method-four-eyes-text = <p>Whoever filed or vouches for a tool does not take the final decision alone.</p>
method-deviations = Deviations
method-deviations-text = <p>A few requirements may be unmet for a time, if there is a plan, an owner and a deadline. The deviation is shown on the tool’s page. If the deadline passes, the tool is suspended.</p>
method-again = New assessment
method-again-text = <p>If a tool changes its purpose, access, login or use of data, it is assessed again. The published version stays up in the meantime.</p>
method-appeal = Equal treatment
method-appeal-text = <p>The same answers to the same version of the requirements give the same result. The vendor can see, answer and appeal the assessment. Processing times are measured and published.</p>

help-title = Help
help-intro = Answers to what people ask most.
help-find = I cannot find anything that fits
help-find-text = <p>Try another word, or remove filters. Talk to your doctor or clinician: some tools you get only through them.</p>
help-login = I cannot log in
help-login-text = <p>You need an electronic ID at the highest level, such as BankID. If you have none, your municipality or clinician can help you.</p>
help-start = The tool does not start
help-start-text = <p>A tool may be suspended for a while. The reason then stands on the tool’s page. Apps are started on your phone, and you log in inside the app.</p>
help-child = I want to help my child or next of kin
help-child-text = <p>Parents can act for children under 16, and the closest next of kin for an adult who cannot consent, when the tool is prescribed and supports it. Choose whom it concerns on My page.</p>
help-clinician = Questions about treatment
help-clinician-text = <p>Reseptor does not answer questions about health. Contact your clinician. In an emergency call 113. The out-of-hours service is on 116 117.</p>
help-contact = Contact
help-contact-text = <p>Please give the code at the bottom of an error page. Never send identity numbers or health information by e-mail.</p>
contact-email = E-mail
contact-phone = Telephone
contact-page = Web page
contact-none = The operator has not said how to reach us.

find-title = Find tools
find-title-query = { $count ->
    [one] “{ $query }”: { $count } result – Find tools
   *[other] “{ $query }”: { $count } results – Find tools
}
find-title-filtered = { $count ->
    [one] { $count } tool – Find tools
   *[other] { $count } tools – Find tools
}
find-title-nyeste = newest first
find-title-navn = sorted by name
find-heading = Find a tool that suits you
find-intro = All tools are free, without advertising, and assessed by professionals in the health service.
find-count = { $count ->
    [0] No tools found
    [one] One tool found
   *[other] { $count } tools found
}
find-filters = Filters
find-close = Close the filters
find-show = Show the tools
find-chips = Chosen filters
find-remove = Remove
find-clear = Remove all filters
find-sort = Sort by
find-sort-beste = Best match
find-sort-nyeste = Newest first
find-sort-navn = Name
find-resort = Sort
find-did-you-mean = Did you mean
find-beyond = { $pages ->
    [one] There is only one page. This is it.
   *[other] There are only { $pages } pages. This is the last one.
}
find-crisis = <strong>Do you need help now?</strong> If a life is in danger, call <a class="ds-link" href="tel:113">113</a>. The out-of-hours service is on <a class="ds-link" href="tel:116117">116 117</a>. To talk to somebody, call Mental Helse on <a class="ds-link" href="tel:116123">116 123</a>. All three answer day and night.
find-fit-some = No tool fits everything you wrote. These fit some of it.
find-fit-near = We did not find exactly “{ $query }”, but these are similar.
find-none = Try another or a shorter word
find-none-yet = There are no tools in the catalogue yet
find-none-drop = Remove a filter to find something
find-without = Without “{ $filter }” ({ $count })
find-none-filters = Try without filters
find-none-words = Write it the way you would say it yourself. You can write in Norwegian, Sámi or English.
find-near = Without the filters we find this for “{ $query }”
find-deeper = You cannot go further than the first { $count }. Choose filters or write more words to find the rest.
find-help = Can’t find what you need?
find-help-text = Talk to your doctor, public health nurse or another clinician. Some tools come only through them, and they can help you choose. <a class="ds-link" href="{ $help }">Get help finding your way</a>. In an emergency, call 113.

facet-tema = Topic
facet-malgruppe = For whom
facet-plattform = Works on
facet-tilgang = How you get it
facet-profil = Login and data
facet-sprak = Language of the tool

platform-web = Web browser
platform-ios = iPhone and iPad
platform-android = Android
availability-open = Open to everyone
availability-prescription = Through a clinician
access-open = Open to everyone
access-login = Open, you log in
access-prescription = Your clinician gives it to you
access-prescribe = Must be prescribed
profile-none = No user profile
profile-local = Stored on your device only
profile-own = Its own login
profile-central = You log in with your name
profile-pseudonymous = You log in without showing who you are
tongue-nb = Norwegian bokmål
tongue-nn = Norwegian nynorsk
tongue-se = Northern Sámi
tongue-en = English
tongue-ar = Arabic
tongue-pl = Polish
tongue-so = Somali
tongue-uk = Ukrainian
tongue-ur = Urdu
label-evidence-strong = Strong evidence of effect
label-evidence-moderate = Some evidence of effect
label-evidence-limited = Limited evidence of effect
label-evidence-expert = Assessed by professionals; effect not measured
standing-suspended = Suspended now
standing-withdrawn = Withdrawn
standing-deviation = Open deviation

label-assessed = Assessed by professionals
standing-published = Published
suspension-security = Security
suspension-agreement = An agreement is missing
suspension-deviation = A deviation was not settled in time
suspension-vendor_wish = The vendor has asked for it
suspension-quality = Clinical quality is being looked into
suspension-other = Other
tool-start = Start
tool-start-login = Log in and start
tool-start-app = Get the app
tool-start-link = Go to the tool
tool-start-link-hint = You do not need to log in. You go to the vendor’s page.
tool-start-login-hint = You log in once here, and are then logged in to the tool too.
tool-start-patient = The patient logs in and starts the tool from this page.
tool-prescription = You get this tool through a clinician, such as your doctor or public health nurse. Ask next time you talk.
tool-prescription-mine = Already have it? See My tools
tool-start-none = The tool is not started from here. Read above how to get it.
tool-suspended = The tool is suspended now
tool-suspended-text = You cannot start it while it is suspended. What you have saved is not lost. If you need help meanwhile, talk to your clinician.
tool-withdrawn = The tool has been withdrawn
tool-withdrawn-text = It can no longer be started. You see this page because you have had the tool.
withdrawn-lead = { $name } can no longer be started or prescribed.
withdrawn-when = When
withdrawn-why = Why
withdrawn-other = Find another tool
withdrawn-had = Have you had the tool? Log in to see its page
tool-since = since
tool-how = How to get it and get going
tool-how-patient = How the patient gets going
tool-native = In the app on your phone you log in yourself. Only web tools can be started already logged in from here.
tool-purpose = What it helps with
tool-target = Who it is for
tool-effect = Does it work?
tool-not-for = When not to use it
tool-assessment = How it was assessed
dimension-evidence = Clinical quality and effect
dimension-usability = Usability and universal design
dimension-privacy = Privacy
dimension-security = Information security
dimension-interoperability = Interoperability
grade-evidence-strong = Strong evidence
grade-evidence-moderate = Some evidence
grade-evidence-limited = Limited evidence
grade-evidence-expert = Professional consensus, not measured
grade-meaning-strong = Good studies of this tool, or of what it builds on, show that it works.
grade-meaning-moderate = Some studies show that it works, but they are few, small or made under other conditions.
grade-meaning-limited = Little has been studied. What is known suggests that it works.
grade-meaning-expert = The effect has not been measured. Professionals agree that the content is right and useful.
grade-meaning-good = The requirement is met, and that is well documented.
grade-meaning-satisfactory = The requirement is met. Something could be better.
grade-meaning-needs_follow_up = The requirement is met, but whoever assessed it is following something up.
grade-tells = Read what the listing itself says about this
finding-met = Met
finding-deviation = Open deviation
finding-not_applicable = Not applicable
tool-findings = { $count ->
    [one] One requirement that was assessed
   *[other] All { $count } requirements that were assessed
}
tool-findings-text = What the assessment rests on may hold information that is not public, and is not shown here.
tool-assessed-by = Assessed by
tool-assessed-at = When
tool-assessed-what = What was assessed
tool-assessed-revision = Revision { $number }
tool-assessed-version = version { $version } of the tool
tool-assessed-reworded = The text on this page has changed since, but nothing that needs a new assessment.
tool-criteria = Version of the requirements
tool-method = What the label means
tool-due = Due to be assessed again
tool-was-due = Was due to be assessed again
tool-deviations-text = The tool may be used while this is put right. If it is not put right in time, the tool is suspended.
deviation-reason = Why
deviation-plan = What will be done
deviation-owner = Responsible
deviation-deadline = Deadline
tool-privacy = Privacy and login
privacy-line-what = What is kept
privacy-line-where = Where
privacy-line-shared = Shared with
privacy-line-deletion = Deletion
privacy-line-controller = Controller
tool-login = Login
tool-login-none = You do not log in, and the tool does not recognise you.
tool-login-local = You do not log in. What you write stays on your device.
tool-login-own = The tool has a login of its own.
tool-login-central = You log in here once. The tool is told who you are.
tool-login-pseudonymous = You log in here once. The tool gets only a pseudonym, never your name or national identity number.
tool-permission = Permission
tool-permission-text = You are asked the first time, and can withdraw the permission whenever you like.
tool-accessibility = Accessibility
tool-screenshots = What it looks like
tool-screenshots-more = More pictures ({ $count })
tool-documents = Documents
tool-device = Is it a medical device?
tool-device-yes = Yes, it is a medical device.
tool-device-class = Yes, it is a medical device of class { $class }.
tool-device-ce = It bears the CE mark.
tool-device-no = No.
tool-versions = Versions
tool-version = Version { $version }
tool-version-material = Assessed again
tool-versions-none = The vendor has given none.
tool-decisions = Decisions
decision-order = Ordered
decision-approve = Approved
decision-publish = Published
decision-check = Minor change checked and published
decision-suspend = Suspended
decision-lift = Suspension lifted
decision-withdraw = Withdrawn
decision-settle = Deviation settled
decision-extend = New deadline for a deviation
tool-facts = In short
tool-free = Free for you
tool-representation = Using it for somebody else
tool-representation-yes = Yes, these can:
tool-representation-no = No, only for yourself.
tool-process = Part of
tool-vendor = Made by
tool-orderer = Ordered by
mailbox-title = Messages in the demonstration
mailbox-intro = This page stands in for telephones and mail boxes. It exists in the demonstration only.
mailbox-to = To { $name }
mailbox-none = Nobody has got a message yet.
grade-usability-good = Good
grade-usability-satisfactory = Satisfactory
grade-usability-needs_follow_up = Being followed up
grade-privacy-good = Good
grade-privacy-satisfactory = Satisfactory
grade-privacy-needs_follow_up = Being followed up
grade-security-good = Good
grade-security-satisfactory = Satisfactory
grade-security-needs_follow_up = Being followed up
grade-interoperability-good = Good
grade-interoperability-satisfactory = Satisfactory
grade-interoperability-needs_follow_up = Being followed up
tool-deviations = { $count ->
    [one] One requirement is not met yet
   *[other] { $count } requirements are not met yet
}

og-locale = en_GB
embed-title = Show tools on your own site
embed-intro = Municipalities, hospitals and others can show an up-to-date list of tools on their pages. It is free, and needs no key or agreement.
embed-choose = Choose what the list shows
embed-words = Search words
embed-any = All
embed-count = Number of tools
embed-show = Show the list
embed-language = The list is in the language of this page. Change the language at the top to have it in another.
embed-result = What the list looks like
embed-frame = In a frame
embed-frame-text = The simplest way, and it works without scripts. Paste this where the list is to stand. Its links open the tool’s page at Reseptor.
embed-frame-title = Digital health tools from Reseptor
embed-script = With a script
embed-script-text = The list becomes part of your page and looks like the rest of it. Without scripts the link stays. If your site has a strict content security policy, it must allow scripts and requests (script-src and connect-src) from this site.
embed-more = More choices
embed-more-text = <p>Both take what the search page takes: <code>q</code>, <code>tema</code>, <code>malgruppe</code>, <code>plattform</code>, <code>tilgang</code>, <code>profil</code>, <code>sprak</code>, <code>sorter</code> (<code>beste</code>, <code>nyeste</code>, <code>navn</code>) and <code>antall</code> (1–24). For the script they are written as <code>data-tema</code> and so on, with spaces between several values. The frame also takes <code>farger</code> (<code>lys</code>, <code>mork</code>, <code>auto</code>).</p><p>To build something of your own, <a class="ds-link" href="{ $api }">the whole catalogue is open</a>.</p>
embed-terms = Privacy and terms
embed-terms-text = <p>The list sets and reads no cookies, and we do not measure who sees it. The browser fetches the list from here, so we know the address it comes from while it does. <a class="ds-link" href="{ $privacy }">More about privacy</a>.</p><p>The information may be used freely under the Norwegian Licence for Open Government Data (NLOD 2.0) when the source is named.</p>
embed-all = See all tools at Reseptor
embed-none = No tools fit right now.
embed-suspended = Suspended for now
figures-title = Open figures
figures-intro = How long it takes to have a tool assessed and published, what the catalogue holds, and how many people use the tools. Fewer than five are not shown, so that nobody can be recognised.
figures-at = Updated
figures-table = Show the figures in a table
figures-download = Download them as a <a class="ds-link" href="/api/v1/figures.csv" download>spreadsheet (CSV)</a> or <a class="ds-link" href="/api/v1/figures" download>JSON</a>. <a class="ds-link" href="{ $api }">More about open data</a>
figures-catalogue = In the catalogue
figures-published = published tools
figures-suspended = In addition, { $number } are suspended for now. They are counted in the figures by topic and access.
figures-topics = Tools by topic
figures-access = Tools by access
figures-use = Use
figures-use-text = The twenty tools that most people started in the last year.
figures-use-none = No figures to show yet
figures-use-none-text = A tool comes here when at least five people have started it.
