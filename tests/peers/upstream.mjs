// npm `oidc-provider` (a certified OpenID provider) standing in for ID-porten and for HelseID: pushed requests, private_key_jwt, PKCE, for HelseID DPoP with
// nonces too. Who logs in is whom `login_hint` names: a number, as at the national test logins. Started before the platform, which is configured with it.
import { createServer } from "node:http";
import * as jose from "jose";
import Provider from "oidc-provider";

const HELSEID = ["pid", "security_level", "assurance_level"].map((name) => `helseid://claims/identity/${name}`);
const HPR = ["helseid://claims/hpr/hpr_number", "helseid://claims/hpr/hpr_details", "helseid://claims/client/claims/orgnr_parent"];

/** The claims of those who can log in: number → claims. The platform's people are known to the tests, which send them here. */
const people = new Map();

/** One provider: its issuer, what it is like, and the platform as its client. */
async function provider(kind, issuer, platform) {
  const { privateKey } = await jose.generateKeyPair("RS256", { extractable: true });
  const { privateKey: ec } = await jose.generateKeyPair("ES256", { extractable: true });
  const keys = [{ ...await jose.exportJWK(privateKey), use: "sig", alg: "RS256", kid: "rsa" }, { ...await jose.exportJWK(ec), use: "sig", alg: "ES256", kid: "ec" }];
  const helseid = kind === "helseid";
  const acr = helseid ? ["Level3", "Level4"] : ["idporten-loa-low", "idporten-loa-substantial", "idporten-loa-high"];
  const oidc = new Provider(issuer, {
    clients: [{
      client_id: "reseptor", redirect_uris: [`${platform}/logg-inn/retur`], post_logout_redirect_uris: [`${platform}/logg-ut/ferdig`], response_types: ["code"],
      grant_types: ["authorization_code"], token_endpoint_auth_method: "private_key_jwt", jwks_uri: `${platform}/oauth2/login-jwks`,
      id_token_signed_response_alg: helseid ? "ES256" : "RS256", require_pushed_authorization_requests: true, dpop_bound_access_tokens: helseid,
    }],
    jwks: { keys },
    acrValues: acr,
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }), // the platform is on loopback, which it would not ask otherwise
    scopes: ["openid", "profile", "helseid://scopes/identity/pid", "helseid://scopes/identity/security_level", "helseid://scopes/identity/assurance_level", "helseid://scopes/hpr/hpr_number"],
    claims: {
      acr: null, auth_time: null, iss: null, sid: null, amr: null, openid: ["sub", "pid"], profile: ["name"],
      "helseid://scopes/identity/pid": [HELSEID[0]], "helseid://scopes/identity/security_level": [HELSEID[1]], "helseid://scopes/identity/assurance_level": [HELSEID[2]],
      "helseid://scopes/hpr/hpr_number": HPR,
    },
    conformIdTokenClaims: helseid,
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      dPoP: { enabled: helseid, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => true },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = `<!doctype html><title>Logg ut</title>${form}<button form="op.logoutForm" name="logout" value="yes">Ja</button>`; } },
      userinfo: { enabled: true },
    },
    pkce: { required: () => true },
    // What Digdir documents; the other takes what FAPI 2.0 allows.
    enabledJWA: { clientAuthSigningAlgValues: helseid ? ["ES256", "PS256"] : ["RS256"] },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope([...ctx.oidc.requestParamScopes].join(" "));
      await grant.save();
      return grant;
    },
    cookies: { keys: ["a key for tests"] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  oidc.on("server_error", (ctx, error) => console.error("oidc-provider:", error));
  for (const event of ["pushed_authorization_request.error", "grant.error", "userinfo.error", "authorization.error"]) {
    oidc.on(event, (ctx, error) => console.error(`oidc-provider ${event}:`, error.message, error.error_description ?? "", error.error_detail ?? "", error.cause?.error_description ?? error.cause ?? ""));
  }
  const answer = oidc.callback();
  return async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    const details = await oidc.interactionDetails(request, response);
    const login = { accountId: details.params.login_hint, acr: acr.at(-1), amr: ["bankid"], remember: false };
    return oidc.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  };
}

/** Starts both; `ports` are those that the platform is configured with. */
export async function start(ports, platform) {
  const servers = [];
  for (const [kind, port] of Object.entries(ports)) {
    const answer = await provider(kind, `http://localhost:${port}`, platform);
    const server = createServer((request, response) => answer(request, response).catch?.((error) => { console.error(error); response.writeHead(500).end(); }));
    await new Promise((done) => server.listen(port, "localhost", done));
    servers.push(server);
  }
  return { people, end: () => Promise.all(servers.map((server) => new Promise((done) => { server.closeAllConnections(); server.close(done); }))) };
}
