#include "bench/readers.hpp"

#include "bench/measure.hpp"

#include <koebel/v1/live.pb.h>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace koebel::bench {

namespace {

constexpr std::int64_t kMillisecond = 1'000'000;

}  // namespace

Readers::Readers(int control) : control_(control), epoll_(::epoll_create1(EPOLL_CLOEXEC)), buffer_(1 << 20) {
    epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, control_, &event);
}

Readers::~Readers() {
    ::close(epoll_);
}

void Readers::run() {
    std::array<epoll_event, 512> events;
    for (;;) {
        const int count = ::epoll_wait(epoll_, events.data(), events.size(), timeout_ms());
        for (int i = 0; i < count; ++i) {
            if (auto* reader = static_cast<Reader*>(events[i].data.ptr)) {
                on_event(*reader, events[i].events);
                continue;
            }
            Command command;
            if (::recv(control_, &command, sizeof command, 0) != sizeof command) return;
            carry_out(command);
        }
        while (!later_.empty() && later_.begin()->first <= now_ns()) {
            to_connect_.push_back(later_.extract(later_.begin()).mapped());
        }
        connect_some();
        settle();
    }
}

void Readers::carry_out(const Command& command) {
    auto& group = groups_[command.group];
    under_way_ = command;
    give_up_at_ = now_ns() + command.patience_ms * kMillisecond;
    switch (command.kind) {
        case Command::Kind::kConnect:
            group.connect = command;
            if (!command.topic.view().empty()) group.topics.assign(1, std::string{command.topic.view()});
            for (const auto& reader : group.readers) {
                if (reader->stage == Reader::Stage::kAway) to_connect_.push_back(reader.get());
            }
            for (std::uint32_t i = 0; i < command.count; ++i) {
                auto& reader = group.readers.emplace_back(std::make_unique<Reader>());
                reader->group = command.group;
                reader->number = static_cast<std::uint32_t>(group.readers.size() - 1);
                to_connect_.push_back(reader.get());
            }
            break;
        case Command::Kind::kSubscribe:
            subscribe(group, command);
            break;
        case Command::Kind::kStall:
            stall(group, command.count);
            break;
        case Command::Kind::kClose:
            cut(group, command.count);
            break;
        case Command::Kind::kReturn:
            group.returning = true;
            for (const auto& reader : group.readers) reader->failures = 0;
            group.heeds_retry_after = command.heeds_retry_after;
            break;
        case Command::Kind::kAwait:
            group.report.at_ns = now_ns();  // unless it happens yet
            break;
        case Command::Kind::kAwaitLive:
        case Command::Kind::kReport:
            break;
    }
}

void Readers::subscribe(Group& group, const Command& command) {
    const std::string topic{command.topic.view()};
    auto place = std::ranges::find(group.topics, topic);
    if (place == group.topics.end()) place = group.topics.insert(place, topic);
    const auto index = static_cast<std::size_t>(place - group.topics.begin());
    group.epoch = command.epoch.view();
    v1::ClientFrame message;
    message.mutable_subscribe()->set_topic(topic);
    message.mutable_subscribe()->set_epoch(group.epoch);
    message.mutable_subscribe()->set_from(command.from);
    const auto bytes = masked_frame(message.SerializeAsString());
    for (std::size_t i = 0; i < group.readers.size(); ++i) {
        if (command.count != 0 && i >= command.count) break;
        group.readers[i]->applied[index] = command.from;
        write(*group.readers[i], bytes);
    }
}

void Readers::stall(Group& group, std::size_t count) {
    for (std::size_t i = 0; i < group.readers.size(); ++i) {
        const bool is_stalled = i < count;
        watch(*group.readers[i], is_stalled ? 0U : std::uint32_t{EPOLLIN}, EPOLL_CTL_MOD);
    }
}

void Readers::cut(Group& group, std::size_t count) {
    for (std::size_t i = 0; i < std::min(count, group.readers.size()); ++i) lost(*group.readers[i]);
}

bool Readers::is_settled() const {
    const auto& command = *under_way_;
    const auto& group = groups_[command.group];
    const auto all = group.readers.size();
    switch (command.kind) {
        case Command::Kind::kConnect:
            return group.report.open == all;
        case Command::Kind::kSubscribe:
            return group.report.live >= command.total;
        case Command::Kind::kAwaitLive:
            return group.report.closed >= command.total && group.report.open == all &&
                   group.report.live == all * group.topics.size();
        case Command::Kind::kAwait:
            return group.report.events >= command.total;
        default:
            return true;
    }
}

