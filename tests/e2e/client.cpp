#include "e2e/client.hpp"

#include <koebel/v1/conversation.pb.h>

#include <cstdio>

namespace koebel::e2e {

using namespace std::chrono_literals;

Client::Client(const Server& server, Identity identity, std::uint64_t seed)
    : server_(server), identity_(std::move(identity)), seed_(seed), choices_(seed), chance_(seed + 1) {}

Client::~Client() {
    stop();
}

void Client::begin_at(const v1::Snapshot& snapshot) {
    snapshot_ = snapshot;
    for (const auto& head : snapshot.heads())
        outcome_.followed[head.topic()] = {.from = head.seq(), .last = head.seq()};
}

void Client::start() {
    thread_ = std::thread([this] { run(); });
}

void Client::stop() {
    stopping_ = true;
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool Client::await(const std::map<std::string, std::uint64_t>& heads, std::chrono::seconds wait) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, wait, [&] {
        if (pending_ || outcome_.followed.empty()) return false;
        return std::ranges::all_of(outcome_.followed, [&](const auto& one) {
            const auto head = heads.find(one.first);
            return head == heads.end() || one.second.last >= head->second;
        });
    });
}

void Client::run() {
    while (!stopping_) {
        try {
            connection();
        } catch (const test::WireViolation&) {
            throw;  // ends the test: never excused by a crash
        } catch (const std::runtime_error&) {
            sent_ = false;  // refused, cut or silent: come back, and nothing sent will be answered
        }
        std::unique_lock lock(mutex_);
        const std::chrono::milliseconds pause{std::uniform_int_distribution<int>{0, 300}(chance_)};  // full jitter
        changed_.wait_for(lock, pause, [&] { return stopping_.load(); });
    }
}

void Client::connection() {
    test::WebSocketClient socket(
        test::Wire(server_.port),
        "/live",
        {{"Host", server_.host()}, {"Origin", server_.origin()}, {"Cookie", identity_.cookie}}
    );
    if (socket.status() != 101) return;
    ++outcome_.connections;
    sent_ = false;
    if (outcome_.followed.empty()) {
        ask_for_snapshot(socket);
    } else {
        for (const auto& [topic, state] : outcome_.followed) subscribe(socket, topic);
    }
    while (!stopping_) {
        const auto now = std::chrono::steady_clock::now();
        intend(now);
        send_pending(socket);
        try {
            const auto frame = socket.receive_frame(until_next(now));
            if (!frame) return;
            receive(socket, *frame);
        } catch (const test::WireTimeout&) {
            continue;  // time to look whether something is to be said
        }
    }
}

void Client::intend(std::chrono::steady_clock::time_point now) {
    auto& given = outcome_.given;
    if (pending_ || outcome_.followed.empty()) return;
    // Every fifth is taken back as soon as it was answered.
    if (!given.empty() && given.size() % 5 == 0 && !given.back().taken_back) {
        v1::TakeBackRequest request;
        request.set_request_id(next_request_id());
        request.set_recognition_id(given.back().recognition_id);
        const std::lock_guard lock(mutex_);
        pending_ = {"RecognitionService/TakeBack", request.SerializeAsString(), given.size() - 1};
        sent_ = false;
        return;
    }
    if (owes_word_ && !seen_recognition_.empty()) {
        auto word = word_about(seen_recognition_);
        const std::lock_guard lock(mutex_);
        owes_word_ = false;
        pending_ = std::move(word);
        sent_ = false;
        return;
    }
    const auto pace = pace_.load();
    if (pace == 0ms) return;
    // Not all at once: each begins somewhere in its first pace.
    if (next_give_ == std::chrono::steady_clock::time_point{}) {
        next_give_ = now + std::chrono::milliseconds{choices_() % static_cast<std::uint64_t>(pace.count())};
    }
    if (now < next_give_) return;
    // What a server that was away has missed is not caught up with, but for one.
    next_give_ = std::max(next_give_ + pace, now);
    const auto audience = choices_() % 10;
    v1::GiveRequest request;
    request.set_request_id(next_request_id());
    request.mutable_people()->add_ids(identity_.colleagues[choices_() % identity_.colleagues.size()]);
    request.set_message("words-" + request.request_id() + " of " + identity_.person_id);
    request.add_value_ids(identity_.value_id);
    request.set_visibility(
        audience < 7   ? v1::VISIBILITY_EVERYONE
        : audience < 9 ? v1::VISIBILITY_TEAM
                       : v1::VISIBILITY_ONLY_US
    );
    const std::lock_guard lock(mutex_);
    pending_ = {"RecognitionService/Give", request.SerializeAsString(), std::nullopt};
    sent_ = false;
}

