// The published program serves the app: compressed beforehand, kept by browsers for as long as it may be, and to nobody else's page.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { startServer } from "./server.mjs";

let server;

before(async () => {
  server = await startServer();
});
after(() => server?.stop());

/** fetch decompresses by itself and hides it; this does not. */
function get(path, headers = {}, host = undefined) {
  return new Promise((resolve, reject) => {
    request(server.url + path, { headers: host ? { ...headers, host } : headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    }).on("error", reject).end();
  });
}

const assetsOf = (page) => [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+)"/g)].map((match) => `/${match[1]}`);

test("the address is the app's page, asked for anew each time", async () => {
  const page = await get("/");
  assert.equal(page.status, 200);
  assert.match(page.headers["content-type"], /^text\/html/);
  assert.equal(page.headers["cache-control"], "no-cache");
  assert.match(page.headers["content-security-policy"], /script-src 'self' 'wasm-unsafe-eval'; style-src 'self'/);
  assert.match(page.body.toString(), /<div id="root">/);
  const again = await get("/", { "if-none-match": page.headers.etag });
  assert.equal(again.status, 304);
});

test("what carries its content's hash in its name is kept for ever, and comes compressed", async () => {
  const assets = assetsOf((await get("/")).body.toString());
  assert.ok(assets.length > 0);
  for (const asset of assets) {
    const answer = await get(asset, { "accept-encoding": "br, gzip" });
    assert.equal(answer.status, 200, asset);
    assert.equal(answer.headers["cache-control"], "public, max-age=31536000, immutable");
    assert.equal(answer.headers["content-encoding"], "br");
    assert.equal(answer.headers["x-content-type-options"], "nosniff");
    assert.deepEqual(brotliDecompressSync(answer.body), (await get(asset)).body);
  }
});

test("the pay address is the wallet's page, with a policy of its own, and nothing of the app's; nor has the app's anything of it", async () => {
  const pay = "pay.localhost";
  const page = await get("/", {}, pay);
  assert.equal(page.status, 200);
  assert.equal(page.headers["cache-control"], "no-cache");
  assert.match(page.headers["content-security-policy"], /script-src 'self' 'wasm-unsafe-eval'; .*frame-ancestors 'none'.*require-trusted-types-for 'script'; trusted-types teahouse-worker$/);
  const html = page.body.toString();
  assert.match(html, /<title>Teahouse Pay<\/title>/);
  const assets = assetsOf(html);
  assert.ok(assets.length >= 3, html);
  for (const asset of assets) {
    const answer = await get(asset, {}, pay);
    assert.equal(answer.status, 200, asset);
    assert.equal(answer.headers["cache-control"], "public, max-age=31536000, immutable");
    assert.equal((await get(`/wallet${asset}`)).status, 421);
    if (asset.includes("index-")) assert.equal((await get(asset)).status, 404);
  }
  for (const asset of assetsOf((await get("/")).body.toString()).filter((name) => name.includes("index-"))) {
    assert.equal((await get(asset, {}, pay)).status, 404);
  }
  // What keeps it for when there is no network asks for the page under its name.
  for (const path of ["/wallet.webmanifest", "/index.html", "/sw.js"]) assert.equal((await get(path, {}, pay)).status, 200, path);
  for (const path of ["/confirm", "/.vite/manifest.json"]) assert.equal((await get(path, {}, pay)).status, 421, path);
  for (const path of ["/pay", "/pay/", "/wallet/index.html", "/wallet"]) assert.equal((await get(path, {}, pay)).status, 404, path);
  for (const path of ["/pay", "/wallet", "/wallet/index.html", "/WALLET/index.html"]) assert.equal((await get(path)).status, 421, path);
});

test("the page says what each script hashes to, and the browser is told to run no other", async () => {
  const page = await get("/");
  assert.equal(page.headers["integrity-policy"], "blocked-destinations=(script)");
  const html = page.body.toString();
  const hashOf = async (path) => `sha256-${createHash("sha256").update((await get(path)).body).digest("base64")}`;
  const tags = [...html.matchAll(/<(?:script|link rel="modulepreload")(?=[^>]*(?:src|href)=)[^>]*>/g)].map(([tag]) => tag);
  assert.ok(tags.length >= 3, html);
  for (const tag of tags) {
    const [, path] = /(?:src|href)="\.(\/[^"]+)"/.exec(tag);
    assert.equal(/integrity="([^"]+)"/.exec(tag)?.[1], await hashOf(path), tag);
  }
  const [, list] = /id="seals">([^<]+)</.exec(html);
  const seals = Object.entries(JSON.parse(list));
  assert.ok(seals.length > 30);
  for (const [name, [seal]] of seals) assert.equal(seal, await hashOf(`/assets/${name}`), name);
});

test("what is not there is not kept", async () => {
  const answer = await get("/assets/no-such-file.js");
  assert.equal(answer.status, 404);
  assert.notEqual(answer.headers["cache-control"], "public, max-age=31536000, immutable");
});

test("nothing beside the app's files is served", async () => {
  for (const path of ["/appsettings.json", "/teahouse.dll", "/../teahouse.dll", "/..%2fteahouse.dll", "/.vite/manifest.json", "/%2e%2e/teahouse.dll"]) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test("a page that makes its own name point here finds nothing", async () => {
  const answer = await get("/", { host: "evil.example" });
  assert.equal(answer.status, 421);
  assert.match(answer.body.toString(), /^This house is at http:\/\/localhost:\d+: use that address\.$/);
});

test("the server is ready at any name", async () => {
  assert.equal((await get("/health", { host: "evil.example" })).status, 200);
});
