clinic-home-crumb = Prescribe
clinic-home-title = Prescribe tools
clinic-home-heading = Prescribe tools and follow up
clinic-home-intro = Find a quality-assured tool for your patient.
clinic-home-workplace = You are acting for { $organisation }.
clinic-home-elsewhere = Switch organisation
clinic-home-no-right = Your profession cannot usually prescribe tools
clinic-home-no-right-text = You can read about the tools and follow up what you have taken over. If a patient should have a tool, ask a colleague who can prescribe to do it. Some tools are open to more professions; it says so on their page.
workplace-title = Which organisation is it for?
workplace-intro = You work in several places. What you prescribe and see belongs to the organisation you choose. You can switch whenever you like.
workplace-system = The system you are logging in to belongs to { $organisation }. If you choose another organisation, you are not logged in to the system.
workplace-leaves = You are logged in to the record system of { $organisation }, and are logged out of it if you choose another organisation.
workplace-where = Organisation
workplace-go = Continue
clinic-home-pressing = { $count ->
    [0] Nothing is waiting for you
    [one] One prescription needs attention
   *[other] { $count } prescriptions need attention
}
clinic-home-calm = Here you see prescriptions with new data, those not read after a week, and those soon to be followed up or ended.
clinic-home-all = See all that you follow up
clinic-home-more = See all { $count }
clinic-home-recent = Tools you have prescribed recently
clinic-home-take = Take over from a colleague
clinic-home-take-text = Is a colleague in another unit following up the patient today? You can take over the follow-up when you have a reason.
clinic-home-take-go = Take over a follow-up

clinic-search-label = What does the patient need help with?
clinic-tool-read = Read about the tool
clinic-tool-prescribe = Prescribe
clinic-tool-why = See why not
clinic-tool-open = Open to everyone
clinic-tool-others = Prescribed by other professions
clinic-tool-suspended = Suspended for now
clinic-suspended = The tool is suspended
clinic-similar = Other tools for the same thing
clinic-born = Born { $date } (aged { $age })

clinic-stage-issued = Not read
clinic-stage-seen = Read
clinic-stage-active = In use
clinic-stage-completed = Completed
clinic-stage-stopped = Ended by a clinician
clinic-stage-declined = Declined by the patient
clinic-stage-expired = Expired

clinic-attention-new-data = New data
clinic-attention-unseen = Not read for a week
clinic-attention-follow-up = Due for follow-up
clinic-attention-ending = Ends soon

clinic-row-issued = Prescribed
clinic-row-follow-up = Follow-up
clinic-row-ends = Last day
clinic-row-prescriber = By

clinic-follow-intro = Prescriptions from your unit, and those you have taken over.
clinic-follow-title-aapne = Follow-up: open prescriptions
clinic-follow-title-trenger = Follow-up: need attention
clinic-follow-title-ikke-lest = Follow-up: not read
clinic-follow-title-lest = Follow-up: read
clinic-follow-title-i-bruk = Follow-up: in use
clinic-follow-title-avsluttet = Follow-up: ended
clinic-follow-title-alle = Follow-up: all prescriptions
clinic-follow-count = { $count ->
    [0] No prescriptions
    [one] { $count } prescription
   *[other] { $count } prescriptions
}
clinic-follow-show = Which prescriptions
clinic-follow-show-aapne = All open
clinic-follow-show-trenger = Need attention
clinic-follow-show-ikke-lest = Not read
clinic-follow-show-lest = Read, not started
clinic-follow-show-i-bruk = In use
clinic-follow-show-avsluttet = Ended
clinic-follow-show-alle = All
clinic-follow-sort = Sort by
clinic-follow-sort-viktigst = Most important first
clinic-follow-sort-nyeste = Newest first
clinic-follow-sort-slutt = Ending first
clinic-follow-sort-oppfolging = Follow-up due first
clinic-follow-go = Update
clinic-follow-none = There are no prescriptions here now.
clinic-follow-new = Prescribe a tool
clinic-follow-all = Show all

clinic-step-tool = Choose a tool
clinic-step-patient = Patient and purpose
clinic-step-review = Look over and send

