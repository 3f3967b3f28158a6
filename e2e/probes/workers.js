// What Node programs do: worker threads, child processes, servers, watching files. Fails when any of it doesn't work.
const assert = require("node:assert");
const { execFileSync, fork } = require("node:child_process");
const { once } = require("node:events");
const fs = require("node:fs");
const net = require("node:net");
const os = require("node:os");
const { Worker } = require("node:worker_threads");

if (process.argv[2] === "child") {
  process.send("hello");
  process.disconnect();
} else {
  main().then(() => console.log("works"));
}

async function main() {
  const workers = [1, 2, 3].map(
    (n) => new Worker(`require("worker_threads").parentPort.postMessage(${n} * 2)`, { eval: true }),
  );
  const answers = await Promise.all(workers.map((worker) => once(worker, "message")));
  assert.deepEqual(answers.flat(), [2, 4, 6]);

  assert.equal(execFileSync("echo", ["x"]).toString(), "x\n");
  assert.deepEqual((await once(fork(__filename, ["child"]), "message"))[0], "hello");

  const server = net.createServer((socket) => socket.end("x")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = net.connect(server.address().port, "127.0.0.1");
  assert.equal((await once(client, "data"))[0].toString(), "x");
  server.close();

  const directory = fs.mkdtempSync(`${os.tmpdir()}/workers-`);
  const watcher = fs.watch(directory);
  const seen = once(watcher, "change");
  fs.writeFileSync(`${directory}/a`, "x");
  await seen;
  watcher.close();
  fs.cpSync(directory, `${directory}-copy`, { recursive: true });
  assert.equal(await fs.promises.readFile(`${directory}-copy/a`, "utf8"), "x");
  assert.ok(os.networkInterfaces().lo);
}
