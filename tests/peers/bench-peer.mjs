// npm `oidc-provider` as the peer of `bench.mjs`: in-memory storage, everybody is logged in and consents at once.
import { createServer } from "node:http";
import * as jose from "jose";
import Provider from "oidc-provider";

/** Storage in memory without the bound of the library's own, which forgets what the benchmark still needs. */
const stored = new Map();
class Memory {
  constructor(kind) { this.kind = kind; }
  key(id) { return `${this.kind}:${id}`; }
  async upsert(id, payload) {
    stored.set(this.key(id), payload);
    if (payload.uid) stored.set(`uid:${payload.uid}`, payload);
  }
  async find(id) { return stored.get(this.key(id)); }
  async findByUid(uid) { return stored.get(`uid:${uid}`); }
  async findByUserCode() { return undefined; }
  async consume(id) { stored.get(this.key(id)).consumed = Math.floor(Date.now() / 1000); }
  async destroy(id) { stored.delete(this.key(id)); }
  async revokeByGrantId(grantId) { for (const [key, payload] of stored) if (payload.grantId === grantId) stored.delete(key); }
}

const { privateKey } = await jose.generateKeyPair("ES256", { extractable: true });
const server = createServer();
await new Promise((done) => server.listen(0, "localhost", done));
const issuer = `http://localhost:${server.address().port}`;
const common = { redirect_uris: [process.env.CB], response_types: ["code"], grant_types: ["authorization_code"], id_token_signed_response_alg: "ES256" };
const oidc = new Provider(issuer, {
  clients: [
    { ...common, client_id: "public", token_endpoint_auth_method: "none" },
    { ...common, client_id: "confidential", token_endpoint_auth_method: "private_key_jwt", token_endpoint_auth_signing_alg: "ES256", jwks: JSON.parse(process.env.JWKS), require_pushed_authorization_requests: true },
  ],
  adapter: Memory,
  jwks: { keys: [{ ...await jose.exportJWK(privateKey), use: "sig", alg: "ES256", kid: "ec" }] },
  features: { devInteractions: { enabled: false }, pushedAuthorizationRequests: { enabled: true } },
  pkce: { required: () => true },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const known = ctx.oidc.session.grantIdFor(ctx.oidc.client.clientId);
    if (known) return ctx.oidc.provider.Grant.find(known);
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid");
    await grant.save();
    return grant;
  },
  cookies: { keys: ["a key for the benchmark"] },
});
const answer = oidc.callback();
server.on("request", async (request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  await oidc.interactionDetails(request, response);
  return oidc.interactionFinished(request, response, { login: { accountId: "somebody", remember: true } });
});
process.send({ issuer });
