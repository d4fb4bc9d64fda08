#pragma once

#include "base/result.hpp"
#include "recognition/settings.hpp"
#include "store/transaction.hpp"

#include <cstddef>
#include <string_view>

namespace koebel::demonstration {

/// What was written.
struct Filled {
    std::size_t people = 0;
    std::size_t teams = 0;
    std::size_t recognitions = 0;
};

/// Fills an empty database with "Zwaluw Thuistechniek": 240 people in 24 teams, six values, three months of
/// recognitions up to now, a goal that runs and one that was reached. The same moment and language make the same
/// organisation. One job of Store::write: all of it or nothing.
///
/// Refuses with
///   kFailedPrecondition  DATABASE_NOT_EMPTY
///   kInvalidArgument     LANGUAGE_UNKNOWN (not "nl" or "en")
[[nodiscard]] Result<Filled> fill(
    store::Transaction& tx, std::string_view language, const recognition::Settings& settings
);

/// The words people use in a language: "en", otherwise Dutch.
[[nodiscard]] std::string_view recognitions(std::string_view language);

}  // namespace koebel::demonstration
