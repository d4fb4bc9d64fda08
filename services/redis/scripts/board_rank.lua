-- Where one member of a board stands: equal units share a rank. A score is -(units << 25) + who was there first.
--   KEYS  where it stands (a hash) · the board's sorted set
--   ARGV  epoch · generation · the member
-- Answers {OK, applied, score, rank}, {OK, applied} for who is not on it, or {EPOCH, epoch, generation}: what stands
-- there.
local standing = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'applied')
if standing[1] ~= ARGV[1] or standing[2] ~= ARGV[2] then return {'EPOCH', standing[1] or '', standing[2] or ''} end
local score = redis.call('ZSCORE', KEYS[2], ARGV[3])
if not score then return {'OK', standing[3]} end
local first = -math.ceil(-score / 33554432) * 33554432 -- scores below it have more units
return {'OK', standing[3], score, 1 + redis.call('ZCOUNT', KEYS[2], '-inf', string.format('(%.0f', first))}
