#include "studio/source_material.hpp"

#include "base/text.hpp"
#include "people/visible_to.hpp"
#include "recognition/stored.hpp"
#include "studio/refusal.hpp"
#include "studio/story_rules.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace koebel::studio {
namespace {

/// Of a larger team that is nominated as a whole nobody in particular is in the story.
constexpr std::size_t kTeamByName = 12;

constexpr auto kNominationsText = "SELECT " + story::kNominationColumns +
                                  " FROM nomination n WHERE n.id IN @list($2) AND " +
                                  people::nomination_curated_by("$1");
constexpr store::Sql kNominations{"studio.nominations", kNominationsText};
constexpr store::Sql kNominees{
    "studio.nominees",
    "SELECT nomination_id, person_id, of_team FROM nomination_person WHERE nomination_id IN @list($1)"
    " ORDER BY nomination_id, ordinal"
};
// Off the feed or the screens it is not for a stage either.
constexpr auto kRecognitionsText =
    "SELECT " + recognition::kStoredColumns + ", CASE WHEN " + people::kVisibleToEveryone +
    " THEN 1 ELSE 0 END FROM recognition r WHERE r.id IN @list($2) AND " + people::visible_to("$1");
constexpr store::Sql kRecognitions{"studio.recognitions", kRecognitionsText};
constexpr store::Sql kUsedIn{
    "studio.used_in",
    "SELECT its.story_id FROM story_source its JOIN story st ON st.id = its.story_id WHERE st.show_id = $1"
    " AND (its.nomination_id IN @list($2) OR its.recognition_id IN @list($3)) ORDER BY its.story_id"
};

struct NomineeRow {
    story::NominationId nomination;
    PersonId person;
    bool of_team = false;

    static NomineeRow from(const store::Row& row) {
        return {row.get<story::NominationId>(0), row.get<PersonId>(1), row.get<bool>(2)};
    }
};

struct RecognitionRow {
    recognition::StoredRow row;
    bool for_everyone = false;

    static RecognitionRow from(const store::Row& row) {
        return {recognition::StoredRow::from(row), row.get<bool>(recognition::kStoredColumnCount)};
    }
};

void add_once(std::vector<PersonId>& people, const PersonId& person) {
    if (std::ranges::find(people, person) == people.end()) people.push_back(person);
}

/// Without a kind of its own: what it seems to be.
v1::NominationKind kind_of(const recognition::Stored& stored) {
    if (!stored.customer_moment.empty()) return v1::NOMINATION_KIND_CUSTOMER_WOW;
    return stored.thanked > 1 ? v1::NOMINATION_KIND_TEAMWORK : v1::NOMINATION_KIND_QUIET_STRENGTH;
}

Result<void> check(const std::vector<story::NominationRow>& rows, const show::ShowId& show) {
    for (const auto& row : rows) {
        if (row.hold != story::Hold::kNone) {
            return refuse_about(Code::kFailedPrecondition, "NOMINATION_HELD", {row.id.text()});
        }
        if (row.show != show) return refuse_about(Code::kFailedPrecondition, "OF_ANOTHER_SHOW", {row.id.text()});
    }
    return {};
}

void add_nominations(
    Material& material,
    const Sources& sources,
    const std::vector<story::NominationRow>& rows,
    const std::vector<NomineeRow>& nominees
) {
    for (const auto& id : sources.nominations) {
        const auto row = std::ranges::find(rows, id, &story::NominationRow::id);
        if (!material.kind) material.kind = row->words.kind;
        if (material.value.empty()) material.value = row->words.value;
        material.words.push_back(paragraphs(row->words));
        const auto members = std::ranges::count_if(nominees, [&](const NomineeRow& nominee) {
            return nominee.nomination == id && nominee.of_team;
        });
        const bool by_name = static_cast<std::size_t>(members) <= kTeamByName;
        for (const auto& nominee : nominees) {
            if (nominee.nomination == id && (by_name || !nominee.of_team)) add_once(material.people, nominee.person);
        }
    }
}

void add_recognitions(Material& material, const Sources& sources, const std::vector<recognition::Stored>& all) {
    for (const auto& id : sources.recognitions) {
        const auto stored = std::ranges::find(all, id, &recognition::Stored::id);
        if (!material.kind) material.kind = kind_of(*stored);
        if (material.value.empty() && !stored->values.empty()) material.value = stored->values.front();
        material.words.push_back(
            stored->customer_moment.empty() ? stored->message : stored->message + "\n\n" + stored->customer_moment
        );
        for (const auto& person : stored->recipients) add_once(material.people, person.id);
        for (const auto& person : stored->added) add_once(material.people, person.id);
    }
}

}  // namespace

std::string paragraphs(const story::Words& words) {
    std::string text;
    // As it is told: one's own words say all of it; guided, one thing after another.
    for (const auto* part : {&words.words, &words.situation, &words.deed, &words.effect, &words.thanks}) {
        if (part->empty()) continue;
        if (!text.empty()) text += "\n\n";
        text += *part;
    }
    return text;
}

std::string Material::text() const {
    std::string all;
    for (const auto& one : words) {
        if (!all.empty()) all += "\n\n";
        all += one;
    }
    return std::string{trimmed(first_code_points(all, kMostText))};
}

Result<Material> read_material(
    store::Transaction& tx, const rpc::Caller& caller, const show::ShowId& show, const Sources& sources
) {
    auto [nominations, nominees, recognitions, used] = tx.read(
        store::query<story::NominationRow>(kNominations, caller.person, sources.nominations),
        store::query<NomineeRow>(kNominees, sources.nominations),
        store::query<RecognitionRow>(kRecognitions, caller.person, sources.recognitions),
        store::query<StoryId>(kUsedIn, show, sources.nominations, sources.recognitions)
    );
    if (nominations.size() != sources.nominations.size()) return refuse(Code::kNotFound, "NOMINATION_NOT_FOUND");
    if (recognitions.size() != sources.recognitions.size()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    if (auto checked = check(nominations, show); !checked) return std::unexpected(std::move(checked.error()));
    if (!used.empty()) {
        const auto [seen] = tx.read(story_for(caller.person, used.front()));
        return refuse_about(
            Code::kFailedPrecondition,
            "SOURCE_TOLD",
            seen.empty() ? std::vector<std::string>{} : std::vector{used.front().text()}
        );
    }
    std::vector<recognition::StoredRow> rows;
    for (auto& one : recognitions) {
        if (!one.for_everyone) return refuse(Code::kFailedPrecondition, "RECOGNITION_NOT_FOR_EVERYONE");
        rows.push_back(std::move(one.row));
    }
    Material material;
    add_nominations(material, sources, nominations, nominees);
    add_recognitions(material, sources, recognition::complete(tx, std::move(rows)));
    if (std::ranges::find(material.people, caller.person) != material.people.end()) {
        return refuse(Code::kFailedPrecondition, "ABOUT_YOURSELF");
    }
    return material;
}

}  // namespace koebel::studio
