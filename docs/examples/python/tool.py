"""A complete tool for Reseptor, to copy from: WSGI, PyPI Authlib, joserfc and requests. What each step is for stands in docs/for-vendors.md.

    python tool.py key > key.json       a new private key (JWK)
    python tool.py metadata             what to register: paste it on the vendor's page, or give it to `reseptor clients add --tool SLUG`
    python tool.py                      serves
"""
import json
import os
import secrets
import sys
import threading
import time
from datetime import datetime, timezone
from http.cookies import SimpleCookie
from socketserver import ThreadingMixIn
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT, private_key_jwt_sign
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, KeySet

from pages import Told, banner, page, person

ISSUER = os.environ.get("ISSUER", "http://127.0.0.1:8080")
ADDRESS = os.environ.get("ADDRESS", "http://localhost:3000")
CLIENT_ID = os.environ.get("CLIENT_ID")
KEY_FILE = os.environ.get("KEY_FILE", "key.json")
SCOPE = os.environ.get("SCOPE", "openid profile launch patient/Observation.c")  # a pseudonymous tool leaves `profile` out
FHIR, SECURE = f"{ISSUER}/fhir", ADDRESS.startswith("https:")
COOKIE = "__Host-tool" if SECURE else "tool-python"
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
if not SECURE:
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # http on this machine, for trying

pending, sessions, spent = {}, {}, {}  # by state: logins under way; by cookie: who is logged in; by jti: logout tokens
cached = {"until": 0, "anew": 0}


def keep(kept, name, value, seconds):
    """Remembers something for a while, and forgets what is too old."""
    for old in [one for one, (_, until) in list(kept.items()) if until < time.time()]:
        kept.pop(old, None)
    kept[name] = (value, time.time() + seconds)


def look(kept, name):
    value, until = kept.get(name, (None, 0))
    return value if until > time.time() else None


def platform():
    """The platform as it describes itself, and its keys. A new one is published an hour before it signs, unless one is replaced at once: see `decoded`."""
    if cached["until"] < time.time():
        document = requests.get(f"{ISSUER}/.well-known/openid-configuration", timeout=10).json()
        if document["issuer"] != ISSUER:
            raise Told(502, "Plattformen kjennes ikke igjen", "Den oppgir en annen adresse enn den verktøyet hører til.")
        keys = KeySet.import_key_set(requests.get(document["jwks_uri"], timeout=10).json())
        cached.update(document=document, keys=keys, until=time.time() + 300)
    return cached["document"], cached["keys"]


class ShortLived(PrivateKeyJWT):
    """An assertion of one minute with `aud` the issuer; the library's own lives for an hour, and the platform takes five minutes at most."""

    def sign(self, auth, token_endpoint):
        return private_key_jwt_sign(auth.client_secret, auth.client_id, ISSUER, alg="ES256", header={"kid": auth.client_secret.kid}, expires_in=60)


def client():
    with open(KEY_FILE, encoding="utf-8") as file:
        key = ECKey.import_key(json.load(file))
    session = OAuth2Session(CLIENT_ID, key, scope=SCOPE, redirect_uri=f"{ADDRESS}/callback", code_challenge_method="S256", token_endpoint_auth_method="private_key_jwt", default_timeout=10)
    session.register_client_auth_method(ShortLived())
    return session


def decoded(token):
    """By the platform's keys. One that has become known to others is replaced without notice: for a key we do not know all are read anew, once a minute at most."""
    try:
        return jwt.decode(token, platform()[1], algorithms=["ES256"])
    except InvalidKeyIdError:
        if cached["anew"] > time.time() - 60:
            raise
        cached.update(until=0, anew=time.time())
        return jwt.decode(token, platform()[1], algorithms=["ES256"])


def verified(token, typ, **expected):
    """The claims of a token that the platform signed for us and that has not expired."""
    try:
        read = decoded(token)
        options = {name: {"essential": True} for name in ("exp", "iat", "sid")} | {name: {"essential": True, "value": value} for name, value in expected.items()}
        jwt.JWTClaimsRegistry(leeway=10, iss={"essential": True, "value": ISSUER}, aud={"essential": True, "value": CLIENT_ID}, **options).validate(read.claims)
    except (JoseError, ValueError) as error:
        raise Told(400, "Innloggingen holder ikke", "Svaret fra plattformen kunne ikke kontrolleres. Start på nytt.") from error
    if read.header.get("typ", "JWT").lower() != typ:
        raise Told(400, "Innloggingen holder ikke", "Svaret fra plattformen var av et annet slag enn ventet.")
    return read.claims


