#pragma once

#include "store/log_entry.hpp"

#include <optional>
#include <string>

namespace koebel::store {

/// The folder that a server owns: made with mode 0700, locked against a second process for as long as
/// this lives. Owned by the store; used by the thread that opens it and then by the writer's.
class DataDirectory {
public:
    /// Makes and locks it. Throws Fault that names the folder and the remedy.
    explicit DataDirectory(std::string path);
    DataDirectory(const DataDirectory&) = delete;
    DataDirectory& operator=(const DataDirectory&) = delete;
    ~DataDirectory();

    [[nodiscard]] static std::string database_path(const std::string& directory) { return directory + "/koebel.db"; }

    /// The newest entry this node is known to have delivered; none when the file is missing or torn.
    [[nodiscard]] std::optional<LogHead> delivered() const;

    /// Notes it. Not made durable: a note that is behind the log does no harm, one that is ahead of it
    /// shows that history was rewound.
    void note_delivered(const LogHead& head) noexcept;

private:
    std::string path_;
    int lock_ = -1;
    int history_ = -1;
};

}  // namespace koebel::store
