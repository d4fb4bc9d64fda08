-- A few random members of a board, and how many it has, all at one position.
--   KEYS  where it stands (a hash) · the board's sorted set
--   ARGV  epoch · generation · how many
-- Answers {OK, applied, size, member, score, member, score ...} or {EPOCH}.
local standing = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'applied')
if standing[1] ~= ARGV[1] or standing[2] ~= ARGV[2] then return {'EPOCH'} end
local answer = {'OK', standing[3], tostring(redis.call('ZCARD', KEYS[2]))}
for _, text in ipairs(redis.call('ZRANDMEMBER', KEYS[2], ARGV[3], 'WITHSCORES')) do answer[#answer + 1] = text end
return answer
