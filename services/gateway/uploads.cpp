#include "gateway/uploads.hpp"

#include <utility>

namespace koebel::gateway {

UploadSlot::UploadSlot(UploadSlot&& other) noexcept
    : uploads_(std::exchange(other.uploads_, nullptr)), principal_(std::move(other.principal_)) {}

UploadSlot& UploadSlot::operator=(UploadSlot&& other) noexcept {
    if (uploads_ != nullptr) uploads_->give_back(principal_);
    uploads_ = std::exchange(other.uploads_, nullptr);
    principal_ = std::move(other.principal_);
    return *this;
}

UploadSlot::~UploadSlot() {
    if (uploads_ != nullptr) uploads_->give_back(principal_);
}

std::optional<UploadSlot> Uploads::take(const std::string& principal) {
    const std::lock_guard lock{mutex_};
    if (at_work_.size() >= most_ || !at_work_.insert(principal).second) return std::nullopt;
    return UploadSlot{*this, principal};
}

void Uploads::give_back(const std::string& principal) {
    const std::lock_guard lock{mutex_};
    at_work_.erase(principal);
}

}  // namespace koebel::gateway
