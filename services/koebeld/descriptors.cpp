#include "koebeld/descriptors.hpp"

#include "base/log.hpp"

#include <sys/resource.h>

#include <cerrno>
#include <cstring>

namespace koebel {
void raise_descriptor_limit(std::size_t connections) {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &files) != 0) {
        log("koebeld").warn("the limit of open files stays: {}", std::strerror(errno));
    }
    if (files.rlim_max == RLIM_INFINITY || files.rlim_max >= connections + kOwnDescriptors) return;
    log("koebeld").warn(
        "{} open files are allowed, too few for http.connections = {}: raise LimitNOFILE, or lower the option",
        files.rlim_max,
        connections
    );
}

}  // namespace koebel
