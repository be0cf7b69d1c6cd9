-- Requests of a reader who looks around: wrk -s bench/serve.lua URL -- events|series [same]
-- Every request asks something else (so the cache of answers does not help), or with "same" always the same.
local codes, what, same, seed = {}, "events", false, 1

local function code(i)
  return string.char(65 + math.floor(i / 26), 65 + i % 26, 65 + (i * 7) % 26)
end

function setup(thread)
  thread:set("number", seed)
  seed = seed + 1
end

function init(args)
  what = args[1] or what
  same = args[2] == "same"
  for i = 0, 39 do codes[i + 1] = code(i) end
  math.randomseed(1000 + number)
end

local types = { "THREATEN", "CONSULT", "ASSAULT", "REQUEST", "ACCUSE", "AGREE" }
function request()
  local a, b = codes[math.random(40)], codes[math.random(40)]
  local dyad = a < b and a .. "-" .. b or b .. "-" .. a
  local year = 2004 + math.random(0, 19)
  if same then
    a, dyad, year = "AAA", "AAA-ABH", 2012
  end
  local path
  if what == "series" then
    path = string.format("/api/series?dyad=%s&by=week&since=%d&until=%d", dyad, year, year + 3)
  elseif math.random() < 0.5 or same then
    path = string.format("/api/events?dyad=%s&since=%d&limit=20", dyad, year)
  else
    path = string.format("/api/events?type=%s&since=%d-%02d&limit=20", types[math.random(6)], year, math.random(12))
  end
  return wrk.format("GET", path, { ["Accept-Encoding"] = "gzip" })
end

local failed = 0
function response(status)
  if status ~= 200 then failed = failed + 1 end
end
