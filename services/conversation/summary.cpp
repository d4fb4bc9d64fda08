#include "conversation/summary.hpp"

#include <tuple>
#include <utility>

namespace koebel::conversation {
namespace {

constexpr store::Sql kReactionsOfAll{
    "conversation.reactions_of_all",
    "SELECT recognition_id, kind, COUNT(*) FROM reaction WHERE recognition_id IN @list($1)"
    " GROUP BY recognition_id, kind ORDER BY recognition_id, kind"
};
constexpr store::Sql kCountsOfAll{
    "conversation.counts_of_all",
    "SELECT m.recognition_id, m.kind, COUNT(*) FROM remark m WHERE m.recognition_id IN @list($1) AND m.state = 0"
    " GROUP BY m.recognition_id, m.kind"
};
constexpr auto kNewestBoostsText =
    "SELECT " + kRemarkColumns +
    " FROM (SELECT boost.*, ROW_NUMBER() OVER (PARTITION BY boost.recognition_id ORDER BY boost.position DESC) AS place"
    " FROM remark boost WHERE boost.recognition_id IN @list($1) AND boost.kind = 2 AND boost.state = 0) m"
    " WHERE m.place <= 3 ORDER BY m.position";
constexpr store::Sql kNewestBoosts{"conversation.newest_boosts", kNewestBoostsText};

using Counted = std::tuple<RecognitionId, std::int64_t, std::uint32_t>;

}  // namespace

Summaries::Summaries(store::Reader& reader, const std::vector<RecognitionId>& recognitions) {
    if (recognitions.empty()) return;
    auto [reactions, counts, boosts] = reader.read(
        store::query<Counted>(kReactionsOfAll, recognitions),
        store::query<Counted>(kCountsOfAll, recognitions),
        store::query<RemarkRow>(kNewestBoosts, recognitions)
    );
    for (const auto& [id, kind, count] : reactions) {
        auto& one = by_recognition_[id].reactions.emplace_back();
        one.set_kind(static_cast<v1::ReactionKind>(kind));
        one.set_count(count);
    }
    for (const auto& [id, kind, count] : counts) {
        auto& summary = by_recognition_[id];
        (kind == v1::REMARK_KIND_BOOST ? summary.boosts : summary.comments) = count;
    }
    for (auto& boost : complete(reader, std::move(boosts))) {
        by_recognition_[boost.recognition].newest_boosts.push_back(std::move(boost));
    }
}

const Summaries::Summary& Summaries::of(const RecognitionId& recognition) const {
    static const Summary kNothing;
    const auto found = by_recognition_.find(recognition);
    return found == by_recognition_.end() ? kNothing : found->second;
}

template <class Message>
Message Summaries::counts(const RecognitionId& recognition) const {
    const auto& summary = of(recognition);
    Message message;
    for (const auto& count : summary.reactions) *message.add_reactions() = count;
    message.set_comment_count(summary.comments);
    message.set_boost_count(summary.boosts);
    return message;
}

v1::Conversation Summaries::for_colleagues(const RecognitionId& recognition) const {
    auto message = counts<v1::Conversation>(recognition);
    for (const auto& boost : of(recognition).newest_boosts) {
        *message.add_boosts() = conversation::for_colleagues(boost);
    }
    return message;
}

v1::Conversation Summaries::for_participants(const RecognitionId& recognition) const {
    auto message = counts<v1::Conversation>(recognition);
    for (const auto& boost : of(recognition).newest_boosts) {
        *message.add_boosts() = conversation::for_participants(boost);
    }
    return message;
}

v1::WallConversation Summaries::for_wall(const RecognitionId& recognition, std::string_view language) const {
    auto message = counts<v1::WallConversation>(recognition);
    for (const auto& boost : of(recognition).newest_boosts) {
        *message.add_boosts() = conversation::for_wall(boost, language);
    }
    return message;
}

}  // namespace koebel::conversation
