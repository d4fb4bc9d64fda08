#include "koebeld/application.hpp"

#include "access/code_service.hpp"
#include "access/kiosk_service.hpp"
#include "access/service.hpp"
#include "access/session_authenticator.hpp"
#include "access/set_up_gate.hpp"
#include "access/set_up_service.hpp"
#include "access/sign_in_service.hpp"
#include "access/token_service.hpp"
#include "base/log.hpp"
#include "conversation/service.hpp"
#include "game/publisher.hpp"
#include "game/service.hpp"
#include "gateway/conformance_echo.hpp"
#include "gateway/server.hpp"
#include "gateway/websocket.hpp"
#include "inbox/service.hpp"
#include "koebeld/admin_commands.hpp"
#include "koebeld/admin_socket.hpp"
#include "koebeld/build.hpp"
#include "koebeld/code_key.hpp"
#include "koebeld/demonstration/traffic.hpp"
#include "koebeld/descriptors.hpp"
#include "koebeld/documents.hpp"
#include "koebeld/first_start.hpp"
#include "koebeld/health_checks.hpp"
#include "koebeld/people_hooks.hpp"
#include "koebeld/plan.hpp"
#include "koebeld/redis_side.hpp"
#include "koebeld/samples.hpp"
#include "koebeld/service_manager.hpp"
#include "koebeld/vital_signs.hpp"
#include "leaderboard/audit.hpp"
#include "leaderboard/backfill.hpp"
#include "leaderboard/publisher.hpp"
#include "leaderboard/redis_index.hpp"
#include "leaderboard/service.hpp"
#include "leaderboard/standings_index.hpp"
#include "live/hub.hpp"
#include "mail/mailer.hpp"
#include "media/service.hpp"
#include "media/shelf.hpp"
#include "moderation/service.hpp"
#include "people/administration.hpp"
#include "people/merge_service.hpp"
#include "people/service.hpp"
#include "recognition/allowance_service.hpp"
#include "recognition/amendment_service.hpp"
#include "recognition/atom.hpp"
#include "recognition/leaving_service.hpp"
#include "recognition/picture_service.hpp"
#include "recognition/privacy_service.hpp"
#include "recognition/repository.hpp"
#include "recognition/review_service.hpp"
#include "recognition/search_backfill.hpp"
#include "recognition/service.hpp"
#include "runtime/io_threads.hpp"
#include "runtime/spawn.hpp"
#include "screen/fleet_service.hpp"
#include "screen/pairing_service.hpp"
#include "screen/pin_service.hpp"
#include "screen/screen.hpp"
#include "screen/service.hpp"
#include "show/service.hpp"
#include "store/schedule.hpp"
#include "story/service.hpp"
#include "studio/service.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace koebel {
namespace {

constexpr std::chrono::seconds kGoingAway{20};

/// What is left of the time to go away in. A step takes no more of it than leaves enough for those behind it.
class Countdown {
public:
    using Length = std::chrono::milliseconds;

    [[nodiscard]] Length at_most(Length wanted, Length for_the_others) const {
        const auto left = std::chrono::duration_cast<Length>(end_ - std::chrono::steady_clock::now());
        return std::clamp(left - for_the_others, Length::zero(), wanted);
    }

private:
    const std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + kGoingAway;
};

std::size_t io_thread_count(const Settings& settings) {
    if (settings.io_threads != 0) return settings.io_threads;
    return std::max(1U, std::thread::hardware_concurrency());
}

/// Null: there is no Redis.
std::unique_ptr<leaderboard::Index> index_in(RedisSide& redis, store::Store& store, const Clock& clock) {
    if (!redis.exists()) return nullptr;
    return std::make_unique<leaderboard::RedisIndex>(store, clock, *redis.client(), [&redis] {
        return redis.trusted();
    });
}

}  // namespace

