#include "moderation/held_words.hpp"

#include "access/secret.hpp"
#include "moderation/matching.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace koebel::moderation {
namespace {

constexpr store::Sql kListVersion{"moderation.list_version", "SELECT version FROM held_list"};
// In one statement: on PostgreSQL a change may be committed between two.
constexpr store::Sql kHeldWords{
    "moderation.held_words", "SELECT l.version, w.word FROM held_list l LEFT JOIN held_word w ON w.word <> ''"
};
constexpr store::Sql kWriteVersion{"moderation.write_list_version", "UPDATE held_list SET version = $1"};
constexpr store::Sql kNamesAmong{
    "moderation.names_among",
    "SELECT DISTINCT n.part FROM person_name_part n JOIN person p ON p.id = n.person_id WHERE n.part IN @list($1)"
    " AND p.active = 1"
};

/// The list this process read last. A version says which words they are, so it is right in every database there is.
class LastRead {
public:
    using Words = std::shared_ptr<const HeldWords>;

    /// Null where that version was not read last.
    Words get(const std::string& version) {
        const std::scoped_lock lock{mutex_};
        return version_ == version ? words_ : nullptr;
    }
    void keep(std::string version, Words words) {
        const std::scoped_lock lock{mutex_};
        version_ = std::move(version);
        words_ = std::move(words);
    }

private:
    std::mutex mutex_;
    std::string version_;
    Words words_;
};

LastRead::Words words_of(store::Reader& reader, const std::vector<ListVersion>& list) {
    static LastRead last;
    if (auto known = last.get(list.front().text)) return known;
    std::string version;
    std::vector<std::string> all;
    using ListedWord = std::tuple<std::string, std::optional<std::string>>;
    for (auto& [of, word] : reader.rows<ListedWord>(kHeldWords)) {
        version = std::move(of);
        if (word) all.push_back(*std::move(word));
    }
    auto words = std::make_shared<const HeldWords>(all);
    last.keep(std::move(version), words);
    return words;
}

}  // namespace

store::Query<ListVersion> held_list() {
    return store::query<ListVersion>(kListVersion);
}

std::vector<std::string> words_to_hold(
    store::Reader& reader, std::string_view text, const std::vector<ListVersion>& list
) {
    return words_to_hold(reader, std::vector{std::string{text}}, list).front();
}

std::vector<std::vector<std::string>> words_to_hold(
    store::Reader& reader, const std::vector<std::string>& texts, const std::vector<ListVersion>& list
) {
    const auto words = words_of(reader, list);
    std::vector<std::set<std::string>> written;
    std::set<std::string> all;
    for (const auto& text : texts) {
        auto& of_text = written.emplace_back();
        for (auto& match : words->in(text)) of_text.insert(std::move(match.written));
        all.insert(of_text.begin(), of_text.end());
    }
    std::vector<std::string> names;
    if (!all.empty()) names = reader.rows<std::string>(kNamesAmong, std::vector(all.begin(), all.end()));

    std::vector<std::vector<std::string>> to_hold;
    for (auto& of_text : written) {
        for (const auto& name : names) of_text.erase(name);
        to_hold.emplace_back(of_text.begin(), of_text.end());
    }
    return to_hold;
}

void write_list_version(store::Transaction& tx, const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += word + '\n';
    tx.run(kWriteVersion, access::hash_of(all));
}

}  // namespace koebel::moderation
