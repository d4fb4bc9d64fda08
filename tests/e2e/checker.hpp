#pragma once

#include "e2e/followed.hpp"
#include "store/log_entry.hpp"

#include <map>
#include <string>
#include <vector>

namespace koebel::e2e {

/// The log by topic.
using LogByTopic = std::map<std::string, std::vector<store::LogEntry>>;

[[nodiscard]] LogByTopic by_topic(const std::vector<store::LogEntry>& log);

/// Compares (topic, seq, type, id) of everything a client applied with the log from its place on, and the
/// contents of what was not redacted. What is wrong, a line each; empty: nothing.
[[nodiscard]] std::vector<std::string> differences(
    const LogByTopic& log, const std::map<std::string, Followed>& followed
);

}  // namespace koebel::e2e
