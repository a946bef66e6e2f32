// npm `oidc-provider` with the settings of a test: node provider.mjs SETTINGS.json
//
// Prints "Listening on URL" when it is ready, and ends when its standard input does. POST /test/settings with some of
// the settings changes them and begins anew with them: that is how keys are rotated and lifetimes shortened.

import * as crypto from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

// Version 9 needs a newer Node.js than the 18 of Debian 12, where version 8 is the newest that runs.
const { default: Provider } = await import(crypto.hash ? "oidc-provider" : "oidc-provider-for-node-18");

// Node.js 20 as Debian has it may lack this.
URL.parse ??= (url, base) => (URL.canParse(url, base) ? new URL(url, base) : null);

let settings = JSON.parse(readFileSync(process.argv[2], "utf8"));
let answer;

const server = createServer((request, response) => {
  if (request.url === "/test/settings") {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      settings = { ...settings, ...JSON.parse(body) };
      begin();
      response.end("{}");
    });
  } else if (settings.broken) {
    response.statusCode = 500;
    response.end();
  } else {
    answer(request, response);
  }
});

function resourceServer(resource) {
  return {
    scope: "",
    audience: resource,
    accessTokenTTL: settings.access_seconds,
    accessTokenFormat: settings.format,
    jwt: { sign: { alg: settings.algorithm } },
  };
}

function begin() {
  const url = `http://127.0.0.1:${server.address().port}`;
  const claimsOf = (id) => settings.accounts[id] ?? {};
  const provider = new Provider(url, {
    clients: [
      {
        client_id: settings.client_id,
        application_type: "native",
        token_endpoint_auth_method: "none",
        redirect_uris: ["http://127.0.0.1/callback", "http://127.0.0.1/status/signed-in"],
        grant_types: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
        response_types: ["code"],
        id_token_signed_response_alg: settings.algorithm,
      },
      {
        client_id: settings.portal_client.id,
        client_secret: settings.portal_client.word,
        redirect_uris: [],
        grant_types: [],
        response_types: [],
      },
      {
        client_id: settings.program.id,
        client_secret: settings.program.word,
        redirect_uris: [],
        grant_types: ["client_credentials"],
        response_types: [],
      },
    ],
    jwks: settings.jwks,
    cookies: { keys: ["of a test"] },
    scopes: ["openid", "offline_access"],
    claims: { openid: ["sub"] },
    features: {
      devInteractions: { enabled: true },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        getResourceServerInfo: (ctx, resource) => resourceServer(resource),
        useGrantedResource: () => false,
      },
    },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...claimsOf(id) }) }),
    extraTokenClaims: (ctx, token) => claimsOf(token.accountId),
  });
  answer = provider.callback();
}

process.stdin.on("end", () => process.exit(0)).resume();
server.listen(0, "127.0.0.1", () => {
  begin();
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
