-- The scores of members of a board, and how many it has, all at one position.
--   KEYS  where it stands (a hash) · the board's sorted set
--   ARGV  epoch · generation · the members
-- Answers {OK, applied, size, score, score ...}, an empty score for who is not on it, or {EPOCH}.
local standing = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'applied')
if standing[1] ~= ARGV[1] or standing[2] ~= ARGV[2] then return {'EPOCH'} end
local answer = {'OK', standing[3], tostring(redis.call('ZCARD', KEYS[2]))}
for i = 3, #ARGV do answer[#answer + 1] = redis.call('ZSCORE', KEYS[2], ARGV[i]) or '' end
return answer
