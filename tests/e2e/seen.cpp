#include "e2e/seen.hpp"

#include <string_view>

namespace koebel::e2e {

namespace {

/// FNV-1a, the same in every process.
std::uint64_t digest(std::string_view bytes) {
    std::uint64_t value = 0xcbf29ce484222325;
    for (const char byte : bytes) value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    return value;
}

}  // namespace

Seen seen(const v1::Event& event) {
    return {
        .seq = event.seq(),
        .identity = digest(event.type() + '\n' + event.id()),
        .contents = event.has_body() ? digest(event.body().SerializeAsString()) : 0,
    };
}

}  // namespace koebel::e2e
