-- How the boards stand, and whether one of them was deleted, evicted or written to by somebody else.
--   KEYS  where it stands (a hash) · the sizes of a generation's boards (a hash)
--   ARGV  that generation
-- Answers {epoch, generation, applied, a sorted set that has another size than was noted}; each is empty when there
-- is none. Boards are looked at only when the generation is the one that stands.
local standing = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'applied')
local damaged = ''
if standing[2] == ARGV[1] then
    local sizes = redis.call('HGETALL', KEYS[2])
    if #sizes == 0 then damaged = KEYS[2] end
    for i = 1, #sizes, 2 do
        -- Of a key that is no sorted set any more it is an error, which is no number either.
        if sizes[i] ~= '' and redis.pcall('ZCARD', sizes[i]) ~= tonumber(sizes[i + 1]) then
            damaged = sizes[i]
            break
        end
    end
end
return {standing[1] or '', standing[2] or '', standing[3] or '', damaged}
