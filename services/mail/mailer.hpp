#pragma once

#include "base/result.hpp"
#include "mail/letter.hpp"
#include "mail/settings.hpp"
#include "runtime/blocking_pool.hpp"

#include <boost/asio/awaitable.hpp>

#include <atomic>

namespace koebel::mail {

namespace asio = boost::asio;

/// Sends letters, one after the other, on a thread of its own. Calls come from every io thread. Nothing is kept: what
/// was not sent when koebeld ends is not sent.
class Mailer {
public:
    explicit Mailer(Settings settings);
    Mailer(const Mailer&) = delete;
    Mailer& operator=(const Mailer&) = delete;
    ~Mailer() { stop(); }

    [[nodiscard]] bool is_set_up() const { return !settings_.url.empty(); }
    /// The sender's address.
    [[nodiscard]] const std::string& from() const { return settings_.from; }

    /// Resumes on the caller's executor when the server has the letter. Refuses as hand_over() does, and with
    ///   kUnavailable        MAIL_INTERRUPTED  koebeld ends
    ///   kResourceExhausted  OVERLOADED        too many wait
    asio::awaitable<Result<void>> send(Letter letter);

    /// What waits is refused; the one that is being sent ends. From any thread, as often as one likes.
    void stop();

private:
    const Settings settings_;
    std::atomic<bool> stopping_{false};
    runtime::BlockingPool sending_;
};

/// Throws std::invalid_argument for settings that can send nothing: an odd url, a sender that is no address.
void check(const Settings& settings);

}  // namespace koebel::mail