def login(request, **extra):
    """Sends the person to log in. State, nonce and verifier belong to this browser alone."""
    browser, nonce, verifier = request.cookie or secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    url, state = client().create_authorization_url(platform()[0]["authorization_endpoint"], code_verifier=verifier, nonce=nonce, aud=FHIR, **extra)
    keep(pending, state, {"browser": browser, "nonce": nonce, "verifier": verifier}, 600)
    return request.go(url, cookie=browser)


def launch(request):
    """The registered launch address (SMART EHR launch): only a launch from the one platform we believe is followed."""
    if request.query.get("iss") != FHIR or "launch" not in request.query:
        raise Told(400, "Ukjent avsender", "Verktøyet ble ikke startet fra plattformen det hører til. Ingenting er hentet derfra.")
    return login(request, launch=request.query["launch"])


def callback(request):
    """The code comes back: state, browser and iss (RFC 9207) first, then the code is redeemed and the ID token checked."""
    begun, _ = pending.pop(request.query.get("state"), (None, 0))
    if not begun or begun["browser"] != request.cookie:
        raise Told(400, "Innloggingen kjennes ikke igjen", "Den er for gammel, brukt, eller begynt i en annen nettleser. Start på nytt.")
    if request.query.get("iss") != ISSUER:
        raise Told(400, "Ukjent avsender", "Svaret kom ikke fra plattformen verktøyet hører til.")
    if "error" in request.query:
        raise OAuthError(request.query["error"], request.query.get("error_description"))
    tokens = client().fetch_token(platform()[0]["token_endpoint"], grant_type="authorization_code", code=request.query.get("code"), code_verifier=begun["verifier"])
    sessions.pop(request.cookie, None)
    cookie = secrets.token_urlsafe(32)  # a new name for a new login
    keep(sessions, cookie, taken(tokens, nonce=begun["nonce"]) | {"lock": threading.Lock(), "sent": {}, "notice": ""}, 12 * 3600)
    return request.go("/", cookie=cookie)


def taken(tokens, **expected):
    """What to remember of a token answer. The start (task, banner, way back) is told at each of them, and so is on whose behalf."""
    back = tokens.get("return_url") or ISSUER
    return {"claims": verified(tokens["id_token"], "jwt", **expected), "access": tokens["access_token"], "refresh": tokens["refresh_token"], "id_token": tokens["id_token"],
            "expires": time.time() + tokens["expires_in"], "patient": tokens.get("patient"), "intent": tokens.get("intent"),
            "needs_banner": tokens.get("need_patient_banner"), "back": back if back.startswith(f"{ISSUER}/") else ISSUER}


def refresh(request, token):
    """New tokens, and with them a new decision of the platform. One at a time: a refresh token used twice ends the login."""
    session = request.session
    with session["lock"]:
        if session["access"] != token:
            return  # another request has just done it
        try:
            tokens = client().refresh_token(platform()[0]["token_endpoint"], refresh_token=session["refresh"])
        except OAuthError as error:
            if error.error != "invalid_grant":
                raise
            sessions.pop(request.cookie, None)
            raise ended() from error
        session.update(taken(tokens, sub=session["claims"]["sub"]))


def ended():
    return Told(401, "Tilgangen er avsluttet", "Du kan ikke lenger bruke verktøyet med denne innloggingen. Retten til å handle for den andre, forskrivningen eller innloggingen kan være slutt. "
                "Ingenting mer blir hentet eller sendt. Plattformen viser hva som gjelder nå.")


def home(request):
    session = request.session
    if not session:
        return request.show(page("Eksempelverktøyet", '<p>Du er ikke logget inn.</p><p><a class="button" href="/start">Logg inn</a></p>'))
    if session["expires"] < time.time() + 30:  # nothing is shown on a decision that has run out
        refresh(request, session["access"])
    notice, session["notice"] = session["notice"], ""
    body = f"""{notice}<form method="post" action="/observation"><label>Humør i dag, 0–10 <input name="mood" type="number" min="0" max="10" required></label>
        <input type="hidden" name="id" value="{uuid4()}"><button>Send måling</button></form>
      <form method="post" action="/refresh"><button>Spør plattformen på nytt</button></form><form method="post" action="/logout"><button>Logg ut</button></form>"""
    return request.show(page(f"Oppgave: {session['intent']}" if session["intent"] else "Eksempelverktøyet", body, banner(session), session["back"]))


