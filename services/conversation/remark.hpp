#pragma once

#include "base/credits.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "people/mentions.hpp"
#include "people/person.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/remark.pb.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::conversation {

using RemarkId = Id<struct RemarkTag>;

// The limits of the contract.
inline constexpr std::size_t kMaxComment = 600;  ///< code points
inline constexpr std::size_t kMaxBoost = 200;    ///< code points
inline constexpr std::size_t kMaxMentions = 20;
inline constexpr Credits kMaxBoostCredits{50};

/// Where a remark stands; the numbers stand in SQL.
enum class State : std::uint8_t { kLiving = 0, kRemoved = 1, kHidden = 2, kHeld = 3 };

/// A comment or a boost with all that its projections need, before anything is left out for anyone.
struct Remark {
    RemarkId id;
    RecognitionId recognition;
    v1::RemarkKind kind = v1::REMARK_KIND_COMMENT;
    people::Person author;
    std::string text;
    std::vector<people::MentionedPerson> mentions;  ///< whom the words may name, by place
    Credits credits_each;
    Instant said_at;
    std::uint64_t position = 0;
    std::optional<Instant> edited_at;
    State state = State::kLiving;
};

/// A row of table remark with kRemarkColumns.
struct RemarkRow {
    RemarkId id;
    RecognitionId recognition;
    v1::RemarkKind kind = v1::REMARK_KIND_COMMENT;
    PersonId author;
    std::string text;
    Credits credits_each;
    Credits credits_total;
    Instant said_at;
    std::uint64_t position = 0;
    std::optional<Instant> edited_at;
    State state = State::kLiving;

    static RemarkRow from(const store::Row& row);
};

/// The columns of RemarkRow::from on the alias `m`.
inline constexpr auto kRemarkColumns = static_text(
    "m.id, m.recognition_id, m.kind, m.author_id, m.text, m.credits_each, m.credits_total, m.said_at, m.position,"
    " m.edited_at, m.state"
);

inline constexpr std::size_t kRemarkColumnCount = 11;

/// Reads what belongs to the rows, in their order: two round trips, whatever their number.
[[nodiscard]] std::vector<Remark> complete(store::Reader& reader, std::vector<RemarkRow> rows);

/// The words of a remark, trimmed. Pure. Refuses with kInvalidArgument
///   of a comment  COMMENT_REQUIRED, COMMENT_TOO_LONG
///   of a boost    REASON_REQUIRED, BOOST_TOO_LONG
[[nodiscard]] Result<std::string> to_words(v1::RemarkKind kind, std::string_view text);

/// Whether a name stands there behind an "@".
[[nodiscard]] bool is_called(std::string_view words, const people::Mention& mention);

/// Whom the words call behind an "@", each once. Of a name that several share nobody is meant.
[[nodiscard]] std::vector<PersonId> called_in(std::string_view words, const std::vector<people::Mention>& mentions);

// What an audience may see of a remark. Pure.

/// For everyone, and for a team: publicity in the feed applied to its author; the words are the author's as they are.
[[nodiscard]] v1::Remark for_colleagues(const Remark& remark);

/// For giver and people thanked of what is not for everyone: everybody in full.
[[nodiscard]] v1::Remark for_participants(const Remark& remark);

/// For office screens: publicity on screens applied, in the words too.
[[nodiscard]] v1::WallBoost for_wall(const Remark& remark, std::string_view language);

}  // namespace koebel::conversation
