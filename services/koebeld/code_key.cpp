#include "koebeld/code_key.hpp"

#include "access/code_key.hpp"
#include "access/codes.hpp"
#include "base/log.hpp"

#include <string>

namespace koebel {

access::Settings with_code_key(const Settings& settings, store::Store& store) {
    auto with = settings.access;
    if (with.code_key.empty()) with.code_key = access::code_key_in(settings.data_directory);
    const auto lost =
        store.read_now([&with](store::Reader& reader) { return access::codes_of_other_keys(reader, with.code_key); });
    if (lost > 0) {
        const auto here = settings.access.code_key.empty() ? access::code_key_path(settings.data_directory)
                                                           : std::string{"access.code_key"};
        log("koebeld").warn(
            "the secrets of {} time-based codes were sealed by another key than {}: restore that one, or take the one "
            "of the other nodes",
            lost,
            here
        );
    }
    return with;
}

}  // namespace koebel