clinic-choose-title = Choose a tool – prescribe
clinic-choose-heading = Choose a tool
clinic-choose-all = Tools on prescription
clinic-choose-count = { $count ->
    [0] No results for “{ $query }”
    [one] One result for “{ $query }”
   *[other] { $count } results for “{ $query }”
}
clinic-choose-order = Tools that you can prescribe come first.
clinic-choose-more = { $count ->
    [one] One more tool fits. Type more words to find it.
   *[other] { $count } more tools fit. Type more words to find them.
}
clinic-choose-none = We found no tools
clinic-choose-none-text = Try another word for the complaint or the goal, or see all tools on prescription.

clinic-fill-title = Prescribe { $tool }
clinic-fill-heading = Prescribe { $tool }
clinic-fill-patient = Who is the patient?
clinic-fill-number = National identity number or D number
clinic-fill-number-hint = Eleven digits. The look-up is logged, and the patient can see it. You see name and date of birth before you send.
clinic-fill-number-other = Another patient’s national identity number
clinic-fill-number-other-hint = Fill in only if it is for someone other than the person above.
clinic-fill-what = What will the patient use it for?
clinic-fill-goal = Goal
clinic-fill-goal-hint = Write so that the patient understands it. The patient reads this.
clinic-fill-goal-missing = Write what the patient will use the tool for.
clinic-fill-instructions = How to use it
clinic-fill-instructions-hint = For example how often, and what you will talk about next time.
clinic-fill-task = Task
clinic-fill-task-hint = Where the tool opens when the patient starts it.
clinic-fill-task-none = The tool’s start page
clinic-fill-when = For how long?
clinic-fill-starts = First day
clinic-fill-ends = Last day
clinic-fill-follow-up = Follow-up
clinic-fill-days-hint = The dates are suggestions. Without a last day the prescription is valid until you end it.
clinic-fill-choices = What is all right?
clinic-fill-representative = Whoever acts for the patient may use the tool
clinic-fill-representative-hint = This means parents of children under 16, and the closest next of kin with an assigned power of attorney.
clinic-fill-returns = I would like data back from the tool
clinic-fill-returns-hint = The patient decides what is shared: nothing, a summary or the measurements.
clinic-fill-next = Look over before sending
clinic-fill-other-tool = Choose another tool

clinic-review-title = Look over and send
clinic-review-patient = Is this the right patient?
clinic-review-reach-patient = The patient can start the tool alone.
clinic-review-reach-unknown = The patient cannot start the tool alone. We do not know just now whether someone can do it for the patient: the register does not answer.
clinic-review-reach-representative = The patient cannot start the tool alone, but someone can do it for the patient.
clinic-review-nobody = Nobody can start the tool
clinic-nobody-text = As the prescription stands now, neither the patient nor anyone acting for the patient can start the tool. You can do this instead:
clinic-nobody-handout = Give the patient a printout of the exercises or the information.
clinic-nobody-appointment = Make an appointment, and go through the tool together.
clinic-review-what = This is what you are sending
clinic-review-tool = Tool
clinic-review-period = Period
clinic-review-no-end = no end date
clinic-review-none = Not agreed
clinic-review-representative = May be used by whoever acts for the patient
clinic-review-returns = Data back
clinic-review-returns-yes = Yes, as far as the patient will share
clinic-review-yes = Yes
clinic-review-no = No
clinic-review-message = This is what the patient gets
clinic-review-message-text = The message goes the way the patient has chosen, or to whoever acts for the patient. It mentions neither the tool, the clinic nor the patient’s health.
clinic-review-sms = SMS
clinic-review-send = Send the prescription
clinic-review-change = Change

clinic-sent-heading = The form has already been sent, with other content
clinic-sent-text = What you see here now has not been sent. Look at what was sent, or renew it. If this is to be prescribed too, go on with the form.
clinic-sent-open = See what was sent
clinic-already-title = The patient already has this tool
clinic-already-text = Your organisation already has an open prescription of { $tool } for this patient. It is not prescribed again.
clinic-already-renew-text = Renew it instead. The patient keeps the tool, the permissions and the login.
clinic-already-renew = Renew the prescription
clinic-already-open = Open the prescription
clinic-already-take-text = A colleague in another unit is following it up. You can take over the follow-up and then renew it.

