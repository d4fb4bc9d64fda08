#include "koebeld/application.hpp"

#include "access/retention.hpp"
#include "access/rights.hpp"
#include "access/service.hpp"
#include "access/session_authenticator.hpp"
#include "access/sessions.hpp"
#include "base/log.hpp"
#include "gateway/conformance_echo.hpp"
#include "gateway/server.hpp"
#include "gateway/websocket.hpp"
#include "koebeld/admin_commands.hpp"
#include "koebeld/admin_socket.hpp"
#include "koebeld/build.hpp"
#include "koebeld/demonstration/traffic.hpp"
#include "koebeld/samples.hpp"
#include "live/hub.hpp"
#include "people/organisation.hpp"
#include "people/service.hpp"
#include "recognition/repository.hpp"
#include "recognition/service.hpp"
#include "runtime/io_threads.hpp"
#include "runtime/spawn.hpp"
#include "screen/service.hpp"
#include "store/housekeeping.hpp"
#include "store/schedule.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdlib>
#include <thread>

namespace koebel {
namespace {

constexpr std::chrono::seconds kSqlMayBeAway{10};

std::size_t io_thread_count(const Settings& settings) {
    if (settings.io_threads != 0) return settings.io_threads;
    return std::max(1U, std::thread::hardware_concurrency());
}

people::Hooks people_hooks(const recognition::Repository& recognitions) {
    return {
        .authorise = access::authorise,
        .publicity_changed = [&recognitions](
                                 store::Transaction& tx, const people::Person& before, const people::Person& after
                             ) { recognitions.reproject(tx, before, after); },
        .deactivated = [](store::Transaction& tx,
                          const people::Person& person) { access::end_sessions_of(tx, person.id); },
    };
}

/// UTC in a database that has no organisation yet.
Zone zone_of_organisation(store::Reader& reader) {
    const auto organisation = std::get<0>(reader.read(people::organisation()));
    return organisation.empty() ? Zone{"UTC"} : organisation.front().zone;
}

/// Why not, when something has not worked for longer than it may.
std::optional<std::string> overdue(std::string_view what, Instant::duration since) {
    if (since < kSqlMayBeAway) return std::nullopt;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since).count();
    return std::string{what} + " for " + std::to_string(seconds) + " s";
}

gateway::HealthCheck store_check(const store::Store& store, const Clock& clock) {
    return {.name = "store", .fault = [&store, &clock]() -> std::optional<std::string> {
                return overdue("no answer", clock.now() - store.last_success());
            }};
}

/// Reads go on where the disk is full, or where the server was made read-only.
gateway::HealthCheck writer_check(const store::Store& store, const Clock& clock) {
    return {.name = "writer", .fault = [&store, &clock]() -> std::optional<std::string> {
                const auto since = store.write_failing_since();
                return since ? overdue("nothing written", clock.now() - *since) : std::nullopt;
            }};
}

}  // namespace

/// In the order in which they depend on each other; ended in reverse.
struct Application::Parts {
    explicit Parts(const Settings& s)
        : settings(s),
          store(store::Store::open(s.store, clock, ids)),
          schedule(*store, clock, zone_of_organisation),
          io(io_thread_count(s)),
          hub(*store, io, s.live),
          router(s.calls, clock),
          authenticator(*store, clock, s.access),
          recognitions(s.recognition),
          access(*store, s.access),
          people(*store, people_hooks(recognitions), {.public_url = s.http.public_url}),
          recognition(*store, s.recognition),
          screen(*store, s.screen, s.access),
          websockets(hub, router, authenticator, clock, io, s.websocket, std::string{kBuild}),
          echo(io, s.websocket),
          health({store_check(*store, clock), writer_check(*store, clock)}),
          server(
              s.http,
              {.threads = io,
               .router = router,
               .authenticator = authenticator,
               .clock = clock,
               .health = health,
               .metrics = metrics,
               .websocket = gateway::into(websockets),
               .echo = s.conformance_echo ? gateway::into(echo) : gateway::AcceptWebSocket{}}
          ),
          traffic(io.context(0).get_executor(), *store, s.recognition, static_cast<std::uint64_t>(started_at())),
          commands(*store, s, [this] { start_traffic(); }),
          admin(io.context(0), s.data_directory, [this](AdminCommand command) {
              return commands.carry_out(std::move(command));
          }) {
        access.bind(router);
        people.bind(router);
        recognition.bind(router);
        screen.bind(router);
        router.require_complete();
        metrics.add([this] { return to_samples(store->statistics()); });
        metrics.add([this] { return to_samples(hub.statistics()); });
        metrics.add([this] { return to_samples(websockets.statistics()); });
        store::keep_house(schedule, s.store);
        schedule.repeat(
            "access.tidy",
            store::Rule{"every 5"},
            [settings = s.access](store::Transaction& tx, const store::Due&) { access::tidy(tx, settings); }
        );
        hub.observe([this](const store::LogEntry& entry) { authenticator.apply(entry); });
        hub.on_rewound([this] { authenticator.forget_all(); });
    }

