-- Asks for addresses of a file by chance, the same chance every time, and says at the end how it went, as JSON.
local requests = {}

function init(args)
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  math.randomseed(2026)
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format(
    'RESULT {"requests": %d, "microseconds": %d, "failed": %d, "p50": %d, "p95": %d, "bytes": %d}\n',
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(95), summary.bytes))
end
