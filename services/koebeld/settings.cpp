#include "koebeld/settings.hpp"

#include "koebeld/build.hpp"

#include <charconv>
#include <stdexcept>

namespace koebel {
namespace {

/// Fills a field from the option of that key, whatever whole-number type the field has.
class Filler {
public:
    explicit Filler(const Options& options) : options_(options) {}

    void operator()(std::string_view key, std::string& field) const { field = options_.text(key); }
    void operator()(std::string_view key, bool& field) const { field = options_.is_on(key); }
    template <class Number>
        requires std::is_arithmetic_v<Number>
    void operator()(std::string_view key, Number& field) const {
        field = static_cast<Number>(options_.integer(key));
    }
    template <class Rep, class Period>
    void operator()(std::string_view key, std::chrono::duration<Rep, Period>& field) const {
        field = std::chrono::duration<Rep, Period>{options_.integer(key)};
    }
    void operator()(std::string_view key, std::vector<std::string>& field) const {
        const std::string& list = options_.text(key);
        for (std::size_t begin = 0; begin < list.size();) {
            const auto end = std::min(list.find(',', begin), list.size());
            const auto first = list.find_first_not_of(' ', begin);
            const auto last = list.find_last_not_of(' ', end - 1);
            if (first < end && end > begin) field.push_back(list.substr(first, last - first + 1));
            begin = end + 1;
        }
    }

private:
    const Options& options_;
};

LogFormat to_log_format(const std::string& text) {
    if (text == "text") return LogFormat::kText;
    if (text == "json") return LogFormat::kJson;
    throw std::invalid_argument("log.format takes text or json");
}

std::string to_log_level(const std::string& text) {
    for (const auto* known : {"debug", "info", "warning", "error"}) {
        if (text == known) return text;
    }
    throw std::invalid_argument("log.level takes debug, info, warning or error");
}

void fill_http(const Filler& fill, gateway::Settings& http) {
    fill("http.address", http.address);
    fill("http.port", http.port);
    fill("http.public_url", http.public_url);
    fill("http.trusted_proxies", http.trusted_proxies);
    fill("http.web_root", http.web_root);
    fill("http.web_bytes", http.web_bytes);
    fill("http.header_bytes", http.http.header_bytes);
    fill("http.body_bytes", http.http.body_bytes);
    fill("http.header_ms", http.http.header_time);
    fill("http.body_ms", http.http.body_time);
    fill("http.idle_ms", http.http.idle_time);
    fill("http.write_ms", http.http.write_time);
    fill("http.connections", http.connections.node);
    fill("http.connections_per_address", http.connections.address);
    fill("http.sockets_per_person", http.connections.principal);
    fill("http.upgrades_per_second", http.upgrades_per_second);
    fill("http.upgrades_burst", http.upgrades_burst);
    fill("http.requests_per_second", http.requests_per_second);
    fill("http.requests_burst", http.requests_burst);
    fill("metrics.address", http.metrics_address);
    fill("metrics.port", http.metrics_port);
}

void fill_websocket(const Filler& fill, gateway::WebSocketSettings& socket) {
    fill("socket.message_bytes", socket.read_message_max);
    fill("socket.call_queue", socket.call_queue);
    fill("socket.outbox_frames", socket.outbox_frames);
    fill("socket.outbox_bytes", socket.outbox_bytes);
    fill("socket.subscriptions", socket.subscriptions);
    fill("socket.frames_rate", socket.frames_rate);
    fill("socket.frames_burst", socket.frames_burst);
    fill("socket.handshake_ms", socket.handshake);
    fill("socket.ping_ms", socket.ping);
    fill("socket.pong_ms", socket.pong_deadline);
    fill("socket.write_stall_ms", socket.write_stall);
    fill("socket.closing_ms", socket.closing);
    fill("socket.expiring_ms", socket.expiring_notice);
}

void fill_live(const Filler& fill, live::Settings& live) {
    fill("live.byte_budget", live.byte_budget);
    fill("live.ring_frames", live.ring_frames);
    fill("live.ring_seconds", live.ring_kept);
    fill("live.poll_ms", live.poll);
    fill("live.tick_ms", live.tick);
    fill("live.isolated_seconds", live.isolated_after);
    fill("live.watching_seconds", live.watching_kept);
}

void fill_calls(const Filler& fill, rpc::Limits& calls) {
    fill("calls.person_rate", calls.person_rate);
    fill("calls.person_burst", calls.person_burst);
    fill("calls.address_rate", calls.address_rate);
    fill("calls.address_burst", calls.address_burst);
    fill("calls.deadline_ms", calls.deadline);
    fill("calls.in_flight", calls.in_flight);
}

void fill_store(const Filler& fill, store::Settings& store) {
    fill("data.directory", store.data_directory);
    fill("store.postgresql", store.postgresql);
    fill("store.readers", store.readers);
    fill("store.queue", store.queue);
    fill("store.receipts_hours", store.receipts_kept);
    fill("store.log_hours", store.log_kept);
}

void fill_access(const Filler& fill, access::Settings& access) {
    fill("access.session_idle_hours", access.session_idle);
    fill("access.session_hours", access.session_absolute);
    fill("access.last_used_seconds", access.last_used_every);
    fill("access.failures", access.failures);
    fill("access.failure_minutes", access.failure_window);
    fill("access.cached_sessions", access.cached_sessions);
    fill("access.cached_seconds", access.cached_for);
    fill("access.audit_hours", access.audit_kept);
    fill("demonstration.lan", access.demonstration_lan);
}

}  // namespace

Settings to_settings(const Options& options) {
    const Filler fill{options};
    Settings settings;
    fill("data.directory", settings.data_directory);
    fill("io.threads", settings.io_threads);
    fill("demonstration.traffic", settings.demonstration_traffic);
    fill("http.drain_seconds", settings.drain_window);
    settings.log_format = to_log_format(options.text("log.format"));
    settings.log_level = to_log_level(options.text("log.level"));
    fill_store(fill, settings.store);
    fill_calls(fill, settings.calls);
    fill_live(fill, settings.live);
    fill_http(fill, settings.http);
    fill_websocket(fill, settings.websocket);
    fill_access(fill, settings.access);
    fill("screen.session_hours", settings.screen.session);
    fill("recognition.take_back_seconds", settings.recognition.take_back);
    fill("recognition.team_members", settings.recognition.team_members);
    settings.recognition.log_kept = settings.store.log_kept;
    settings.access.take_back = settings.recognition.take_back;
    settings.access.public_url = settings.http.public_url;
    settings.access.build = kBuild;
    settings.screen.public_url = settings.http.public_url;
    if (settings.data_directory.empty()) throw std::invalid_argument("data.directory names no folder");
    return settings;
}

}  // namespace koebel
