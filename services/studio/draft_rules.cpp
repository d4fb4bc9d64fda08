#include "studio/draft.hpp"

#include <algorithm>
#include <utility>

namespace koebel::studio {
namespace {

std::set<std::string> teams_of(const Option& option, const Background& background) {
    std::set<std::string> teams;
    if (!option.team.empty()) teams.insert(option.team);
    for (const auto& person : option.people) {
        const auto groups = background.groups.find(person);
        if (groups != background.groups.end() && !groups->second.team.empty()) teams.insert(groups->second.team);
    }
    return teams;
}

std::uint32_t told_of(const ToldBefore& before, v1::Work work) {
    const auto found = before.works.find(work);
    return found == before.works.end() ? 0 : found->second;
}

}  // namespace

void SoFar::add(const Option& option, const Background& background) {
    values.insert(option.value);
    kinds.insert(option.kind);
    teams.merge(teams_of(option, background));
    people.insert(option.people.begin(), option.people.end());
}

std::set<v1::ProposalReason> reasons_for(const Option& option, const Background& background, const SoFar& so_far) {
    std::set<v1::ProposalReason> reasons;
    if (!background.before.values.contains(option.value) && !so_far.values.contains(option.value)) {
        reasons.insert(v1::PROPOSAL_REASON_VALUE_NOT_TOLD);
    }
    for (const auto& team : teams_of(option, background)) {
        if (!background.before.teams.contains(team) && !so_far.teams.contains(team)) {
            reasons.insert(v1::PROPOSAL_REASON_TEAM_NOT_TOLD);
        }
    }
    if (!so_far.kinds.contains(option.kind)) reasons.insert(v1::PROPOSAL_REASON_ANOTHER_KIND);
    const bool front_line_is_behind =
        told_of(background.before, v1::WORK_FRONT_LINE) <= told_of(background.before, v1::WORK_DESK);
    for (const auto& person : option.people) {
        // Somebody this rundown tells of already is no reason to tell more of them.
        if (so_far.people.contains(person)) continue;
        if (!background.told.contains(person)) reasons.insert(v1::PROPOSAL_REASON_FIRST_TIME);
        if (const auto seen = background.seen.find(person); seen != background.seen.end()) {
            if (seen->second.quiet_hero) reasons.insert(v1::PROPOSAL_REASON_QUIET_HERO);
            if (seen->second.newcomer) reasons.insert(v1::PROPOSAL_REASON_NEWCOMER);
        }
        const auto groups = background.groups.find(person);
        const bool at_front = groups != background.groups.end() && groups->second.work == v1::WORK_FRONT_LINE;
        if (at_front && front_line_is_behind) reasons.insert(v1::PROPOSAL_REASON_FRONT_LINE);
    }
    return reasons;
}

std::vector<Proposal> choose(
    std::vector<Option> options, const Background& background, SoFar so_far, std::size_t count
) {
    std::vector<Proposal> chosen;
    while (chosen.size() < count && !options.empty()) {
        auto best = options.begin();
        std::set<v1::ProposalReason> why;
        for (auto it = options.begin(); it != options.end(); ++it) {
            auto reasons = reasons_for(*it, background, so_far);
            if (reasons.size() <= why.size()) continue;
            best = it;
            why = std::move(reasons);
        }
        if (why.empty()) break;
        so_far.add(*best, background);
        chosen.push_back({std::move(*best), std::move(why)});
        options.erase(best);
    }
    return chosen;
}

}  // namespace koebel::studio
