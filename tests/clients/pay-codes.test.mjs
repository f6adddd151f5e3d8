/* What we write is read by decoders that nobody here wrote: steplix-emvqr, vietnam-qr-pay, node-emv. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import emv from "node-emv";
import { decode } from "steplix-emvqr";
import { QRPay } from "vietnam-qr-pay";

const examples = (name) => JSON.parse(readFileSync(new URL(`../data/pay/${name}`, import.meta.url), "utf8"));
const OUR_SCHEME = "org.teahouse.pay";
const OUR_CONSUMER_SCHEME = `F0${Buffer.from("TEAHOUSE").toString("hex")}`.toUpperCase();
/** An empty amount is how both say that the payer is asked. */
const said = (value) => value || null;

for (const code of examples("ours-mpm.json")) {
  test(`steplix-emvqr reads ${code.id}`, () => {
    const objects = decode(code.payload);
    const text = (id) => said(objects[id]?.data);
    assert.deepEqual(
      { dynamic: text("01") === "12", currency: text("53"), amount: text("54"), category: text("52"), country: text("58"), name: text("59"), city: text("60") },
      { dynamic: code.dynamic, currency: code.currency, amount: code.amount, category: code.category, country: code.country, name: code.name, city: code.city },
    );
    assert.equal(objects["26"].data["00"].data, OUR_SCHEME);
    assert.equal(objects["26"].data["01"].data, code.payee);
    for (const own of [code.localName, code.localCity].filter(Boolean)) assert.ok(objects["64"].data.includes(own));
  });

  test(`vietnam-qr-pay finds ${code.id} whole, with its checksum right`, () => {
    const read = new QRPay(code.payload);
    assert.equal(read.isValid, true);
    assert.deepEqual(
      { dynamic: read.initMethod === "12", currency: read.currency, amount: said(read.amount), category: read.category, country: read.nation, name: read.merchant.name, city: read.city },
      { dynamic: code.dynamic, currency: code.currency, amount: code.amount, category: code.category, country: code.country, name: code.name, city: code.city },
    );
    assert.equal(said(read.additionalData.billNumber), code.bill);
    assert.equal(said(read.additionalData.reference), code.reference);
    assert.equal(new QRPay(`${code.payload.slice(0, -1)}${code.payload.endsWith("0") ? "1" : "0"}`).isValid, false);
  });
}

for (const vector of examples("paycode.json").vectors) {
  test(`node-emv reads the code ${vector.digits}`, () => {
    const values = new Map();
    const walk = (objects) => {
      for (const { tag, value } of objects) Array.isArray(value) ? walk(value) : values.set(tag, value);
    };
    emv.parse(Buffer.from(vector.cpm_base64, "base64").toString("hex").toUpperCase(), walk);
    assert.equal(values.get("4F"), OUR_CONSUMER_SCHEME);
    assert.equal(values.get("5A"), vector.digits);
    assert.equal(Number(values.get("9F02") ?? 0), vector.amount);
    // Nothing that says who pays: no name, no way to reach them, no last digits.
    for (const tag of ["5F20", "5F50", "9F24", "9F25", "57"]) assert.equal(values.has(tag), false);
  });
}
