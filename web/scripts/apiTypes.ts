import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/* The types of the house's own APIs, from the documents that the server gives of itself: `npm run api`. */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
}

interface Content {
  readonly content?: { readonly "application/json"?: { readonly schema: Schema } };
}

interface Operation {
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const SIMPLE: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
};

/** The whole file of an API. */
function typesOf({ name, document }: Api, { paths, components }: Document): string {
  const schemas = Object.entries(components.schemas).map(([name, schema]) => declared(name, schema));
  const calls = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => callOf(`${method.toUpperCase()} ${path}`, operation)),
  );
  const parts = [
    `/* Made from ${document} by \`npm run api\`; not to be edited. */`,
    ...schemas,
    `/** What is sent and what comes back, by method and path. */\nexport interface ${name}Calls {\n${calls.join("\n")}\n}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function declared(name: string, schema: Schema): string {
  const words = comment(schema, "");
  if (!schema.properties) return `${words}export type ${name} = ${typeOf(schema)};`;
  const required = new Set(schema.required);
  const lines = Object.entries(schema.properties).map(
    ([property, type]) =>
      `${comment(type, "  ")}  readonly ${property}${required.has(property) ? `: ${typeOf(type)}` : `?: ${optional(typeOf(type))}`};`,
  );
  return `${words}export interface ${name} {\n${lines.join("\n")}\n}`;
}

function callOf(name: string, { requestBody, responses }: Operation): string {
  const good = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  return `  readonly "${name}": { readonly body: ${sent(requestBody)}; readonly answer: ${sent(good)} };`;
}

function sent(content: Content | undefined): string {
  const schema = content?.content?.["application/json"]?.schema;
  return schema ? typeOf(schema) : "undefined";
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if (schema.oneOf) return union(schema.oneOf.map(typeOf));
  if (schema.items) return `readonly ${typeOf(schema.items)}[]`;
  if (schema.type === undefined) return "unknown";
  return union([schema.type].flat().map((type) => SIMPLE[type] ?? "unknown"));
}

/** What may be nothing stands last, as one would write it. */
function union(types: readonly string[]): string {
  return [...types.filter((type) => type !== "null"), ...types.filter((type) => type === "null")].join(" | ");
}

/** A caller may say undefined; it is not sent. */
function optional(type: string): string {
  return type === "unknown" ? type : `${type} | undefined`;
}

function comment({ description }: Schema, indent: string): string {
  return description ? `${indent}/** ${description} */\n` : "";
}

interface Api {
  /** The prefix of its calls' name. */
  readonly name: string;
  readonly document: string;
  readonly types: string;
}

/** The APIs; their files lie in `src/api`. */
export const APIS: readonly Api[] = [
  { name: "People", document: "openapi.json", types: "peopleTypes.ts" },
  { name: "Pay", document: "pay.openapi.json", types: "payTypes.ts" },
];

export const pathOf = (file: string) => fileURLToPath(new URL(`../src/api/${file}`, import.meta.url));

/** What the file of an API must contain. */
export async function written(api: Api): Promise<string> {
  return typesOf(api, JSON.parse(await readFile(pathOf(api.document), "utf8")));
}

if (import.meta.main) for (const api of APIS) await writeFile(pathOf(api.types), await written(api));
