// Makes what the page carries from registry packages: the shapes of the world, the codes of countries, the licences.
//   world-atlas (Natural Earth, public domain) -> generated/world.json   countries by ISO alpha-3, thinned out and projected
//   i18n-iso-countries                        -> generated/codes.json   alpha-3 -> alpha-2
//   LICENSE files of what is bundled          -> public/licences.txt
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

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
const thin = simplify(weighed, quantile(weighed, 0.24));

/** SVG path data in whole units, relative from point to point: short, and read by the browser without any script. */
function outline(projection, object) {
  let data = "", x = 0, y = 0, begin = [0, 0], mark = "";
  const number = (n) => (n < 0 || !/[0-9]$/.test(data) ? String(n) : ` ${n}`);
  const to = (command, [nx, ny]) => {
    const [dx, dy] = [Math.round(nx) - x, Math.round(ny) - y];
    if (command === "l" && dx === 0 && dy === 0) return;
    if (command !== mark) data += mark = command;
    data += number(dx);
    data += number(dy);
    [x, y] = [x + dx, y + dy];
  };
  const context = {
    beginPath() {},
    moveTo(...p) { mark = ""; to("m", p); begin = [x, y]; },
    lineTo(...p) { to("l", p); },
    closePath() { data += mark = "z"; [x, y] = begin; },
    arc() {},
  };
  geoPath(projection, context)(object);
  return data;
}
const west = 11, unit = 3000; // the cut runs through the Bering Strait; units to a radian (src/map.tsx projects points alike)
const projection = geoNaturalEarth1().rotate([-west, 0]).scale(unit).translate([0, 0]).precision(1);
const box = (shape) => geoPath(projection).bounds(shape).flat().map(Math.round);
const countries = feature(thin, thin.objects.countries).features
  .map((f) => ({ id: String(f.id ?? ""), box: box(f), d: outline(projection, f) })).filter((c) => c.d);
writeFileSync("generated/world.json", JSON.stringify({ west, unit, grid: outline(projection, geoGraticule10()), countries }));

const two = Object.fromEntries(codes.map(([a2, a3]) => [a3, a2]));
two.XKX = "XK";
writeFileSync("generated/codes.json", JSON.stringify(two));

const bundled = ["preact", "d3-array", "d3-color", "d3-format", "d3-interpolate", "d3-scale", "d3-time",
  "d3-time-format", "internmap", "world-atlas"];
const notices = bundled.map((name) => {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return `${name} ${version}\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`;
});
writeFileSync("public/licences.txt",
  `The page of nestor serve carries these packages. Its map is made from Natural Earth data, which is in the public domain.\n\n${notices.join("\n----\n\n")}`);