    /// On io thread 0. Ends at once where there is no demonstration.
    void start_traffic() {
        if (settings.demonstration_traffic && tasks.running() == 0) {
            tasks.spawn(io.context(0).get_executor(), "koebeld.traffic", traffic.run());
        }
    }

    [[nodiscard]] std::int64_t started_at() const { return clock.now().time_since_epoch().count(); }

    const Settings settings;
    SystemClock clock;
    RandomIdSource ids;
    std::unique_ptr<store::Store> store;
    store::Schedule schedule;
    runtime::IoThreads io;
    live::Hub hub;
    rpc::Router router;
    access::SessionAuthenticator authenticator;
    recognition::Repository recognitions;
    access::Service access;
    people::Service people;
    recognition::Service recognition;
    screen::Service screen;
    gateway::WebSockets websockets;
    gateway::ConformanceEcho echo;
    gateway::Health health;
    gateway::Metrics metrics;
    gateway::Server server;
    demonstration::Traffic traffic;
    runtime::Tasks tasks;
    AdminCommands commands;
    AdminSocket admin;
};

Application::Application(const Settings& settings) : parts_(std::make_unique<Parts>(settings)) {}

Application::~Application() = default;

void Application::run() {
    auto& p = *parts_;
    // Before any thread starts, so that every one inherits a quiet SIGPIPE.
    std::signal(SIGPIPE, SIG_IGN);
    asio::io_context main{1};
    asio::signal_set signals{main, SIGTERM, SIGINT};
    signals.async_wait([](boost::system::error_code, int) {});

    p.schedule.start();
    p.hub.start();
    p.io.start();
    p.server.start();
    p.admin.start();
    asio::post(p.io.context(0), [&p] { p.start_traffic(); });
    log("koebeld").info("{} serves {} on port {}", kBuild, p.settings.http.public_url, p.server.port());

    main.run();
    log("koebeld").info("going away");
    std::signal(SIGTERM, [](int) { std::_Exit(1); });
    std::signal(SIGINT, [](int) { std::_Exit(1); });
    shut_down();
    log("koebeld").info("gone");
}

void Application::shut_down() {
    using namespace std::chrono_literals;
    auto& p = *parts_;
    p.health.drain();
    p.server.drain();
    p.websockets.drain(p.settings.drain_window);
    const auto farewell =
        p.settings.drain_window + gateway::WebSockets::kFlush + p.settings.websocket.closing + 2 * p.settings.live.tick;
    if (!p.websockets.wait(farewell)) {
        log("koebeld").warn("some WebSockets did not close in time; cutting them");
        p.websockets.cut();
        if (!p.websockets.wait(p.settings.calls.deadline + 1s)) log("koebeld").warn("some WebSockets had not ended");
    }
    if (!p.echo.stop(1s)) log("koebeld").warn("some echoes had not ended");
    asio::post(p.io.context(0), [&p] {
        p.admin.stop();
        p.traffic.stop();
    });
    if (!p.server.stop(2s)) log("koebeld").warn("some HTTP connections did not close in time");
    if (!p.router.wait(3s)) log("koebeld").warn("some calls did not end in time");
    p.schedule.stop();
    p.hub.stop();
    p.store->stop();
    p.io.stop(2s);
}

}  // namespace koebel
