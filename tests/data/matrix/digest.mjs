// Makes the digest of the Matrix specification that the tests validate against: operations and schemas without the prose.
// Usage: node digest.mjs FOLDER   (FOLDER holds the specification's data/api and data/event-schemas)
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { parse } = createRequire(join(here, "../../clients/package.json"))("yaml");

const METHODS = ["get", "put", "post", "delete", "patch", "head", "options"];
const PROSE = new Set(["description", "title", "example", "examples", "summary", "$comment", "externalDocs", "$schema", "$id",
  "deprecated"]);
// Under these keys the names are data: a property called "title" is no prose.
const NAMES = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
const VALUES = new Set(["enum", "const", "default", "required"]);

const documents = new Map();

function load(file) {
  if (!documents.has(file)) documents.set(file, parse(readFileSync(file, "utf8")));
  return documents.get(file);
}

function follow(ref, file) {
  const [path, pointer = ""] = ref.split("#");
  const target = path === "" ? file : resolve(dirname(file), path);
  const value = pointer.split("/").slice(1).reduce((at, name) => at[name.replaceAll("~1", "/").replaceAll("~0", "~")], load(target));
  return { value, file: target, pointer };
}

/** One output file: schemas that others refer to stand once, in $defs. */
class Digest {
  defs = {};
  names = new Map();

  define(ref, file) {
    const target = follow(ref, file);
    const key = `${target.file}#${target.pointer}`;
    if (!this.names.has(key)) {
      const name = this.freeName(basename(target.pointer === "" ? target.file : target.pointer).replace(/\.(yaml|json)$/, ""));
      this.names.set(key, name);
      this.defs[name] = true;
      this.defs[name] = this.schema(target.value, target.file);
    }
    return { $ref: `#/$defs/${this.names.get(key)}` };
  }

  freeName(wanted) {
    const plain = wanted.replace(/[^A-Za-z0-9._-]/g, "_");
    let name = plain;
    for (let n = 2; name in this.defs; n++) name = `${plain}-${n}`;
    return name;
  }

  schema(value, file) {
    if (Array.isArray(value)) return value.map((item) => this.schema(item, file));
    if (value === null || typeof value !== "object") return value;
    const clean = {};
    for (const [key, inner] of Object.entries(value)) {
      if (key === "$ref" && typeof inner === "string") Object.assign(clean, this.define(inner, file));
      else if (NAMES.has(key)) {
        clean[key] = Object.fromEntries(Object.entries(inner ?? {}).map(([name, one]) => [name, this.schema(one, file)]));
      } else if (VALUES.has(key)) clean[key] = inner;
      else if (!PROSE.has(key) && !key.startsWith("x-")) clean[key] = this.schema(inner, file);
    }
    return clean;
  }
}

const deref = (value, file) => (typeof value?.$ref === "string" ? follow(value.$ref, file) : { value, file });

function media(content, file, digest) {
  return Object.fromEntries(Object.entries(content ?? {}).map(([type, one]) => [type, digest.schema(one.schema ?? {}, file)]));
}

function parameter(given, file, digest) {
  const { value: p, file: at } = deref(given, file);
  return { name: p.name, in: p.in, required: p.required === true, schema: digest.schema(p.schema ?? {}, at) };
}

function response(given, file, digest) {
  const { value: r, file: at } = deref(given, file);
  return r.content ? { content: media(r.content, at, digest) } : {};
}

function authOf(security = []) {
  if (security.length === 0) return "none";
  return security.some((s) => Object.keys(s).length === 0) ? "optional" : "required";
}

function operation(o, method, path, shared, file, digest) {
  const body = o.requestBody === undefined ? undefined : deref(o.requestBody, file);
  return {
    method: method.toUpperCase(),
    path,
    auth: authOf(o.security),
    parameters: [...shared, ...(o.parameters ?? [])].map((p) => parameter(p, file, digest)),
    ...(body ? { request: { required: body.value.required === true, content: media(body.value.content, body.file, digest) } } : {}),
    responses: Object.fromEntries(Object.entries(o.responses).map(([status, r]) => [status, response(r, file, digest)])),
  };
}

function operations(root) {
  const digest = new Digest();
  const found = {};
  const folder = join(root, "data/api/client-server");
  for (const name of readdirSync(folder).filter((n) => n.endsWith(".yaml")).sort()) {
    const file = join(folder, name);
    const api = load(file);
    const base = api.servers?.[0]?.variables?.basePath?.default ?? "";
    for (const [path, item] of Object.entries(api.paths ?? {})) {
      for (const method of METHODS.filter((m) => m in item)) {
        const id = item[method].operationId;
        if (found[id]) throw new Error(`${id} stands twice: ${relative(root, file)}`);
        found[id] = operation(item[method], method, (base + path).replace("//", "/"), item.parameters ?? [], file, digest);
      }
    }
  }
  return { operations: found, $defs: digest.defs };
}

function events(root) {
  const digest = new Digest();
  const folder = join(root, "data/event-schemas/schema");
  const found = {};
  for (const name of readdirSync(folder).filter((n) => n.endsWith(".yaml")).sort()) {
    found[name.replace(/\.yaml$/, "")] = digest.define(`./${name}`, join(folder, "here"));
  }
  return { events: found, $defs: digest.defs };
}

if (process.argv.length !== 3) {
  console.error("usage: node digest.mjs FOLDER");
  process.exit(2);
}
const root = resolve(process.argv[2]);
for (const [name, content] of [["operations.json", operations(root)], ["events.json", events(root)]]) {
  const text = `${JSON.stringify(content)}\n`;
  writeFileSync(join(here, name), text);
  console.log(`${name}: ${Object.keys(content.operations ?? content.events).length} entries, ${text.length} bytes`);
}
