// Compiles the style sheets and bundles the scripts into src/candour/look/static, where they are committed.
import { mkdirSync, readFileSync, writeFileSync, copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const assets = join(root, "assets");
const modules = join(root, "node_modules");
const statics = join(root, "src/candour/look/static");

function style(entry, target) {
  const { css } = compile(join(assets, entry), {
    charset: false,
    loadPaths: [modules, root],
    quietDeps: true,
    style: "compressed",
  });
  write(target, `${css}\n`);
}

async function script(entry, target, banner) {
  await build({
    banner: { js: banner },
    bundle: true,
    entryPoints: [join(assets, entry)],
    format: "iife",
    legalComments: "none",
    minify: true,
    outfile: target,
    target: "es2020",
  });
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function version(name) {
  return JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;
}

// A vendored folder always says which version it holds and under which licence.
function provenance(folder, name, licence) {
  const terms = readFileSync(join(assets, "licences/mit-terms.txt"), "utf8");
  write(join(statics, "vendor", folder, "VERSION"), `${name} ${version(name)}\n`);
  write(join(statics, "vendor", folder, "LICENCE"), readFileSync(join(assets, "licences", licence), "utf8") + terms);
}

const govuk = join(statics, "vendor/govuk-frontend");
const moj = join(statics, "vendor/moj-frontend");
const note = `/* govuk-frontend ${version("govuk-frontend")}, MIT licence, see LICENCE */`;

style("govuk-frontend.scss", join(govuk, "govuk-frontend.css"));
await script("govuk-frontend.mjs", join(govuk, "govuk-frontend.js"), note);
provenance("govuk-frontend", "govuk-frontend", "govuk-frontend.txt");

style("moj-frontend.scss", join(moj, "moj-frontend.css"));
provenance("moj-frontend", "@ministryofjustice/frontend", "moj-frontend.txt");

style("candour.scss", join(statics, "look/candour.css"));

// The accessibility checker serves the browser tests only, so it never reaches the package.
const axe = join(root, "tests/vendor/axe-core");
mkdirSync(axe, { recursive: true });
copyFileSync(join(modules, "axe-core/axe.min.js"), join(axe, "axe.min.js"));
copyFileSync(join(modules, "axe-core/LICENSE"), join(axe, "LICENCE"));
copyFileSync(join(modules, "axe-core/LICENSE-3RD-PARTY.txt"), join(axe, "LICENCE-3RD-PARTY"));
write(join(axe, "VERSION"), `axe-core ${version("axe-core")}\n`);