def observation(request):
    """Reports to the platform. Its own identifier makes it safe to send the same again; a dead token is renewed once, which decides anew."""
    session = request.session
    try:
        mood, identifier = int(request.form.get("mood", "")), str(UUID(request.form.get("id", "")))
    except ValueError:
        mood = -1
    if not 0 <= mood <= 10:
        raise Told(422, "Ikke sendt", "Velg et helt tall fra 0 til 10.")
    at = session["sent"].setdefault(identifier, datetime.now(timezone.utc).isoformat(timespec="seconds"))
    resource = {
        "resourceType": "Observation", "status": "final", "identifier": [{"system": f"{ADDRESS}/observations", "value": identifier}],
        "code": {"coding": [{"system": f"{ADDRESS}/codes", "code": "mood"}], "text": "Humør, 0 (svært dårlig) til 10 (svært godt)"},
        "subject": {"reference": f"Patient/{session['patient']}"}, "effectiveDateTime": at, "valueInteger": mood}

    def send():
        token = session["access"]
        headers = {"authorization": f"Bearer {token}", "content-type": "application/fhir+json"}
        return token, requests.post(f"{FHIR}/Observation", json.dumps(resource), headers=headers, timeout=10)

    token, answer = send()
    if answer.status_code == 401:
        refresh(request, token)
        _, answer = send()
    if answer.status_code == 401:
        sessions.pop(request.cookie, None)
        raise ended()
    if not answer.ok:  # an OperationOutcome says what is wrong, and never repeats what was sent
        outcome = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        issues = [one.get("details", {}).get("text") or one.get("diagnostics") or one.get("code", "") for one in outcome.get("issue", [])]
        raise Told(502, "Målingen ble ikke tatt imot", f"Plattformen svarte {answer.status_code}. {' '.join(issues)}")
    session["notice"] = f'<p role="status">Sendt: humør {mood} for {person(session["claims"])} (svar {answer.status_code}).</p>'
    return request.go("/")


def renew(request):
    refresh(request, request.session["access"])
    request.session["notice"] = '<p role="status">Plattformen er spurt på nytt: du kan fortsette.</p>'
    return request.go("/")


def logout(request):
    """Ends our session, then the platform's (RP-initiated logout)."""
    sessions.pop(request.cookie, None)
    return request.go(requests.Request("GET", platform()[0]["end_session_endpoint"], params={
        "id_token_hint": request.session["id_token"], "post_logout_redirect_uri": f"{ADDRESS}/bye"}).prepare().url)


def backchannel(request):
    """The platform says that a login is over (OIDC Back-Channel Logout 1.0 §2.6)."""
    try:
        claims = verified(request.form.get("logout_token", ""), "logout+jwt")
        events, jti = claims.get("events"), claims.get("jti")
        if "nonce" in claims or not isinstance(events, dict) or not isinstance(events.get(LOGOUT), dict) or not jti or look(spent, jti):
            raise Told(400, "no logout token", "")
    except Told as refused:
        print("logout token refused:", refused.__cause__ or refused.title, file=sys.stderr)
        return request.answer(400, "application/json", '{"error":"invalid_request"}')
    keep(spent, jti, True, 600)
    for cookie, (session, _) in list(sessions.items()):
        if session["claims"]["sid"] == claims["sid"]:
            sessions.pop(cookie, None)
    return request.answer(200, "application/json", "{}")


def bye(request):
    return request.show(page("Du er logget ut", "<p>Både her og på plattformen.</p>", back=ISSUER))


ROUTES = {("GET", "/"): home, ("GET", "/launch"): launch, ("GET", "/start"): login, ("GET", "/callback"): callback, ("GET", "/bye"): bye, ("POST", "/observation"): observation,
          ("POST", "/refresh"): renew, ("POST", "/logout"): logout, ("POST", "/backchannel-logout"): backchannel}
OWN = {observation, renew, logout}  # forms of our own pages, for whoever is logged in


