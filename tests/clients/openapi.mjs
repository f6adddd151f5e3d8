// Holds requests and answers against an OpenAPI document that the server publishes.
import Ajv from "ajv/dist/2020.js";

/** Its operations by method and path: `call("GET /pay/v1/me")`. */
export function openApi(document) {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  // What is not described is not answered: objects with described properties have no others.
  const closed = JSON.parse(JSON.stringify(document.components), (_, part) =>
    part?.type === "object" && part.properties && !("additionalProperties" in part) ? { ...part, additionalProperties: false } : part);
  ajv.addSchema({ $id: "document", components: closed });
  const compiled = new Map();
  const seen = new Set();

  function check(schema, key, value) {
    if (!compiled.has(key)) {
      compiled.set(key, ajv.compile(JSON.parse(JSON.stringify(schema), (name, part) => name === "$ref" ? `document${part}` : part)));
    }
    const holds = compiled.get(key);
    if (!holds(value)) throw new Error(`${key}: ${ajv.errorsText(holds.errors, { dataVar: "body" })}\n${JSON.stringify(value, null, 1)?.slice(0, 2_000)}`);
  }

  return {
    /** Which operations were asked. */
    seen,
    names: Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)),
    operation(name) {
      const [method, path] = name.split(" ");
      const found = document.paths[path]?.[method.toLowerCase()];
      if (!found) throw new Error(`The document has no ${name}.`);
      seen.add(name);
      return found;
    },
    /** Throws where a request that is meant well is not what the document asks for. */
    request(name, { body, query, headers }) {
      const { requestBody, parameters = [] } = this.operation(name);
      const schema = requestBody?.content["application/json"]?.schema;
      if (Boolean(schema) !== (body !== undefined)) throw new Error(`${name} ${schema ? "wants" : "takes no"} body.`);
      if (schema) check(schema, `${name} asked`, body);
      const given = { query: Object.keys(query), header: Object.keys(headers) };
      for (const part of parameters) if (part.required && given[part.in]?.includes(part.name) === false) throw new Error(`${name} wants ${part.name}.`);
      for (const one of given.query) if (!parameters.some((part) => part.in === "query" && part.name === one)) throw new Error(`${name} knows no ${one}.`);
    },
    /** Throws where an answer is not what the document says. */
    answer(name, status, type, body) {
      const known = this.operation(name).responses[status];
      if (!known) throw new Error(`${name} answers ${status}, which the document does not name.`);
      const schema = known.content?.["application/json"]?.schema;
      if (schema) check(schema, `${name} ${status}`, body);
      for (const told of Object.keys(known.content ?? {})) if (!type.startsWith(told)) throw new Error(`${name} answers ${type} instead of ${told}.`);
    },
  };
}
