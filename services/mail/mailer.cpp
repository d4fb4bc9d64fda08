#include "mail/mailer.hpp"

#include "base/log.hpp"
#include "mail/smtp.hpp"

#include <curl/curl.h>

#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>

namespace koebel::mail {

namespace {

/// Once for the process; curl_easy_init would do it, but not thread-safe.
void start_library() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

Mailer::Mailer(Settings settings) : settings_(std::move(settings)), sending_("mail", 1, settings_.waiting) {
    start_library();
}

void Mailer::stop() {
    stopping_ = true;
    sending_.stop();
}

asio::awaitable<Result<void>> Mailer::send(Letter letter) {
    auto work = [this, letter = std::move(letter)]() -> Result<void> {
        if (stopping_) return refuse(Code::kUnavailable, "MAIL_INTERRUPTED");
        return hand_over(letter, settings_);
    };
    std::optional<Result<void>> sent;
    try {
        auto sending = sending_.run(std::move(work));  // named: g++ 12
        sent = co_await std::move(sending);
    } catch (const runtime::PoolFull&) {
        sent.reset();  // told below
    }
    if (!sent)
        co_return refuse(
            stopping_ ? Code::kUnavailable : Code::kResourceExhausted, stopping_ ? "MAIL_INTERRUPTED" : "OVERLOADED"
        );
    if (!*sent) log("mail").warn("a letter was not sent: {} ({})", sent->error().reason, sent->error().message);
    co_return *std::move(sent);
}

void check(const Settings& settings) {
    if (settings.url.empty()) return;
    if (!settings.url.starts_with("smtp://") && !settings.url.starts_with("smtps://")) {
        throw std::invalid_argument("mail.url begins with smtp:// or smtps://");
    }
    if (!is_address(settings.from)) throw std::invalid_argument("mail.from is the sender's address");
}

}  // namespace koebel::mail
