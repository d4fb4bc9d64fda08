#include "bench/bare_loop.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <future>
#include <stdexcept>

namespace koebel::bench {

namespace {

void add(int epoll, int descriptor) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = descriptor}};
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) != 0) throw std::runtime_error("bare loop: epoll_ctl");
}

}  // namespace

BareLoop::BareLoop() {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, SOMAXCONN) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("bare loop: cannot listen");
    }
    port_ = ntohs(address.sin_port);
    epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
    wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    add(epoll_, listener_);
    add(epoll_, wake_);
    std::promise<void> running;
    thread_ = std::thread([&] {
        time_ = ThreadTime::mine();
        running.set_value();
        run();
    });
    running.get_future().wait();
}

BareLoop::~BareLoop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    ::eventfd_write(wake_, 1);
    thread_.join();
    for (const int descriptor : descriptors_) ::close(descriptor);
    for (const int descriptor : {listener_, epoll_, wake_}) ::close(descriptor);
}

void BareLoop::send(std::vector<live::Frame> frames) {
    {
        const std::lock_guard lock(mutex_);
        queue_.insert(queue_.end(), frames.begin(), frames.end());
    }
    ::eventfd_write(wake_, 1);
}

void BareLoop::run() {
    std::array<epoll_event, 512> events;
    for (;;) {
        const int count = ::epoll_wait(epoll_, events.data(), events.size(), -1);
        for (int i = 0; i < count; ++i) {
            const int descriptor = events[i].data.fd;
            if (descriptor == listener_) {
                accept_all();
            } else if (descriptor == wake_) {
                eventfd_t ignored = 0;
                ::eventfd_read(wake_, &ignored);
                std::vector<live::Frame> frames;
                {
                    const std::lock_guard lock(mutex_);
                    if (stopping_) return;
                    frames.swap(queue_);
                }
                for (const auto& frame : frames) broadcast(*frame);
            } else if ((events[i].events & EPOLLOUT) != 0) {
                writable(slots_[descriptor]);
            } else {
                readable(slots_[descriptor]);
            }
        }
    }
}

void BareLoop::accept_all() {
    for (;;) {
        const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0) return;
        const int on = 1;
        ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (slots_.size() <= static_cast<std::size_t>(descriptor)) slots_.resize(descriptor + 1);
        slots_[descriptor] = descriptors_.size();
        descriptors_.push_back(descriptor);
        backlogs_.emplace_back();
        watch(descriptors_.size() - 1, false, EPOLL_CTL_ADD);
    }
}

void BareLoop::broadcast(const std::string& bytes) {
    const std::size_t count = descriptors_.size();
    for (std::size_t slot = 0; slot < count; ++slot) {
        if (backlogs_[slot].bytes.empty()) {
            write(slot, bytes);
        } else {
            backlogs_[slot].bytes += bytes;
        }
    }
}

void BareLoop::write(std::size_t slot, const std::string& bytes) {
    const auto sent = ::send(descriptors_[slot], bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent == static_cast<ssize_t>(bytes.size())) return;
    if (sent < 0 && errno != EAGAIN) return;  // the read side sees it
    backlogs_[slot] = {.bytes = bytes.substr(sent < 0 ? 0 : static_cast<std::size_t>(sent))};
    watch(slot, true, EPOLL_CTL_MOD);
}

void BareLoop::writable(std::size_t slot) {
    auto& [bytes, offset] = backlogs_[slot];
    const auto sent =
        ::send(descriptors_[slot], bytes.data() + offset, bytes.size() - offset, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) return leave(slot);
    if (sent > 0) offset += static_cast<std::size_t>(sent);
    if (offset < bytes.size()) return;
    backlogs_[slot] = {};
    watch(slot, false, EPOLL_CTL_MOD);
}

void BareLoop::readable(std::size_t slot) {
    std::array<char, 4'096> bytes;
    const auto size = ::recv(descriptors_[slot], bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (size == 0 || (size < 0 && errno != EAGAIN)) leave(slot);
}

void BareLoop::watch(std::size_t slot, bool writing, int operation) const {
    epoll_event event{.events = EPOLLIN, .data = {.fd = descriptors_[slot]}};
    if (writing) event.events |= EPOLLOUT;
    ::epoll_ctl(epoll_, operation, descriptors_[slot], &event);
}

void BareLoop::leave(std::size_t slot) {
    ::close(descriptors_[slot]);
    if (slot + 1 != descriptors_.size()) {
        descriptors_[slot] = descriptors_.back();
        backlogs_[slot] = std::move(backlogs_.back());
        slots_[descriptors_[slot]] = slot;
    }
    descriptors_.pop_back();
    backlogs_.pop_back();
}

}  // namespace koebel::bench
