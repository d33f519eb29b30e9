// A tool by npm `openid-client`: a confidential client with a server of its own, that logs people in through a browser.
import assert from "node:assert/strict";
import * as oidc from "openid-client";
import { BASE, keys, launchOf, prescriptionOf, register, site } from "./ground.mjs";

export const SCOPE = "openid profile pid launch fhirUser patient/Observation.cr patient/Task.r";

export async function relyingParty() {
  const here = await site();
  const key = await keys();

  /** What a client of this party registers. */
  const metadata = (more) => ({
    client_name: "openid-client", redirect_uris: [`${here.address}/cb`], post_logout_redirect_uris: [`${here.address}/bye`], jwks: key.jwks, scope: SCOPE,
    token_endpoint_auth_method: "private_key_jwt", backchannel_logout_uri: `${here.address}/backchannel`, backchannel_logout_session_required: true, ...more,
  });

  /** A registered client, set up from discovery. */
  const discovered = ({ client_id, redirect_uris, id_token_signed_response_alg }) =>
    oidc.discovery(new URL(BASE), client_id, { redirect_uris, id_token_signed_response_alg }, oidc.PrivateKeyJwt({ key: key.privateKey, kid: "peer-1" }), { execute: [oidc.allowInsecureRequests] });

  /** A confidential client of this tool. */
  const confidential = (slug, more = {}) => discovered(register(slug, metadata(more)));

  /** Sends the browser, brings the code back and redeems it, with every check that the library knows. */
  async function authorize(config, page, { par = true, dpop, ...more } = {}) {
    const verifier = oidc.randomPKCECodeVerifier();
    const expected = { pkceCodeVerifier: verifier, expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce(), idTokenExpected: true };
    const asked = {
      redirect_uri: `${here.address}/cb`, scope: SCOPE, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256",
      state: expected.expectedState, nonce: expected.expectedNonce, ...more,
    };
    const url = par
      ? await oidc.buildAuthorizationUrlWithPAR(config, asked, { DPoP: dpop })
      : oidc.buildAuthorizationUrl(config, asked);
    await page.goto(url.href);
    await page.waitForURL(`${here.address}/cb**`);
    return oidc.authorizationCodeGrant(config, new URL(page.url()), expected, undefined, { DPoP: dpop });
  }

  /** Starts the tool on the person's prescription and logs in with that launch. */
  async function launched(config, page, tool, more = {}) {
    const { launch, iss } = await launchOf(page, await prescriptionOf(page, tool));
    assert.equal(iss, `${BASE}/fhir`);
    return authorize(config, page, { launch, aud: iss, ...more });
  }

  return { here, metadata, discovered, confidential, authorize, launched };
}
