#pragma once

#include "game/goal.hpp"
#include "store/transaction.hpp"

#include <functional>
#include <string>
#include <vector>

namespace koebel::game {

/// The topics of screens that show some teams' news only: they do not follow the wall, and celebrate all the same.
/// screen's to say; handed over by koebeld.
using ScreenTopics = std::function<std::vector<std::string>(store::Reader&)>;

/// Tells every node to read again what it shows of goals.
void append_goals_changed(store::Transaction& tx);
/// The same after one was removed: nothing tells any more that it was reached.
void append_goals_changed(store::Transaction& tx, const Goal& removed);

/// Writes that the goal is reached, if it is and no node wrote so before: once, for good, and told on feed, wall, lobby
/// and `screen_topics`. One job of Store::write. It counts once more, so that what was taken back meanwhile is heard.
/// A goal that is over can be reached for a day more: no node may have looked in its last moment. Whether it did.
[[nodiscard]] bool reach(store::Transaction& tx, const GoalId& id, const ScreenTopics& screen_topics);

}  // namespace koebel::game
