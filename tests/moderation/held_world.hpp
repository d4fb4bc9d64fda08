#pragma once

#include "conversation/saying.hpp"
#include "conversation/thread.hpp"
#include "inbox/listing.hpp"
#include "moderation/locking.hpp"
#include "moderation/word_list.hpp"
#include "people/topics.hpp"
#include "recognition/amending.hpp"
#include "recognition/boosting.hpp"
#include "recognition/reports.hpp"
#include "recognition/reviewing.hpp"
#include "recognition/world.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace koebel::moderation {

using people::topic_of;
using people::wall_topic_of;
using recognition::World;

/// Colleagues, two curators, and words that are held: "klote" is on the list that comes with Koebel.
class HeldWorldTest : public recognition::WorldTest {
protected:
    HeldWorldTest() {
        for (const auto& one : {curator, other_curator}) world.make_curator(one);
    }

    template <class Job>
    auto write(Job job) {
        return world.database.store().write_now("test.moderation", std::move(job));
    }
    template <class Job>
    auto read(Job job) {
        return world.database.store().read_now(std::move(job));
    }

    /// A thank-you of Ada's to Grace, with words that a wall does not show.
    recognition::GiveRecognition rude(v1::Visibility visibility = v1::VISIBILITY_EVERYONE) {
        auto command = world.thanks(ada, {grace}, visibility);
        command.message = "Klaproos, wat een klote klus was dat";
        return command;
    }
    std::string give_rude() { return world.give(rude()).recognition_id(); }

    v1::ListHeldResponse held(const PersonId& viewer) {
        return read([&](store::Reader& reader) { return recognition::list_held(reader, viewer); });
    }
    v1::CountWaitingResponse waiting(const PersonId& viewer) {
        return read([&](store::Reader& reader) { return recognition::count_waiting(reader, viewer); });
    }
    Result<v1::ReleaseHeldResponse> release(const PersonId& who, const v1::HeldItem& item) {
        v1::ReleaseHeldRequest request;
        if (item.has_remark()) {
            request.set_remark_id(item.remark().id());
        } else {
            request.set_recognition_id(item.recognition().id());
        }
        return write([&](store::Transaction& tx) { return recognition::release_held(tx, World::caller(who), request); }
        );
    }
    Result<v1::DeclineHeldResponse> decline(
        const PersonId& who, const v1::HeldItem& item, const std::string& reason = "Schrijf het liever anders"
    ) {
        v1::DeclineHeldRequest request;
        if (item.has_remark()) {
            request.set_remark_id(item.remark().id());
        } else {
            request.set_recognition_id(item.recognition().id());
        }
        request.set_reason(reason);
        return write([&](store::Transaction& tx) { return recognition::decline_held(tx, World::caller(who), request); }
        );
    }
    Result<v1::EditResponse> edit(const PersonId& who, const std::string& recognition, const std::string& message) {
        v1::EditRequest request;
        request.set_recognition_id(recognition);
        request.set_message(message);
        return write([&](store::Transaction& tx) {
            return recognition::edit(tx, World::caller(who), request, recognition::Settings{});
        });
    }
    Result<v1::CommentResponse> comment(const PersonId& who, const std::string& on, const std::string& text) {
        v1::CommentRequest request;
        request.set_recognition_id(on);
        request.set_text(text);
        return write([&](store::Transaction& tx) {
            return conversation::comment(tx, World::caller(who), request, conversation::Settings{});
        });
    }
    Result<v1::BoostResponse> boost(
        const PersonId& who, const std::string& on, const std::string& text, std::uint32_t credits = 0
    ) {
        v1::BoostRequest request;
        request.set_recognition_id(on);
        request.set_text(text);
        request.set_credits_each(credits);
        return write([&](store::Transaction& tx) {
            return recognition::boost(tx, World::caller(who), request, conversation::Settings{});
        });
    }
    Result<v1::EditRemarkResponse> edit_remark(
        const PersonId& who, const std::string& remark, const std::string& text
    ) {
        v1::EditRemarkRequest request;
        request.set_remark_id(remark);
        request.set_text(text);
        return write([&](store::Transaction& tx) {
            return conversation::edit(tx, World::caller(who), request, conversation::Settings{});
        });
    }
    std::vector<std::string> thread(const PersonId& who, const std::string& on) {
        v1::ListRemarksRequest request;
        request.set_recognition_id(on);
        std::vector<std::string> words;
        const auto page =
            read([&](store::Reader& reader) { return conversation::list_remarks(reader, who, request); }).value();
        for (const auto& remark : page.remarks()) words.push_back((remark.held() ? "held: " : "") + remark.text());
        return words;
    }
    v1::ListInboxResponse inbox_of(const PersonId& who) {
        return read([&](store::Reader& reader) { return inbox::list(reader, who, {}); });
    }
    std::vector<v1::InboxKind> kinds(const PersonId& who) {
        std::vector<v1::InboxKind> kinds;
        const auto inbox = inbox_of(who);
        for (const auto& item : inbox.items()) kinds.push_back(item.kind());
        return kinds;
    }
    std::vector<std::string> trail() {
        static constexpr store::Sql kTrail{"test.trail", "SELECT what FROM access_audit ORDER BY at, id"};
        return read([](store::Reader& reader) { return reader.rows<std::string>(kTrail); });
    }
    /// How often a topic says that what waits changed.
    std::size_t told_to_review(const PersonId& who) {
        const auto events = world.events(topic_of(who));
        return static_cast<std::size_t>(std::ranges::count_if(events, [](const auto& event) {
            return event.has_review_changed();
        }));
    }

    TeamId north = world.team("Service Noord");
    PersonId ada = world.person({.name = "Ada Bos"});
    PersonId grace = world.person({.name = "Grace Vos", .teams = {north}});
    PersonId piet = world.person({.name = "Piet Uil"});
    PersonId curator = world.person({.name = "Cato Kuiper"});
    PersonId other_curator = world.person({.name = "Otto Kuiper"});
};

}  // namespace koebel::moderation
