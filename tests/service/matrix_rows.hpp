#pragma once

#include "service/matrix_world.hpp"

#include <span>
#include <string_view>

namespace koebel::service {

/// A request that makes sense, and what it is answered with: nothing, or the reason it is refused with.
struct RequestRow {
    std::string_view method;
    std::string_view request = "{}";
    std::string_view answer = {};                 ///< of whom it lets in; the doors refuse what does not fit
    bool (*related)(const Principal&) = nullptr;  ///< who has the relation; null: whoever has the role
    std::string_view otherwise = {};              ///< the reason for whoever has not
    bool ends_session = false;                    ///< done in another browser of the same person
};

/// At least one for each method of the contract.
[[nodiscard]] std::span<const RequestRow> request_rows();

/// A topic, and who may follow it.
struct TopicRow {
    std::string_view topic;
    bool (*may)(const Principal&);
};

/// Every family of topics.
[[nodiscard]] std::span<const TopicRow> topic_rows();

}  // namespace koebel::service
