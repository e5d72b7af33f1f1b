// Compiles the stylesheet and puts every asset into functions/wwwroot under a name that changes with its content,
// so that browsers may keep it for ever. assets.json maps the plain names to those.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, "..", "..", "..");
const target = join(root, "functions", "wwwroot");

const styles = sass.compile(join(source, "site.scss"), {
  loadPaths: [join(root, "node_modules")],
  quietDeps: true,
  style: "compressed",
});

const assets = {
  "site.css": Buffer.from(styles.css),
  "favicon.svg": readFileSync(join(source, "favicon.svg")),
};

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const names = {};
for (const [name, content] of Object.entries(assets)) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const extension = extname(name);
  names[name] = `${name.slice(0, -extension.length)}.${hash}${extension}`;
  writeFileSync(join(target, names[name]), content);
}
// Last: the build takes this file as the sign that all others are there.
writeFileSync(join(target, "assets.json"), JSON.stringify(names, null, 2));
