#pragma once

#include "rpc/caller.hpp"
#include "support/koebeld_process.hpp"
#include "support/temporary_directory.hpp"

#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::service {

/// Somebody, or something, that calls: what it shows, and what it is to the contract.
struct Principal {
    std::string name;
    std::string header;  ///< "Cookie: …", "Authorization: …", or empty
    rpc::Roles roles{v1::ROLE_NOBODY};
    rpc::Scopes scopes = {};   ///< empty: not limited
    std::string key = {};      ///< the person's, or empty
    bool is_no_token = false;  ///< shows a token that does not work: refused everywhere, with UNAUTHENTICATED
    bool is_session = true;    ///< a browser's, or nobody's; else a token

    [[nodiscard]] bool is(std::string_view person) const { return key == person && !has_ended(); }
    /// A person with everything that is theirs: not by a token.
    [[nodiscard]] bool is_whole(std::string_view person) const { return is(person) && scopes.empty(); }
    /// Signed in at a shared tablet.
    [[nodiscard]] bool is_at_kiosk() const { return scopes.has(v1::SCOPE_KIOSK); }
    [[nodiscard]] bool has_ended() const { return is_no_token || (!key.empty() && roles.has(v1::ROLE_NOBODY)); }
};

/// A real koebeld with a small organisation, and everybody who may call it. Made once for all tests of the matrix.
///
///   team "mill"    recipient, mate (and who looks at nothing here)
///   team "shop"    giver
///   no team        employee, other, curator, leader, admin, and the passer, who stands at a kiosk; a moderator, who is
///                  a curator too
///
/// The giver thanked the recipient three times: for everyone, for the recipient's team, for the two of them. The
/// recipient reported two more: what was said to the recipient, and what was said to the curator.
class MatrixWorld {
public:
    MatrixWorld();

    [[nodiscard]] const std::vector<Principal>& principals() const { return principals_; }
    [[nodiscard]] const test::KoebeldProcess& service() const { return service_; }

    /// Calls a method, "RecognitionService/Give", as somebody; words with "$" are filled in.
    [[nodiscard]] test::Answer call(const Principal& principal, std::string_view method, std::string_view request);

    /// A text with its words of "$" filled in: "$giver" a person's id, "$mill" a team's, "$value", "$screen",
    /// "$everyones", "$teams", "$only_us" a recognition's, "$report", "$report_on_curator" a report's that nobody
    /// opened, "$pin" the passer's, "$uuid" another one each time, and "$new_…" something made for the purpose: made().
    [[nodiscard]] std::string filled(std::string_view text);

    /// The same person in another browser, or the same at another kiosk, for what ends a session.
    [[nodiscard]] Principal in_another_browser(const Principal& principal);

private:
    void import(const std::string& kind, const std::string& lines);
    void meet();
    void await_ends();
    /// The answer of a call that must be granted, as the administrator.
    template <class Response>
    Response as_admin(std::string_view method, std::string_view request);
    template <class Response>
    Response as(const Principal& principal, std::string_view method, std::string_view request);
    [[nodiscard]] Principal signed_in(const std::string& name, const std::string& key, rpc::Roles roles);
    [[nodiscard]] std::string cookie_by(const std::string& link_token);
    [[nodiscard]] std::string new_link(const std::string& key);
    /// The header of a tablet that has just been paired.
    [[nodiscard]] std::string new_kiosk();
    /// The header of one at which the person stands.
    [[nodiscard]] std::string new_kiosk_with(std::string_view key);
    /// What a word stands for, made where it is "new_…".
    [[nodiscard]] std::string made(std::string_view word);
    /// To somebody, as "recipient"; the recognition's id.
    [[nodiscard]] std::string give(const Principal& giver, std::string_view to, std::string_view visibility);
    /// Of a recognition, by the recipient; the report's id.
    [[nodiscard]] std::string report(const std::string& recognition);
    [[nodiscard]] std::string token_of(const Principal& owner, std::string_view more);

    test::TemporaryDirectory folder_;
    test::KoebeldProcess service_;
    std::vector<Principal> principals_;
    Principal admin_;
    Principal giver_;
    Principal recipient_;
    Principal curator_;
    Principal moderator_;  // neither this one nor the passer in a browser is among the principals
    Principal passer_;
    std::map<std::string, std::string, std::less<>> words_;  // what "$" stands for
    int count_ = 0;                                          // of what was made
    int days_ = 0;                                           // that were asked for
};

template <class Response>
Response MatrixWorld::as(const Principal& principal, std::string_view method, std::string_view request) {
    const auto answer = call(principal, method, request);
    Response response;
    if (answer.status != 200 || !google::protobuf::util::JsonStringToMessage(answer.body, &response).ok()) {
        throw std::runtime_error(principal.name + " " + std::string{method} + ": " + answer.body);
    }
    return response;
}

template <class Response>
Response MatrixWorld::as_admin(std::string_view method, std::string_view request) {
    return as<Response>(admin_, method, request);
}

}  // namespace koebel::service