Client::Pending Client::word_about(const std::string& recognition) {
    const auto fill = [&](auto request) {
        request.set_request_id(next_request_id());
        request.set_recognition_id(recognition);
        return request;
    };
    const auto words = [&](auto request) {
        request.set_text("said-" + request.request_id() + " by " + identity_.person_id);
        return request.SerializeAsString();
    };
    switch (choices_() % 3) {
        case 0: {
            auto request = fill(v1::ReactRequest{});
            request.set_kind(static_cast<v1::ReactionKind>(choices_() % 7));
            return {"ConversationService/React", request.SerializeAsString(), std::nullopt, true};
        }
        case 1:
            return {"ConversationService/Comment", words(fill(v1::CommentRequest{})), std::nullopt, true};
        default:
            return {"ConversationService/Boost", words(fill(v1::BoostRequest{})), std::nullopt, true};
    }
}

std::chrono::milliseconds Client::until_next(std::chrono::steady_clock::time_point now) const {
    constexpr std::chrono::milliseconds kLongest{200};  // stop() is noticed in time
    if (pending_ || pace_.load() == 0ms) return kLongest;
    return std::clamp(std::chrono::ceil<std::chrono::milliseconds>(next_give_ - now), 1ms, kLongest);
}

void Client::send_pending(test::WebSocketClient& socket) {
    if (!pending_ || sent_) return;
    v1::ClientFrame frame;
    pending_call_ = ++call_id_;
    frame.mutable_call()->set_id(pending_call_);
    frame.mutable_call()->set_method("koebel.v1." + pending_->method);
    frame.mutable_call()->set_payload(pending_->payload);
    socket.send(frame);
    sent_ = true;
}

void Client::receive(test::WebSocketClient& socket, const v1::ServerFrame& frame) {
    if (frame.has_event()) apply(socket, frame.event());
    if (frame.has_block()) {
        for (const auto& event : frame.block().events()) apply(socket, event);
    }
    if (frame.has_subscribed() && frame.subscribed().status() == v1::Subscribed::STATUS_RESET) {
        ++outcome_.resets;
        ask_for_snapshot(socket);
    }
    if (!frame.has_reply()) return;
    if (frame.reply().id() == snapshot_call_) {
        v1::ListFeedResponse response;
        response.ParseFromString(frame.reply().ok());
        if (response.has_snapshot()) begin(socket, response.snapshot());
    } else if (frame.reply().id() == pending_call_) {
        answer(frame.reply());
    }
}

void Client::answer(const v1::Reply& reply) {
    const std::lock_guard lock(mutex_);
    if (!pending_) return;
    // google.rpc.Code: UNAVAILABLE and RESOURCE_EXHAUSTED pass; what is said may be about something that is gone.
    const bool passes = reply.error().code() == 14 || reply.error().code() == 8;
    const bool is_over = pending_->talks && !passes;
    if (reply.has_error() && !is_over) {
        sent_ = false;  // try again, under the same request_id
        return;
    }
    if (pending_->talks) {
        pending_.reset();
        changed_.notify_all();
        return;
    }
    if (pending_->takes_back) {
        outcome_.given[*pending_->takes_back].taken_back = true;
    } else {
        v1::GiveResponse response;
        response.ParseFromString(reply.ok());
        outcome_.given.push_back({.recognition_id = response.recognition_id()});
        owes_word_ = true;
    }
    pending_.reset();
    changed_.notify_all();
}

void Client::apply(test::WebSocketClient& socket, const v1::Event& event) {
    std::unique_lock lock(mutex_);
    const auto found = outcome_.followed.find(event.topic());
    if (found == outcome_.followed.end()) return;
    auto& state = found->second;
    if (event.seq() <= state.last) return;
    if (event.seq() > state.last + 1) {
        lock.unlock();
        return subscribe(socket, event.topic());
    }
    state.last = event.seq();
    state.applied.push_back(seen(event));
    if (event.body().has_recognition_given()) seen_recognition_ = event.body().recognition_given().recognition().id();
    if (look_) look_(event);
    changed_.notify_all();
}

void Client::subscribe(test::WebSocketClient& socket, const std::string& topic) {
    v1::ClientFrame frame;
    frame.mutable_subscribe()->set_topic(topic);
    frame.mutable_subscribe()->set_epoch(snapshot_.epoch());
    frame.mutable_subscribe()->set_from(outcome_.followed.at(topic).last);
    socket.send(frame);
}

void Client::ask_for_snapshot(test::WebSocketClient& socket) {
    v1::ClientFrame frame;
    snapshot_call_ = ++call_id_;
    frame.mutable_call()->set_id(snapshot_call_);
    frame.mutable_call()->set_method("koebel.v1.RecognitionService/ListFeed");
    socket.send(frame);
}

void Client::begin(test::WebSocketClient& socket, const v1::Snapshot& snapshot) {
    {
        const std::lock_guard lock(mutex_);
        outcome_.followed.clear();
        begin_at(snapshot);
    }
    for (const auto& head : snapshot.heads()) subscribe(socket, head.topic());
}

std::string Client::next_request_id() {
    char text[37];
    std::snprintf(
        text,
        sizeof text,
        "0195e000-0000-7000-8%03llx-%012llx",
        static_cast<unsigned long long>(seed_ & 0xfff),
        static_cast<unsigned long long>(++requests_)
    );
    return text;
}

}  // namespace koebel::e2e
