#include "store/receipts.hpp"

#include <google/protobuf/util/json_util.h>

namespace koebel::store {
namespace {

constexpr Sql kFind{
    "store.find_receipt",
    "SELECT hash, kind, answer, first_position, last_position FROM receipt"
    " WHERE caller = $1 AND method = $2 AND request_id = $3",
};
constexpr Sql kWrite{
    "store.write_receipt",
    "INSERT INTO receipt (caller, method, request_id, hash, kind, answer, first_position, last_position, at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
};
// Jobs append one after the other, so at most one receipt spans a position: the first that ends there or
// later. Looking at more of them would read every younger receipt, on the writer's thread.
constexpr Sql kRedactReceipt{
    "store.redact_receipt",
    "UPDATE receipt SET hash = ''"
    " WHERE (caller, method, request_id) IN (SELECT caller, method, request_id FROM receipt"
    " WHERE last_position >= $1 ORDER BY last_position LIMIT 1)"
    " AND first_position <= $1 AND first_position > 0",
};

}  // namespace

void Receipts::look_up(const RequestKey& key) {
    connection_.queue(
        bound_to(kFind, key.caller, key.method, key.request_id),
        [this, name = name_of(key)](const Row& row) {
            known_[name] = {
                .hash = row.text(0),
                .kind = static_cast<Receipt::Kind>(row.integer(1)),
                .answer = row.text(2),
                .first_position = row.get<std::uint64_t>(3),
                .last_position = row.get<std::uint64_t>(4),
            };
        }
    );
}

const Receipt* Receipts::find(const RequestKey& key) const {
    const auto found = known_.find(name_of(key));
    return found == known_.end() ? nullptr : &found->second;
}

void Receipts::write(const RequestKey& key, const Receipt& receipt, Instant at) {
    connection_.queue(bound_to(
        kWrite,
        key.caller,
        key.method,
        key.request_id,
        receipt.hash,
        static_cast<std::int64_t>(receipt.kind),
        receipt.answer,
        receipt.first_position,
        receipt.last_position,
        at
    ));
    written_ = {name_of(key), receipt};
}

void Receipts::redact(const std::vector<std::uint64_t>& positions) {
    for (const auto position : positions) {
        connection_.queue(bound_to(kRedactReceipt, position));
        redacted_.push_back(position);
    }
}

void Receipts::keep() {
    if (written_) known_.insert_or_assign(std::move(written_->first), std::move(written_->second));
    for (const auto position : redacted_) {
        for (auto& [name, receipt] : known_) {
            if (receipt.first_position == 0 || receipt.first_position > position) continue;
            if (receipt.last_position < position) continue;
            receipt.hash.clear();
        }
    }
    forget();
}

void Receipts::forget() {
    written_.reset();
    redacted_.clear();
}

Result<void> repeat(const RequestKey& key, const Receipt& receipt, google::protobuf::Message& answer) {
    const bool is_redacted = receipt.hash.empty();
    if (!is_redacted && receipt.hash != key.hash) {
        return refuse(Code::kInvalidArgument, "REQUEST_ID_REUSED", "another request had this request_id");
    }
    if (receipt.kind == Receipt::Kind::kSecret) {
        return refuse(Code::kAlreadyExists, "SECRET_SHOWN_ONCE", "done before; its answer is not kept");
    }
    answer.Clear();
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;  // a newer node may have answered
    const auto parsed = google::protobuf::util::JsonStringToMessage(receipt.answer, &answer, options);
    if (!parsed.ok()) throw Fault("store.receipt: the kept answer of " + key.method + " cannot be read");
    return {};
}

}  // namespace koebel::store
