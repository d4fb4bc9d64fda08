#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace koebel::store {

/// A message as proto3 JSON, as the log and the receipts keep it. Any thread. Throws Fault when it cannot be
/// written as JSON.
[[nodiscard]] std::string to_json(const google::protobuf::Message& message);

}  // namespace koebel::store
