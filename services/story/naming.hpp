#pragma once

#include "people/mentions.hpp"
#include "store/transaction.hpp"
#include "story/nomination.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace koebel::story {

/// Texts in which names are looked for, with what is asked of SQL for them.
class NamedIn {
public:
    explicit NamedIn(std::vector<std::string> texts);

    [[nodiscard]] store::Query<people::KnownName> query() const;

    /// The names as they are written, each once, of colleagues who are none of these. A name that one of these shares
    /// is theirs.
    [[nodiscard]] std::vector<std::string> others(
        const std::vector<people::KnownName>& known, const std::vector<people::Person>& allowed
    ) const;

private:
    std::vector<std::string> texts_;
    std::vector<people::NamesInWords> names_;
};

/// Whom what is written in a nomination may name where it names no others, witnesses apart: who is nominated and who
/// writes it. Of a team that learnt something nobody is the one who did it.
[[nodiscard]] std::vector<PersonId> may_be_named_in(const NominationRow& row, const std::vector<PersonId>& nominees);

}  // namespace koebel::story
