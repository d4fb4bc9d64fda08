// Another build of koebeld and its pages, made from the one that is tested.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, cp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { kBinary, kPages } from "./koebeld.mjs";

/** A koebeld that calls itself another build, of the same length: its name stands in the middle of the file. */
export async function otherBinary(folder) {
  const { stdout } = await promisify(execFile)(kBinary, ["--version"]);
  const name = Buffer.from(stdout.trim());
  const other = Buffer.from(name);
  other[other.length - 1] = name.at(-1) === 0x30 ? 0x31 : 0x30;
  const bytes = await readFile(kBinary);
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) other.copy(bytes, at);
  const path = join(folder, "koebeld");
  await writeFile(path, bytes);
  await chmod(path, 0o755);
  return path;
}

/** Pages as the next build has them: the screen's script has another name. Not `isWhole`: a font of theirs was not put in place. */
export async function otherPages(folder, { isWhole = true } = {}) {
  const version = isWhole ? "screen-whole001" : "screen-half0001";
  const pages = join(folder, version);
  await cp(kPages, pages, { recursive: true });
  const [, name] = /\/assets\/(screen-[\w-]+)\.js/u.exec(await readFile(join(pages, "screen.html"), "utf8"));
  for (const end of [".js", ".js.br", ".js.gz"]) await rename(join(pages, "assets", name + end), join(pages, "assets", version + end));
  for (const path of ["screen.html", "screen-worker.js"]) {
    const text = await readFile(join(pages, path), "utf8");
    assert.ok(text.includes(name));
    const missing = isWhole ? "" : '"/assets/inter-half0001.woff2",';
    const other = text.replaceAll(name, version).replace(/"version":"\w+"/u, `"version":"${version}"`).replace('"files":[', `"files":[${missing}`);
    await writeFile(join(pages, path), other);
    for (const end of [".br", ".gz"]) await rm(join(pages, path + end));
  }
  return { pages, script: `/assets/${version}.js`, version };
}
