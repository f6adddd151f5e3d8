import { test } from "vitest";
import { open, page } from "./scenes.ts";

test("The history says what was scanned, and what came from a red packet", async () => {
  await open("history", "history");
  await page.getByText(/^You scanned their code, /u).waitFor();
  await page.getByText(/^From a red packet, /u).waitFor();
  await page.getByText(/^By your code, /u).waitFor();
  await open("history", "receipt, scanned");
  await page.getByText("Paid by scanning their code").waitFor();
});
