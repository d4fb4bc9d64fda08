#pragma once

#include "bench/load_messages.hpp"

#include <sys/types.h>

namespace koebel::bench {

/// The process with the readers, on a core of its own. Make it before any thread is started: it is a fork. Ended with
/// this object.
class Load {
public:
    Load();
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;
    ~Load();

    /// Sends the command and waits for its answer. Throws when it was not done in time, or when a reader saw something
    /// that must not be.
    Report ask(const Command& command);

    /// The same in two steps, for something that happens in between.
    void tell(const Command& command);
    Report answer();

private:
    int control_ = -1;
    pid_t process_ = -1;
};

}  // namespace koebel::bench
