#pragma once

#include "conversation/remark.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/remark.pb.h>

#include <map>
#include <string_view>
#include <vector>

namespace koebel::conversation {

/// What cards show of what is said around some recognitions that were read with the predicate: a few round trips,
/// whatever their number.
class Summaries {
public:
    Summaries(store::Reader& reader, const std::vector<RecognitionId>& recognitions);

    [[nodiscard]] v1::Conversation for_colleagues(const RecognitionId& recognition) const;
    [[nodiscard]] v1::Conversation for_participants(const RecognitionId& recognition) const;
    [[nodiscard]] v1::WallConversation for_wall(const RecognitionId& recognition, std::string_view language) const;

private:
    struct Summary {
        std::vector<v1::ReactionCount> reactions;
        std::uint32_t comments = 0;
        std::uint32_t boosts = 0;
        std::vector<Remark> newest_boosts;  // oldest first
    };

    template <class Message>
    [[nodiscard]] Message counts(const RecognitionId& recognition) const;
    [[nodiscard]] const Summary& of(const RecognitionId& recognition) const;

    std::map<RecognitionId, Summary> by_recognition_;
};

}  // namespace koebel::conversation
