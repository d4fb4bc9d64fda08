#pragma once

#include "e2e/seen.hpp"

#include <map>
#include <string>
#include <vector>

namespace koebel::e2e {

/// What a client has of one topic.
struct Followed {
    std::uint64_t from = 0;  ///< the snapshot's seq: where its list begins
    std::uint64_t last = 0;
    std::vector<Seen> applied;
};

/// A thank-you that was answered with success.
struct Given {
    std::string recognition_id;
    bool taken_back = false;  ///< the take-back was answered with success
};

/// What a client ends with.
struct Outcome {
    std::map<std::string, Followed> followed;
    std::vector<Given> given;
    int resets = 0;
    int connections = 0;
};

}  // namespace koebel::e2e
