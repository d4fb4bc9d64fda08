#include "leaderboard/board.hpp"

namespace koebel::leaderboard {
namespace {

constexpr std::string_view kReceivedName = "received";
constexpr std::string_view kGivenName = "given";
constexpr std::string_view kTeamsName = "teams";
constexpr std::string_view kValuePrefix = "value:";
constexpr std::string_view kTopic = "board:";
constexpr std::string_view kWallTopic = "wall:board:";
constexpr std::string_view kShown = "shown";

}  // namespace

std::string Ranking::text() const {
    switch (kind) {
        case v1::BOARD_KIND_GIVEN:
            return std::string{kGivenName};
        case v1::BOARD_KIND_VALUE:
            return std::string{kValuePrefix} + value.text();
        case v1::BOARD_KIND_TEAMS:
            return std::string{kTeamsName};
        default:
            return std::string{kReceivedName};
    }
}

std::optional<Ranking> Ranking::parse(std::string_view text) {
    if (text == kReceivedName) return Ranking{v1::BOARD_KIND_RECEIVED};
    if (text == kGivenName) return Ranking{v1::BOARD_KIND_GIVEN};
    if (text == kTeamsName) return Ranking{v1::BOARD_KIND_TEAMS};
    if (!text.starts_with(kValuePrefix)) return std::nullopt;
    text.remove_prefix(kValuePrefix.size());
    if (!is_uuid(text)) return std::nullopt;
    return Ranking{v1::BOARD_KIND_VALUE, ValueId{std::string{text}}};
}

std::optional<BoardName> BoardName::parse(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    auto ranking = Ranking::parse(text.substr(0, slash));
    const auto period = Period::parse(text.substr(slash + 1));
    if (!ranking || !period) return std::nullopt;
    return BoardName{*std::move(ranking), *period};
}

std::string BoardTopic::text() const {
    const auto prefix = audience == Audience::kScreens ? kWallTopic : kTopic;
    if (is_of_shown()) return std::string{prefix} + std::string{kShown};
    return std::string{prefix} + ranking.text() + ":" + std::string{word_of(kind)};
}

std::optional<BoardTopic> BoardTopic::parse(std::string_view text) {
    BoardTopic topic;
    if (text.starts_with(kWallTopic)) {
        topic.audience = Audience::kScreens;
        text.remove_prefix(kWallTopic.size());
    } else if (text.starts_with(kTopic)) {
        text.remove_prefix(kTopic.size());
    } else {
        return std::nullopt;
    }
    if (text == kShown) return topic;
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto ranking = Ranking::parse(text.substr(0, colon));
    const auto kind = kind_of_word(text.substr(colon + 1));
    if (!ranking || !kind) return std::nullopt;
    topic.ranking = *std::move(ranking);
    topic.kind = *kind;
    return topic;
}

v1::BoardKey to_message(const BoardName& board) {
    v1::BoardKey key;
    key.set_kind(board.ranking.kind);
    key.set_value_id(board.ranking.value.text());
    key.set_period_kind(board.period.kind);
    key.set_period(board.period.number);
    return key;
}

}  // namespace koebel::leaderboard
