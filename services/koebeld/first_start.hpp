#pragma once

#include "access/set_up_steps.hpp"
#include "koebeld/settings.hpp"
#include "store/store.hpp"

namespace koebel {

/// The address that begins the set-up. The token stands in the fragment, which browsers never send.
[[nodiscard]] std::string set_up_address(const std::string& public_url, const std::string& token);

/// What the guided path asks of rooms that access cannot see.
[[nodiscard]] access::SetUpFacts set_up_facts();

/// Where nobody administers yet: makes a link, older ones stop working, and prints it as one line on standard output.
/// The log, which may be kept elsewhere, says only that it was printed. Blocks; at start.
void say_how_to_begin(store::Store& store, const Settings& settings);

}  // namespace koebel
