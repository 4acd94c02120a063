// Serves OpenID Connect on a free loopback port until its input closes, and prints its issuer. Each client is a caller of the service: what it is granted
// stands in its name and is put into its access tokens, which are JWTs (RFC 9068).
import { createPrivateKey, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const audience = 'https://agreements.test';
const callers = [
  { client_id: 'staf', preferred_username: 'staf.kesra', scope: 'agreements:read agreements:write', agreements_regions: ['76'] },
  { client_id: 'kepala', preferred_username: 'kepala.biro', roles: ['kepala-biro', 'unknown-role'], agreements_regions: ['*'] },
  { client_id: 'cabang', preferred_username: 'kepala.cabang', scope: 'agreements:read', agreements_office: process.env.OFFICE_ID ?? '' },
  { client_id: 'tamu', scope: 'agreements:read' },
  { client_id: 'es256', preferred_username: 'staf.es256', scope: 'agreements:read', agreements_regions: ['*'], algorithm: 'ES256' },
  { client_id: 'singkat', preferred_username: 'staf.singkat', scope: 'agreements:read', agreements_regions: ['*'], seconds: 60 },
  { client_id: 'nik', preferred_username: '7602011508900001', scope: 'agreements:read', agreements_regions: ['*'] },
  { client_id: 'lain', preferred_username: 'orang.lain', scope: 'agreements:read', agreements_regions: ['*'], audience: 'https://elsewhere.test' },
];
const claims = ['preferred_username', 'roles', 'agreements_regions', 'agreements_office'];

const keys = await Promise.all(['RS256', 'ES256'].map(async (alg) => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: alg };
}));

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;
const byId = new Map(callers.map((caller) => [caller.client_id, caller]));

const provider = new Provider(issuer, {
  jwks: { keys },
  clients: callers.map(({ client_id }) => ({
    client_id, client_secret: `secret-of-${client_id}`, grant_types: ['client_credentials'], redirect_uris: [], response_types: [],
  })),
  scopes: ['agreements:read', 'agreements:write', 'agreements:approve', 'reminders:dispatch', 'admin'],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      getResourceServerInfo: (_context, _indicator, client) => {
        const caller = byId.get(client.clientId);
        return {
          scope: caller.scope ?? 'openid',
          audience: caller.audience ?? audience,
          accessTokenTTL: caller.seconds ?? 3600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: caller.algorithm ?? 'RS256' } },
        };
      },
    },
  },
  extraTokenClaims: (_context, token) =>
    Object.fromEntries(claims.map((name) => [name, byId.get(token.clientId)[name]]).filter(([, value]) => value !== undefined && value !== '')),
});

// Signs whatever it is given with the provider's own key: what no provider would issue, but what the service must refuse all the same.
async function signAnything(request, response) {
  const { header, payload } = JSON.parse(await text(request));
  const signed = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  response.end(`${signed}.${sign('sha256', Buffer.from(signed), createPrivateKey({ key: keys[0], format: 'jwk' })).toString('base64url')}`);
}

const answer = provider.callback();
server.on('request', (request, response) => (request.url === '/sign-anything' ? signAnything(request, response) : answer(request, response)));
console.log(issuer);
process.stdin.on('end', () => process.exit(0)).resume();