/// In the order in which they depend on each other; ended in reverse.
struct Application::Parts {
    Parts(const Settings& s, const ServiceEnvironment& environment)
        : settings(s),
          manager(environment.socket, environment.watchdog),
          store(store::Store::open(s.store, clock, ids)),
          schedule(*store, clock, zone_of_organisation),
          io(io_thread_count(s)),
          vital_signs(s.overload, io, *store, manager, main),
          hub(*store, io, s.live),
          redis(s, *store, hub, standings),
          board_index(index_in(redis, *store, clock)),
          router(s.calls, clock),
          authenticator(*store, clock, s.access),
          recognitions(s.recognition),
          hooks(people_hooks(recognitions, s.recognition, s.conversation, s.screen)),
          access(*store, s.access),
          mailer(s.mail),
          with_codes(with_code_key(s, *store)),
          sign_in(*store, with_codes, mailer),
          codes(*store, with_codes, sign_in.hashing()),
          set_up(*store, s.access, sign_in.hashing(), set_up_facts()),
          set_up_gate(*store),
          tokens(*store, s.access),
          kiosks(*store, s.access, sign_in.hashing()),
          people(*store, hooks, {.public_url = s.http.public_url}),
          administration(*store, hooks, {.public_url = s.http.public_url}),
          merges(*store, hooks),
          shelf(*store, clock, s.media),
          media(*store, shelf, hooks, {.public_url = s.http.public_url}, s.media),
          recognition(*store, s.recognition),
          atom(*store, clock, s.http.public_url),
          amendment(*store, s.recognition, s.conversation),
          pictures(*store, media, s.recognition),
          conversation(*store, s.conversation),
          moderation(*store, s.moderation),
          reviewing(*store),
          inbox(*store),
          privacy(*store, s.recognition),
          leaving(*store, s.access, s.leaving),
          allowance(*store),
          screen(*store, s.screen, s.access),
          pairing(*store, s.screen, s.access),
          fleet(*store),
          pins(*store, media, s.screen),
          leaderboard(*store, s.leaderboard, board_index.get()),
          publisher(io.context(0).get_executor(), *store, hub, s.leaderboard, board_index.get()),
          shown_goals(s.game.pause),
          goals(*store, shown_goals, s.game),
          goal_publisher(io.context(0).get_executor(), *store, hub, shown_goals, screen::team_topics),
          shows(*store, s.http.public_url, show_following()),
          nominations(*store, s.story, nomination_following()),
          studio(*store),
          websockets(hub, router, authenticator, clock, io, s.websocket, std::string{kBuild}),
          echo(io, s.websocket),
          health(health_checks(*store, clock, redis)),
          server(
              s.http,
              {.threads = io,
               .router = router,
               .authenticator = authenticator,
               .clock = clock,
               .health = health,
               .metrics = metrics,
               .websocket = gateway::into(websockets),
               .echo = s.conformance_echo ? gateway::into(echo) : gateway::AcceptWebSocket{},
               .media = media_of(shelf),
               .atom = atom_of(atom),
               .takes_upload =
                   [](std::string_view path) {
                       return media::is_upload(path) || screen::is_upload(path) || recognition::is_upload(path);
                   }}
          ),
          traffic(io.context(0).get_executor(), *store, s.recognition, static_cast<std::uint64_t>(started_at())),
          commands(
              *store,
              s,
              [this] { start_traffic(); },
              {.wrong_standing = [this] { return leaderboard::wrong_standing(*store, {}); }, .relay = redis.relay()}
          ),
          admin(io.context(0), s.data_directory, [this](AdminCommand command) {
              return commands.carry_out(std::move(command));
          }) {
        leaderboard::backfill(*store, s.leaderboard, {}, [this] {
            manager.starting("Computing standings of earlier thank-yous", std::chrono::minutes{2});
        });
        recognition::index_past(*store, [this] {
            manager.starting("Reading earlier thank-yous for the search", std::chrono::minutes{2});
        });
        access.bind(router);
        sign_in.bind(router);
        codes.bind(router);
        set_up.bind(router);
        tokens.bind(router);
        kiosks.bind(router);
        people.bind(router);
        administration.bind(router);
        merges.bind(router);
        media.bind(router);
        recognition.bind(router);
        amendment.bind(router);
        pictures.bind(router);
        conversation.bind(router);
        moderation.bind(router);
        reviewing.bind(router);
        inbox.bind(router);
        privacy.bind(router);
        leaving.bind(router);
        allowance.bind(router);
        screen.bind(router);
        fleet.bind(router);
        pins.bind(router);
        pairing.bind(router);
        leaderboard.bind(router);
        goals.bind(router);
        shows.bind(router);
        nominations.bind(router);
        studio.bind(router);
        router.require_complete();
        router.close_until(set_up_gate);
        router.shed_when([this] { return vital_signs.overloaded(); });
        metrics.add([this] { return to_samples(store->statistics()); });
        metrics.add([this] { return to_samples(hub.statistics()); });
        metrics.add([this] { return to_samples(websockets.statistics()); });
        metrics.add([this] { return to_samples(vital_signs); });
        metrics.add([this] { return redis.samples(); });
        redis.on_degraded([this](bool is_degraded) { websockets.degraded("redis", is_degraded); });
        keep_plan(schedule, s);
        hub.observe([this](const store::LogEntry& entry) {
            authenticator.apply(entry);
            publisher.apply(entry);
            atom.apply(entry);
            if (entry.type == "recognition_withdrawn" || entry.type == "recognition_changed" ||
                entry.type == "nominations_changed") {
                shelf.changed();
            }
            goal_publisher.apply(entry);
            redis.appended();
        });
        hub.on_rewound([this] {
            authenticator.forget_all();
            publisher.forget_all();
            goal_publisher.forget_all();
        });
        hub.on_topic([this](const std::string& topic) {
            publisher.followed(topic);
            goal_publisher.followed(topic);
        });
    }

    /// On io thread 0. Ends at once where there is no demonstration.
    void start_traffic() {
        if (settings.demonstration_traffic && tasks.running() == 0) {
            tasks.spawn(io.context(0).get_executor(), "koebeld.traffic", traffic.run());
        }
    }

    [[nodiscard]] std::int64_t started_at() const { return clock.now().time_since_epoch().count(); }

