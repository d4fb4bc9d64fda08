#pragma once

#include "recognition/allowance.hpp"
#include "recognition/stored.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::recognition {

// The statements that several jobs of the repository share.

/// A row of table allowance.
struct AllowanceRow {
    Allowance allowance;
    static AllowanceRow from(const store::Row& row);
};
[[nodiscard]] store::Query<AllowanceRow> allowance_row(const PersonId& person);
[[nodiscard]] std::optional<Allowance> first_of(const std::vector<AllowanceRow>& rows);

/// Writes what a person has left, and tells the person's pages.
void write_allowance(store::Transaction& tx, const PersonId& person, const Allowance& allowance);

/// A log entry that carries a recognition's words.
struct PositionRow {
    RecognitionId recognition;
    std::uint64_t position = 0;
    std::string topic;
    static PositionRow from(const store::Row& row);
};
[[nodiscard]] store::Query<PositionRow> positions_of(const std::vector<RecognitionId>& recognitions);

/// Appends an entry that carries a recognition's words, so that it can be redacted later.
std::uint64_t append_words(store::Transaction& tx, const RecognitionId& id, store::NewEntry entry);

/// The first entry of a job carries its index updates.
[[nodiscard]] store::NewEntry carrying(std::string& index_updates, store::NewEntry entry);

/// Forgets positions that were redacted.
void forget_positions(store::Transaction& tx, const std::vector<std::uint64_t>& positions);

/// Everyone who is thanked and sees it, in the giver's order.
[[nodiscard]] store::Query<PersonId> told_of(const RecognitionId& recognition);

/// Whether a topic is a person's; whether it is of screens, the lobby among them.
[[nodiscard]] bool is_persons(std::string_view topic);
[[nodiscard]] bool is_screens(std::string_view topic);

/// One recognition's positions by topic.
[[nodiscard]] std::map<std::string, std::vector<std::uint64_t>> by_topic(const std::vector<PositionRow>& rows);

}  // namespace koebel::recognition
