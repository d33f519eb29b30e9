log-out-question = Do you want to log out?
log-out-explanation = You will be logged out here and from every tool that you started from here.
flash-logged-out = You are logged out.

oauth-refused-title = The tool asked for something we cannot give
oauth-refused-lead = The login from the tool could not be completed. You have done nothing wrong.
oauth-refused-start-here = Start the tool from My tools instead
oauth-refused-developers = For the tool's developer:
sent-on-title = One moment
sent-on-text = You are being sent on. If nothing happens, press the button.
sent-on-go = Continue

error-login-unknown = The register that we use does not know you yet. If you have got a national identity number or D-number recently, try again in a few days. Otherwise, whoever runs this service can help you.
error-login-role = You do not have this role at an organisation that takes part here. Ask whoever manages access in your organisation to give it to you (for ordering bodies and vendors that is usually done in Altinn), and log in again. If the organisation does not take part yet, it must contact whoever runs this service.
error-login-not-authorised = According to the login, you hold no authorisation or licence in the register of health personnel (HPR) for a profession that has access here. If this is wrong, contact the Norwegian Directorate of Health, which keeps the register.
