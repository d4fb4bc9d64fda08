#pragma once

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace koebel::test {

/// Another process, told line by line on its standard input, heard line by line on its output and error. Killed and
/// waited for at the end.
class ChildProcess {
public:
    /// `arguments[0]` is the program's path.
    explicit ChildProcess(std::vector<std::string> arguments);
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess();

    /// The next line without its end; none when the process has closed its output. Blocks.
    [[nodiscard]] std::optional<std::string> line();

    /// Writes a line to its standard input.
    void say(const std::string& line) const;

    void kill(int signal) const;

    /// Waits for its end. Its exit status, or minus the signal that ended it.
    int wait();

private:
    pid_t pid_ = -1;
    int input_ = -1;
    int output_ = -1;
    std::string pending_;
};

}  // namespace koebel::test
