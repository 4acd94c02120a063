-- The load of one measurement, for wrk; driven by environment variables.
--   KIND     reads: requests of the file PATHS in random order; create: drafts; mixed: nine reads, then a draft
--   PATHS    a file with a path and query on each line
--   PARTIES  a file with a region and an office on each line
--   KEY      the key of the service
--   RUN      what makes numbers and keys of this run distinct from those of others
local kind, key, run = os.getenv("KIND"), os.getenv("KEY"), os.getenv("RUN")
local reads, parties, drafts, turn = {}, {}, 0, 0

local function lines(name)
  local list, file = {}, io.open(os.getenv(name) or "")
  if file then
    for line in file:lines() do list[#list + 1] = line end
    file:close()
  end
  return list
end

function init()
  for i, path in ipairs(lines("PATHS")) do reads[i] = wrk.format("GET", path, { ["X-Api-Key"] = key }) end
  for i, line in ipairs(lines("PARTIES")) do
    local region, office = line:match("(%S+) (%S+)")
    parties[i] = { region = region, office = office }
  end
end

-- The same order at every run.
local seed = 12345
local function pick(list)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return list[math.floor(seed / 65536) % #list + 1]
end

local function draft()
  drafts = drafts + 1
  local party, name = pick(parties), run .. "-" .. drafts
  return wrk.format("POST", "/v1/agreements", { ["X-Api-Key"] = key, ["Content-Type"] = "application/json", ["Idempotency-Key"] = name }, string.format(
    '{"kind":"cooperationAgreement","localNumber":"%s","title":"Perjanjian Kerja Sama tentang kepesertaan PBPU dan BP pemerintah daerah","subject":"Kepesertaan PBPU dan BP",'
    .. '"segment":"pbpuBp","regionCode":"%s","bpjsOfficeId":"%s","owner":"Bagian Kesejahteraan Rakyat","effectiveFrom":"2027-01-01","effectiveUntil":"2027-12-31","renewalNoticeMonths":3}',
    name, party.region, party.office))
end

function request()
  if kind == "reads" then return pick(reads) end
  if kind == "create" then return draft() end
  turn = turn + 1
  return turn % 10 == 0 and draft() or pick(reads)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('JSON {"requests":%d,"microseconds":%d,"p99":%d,"refused":%d,"broken":%d,"own":%.3f}\n',
    summary.requests, summary.duration, latency:percentile(99), errors.status, errors.connect + errors.read + errors.write + errors.timeout, os.clock()))
end
