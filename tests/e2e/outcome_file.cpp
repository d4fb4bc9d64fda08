#include "e2e/outcome_file.hpp"

#include <fstream>
#include <stdexcept>

namespace koebel::e2e {

namespace {

template <class T>
T next(std::ifstream& file) {
    T value{};
    if (!(file >> value)) throw std::runtime_error("the file ends too early");
    return value;
}

}  // namespace

void write_assignment(const std::filesystem::path& path, const Assignment& assignment) {
    std::ofstream file{path};
    file << assignment.server.port << ' ' << assignment.seed << ' ' << assignment.pace.count() << ' '
         << assignment.identities.size() << '\n';
    for (const auto& [cookie, person_id, value_id, colleagues] : assignment.identities) {
        file << cookie << ' ' << person_id << ' ' << value_id << ' ' << colleagues.size();
        for (const auto& colleague : colleagues) file << ' ' << colleague;
        file << '\n';
    }
}

Assignment read_assignment(const std::filesystem::path& path) {
    std::ifstream file{path};
    Assignment assignment;
    assignment.server.port = next<std::uint16_t>(file);
    assignment.seed = next<std::uint64_t>(file);
    assignment.pace = std::chrono::milliseconds{next<std::int64_t>(file)};
    assignment.identities.resize(next<std::size_t>(file));
    for (auto& [cookie, person_id, value_id, colleagues] : assignment.identities) {
        cookie = next<std::string>(file);
        person_id = next<std::string>(file);
        value_id = next<std::string>(file);
        colleagues.resize(next<std::size_t>(file));
        for (auto& colleague : colleagues) colleague = next<std::string>(file);
    }
    return assignment;
}

void write_outcomes(const std::filesystem::path& path, const std::vector<Outcome>& outcomes) {
    std::ofstream file{path};
    file << outcomes.size() << '\n';
    for (const auto& outcome : outcomes) {
        file << outcome.resets << ' ' << outcome.connections << ' ' << outcome.given.size() << ' '
             << outcome.followed.size() << '\n';
        for (const auto& given : outcome.given) file << given.recognition_id << ' ' << given.taken_back << '\n';
        for (const auto& [topic, followed] : outcome.followed) {
            file << topic << ' ' << followed.from << ' ' << followed.last << ' ' << followed.applied.size() << '\n';
            for (const auto& [seq, identity, contents] : followed.applied) {
                file << seq << ' ' << identity << ' ' << contents << '\n';
            }
        }
    }
    file.close();
    if (!file) throw std::runtime_error("the outcome cannot be written");
}

std::vector<Outcome> read_outcomes(const std::filesystem::path& path) {
    std::ifstream file{path};
    std::vector<Outcome> outcomes(next<std::size_t>(file));
    for (auto& outcome : outcomes) {
        outcome.resets = next<int>(file);
        outcome.connections = next<int>(file);
        outcome.given.resize(next<std::size_t>(file));
        auto topics = next<std::size_t>(file);
        for (auto& given : outcome.given) {
            given.recognition_id = next<std::string>(file);
            given.taken_back = next<bool>(file);
        }
        for (; topics > 0; --topics) {
            auto& followed = outcome.followed[next<std::string>(file)];
            followed.from = next<std::uint64_t>(file);
            followed.last = next<std::uint64_t>(file);
            followed.applied.resize(next<std::size_t>(file));
            for (auto& [seq, identity, contents] : followed.applied) {
                seq = next<std::uint64_t>(file);
                identity = next<std::uint64_t>(file);
                contents = next<std::uint64_t>(file);
            }
        }
    }
    return outcomes;
}

}  // namespace koebel::e2e
