// A platform of a test's own: fresh demonstration data, free ports, and where asked a clock that has been moved. What is done to it disturbs no other test.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { oslo } from "./people.mjs";

const binary = process.env.RESEPTOR ?? "reseptor";

/** The library that moves a program's clock (Debian's package faketime); the command of that name knows where it lies. */
const library = () => /^LD_PRELOAD=(.+)$/m.exec(execFileSync("faketime", ["-f", "+0d", "env"], { encoding: "utf8" }))[1];

/** Starts it; `days` moves the clock of the whole program after the data has been loaded on today's. */
export async function start({ days = 0 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "reseptor-own."));
  const [port, tool, metrics] = execFileSync("../free-ports", ["3"], { encoding: "utf8" }).trim().split(" ");
  const env = {
    ...process.env, RESEPTOR_LISTEN: `127.0.0.1:${port}`, RESEPTOR_DEMO_TOOL_LISTEN: `127.0.0.1:${tool}`, RESEPTOR_METRICS_LISTEN: `127.0.0.1:${metrics}`,
    RESEPTOR_DATA_DIR: join(folder, "data"), RESEPTOR_RATE_PER_MINUTE: "100000", RESEPTOR_RATE_PER_MINUTE_ADDRESS: "1000000",
  };
  // Its people are those of this day until it ends (people.mjs), whenever the other platform was loaded.
  const before = process.env.LOADED;
  process.env.LOADED = oslo();
  execFileSync(binary, ["demo"], { env, stdio: "ignore" });
  const clock = days === 0 ? {} : { LD_PRELOAD: library(), FAKETIME: `+${days}d`, FAKETIME_DONT_FAKE_MONOTONIC: "1" };
  const program = spawn(binary, ["serve"], { env: { ...env, ...clock }, stdio: ["ignore", "pipe", "pipe"] });
  const log = createWriteStream(`output/server-${port}.log`);
  program.stdout.pipe(log);
  program.stderr.pipe(log);
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    assert.equal(program.exitCode, null, "the platform of the test's own did not start");
    assert.ok(tries < 300, "the platform of the test's own is not ready");
    if (await fetch(`${base}/health/ready`).then((answer) => answer.ok, () => false)) break;
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
  return { base, tool: `http://localhost:${tool}`, async end() {
    const ended = new Promise((resolve) => { program.once("exit", resolve); });
    program.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true });
    if (before !== undefined) process.env.LOADED = before;
  } };
}
