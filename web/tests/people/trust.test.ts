import { expect, test } from "vitest";
import type {} from "../sheets/main.tsx";
import { button, called, calls, open, page } from "./scenes.ts";

const dialog = () => page.getByRole("dialog");

test("Which of two own devices is confirmed by the other, words and buttons say, whoever asked", async () => {
  await open("trust", "signs, asked by them");
  await dialog().getByText("it asks this device to confirm it").waitFor();
  expect(await button("Yes, confirm it").count()).toBe(1);
  await open("trust", "signs, asked to be confirmed");
  await dialog().getByText("You are signed in on Laptop too, and it would confirm this one.").waitFor();
  expect(await button("Yes, confirm it").count()).toBe(0);
  // Whoever is asked on a device that nobody has confirmed does not sign out the one that is.
  await button("Not now").click();
  await called("cancelVerification").toHaveLength(1);
  expect(await page.evaluate(() => location.hash)).toBe("#/");
  await open("trust", "signs, asked by us");
  await dialog().getByText("It asks whether it may confirm this device").waitFor();
  await open("trust", "signs, asked by us to confirm");
  await dialog().getByText("It asks whether this device may confirm it").waitFor();
});

test("Who ended a comparison, and that they did not want it, is said by name", async () => {
  await open("trust", "signs, not now");
  await dialog().getByText("Wei 阿伟 does not want to compare now. Nothing was confirmed.").waitFor();
  await open("trust", "signs, ended by a friend");
  await dialog().getByText("Nora K. ended it. Nothing was confirmed.").waitFor();
});

test("What is said when it was not the person stands in the page, and a toast lies over no button above it", async () => {
  await open("trust", "it was not me");
  const sentence = page.getByText("Sign out the device that you do not know, and change your password.");
  await sentence.waitFor();
  await page.evaluate(() => {
    location.hash = "#/me/profile";
  });
  await page.getByLabel("What others call you").fill("Lin of the long and winding road to the harbour");
  await button("Save").click();
  const toast = await page.getByRole("status").locator("div").boundingBox();
  const asked = page.getByRole("region", { name: "A new device" });
  const banner = await asked.boundingBox();
  expect(toast && banner && toast.y >= banner.y + banner.height).toBe(true);
});

test("A device without a name is called so, with its id beside it", async () => {
  await open("trust", "a new device without a name");
  const asked = page.getByRole("region", { name: "A new device" });
  await asked.getByText("A device without a name signed in. Was that you?").waitFor();
  await asked.getByText("SPFHQDNIAS", { exact: true }).waitFor();
  await button("No, sign it out").click();
  await page.getByText("A device without a name is signed out. Now change your password").waitFor();
  expect(await calls("signOutDevices")).toEqual([["signOutDevices", ["SPFHQDNIAS"]]]);
  await open("trust", "it was not me");
  await page
    .getByRole("button", { name: /^A device without a name/u })
    .getByText("SPFHQDNIAS")
    .waitFor();
});
