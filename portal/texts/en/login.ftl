log-out-question = Do you want to log out?
log-out-explanation = You will be logged out here and from every tool that you started from here.
flash-logged-out = You are logged out.

oauth-refused-title = The tool asked for something we cannot give
oauth-refused-lead = The login from the tool could not be completed. You have done nothing wrong.
oauth-refused-start-here = Start the tool from My tools instead
oauth-refused-developers = For the tool's developer:

error-login-unknown = We do not recognise you here yet. Contact whoever gave you the link.
error-login-role = You are not registered in this role. Ask whoever manages access in your organisation to register you.
error-login-not-authorised = According to the login, you hold no authorisation or licence in the register of health personnel (HPR) for a profession that has access here. If this is wrong, contact the Norwegian Directorate of Health, which keeps the register.
