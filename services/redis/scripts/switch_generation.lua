-- Puts a generation that was built aside in the place of the one that stands, unless somebody was quicker.
--   KEYS  where it stands (a hash) · where the new one stands (a hash) · the sizes of the new one's boards (a hash)
--         · the bus (a stream)
--   ARGV  epoch and generation that stood when building began, both empty: none · epoch, generation and applied of
--         the new one
-- Answers {word}: OK · LOST (another one stands by now) · UNFINISHED (the new one is not what it should be).
local standing = redis.call('HMGET', KEYS[1], 'epoch', 'generation')
if (standing[1] or '') ~= ARGV[1] or (standing[2] or '') ~= ARGV[2] then return {'LOST'} end
local built = redis.call('HMGET', KEYS[2], 'epoch', 'generation', 'applied')
if built[1] ~= ARGV[3] or built[2] ~= ARGV[4] or built[3] ~= ARGV[5] then return {'UNFINISHED'} end
local sizes = redis.call('HGETALL', KEYS[3])
if #sizes == 0 then return {'UNFINISHED'} end
for i = 1, #sizes, 2 do
    if sizes[i] ~= '' and redis.call('ZCARD', sizes[i]) ~= tonumber(sizes[i + 1]) then return {'UNFINISHED'} end
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[3], 'generation', ARGV[4], 'applied', ARGV[5])
redis.call('XADD', KEYS[4], 'MAXLEN', '~', '1000', '*', 'epoch', ARGV[3], 'head', ARGV[5])
redis.call('DEL', KEYS[2])
return {'OK'}
