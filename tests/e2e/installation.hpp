#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "e2e/checker.hpp"
#include "e2e/koebeld_process.hpp"
#include "store/store.hpp"
#include "support/temporary_directory.hpp"

#include <memory>
#include <string>
#include <vector>

namespace koebel::e2e {

/// A koebeld with the demonstration's people in a folder of its own, and what is in its data once it has ended.
class Installation {
public:
    Installation();

    [[nodiscard]] KoebeldProcess& koebeld() { return koebeld_; }
    [[nodiscard]] const Server& server() const { return koebeld_.server(); }
    [[nodiscard]] const std::filesystem::path& folder() const { return data_.path(); }

    /// The first `count` people, signed in; each thanks the others `offsets` further on.
    [[nodiscard]] std::vector<Identity> sign_in_people(std::size_t count, const std::vector<std::size_t>& offsets);

    /// Everything in the log; koebeld must have ended.
    [[nodiscard]] LogByTopic log();
    /// 0: there, 1: taken back, -1: never given. koebeld must have ended.
    [[nodiscard]] std::int64_t state_of(const std::string& recognition);

private:
    store::Store& store();

    test::TemporaryDirectory data_;
    SystemClock clock_;
    RandomIdSource ids_;
    KoebeldProcess koebeld_;
    std::unique_ptr<store::Store> store_;
};

}  // namespace koebel::e2e
