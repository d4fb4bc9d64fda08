#include "redis/codec.hpp"

#include <hiredis/hiredis.h>

#include <exception>
#include <new>
#include <utility>
#include <variant>

namespace koebel::redis {

std::string encode(std::span<const std::string> arguments) {
    // redisFormatCommandArgv would want two arrays more, and make a copy that is to be freed.
    std::string bytes = "*" + std::to_string(arguments.size()) + "\r\n";
    for (const auto& argument : arguments) {
        bytes += "$" + std::to_string(argument.size()) + "\r\n" + argument + "\r\n";
    }
    return bytes;
}

/// hiredis's reader, told to make Replies. One grows with the bytes that arrive: what an answer says of its length
/// reserves nothing.
struct ReplyReader::Hiredis {
    Hiredis() : reader(redisReaderCreateWithFunctions(&makers)) {
        if (!reader) throw std::bad_alloc{};
    }
    Hiredis(const Hiredis&) = delete;
    Hiredis& operator=(const Hiredis&) = delete;
    ~Hiredis() { redisReaderFree(reader); }

    /// Where hiredis wants it: in the list it belongs to, or alone. A list grows only when its last item is whole, so
    /// no list that is being filled moves. Through hiredis no exception may pass; nothing is "out of memory" to it.
    static void* place(const redisReadTask* task, Reply reply) noexcept {
        try {
            if (!task->parent) return new Reply(std::move(reply));
            auto& items = std::get<std::vector<Reply>>(static_cast<Reply*>(task->parent->obj)->value_);
            items.push_back(std::move(reply));
            return &items.back();
        } catch (const std::exception&) {
            return nullptr;
        }
    }

    static void* make_text(const redisReadTask* task, char* bytes, std::size_t size) noexcept {
        try {
            std::string text{bytes, size};
            if (task->type == REDIS_REPLY_ERROR) return place(task, Reply::of_error(std::move(text)));
            return place(task, Reply::of_text(std::move(text)));
        } catch (const std::exception&) {
            return nullptr;
        }
    }
    static void* make_list(const redisReadTask* task, int) noexcept { return place(task, Reply::of_array({})); }
    static void* make_number(const redisReadTask* task, long long number) noexcept {
        return place(task, Reply::of_integer(number));
    }
    static void* make_nil(const redisReadTask* task) noexcept { return place(task, Reply{}); }
    static void drop(void* reply) noexcept { delete static_cast<Reply*>(reply); }

    static redisReplyObjectFunctions makers;

    redisReader* const reader;
};

redisReplyObjectFunctions ReplyReader::Hiredis::makers{
    .createString = make_text,
    .createArray = make_list,
    .createInteger = make_number,
    .createNil = make_nil,
    .freeObject = drop,
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
    const std::unique_ptr<Reply> reply{static_cast<Reply*>(found)};
    unread_ = hiredis_->reader->len - hiredis_->reader->pos;
    return std::move(*reply);
}

}  // namespace koebel::redis
