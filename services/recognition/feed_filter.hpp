#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "recognition/pages.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/recognition.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::recognition {

/// What somebody looks for in the feed; all of it together.
struct FeedFilter {
    std::vector<std::string> words;  ///< as search::words_in makes them
    bool finds_nothing = false;      ///< something was asked that has no words in it
    std::string value;               ///< its id; empty: any
    std::string team;                ///< the same
    std::string person;              ///< the same
    v1::FeedKind kind = v1::FEED_KIND_UNSPECIFIED;
    std::optional<Instant> from;
    std::optional<Instant> until;
};

/// None: nothing is looked for. Pure. Refuses with kInvalidArgument FILTER_INVALID.
[[nodiscard]] Result<std::optional<FeedFilter>> to_filter(const v1::FeedFilter& message);

/// At most so many are counted: the number stands for itself and more.
inline constexpr std::size_t kMostMatches = 100;

/// Those that fit and the viewer may see, newest first.
struct Found {
    std::vector<RecognitionId> recognitions;  ///< of the page
    bool more = false;
    std::uint32_t matches = 0;  ///< of the first page: how many fit, up to kMostMatches
};

/// Nothing that the viewer may not see is found or counted; a name is found where the viewer may see it.
[[nodiscard]] Found find(store::Reader& reader, const PersonId& viewer, const FeedFilter& filter, Page page);

}  // namespace koebel::recognition
