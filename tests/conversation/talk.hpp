#pragma once

#include "conversation/following.hpp"
#include "conversation/own_part.hpp"
#include "conversation/reacting.hpp"
#include "conversation/removing.hpp"
#include "conversation/saying.hpp"
#include "conversation/thread.hpp"
#include "inbox/listing.hpp"
#include "inbox/news.hpp"
#include "people/topics.hpp"
#include "recognition/boosting.hpp"
#include "recognition/world.hpp"

#include <gmock/gmock.h>

#include <string>
#include <utility>

namespace koebel::conversation {

using people::topic_of;
using people::wall_topic_of;
using recognition::World;

/// Colleagues around one recognition, and what they do there.
class TalkTest : public recognition::WorldTest {
protected:
    template <class Job>
    auto write(Job job) {
        return world.database.store().write_now("test.talk", std::move(job));
    }
    template <class Job>
    auto read(Job job) {
        return world.database.store().read_now(std::move(job));
    }

    Result<v1::ReactResponse> react(const PersonId& who, const std::string& recognition, v1::ReactionKind kind) {
        v1::ReactRequest request;
        request.set_recognition_id(recognition);
        request.set_kind(kind);
        return write([&](store::Transaction& tx) { return conversation::react(tx, World::caller(who), request); });
    }
    Result<v1::CommentResponse> comment(const PersonId& who, const std::string& recognition, const std::string& text) {
        v1::CommentRequest request;
        request.set_recognition_id(recognition);
        request.set_text(text);
        return write([&](store::Transaction& tx) {
            return conversation::comment(tx, World::caller(who), request, settings);
        });
    }
    Result<v1::BoostResponse> boost(
        const PersonId& who, const std::string& recognition, const std::string& text, std::uint32_t credits = 0
    ) {
        v1::BoostRequest request;
        request.set_recognition_id(recognition);
        request.set_text(text);
        request.set_credits_each(credits);
        return write([&](store::Transaction& tx) {
            return recognition::boost(tx, World::caller(who), request, settings);
        });
    }
    Result<v1::EditRemarkResponse> edit(const PersonId& who, const std::string& remark, const std::string& text) {
        v1::EditRemarkRequest request;
        request.set_remark_id(remark);
        request.set_text(text);
        return write([&](store::Transaction& tx) {
            return conversation::edit(tx, World::caller(who), request, settings);
        });
    }
    Result<v1::RemoveRemarkResponse> remove(const PersonId& who, const std::string& remark) {
        v1::RemoveRemarkRequest request;
        request.set_remark_id(remark);
        return write([&](store::Transaction& tx) {
            return recognition::remove_remark(tx, World::caller(who), request, {});
        });
    }
    Result<v1::HideRemarkResponse> hide(const PersonId& who, const std::string& remark) {
        return write([&](store::Transaction& tx) {
            return conversation::hide(tx, World::caller(who), RemarkId{remark}, "noemt een klant");
        });
    }
    Result<v1::MuteThreadResponse> mute(const PersonId& who, const std::string& recognition, bool muted = true) {
        v1::MuteThreadRequest request;
        request.set_recognition_id(recognition);
        request.set_muted(muted);
        return write([&](store::Transaction& tx) { return conversation::mute(tx, World::caller(who), request); });
    }
    Result<v1::ListRemarksResponse> thread(
        const PersonId& who, const std::string& recognition, std::uint64_t before = 0, std::uint32_t size = 0
    ) {
        v1::ListRemarksRequest request;
        request.set_recognition_id(recognition);
        request.set_before_position(before);
        request.set_page_size(size);
        return read([&](store::Reader& reader) { return list_remarks(reader, who, request); });
    }
    std::vector<std::string> words(const PersonId& who, const std::string& recognition) {
        std::vector<std::string> words;
        const auto page = thread(who, recognition).value();
        for (const auto& remark : page.remarks()) words.push_back(remark.text());
        return words;
    }
    v1::ListInboxResponse inbox_of(const PersonId& who) {
        return read([&](store::Reader& reader) { return inbox::list(reader, who, {}); });
    }
    std::vector<v1::InboxKind> kinds(const PersonId& who) {
        std::vector<v1::InboxKind> kinds;
        const auto page = inbox_of(who);
        for (const auto& item : page.items()) kinds.push_back(item.kind());
        return kinds;
    }
    v1::Conversation around(const PersonId& viewer, const std::string& recognition) {
        const auto page = world.feed(viewer);
        for (const auto& one : page.recognitions()) {
            if (one.id() == recognition) return one.conversation();
        }
        return {};
    }

    Settings settings;
    TeamId north = world.team("Service Noord");
    PersonId ada = world.person({.name = "Ada Bos"});
    PersonId grace = world.person({.name = "Grace Vos", .teams = {north}});
    PersonId noor = world.person({.name = "Noor de Graaf", .teams = {north}});
    PersonId piet = world.person({.name = "Piet Uil"});
};

}  // namespace koebel::conversation
