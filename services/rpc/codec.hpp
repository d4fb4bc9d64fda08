#pragma once

#include "base/result.hpp"
#include "rpc/encoding.hpp"

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace koebel::rpc {

/// Reads `payload` into `request`, without fields the contract does not know. Refuses with
///   kInvalidArgument  MESSAGE_MALFORMED (not the message's shape; text that is not UTF-8 in binary; a Timestamp
///                     outside the years 1 to 9999),
///                     TEXT_INVALID (U+0000 anywhere; text that is not UTF-8 in JSON)
[[nodiscard]] Result<void> decode(std::string_view payload, Encoding encoding, google::protobuf::Message& request);

/// Throws std::runtime_error when the message cannot be written: our own fault.
[[nodiscard]] std::string encode(const google::protobuf::Message& response, Encoding encoding);

}  // namespace koebel::rpc
