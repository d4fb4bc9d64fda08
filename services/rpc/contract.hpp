#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>
#include <vector>

namespace koebel::rpc {

/// Every service of the contract, in the order of their files. Made from the build's list of proto
/// files, so a new service cannot be forgotten.
[[nodiscard]] std::vector<const google::protobuf::ServiceDescriptor*> contract_services();

/// "koebel.v1.RecognitionService/Give": as the path of a call says it.
[[nodiscard]] std::string method_path(const google::protobuf::MethodDescriptor& method);

/// The method of such a path, or null.
[[nodiscard]] const google::protobuf::MethodDescriptor* find_method(std::string_view path);

}  // namespace koebel::rpc
