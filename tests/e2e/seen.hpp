#pragma once

#include <koebel/v1/live.pb.h>

#include <cstdint>

namespace koebel::e2e {

/// What a client remembers of an event: enough to compare, small enough for two hundred clients.
struct Seen {
    std::uint64_t seq = 0;
    std::uint64_t identity = 0;  ///< a digest of its type and id
    std::uint64_t contents = 0;  ///< a digest of its body; 0: redacted

    friend bool operator==(const Seen&, const Seen&) = default;
};

[[nodiscard]] Seen seen(const v1::Event& event);

}  // namespace koebel::e2e
