-- Removes boards of a generation, and forgets their sizes with them.
--   KEYS  the sizes of the generation's boards (a hash) · the sorted sets
for i = 2, #KEYS do
    redis.call('UNLINK', KEYS[i])
    redis.call('HDEL', KEYS[1], KEYS[i])
end
return #KEYS - 1