    const Settings settings;
    asio::io_context main{1};  // the main thread's: signals, vital signs
    ServiceManager manager;
    SystemClock clock;
    RandomIdSource ids;
    std::unique_ptr<store::Store> store;
    store::Schedule schedule;
    runtime::IoThreads io;
    VitalSigns vital_signs;
    live::Hub hub;
    leaderboard::StandingsIndex standings;
    RedisSide redis;
    std::unique_ptr<leaderboard::Index> board_index;
    rpc::Router router;
    access::SessionAuthenticator authenticator;
    recognition::Repository recognitions;
    const people::Hooks hooks;
    access::Service access;
    mail::Mailer mailer;
    const access::Settings with_codes;
    access::SignInService sign_in;
    access::CodeService codes;
    access::SetUpService set_up;
    access::SetUpGate set_up_gate;
    access::TokenService tokens;
    access::KioskService kiosks;
    people::Service people;
    people::Administration administration;
    people::MergeService merges;
    media::Shelf shelf;
    media::Service media;
    recognition::Service recognition;
    recognition::AtomFeed atom;
    recognition::AmendmentService amendment;
    recognition::PictureService pictures;
    conversation::Service conversation;
    moderation::Service moderation;
    recognition::ReviewService reviewing;
    inbox::Service inbox;
    recognition::PrivacyService privacy;
    recognition::LeavingService leaving;
    recognition::AllowanceService allowance;
    screen::Service screen;
    screen::PairingService pairing;
    screen::FleetService fleet;
    screen::PinService pins;
    leaderboard::Service leaderboard;
    leaderboard::Publisher publisher;
    game::Shown shown_goals;
    game::Service goals;
    game::Publisher goal_publisher;
    show::Service shows;
    story::Service nominations;
    studio::Service studio;
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

Application::Application(const Settings& settings) : parts_(std::make_unique<Parts>(settings, service_environment())) {}

Application::~Application() = default;

void Application::run() {
    auto& p = *parts_;
    // Before any thread starts, so that every one inherits a quiet SIGPIPE.
    std::signal(SIGPIPE, SIG_IGN);
    raise_descriptor_limit(p.settings.http.connections.node);
    asio::signal_set signals{p.main, SIGTERM, SIGINT};
    signals.async_wait([&p](boost::system::error_code, int) { p.main.stop(); });

    p.schedule.start();
    p.publisher.start();
    p.goal_publisher.start();
    p.hub.start();
    p.io.start();
    p.redis.start();
    p.server.start();
    p.admin.start();
    asio::post(p.io.context(0), [&p] { p.start_traffic(); });
    const auto serving = "Serving " + p.settings.http.public_url + " on port " + std::to_string(p.server.port());
    log("koebeld").info("{}: {}", kBuild, serving);
    say_how_to_begin(*p.store, p.settings);

    p.vital_signs.start([&p] { return p.health.ready().status == 200; }, serving);
    p.main.run();
    log("koebeld").info("going away");
    std::signal(SIGTERM, [](int) { std::_Exit(1); });
    std::signal(SIGINT, [](int) { std::_Exit(1); });
    shut_down();
    log("koebeld").info("gone");
}

void Application::shut_down() {
    using namespace std::chrono_literals;
    auto& p = *parts_;
    const Countdown countdown;
    p.vital_signs.stop();
    p.health.drain();
    p.manager.stopping("Going away: clients are sent to other nodes");
    std::this_thread::sleep_for(p.settings.drain_wait);  // a load balancer reads /readyz meanwhile

    p.server.drain();
    p.websockets.drain(p.settings.drain_window);
    const auto farewell =
        p.settings.drain_window + gateway::WebSockets::kFlush + p.settings.websocket.closing + 2 * p.settings.live.tick;
    if (!p.websockets.wait(countdown.at_most(farewell, 8s))) {
        log("koebeld").warn("some WebSockets did not close in time; cutting them");
        p.websockets.cut();
        const auto calls = p.settings.calls.deadline + 1s;
        if (!p.websockets.wait(countdown.at_most(calls, 6s))) log("koebeld").warn("some WebSockets had not ended");
    }
    if (!p.echo.stop(1s)) log("koebeld").warn("some echoes had not ended");
    asio::post(p.io.context(0), [&p] {
        p.admin.stop();
        p.traffic.stop();
    });
    (void)p.server.wait(countdown.at_most(3s, 5s));  // calls at work are answered
    if (!p.server.stop(countdown.at_most(1s, 4s))) log("koebeld").warn("some HTTP connections did not close in time");
    if (!p.router.wait(countdown.at_most(3s, 3s))) log("koebeld").warn("some calls did not end in time");
    p.mailer.stop();
    if (!p.sign_in.wait(countdown.at_most(1s, 3s))) log("koebeld").warn("a letter was still on its way");
    p.schedule.stop();
    p.publisher.stop();
    p.goal_publisher.stop();
    p.hub.stop();
    p.redis.stop(countdown.at_most(1s, 2s));
    p.store->stop();
    p.io.stop(countdown.at_most(2s, 0s));
}

}  // namespace koebel
