// The tour of the README, by a client that openapi-typescript and openapi-fetch make of the OpenAPI document: what the document says of
// bodies, answers, errors and parameters is all that the compiler knows here.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: string[] };

const [url, clientWorks, wealthbox] = process.argv.slice(2) as [string, string, string];
const integration = "clientworks-wealthbox";
const api = createClient<paths>({ baseUrl: url, headers: { Authorization: "Bearer cpk_demo_admin" } });

type Problem = components["schemas"]["Problem"];

function check(truth: boolean, what: string): asserts truth {
  if (!truth) {
    throw new Error(`Not so: ${what}`);
  }
}

/** The data of an answer; its problem, as the document types it, ends the tour. */
async function ok<T>(answer: Promise<{ data?: T; error?: Problem; response: Response }>): Promise<T> {
  const { data, error, response } = await answer;
  if (data === undefined) {
    throw new Error(`${response.url}: ${response.status} ${error?.code} ${error?.detail}`);
  }
  return data;
}

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const seen = await look();
    if (holds(seen)) {
      return seen;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("It did not come about.");
}

async function editHub(client: string, patch: object): Promise<void> {
  const answer = await fetch(`${clientWorks}hub/v1/clients/${client}`, {
    method: "PATCH",
    headers: { Authorization: "Bearer cw-demo-user", "Content-Type": "application/json", "If-Match": "*" },
    body: JSON.stringify(patch),
  });
  check(answer.ok, `the hub takes the edit: ${answer.status}`);
}

async function contact(id: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${wealthbox}v1/contacts/${id}`, { headers: { ACCESS_TOKEN: "wb-demo-user" } });
  return (await answer.json()) as Record<string, unknown>;
}

const readLink = (client: string) => ok(api.GET("/v1/links/{integration}/{client}", { params: { path: { integration, client } } }));

// Find a client.
const found = await until(
  () => ok(api.GET("/v1/clients", { params: { query: { query: "laurent" } } })),
  (page) => page.clients.length > 0);
check(found.clients[0]?.client === "CW-100001" && found.clients[0].status === "unlinked", "Amélie Laurent is there");

// Link four clients.
const clients = ["CW-100001", "CW-100002", "CW-100003", "CW-100004"];
const request = () => ok(api.POST("/v1/links", { params: { header: { "Idempotency-Key": "tour-1" } }, body: { integration, clients } }));
const outcomes = (await request()).outcomes;
check(outcomes.map((outcome) => outcome.result).join() === "linked,linked,needsChoice,needsChoice", "four outcomes");
check(outcomes[0]?.match?.rule === "taxId", "by tax id");
check((await request()).outcomes.every((outcome) => outcome.repeated === true), "the answer is repeated");

// Look at the link.
const record = outcomes[0]?.partner?.record;
check(typeof record === "string", "the record that it was linked to");
const link = await until(() => readLink("CW-100001"), (seen) => seen.paths.length > 0 && seen.owed.length === 0);
check(link.status === "linked" && link.partner?.record === record, "it is linked");

// Listen, and edit.
const stream = await api.GET("/v1/events", { parseAs: "stream" });
check(stream.response.ok, "the stream opens");
const reader = (stream.data as unknown as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream() as never).getReader() as ReadableStreamDefaultReader<string>;
let heard = "";
const listening = (async () => {
  while (!heard.includes("Chief Cardiologist")) {
    const { value, done } = await reader.read();
    check(!done, "the stream goes on");
    heard += value;
  }
  await reader.cancel();
})();
await editHub("CW-100001", { jobTitle: "Chief Cardiologist" });
await until(() => contact(record), (seen) => seen["job_title"] === "Chief Cardiologist");
await listening;
const event = heard.split("\n").filter((line) => line.startsWith("data: ")).map((line) => JSON.parse(line.slice(6)) as components["schemas"]["EventAnswer"])
  .find((data) => data.changes?.some((change) => change.value === "Chief Cardiologist"));
check(event?.client === "CW-100001" && event.changes[0]?.kind === "fieldChanged", "the event says so");

// Ask why.
const history = await ok(api.GET("/v1/links/{integration}/{client}/history", { params: { path: { integration, client: "CW-100001" }, query: { path: "jobTitle" } } }));
check(history.entries.some((entry) => entry.what === "written" && entry.value === "Chief Cardiologist"), "the history says so");

// Choose.
const candidates = await ok(api.GET("/v1/links/{integration}/{client}/candidates", { params: { path: { integration, client: "CW-100003" }, query: { query: "mgarcia" } } }));
const partner = candidates.records[0]!.record;
const chosen = await ok(api.POST("/v1/links/{integration}/{client}/choice", { params: { path: { integration, client: "CW-100003" } }, body: { partner } }));
check(chosen.result === "linked" && chosen.partner?.record === partner, "the choice is taken");

// What is refused is a problem with a code.
const refused = await api.GET("/v1/links/{integration}/{client}", { params: { path: { integration, client: "CW-none" } } });
check(refused.response.status === 404 && refused.error?.code === "not_found", "a client that is not there");
const faulty = await api.POST("/v1/links", { body: { integration, clients: [] } });
check(faulty.error?.code === "validation" && faulty.error.errors?.[0]?.pointer === "/clients", "a list without clients");

// Unlink.
const ended = await ok(api.POST("/v1/links/unlink", { body: { integration, clients: ["CW-100002"], reason: "wrongMatch" } }));
check(["unlinked", "leaving"].includes(ended.outcomes[0]!.result), "it is unlinked");

const budgets = await ok(api.GET("/v1/budgets"));
check(budgets.budgets.some((budget) => budget.system === "wealthbox" && budget.windows.every((window) => window.limit > 0)), "the budgets are there");
console.log("The tour is done.");
