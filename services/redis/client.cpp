#include "redis/client.hpp"

#include "base/log.hpp"
#include "redis/connection.hpp"
#include "runtime/as_tuple.hpp"
#include "runtime/spawn.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <random>

namespace koebel::redis {

namespace {

using Steady = std::chrono::steady_clock;

constexpr int kTriesBeforeWarning = 3;  // tries in vain before the log says so

/// Full jitter: anything up to the most.
std::chrono::milliseconds jittered(std::chrono::milliseconds most) {
    thread_local std::minstd_rand random{std::random_device{}()};
    return std::chrono::milliseconds{std::uniform_int_distribution<std::int64_t>{0, most.count()}(random)};
}

}  // namespace

/// What lives on the client's thread; outlives the client for as long as its coroutine runs.
class Client::Core : public std::enable_shared_from_this<Core> {
public:
    /// Resumes the caller, on the caller's executor, with the fault's text or, where that is empty, the reply. The
    /// Fault itself is made over there: exceptions share their texts between threads.
    using Answer = std::function<void(std::string, Reply)>;

    Core(asio::io_context& context, Endpoint endpoint, Settings settings, std::string name)
        : context_(context),
          endpoint_(std::move(endpoint)),
          settings_(std::move(settings)),
          name_(std::move(name)),
          pause_(context),
          deadline_(context) {}

    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] bool connected() const { return connected_; }
    [[nodiscard]] std::string fault() const {
        const std::lock_guard lock(fault_mutex_);
        return fault_;
    }
    [[nodiscard]] Statistics statistics() const {
        return {
            .connected = connected_,
            .connects = connects_,
            .faults = faults_,
            .commands = commands_,
            .in_flight = in_flight_,
            .seconds = std::chrono::duration<double>(Steady::duration{spent_}).count(),
        };
    }
    void on_connected(std::function<void()> listener) { listeners_.push_back(std::move(listener)); }

    void start() { tasks_.spawn(context_.get_executor(), "redis.client", run(shared_from_this())); }

    void stop() {
        if (stopping_.exchange(true)) return;
        asio::post(context_, [self = shared_from_this()] {
            self->listeners_.clear();
            self->pause_.cancel();
            self->close();
        });
    }

    void reconnect() {
        asio::post(context_, [self = shared_from_this()] { self->close(); });
    }

    /// Ends the connection for this reason. From any thread.
    void distrust(std::string why) {
        asio::post(context_, [self = shared_from_this(), why = std::move(why)] {
            self->distrusted_ = why;
            self->close();
        });
    }

    /// From any thread.
    void submit(std::string bytes, std::string name, std::chrono::milliseconds allowed, Answer answer) {
        asio::dispatch(
            context_,
            [self = shared_from_this(),
             bytes = std::move(bytes),
             name = std::move(name),
             allowed,
             answer = std::move(answer)]() mutable { self->accept(bytes, std::move(name), allowed, std::move(answer)); }
        );
    }

private:
    struct Pending {
        std::string name;
        Answer answer;
        Steady::time_point since;
        Steady::time_point until;
    };

    void accept(const std::string& bytes, std::string name, std::chrono::milliseconds allowed, Answer answer) {
        const auto refuse = [&](const std::string& why) {
            ++faults_;
            answer(name + ": " + why, {});
        };
        if (!connected_) return refuse("no connection");
        if (pending_.size() >= settings_.in_flight) return refuse("too many commands under way");
        if (connection_->unsent() + bytes.size() > settings_.send_bytes) return refuse("too many bytes under way");
        const auto now = Steady::now();
        pending_.push_back({.name = std::move(name), .answer = std::move(answer), .since = now, .until = now + allowed}
        );
        in_flight_ = pending_.size();
        connection_->send(bytes);
        if (pending_.back().until < watched_until_) watch(pending_.back().until);
    }

