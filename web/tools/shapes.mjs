// Makes what the page carries from registry packages: the shapes of the world, the codes of countries, the licences.
//   world-atlas (Natural Earth, public domain) -> generated/world.json   countries by ISO alpha-3, thinned out
//   i18n-iso-countries                        -> generated/codes.json   alpha-3 -> alpha-2
//   LICENSE files of what is bundled          -> public/licences.txt
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { presimplify, quantile, simplify } from "topojson-simplify";
import { quantize } from "topojson-client";

const require = createRequire(import.meta.url);
const codes = require("i18n-iso-countries/codes.json");
const numeric = new Map(codes.map(([, three, number]) => [number, three]));
numeric.set("983", "XKX");

mkdirSync("generated", { recursive: true });
const world = JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json", "utf8"));
delete world.objects.land;
for (const g of world.objects.countries.geometries) {
  const name = g.properties.name;
  g.id = numeric.get(g.id) ?? (name === "Kosovo" ? "XKX" : "");
  g.properties = g.id ? undefined : { name };
}
const weighed = presimplify(world);
const thin = quantize(simplify(weighed, quantile(weighed, 0.24)), 20000);
writeFileSync("generated/world.json", JSON.stringify(thin));

const two = Object.fromEntries(codes.map(([a2, a3]) => [a3, a2]));
two.XKX = "XK";
writeFileSync("generated/codes.json", JSON.stringify(two));

const bundled = ["preact", "d3-array", "d3-color", "d3-format", "d3-geo", "d3-interpolate", "d3-scale", "d3-time",
  "d3-time-format", "internmap", "topojson-client", "world-atlas"];
const notices = bundled.map((name) => {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return `${name} ${version}\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`;
});
writeFileSync("public/licences.txt",
  `The page of nestor serve carries these packages. Its map is made from Natural Earth data, which is in the public domain.\n\n${notices.join("\n----\n\n")}`);
