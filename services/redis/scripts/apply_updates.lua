-- Brings index updates of the log into one generation of the boards. They are absolute values, so what comes twice
-- does no harm; what was applied already is skipped.
--   KEYS  where it stands (a hash: epoch, generation, applied) · the bus (a stream) · the sizes of the generation's
--         boards (a hash: sorted set -> how many are in it) · the sorted sets that are touched
--   ARGV  epoch · generation · the first and the last position that these updates cover without a gap · 1: tell the bus
--         · and for each update, in the log's order:
--         its position · its sorted set, by number from 1 · the member · the score as a whole number, or nothing: absent
-- Answers {word, applied}: OK · DUPLICATE (nothing new) · GAP (entries before the first are missing) · EPOCH (it is
-- another history or generation by now). Refuses with ARGUMENT or WRONGTYPE. Writes nothing before all was looked at.
local kHead, kEach, kFixedKeys = 5, 4, 3
local kExact = 9007199254740992 -- from here on not every whole number is a double

local function whole(text)
    if #text > 16 or not string.find(text, '^%d+$') then return nil end
    return tonumber(text)
end

local function is_score(text)
    if text == '' then return true end
    return #text <= 17 and string.find(text, '^%-?%d+$') and math.abs(tonumber(text)) < kExact
end

local function is_a(key, kind)
    local found = redis.call('TYPE', key).ok
    return found == kind or found == 'none'
end

if #KEYS < kFixedKeys or #ARGV < kHead or (#ARGV - kHead) % kEach ~= 0 then
    return redis.error_reply('ARGUMENT number of arguments')
end
local meta, bus, sizes = KEYS[1], KEYS[2], KEYS[3]
local epoch, generation, tell = ARGV[1], ARGV[2], ARGV[5]
local first, last = whole(ARGV[3]), whole(ARGV[4])
if epoch == '' or generation == '' then return redis.error_reply('ARGUMENT epoch or generation') end
if not first or not last or first < 1 or first > last then return redis.error_reply('ARGUMENT positions') end

local before = first
for i = kHead + 1, #ARGV, kEach do
    local position, board = whole(ARGV[i]), whole(ARGV[i + 1])
    if not position or position < before or position > last then
        return redis.error_reply('ARGUMENT position of an update')
    end
    if not board or board < 1 or board > #KEYS - kFixedKeys then return redis.error_reply('ARGUMENT sorted set') end
    if ARGV[i + 2] == '' then return redis.error_reply('ARGUMENT member') end
    if not is_score(ARGV[i + 3]) then return redis.error_reply('ARGUMENT score') end
    before = position
end

if not is_a(meta, 'hash') or not is_a(bus, 'stream') or not is_a(sizes, 'hash') then
    return redis.error_reply('WRONGTYPE a key that is not ours')
end
for i = kFixedKeys + 1, #KEYS do
    if not is_a(KEYS[i], 'zset') then return redis.error_reply('WRONGTYPE a board that is none') end
end

local standing = redis.call('HMGET', meta, 'epoch', 'generation', 'applied')
local applied = tonumber(standing[3] or '')
if standing[1] ~= epoch or standing[2] ~= generation or not applied then return {'EPOCH', '0'} end
if last <= applied then return {'DUPLICATE', standing[3]} end
if first > applied + 1 then return {'GAP', standing[3]} end

local touched = {}
for i = kHead + 1, #ARGV, kEach do
    if tonumber(ARGV[i]) > applied then
        local key, score = KEYS[kFixedKeys + tonumber(ARGV[i + 1])], ARGV[i + 3]
        if score == '' then
            redis.call('ZREM', key, ARGV[i + 2])
        else
            redis.call('ZADD', key, score, ARGV[i + 2])
        end
        touched[key] = true
    end
end
for key in pairs(touched) do redis.call('HSET', sizes, key, redis.call('ZCARD', key)) end
redis.call('HSET', meta, 'applied', ARGV[4])
if tell == '1' then redis.call('XADD', bus, 'MAXLEN', '~', '1000', '*', 'epoch', epoch, 'head', ARGV[4]) end
return {'OK', ARGV[4]}
