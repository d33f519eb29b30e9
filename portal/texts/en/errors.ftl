error-what-now = What can you do now?
error-try-again = Try once more
error-find-tools = Find tools
error-go-home = Go to your start page
error-get-help = Get help
error-request = Give this code if you ask for help: { $id }
error-rules = { $count ->
    [one] The rule that stops this
   *[other] The rules that stop this
}

error-bad-request-title = The request could not be read
error-bad-request-lead = The address or the form contained something we cannot use. Go back and try again.
error-unauthorized-title = You must log in
error-unauthorized-lead = This page is for people who are logged in.
error-forbidden-title = You cannot do this
error-forbidden-lead = A rule stops this.
error-not-found-title = Page not found
error-not-found-lead = The page does not exist, has moved, or is not for you.
error-method-not-allowed-title = The page cannot be used like this
error-method-not-allowed-lead = The page exists, but not for what you tried to do. Go back and try again.
error-conflict-title = Something has changed in the meantime
error-conflict-lead = What you looked at has changed since you opened the page. Nothing was saved. Reload the page to see how it stands now.
error-gone-title = The page no longer exists
error-gone-lead = What was here has been removed.
error-too-large-title = What you sent is too large
error-too-large-lead = Shorten the text and send it again.
error-unsupported-media-type-title = The format cannot be used
error-unsupported-media-type-lead = Send the form from the page it belongs to.
error-invalid-title = Something is not right in what you sent
error-invalid-lead = Go back, check the details and send again.
error-too-many-requests-title = Too many attempts in a short time
error-too-many-requests-lead = Wait a little and try again.
error-unavailable-title = The service is not available right now
error-unavailable-lead = Something we need does not answer. Nothing was saved. Wait a little and try again.
error-internal-title = Something went wrong on our side
error-internal-lead = The fault has been recorded. Nothing was saved. Try again in a while.

error-foreign-form = The form did not come from a page you have open now, perhaps because you have logged in again. Open the page again and send it once more.
error-representation-neutral = You cannot act for this person here. This says nothing about why. Contact the clinician if you think this is wrong.

# Refusals of the domain.
error-address-not-safe = The address must begin with https:// and cannot hold a user name or fragment.
error-agreement-ended = The agreement has already ended, or the date is outside its period.
error-agreement-overlaps = There is already an agreement of the same kind in this period.
error-ends-before-it-begins = The end must come after the start.
error-in-use = This is in use and cannot be removed.
error-launch-does-not-fit-profile = The way of starting does not fit the user profile.
error-login-aborted = The login could not be completed. Start again.
error-login-away = The login service does not answer. Wait a little and try again.
error-login-cancelled = You cancelled the login. You can try again whenever you like.
error-login-level = The login was not at a high enough level. Log in again with an electronic ID at the highest level.
error-party-does-not-fit = This party cannot make such an agreement.
error-required = Fill in this field.
error-revision-not-editable = This revision cannot be changed now. Make a new revision.
error-revision-open = There is already a revision in progress. Finish it first.
error-stale = Someone has changed this since you opened the page. Reload the page and make the change again.
error-taken = This is already in use. Choose something else.
error-too-many = There are too many. Remove some.
error-tool-is-anothers = The tool belongs to another vendor.
error-twice = The same thing stands twice.