    void watch(Steady::time_point until) {
        watched_until_ = until;
        deadline_.expires_at(until);
        deadline_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
            if (!error) self->judge();
        });
    }

    /// Closes when somebody's time is over; looks again when the next one's will be.
    void judge() {
        watched_until_ = Steady::time_point::max();
        if (pending_.empty()) return;
        const auto next = std::ranges::min(pending_, {}, [](const auto& one) { return one.until; }).until;
        if (next > Steady::now()) return watch(next);
        is_late_ = true;
        close();
    }

    void close() {
        if (connection_) connection_->close();
    }

    static asio::awaitable<void> run(std::shared_ptr<Core> self) {
        auto pause = self->settings_.retry_first;
        while (!self->stopping_) {
            const auto since = Steady::now();
            std::string why;
            try {
                co_await self->live();
            } catch (const std::exception& fault) {
                why = fault.what();
            }
            if (const auto known = std::exchange(self->distrusted_, {}); !known.empty()) why = known;
            self->lost(std::exchange(self->is_late_, false) ? "no answer in time" : why);
            if (self->stopping_) break;
            // One that is lost as soon as it is made is no reason to hurry.
            if (Steady::now() - since > self->settings_.connect + self->settings_.retry_most) {
                pause = self->settings_.retry_first;
            }
            self->pause_.expires_after(jittered(pause));
            (void)co_await self->pause_.async_wait(kAsTuple);
            pause = std::min(2 * pause, self->settings_.retry_most);
        }
    }

    /// One connection's life. Ends by a Fault.
    asio::awaitable<void> live() {
        connection_ = std::make_shared<Connection>(context_, endpoint_, settings_);
        co_await connection_->open(name_);
        if (stopping_) throw Fault("stopped");
        ++connects_;
        connected_ = true;
        say_fault({});
        said_.clear();
        tries_ = 0;
        log("redis").info("{} is connected to {}", name_, endpoint_.display());
        for (const auto& listener : listeners_) listener();
        for (;;) {
            auto receiving = connection_->receive();  // named: g++ 12
            auto reply = co_await std::move(receiving);
            if (pending_.empty()) throw Fault("an answer that nobody asked for");
            auto first = std::move(pending_.front());
            pending_.pop_front();
            in_flight_ = pending_.size();
            ++commands_;
            spent_ += (Steady::now() - first.since).count();
            const bool is_replica = reply.is_error() && reply.error_word() == "READONLY";
            first.answer({}, std::move(reply));
            if (is_replica) throw Fault("it became a replica");
        }
    }

    void lost(const std::string& why) {
        const bool was_connected = connected_.exchange(false);
        close();
        connection_.reset();
        deadline_.cancel();
        watched_until_ = Steady::time_point::max();
        auto pending = std::exchange(pending_, {});
        in_flight_ = 0;
        faults_ += pending.size();
        for (auto& one : pending) one.answer(one.name + ": " + why, {});
        // Once for each new reason, not for each try; not at once where it may be about to start.
        if (!was_connected) ++tries_;
        if (!stopping_ && (was_connected || (tries_ >= kTriesBeforeWarning && why != said_))) {
            log("redis").warn("{} at {}: {}", name_, endpoint_.display(), why);
            said_ = why;
        }
        say_fault(why);
    }

    void say_fault(std::string why) {
        const std::lock_guard lock(fault_mutex_);
        fault_ = std::move(why);
    }

    asio::io_context& context_;
    const Endpoint endpoint_;
    const Settings settings_;
    const std::string name_;
    runtime::Tasks tasks_;
    std::vector<std::function<void()>> listeners_;

    std::shared_ptr<Connection> connection_;
    std::deque<Pending> pending_;
    asio::steady_timer pause_;
    asio::steady_timer deadline_;
    Steady::time_point watched_until_ = Steady::time_point::max();
    bool is_late_ = false;
    std::string distrusted_;  // why the connection was ended by us
    std::string said_;        // the last fault in the log
    int tries_ = 0;           // in vain, one behind the other

    std::atomic<bool> stopping_{false};
    std::atomic<bool> connected_{false};
    std::atomic<std::uint64_t> connects_{0};
    std::atomic<std::uint64_t> faults_{0};
    std::atomic<std::uint64_t> commands_{0};
    std::atomic<std::uint64_t> in_flight_{0};
    std::atomic<Steady::duration::rep> spent_{0};
    mutable std::mutex fault_mutex_;
    std::string fault_;
};

Client::Client(asio::io_context& context, Endpoint endpoint, Settings settings, std::string name)
    : core_(std::make_shared<Core>(context, std::move(endpoint), std::move(settings), std::move(name))) {}

Client::~Client() {
    stop();
}

void Client::start() {
    core_->start();
}

void Client::stop() {
    core_->stop();
}

void Client::reconnect() {
    core_->reconnect();
}

asio::awaitable<Reply> Client::command(std::vector<std::string> arguments) {
    return command(std::move(arguments), core_->settings().command);
}

asio::awaitable<Reply> Client::command(std::vector<std::string> arguments, std::chrono::milliseconds deadline) {
    auto initiate = [core = core_, bytes = encode(arguments), name = arguments.front(), deadline](auto handler
                    ) mutable {
        using Handler = decltype(handler);
        auto held = std::make_shared<Handler>(std::move(handler));
        auto executor = asio::get_associated_executor(*held);
        core->submit(std::move(bytes), std::move(name), deadline, [held, executor](std::string fault, Reply reply) {
            asio::post(executor, [held, fault = std::move(fault), reply = std::move(reply)]() mutable {
                std::move (*held)(std::move(fault), std::move(reply));
            });
        });
    };
    auto asking = asio::async_initiate<decltype(asio::use_awaitable), void(std::string, Reply)>(
        std::move(initiate), asio::use_awaitable
    );
    auto [fault, reply] = co_await std::move(asking);
    if (!fault.empty()) throw Fault(fault);
    co_return std::move(reply);
}

asio::awaitable<Reply> Client::evaluate(
    const Script& script, std::vector<std::string> keys, std::vector<std::string> arguments
) {
    std::vector<std::string> words{"EVALSHA", std::string{script.sha1}, std::to_string(keys.size())};
    words.reserve(words.size() + keys.size() + arguments.size());
    std::ranges::move(keys, std::back_inserter(words));
    std::ranges::move(arguments, std::back_inserter(words));
    auto asking = command(words);  // named: g++ 12
    auto reply = co_await std::move(asking);
    if (!reply.is_error() || reply.error_word() != "NOSCRIPT") co_return reply;
    words[0] = "EVAL";
    words[1] = script.source;
    auto telling = command(std::move(words));
    co_return co_await std::move(telling);
}

asio::awaitable<bool> Client::still_evicts_nothing() {
    std::vector<std::string> words{"INFO", "memory"};
    auto asking = command(std::move(words));  // named: g++ 12
    const auto reply = co_await std::move(asking);
    if (reply.is_error()) throw Fault("INFO is refused: " + reply.error_word());
    const auto fault = policy_fault(reply);
    if (fault.empty()) co_return true;
    core_->distrust(fault);
    co_return false;
}

bool Client::connected() const {
    return core_->connected();
}

std::string Client::fault() const {
    return core_->fault();
}

Statistics Client::statistics() const {
    return core_->statistics();
}

void Client::on_connected(std::function<void()> listener) {
    core_->on_connected(std::move(listener));
}

}  // namespace koebel::redis
