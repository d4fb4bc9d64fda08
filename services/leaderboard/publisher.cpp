#include "leaderboard/publisher.hpp"

#include "base/log.hpp"
#include "leaderboard/view.hpp"
#include "people/rights_changed.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace koebel::leaderboard {
namespace {

constexpr std::chrono::seconds kNothingToDo{3'600};
constexpr std::string_view kFeedTopic = "feed";  // recognition's: what everyone may see, and so what counts

/// The boards that an entry's index updates name.
std::set<BoardName> boards_in(const std::string& index_updates) {
    std::set<BoardName> boards;
    if (index_updates.empty()) return boards;
    boost::system::error_code error;
    const auto updates = boost::json::parse(index_updates, error);
    if (error || !updates.is_array()) return boards;
    for (const auto& update : updates.get_array()) {
        if (!update.is_array() || update.get_array().empty() || !update.get_array().front().is_string()) continue;
        if (auto board = BoardName::parse(update.get_array().front().get_string())) boards.insert(*std::move(board));
    }
    return boards;
}

/// What is shown, wherever it was read.
std::string looks_of(v1::Board board) {
    board.clear_position();
    return board.SerializeAsString();
}

}  // namespace

Publisher::Publisher(
    const asio::any_io_executor& executor, store::Store& store, live::Hub& hub, Settings settings, Index* index
)
    : store_(store), hub_(hub), settings_(settings), index_(index), loop_(executor, "leaderboard.publisher", [this] {
          return push_due();
      }) {}

void Publisher::apply(const store::LogEntry& entry) {
    {
        const std::lock_guard lock(mutex_);
        if (topics_.empty()) return;
    }
    // A change of rights may be one of names, photos or roles; a new period is one of all boards.
    if (entry.topic == people::kAccessTopic) return mark(entry.position, [](const BoardTopic&) { return true; });
    const bool teams = entry.topic == kFeedTopic;
    const auto boards = boards_in(entry.index_updates);
    if (!teams && boards.empty()) return;
    mark(entry.position, [&](const BoardTopic& topic) {
        if (topic.ranking.is_of_teams()) return teams;
        return std::ranges::any_of(boards, [&](const BoardName& board) {
            return board.ranking == topic.ranking && board.period.kind == topic.kind;
        });
    });
}

void Publisher::followed(const std::string& topic) {
    auto known = BoardTopic::parse(topic);
    if (!known) return;
    {
        const std::lock_guard lock(mutex_);
        auto& followed = topics_[topic];
        followed.topic = *std::move(known);
        followed.dirty = true;
        followed.pushed.clear();
    }
    loop_.wake();
}

void Publisher::forget_all() {
    {
        const std::lock_guard lock(mutex_);
        for (auto& [text, followed] : topics_) {
            followed.dirty = true;
            followed.covers = 0;
            followed.pushed.clear();
        }
    }
    loop_.wake();
}

void Publisher::mark(std::uint64_t position, const std::function<bool(const BoardTopic&)>& is_moved) {
    bool marked = false;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [text, followed] : topics_) {
            if (!is_moved(followed.topic)) continue;
            followed.covers = position;
            if (!std::exchange(followed.dirty, true)) marked = true;
        }
    }
    if (marked) loop_.wake();
}

asio::awaitable<Publisher::Steady::time_point> Publisher::push_due() {
    std::vector<std::pair<BoardTopic, std::uint64_t>> due;
    {
        const std::lock_guard lock(mutex_);
        const auto now = Steady::now();
        std::erase_if(topics_, [this](const auto& entry) { return !hub_.is_followed(entry.first); });
        for (auto& [text, followed] : topics_) {
            if (!followed.dirty || followed.not_before > now) continue;
            followed.dirty = false;
            followed.not_before = now + settings_.pause;
            due.emplace_back(followed.topic, followed.covers);
        }
    }
    for (auto& [topic, covers] : due) {
        if (loop_.stopping()) break;
        const auto text = topic.text();
        try {
            auto pushing = push(std::move(topic), covers);  // named: g++ 12
            co_await std::move(pushing);
            continue;
        } catch (const std::exception& fault) {
            log("leaderboard").warn("a board cannot be read: {}; trying again", fault.what());
        }
        const std::lock_guard lock(mutex_);
        if (const auto found = topics_.find(text); found != topics_.end()) found->second.dirty = true;
    }

    const std::lock_guard lock(mutex_);
    auto next = Steady::now() + kNothingToDo;
    for (const auto& [text, followed] : topics_) {
        if (followed.dirty) next = std::min(next, followed.not_before);
    }
    co_return next;
}

asio::awaitable<void> Publisher::push(BoardTopic topic, std::uint64_t covers) {
    std::optional<Indexed> indexed;
    if (index_ != nullptr && !topic.is_of_shown() && !topic.ranking.is_of_teams()) {
        auto asking = index_->ask(topic.ranking, topic.kind, 0, PersonId{});  // named: g++ 12
        indexed = co_await std::move(asking);
    }
    auto job = [topic, settings = settings_, indexed = std::move(indexed)](store::Reader& reader) {
        return view_topic(reader, topic, settings, indexed);
    };
    auto reading = store_.read(std::move(job));
    auto board = co_await std::move(reading);
    if (!board) co_return;

    const auto text = topic.text();
    {
        const std::lock_guard lock(mutex_);
        const auto found = topics_.find(text);
        if (found == topics_.end()) co_return;
        auto& followed = found->second;
        if (board->position() < covers) followed.dirty = true;
        auto looks = looks_of(*board);
        if (looks == followed.pushed) co_return;
        followed.pushed = std::move(looks);
    }
    v1::State state;
    *state.mutable_board() = *std::move(board);
    hub_.set_state(text, std::move(state));
}

}  // namespace koebel::leaderboard
