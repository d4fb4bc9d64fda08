#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace koebel::gateway {

class Uploads;

/// A place among those that upload. Given back with it.
class UploadSlot {
public:
    UploadSlot() = default;
    UploadSlot(Uploads& uploads, std::string principal) : uploads_(&uploads), principal_(std::move(principal)) {}
    UploadSlot(UploadSlot&& other) noexcept;
    UploadSlot& operator=(UploadSlot&& other) noexcept;
    UploadSlot(const UploadSlot&) = delete;
    UploadSlot& operator=(const UploadSlot&) = delete;
    ~UploadSlot();

private:
    Uploads* uploads_ = nullptr;
    std::string principal_;
};

/// How many bodies of many bytes are in memory at once: so many on this node, one of a person. Thread-safe; outlives
/// its slots.
class Uploads {
public:
    explicit Uploads(std::size_t most) : most_(most) {}

    /// None: all places are taken, or this principal has one.
    [[nodiscard]] std::optional<UploadSlot> take(const std::string& principal);

private:
    friend class UploadSlot;
    void give_back(const std::string& principal);

    const std::size_t most_;
    std::mutex mutex_;
    std::set<std::string> at_work_;
};

}  // namespace koebel::gateway
