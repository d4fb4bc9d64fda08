#include "media/worker/sandbox.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#include <memory>
#include <system_error>

namespace koebel::media {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;  // those take terabytes of addresses, and calls of their own
#else
constexpr bool kIsSanitized = false;
#endif

void require(bool done, const char* what) {
    if (!done) throw std::system_error(errno, std::generic_category(), what);
}

void limit(__rlimit_resource what, std::uint64_t most, const char* called) {
    const rlimit bound{.rlim_cur = most, .rlim_max = most};
    require(::setrlimit(what, &bound) == 0, called);
}

}  // namespace

void give_up_what_is_not_needed(std::uint64_t address_space, std::uint64_t processor_seconds) {
    require(::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "PR_SET_PDEATHSIG");
    require(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "PR_SET_NO_NEW_PRIVS");
    require(::prctl(PR_SET_DUMPABLE, 0) == 0, "PR_SET_DUMPABLE");
    if (!kIsSanitized) limit(RLIMIT_AS, address_space, "RLIMIT_AS");
    limit(RLIMIT_CPU, processor_seconds, "RLIMIT_CPU");
    limit(RLIMIT_FSIZE, 0, "RLIMIT_FSIZE");
    limit(RLIMIT_CORE, 0, "RLIMIT_CORE");
    limit(RLIMIT_NOFILE, 3, "RLIMIT_NOFILE");
    // Not everywhere allowed; the filter below knows no socket in any case.
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) (void)::unshare(CLONE_NEWNET);
}

void allow_memory_and_pipes_only() {
    if (kIsSanitized) return;
    const std::unique_ptr<void, void (*)(void*)> filter{::seccomp_init(SCMP_ACT_KILL_PROCESS), ::seccomp_release};
    require(filter != nullptr, "seccomp_init");
    for (const int call :
         {SCMP_SYS(read),
          SCMP_SYS(write),
          SCMP_SYS(close),
          SCMP_SYS(lseek),
          SCMP_SYS(fstat),
          SCMP_SYS(newfstatat),
          SCMP_SYS(munmap),
          SCMP_SYS(mremap),
          SCMP_SYS(madvise),
          SCMP_SYS(brk),
          SCMP_SYS(futex),
          SCMP_SYS(getrandom),
          SCMP_SYS(sched_yield),
          SCMP_SYS(clock_gettime),
          SCMP_SYS(rt_sigprocmask),
          SCMP_SYS(rt_sigreturn),
          SCMP_SYS(exit),
          SCMP_SYS(exit_group)}) {
        require(::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0, "seccomp_rule_add");
    }
    // Memory, but none that could be run.
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
        const auto not_executable = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
        require(::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, not_executable) == 0, "seccomp_rule_add");
    }
    const int failed = ::seccomp_load(filter.get());
    if (failed != 0) throw std::system_error(-failed, std::generic_category(), "seccomp_load");
}

}  // namespace koebel::media
