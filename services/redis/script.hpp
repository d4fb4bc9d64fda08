#pragma once

#include <string_view>

namespace koebel::redis {

/// A Lua script, embedded from scripts/ at build time.
struct Script {
    std::string_view name;  ///< the file's, without its ending
    std::string_view source;
    std::string_view sha1;  ///< of the source, as EVALSHA wants it
};

}  // namespace koebel::redis
