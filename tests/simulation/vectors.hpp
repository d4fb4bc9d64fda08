#pragma once

#include <string>

namespace koebel::simulation {

/// What a server says to a client, step by step, and what the client is to do: JSON, a case for each
/// new combination of situations. Made by the C++ model; the page's code is held against the same file.
[[nodiscard]] std::string make_vectors();

}  // namespace koebel::simulation
