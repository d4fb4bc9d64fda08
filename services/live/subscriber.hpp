#pragma once

#include "live/frame.hpp"

#include <koebel/v1/event.pb.h>

#include <chrono>
#include <string>

namespace koebel::live {

/// What live needs of a connection; the gateway implements it. Called on the connection's io thread
/// only. Within a call the connection must not leave (destroy its live::Connection).
class Subscriber {
public:
    Subscriber() = default;
    Subscriber(const Subscriber&) = delete;
    Subscriber& operator=(const Subscriber&) = delete;
    virtual ~Subscriber() = default;

    /// Something is due: Connection::gather gives it. At most once a batch.
    virtual void due() = 0;

    /// The socket took only the first `offset` bytes of a frame that was sent beside it: the rest goes out before
    /// anything else. The connection is not direct any more.
    virtual void rest(Frame frame, std::size_t offset) = 0;

    /// Rights changed. Comes in log order: nothing later than the change was offered by gather yet.
    virtual void access_changed(const v1::AccessChanged& change) = 0;

    /// History was rewound: changes of rights may be among what nobody tells any more. Nothing of the new
    /// history was offered by gather yet.
    virtual void rewound() = 0;

    /// The node has not heard from SQL for too long.
    virtual void isolated() = 0;

    /// The io thread's beat; all deadlines of the connection hang on it.
    virtual void tick(std::chrono::steady_clock::time_point now) = 0;

    /// Who watches: counted, never told to anyone.
    [[nodiscard]] virtual std::string principal() const = 0;
};

}  // namespace koebel::live