clinic-refused-title-suspended = The tool is suspended
clinic-refused-text-suspended = { $tool } is suspended for now and cannot be prescribed.
clinic-refused-now-suspended = Choose another tool for the same thing, or wait until the suspension is lifted. Those who already have the tool are told when it is back.
clinic-refused-title-withdrawn = The tool has been withdrawn
clinic-refused-text-withdrawn = { $tool } has been withdrawn and can no longer be prescribed.
clinic-refused-now-withdrawn = Choose another tool for the same thing.
clinic-refused-title-profession = You cannot prescribe this tool
clinic-refused-text-profession = Your profession cannot prescribe { $tool }.
clinic-refused-now-profession = Ask a colleague in the right profession to prescribe it, or choose a tool that you can prescribe yourself.
clinic-refused-title-terms = Your organisation cannot prescribe now
clinic-refused-text-terms = Your organisation lacks valid platform terms (A1). So { $tool } cannot be prescribed.
clinic-refused-now-terms = Ask whoever is responsible for agreements in your organisation to accept the terms. You can then prescribe at once.
clinic-refused-title-shut = Nobody can log in to the tool now
clinic-refused-text-shut = { $tool } is closed for login for now and cannot be prescribed.
clinic-refused-now-shut = Choose another tool for the same thing, or wait until login is open again. Those who already have the tool are told when it is back.
clinic-refused-notes = What we have been told
clinic-refused-professions = These professions can prescribe the tool
clinic-refused-search = Search for other tools

profession-LE = Doctor
profession-PS = Psychologist
profession-SP = Nurse
profession-FT = Physiotherapist
profession-ET = Occupational therapist
profession-VP = Social educator
profession-JO = Midwife
profession-KE = Clinical nutritionist
profession-TL = Dentist
profession-KI = Chiropractor
profession-HF = Healthcare worker
profession-RA = Radiographer

clinic-record-title = Prescription for { $patient }
clinic-record-suspended = The tool is suspended for now
clinic-record-suspended-text = The patient cannot start it now. The prescription stands, and can be used again when the suspension is lifted.
clinic-record-shut = Nobody can log in to the tool now
clinic-record-shut-text = The patient cannot start it now. The prescription stands, and can be used again when login is open again.
clinic-record-withheld = Withheld from the parents
clinic-record-withheld-child_asked = Yes, the child has asked for it
clinic-record-withheld-weighty_reasons = Yes, for weighty reasons
clinic-record-what = The prescription
clinic-record-prescriber = Prescribed by
clinic-record-followers = Taken over by
clinic-record-history = What has happened
clinic-record-data = Data from the tool
clinic-record-data-open = See data
clinic-record-no-data = No data has been asked for.
clinic-record-sharing-nothing = The patient does not share data from the tool with you.
clinic-record-sharing-summary = The patient shares a summary: what has been recorded, how often and when.
clinic-record-sharing-measurements = The patient shares the measurements.
clinic-record-actions = What you can do
clinic-record-logged = Every time you open this page it is logged, and the patient can see it.

clinic-event-issued = Prescribed
clinic-event-seen = Read for the first time
clinic-event-started = Started for the first time
clinic-event-completed = Completed
clinic-event-stopped = Ended by a clinician
clinic-event-declined = Declined
clinic-event-expired = The period is over
clinic-event-renewed = Renewed without an end date
clinic-event-renewed-until = Renewed until { $date }
clinic-event-taken_over = The follow-up has been taken over
clinic-event-withheld = Withheld from the parents
clinic-event-shown = No longer withheld from the parents
clinic-event-shared-nothing = Sharing of data is off
clinic-event-shared-summary = A summary of the data is shared
clinic-event-shared-measurements = The measurements are shared
clinic-event-on-behalf = on the patient’s behalf

clinic-data-title = Data from { $patient }
clinic-data-heading = Data from the tool
clinic-data-chart = { $title }: { $count } measurements from { $first } to { $last }, lowest { $low }, highest { $high }. The table below shows them all.
clinic-data-table = Show the measurements in a table
clinic-data-when = Time
clinic-data-value = Value
clinic-data-summary = Summary
clinic-data-what = What
clinic-data-times = Number
clinic-data-first = First
clinic-data-last = Last
clinic-data-none = No data yet
clinic-data-none-text = The patient shares data, but the tool has not sent any yet.
clinic-data-more = Only the latest 500 measurements are shown.
clinic-data-back = Back to the prescription
clinic-data-yes = Yes
clinic-data-no = No