class Request:
    """One request, and the ways to answer it."""

    def __init__(self, environ, start):
        self.environ, self.start = environ, start
        self.query = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        morsel = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(COOKIE)
        self.cookie = morsel.value if morsel else None
        self.session = look(sessions, self.cookie)

    def run(self):
        size = int(self.environ.get("CONTENT_LENGTH") or 0)
        if size > 20_000:
            raise Told(413, "For mye", "Det var mer enn skjemaet har plass til.")
        self.form = {name: values[0] for name, values in parse_qs(self.environ["wsgi.input"].read(size).decode("utf-8", "replace")).items()}
        run = ROUTES.get((self.environ["REQUEST_METHOD"], self.environ["PATH_INFO"]))
        if not run:
            raise Told(404, "Siden finnes ikke", "Sjekk adressen.")
        if run in OWN and self.environ.get("HTTP_ORIGIN") != ADDRESS:
            raise Told(403, "Ikke utført", "Skjemaet kom ikke fra verktøyets egen side.")
        if run in OWN and not self.session:
            raise Told(401, "Du er logget ut", "Innloggingen er slutt, her eller på plattformen. Start verktøyet på nytt.")
        return run(self)

    def answer(self, status, kind, text, *headers):
        self.start(f"{status} {'OK' if status < 400 else 'Refused'}", [("Content-Type", kind), ("Cache-Control", "no-store"), ("Referrer-Policy", "same-origin"), ("X-Content-Type-Options", "nosniff"),
                   ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"), *headers])
        return [text.encode()]

    def show(self, html, status=200):
        return self.answer(status, "text/html; charset=utf-8", html)

    def go(self, address, cookie=None):
        kept = [("Set-Cookie", f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if SECURE else ''}")] if cookie else []
        return self.answer(303, "text/plain", "", ("Location", address), *kept)


def told(error):
    """What went wrong, in the person's words; the protocol's own words go to the log."""
    if isinstance(error, Told):
        return error
    print(type(error).__name__, error, file=sys.stderr)
    if isinstance(error, OAuthError) and error.error == "access_denied":
        return Told(403, "Du kan ikke bruke verktøyet nå", "Plattformen sier nei: det kan mangle en forskrivning, en tillatelse eller retten til å handle for den andre. Der ser du hva.")
    if isinstance(error, OAuthError) and error.error in ("invalid_request", "login_required", "interaction_required"):
        return Told(400, "Verktøyet ble ikke startet", "Starten er brukt før, for gammel eller avbrutt. Gå tilbake til plattformen og start på nytt.")
    if isinstance(error, OAuthError) and error.error == "invalid_grant":
        return Told(400, "Innloggingen ble ikke fullført", "Den tok for lang tid eller er brukt. Start på nytt.")
    return Told(503, "Plattformen svarer ikke som den skal", "Prøv igjen om litt. Ingenting er sendt.")


def application(environ, start):
    """The tool, as WSGI."""
    request = Request(environ, start)
    try:
        return request.run()
    except Exception as error:  # whatever it is, a person gets a page that says so
        refusal = told(error)
        return request.show(page(refusal.title, f'<p role="alert">{refusal.text}</p>', back=ISSUER), refusal.status)


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Handler(WSGIRequestHandler):
    def log_message(self, *_):
        """Nothing: queries hold codes and launches, which belong in no log."""


def metadata():
    with open(KEY_FILE, encoding="utf-8") as file:
        public = ECKey.import_key(json.load(file)).as_dict(private=False)
    return {"client_name": "Eksempelverktøyet", "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [public]}, "scope": SCOPE,
            "redirect_uris": [f"{ADDRESS}/callback"], "post_logout_redirect_uris": [f"{ADDRESS}/bye"], "initiate_login_uri": f"{ADDRESS}/launch",
            "backchannel_logout_uri": f"{ADDRESS}/backchannel-logout", "backchannel_logout_session_required": True}


def main(command="serve"):
    if command == "key":
        print(json.dumps(ECKey.generate_key("P-256", {"kid": str(uuid4()), "alg": "ES256", "use": "sig"}).as_dict(private=True)))
    elif command == "metadata":
        print(json.dumps(metadata()))
    else:
        with make_server(os.environ.get("HOST", "localhost"), urlsplit(ADDRESS).port or 3000, application, server_class=Server, handler_class=Handler) as server:
            print(f"ready at {ADDRESS}", flush=True)
            server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
