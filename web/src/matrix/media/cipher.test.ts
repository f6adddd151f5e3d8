import { expect, test } from "vitest";
import { seal, unseal } from "./cipher.ts";
import { mediaPath } from "./library.ts";
import { within } from "./picture.ts";
import { safeType } from "./safe.ts";

const bytes = new Uint8Array([1, 2, 3, 250, 0, 9]);

const sealed = async () => {
  const { ciphertext, file } = await seal(new Blob([bytes]));
  return { ciphertext, file, secret: { key: file.key.k, iv: file.iv, sha256: file.hashes.sha256 } };
};

test("a sealed file opens again, and only as it was", async () => {
  const { ciphertext, secret } = await sealed();
  const opened = await unseal(ciphertext, secret, "image/png");
  expect([opened.type, ...new Uint8Array(await opened.arrayBuffer())]).toEqual(["image/png", ...bytes]);
  const spoilt = new Uint8Array(await ciphertext.arrayBuffer());
  spoilt[2] = (spoilt[2] ?? 0) ^ 1;
  await expect(unseal(new Blob([spoilt]), secret, "image/png")).rejects.toMatchObject({ code: "mediaBroken" });
  await expect(unseal(ciphertext, { ...secret, key: "short" }, "image/png")).rejects.toMatchObject({ code: "mediaBroken" });
});

test("the form is the specification's: v2, A256CTR, unpadded, the counter's half zero", async () => {
  const { ciphertext, file } = await sealed();
  expect(file).toMatchObject({ v: "v2", key: { kty: "oct", alg: "A256CTR", ext: true, key_ops: ["encrypt", "decrypt"] } });
  expect(file.key.k).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(file.iv).toMatch(/^[A-Za-z0-9+/]{22}$/);
  expect([...Uint8Array.from(atob(file.iv), (letter) => letter.charCodeAt(0)).slice(8)]).toEqual(new Array(8).fill(0));
  expect(file.hashes.sha256).toMatch(/^[A-Za-z0-9+/]{43}$/);
  expect(ciphertext.size).toBe(bytes.length);
});

test("what OpenSSL sealed opens", async () => {
  // AES-256-CTR of "hello" under an all-zero key and counter block.
  const ciphertext = Uint8Array.from([0xb4, 0xf0, 0xac, 0x14, 0xcd]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", ciphertext));
  const secret = { key: "A".repeat(43), iv: "A".repeat(22), sha256: btoa(String.fromCharCode(...digest)) };
  expect(await (await unseal(new Blob([ciphertext]), secret, "text/plain")).text()).toBe("hello");
});

test("a received file never opens as a page", () => {
  const page = new TextEncoder().encode("<html><script>");
  for (const said of ["text/html", "image/svg+xml", "application/xml", "image/png", "", "video/x;html"]) {
    expect(safeType(said, page)).toBe("application/octet-stream");
  }
  expect(safeType("text/html", Uint8Array.from([0x89, 0x50, 0x4e, 0x47]))).toBe("image/png");
  expect(safeType("audio/ogg", page)).toBe("audio/ogg");
});

test("addresses become paths, and nothing else does", () => {
  expect(mediaPath("mxc://tea.example/abc", false)).toBe("/_matrix/client/v1/media/download/tea.example/abc");
  expect(mediaPath("mxc://tea.example/abc", true)).toContain("/thumbnail/tea.example/abc?width=96");
  for (const address of ["mxc://tea/../x", "https://tea/x", "mxc://tea/a?b", ""]) expect(() => mediaPath(address, false)).toThrow();
});

test("pictures shrink to fit and are never enlarged", () => {
  expect(within({ width: 4000, height: 3000 }, 800)).toEqual({ width: 800, height: 600 });
  expect(within({ width: 10, height: 20 }, 800)).toEqual({ width: 10, height: 20 });
  expect(within({ width: 9000, height: 2 }, 800)).toEqual({ width: 800, height: 1 });
});
