#include "koebeld/doctor/codes.hpp"

#include "access/code_key.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace koebel::doctor {

Finding examine_codes(
    const std::vector<std::string>& sealed_by, const std::string& data_directory, const std::string& option
) {
    const auto path = access::code_key_path(data_directory);
    std::optional<std::string> key;
    try {
        key = option.empty() ? access::kept_code_key(data_directory) : option;
    } catch (const std::runtime_error& fault) {
        return {"codes", Verdict::kProblem, fault.what(), "run koebeld as the user the file belongs to, or restore it"};
    }
    if (sealed_by.empty() && !key) return {"codes", Verdict::kOk, "nobody has a time-based code"};
    const auto is_other = [&](const std::string& mark) { return !key || access::mark_of_code_key(*key) != mark; };
    if (std::ranges::any_of(sealed_by, is_other)) {
        return {
            "codes",
            Verdict::kProblem,
            "the key that seals time-based codes is not here: nobody with one gets in but by a recovery code",
            option.empty() ? "restore " + path + " from the backup, or copy it from the other nodes"
                           : "let access.code_key be the key of the other nodes"
        };
    }
    struct stat found{};
    if (option.empty() && ::stat(path.c_str(), &found) == 0 && (found.st_mode & 0077) != 0) {
        return {"codes", Verdict::kWarning, "others may read " + path, "chmod 600 " + path};
    }
    return {"codes", Verdict::kOk, "the key that seals time-based codes is here"};
}

}  // namespace koebel::doctor
