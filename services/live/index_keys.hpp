#pragma once

#include <string>
#include <string_view>

namespace koebel::live {

/// Which boards stand in Redis: the history they belong to, and the random name of the set of keys that holds them.
struct Generation {
    std::string epoch;
    std::string name;

    friend bool operator==(const Generation&, const Generation&) = default;
};

/// The names of our keys in Redis. The installation's id in braces is a hash tag: in a cluster they all stand on one
/// server, and two installations on one Redis never meet.
class IndexKeys {
public:
    explicit IndexKeys(std::string_view installation) : prefix_("koebel:{" + std::string{installation} + "}:") {}

    /// A hash: epoch, generation, applied (a position).
    [[nodiscard]] std::string standing() const { return prefix_ + "boards"; }
    /// A stream: heads of the log, and canaries.
    [[nodiscard]] std::string bus() const { return prefix_ + "bus"; }
    /// A hash: each generation there may be anything of, and when its building began, in seconds of the server's clock.
    [[nodiscard]] std::string generations() const { return prefix_ + "generations"; }

    /// What the keys of every generation begin with.
    [[nodiscard]] std::string all_generations() const { return prefix_ + "g:"; }
    /// The generation that a key which begins so belongs to.
    [[nodiscard]] std::string_view generation_of(std::string_view key) const {
        const auto name = key.substr(prefix_.size() + 2);
        return name.substr(0, name.find(':'));
    }

    /// A sorted set.
    [[nodiscard]] std::string board(std::string_view generation, std::string_view board) const {
        return of(generation) + std::string{board};
    }
    /// The board of a sorted set of this generation.
    [[nodiscard]] std::string board_of(std::string_view generation, std::string_view key) const {
        return std::string{key.substr(of(generation).size())};
    }
    /// A hash: sorted set -> how many are in it. An empty field is always there. No board has this name: theirs have
    /// a slash.
    [[nodiscard]] std::string sizes(std::string_view generation) const { return of(generation) + "sizes"; }
    /// Like standing(), of a generation that is being built.
    [[nodiscard]] std::string building(std::string_view generation) const { return of(generation) + "building"; }

private:
    [[nodiscard]] std::string of(std::string_view generation) const {
        return prefix_ + "g:" + std::string{generation} + ":";
    }

    std::string prefix_;
};

}  // namespace koebel::live