void Readers::settle() {
    if (!under_way_) return;
    if (is_settled()) return answer(true);
    if (now_ns() >= give_up_at_) answer(false);
}

void Readers::answer(bool done) {
    auto report = groups_[under_way_->group].report;
    report.done = done;
    if (under_way_->kind != Command::Kind::kAwait) report.at_ns = now_ns();
    under_way_.reset();
    static_cast<void>(::send(control_, &report, sizeof report, MSG_NOSIGNAL));
}

void Readers::on_event(Reader& reader, std::uint32_t events) {
    if (reader.descriptor < 0) return;
    if (reader.stage == Reader::Stage::kConnecting) return connected(reader);
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) read(reader);
}

void Readers::read(Reader& reader) {
    const auto size = ::recv(reader.descriptor, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN) return;
    if (size <= 0) {
        ++groups_[reader.group].report.closed;
        return lost(reader);
    }
    const std::string_view bytes{buffer_.data(), static_cast<std::size_t>(size)};
    if (reader.partial.empty()) return take(reader, bytes);
    const auto whole = std::move(reader.partial) + std::string{bytes};
    reader.partial = {};
    take(reader, whole);
}

void Readers::take(Reader& reader, std::string_view bytes) {
    if (reader.stage == Reader::Stage::kUpgrading && !upgraded(reader, bytes)) return;
    while (reader.descriptor >= 0) {
        const auto next = take_frame(bytes);
        if (!next) break;
        frame(reader, *next);
    }
    if (reader.descriptor >= 0 && !bytes.empty()) reader.partial = bytes;
}

void Readers::frame(Reader& reader, const WireFrame& frame) {
    auto& report = groups_[reader.group].report;
    if (frame.opcode == 8) return;  // the end of the connection follows
    if (frame.opcode != 2) {
        ++report.violations;
        return;
    }
    const auto message = open_message(frame.payload);
    switch (message.field) {
        case ServerField::kEvent:
            return apply(reader, place_of(message.body), false);
        case ServerField::kBlock: {
            auto rest = message.body;
            while (const auto event = take_event(rest)) apply(reader, *event, true);
            return;
        }
        case ServerField::kSubscribed:
            return subscribed(reader, message.body);
        case ServerField::kPing: {
            v1::Ping ping;
            ping.ParseFromArray(message.body.data(), static_cast<int>(message.body.size()));
            v1::ClientFrame pong;
            pong.mutable_pong()->set_t(ping.t());
            ++report.pings;
            return write(reader, masked_frame(pong.SerializeAsString()));
        }
        case ServerField::kWelcome:
            return opened(reader);
        default:
            return;
    }
}

void Readers::apply(Reader& reader, const EventPlace& event, bool is_in_block) {
    auto& group = groups_[reader.group];
    const auto topic = std::ranges::find(group.topics, event.topic);
    if (topic == group.topics.end()) {
        ++group.report.violations;
        return;
    }
    auto& applied = reader.applied[static_cast<std::size_t>(topic - group.topics.begin())];
    if (is_in_block && event.seq <= applied) return;  // a block is everyone's: it may begin before the place asked for
    if (event.seq != applied + 1) ++group.report.violations;
    applied = event.seq;
    ++group.report.events;
    if (under_way_ && under_way_->kind == Command::Kind::kAwait && group.report.events == under_way_->total) {
        group.report.at_ns = now_ns();
    }
}

void Readers::subscribed(Reader& reader, std::string_view body) {
    auto& report = groups_[reader.group].report;
    v1::Subscribed message;
    message.ParseFromArray(body.data(), static_cast<int>(body.size()));
    if (message.status() == v1::Subscribed::STATUS_LIVE) {
        ++reader.live;
        ++report.live;
    }
    if (message.status() == v1::Subscribed::STATUS_RESET || message.status() == v1::Subscribed::STATUS_ENDED) {
        ++report.violations;
    }
}

void Readers::write(Reader& reader, std::string_view bytes) {
    // Small and seldom: they fit the socket's buffer. If not, the server's silence towards it is told by the report.
    if (reader.descriptor < 0 || reader.stage != Reader::Stage::kOpen) return;
    static_cast<void>(::send(reader.descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
}

void Readers::watch(Reader& reader, std::uint32_t events, int operation) {
    if (reader.descriptor < 0) return;
    epoll_event event{.events = events, .data = {.ptr = &reader}};
    ::epoll_ctl(epoll_, operation, reader.descriptor, &event);
}

}  // namespace koebel::bench
