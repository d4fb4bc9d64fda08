#pragma once

#include "people/person.hpp"
#include "recognition/command.hpp"
#include "recognition/settings.hpp"
#include "recognition/stored.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/recognition.pb.h>

#include <cstdint>
#include <string>

namespace koebel::recognition {

/// A recognition of the past, for a demonstration or an import.
struct SeedRecognition {
    GiveRecognition recognition;
    Instant given_at;
};

/// What changes recognitions. Each function is one job of Store::write: rows, allowance and log entries
/// together or not at all. Immutable; called on the writer's thread.
class Repository {
public:
    explicit Repository(Settings settings) : settings_(settings) {}

    /// Refuses as rules::decide does, and with
    ///   kUnauthenticated   SESSION_ENDED
    ///   kPermissionDenied  LOCKED
    ///   kNotFound          PICTURE_NOT_FOUND
    [[nodiscard]] Result<v1::GiveResponse> give(
        store::Transaction& tx, const rpc::Caller& caller, const GiveRecognition& command
    ) const;

    /// Writes rows and log entries as give does, with its own time, without a caller and without the
    /// giver's allowance. Pages are cut by position: seed in the order of `given_at`. The id.
    [[nodiscard]] Result<RecognitionId> seed(store::Transaction& tx, const SeedRecognition& seed) const;

    /// Refuses with
    ///   kNotFound            RECOGNITION_NOT_FOUND: not the caller's, or gone already
    ///   kFailedPrecondition  TAKE_BACK_TOO_LATE
    [[nodiscard]] Result<v1::TakeBackResponse> take_back(
        store::Transaction& tx, const rpc::Caller& caller, const RecognitionId& id
    ) const;

    /// Hides from everyone but the giver and the people thanked, and keeps who did it and why.
    /// Refuses with kNotFound RECOGNITION_NOT_FOUND what the curator cannot see, or is hidden already.
    [[nodiscard]] Result<v1::HideResponse> hide(
        store::Transaction& tx, const rpc::Caller& caller, const RecognitionId& id, const std::string& reason
    ) const;

    /// Moves the caller's read position forward, at most to the end of the log.
    [[nodiscard]] Result<v1::MarkSaidToMeReadResponse> mark_read(
        store::Transaction& tx, const rpc::Caller& caller, std::uint64_t read_position
    ) const;

    /// Makes what is already shown follow a change of a person's name, photo or publicity: what they gave, what was
    /// said to them, and on screens what names them, is written again as it may be seen now. Reaches as far back as the
    /// log is kept.
    void reproject(store::Transaction& tx, const people::Person& before, const people::Person& after) const;

private:
    Settings settings_;
};

}  // namespace koebel::recognition
