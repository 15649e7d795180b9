// What a package generated from the ERP catalog does with messages.
//
//   node behaviour.mjs <package directory>      (built)

import assert from "node:assert/strict";
import { resolve } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

const sdk = await import(pathToFileURL(resolve(process.argv[2] ?? ".", "dist/index.js")).href);

const deleted = {
  variant_id: "var_1",
  product_id: "prod_1",
  deletion_type: "soft",
  deleted_by: "user_1",
};
const envelope = {
  event_id: "evt_1",
  event: "catalog.variant.deleted",
  version: "1.0",
  timestamp: "2026-01-01T00:00:00Z",
  organization_id: "org_1",
  service: "catalog-service",
  data: deleted,
};
const bytes = (changes) => new TextEncoder().encode(JSON.stringify({ ...envelope, ...changes }));
const refused = (changes, kind, check = () => true) =>
  assert.throws(
    () => sdk.decodeMessage(bytes(changes)),
    (error) => error instanceof kind && check(error) !== false,
  );

test("a message travels from a publisher to the handler of its event", async () => {
  const { publisher, recorder } = sdk.recordCatalogPublisher({
    newId: () => "evt_7",
    now: () => new Date("2026-01-02T03:04:05Z"),
  });
  const noise = { ...deleted, unknown: 1 };
  const sealed = await publisher.variantDeleted(noise, { organization_id: "org_1" });
  assert.deepEqual(sealed, {
    ...envelope,
    event_id: "evt_7",
    timestamp: "2026-01-02T03:04:05.000Z",
  });
  const [{ body, exchange, routingKey, messageId }] = recorder.sent;
  assert.deepEqual([exchange, routingKey, messageId], ["erp.events", envelope.event, "evt_7"]);
  assert.deepEqual(Object.keys(JSON.parse(new TextDecoder().decode(body))), Object.keys(sealed));

  const handled = [];
  await sdk.createAuditConsumer((message) => void handled.push(message)).handle(body);
  assert.deepEqual(handled[0].data, deleted);
  assert.equal(recorder.of("catalog.variant.deleted").length, 1);
});

test("nothing leaves that breaks the contract", async () => {
  const { publisher, recorder } = sdk.recordCatalogPublisher();
  const wrong = { ...deleted, variant_id: "prod_1", deletion_type: "maybe" };
  await assert.rejects(publisher.variantDeleted(wrong, { organization_id: "" }), (error) => {
    assert.ok(error instanceof sdk.ContractViolation);
    assert.deepEqual([error.event, error.version, error.part], [envelope.event, "1.0", "payload"]);
    assert.deepEqual(
      error.issues.map(({ pointer, rule, value }) => [pointer, rule, value]),
      [
        ["/variant_id", "pattern", '"prod_1"'],
        ["/deletion_type", "enum", '"maybe"'],
      ],
    );
    return true;
  });
  await assert.rejects(publisher.variantDeleted(deleted, { organization_id: "" }), {
    part: "envelope",
  });
  assert.equal(recorder.sent.length, 0);
});

test("what is wrong with a message has a type", () => {
  assert.throws(() => sdk.decodeMessage("{"), sdk.MalformedMessage);
  assert.throws(() => sdk.decodeMessage(new Uint8Array([0xff])), sdk.MalformedMessage);
  refused({ event: "catalog.variant.vanished" }, sdk.UnknownEvent);
  refused({ event: "constructor" }, sdk.UnknownEvent);
  refused({ version: "9.0" }, sdk.UnknownVersion, (error) => error.version === "9.0");
  refused({ version: "1" }, sdk.UnknownVersion);
  refused({ service: "inventory-service" }, sdk.WrongPublisher);
  refused({ organization_id: undefined }, sdk.ContractViolation, ({ part, event, issues }) => {
    assert.deepEqual([part, event], ["envelope", envelope.event]);
    assert.deepEqual([issues[0].pointer, issues[0].rule], ["/organization_id", "required"]);
  });
});

test("unknown fields and newer minors are no obstacle", () => {
  const message = sdk.decodeMessage(
    bytes({ version: "1.99", trace: 1, data: { ...deleted, more: [] } }),
  );
  assert.deepEqual([message.major, message.version, message.data], [1, "1.99", deleted]);
});

test("a consumer refuses what its service does not consume", async () => {
  const none = () => assert.fail("not for this handler");
  const consumer = sdk.createCatalogConsumer({
    "auth.organization.suspended": none,
    "auth.user.deactivated": none,
    "auth.user.deleted": none,
  });
  await assert.rejects(consumer.handle(bytes({})), sdk.UnexpectedEvent);
});

test("an older major is brought up to date by the steps given", () => {
  const message = { major: 1, data: { order_id: "order_1" } };
  const upcast = (data) => ({ ...data, upcast: true });
  assert.deepEqual(sdk.upcastOrderCreated(message, { 1: upcast }), {
    order_id: "order_1",
    upcast: true,
  });
  const newest = { major: 2, data: { order_id: "order_2" } };
  assert.equal(sdk.upcastOrderCreated(newest, { 1: upcast }), newest.data);
});

test("sensitive values are redacted", () => {
  assert.throws(
    () => sdk.decodePayload("order.shipment.label_created", "1.0", '{"label_url":"secret"}'),
    (error) => {
      const issue = error.issues.find(
        ({ pointer, rule }) => pointer === "/label_url" && rule !== "required",
      );
      assert.equal(issue.value, "<redacted>");
      assert.ok(!error.message.includes("secret"));
      return true;
    },
  );
});
