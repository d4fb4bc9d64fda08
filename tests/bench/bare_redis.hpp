#pragma once

#include "redis/endpoint.hpp"
#include "redis/reply.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace koebel::redis {
class ReplyReader;
}

namespace koebel::bench {

/// A connection to Redis as bare as it gets: blocking, bytes that were made beforehand, answers counted and dropped.
class BareRedis {
public:
    explicit BareRedis(const redis::Endpoint& endpoint);
    BareRedis(const BareRedis&) = delete;
    BareRedis& operator=(const BareRedis&) = delete;
    ~BareRedis();

    /// One command and its answer; throws where Redis refuses.
    redis::Reply ask(const std::vector<std::string>& words);
    /// The same with bytes.
    redis::Reply ask_encoded(const std::string& bytes);

    /// Many, with so many on their way at once.
    void pipeline(const std::vector<std::string>& encoded, std::size_t under_way);

private:
    void send(const std::string& bytes);
    redis::Reply receive();

    int descriptor_ = -1;
    std::unique_ptr<redis::ReplyReader> reader_;
};

}  // namespace koebel::bench
