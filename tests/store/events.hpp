#pragma once

#include "store/log_entry.hpp"

#include <google/protobuf/util/json_util.h>

#include <string>
#include <utility>

namespace koebel::store {

/// An entry whose payload holds a word, so that tests can look for it.
inline NewEntry entry(std::string topic, const std::string& word, std::vector<std::uint64_t> redacts = {}) {
    v1::EventBody body;
    body.mutable_recognition_withdrawn()->set_recognition_id(word);
    return {.topic = std::move(topic), .body = body, .redacts = std::move(redacts)};
}

/// The word of such an entry; empty when it was redacted.
inline std::string word_of(const LogEntry& one) {
    v1::EventBody body;
    if (one.payload.empty() || !google::protobuf::util::JsonStringToMessage(one.payload, &body).ok()) return {};
    return body.recognition_withdrawn().recognition_id();
}

}  // namespace koebel::store
