#include "redis/codec.hpp"

#include <hiredis/hiredis.h>

namespace koebel::redis {

namespace {

struct Freed {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

Reply converted(const redisReply& reply) {
    switch (reply.type) {
        case REDIS_REPLY_INTEGER:
            return Reply::of_integer(reply.integer);
        case REDIS_REPLY_STRING:
        case REDIS_REPLY_STATUS:
            return Reply::of_text({reply.str, static_cast<std::size_t>(reply.len)});
        case REDIS_REPLY_ERROR:
            return Reply::of_error({reply.str, static_cast<std::size_t>(reply.len)});
        case REDIS_REPLY_ARRAY: {
            std::vector<Reply> items;
            items.reserve(reply.elements);
            for (std::size_t i = 0; i < reply.elements; ++i) items.push_back(converted(*reply.element[i]));
            return Reply::of_array(std::move(items));
        }
        default:
            return {};
    }
}

}  // namespace

std::string encode(std::span<const std::string> arguments) {
    // redisFormatCommandArgv would want two arrays more, and make a copy that is to be freed.
    std::string bytes = "*" + std::to_string(arguments.size()) + "\r\n";
    for (const auto& argument : arguments) {
        bytes += "$" + std::to_string(argument.size()) + "\r\n" + argument + "\r\n";
    }
    return bytes;
}

struct ReplyReader::Hiredis {
    Hiredis() : reader(redisReaderCreate()) {
        if (!reader) throw std::bad_alloc{};
    }
    Hiredis(const Hiredis&) = delete;
    Hiredis& operator=(const Hiredis&) = delete;
    ~Hiredis() { redisReaderFree(reader); }

    redisReader* const reader;
};

ReplyReader::ReplyReader(std::size_t most) : hiredis_(std::make_unique<Hiredis>()), most_(most) {}

ReplyReader::~ReplyReader() = default;

void ReplyReader::feed(std::string_view bytes) {
    unread_ += bytes.size();
    if (unread_ > most_) throw Fault("an answer that is too large");
    if (redisReaderFeed(hiredis_->reader, bytes.data(), bytes.size()) != REDIS_OK) {
        throw Fault("bytes that are not Redis's protocol");
    }
}

std::optional<Reply> ReplyReader::next() {
    void* found = nullptr;
    if (redisReaderGetReply(hiredis_->reader, &found) != REDIS_OK) {
        throw Fault("bytes that are not Redis's protocol");
    }
    if (!found) return std::nullopt;
    const std::unique_ptr<redisReply, Freed> reply{static_cast<redisReply*>(found)};
    unread_ = hiredis_->reader->len - hiredis_->reader->pos;
    return converted(*reply);
}

}  // namespace koebel::redis
