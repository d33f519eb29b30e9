"""PyPI Authlib as a tool's server: private_key_jwt, PKCE, ID token checked against the published keys, refresh, introspection, revocation.

Driven by authlib.test.mjs over standard input and output, one JSON object a line: {"do": "begin"} → {"url": …}; the browser goes there and comes back;
{"do": "finish", "address": …} → what the library made of it.
"""
import json
import sys
import warnings

warnings.simplefilter("ignore")  # its own modules deprecate one another

from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, jwt
from authlib.oauth2.rfc7523 import PrivateKeyJWT, private_key_jwt_sign
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc.jwk import ECKey


class ShortLived(PrivateKeyJWT):
    """The library lets an assertion live for an hour and signs with RSA unless told otherwise; the platform takes five minutes at most."""

    def sign(self, auth, token_endpoint):
        return private_key_jwt_sign(auth.client_secret, auth.client_id, token_endpoint, alg="ES256", header=self.headers, expires_in=60)


def main():
    setup = json.loads(sys.stdin.readline())
    session = OAuth2Session(
        setup["client_id"], ECKey.import_key(setup["jwk"]), scope=setup["scope"], redirect_uri=setup["redirect_uri"], code_challenge_method="S256",
        token_endpoint_auth_method="private_key_jwt", revocation_endpoint_auth_method="private_key_jwt")
    document = session.get(get_well_known_url(setup["issuer"], external=True), withhold_token=True).json()
    metadata = OpenIDProviderMetadata(document)
    for name in ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "response_types_supported", "subject_types_supported",
                 "id_token_signing_alg_values_supported", "scopes_supported", "token_endpoint_auth_methods_supported", "claims_supported",
                 "ui_locales_supported", "claims_parameter_supported", "request_parameter_supported", "request_uri_parameter_supported"):
        check = getattr(metadata, f"validate_{name}", None)
        if check and not (name.endswith("_endpoint") or name == "jwks_uri" or name == "issuer"):  # these demand https, which loopback has not
            check()
    session.register_client_auth_method(ShortLived(document["issuer"], headers={"kid": setup["jwk"]["kid"]}))
    keys = JsonWebKey.import_key_set(session.get(document["jwks_uri"], withhold_token=True).json())
    verifier, nonce = "v" * 64, "n-0S6_WzA2Mj"
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "begin":
            url, _ = session.create_authorization_url(document["authorization_endpoint"], code_verifier=verifier, nonce=nonce, **request["extra"])
            answer = {"url": url}
        else:
            token = session.fetch_token(document["token_endpoint"], authorization_response=request["address"], code_verifier=verifier)
            claims = jwt.decode(token["id_token"], keys, claims_cls=CodeIDToken,
                                claims_options={"iss": {"essential": True, "value": document["issuer"]}, "aud": {"essential": True, "value": setup["client_id"]}},
                                claims_params={"nonce": nonce, "client_id": setup["client_id"], "access_token": token["access_token"]})
            claims.validate(leeway=10)
            userinfo = session.get(document["userinfo_endpoint"]).json()
            before = token["access_token"]
            token = session.refresh_token(document["token_endpoint"], refresh_token=token["refresh_token"])
            introspect = lambda text: session.introspect_token(document["introspection_endpoint"], token=text).json()["active"]
            alive = introspect(token["access_token"])
            session.revoke_token(document["revocation_endpoint"], token=token["refresh_token"]).raise_for_status()
            answer = {"claims": dict(claims), "userinfo": userinfo, "refreshed": token["access_token"] != before, "alive": alive, "revoked": not introspect(token["access_token"])}
        print(json.dumps(answer), flush=True)


main()
