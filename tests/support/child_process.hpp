#pragma once

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace koebel::test {

/// Another process, its standard output and error read line by line. Killed and waited for at the end.
class ChildProcess {
public:
    /// `arguments[0]` is the program's path.
    explicit ChildProcess(std::vector<std::string> arguments);
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess();

    /// The next line without its end; none when the process has closed its output. Blocks.
    [[nodiscard]] std::optional<std::string> line();

    void kill(int signal) const;

    /// Waits for its end. Its exit status, or minus the signal that ended it.
    int wait();

private:
    pid_t pid_ = -1;
    int output_ = -1;
    std::string pending_;
};

}  // namespace koebel::test
