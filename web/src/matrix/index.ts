export { createMatrix } from "./matrix.ts";
export * from "./model.ts";
