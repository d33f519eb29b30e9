orderer-home-intro = Order tools that vendors have submitted, assess them against the requirements, and follow up what you stand behind.
orderer-orders = Our orders
orderer-no-orders = You have no orders yet. Choose a tool below, or order something that does not exist yet.
orderer-listed = { $count ->
    [one] Completed: one tool
   *[other] Completed: { $count } tools
}
orderer-inbox = Submitted, waiting for an ordering body
orderer-inbox-text = The one that has waited longest comes first.
orderer-inbox-empty = No tools are waiting
orderer-inbox-empty-text = Tools appear here when vendors submit them.
orderer-waiting-since = Waiting since
orderer-cannot-take-on = You cannot order this tool
orderer-blocked = Cannot be ordered by you
orderer-free = Can be ordered
orderer-todo = You have something to do
orderer-unmet = { $count ->
    [one] One requirement is not met yet
   *[other] { $count } requirements are not met yet
}
orderer-deadlines = Deviations and deadlines
orderer-all-deviations = All deviations
orderer-order-invited = Waiting for the vendor’s answer
orderer-order-active = Ordered
orderer-order-declined = The vendor declined
orderer-order-closed = Closed

orderer-obstacle-K6a = What you can do: Ask the directorate or a health trust to order the tool, or ask the vendor to offer it through a clinician instead. Then a municipality can order it too.
orderer-obstacle-K6b = What you can do: Ask the directorate, a health trust or a municipality to order the tool.
orderer-obstacle-K7 = What you can do: Accept or renew the platform terms (A1) with the operator, and try again.
orderer-foreseeable = As the tool is described now, it cannot be published
orderer-foreseeable-text = You can order it all the same, but must ask the vendor for changes before it can be published.
orderer-own-way-forward = The way forward: Ask the vendor to take the platform’s login into use and choose a central user profile. The tool is then assessed like others with a central profile.
orderer-agreements-way-forward = The way forward: The operator registers the vendor terms (A2) and the delivery agreement (A3). When both are in force, the requirement is met automatically.
orderer-what-it-says = What the listing says
orderer-take-on = Order the tool
orderer-take-on-text = You vouch for the tool, assess it against the requirements and follow it up. One body orders at a time.
orderer-take-on-note = Why you want it
orderer-take-on-go = Order

orderer-what-next = What happens now?
orderer-next-wait-vendor = The vendor has not answered with a tool yet.
orderer-next-start = The tool is yours to assess. Start when you are ready.
orderer-next-answer = Answer the requirements one by one. Each answer is saved on its own, and you can go on at any time.
orderer-next-mend = Everything is answered, but something is not met or lacks a grade. Document deviations where possible, or ask the vendor for changes.
orderer-next-wait-decision = Everything is in place. The case is with the operator, who decides. Whoever has assessed does not decide.
orderer-next-wait-changes = The vendor has been asked for changes. The assessment goes on when they submit again.
orderer-next-wait-publish = The operator has approved. Another person at the operator publishes.
orderer-next-wait-check = An editorial change is waiting for the operator’s check.
orderer-next-published = The tool is in the catalogue. Follow up deviations, and suspend it if something is wrong.
orderer-next-withdrawn = The tool has been withdrawn.
orderer-next-rejected = The tool has been rejected. The vendor can put it right and submit again.
orderer-start = Start the assessment
orderer-progress = { $answered } of { $total } answered
orderer-answer-next = Answer the next requirement
orderer-wanted = The vendor has been asked for this
orderer-order-note = Said when it was ordered
orderer-verdict = How it stands
orderer-publishable = Can be published
orderer-publishable-text = No requirement is unmet.
orderer-but-ungraded = The requirements are met, but these lack a grade on the quality label: { $rules }.
orderer-not-publishable = { $count ->
    [one] Cannot be published yet: one requirement is not met
   *[other] Cannot be published yet: { $count } requirements are not met
}
orderer-with-deviations = Documented deviations: { $rules }
orderer-criteria = By the requirements in version { $version }.
orderer-answered = Requirements you answer
orderer-answered-text = Every answer rests on something that others can verify.
orderer-derived = Requirements that follow from facts
orderer-derived-text = These follow from what is registered, and cannot be answered away.
orderer-ungraded = Lacks a grade
orderer-outcome-met = Met
orderer-outcome-not-applicable = Not applicable
orderer-outcome-deviation = Deviation
orderer-outcome-unmet = Not met
orderer-outcome-unmet-mendable = Not met, deviation possible
orderer-outcome-note = For information
orderer-outcome-unanswered = Not answered
orderer-ask-changes = Ask for changes
orderer-ask-reject = Reject
orderer-ask-text-changes = The case goes back to the vendor, who can make changes and submit again. Your answers are kept.
orderer-ask-text-reject = The vendor is told the reasons, and can put things right and submit again, or appeal.
orderer-ask-words-changes = What must be changed?
orderer-ask-words-reject = Reasons
orderer-ask-words-hint = Be concrete, so that the vendor can do something about it. Name the requirements concerned.
orderer-ask-go-changes = Send to the vendor
orderer-ask-go-reject = Reject
orderer-unmet-now = Not met now
orderer-suspend = Suspend the tool
orderer-suspend-heading = Suspend “{ $name }”?
orderer-suspend-text = From this moment nobody can start the tool, and current logins in it stop working. Those who have it are told.
orderer-suspend-go = Suspend now
orderer-lift = Lift the suspension
orderer-lift-heading = Lift the suspension of “{ $name }”?
orderer-lift-text = The tool is up again when no reasons remain.
orderer-stop-reason = Reason

