// A small client for tests: calls an operation by its operationId and holds every answer against the specification.
import { operation, validateResponse } from "./spec.mjs";

export class MatrixError extends Error {
  constructor(operationId, status, body) {
    super(`${operationId}: ${status} ${body?.errcode} ${body?.error}`);
    this.status = status;
    this.errcode = body?.errcode;
    this.body = body;
  }
}

/** @param {string} baseUrl the server, without a slash at the end; accessToken may be left out. */
export function matrixClient(baseUrl, accessToken) {
  return { baseUrl, accessToken, call, upload, file, withToken: (token) => matrixClient(baseUrl, token) };

  /** The body of the answer; a MatrixError is thrown for every status from 400. Params fill path and query by name. */
  async function call(operationId, params = {}, body = undefined) {
    const { method, auth } = operation(operationId);
    const wantsBody = body !== undefined || method === "POST" || method === "PUT";
    const response = await fetch(address(baseUrl, operationId, params), {
      method,
      headers: {
        ...(accessToken && auth !== "none" ? { authorization: `Bearer ${accessToken}` } : {}),
        ...(wantsBody ? { "content-type": "application/json" } : {}),
      },
      ...(wantsBody ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    return valid(operationId, response);
  }

  /** As call, with a file as the body. */
  async function upload(operationId, params, bytes, contentType) {
    const headers = { authorization: `Bearer ${accessToken}`, "content-type": contentType };
    return valid(operationId, await fetch(address(baseUrl, operationId, params), { method: operation(operationId).method, headers, body: bytes }));
  }

  /** As call, where the answer is a file: its headers and bytes. */
  async function file(operationId, params) {
    const response = await fetch(address(baseUrl, operationId, params), { headers: accessToken ? { authorization: `Bearer ${accessToken}` } : {} });
    if (response.status >= 400) return valid(operationId, response);
    return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }
}

async function valid(operationId, response) {
  const answer = parsed(operationId, response.status, await response.text());
  validateResponse(operationId, response.status, answer);
  if (response.status >= 400) throw new MatrixError(operationId, response.status, answer);
  return answer;
}

function parsed(operationId, status, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${operationId} answered ${status} with something that is no JSON: ${text.slice(0, 200)}`);
  }
}

function address(baseUrl, operationId, params) {
  const { path, parameters } = operation(operationId);
  const left = { ...params };
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
    if (!(name in left)) throw new Error(`${operationId} needs ${name} in its path.`);
    const value = left[name];
    delete left[name];
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(left)) {
    if (!parameters.some((p) => p.in === "query" && p.name === name)) throw new Error(`${operationId} knows no ${name}.`);
    for (const one of [value].flat()) query.append(name, String(one));
  }
  return `${baseUrl}${filled}${query.size > 0 ? `?${query}` : ""}`;
}
