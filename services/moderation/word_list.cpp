#include "moderation/word_list.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "moderation/held_words.hpp"
#include "moderation/matching.hpp"

#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace koebel::moderation {
namespace {

constexpr store::Sql kListed{"moderation.listed_words", "SELECT word, language FROM held_word ORDER BY word"};
constexpr store::Sql kAddWord{
    "moderation.add_word",
    "INSERT INTO held_word (word, language, added_at) VALUES ($1, '', $2) ON CONFLICT (word) DO NOTHING"
};
constexpr store::Sql kRemoveWord{"moderation.remove_word", "DELETE FROM held_word WHERE word = $1"};

using Listed = std::tuple<std::string, std::string>;  // the word, its language

template <class Words>
Result<std::set<std::string>> kept_forms(const Words& words) {
    std::set<std::string> forms;
    for (const auto& written : words) {
        auto word = to_held_word(written);
        if (!word) return std::unexpected(std::move(word.error()));
        forms.insert(*std::move(word));
    }
    return forms;
}

}  // namespace

v1::ListHeldWordsResponse list_words(store::Reader& reader) {
    v1::ListHeldWordsResponse response;
    for (auto& [word, language] : reader.rows<Listed>(kListed)) {
        auto& one = *response.add_words();
        one.set_word(std::move(word));
        one.set_language(std::move(language));
    }
    return response;
}

Result<v1::ChangeHeldWordsResponse> change_words(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const v1::ChangeHeldWordsRequest& request,
    const Settings& settings
) {
    const auto [rights, before] = tx.read(access::rights_query(caller), store::query<Listed>(kListed));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR, v1::ROLE_ADMIN}); !may) {
        return std::unexpected(may.error());
    }
    if (static_cast<std::size_t>(request.add_size()) + static_cast<std::size_t>(request.remove_size()) >
        kMostWordsAtOnce) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_WORDS", "at most 500 at once");
    }
    const auto added = kept_forms(request.add());
    if (!added) return std::unexpected(added.error());
    const auto removed = kept_forms(request.remove());
    if (!removed) return std::unexpected(removed.error());

    std::set<std::string> list;
    for (const auto& [word, language] : before) list.insert(word);
    std::size_t changes = 0;
    for (const auto& word : *removed) {
        if (list.erase(word) == 0) continue;
        tx.run(kRemoveWord, word);
        ++changes;
    }
    bool is_longer = false;
    for (const auto& word : *added) {
        if (!list.insert(word).second) continue;
        tx.run(kAddWord, word, tx.now());
        is_longer = true;
        ++changes;
    }
    if (is_longer && list.size() > settings.held_words) return refuse(Code::kResourceExhausted, "WORD_LIST_FULL");
    if (changes > 0) {
        write_list_version(tx, {list.begin(), list.end()});
        const auto count = std::to_string(changes);
        access::record(
            tx, {.what = "held_words_changed", .by = caller.person, .address = caller.address, .reason = count}
        );
    }
    v1::ChangeHeldWordsResponse response;
    response.set_count(static_cast<std::uint32_t>(list.size()));
    return response;
}

}  // namespace koebel::moderation
