-- One member of a board and its neighbours on both sides.
--   KEYS  where it stands (a hash) · the board's sorted set
--   ARGV  epoch · generation · the member · how many neighbours on each side
-- Answers {OK, applied, place of the member from 0, place of the first that follows, its rank, member, score, member,
-- score ...}, {OK, applied} for who is not on it, or {EPOCH, epoch, generation}: what stands there. The other ranks
-- follow from it: who has as many units as the one before shares its rank, otherwise it is the place from 1.
local standing = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'applied')
if standing[1] ~= ARGV[1] or standing[2] ~= ARGV[2] then return {'EPOCH', standing[1] or '', standing[2] or ''} end
local place = redis.call('ZRANK', KEYS[2], ARGV[3])
if not place then return {'OK', standing[3]} end
local from = math.max(0, place - ARGV[4])
local window = redis.call('ZRANGE', KEYS[2], from, place + ARGV[4], 'WITHSCORES')
local first = -math.ceil(-window[2] / 33554432) * 33554432 -- scores below it have more units
local rank = 1 + redis.call('ZCOUNT', KEYS[2], '-inf', string.format('(%.0f', first))
local answer = {'OK', standing[3], place, from, rank}
for _, text in ipairs(window) do answer[#answer + 1] = text end
return answer
