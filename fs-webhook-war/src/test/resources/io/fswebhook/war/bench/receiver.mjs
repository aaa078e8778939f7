// A receiver as one writes it with fastify: the HMAC over the raw body, and one insert each where there is a database.
import { createHmac, timingSafeEqual, randomUUID } from "node:crypto";
import fastify from "fastify";
import pg from "pg";

const [database, secret] = process.argv.slice(2);
const pool = database === "-" ? null : new pg.Pool({ connectionString: database, max: 16 });
if (pool) {
  await pool.query("CREATE TABLE IF NOT EXISTS event (signature TEXT PRIMARY KEY, id TEXT, body BYTEA)");
}

function isGenuine(header, body) {
  const parts = Object.fromEntries(header.split(",").map((part) => [part[0], part.slice(2)]));
  const expected = createHmac("sha256", secret).update(body).update(`:${parts.o}:${parts.t}`).digest();
  const actual = Buffer.from(parts.v, "base64");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

const app = fastify();
app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => done(null, body));
app.post("/webhook", async (request, reply) => {
  const signature = request.headers["fullstory-signature"];
  if (!isGenuine(signature, request.body)) {
    return reply.code(401).send();
  }
  JSON.parse(request.body);
  const id = randomUUID();
  if (pool) {
    await pool.query("INSERT INTO event VALUES ($1, $2, $3)", [signature, id, request.body]);
  }
  return { id, status: "stored" };
});
console.log("listening on " + (await app.listen({ host: "127.0.0.1", port: 0 })));
