#pragma once

#include <cstddef>

namespace koebel {

/// Open files that are no connections: databases, pages, pipes, and some to spare.
inline constexpr std::size_t kOwnDescriptors = 128;

/// Raises the limit of open files to what the system allows this process, and warns when `connections` do not fit: then
/// the listener will wait for free ones. Before any thread starts.
void raise_descriptor_limit(std::size_t connections);

}  // namespace koebel
