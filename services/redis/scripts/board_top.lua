-- The first places of a board, and how many are on it, at one position.
--   KEYS  where it stands (a hash) · the board's sorted set
--   ARGV  epoch · generation · how many
-- Answers {OK, applied, size, member, score, member, score ...}, or {EPOCH, epoch, generation}: what stands there.
local standing = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'applied')
if standing[1] ~= ARGV[1] or standing[2] ~= ARGV[2] then return {'EPOCH', standing[1] or '', standing[2] or ''} end
local answer = {'OK', standing[3], redis.call('ZCARD', KEYS[2])}
for _, text in ipairs(redis.call('ZRANGE', KEYS[2], 0, ARGV[3] - 1, 'WITHSCORES')) do answer[#answer + 1] = text end
return answer
