#pragma once

#include <cstddef>

namespace koebel {

/// Raises the limit of open files to what the system allows this process, and warns when `connections` do not fit: then
/// the listener will wait for free ones. Before any thread starts.
void raise_descriptor_limit(std::size_t connections);

}  // namespace koebel