clinic-renew-link = Renew or change
clinic-renew-title = Renew the prescription for { $patient }
clinic-renew-now = The prescription is valid until { $date }.
clinic-renew-now-open = The prescription has no end date.
clinic-renew-text = The patient is told that something has changed, and keeps the tool, the permissions and the login.
clinic-renew-ends = New last day
clinic-renew-ends-hint = Without a date the prescription is valid until you end it.
clinic-renew-instructions-hint = Change the text if the patient is to do something else now.
clinic-renew-send = Renew

clinic-stop-link = End
clinic-stop-title = End the prescription for { $patient }
clinic-stop-heading = End the prescription?
clinic-stop-text = The patient cannot start the tool afterwards, and is told. It cannot be undone, but you can prescribe again.
clinic-stop-reason = Why are you ending it?
clinic-stop-reason-hint = The patient reads this.
clinic-stop-reason-missing = Write why you are ending the prescription.
clinic-stop-send = End the prescription

clinic-complete-link = Mark as completed
clinic-complete-title = Complete the prescription for { $patient }
clinic-complete-heading = Is the patient done with the tool?
clinic-complete-text = When the prescription is completed, the tool can no longer be started. It cannot be undone, but you can prescribe again.
clinic-complete-send = Mark as completed

clinic-withhold-link = Withhold from the parents
clinic-withhold-title = Withhold from the parents of { $patient }
clinic-withhold-heading = Withhold from the parents
clinic-withhold-text = Parents see, and are told of, what is prescribed to children under 16. If the prescription is withheld, they do not see it anywhere and are not told of it.
clinic-withhold-legend = Withhold the prescription from the parents?
clinic-withhold-no = No
clinic-withhold-no-hint = Parents with parental responsibility can see it.
clinic-withhold-asked = Yes, the child has asked for it
clinic-withhold-asked-hint = Children aged 12–15 can ask for it for reasons that should be respected.
clinic-withhold-weighty = Yes, there are weighty reasons for it
clinic-withhold-weighty-hint = Whatever the child’s age. Write the reason in the patient record.
clinic-withhold-alone = If it is withheld, nobody can start the tool
clinic-withhold-send = Save

clinic-take-title = Take over a follow-up
clinic-take-intro = Find the patient, choose the prescription and write why you are taking over. The patient and your colleague can see the reason.
clinic-take-number-hint = Eleven digits. The look-up is logged, and the patient can see it.
clinic-take-find = Find prescriptions
clinic-take-which = Which prescription are you taking over?
clinic-take-choose = Choose which prescription you are taking over.
clinic-take-reason = Why are you taking over?
clinic-take-reason-hint = For example that the patient has moved to your unit. The patient reads this.
clinic-take-reason-missing = Write why you are taking over the follow-up.
clinic-take-send = Take over the follow-up
clinic-take-other = Find another patient
clinic-take-none = This patient has no open prescriptions that you can take over. You may already be following them up.

error-number-invalid = Check the national identity number. It must have eleven digits, and the digits must add up.
error-number-unknown = We find nobody with this national identity number. Check that it is right.
error-patient-again = Enter the national identity number again. The look-up is no longer valid.

flash-prescribed = The prescription has been sent. The patient is told.
flash-renewed = The prescription has been renewed. The patient is told.
flash-stopped = The prescription has been ended. The patient is told.
flash-completed = The prescription is completed.
flash-withheld = The prescription is withheld from the parents.
flash-not-withheld = The prescription is no longer withheld from the parents.
flash-taken-over = You have taken over the follow-up. Your colleague is told.

clinic-letter-link = Print a letter
clinic-letter-title = Letter to { $patient }
clinic-letter-heading = Print a letter with a pick-up code
clinic-letter-text = The letter is for patients who do not use digital services every day. It has a pick-up code and a QR code, and says neither which tool it is about nor where it comes from. The code works only for the patient, and for whoever has the right to act for the patient, after login.
clinic-letter-once = The code is shown only on the letter you make now. If you make a new letter later, the code on the old one stops working. The code can be used for 90 days, but never longer than the prescription.
clinic-letter-withheld = Give the letter to the patient in person. Do not send it home, where the parents may see it.
clinic-letter-language = Language of the letter
clinic-letter-make = Make the letter
clinic-letter-print-text = Print the letter before you go on: the code cannot be shown again. You can also choose “Print” in the menu of your browser.
clinic-letter-back = Back to the prescription
