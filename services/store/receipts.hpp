#pragma once

#include "store/connection.hpp"
#include "store/store.hpp"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace koebel::store {

/// What is remembered of a request that was answered with success.
struct Receipt {
    /// What a repeat gets.
    enum class Kind : std::int64_t {
        kAnswer = 0,  ///< the first answer
        kSecret = 1,  ///< ALREADY_EXISTS, SECRET_SHOWN_ONCE
    };

    std::string hash;  ///< of the request; empty once its words were taken back: not compared then
    Kind kind = Kind::kAnswer;
    std::string answer;                ///< proto3 JSON of ids and scalars: nothing in it is ever redacted
    std::uint64_t first_position = 0;  ///< what its job appended; 0: nothing
    std::uint64_t last_position = 0;
};

/// The receipts one batch works with: those of its requests that stand in the database, and those its
/// jobs add. Lives on the writer's thread for the length of one batch.
class Receipts {
public:
    explicit Receipts(Connection& connection) : connection_(connection) {}

    /// Queues the look-up of a request's receipt; known after the next flush.
    void look_up(const RequestKey& key);

    /// The receipt of a request, if it has one.
    [[nodiscard]] const Receipt* find(const RequestKey& key) const;

    /// Queues the writing of a receipt, in the job's savepoint.
    void write(const RequestKey& key, const Receipt& receipt, Instant at);

    /// Queues that the receipts whose jobs appended one of these positions forget the request. The answer stays,
    /// or a repeat would not know that it was done.
    void redact(const std::vector<std::uint64_t>& positions);

    /// What was written and redacted since holds for the rest of the batch: the savepoint was released.
    void keep();
    /// It does not: the savepoint was rolled back.
    void forget();

private:
    using Name = std::tuple<std::string, std::string, std::string>;
    static Name name_of(const RequestKey& key) { return {key.caller, key.method, key.request_id}; }

    Connection& connection_;
    std::map<Name, Receipt> known_;
    std::optional<std::pair<Name, Receipt>> written_;
    std::vector<std::uint64_t> redacted_;
};

/// The outcome of a repeat: `answer` filled from the receipt, or the refusal it gets.
[[nodiscard]] Result<void> repeat(const RequestKey& key, const Receipt& receipt, google::protobuf::Message& answer);

}  // namespace koebel::store