orderer-position = Requirement { $position } of { $total }
orderer-facts = The facts this follows from
orderer-facts-text = The answer follows from what is registered today.
orderer-about = About the requirement
orderer-severity-text-absolute = If it is not met, the tool cannot be published.
orderer-severity-text-conditional = If it is not met, the tool can be published with a deviation: reason, plan, owner and deadline. The deviation is shown in the catalogue.
orderer-severity-text-exception = If it is not met, an exception can be made with a reason.
orderer-severity-text-information = There is nothing to meet; the listing tells people about it.
orderer-status = Answer
orderer-status-met = Met
orderer-status-unmet = Not met
orderer-status-deviation = Deviation
orderer-status-not_applicable = Not applicable
orderer-status-hint-met = The evidence shows it.
orderer-status-hint-unmet = You may want to ask the vendor for changes when you have answered the rest.
orderer-status-hint-deviation = Not met yet, but with a reason and a plan.
orderer-status-hint-not_applicable = Only where nothing overlaps with the portal, and with a reason.
orderer-evidence = Evidence
orderer-grade = Grade on the quality label
orderer-grade-hint = Shown in the catalogue. Needed when the requirement is met.
orderer-grade-strong = Strong evidence
orderer-grade-moderate = Some evidence
orderer-grade-limited = Limited evidence
orderer-grade-expert = Professional consensus
orderer-grade-good = Good
orderer-grade-satisfactory = Satisfactory
orderer-grade-needs_follow_up = Being followed up
orderer-deviation = If it deviates or does not apply
orderer-deviation-hint-conditional = A deviation needs a reason, a plan, an owner and a deadline.
orderer-deviation-hint-exception = An exception needs a reason.
orderer-reason = Reason
orderer-plan = Plan
orderer-owner = Owner
orderer-owner-hint = A role or organisation that follows it up.
orderer-deadline = Deadline
orderer-deadline-hint = After the deadline the requirement counts as not met, and the tool is suspended.
orderer-save-next = Save and go to the next
orderer-save = Save
orderer-back = To the overview
orderer-given = The answer
orderer-not-now = The requirement can be answered when the assessment is under way.
orderer-next-requirement = Next requirement

orderer-deviations-intro = Requirements that published tools do not meet yet. After the deadline the tool is suspended until the deviation is settled or has a new deadline.
orderer-no-deviations = There are no open deviations.
orderer-overdue = The deadline has passed
orderer-days-left = { $count ->
    [0] Due today
    [one] One day left
   *[other] { $count } days left
}
orderer-settle = Settle the deviation
orderer-settle-evidence = What shows that the requirement is met now?
orderer-settle-go = Settle the deviation
orderer-extend = Set a new deadline
orderer-extend-text = A new deadline is a decision that is shown in the catalogue.
orderer-extend-reason = Why it is not met yet
orderer-extend-go = Set a new deadline
orderer-deviation-closed = The deviation is settled.

orderer-body-kind = The ordering body is
orderer-no-agreement = No valid agreement is registered
orderer-agreements-intro = Your agreements as the operator has registered them. The parties are notified 90, 30 and 7 days before an agreement runs out.
orderer-agreements-caption = Agreements
orderer-agreement = Agreement
orderer-agreement-about = Concerns
orderer-agreement-period = Period
orderer-agreement-terms = Terms
orderer-agreement-state = Status
orderer-no-agreements = No agreements are registered.

orderer-invite = Order something new
orderer-invite-text = Order a listing before the tool is registered. The vendor is asked to answer with a tool.
orderer-invite-vendor = Vendor
orderer-invite-subject = What do you need?
orderer-invite-subject-hint = One line, for example “Sleep diary for young people”.
orderer-invite-note = More about the need
orderer-invite-go = Send the order

orderer-statistics-intro = How long the way into the catalogue has taken in the last year, for all tools.
orderer-statistics-caption = Processing times in the last year
orderer-stretch = Stage
orderer-stretch-count = Number
orderer-stretch-median = Half within
orderer-stretch-p90 = Nine in ten within
orderer-stretch-waiting = From submission to order
orderer-stretch-assessment = From order to approval
orderer-stretch-publishing = From approval to publication
orderer-stretch-whole = From submission to publication

flash-assessment-started = The assessment is under way.
flash-answer-saved = The answer is saved.
flash-changes-requested = The vendor has been asked for changes.
flash-rejected = The rejection has been sent.
flash-suspended = The tool is suspended.
flash-lifted = The reason has been removed.
flash-deviation-settled = The deviation is settled.
flash-deviation-extended = The deviation has a new plan and deadline.
flash-invited = The order has been sent to the vendor.

error-cannot-take-on = You cannot order this tool. The rule, and what you can do instead, are below.
orderer-statistics-bars = Narrow bar: half took no longer. Wide bar behind it: nine in ten took no longer.
