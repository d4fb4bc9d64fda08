#pragma once

#include "people/topics.hpp"
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

/// Credits return to who gave them, at most up to the cap; their pages are told. None: nothing happens.
void give_back(store::Transaction& tx, const PersonId& person, Credits credits);

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

/// What it is found by: all that was said, and what its picture shows.
[[nodiscard]] std::string words_of(const Stored& recognition);

/// Whom the words may name, and where.
void write_mention(store::Transaction& tx, const RecognitionId& id, const people::Mention& mention);

/// Names in words that screens show.
[[nodiscard]] std::vector<people::Mention> find_names(store::Reader& reader, const Stored& recognition);

/// The first entry of a job carries its index updates.
[[nodiscard]] store::NewEntry carrying(std::string& index_updates, store::NewEntry entry);

/// Forgets positions that were redacted.
void forget_positions(store::Transaction& tx, const std::vector<std::uint64_t>& positions);

/// One recognition's positions by topic.
[[nodiscard]] std::map<std::string, std::vector<std::uint64_t>> by_topic(const std::vector<PositionRow>& rows);
/// The same with the words of what is said around it: what goes when it leaves a topic.
[[nodiscard]] std::map<std::string, std::vector<std::uint64_t>> all_words_by_topic(
    store::Reader& reader, const RecognitionId& id, const std::vector<PositionRow>& rows
);
/// Forgets positions of these that were redacted.
void forget_words(store::Transaction& tx, const std::vector<std::uint64_t>& positions);

/// Everyone who is thanked and sees it, in the giver's order.
[[nodiscard]] store::Query<PersonId> told_of(const RecognitionId& recognition);

using people::is_persons;
using people::is_screens;

}  // namespace koebel::recognition
